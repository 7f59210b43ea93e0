// Rules 3, 4, 6: stages of unsupplied land, and land on offer.

#include "ledger/rules.hpp"

#include <algorithm>

namespace ledger::rules {
namespace {

std::string subject_of(const std::string& plot, const std::string& approval) {
    return plot.empty() ? "approval:" + approval : "plot:" + plot;
}

struct Step {
    Accounts from;
    Account to;
};

constexpr Account kBeforeExpropriation[] = {Account::StageUnknown, Account::Unexpropriated};
/// Of land whose stage nobody said, "not expropriated" is news, not a step back.
constexpr Account kNotExpropriated[] = {Account::StageUnknown, Account::Expropriated, Account::Ready};
constexpr Account kAfterExpropriation[] = {Account::Expropriated, Account::Ready};
constexpr Account kBeforeReady[] = {Account::Expropriated, Account::StageUnknown, Account::Unexpropriated};
constexpr Account kReady[] = {Account::Ready};

}  // namespace

void stage_changes(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto change = [&](const auto& seen, Step forward, Step backward) {
        const std::string subject = subject_of(seen.plot, seen.approval);
        const Step step = seen.undone ? backward : forward;
        const auto grounds = desk.ground(seen.plot, seen.approval, event.record);
        const bool back = std::any_of(grounds.begin(), grounds.end(), [&](OriginId id) {
            return desk.book.available(id, kAfterExpropriation).is_positive();
        });
        if (seen.undone && seen.note.empty() && back)
            desk.note("REASON_MISSING", subject, event.on, {{"record", desk.shelf.name(event.record)}}, version);
        const Area posted = desk.take(grounds, step.from, seen.area, step.to,
                                      {Rule::R3, event.record, &version.entry, event.on, event.on});
        if (seen.area && posted < *seen.area)
            desk.exceeds("STAGE_EXCEEDS", subject, event.on, seen.area, posted, version);
    };
    if (desk.shelf.kind(event.record) == land::Kind::Expropriation)
        change(Shelf::as<land::Expropriation>(version), {kBeforeExpropriation, Account::Expropriated},
               {kNotExpropriated, Account::Unexpropriated});
    else
        change(Shelf::as<land::SiteReadiness>(version), {kBeforeReady, Account::Ready},
               {kReady, Account::Expropriated});
}

void offer_begins(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& offer = Shelf::as<land::Offer>(version);
    // Who offers under an approval only offers its rest: a plot on offer has a name.
    const OriginId origin = desk.ground(offer.plot, offer.approval, event.record).front();
    const Area ready = desk.book.available(origin, kReady);
    const Area had = desk.book.available(origin, kTakes) + desk.book.origin(origin).at(Account::Recovered);
    const Area wanted = offer.area.value_or(had);
    const Area posted = desk.book.offer(origin, wanted, {Rule::R4, event.record, &version.entry, event.on, event.on});
    const std::string subject = subject_of(offer.plot, offer.approval);
    if (posted < wanted || posted.is_zero())
        desk.exceeds("OFFER_EXCEEDS", subject, event.on, offer.area, posted, version);
    if (posted > ready)
        desk.note("GATE_OPEN", subject, event.on,
                  {{"record", desk.shelf.name(event.record)},
                   {"offered_m2", posted.m2_text()},
                   {"ready_m2", ready.m2_text()}},
                  version);
}

void offer_ends(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& offer = Shelf::as<land::Offer>(version);
    desk.book.end_offer(desk.ground(offer.plot, offer.approval, event.record).front(), event.record,
                        {Rule::R6, event.record, &version.entry, event.on, event.on});
}

}  // namespace ledger::rules
