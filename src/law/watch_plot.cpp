// The days of unsupplied land: two years since approval, announcement, plan, filing, offer, mortgage. See watch.hpp.
#include "law/portion_judge.hpp"
#include "law/watch_list.hpp"

#include <algorithm>

namespace law {

namespace {

class PlotWatch {
  public:
    PlotWatch(const PlotFacts& facts, const PlotJudgement& judged, const RulebookSet& books,
              const base::WorkCalendar& calendar, Date as_of)
        : facts_(facts),
          judged_(judged),
          books_(books),
          calendar_(calendar),
          as_of_(as_of),
          stages_(stages_of(facts)),
          list_(facts.subject, books, as_of) {}

    std::vector<Watch> list() {
        if (!judged_.unsupplied.is_positive()) return {};
        watch_announcement();
        watch_two_years();
        for (const auto& said : facts_.offers) watch_offer(said);
        for (const auto& said : facts_.reserves) watch_mortgage(said);
        for (const PortionJudgement& portion : judged_.portions) watch_portion(portion);
        return list_.take();
    }

  private:
    void watch_announcement();
    void watch_two_years();
    void watch_offer(const Said<land::Offer>& said);
    void watch_mortgage(const Said<land::Reserve>& said);
    void watch_portion(const PortionJudgement& portion);
    bool filed() const;

    const PlotFacts& facts_;
    const PlotJudgement& judged_;
    const RulebookSet& books_;
    const base::WorkCalendar& calendar_;
    Date as_of_;
    Stages stages_;
    WatchList list_;
};

/// 实施条例 31: within 15 working days of receiving the approval. A record of expropriation answers it.
void PlotWatch::watch_announcement() {
    if (facts_.approval.record == nullptr || !facts_.approval.record->received_on) return;
    const Date received = *facts_.approval.record->received_on;
    const Parameter* days = books_.parameter("expropriation.notice.working_days", received);
    if (days == nullptr || !facts_.expropriations.empty()) return;
    if (stages_.all_expropriated().value_or(false)) return;
    std::vector<Reason> reasons{{"approval.received_on", received.iso(), facts_.approval.entry},
                                parameter_reason(*days)};
    const auto due = calendar_.add_workdays(received, static_cast<int>(days->value.num));
    if (!due.ok()) return list_.undated("expropriation_notice", "workdays", days->citation, std::move(reasons));
    list_.add({"expropriation_notice", *due, Certainty::Stated, std::move(reasons), days->citation});
}

/// Land that is expropriated does not lapse. Where nobody said, it is unknown whether it would.
void PlotWatch::watch_two_years() {
    if (facts_.approval.record == nullptr) return;
    const Parameter* years = books_.parameter("approval.lapse.years", as_of_);
    if (years == nullptr || stages_.all_expropriated().value_or(false)) return;
    const auto& approved = facts_.approval.record->approved_on;
    if (!approved)
        return list_.undated("approval_two_years", "approval.approved_on", years->citation,
                             {{"approval.approved_on", "", facts_.approval.entry}});
    const bool known = stages_.unexpropriated.is_positive() && !stages_.unknown.is_positive();
    list_.add({"approval_two_years",
               approved->plus_years(static_cast<int>(years->value.num)),
               Certainty::Stated,
               {{"approval.approved_on", approved->iso(), facts_.approval.entry},
                {"unsupplied.unexpropriated", stages_.unexpropriated.m2_text(), facts_.plot.entry},
                {"unsupplied.stage_unknown", stages_.unknown.m2_text(), facts_.plot.entry},
                parameter_reason(*years)},
               years->citation,
               known});
}

void PlotWatch::watch_offer(const Said<land::Offer>& said) {
    const land::Offer& offer = *said.record;
    if (!offer.valid_until || !offer.from || as_of_ < *offer.from) return;
    if (offer.failed_on && *offer.failed_on <= as_of_) return;
    list_.add_until({"offer_end",
                     *offer.valid_until,
                     Certainty::Stated,
                     {{"offer.valid_until", offer.valid_until->iso(), said.entry}},
                     ""});
}

void PlotWatch::watch_mortgage(const Said<land::Reserve>& said) {
    const land::Reserve& reserve = *said.record;
    if (reserve.mortgaged != "yes" || !reserve.mortgage_until) return;
    list_.add({"mortgage_end",
               *reserve.mortgage_until,
               Certainty::Stated,
               {{"reserve.mortgage_until", reserve.mortgage_until->iso(), said.entry}},
               ""});
}

bool PlotWatch::filed() const {
    return std::any_of(facts_.withdrawals.begin(), facts_.withdrawals.end(), [&](const auto& said) {
        const auto& on = said.record->filed_on;
        return on && *on <= as_of_;
    });
}

/// The plan is overdue because its area is still unsupplied; the filing only unknown, since it may not be recorded.
void PlotWatch::watch_portion(const PortionJudgement& portion) {
    list_.speak_of(portion.subject);
    std::string entry = facts_.plot.record != nullptr ? facts_.plot.entry : facts_.approval.entry;
    for (const auto& said : facts_.portions)
        if (subject_of(*said.record) == portion.subject) entry = said.entry;
    if (portion.planned)
        list_.add({"plan",
                   *portion.planned,
                   Certainty::Stated,
                   {{"portion.planned", portion.planned->iso(), entry},
                    {"portion.unsupplied", portion.area.m2_text(), entry}},
                   cite(books_, "4.1"),
                   true});
    for (const Deadline& deadline : books_.campaign().deadlines) {
        const auto& routes = deadline.routes;
        if (std::find(routes.begin(), routes.end(), portion.route) == routes.end() || filed()) continue;
        list_.add({"filing",
                   deadline.on,
                   Certainty::Stated,
                   {{"deadline:" + deadline.id, deadline.on.iso(), ""}, {"portion.route", portion.route, entry}},
                   cite(books_, deadline.clause)});
    }
}

}  // namespace

std::vector<Watch> watch_plot(const PlotFacts& facts, const PlotJudgement& judged, const RulebookSet& books,
                              const base::WorkCalendar& calendar, Date as_of) {
    return PlotWatch(facts, judged, books, calendar, as_of).list();
}

}  // namespace law
