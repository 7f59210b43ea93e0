// 供应宗地: rows of published supply results, exports of the ministry's system, and layers of land supplied but not
// used.
#include "intake/common_fields.hpp"
#include "intake/kind_reader.hpp"
#include "land/codes.hpp"
#include "land/person.hpp"

#include <algorithm>
#include <array>

namespace intake {

namespace {

/// A supply and what only the last step needs.
struct Draft : land::Supply {
    Place where;
    std::string origin_text;  ///< 土地来源 as written
    std::size_t origin_column = Row::npos;
};

template <auto M>
constexpr auto text_of = set_text<Draft, M>;
template <auto M>
constexpr auto date_of = set_date<Draft, M>;

void set_mode(Row& row, Draft& supply, std::size_t column, std::string_view cell) {
    supply.mode_text = row.text(cell);
    const auto& known = row.file().identify("mode", supply.mode_text);
    if (known) {
        supply.mode = *known;
    } else {
        row.problem("MODE_UNKNOWN", column, cell);
    }
}

/// 土地来源: a number (the part that was construction land before) or one of three words.
void settle_origin(Row& row, Draft& supply) {
    if (supply.origin_text.empty()) return;
    const std::string key = heading_key(supply.origin_text);
    if (key == "现有建设用地") {
        supply.existing_class = supply.area;
        return;
    }
    if (key == "新增建设用地") {
        supply.existing_class = base::Area();
        return;
    }
    // Of an area in stock, part of which was built on: how much is not stated.
    if (key == "新增建设用地(来自存量库)") return;
    if (base::parse_decimal(key, 4) == std::nullopt) {
        row.problem("ORIGIN_UNKNOWN", supply.origin_column, supply.origin_text);
        return;
    }
    const auto part = row.area(supply.origin_column, supply.origin_text, false);
    if (part && supply.area && *part > *supply.area) {
        row.problem("EXISTING_ABOVE_AREA", supply.origin_column, supply.origin_text, {supply.area->m2_text()});
        return;
    }
    supply.existing_class = part;
}

constexpr std::array kFields = {
    FieldOf<Draft>{"supervision_no",
                   [](Row& row, Draft& s, std::size_t column, std::string_view cell) {
                       s.supervision_no = supervision_number(row, column, cell);
                   }},
    FieldOf<Draft>{"division_code", [](Row& row, Draft& s, std::size_t, std::string_view cell) { read_division_code(row, s.where, cell); }},
    FieldOf<Draft>{"division_name", [](Row& row, Draft& s, std::size_t, std::string_view cell) { s.where.name = row.text(cell); }},
    FieldOf<Draft>{"zone", text_of<&land::Supply::zone>},
    FieldOf<Draft>{"township", text_of<&land::Supply::township>},
    FieldOf<Draft>{"project", text_of<&land::Supply::project>},
    FieldOf<Draft>{"place", text_of<&land::Supply::place>},
    FieldOf<Draft>{"area", set_main_area<Draft, &land::Supply::area>},
    FieldOf<Draft>{"existing_class",
                   [](Row& row, Draft& s, std::size_t column, std::string_view cell) {
                       s.origin_text = row.text(cell);
                       s.origin_column = column;
                   }},
    FieldOf<Draft>{"mode", set_mode},
    FieldOf<Draft>{"use", text_of<&land::Supply::use>},
    FieldOf<Draft>{"term", text_of<&land::Supply::term>},
    FieldOf<Draft>{"industry", text_of<&land::Supply::industry>},
    FieldOf<Draft>{"grade", text_of<&land::Supply::grade>},
    FieldOf<Draft>{"price", [](Row& row, Draft& s, std::size_t column, std::string_view cell) { s.price = row.money(column, cell); }},
    FieldOf<Draft>{"instalments", text_of<&land::Supply::instalments>},
    FieldOf<Draft>{"holder",
                   [](Row& row, Draft& s, std::size_t, std::string_view cell) {
                       s.holder = row.text(cell);
                       s.holder_is_person = land::looks_like_person(s.holder);
                   }},
    FieldOf<Draft>{"credit_code",
                   [](Row& row, Draft& s, std::size_t column, std::string_view cell) {
                       const land::Checked code = land::read_credit_code(cell);
                       s.holder_code = row.text(code.normalised);
                       if (!code.fine()) row.problem("CREDIT_CODE_ODD", column, cell);
                   }},
    FieldOf<Draft>{"far_min", text_of<&land::Supply::far_min>},
    FieldOf<Draft>{"far_max", text_of<&land::Supply::far_max>},
    FieldOf<Draft>{"contract_no", text_of<&land::Supply::contract_no>},
    FieldOf<Draft>{"parcel_no", text_of<&land::Supply::parcel_no>},
    FieldOf<Draft>{"signed_on", date_of<&land::Supply::signed_on>},
    FieldOf<Draft>{"recorded_on", date_of<&land::Supply::recorded_on>},
    FieldOf<Draft>{"backfill", set_yes<Draft, &land::Supply::backfill>},
    FieldOf<Draft>{"agreed_delivery", date_of<&land::Supply::agreed_delivery>},
    FieldOf<Draft>{"agreed_start", date_of<&land::Supply::agreed_start>},
    FieldOf<Draft>{"agreed_finish", date_of<&land::Supply::agreed_finish>},
    FieldOf<Draft>{"actual_delivery", date_of<&land::Supply::actual_delivery>},
    FieldOf<Draft>{"actual_start", date_of<&land::Supply::actual_start>},
    FieldOf<Draft>{"actual_finish", date_of<&land::Supply::actual_finish>},
    FieldOf<Draft>{"authority", text_of<&land::Supply::authority>},
    FieldOf<Draft>{"geometry",
                   [](Row& row, Draft& s, std::size_t column, std::string_view cell) {
                       Shape shape = read_shape(row, column, cell);
                       s.geometry = std::move(shape.geometry);
                       s.measured = shape.measured;
                   }},
    FieldOf<Draft>{"note", text_of<&land::Supply::note>},
};

std::uint64_t mix(std::uint64_t hash, std::string_view text) {
    return (hash ^ std::hash<std::string_view>{}(text)) * 1099511628211ULL;
}

/// Rows without a number that agree in the parts of the key: the same row again keeps its ordinal, another gets the
/// next.
void settle_ordinal(Row& row, Draft& supply) {
    std::uint64_t key = mix(1469598103934665603ULL, supply.division);
    key = mix(key, supply.project);
    key = mix(key, supply.signed_on ? supply.signed_on->iso() : "");
    key = mix(key, supply.area ? supply.area->m2_text() : "");
    std::vector<std::uint64_t>& seen = row.file().unnumbered[key];
    const std::uint64_t print = row.fingerprint();
    const auto at = std::find(seen.begin(), seen.end(), print);
    supply.ordinal = at - seen.begin();
    if (at == seen.end()) seen.push_back(print);
}

void check_mode_letter(Row& row, const Draft& supply) {
    const std::string_view by_number = land::supply_class_of(supply.supervision_no);
    const std::string_view by_mode = land::supply_class_of_mode(supply.mode);
    if (by_number.empty() || by_mode.empty() || by_number == by_mode) return;
    row.problem("MODE_MISMATCH", row.column_of("mode"), supply.mode_text, {std::string(1, supply.supervision_no[10])});
}

void finish(Row& row, Draft& supply) {
    const bool numbered = !supply.supervision_no.empty();
    if (!numbered && supply.project.empty() && supply.place.empty() && supply.holder.empty() &&
        supply.parcel_no.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, supply.use + supply.mode_text, {"电子监管号、项目名称、坐落"});
        return;
    }
    supply.division_name = supply.where.name;
    if (is_township_name(supply.where.name) && supply.township.empty()) supply.township = supply.where.name;
    if (numbered && land::read_supervision_no(supply.supervision_no).fine()) {
        supply.division = supply.supervision_no.substr(0, 6);
        check_covered(row, supply.division, supply.division_name);
    } else {
        supply.division = settle_division(row, supply.where);
    }
    note_missing_area(row, "area", supply.area);
    settle_origin(row, supply);
    check_mode_letter(row, supply);
    compare_areas(row, supply.area, supply.measured);
    if (row.refused() || numbered) return;
    settle_ordinal(row, supply);
    row.problem("NUMBER_MISSING", Row::npos, supply.project.empty() ? supply.place : supply.project);
}

}  // namespace

std::unique_ptr<KindReader> make_supply_reader(const Head& head) {
    return std::make_unique<TableReader<Draft, land::Supply>>(head, kFields, finish);
}

}  // namespace intake
