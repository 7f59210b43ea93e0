#include "ledger/desk.hpp"

#include <algorithm>

namespace ledger {

using land::Kind;

void Desk::exceeds(std::string_view code, std::string subject, Date on, std::optional<Area> stated, Area posted,
                   const RecordVersion& version) {
    note(code, std::move(subject), on,
         {{"stated_m2", stated ? stated->m2_text() : "all"}, {"posted_m2", posted.m2_text()}}, version);
}

std::optional<Date> Desk::counted(std::optional<Date> stated, Date on, bool in_system) const {
    if (stated) return stated;
    if (in_system && options.baseline_day && on <= *options.baseline_day) return on;
    return std::nullopt;
}

std::optional<Date> Desk::approval_date(Place approval) const {
    const auto& first = Shelf::as<land::Approval>(shelf.first(approval)).approved_on;
    return first ? first : Shelf::as<land::Approval>(shelf.last(approval)).approved_on;
}

std::optional<Date> Desk::plot_date(Place plot) const {
    if (ties.receives(plot)) {
        std::optional<Date> day;
        for (const auto& [to, withdrawal] : ties.adjustments_to(plot)) {
            const auto& w = Shelf::as<land::Withdrawal>(shelf.last(withdrawal));
            const std::optional<Date> on = w.reply_on ? w.reply_on : w.marked_on;
            if (on && (!day || *on < *day)) day = on;
        }
        return day;
    }
    const Place approval = ties.approval_of(plot);
    if (approval != kNowhere) return approval_date(approval);
    const RecordVersion& first = shelf.first(plot);
    return Shelf::as<land::Plot>(first).drawn_on.value_or(first.recorded_on);
}

std::optional<Area> Desk::plot_area(Place plot) const {
    const std::optional<Date> day = plot_date(plot);
    const std::uint32_t version = day ? version_on(shelf, plot, *day) : 0;
    if (const auto declared = stated_area(shelf, plot, version, &land::Plot::area)) return declared;
    return stated_area(shelf, plot, version, &land::Plot::measured);
}

std::vector<OriginId> Desk::ground(const std::string& plot, const std::string& approval, Place record) {
    const RecordVersion& version = shelf.last(record);
    if (!plot.empty()) {
        const Place p = shelf.find(Kind::Plot, plot);
        if (p != kNowhere) return {book.plot(p)};
        note("PLOT_UNKNOWN", "plot:" + plot, std::nullopt, {{"record", shelf.name(record)}}, version);
        return {};
    }
    const Place a = ties.approval(approval);
    if (a != kNowhere) {
        std::vector<OriginId> origins{book.rest(a)};
        for (const auto& [owner, p] : ties.parts_of(a)) origins.push_back(book.plot(p));
        return origins;
    }
    if (approval.empty())
        note("PLACE_MISSING", shelf.name(record), std::nullopt, {}, version);
    else
        note("APPROVAL_UNKNOWN", "approval:" + approval, std::nullopt, {{"record", shelf.name(record)}}, version);
    return {};
}

std::optional<Date> Desk::ground_date(const std::string& plot, const std::string& approval) const {
    const Place p = shelf.find(Kind::Plot, plot);
    if (p != kNowhere) return plot_date(p);
    const Place a = plot.empty() ? ties.approval(approval) : kNowhere;
    return a == kNowhere ? std::nullopt : approval_date(a);
}

Area Desk::take(const std::vector<OriginId>& origins, Accounts order, std::optional<Area> want, Account to,
                const Cause& cause) {
    Area moved;
    for (const OriginId id : origins) {
        const Area part = want ? *want - moved : book.available(id, order);
        moved += book.take(id, order, part, to, cause);
    }
    return moved;
}

std::uint32_t version_on(const Shelf& shelf, Place p, Date day) {
    std::uint32_t i = shelf.count(p) - 1;
    while (i > 0 && shelf.version(p, i).effective > day) --i;
    return i;
}

}  // namespace ledger
