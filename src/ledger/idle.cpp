// Rules 15, 16: idle land recognised by letter, or known from a list.

#include "ledger/rules.hpp"

namespace ledger::rules {
namespace {

constexpr Account kCanBeIdle[] = {Account::Unreported, Account::Undelivered, Account::Delivered, Account::Stalled};
constexpr Account kInUse[] = {Account::Started, Account::Finished};
constexpr Account kIdle[] = {Account::Idle};

}  // namespace

void idle_found(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& idle = Shelf::as<land::Idle>(version);
    const Place supply = desk.ties.supply(idle.supply);
    const HolderId holder = desk.book.holder(supply);
    const Area in_use = desk.book.held(holder, kInUse, kNobody);

    // The whole contract less what has started: a recognition does not split a contract by its own figure.
    desk.book.shift(holder, kCanBeIdle, desk.book.held(holder, kCanBeIdle, kNobody), kNobody, Account::Idle,
                    {Rule::R15, event.record, &version.entry, event.on, event.on});
    const Area now_idle = desk.book.held(holder, kIdle, kNobody);
    const Area claimed = idle.area.value_or(now_idle);
    const Facts figures{
        {"idle_m2", claimed.m2_text()}, {"posted_m2", now_idle.m2_text()}, {"in_use_m2", in_use.m2_text()}};
    if (in_use.is_positive() && (now_idle.is_zero() || claimed > now_idle))
        desk.note("STATUS_CONFLICT", desk.shelf.name(supply), event.on, figures, version);
    else if (claimed != now_idle)
        desk.note("IDLE_AREA_DIFFERS", desk.shelf.name(supply), event.on, figures, version);
}

void idle_listed(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& idle = Shelf::as<land::Idle>(version);
    const std::string& key = desk.shelf.key(event.record);
    if (!idle.area)
        desk.note("AREA_NOT_STATED", "listed:" + key, event.on, {{"measured_m2", idle.measured->m2_text()}}, version);
    desk.book.supply_from_source(desk.book.listed(key), Account::Listed, Account::Idle,
                                 idle.area ? *idle.area : *idle.measured, desk.book.listed_holder(key),
                                 {Rule::R16, event.record, &version.entry, event.on, event.on});
}

}  // namespace ledger::rules
