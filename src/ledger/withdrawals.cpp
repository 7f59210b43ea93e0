// Rules 24, 25, 26: approvals withdrawn, lapsed, adjusted to another place.

#include "ledger/rules.hpp"

namespace ledger::rules {
namespace {

constexpr Account kWithdrawable[] = {kTakes[0], kTakes[1], kTakes[2], kTakes[3], Account::Recovered};
constexpr Account kCanLapse[] = {Account::StageUnknown, Account::Unexpropriated};

/// Moves what the record names, or all there is, and tells what is missing. Returns the moved part.
Area leave(Desk& desk, const Event& event, Rule rule, Accounts order, Account to, std::string_view code) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& w = Shelf::as<land::Withdrawal>(version);
    const Cause cause{rule, event.record, &version.entry, event.on, desk.counted(w.marked_on, event.on)};
    const Area moved = desk.take(desk.ground(w.plot, w.approval, event.record), order, w.area, to, cause);
    if (w.area ? moved < *w.area : moved.is_zero())
        desk.exceeds(code, w.plot.empty() ? "approval:" + w.approval : "plot:" + w.plot, event.on, w.area, moved,
                     version);
    return moved;
}

std::optional<Date> decided_on(const Desk& desk, Place withdrawal) {
    const auto& w = Shelf::as<land::Withdrawal>(desk.shelf.last(withdrawal));
    return w.reply_on ? w.reply_on : w.marked_on;
}

/// Whether no other adjustment to the plot comes after this one.
bool is_last(const Desk& desk, Place plot, const Event& event) {
    for (const auto& [to, other] : desk.ties.adjustments_to(plot)) {
        const auto on = decided_on(desk, other);
        if (on && (*on > event.on || (*on == event.on && other > event.record))) return false;
    }
    return true;
}

}  // namespace

void withdrawn(Desk& desk, const Event& event) {
    leave(desk, event, Rule::R24, kWithdrawable, Account::Withdrawn, "WITHDRAWAL_EXCEEDS");
}

void lapsed(Desk& desk, const Event& event) {
    leave(desk, event, Rule::R25, kCanLapse, Account::Lapsed, "LAPSE_EXCEEDS");
}

void adjusted(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& w = Shelf::as<land::Withdrawal>(version);
    const Cause cause{Rule::R26, event.record, &version.entry, event.on, event.on};
    const Area moved = leave(desk, event, Rule::R26, kTakes, Account::Adjusted, "ADJUSTMENT_EXCEEDS");

    const Place plot = desk.shelf.find(land::Kind::Plot, w.to_plot);
    const OriginId to = plot == kNowhere ? desk.book.plot_by_name(w.to_plot) : desk.book.plot(plot);
    desk.book.origin(to).approved = true;
    desk.book.enter(to, Account::Adjusted, Account::StageUnknown, moved, cause);
    if (plot == kNowhere) {
        desk.note("PLOT_UNKNOWN", "plot:" + w.to_plot, event.on, {{"record", desk.shelf.name(event.record)}}, version);
        return;
    }
    Area& received = desk.received[plot - desk.shelf.all(land::Kind::Plot).begin];
    received += moved;
    const std::optional<Area> declared = desk.plot_area(plot);
    if (!declared || !is_last(desk, plot, event)) return;
    // The two areas need not be equal; the difference is fixed by the paper, not by the adjustment.
    desk.book.enter(to, Account::Remeasured, Account::StageUnknown, *declared - received, cause.as(Rule::R29));
    constexpr Account kNew[] = {Account::StageUnknown};
    desk.book.take(to, kNew, received - *declared, Account::Remeasured, cause.as(Rule::R29));
}

}  // namespace ledger::rules
