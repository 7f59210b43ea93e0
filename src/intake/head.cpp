#include "intake/head.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace intake {

namespace {

constexpr std::size_t kDeepest = kDeepestHead;
constexpr std::size_t kLongestHeading = 200;  ///< bytes; a longer cell is data (or a shape)
constexpr int kTellingWeight = 4;
constexpr int kFewest = 3;  ///< points that a kind needs to be detected: two familiar words are not a form

bool is_blank(std::string_view cell) { return cell.size() <= kLongestHeading && base::trim(cell).empty(); }

const std::string& cell_at(const SheetRow& row, std::size_t column) {
    static const std::string empty;
    return column < row.cells.size() ? row.cells[column] : empty;
}

/// A number, a date or a code: what data cells hold and headings do not.
bool looks_like_data(std::string_view cell) {
    if (cell.size() > kLongestHeading) return true;
    std::size_t digits = 0;
    for (const char c : cell) digits += std::isdigit(static_cast<unsigned char>(c)) != 0 ? 1 : 0;
    return digits >= 4 || (digits > 0 && digits * 2 >= cell.size());
}

/// Whether a row below the first of a head can still be part of it.
bool can_be_heading(const SheetRow& row) {
    std::size_t filled = 0;
    std::size_t data = 0;
    for (const std::string& cell : row.cells) {
        if (is_blank(cell)) continue;
        ++filled;
        data += looks_like_data(base::trim(cell)) ? 1 : 0;
    }
    return filled > 0 && data * 5 <= filled;
}

/// One cell's heading over several rows. An upper level reaches right over blank cells (a merged region leaves its
/// text in the first cell), but only where something stands below.
struct JoinedHeads {
    std::vector<std::string> shown;  ///< "批准面积 > 耕地"
    std::vector<std::string> keys;   ///< "批准面积>耕地"
};

JoinedHeads join_rows(const std::vector<SheetRow>& rows, std::size_t first, std::size_t depth) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < depth; ++i) width = std::max(width, rows[first + i].cells.size());
    JoinedHeads joined{std::vector<std::string>(width), std::vector<std::string>(width)};
    for (std::size_t level = 0; level < depth; ++level) {
        std::string carried;
        for (std::size_t c = 0; c < width; ++c) {
            const std::string& cell = cell_at(rows[first + level], c);
            std::string text(cell.size() > kLongestHeading ? std::string_view("?") : base::trim(cell));
            if (!text.empty()) {
                carried = text;
            } else if (level + 1 < depth) {
                bool below = false;
                for (std::size_t l = level + 1; l < depth; ++l) below = below || !is_blank(cell_at(rows[first + l], c));
                if (!below) carried.clear();
                text = carried;
            }
            if (text.empty()) continue;
            const std::string key = heading_key(text);
            const std::string& before = joined.keys[c];
            if (before == key || base::ends_with(before, ">" + key)) continue;  // merged downwards
            joined.shown[c] += (joined.shown[c].empty() ? "" : " > ") + text;
            joined.keys[c] += (joined.keys[c].empty() ? "" : ">") + key;
        }
    }
    return joined;
}

struct Score {
    int points = 0;
    bool eligible = false;
};
using Meanings = std::vector<const std::vector<Meaning>*>;

Meanings meanings_of(const JoinedHeads& heads, const HeadingTable& table) {
    Meanings meanings;
    for (const std::string& key : heads.keys) meanings.push_back(&table.find(key));
    return meanings;
}

Score score_for(land::Kind kind, const Meanings& heads) {
    std::set<std::string_view> fields;
    int points = 0;
    for (const std::vector<Meaning>* const meanings : heads) {
        for (const Meaning& meaning : *meanings) {
            if (meaning.kind != kind || meaning.field == "-") continue;
            if (!fields.insert(meaning.field).second) continue;
            if (!meaning.silent) points += 1 + (meaning.telling ? kTellingWeight : 0);
        }
    }
    const auto groups = needed_fields(kind);
    const bool eligible = std::all_of(groups.begin(), groups.end(), [&](const auto& group) {
        return std::any_of(group.begin(), group.end(),
                           [&](const std::string& field) { return fields.count(field) > 0; });
    });
    return {points, eligible && !groups.empty()};
}

struct Found {
    land::Kind kind = land::Kind::Supply;
    std::size_t first = 0;
    std::size_t depth = 0;
    int points = 0;
    bool tied = false;
};

Found best_place(const std::vector<SheetRow>& rows, const HeadingTable& table, std::optional<land::Kind> only) {
    Found best;
    for (std::size_t depth = 1; depth <= kDeepest; ++depth) {
        for (std::size_t first = 0; first + depth <= rows.size(); ++first) {
            bool heading = true;
            for (std::size_t i = 1; i < depth; ++i) heading = heading && can_be_heading(rows[first + i]);
            if (!heading) continue;
            const Meanings heads = meanings_of(join_rows(rows, first, depth), table);
            for (const land::Kind kind : land::all_kinds()) {
                if (!is_table_kind(kind) || (only ? kind != *only : kind == land::Kind::Official)) continue;
                const Score score = score_for(kind, heads);
                if (!score.eligible || score.points < best.points || (!only && score.points < kFewest)) continue;
                if (score.points == best.points) {
                    best.tied = best.tied || kind != best.kind;
                    continue;
                }
                best = {kind, first, depth, score.points, false};
            }
        }
    }
    return best;
}

