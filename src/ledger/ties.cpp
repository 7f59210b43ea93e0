#include "ledger/ties.hpp"

#include <algorithm>
#include <tuple>

namespace ledger {

using land::Kind;

void Groups::seal() { std::sort(pairs_.begin(), pairs_.end()); }

std::span<const std::pair<Place, Place>> Groups::of(Place owner) const {
    const auto begin = std::lower_bound(pairs_.begin(), pairs_.end(), std::pair<Place, Place>{owner, 0});
    auto end = begin;
    while (end != pairs_.end() && end->first == owner) ++end;
    return {begin, end};
}

Ties::Ties(const Shelf& shelf) : shelf_(shelf) {
    tie_approvals();
    tie_plots();
    tie_supplies();
    tie_links_and_offers();
}

// --- approvals and plots ------------------------------------------------------------------------------------------

void Ties::tie_approvals() {
    const PlaceRange range = shelf_.all(Kind::Approval);
    // A paper that has plots of its own stands for itself, whatever it says: which of the two counts, a person decides.
    std::vector<bool> drawn(range.end - range.begin);
    const PlaceRange plots = shelf_.all(Kind::Plot);
    for (Place p = plots.begin; p < plots.end; ++p) {
        const Place own = shelf_.find(Kind::Approval, Shelf::as<land::Plot>(shelf_.first(p)).approval);
        if (own != kNowhere) drawn[own - range.begin] = true;
    }
    const auto next = [&](Place p) {
        if (drawn[p - range.begin]) return p;
        const Place other = shelf_.find(Kind::Approval, Shelf::as<land::Approval>(shelf_.last(p)).same_land_as);
        return other == kNowhere ? p : other;
    };
    for (Place p = range.begin; p < range.end; ++p) {
        // Follow "same land as" to its end; papers that point at each other leave the first of them in key order.
        std::vector<Place> path{p};
        Place at = next(p);
        while (std::find(path.begin(), path.end(), at) == path.end()) {
            path.push_back(at);
            at = next(at);
        }
        counts_for_.push_back(*std::min_element(std::find(path.begin(), path.end(), at), path.end()));
    }
}

Place Ties::approval(std::string_view key) const {
    const Place p = shelf_.find(Kind::Approval, key);
    return p == kNowhere ? p : counts_for_[p - shelf_.all(Kind::Approval).begin];
}

bool Ties::second_paper(Place approval) const {
    return counts_for_[approval - shelf_.all(Kind::Approval).begin] != approval;
}

Place Ties::approval_of(Place plot) const { return approval(Shelf::as<land::Plot>(shelf_.first(plot)).approval); }

void Ties::tie_plots() {
    const PlaceRange withdrawals = shelf_.all(Kind::Withdrawal);
    for (Place p = withdrawals.begin; p < withdrawals.end; ++p) {
        const auto& w = Shelf::as<land::Withdrawal>(shelf_.last(p));
        if (w.kind != "adjusted") continue;
        const Place to = shelf_.find(Kind::Plot, w.to_plot);
        if (to != kNowhere) adjustments_.add(to, p);
    }
    adjustments_.seal();
    const PlaceRange plots = shelf_.all(Kind::Plot);
    for (Place p = plots.begin; p < plots.end; ++p) {
        const Place owner = approval_of(p);
        if (owner == kNowhere) continue;
        parts_.add(owner, p);
        if (!receives(p)) plots_.add(owner, p);
    }
    parts_.seal();
    plots_.seal();
}

// --- supplies -----------------------------------------------------------------------------------------------------

void Ties::tie_supplies() {
    const PlaceRange range = shelf_.all(Kind::Supply);
    struct Numbered {
        std::string_view base;
        int suffix;
        Place place;
        auto order() const { return std::tie(base, suffix, place); }
    };
    std::vector<Numbered> numbered;
    numbered.reserve(range.size());
    heir_.reserve(range.size());
    for (Place p = range.begin; p < range.end; ++p) {
        heir_.push_back(p);
        const std::string_view number = Shelf::as<land::Supply>(shelf_.first(p)).supervision_no;
        if (!number.empty()) numbered.push_back({land::base_number(number), land::suffix_of(number), p});
    }
    elder_.assign(range.size(), kNowhere);
    reused_.assign(range.size(), false);
    std::sort(numbered.begin(), numbered.end(),
              [](const Numbered& a, const Numbered& b) { return a.order() < b.order(); });
    std::vector<Place> same;
    for (std::size_t i = 0; i < numbered.size();) {
        same.clear();
        const std::size_t first = i;
        for (; i < numbered.size() && numbered[i].base == numbered[first].base; ++i) same.push_back(numbered[i].place);
        if (same.size() > 1) settle_number(same);
    }
}

/// A suffixed number supersedes a lower one only when project or holder and place agree; else both stand.
void Ties::settle_number(std::span<const Place> same_number) {
    const auto supply = [&](Place p) -> const land::Supply& { return Shelf::as<land::Supply>(shelf_.first(p)); };
    const auto agree = [](const land::Supply& a, const land::Supply& b) {
        const bool project = !a.project.empty() && a.project == b.project;
        const bool holder = !a.holder.empty() && a.holder == b.holder;
        return (project || holder) && a.place == b.place;
    };
    // From the highest suffix down, so that the heir of an heir is known when it is needed.
    std::size_t standing = 0;
    for (std::size_t i = same_number.size(); i-- > 0;) {
        const Place p = same_number[i];
        for (std::size_t j = i + 1; j < same_number.size() && heir_[index(p)] == p; ++j) {
            if (!agree(supply(p), supply(same_number[j]))) continue;
            heir_[index(p)] = heir_[index(same_number[j])];
            if (elder_[index(same_number[j])] == kNowhere) elder_[index(same_number[j])] = p;
        }
        if (heir_[index(p)] == p) ++standing;
    }
    for (const Place p : same_number) reused_[index(p)] = standing > 1 && heir_[index(p)] == p;
}

Place Ties::supply(std::string_view key) const {
    const Place p = shelf_.find(Kind::Supply, key);
    return p == kNowhere ? p : heir_[index(p)];
}

void Ties::tie_links_and_offers() {
    const PlaceRange links = shelf_.all(Kind::Link);
    for (Place p = links.begin; p < links.end; ++p) {
        const Place owner = shelf_.find(Kind::Supply, Shelf::as<land::Link>(shelf_.last(p)).supply);
        if (owner != kNowhere) links_.add(owner, p);
    }
    links_.seal();
    const PlaceRange offers = shelf_.all(Kind::Offer);
    for (Place p = offers.begin; p < offers.end; ++p) {
        const Place owner = supply(Shelf::as<land::Offer>(shelf_.last(p)).supply);
        if (owner != kNowhere) offers_.add(owner, p);
    }
    offers_.seal();
}

std::span<const std::pair<Place, Place>> Ties::links_of(Place supply) const {
    for (Place p = supply; p != kNowhere; p = elder_[index(p)]) {
        const auto own = links_.of(p);
        if (!own.empty()) return own;
    }
    return {};
}

std::optional<Date> legal_date(const Shelf& shelf, Place supply) {
    const auto& first = Shelf::as<land::Supply>(shelf.first(supply));
    if (first.signed_on) return first.signed_on;
    const auto& last = Shelf::as<land::Supply>(shelf.last(supply));
    return last.signed_on ? last.signed_on : last.recorded_on;
}

}  // namespace ledger
