// Rules 1, 2, 2b, 2c, 2d: land enters the book. Rule 29: a paper fixes another area.

#include "ledger/rules.hpp"

#include <algorithm>

namespace ledger::rules {
namespace {

using land::Kind;

Area sum_of_plots(const Desk& desk, Place approval) {
    Area sum;
    for (const auto& [owner, plot] : desk.ties.plots_of(approval)) sum += desk.plot_area(plot).value_or(Area{});
    return sum;
}

Area total_on(const Desk& desk, Place approval, Date day) {
    return stated_area(desk.shelf, approval, version_on(desk.shelf, approval, day), &land::Approval::total)
        .value_or(Area{});
}

/// What a survey measured stands beside what was declared; without a paper nothing is posted (rule 29).
void tell_measured(Desk& desk, const land::Plot& plot, const Event& event) {
    // Areas are declared in hectares with four places: half of the last one is rounding, not a difference.
    constexpr Area kRounding = Area::from_units(Area::kPerSquareMetre / 2);
    const RecordVersion& version = desk.shelf.last(event.record);
    if (!plot.measured) return;
    if (!plot.area) {
        desk.note("AREA_NOT_STATED", desk.shelf.name(event.record), event.on,
                  {{"measured_m2", plot.measured->m2_text()}}, version);
        return;
    }
    if (max(*plot.area - *plot.measured, *plot.measured - *plot.area) > kRounding)
        desk.note("MEASURED_DIFFERS", desk.shelf.name(event.record), event.on,
                  {{"declared_m2", plot.area->m2_text()}, {"measured_m2", plot.measured->m2_text()}}, version);
}

}  // namespace

void approval_enters(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.first(event.record);
    const Area total = total_on(desk, event.record, event.on);
    const Area plots = sum_of_plots(desk, event.record);
    if (plots > total)
        desk.note(
            "PLOTS_EXCEED_APPROVAL", desk.shelf.name(event.record), event.on,
            {{"approved_m2", total.m2_text()}, {"plots_m2", plots.m2_text()}, {"excess_m2", (plots - total).m2_text()}},
            version);
    const OriginId rest = desk.book.rest(event.record);
    desk.book.origin(rest).approved = true;
    desk.book.enter(rest, Account::Approved, Account::StageUnknown, total - plots,
                    {Rule::R1, event.record, &version.entry, event.on, event.on});
}

void plot_enters(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.first(event.record);
    const Area area = desk.plot_area(event.record).value_or(Area{});
    const OriginId origin = desk.book.plot(event.record);
    const Cause cause{Rule::R2, event.record, &version.entry, event.on, event.on};
    tell_measured(desk, Shelf::as<land::Plot>(desk.shelf.last(event.record)), event);

    const Place approval = desk.ties.approval_of(event.record);
    if (approval == kNowhere) {
        desk.note("PLOT_WITHOUT_APPROVAL", desk.shelf.name(event.record), event.on, {{"area_m2", area.m2_text()}},
                  version);
        desk.book.enter(origin, Account::Unlinked, Account::StageUnknown, area, cause.as(Rule::R2b));
        return;
    }
    desk.book.origin(origin).approved = true;
    Area within = area;
    if (stated_area(desk.shelf, approval, 0, &land::Approval::total)) {
        Area& plotted = desk.plotted[approval - desk.shelf.all(Kind::Approval).begin];
        within = min(area, max(total_on(desk, approval, event.on) - plotted, Area{}));
        plotted += area;
    }
    desk.book.enter(origin, Account::Approved, Account::StageUnknown, within, cause);
    desk.book.enter(origin, Account::Unlinked, Account::StageUnknown, area - within, cause);
}

void listed_enters(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& row = Shelf::as<land::Stocklist>(version);
    if (!row.area)
        desk.note("AREA_NOT_STATED", "listed:" + desk.shelf.key(event.record), event.on,
                  {{"measured_m2", row.measured->m2_text()}}, version);
    desk.book.enter(desk.book.listed(desk.shelf.key(event.record)), Account::Listed, Account::StageUnknown,
                    row.area ? *row.area : *row.measured,
                    {Rule::R2c, event.record, &version.entry, event.on, event.on});
}

void opening_enters(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& opening = Shelf::as<land::Opening>(version);
    const auto origins = desk.ground("", opening.approval, event.record);
    if (origins.empty()) return;

    Area detail;  // what the system counts by that day and our book knows supply by supply
    for (const OriginId id : origins)
        for (const auto& [day, area] : desk.book.origin(id).counted_detail)
            if (day <= event.on) detail += area;
    const Area wanted = *opening.supplied - detail;
    const Cause cause{Rule::R2d, event.record, &version.entry, event.on, event.on};
    Area posted = desk.take(origins, kTakes, max(wanted, Area{}), Account::Opening, cause);
    for (const OriginId id : origins) posted += desk.book.open_from_offers(id, max(wanted, Area{}) - posted, cause);

    const Facts figures{
        {"official_m2", opening.supplied->m2_text()}, {"detail_m2", detail.m2_text()}, {"posted_m2", posted.m2_text()}};
    if (wanted < Area{})
        desk.note("DETAIL_EXCEEDS_OPENING", "approval:" + opening.approval, event.on, figures, version);
    if (posted < wanted) desk.note("OPENING_EXCEEDS", "approval:" + opening.approval, event.on, figures, version);
}

// --- rule 29 ------------------------------------------------------------------------------------------------------

namespace {

void remeasure_ground(Desk& desk, const Event& event, OriginId origin, Area before, Area after) {
    const RecordVersion& version = desk.shelf.version(event.record, event.version);
    const Cause cause{Rule::R29, event.record, &version.entry, event.on, event.on};
    if (after > before) {
        desk.book.enter(origin, Account::Remeasured, Account::StageUnknown, after - before, cause);
        return;
    }
    const Area less = desk.book.take(origin, kTakes, before - after, Account::Remeasured, cause);
    if (less < before - after)
        desk.exceeds("REMEASURE_EXCEEDS", desk.shelf.name(event.record), event.on, before - after, less, version);
}

void remeasure_supply(Desk& desk, const Event& event, Area before, Area after) {
    const RecordVersion& version = desk.shelf.version(event.record, event.version);
    const Cause cause{Rule::R29, event.record, &version.entry, event.on, event.on};
    const Area moved = desk.book.remeasure(
        desk.book.holder(event.record), after - before,
        desk.book.unlinked(Shelf::as<land::Supply>(desk.shelf.first(event.record)).division), cause);
    if (moved != after - before)
        desk.exceeds("REMEASURE_EXCEEDS", desk.shelf.name(event.record), event.on, before - after, -moved, version);
}

}  // namespace

void remeasured(Desk& desk, const Event& event) {
    const auto change = [&](auto field, auto post) {
        const auto before = stated_area(desk.shelf, event.record, event.version - 1, field);
        const auto after = stated_area(desk.shelf, event.record, event.version, field);
        post(*before, *after);
    };
    switch (desk.shelf.kind(event.record)) {
        case Kind::Approval:
            change(&land::Approval::total, [&](Area before, Area after) {
                remeasure_ground(desk, event, desk.book.rest(event.record), before, after);
            });
            break;
        case Kind::Plot:
            change(&land::Plot::area, [&](Area before, Area after) {
                remeasure_ground(desk, event, desk.book.plot(event.record), before, after);
            });
            break;
        default:
            change(&land::Supply::area, [&](Area before, Area after) { remeasure_supply(desk, event, before, after); });
    }
}

}  // namespace ledger::rules
