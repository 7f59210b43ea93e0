// What can be said only when everything is posted.

#include "ledger/rules.hpp"

#include <algorithm>
#include <map>

namespace ledger::rules {
namespace {

using land::Kind;

/// Days on which the unsupplied area of an origin changes, with the least it holds from that day on.
using Outlook = std::vector<std::pair<Date, Area>>;

Outlook outlook(std::vector<std::pair<Date, Area>> changes) {
    std::sort(changes.begin(), changes.end());
    Outlook days;
    Area sum;
    for (const auto& [day, change] : changes) {
        sum += change;
        if (!days.empty() && days.back().first == day)
            days.back().second = sum;
        else
            days.emplace_back(day, sum);
    }
    for (std::size_t i = days.size(); i-- > 1;) days[i - 1].second = min(days[i - 1].second, days[i].second);
    return days;
}

}  // namespace

void tell_since_when_draws_fit(Desk& desk) {
    if (desk.shortages.empty()) return;
    std::map<OriginId, std::vector<std::pair<Date, Area>>> changes;
    for (const Shortage& s : desk.shortages) changes[s.origin];
    for (const Move& m : desk.book.moves()) {
        const auto it = changes.find(m.origin);
        if (it == changes.end() || is_unsupplied(m.from) == is_unsupplied(m.to)) continue;
        it->second.emplace_back(m.cause.on, is_unsupplied(m.to) ? m.area : -m.area);
    }
    std::map<OriginId, Outlook> outlooks;
    for (auto& [origin, list] : changes) outlooks.emplace(origin, outlook(std::move(list)));
    for (const Shortage& s : desk.shortages) {
        const Outlook& days = outlooks.at(s.origin);
        const auto fits = std::partition_point(
            days.begin(), days.end(), [&](const auto& day) { return day.first <= s.on || day.second < s.area; });
        if (fits != days.end()) desk.notes[s.note].facts.emplace_back("fits_since", fits->first.iso());
    }
}

void compare_portions(Desk& desk) {
    struct Sum {
        Area stated;
        std::uint32_t open = 0;  ///< portions without area: one of them takes what the others leave
        Place record = 0;
    };
    std::map<std::string, Sum> sums;
    const PlaceRange range = desk.shelf.all(Kind::Portion);
    for (Place p = range.begin; p < range.end; ++p) {
        const RecordVersion& version = desk.shelf.last(p);
        const auto& portion = Shelf::as<land::Portion>(version);
        const bool of_plot = !portion.plot.empty();
        const std::string subject = of_plot ? "plot:" + portion.plot : "approval:" + portion.approval;
        const bool known = of_plot ? desk.shelf.find(Kind::Plot, portion.plot) != kNowhere
                                   : desk.ties.approval(portion.approval) != kNowhere;
        if (!known) {
            desk.note(of_plot ? "PLOT_UNKNOWN" : "APPROVAL_UNKNOWN", subject, std::nullopt,
                      {{"record", desk.shelf.name(p)}}, version);
            continue;
        }
        Sum& sum = sums[subject];
        sum.record = p;
        if (portion.area)
            sum.stated += *portion.area;
        else
            ++sum.open;
    }
    constexpr Account kUnsupplied[] = {kTakes[0], kTakes[1], kTakes[2], kTakes[3], Account::InProcess};
    for (const auto& [subject, sum] : sums) {
        const auto& portion = Shelf::as<land::Portion>(desk.shelf.last(sum.record));
        const OriginId origin = portion.plot.empty() ? desk.book.rest(desk.ties.approval(portion.approval))
                                                     : desk.book.plot(desk.shelf.find(Kind::Plot, portion.plot));
        const Area unsupplied = desk.book.available(origin, kUnsupplied);
        const bool balanced = sum.open == 1 ? sum.stated <= unsupplied : sum.open == 0 && sum.stated == unsupplied;
        if (!balanced)
            desk.note("PORTIONS_UNBALANCED", subject, std::nullopt,
                      {{"portions_m2", sum.stated.m2_text()},
                       {"unsupplied_m2", unsupplied.m2_text()},
                       {"without_area", std::to_string(sum.open)}},
                      desk.shelf.last(sum.record));
    }
}

}  // namespace ledger::rules
