#include "law/idle_route.hpp"

#include <algorithm>

namespace law {

namespace {

constexpr std::string_view kRoutes[] = {"none", "art12", "art14.1", "art14.2", "needs_facts"};
constexpr std::string_view kCauses[] = {"government", "enterprise", "force_majeure"};

enum Test : std::size_t { kT1, kT2 };

IdleRoute ask_route(const IdleLaw& law, Test test, bool gross_year, bool net_year, bool two_years) {
    const CompiledTable& table = law.tables->route;
    const Cells facts[] = {table.word(0, test), table.flag(1, gross_year), table.flag(2, net_year),
                           table.flag(3, two_years)};
    return static_cast<IdleRoute>(table.answers(facts)[0]);
}

}  // namespace

std::string_view route_code(IdleRoute route) { return kRoutes[static_cast<std::size_t>(route)]; }
std::string_view cause_code(CauseKind kind) { return kCauses[static_cast<std::size_t>(kind)]; }

std::optional<CauseKind> cause_of(std::string_view code) {
    const auto* const found = std::find(std::begin(kCauses), std::end(kCauses), code);
    if (found == std::end(kCauses)) return std::nullopt;
    return static_cast<CauseKind>(found - std::begin(kCauses));
}

IdleRoute NetClock::route(const IdleLaw& law, Date as_of) const {
    return ask_route(law, kT1, idle_from <= as_of, fee_from <= as_of, recovery_from <= as_of);
}

IdleRoute stalled_route(const IdleLaw& law) { return ask_route(law, kT2, true, true, true); }

NetClock net_clock(Date start, const std::vector<Interval>& excused, const IdleLaw& law, Date as_of) {
    NetClock out;
    out.gross_days = std::max(0, as_of.days() - start.days());
    out.net_days = out.gross_days;
    for (const Interval& one : joined(excused)) {
        const Interval part{std::max(one.from, start.plus_days(1)), std::min(one.to, as_of)};
        out.net_days -= std::max(0, part.days());
    }
    const auto full = [&](const Parameter& years) {
        const Date plain = start.plus_years(static_cast<int>(years.value.num));
        const std::vector<Suspended> moved = suspend_days(start, plain, excused);
        return law.day_after(moved.empty() ? plain : moved.back().due);
    };
    out.idle_from = law.first_day(start, *law.unstarted_years);
    out.fee_from = full(*law.unstarted_years);
    out.recovery_from = full(*law.recovery_years);
    return out;
}

std::optional<Interval> within(const CaseCause& cause, Date start, Date as_of) {
    const Date first = start.plus_days(1);
    const Interval part{std::max(cause.from.value_or(first), first), std::min(cause.to.value_or(as_of), as_of)};
    if (part.to < part.from) return std::nullopt;
    return part;
}

Excuses excuses_of(const std::vector<CaseCause>& causes, Date start, Date as_of) {
    Excuses out;
    if (causes.empty()) {
        if (const auto all = within({}, start, as_of)) out.possible.push_back(*all);
        return out;
    }
    const bool shared = std::any_of(causes.begin(), causes.end(),
                                    [](const CaseCause& one) { return one.kind == CauseKind::Enterprise; });
    for (const CaseCause& one : causes) {
        if (one.kind == CauseKind::Enterprise || !one.proved.value_or(true)) continue;
        const auto part = within(one, start, as_of);
        if (!part) continue;
        out.possible.push_back(*part);
        const bool dated = one.from && one.to;
        if (one.proved && (dated || !shared)) out.sure.push_back(*part);
    }
    return out;
}

IdleRoute recognised_route(const std::vector<CauseKind>& causes, const IdleLaw& law) {
    enum Causes { kNone, kAuthority, kOwner, kBoth };
    const auto owners = std::count(causes.begin(), causes.end(), CauseKind::Enterprise);
    const std::size_t named = causes.empty()                 ? kNone
                              : owners == 0                  ? kAuthority
                              : owners == std::ssize(causes) ? kOwner
                                                             : kBoth;
    const CompiledTable& table = law.tables->recognised;
    const Cells facts[] = {table.word(0, named)};
    return static_cast<IdleRoute>(table.answers(facts)[0]);
}

}  // namespace law
