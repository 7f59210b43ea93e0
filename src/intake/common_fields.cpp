#include "intake/common_fields.hpp"

#include "base/text.hpp"
#include "geo/wkt.hpp"
#include "intake/boundary_text.hpp"
#include "land/codes.hpp"
#include "land/division.hpp"
#include "land/vintage.hpp"
#include "land/vocabulary.hpp"

#include <algorithm>
#include <cctype>

namespace intake {

namespace {

/// "POLYGON EMPTY" and the like: nothing was drawn, which is no fault.
bool is_empty_shape(std::string_view wkt) { return base::ends_with(base::trim(wkt), "EMPTY"); }

}  // namespace

bool is_township_name(std::string_view name) {
    for (const std::string_view ending : {"街道", "镇", "乡", "苏木"}) {
        if (base::ends_with(name, ending)) return true;
    }
    return false;
}

bool is_zone_name(std::string_view name) {
    for (const std::string_view word : {"示范区", "开发区", "园区", "高新区", "管委会"}) {
        if (base::contains(name, word)) return true;
    }
    return false;
}

std::string stock_of(std::string_view text) {
    const auto exact = land::vocabulary().identify("stock", text);
    return exact ? *exact : land::vocabulary().detect("stock", text).value_or("");
}

void read_division_code(Row& row, Place& place, std::string_view cell) {
    const std::string text = row.text(cell);
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    if (digits && text.size() >= 6) {
        place.code = text.substr(0, 6);
    } else if (place.name.empty()) {
        place.name = text;
    }
}

bool check_covered(Row& row, std::string_view code, std::string_view name) {
    const std::string& store = row.options().division;
    if (store.empty() || land::covers(store, code)) return true;
    std::string shown(name);
    if (shown.empty()) shown = land::divisions().name_of(code).value_or(std::string(code));
    row.problem("OTHER_DIVISION", Row::npos, shown, {std::string(code), store});
    return false;
}

std::string settle_division(Row& row, const Place& place) {
    const std::string& store = row.options().division;
    if (!place.code.empty()) {
        check_covered(row, place.code, place.name);
        return place.code;
    }
    const std::string county(land::county_of(store));
    if (place.name.empty() || is_township_name(place.name)) return county;
    // 某县 inside the store is meant where the store's own name says the same.
    if (const auto own = land::divisions().name_of(store); own && *own == place.name) return county;
    if (const auto code = land::divisions().code_of(place.name, county)) {
        const std::string six(land::county_of(*code));
        check_covered(row, six, place.name);
        return six;
    }
    const std::size_t column = row.column_of("division_name");
    row.problem("DIVISION_UNKNOWN", column, place.name, {county});
    return county;
}

std::string approval_number(Row& row, std::size_t column, std::string_view cell) {
    const land::Checked read = land::read_document_no(cell);
    if (read.problem == land::code_problem::kDamaged) {
        row.problem("NUMBER_DAMAGED", column, cell);
    } else if (!read.fine()) {
        row.problem("APPROVAL_NUMBER_ODD", column, cell);
    }
    return read.normalised;
}

std::string supervision_number(Row& row, std::size_t column, std::string_view cell) {
    const land::Checked read = land::read_supervision_no(cell);
    if (read.problem == land::code_problem::kDamaged) {
        row.problem("NUMBER_DAMAGED", column, cell);
    } else if (!read.fine()) {
        row.problem("NUMBER_UNUSUAL", column, cell);
    }
    return read.normalised;
}

std::string vintage_of(Row& row, std::size_t column, std::string_view cell) {
    const std::optional<land::Vintage> read = land::read_vintage(cell);
    if (read) return read->code();
    row.problem("WORD_NEEDED", column, cell, {"批准年份段", "2009—2018年、2018年以前、2019年以来"});
    return {};
}

void check_vintage_place(Row& row, const std::string& vintage, const std::string& zone, const std::string& township) {
    if (vintage.empty() || (zone.empty() && township.empty())) return;
    row.problem("VINTAGE_PLACE", row.column_of("vintage"), vintage, {zone.empty() ? township : zone});
}

std::string plot_key(const std::string& approval, const std::string& number) {
    if (number.find('#') != std::string::npos || approval.empty()) return number;
    return approval + "#" + number;
}

std::string distinct_number(Row& row, std::string_view field, const std::string& number) {
    std::vector<std::uint64_t>& seen = row.file().numbers[number];
    const std::uint64_t print = row.fingerprint();
    const auto at = std::find(seen.begin(), seen.end(), print);
    const auto ordinal = static_cast<std::size_t>(at - seen.begin()) + 1;
    if (at == seen.end()) seen.push_back(print);
    if (ordinal == 1) return number;
    std::string distinct = number + "-" + std::to_string(ordinal);
    row.problem("NUMBER_REPEATED", row.column_of(field), number, {std::to_string(ordinal), distinct});
    return distinct;
}

namespace {

/// What messages show of a cell: a shape may have a million corners. Not through the middle of a character.
std::string_view beginning(std::string_view cell) {
    constexpr std::size_t kShown = 120;
    if (cell.size() <= kShown) return cell;
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) --end;
    return cell.substr(0, end);
}

/// Names of steps and what they moved; the parameters by which an old shape came over.
std::string note_for_journal(const PlacedShape& placed) {
    std::string note;
    for (const ShapeNote& each : placed.notes) {
        if (each.code == "SITE_SHIFTED") note = shift_note(each);
    }
    for (const geo::Mend& step : placed.steps) note += (note.empty() ? "" : " ") + std::string(step.name());
    if (!placed.steps.empty()) note += " lost_m2=" + placed.lost.m2_text();
    return note;
}

}  // namespace

Shape read_shape(Row& row, std::size_t column, std::string_view cell) {
    const std::string_view shown = beginning(cell);
    base::Result<PlacedShape> placed = row.file().placer.place(cell);
    if (!placed.ok()) {
        row.problem("GEOMETRY_UNREADABLE", column, shown, {placed.error().text().zh});
        return {};
    }
    for (const ShapeNote& note : placed->notes) {
        const bool said = note.of_layer && !row.file().said_of_layer.insert(note.code).second;
        if (!said) row.problem(note.code, column, note.of_layer ? std::string_view() : shown, note.args);
    }
    if (placed->refused || (placed->polygons.empty() && placed->steps.empty())) return {};
    std::string steps;
    for (const geo::Mend& step : placed->steps)
        steps += (steps.empty() ? "" : " ") + std::string(step.name()) + "：" + step.text().zh;
    if (placed->polygons.empty()) {
        if (!is_empty_shape(cell)) row.problem("GEOMETRY_REFUSED", column, shown, {steps});
        return {};
    }
    if (!steps.empty()) row.problem("GEOMETRY_REPAIRED", column, shown, {steps, placed->lost.m2_text()});
    row.file().shape_note = note_for_journal(*placed);
    return {{placed->crs, geo::write_wkt(placed->polygons)}, geo::area_of(placed->polygons)};
}

void note_missing_area(Row& row, std::string_view field, const std::optional<base::Area>& area) {
    if (area || row.refused()) return;
    const std::size_t column = row.column_of(field);
    row.problem("AREA_MISSING", column, row.cell(column));
}

void compare_areas(Row& row, const std::optional<base::Area>& stated, const std::optional<base::Area>& measured) {
    if (!stated || !measured || areas_agree(*stated, *measured)) return;
    row.problem("AREA_MISMATCH", row.column_of("area"), row.cell(row.column_of("area")),
                {stated->text(base::AreaUnit::Hectare, 4), measured->text(base::AreaUnit::Hectare, 4)});
}

}  // namespace intake