/// 「截至2023年12月31日」, 「截止日期：2023.12.31」: the day a list speaks of.
std::optional<base::Date> as_of_date(std::string_view title) {
    const std::string line = base::squeeze(base::to_halfwidth(title));
    std::size_t at = std::string::npos;
    for (const std::string_view word : {"截至", "截止", "基准日", "时点"}) {
        if (at == std::string::npos) at = line.find(word);
    }
    if (at == std::string::npos) return std::nullopt;
    const std::size_t from = line.find_first_of("0123456789", at);
    if (from == std::string::npos) return std::nullopt;
    std::size_t to = line.find("日", from);
    to = to == std::string::npos ? line.find_first_not_of("0123456789-./", from) : to + std::string_view("日").size();
    const base::ReadDate read =
        base::read_date(std::string_view(line).substr(from, to == std::string::npos ? to : to - from));
    if (read.outcome != base::ReadDate::Outcome::Date) return std::nullopt;
    return read.date;
}

void read_lines_above(const std::vector<SheetRow>& rows, std::size_t end, TitleUnits& units, Head& head) {
    for (std::size_t i = 0; i < end; ++i) {
        for (const std::string& cell : rows[i].cells) {
            const TitleUnits named = units_of_title(cell);
            if (named.area != Unit::None) units.area = named.area;
            if (named.money != Unit::None) units.money = named.money;
            if (const auto day = as_of_date(cell)) head.as_of = day;
        }
    }
}

/// Parts of the row's area, in its unit where they have none of their own.
bool is_part_field(std::string_view field) {
    static const std::set<std::string_view> kParts = {"existing_class", "supplied", "unsupplied", "cause_area",
                                                      "route_area"};
    return kParts.count(field) > 0;
}

/// Areas whose unit stands nowhere: 土地来源 is a part of the area and has its unit; all others are hectares, and
/// that is said.
void settle_units(Head& head) {
    Unit main = Unit::Hectare;
    for (const Column& column : head.columns) {
        if (column.field == "area" && is_area_unit(column.unit)) main = column.unit;
    }
    for (Column& column : head.columns) {
        // The title line's unit is of the areas; a name or a date has none.
        if (!is_area_field(column.field) && !is_money_field(column.field)) column.unit = Unit::None;
        if (!is_area_field(column.field) || is_area_unit(column.unit)) continue;
        column.unit_assumed = !is_part_field(column.field);
        column.unit = column.unit_assumed ? Unit::Hectare : main;
    }
}

const Meaning* meaning_for(const std::vector<Meaning>& meanings, land::Kind kind) {
    for (const Meaning& meaning : meanings) {
        if (meaning.kind == kind) return &meaning;
    }
    return nullptr;
}

/// What the heading says wins, then the table's own unit of that heading, then the title line.
Unit column_unit(const std::string& key, const Meaning& meaning, const TitleUnits& title) {
    if (const Unit said = split_unit(key).unit; said != Unit::None) return said;
    if (meaning.unit != Unit::None) return meaning.unit;
    return title.area;
}

/// The unit of a column; what somebody said of it stands before all else.
void settle_unit(Column& column, const std::string& key, const Meaning* meaning, const TitleUnits& title,
                 const MappedColumn* told) {
    static const Meaning kNone;
    column.unit = column_unit(key, meaning != nullptr ? *meaning : kNone, title);
    if (is_money_field(column.field) && split_unit(key).unit == Unit::None) column.unit = title.money;
    if (told != nullptr && told->unit != Unit::None) column.unit = told->unit;
}

}  // namespace

bool is_area_field(std::string_view field) {
    static const std::set<std::string_view> kAreas = {"area",         "total",       "farmland",       "cultivated",
                                                      "prime",        "built",       "unused",         "converted",
                                                      "expropriated", "state_owned", "existing_class", "plot_area",
                                                      "supplied",     "unsupplied",  "cause_area",     "route_area"};
    return kAreas.count(field) > 0;
}

bool is_money_field(std::string_view field) { return field == "price" || field == "payable" || field == "paid"; }

std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    return letters;
}

bool is_table_kind(land::Kind kind) { return !needed_fields(kind).empty(); }

