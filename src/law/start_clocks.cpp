#include "law/start_clocks.hpp"

#include "law/idle_route.hpp"

namespace law {

namespace {

ClockStep step(const char* rule, Date from, const char* zh, const char* en, const Parameter& by) {
    return {rule,
            from,
            {from.iso() + " 起" + zh + "（" + by.citation + "）。",
             std::string(en) + " from " + from.iso() + " (" + by.citation + ")."}};
}

}  // namespace

std::vector<ClockStep> start_clocks(Date agreed, const std::vector<Interval>& excused, const IdleLaw& law) {
    std::vector<ClockStep> out;
    const NetClock clock = net_clock(agreed, excused, law, agreed);
    if (law.late_start_first_day != nullptr)
        out.push_back(step("penalty", agreed.plus_days(static_cast<int>(law.late_start_first_day->value.num)),
                           "计合同违约金，合同另有约定的从其约定",
                           "The contract's penalty runs, unless it says otherwise,", *law.late_start_first_day));
    out.push_back(step("idle", clock.idle_from, "满一年未动工，构成闲置；不扣政府原因", "Idle, whatever the cause,",
                       *law.unstarted_years));
    out.push_back(step("fee", clock.fee_from, "扣除后仍满一年，征缴土地闲置费",
                       "A full year net of what is excused: the fee", *law.fee_share));
    out.push_back(step("recovery", clock.recovery_from, "扣除后仍满两年，无偿收回",
                       "Two full years net of what is excused: free recovery", *law.recovery_years));
    return out;
}

}  // namespace law
