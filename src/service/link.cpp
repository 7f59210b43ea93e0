#include "service/link.hpp"

#include "base/text.hpp"
#include "service/book.hpp"
#include "service/draws.hpp"
#include "service/proposals.hpp"
#include "service/remnant_rules.hpp"

#include <algorithm>
#include <map>

namespace service {
namespace {

/// Land that could still be drawn on.
struct Offerer {
    std::string origin;
    std::string shown;  ///< plot key or "rest:APPROVAL"
    std::string name;
    std::string township;
    std::string village;
    base::Area left;
    std::optional<base::Date> approved_on;
};

std::vector<Offerer> offerers(const Book& book) {
    std::vector<Offerer> found;
    const auto add = [&](const std::string& origin, const std::string& shown, Offerer offerer) {
        for (const ledger::Cell& cell : book.cells_of_origin(origin)) {
            if (ledger::is_unsupplied(cell.account)) offerer.left += cell.area;
        }
        if (!offerer.left.is_positive()) return;
        if (const auto* approval = book.approval_of(origin)) {
            offerer.approved_on = approval->record.approved_on;
            if (offerer.name.empty()) offerer.name = approval->record.name;
        }
        offerer.origin = origin;
        offerer.shown = shown;
        found.push_back(std::move(offerer));
    };
    for (const auto& [key, plot] : book.plots) {
        add("plot:" + key, key, {"", "", plot.record.name, plot.record.township, plot.record.village, {}, {}});
    }
    for (const auto& [key, approval] : book.approvals) add("rest:" + key, "rest:" + key, {});
    return found;
}

struct Match {
    int score = 0;
    base::Text why;
};

void reason(Match& match, int points, const char* zh, const char* en) {
    match.score += points;
    match.why.zh += (match.why.zh.empty() ? "" : "；") + std::string(zh);
    match.why.en += (match.why.en.empty() ? "" : "; ") + std::string(en);
}

Match compare(const land::Supply& supply, const Offerer& land, base::Area wanted) {
    Match match;
    if (land.approved_on && supply.signed_on && *land.approved_on > *supply.signed_on) return match;
    if (land.left < wanted) return match;
    if (land.left == wanted) {
        reason(match, 5, "面积相等", "equal area");
    }
    if (!land.township.empty() && (supply.township == land.township || base::contains(supply.place, land.township))) {
        reason(match, 3, "同一乡镇", "same township");
    }
    if (!land.village.empty() && base::contains(supply.place, land.village)) reason(match, 4, "同一村", "same village");
    if (!land.name.empty() &&
        (base::contains(supply.project, land.name) || base::contains(land.name, supply.project))) {
        reason(match, 4, "项目名称相符", "project name agrees");
    }
    if (match.score > 0 && land.approved_on && supply.signed_on) {
        reason(match, 1, "批准在签订之前", "approved before signed");
    }
    return match;
}

base::Area unlinked_of(const Book& book, const std::string& holder) {
    base::Area wanted;
    for (const ledger::Cell& cell : book.cells_of_holder(holder)) {
        if (base::starts_with(cell.origin, "unlinked:") && !ledger::is_source(cell.account)) wanted += cell.area;
    }
    return wanted;
}

/// Where both were drawn the ground answers: each plot under the supply, with the area that lies on it.
bool suggest_by_shape(const Held<land::Supply>& supply, base::Area wanted, const std::vector<Overlay>& overlays,
                      const geo::RemnantRules& rules, std::vector<LinkSuggestion>& suggestions) {
    const auto first = std::lower_bound(overlays.begin(), overlays.end(), supply.key,
                                        [](const Overlay& each, const std::string& key) { return each.supply < key; });
    auto last = first;
    while (last != overlays.end() && last->supply == supply.key) ++last;
    for (SuggestedDraw& draw : draws_of({first, last}, wanted, rules))
        suggestions.push_back({supply.key, draw.plot, draw.area, law::Certainty::Inferred, std::move(draw.why), ""});
    return first != last;
}

void suggest(const Book& book, const Held<land::Supply>& supply, const std::vector<Offerer>& lands,
             const std::vector<Overlay>& overlays, const geo::RemnantRules& rules,
             std::vector<LinkSuggestion>& suggestions) {
    const base::Area wanted = unlinked_of(book, supply.key);
    if (!wanted.is_positive() || suggest_by_shape(supply, wanted, overlays, rules, suggestions)) return;
    std::vector<std::pair<Match, const Offerer*>> matches;
    for (const Offerer& land : lands) {
        Match match = compare(supply.record, land, wanted);
        if (match.score > 0) matches.emplace_back(std::move(match), &land);
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const auto& a, const auto& b) { return a.first.score > b.first.score; });
    constexpr std::size_t kMost = 3;
    if (matches.size() > kMost) matches.resize(kMost);
    for (const auto& [match, land] : matches) {
        suggestions.push_back({supply.key, land->shown, wanted, law::Certainty::Inferred, match.why, ""});
    }
    if (matches.empty()) {
        suggestions.push_back({supply.key,
                               "",
                               wanted,
                               law::Certainty::Unknown,
                               {"账内没有面积、时间、地点相符的批文，请查原批文",
                                "no approval in the book fits by area, date and place; look for the paper"},
                               ""});
    }
}

/// Suggestions that stand in the review list are named by the entry that proposes them.
base::Status name_proposals(store::Snapshot& snapshot, std::vector<LinkSuggestion>& suggestions) {
    PANHUO_TRY(const std::vector<journal::Entry> open, open_proposals(snapshot, land::Kind::Link));
    std::map<std::string, std::string> entries;
    for (const journal::Entry& entry : open) entries[entry.key] = journal::entry_id(entry.chain, entry.sequence);
    for (LinkSuggestion& each : suggestions) {
        const auto entry = entries.find(each.supply + ">plot:" + each.origin);
        if (entry != entries.end()) each.proposal = entry->second;
    }
    return base::Done{};
}

}  // namespace

base::Result<std::vector<LinkSuggestion>> suggest_links(Office& office) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    Moment today;
    today.as_of = office.clock.now().shanghai_date();
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(*snapshot, today));
    const std::vector<Offerer> lands = offerers(*book);
    std::vector<Held<land::Supply>> drawn;
    PANHUO_DO(book->each_supply([&](const Held<land::Supply>& supply) -> base::Status {
        if (!supply.record.geometry.empty() && unlinked_of(*book, supply.key).is_positive()) drawn.push_back(supply);
        return base::Done{};
    }));
    std::vector<const Held<land::Supply>*> shapes;
    for (const Held<land::Supply>& each : drawn) shapes.push_back(&each);
    PANHUO_TRY(const std::vector<Overlay> overlays, supplies_on_plots(book->plots, shapes));
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    std::vector<LinkSuggestion> suggestions;
    PANHUO_DO(book->each_supply([&](const Held<land::Supply>& supply) -> base::Status {
        suggest(*book, supply, lands, overlays, rules, suggestions);
        return base::Done{};
    }));
    PANHUO_DO(name_proposals(*snapshot, suggestions));
    return suggestions;
}

}  // namespace service