std::vector<std::vector<std::string>> needed_fields(land::Kind kind) {
    switch (kind) {
        case land::Kind::Approval:
            return {{"document_no"}, {"approved_on", "total", "authority", "name"}};
        case land::Kind::Plot:
            return {{"number"}, {"area", "geometry"}};
        case land::Kind::Supply:
            return {
                {"supervision_no", "project", "place", "parcel_no", "contract_no"}, {"mode", "signed_on"}, {"area"}};
        case land::Kind::Link:
            return {{"supply"}, {"plot", "plot_number", "approval", "existing"}};
        case land::Kind::Progress:
            return {{"supply"}, {"event"}, {"on"}};
        case land::Kind::Withdrawal:
            return {{"approval", "plot"}, {"filed_on", "reply_on", "marked_on", "number", "kind"}};
        case land::Kind::Idle:
            return {{"area", "geometry"},
                    {"number", "supply", "project", "place"},
                    {"cause", "state", "type", "idle_since", "recognised_on", "letter_no", "measure"}};
        case land::Kind::Stocklist:
            return {{"area", "geometry"},
                    {"approval", "batch", "number", "name"},
                    {"cause", "route", "plot_area", "remnant"}};
        case land::Kind::Baseline:
            return {{"stock"}, {"area"}};
        case land::Kind::Portion:
            return {{"area"},
                    {"approval", "plot", "plot_number", "id"},
                    {"cause", "route", "cause_area", "route_area", "responsible_unit", "planned"}};
        case land::Kind::Offer:
            return {{"from"}, {"approval", "plot", "plot_number"}, {"valid_until", "failed_on", "number"}};
        case land::Kind::Expropriation:
            return {{"approval", "plot", "plot_number"}, {"payable", "paid", "households", "on"}};
        case land::Kind::SiteReadiness:
            return {{"approval", "plot", "plot_number"},
                    {"road", "water", "power", "gas", "drainage", "fence", "levelling", "ready"}};
        case land::Kind::Reserve:
            return {{"number", "name", "approval", "plot"}, {"area"}, {"in_reserve_on", "mortgaged", "mortgage_until"}};
        case land::Kind::Decision:
            return {{"type"}, {"on"}, {"supply", "approval", "plot", "plot_number"}};
        case land::Kind::Target:
            return {{"stock"}, {"area", "rate"}, {"in_force_from", "unit", "division_name", "nature"}};
        case land::Kind::Official:
            return {{"document_no", "supervision_no"}, {"area"}};
        case land::Kind::Opening:
            break;
    }
    return {};
}

std::optional<Head> find_head(const std::vector<SheetRow>& rows, const HeadingTable& table,
                              std::optional<land::Kind> kind) {
    const Found found = best_place(rows, table, kind);
    if (found.points == 0 || found.tied) return std::nullopt;
    return head_at(rows, table, found.first, found.depth, found.kind, nullptr);
}

Head head_at(const std::vector<SheetRow>& rows, const HeadingTable& table, std::size_t first, std::size_t depth,
             std::optional<land::Kind> kind, const Mapping* said) {
    Head head;
    head.kind = kind.value_or(head.kind);
    head.first = first;
    head.depth = depth;
    TitleUnits title;
    read_lines_above(rows, first, title, head);
    const JoinedHeads heads = join_rows(rows, first, depth);
    head.form = form_of(heads.keys);
    const bool mapped = said != nullptr && !said->columns.empty();
    for (std::size_t c = 0; c < heads.keys.size(); ++c) {
        Column column;
        column.heading = heads.shown[c].empty() ? "列 " + column_letters(c) : heads.shown[c];
        const Meaning* meaning = kind ? meaning_for(table.find(heads.keys[c]), *kind) : nullptr;
        const MappedColumn* told = mapped ? said->column(c) : nullptr;
        if (mapped) {
            column.field = told != nullptr ? told->field : std::string();
            column.rank = static_cast<int>(c) + 1;
            if (meaning != nullptr && meaning->field != column.field) meaning = nullptr;
        } else if (meaning != nullptr) {
            column.field = meaning->field;
            column.rank = meaning->rank;
        }
        if (!column.field.empty()) settle_unit(column, heads.keys[c], meaning, title, told);
        head.columns.push_back(std::move(column));
    }
    settle_units(head);
    return head;
}

std::optional<FormPlace> find_form(const std::vector<SheetRow>& rows, const std::vector<Mapping>& remembered) {
    if (remembered.empty()) return std::nullopt;
    for (std::size_t first = 0; first < rows.size(); ++first) {
        for (std::size_t depth = std::min(kDeepest, rows.size() - first); depth > 0; --depth) {
            const std::string form = form_of(join_rows(rows, first, depth).keys);
            if (form.empty()) continue;
            for (const Mapping& each : remembered) {
                if (each.form == form) return FormPlace{first, depth, &each};
            }
        }
    }
    return std::nullopt;
}

std::size_t likely_head(const std::vector<SheetRow>& rows) {
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!can_be_heading(rows[i])) continue;
        std::size_t filled = 0;
        for (const std::string& cell : rows[i].cells) filled += is_blank(cell) ? 0 : 1;
        if (filled <= most) continue;
        best = i;
        most = filled;
    }
    return best;
}

}  // namespace intake
