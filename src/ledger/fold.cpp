#include "ledger/fold.hpp"

#include "ledger/rules.hpp"

#include <algorithm>
#include <tuple>

namespace ledger {
namespace {

void apply(Desk& desk, const Event& event) {
    switch (event.act) {
        case Act::ApprovalEnters:
            return rules::approval_enters(desk, event);
        case Act::PlotEnters:
            return rules::plot_enters(desk, event);
        case Act::ListedEnters:
            return rules::listed_enters(desk, event);
        case Act::OpeningEnters:
            return rules::opening_enters(desk, event);
        case Act::StageChanges:
            return rules::stage_changes(desk, event);
        case Act::OfferBegins:
            return rules::offer_begins(desk, event);
        case Act::OfferEnds:
            return rules::offer_ends(desk, event);
        case Act::SupplyAfterOffer:
        case Act::Supply:
            return rules::supply_signed(desk, event);
        case Act::Delivery:
        case Act::Start:
        case Act::StopOrResume:
        case Act::Finish:
            return rules::progress(desk, event);
        case Act::IdleFound:
            return rules::idle_found(desk, event);
        case Act::IdleListed:
            return rules::idle_listed(desk, event);
        case Act::Extended:
            return rules::extended(desk, event);
        case Act::Recovered:
            return rules::recovered(desk, event);
        case Act::Rescinded:
            return rules::rescinded(desk, event);
        case Act::Revoked:
            return rules::revoked(desk, event);
        case Act::Withdrawn:
            return rules::withdrawn(desk, event);
        case Act::Lapsed:
            return rules::lapsed(desk, event);
        case Act::Adjusted:
            return rules::adjusted(desk, event);
        case Act::Collective:
        case Act::Noise:
            return rules::collective_or_noise(desk, event);
        case Act::Remeasured:
            return rules::remeasured(desk, event);
    }
}

std::vector<Note> in_order(std::vector<Note> notes) {
    const auto order = [](const Note& n) { return std::tie(n.subject, n.code, n.on, n.facts, n.entry); };
    std::sort(notes.begin(), notes.end(), [&](const Note& a, const Note& b) { return order(a) < order(b); });
    notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
    return notes;
}

}  // namespace

Fold fold(const std::vector<RecordVersion>& versions, const FoldOptions& options) {
    const Shelf shelf(versions);
    const Ties ties(shelf);
    Book book(shelf);
    Desk desk{shelf, ties, options, book};
    desk.plotted.resize(shelf.all(land::Kind::Approval).size());
    desk.received.resize(shelf.all(land::Kind::Plot).size());

    for (const Event& event : events_of(desk)) apply(desk, event);
    rules::tell_since_when_draws_fit(desk);
    rules::compare_portions(desk);
    return {book.postings(), in_order(std::move(desk.notes))};
}

}  // namespace ledger
