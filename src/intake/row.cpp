#include "intake/row.hpp"

#include "base/text.hpp"
#include "land/money.hpp"
#include "land/person.hpp"
#include "land/vocabulary.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <iterator>

namespace intake {

namespace {

constexpr int kFirstYear = 1949;
constexpr int kLastYear = 2100;

/// Excel stores 0.0001 as 1E-4; an exponent that makes small numbers is undone, one that makes big ones has lost
/// digits.
std::string plain_number(std::string_view cell) {
    const std::size_t e = cell.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 2 >= cell.size() || cell[e + 1] != '-') return std::string(cell);
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const char c = cell[i];
        if (i != e && i != e + 1 && std::isdigit(static_cast<unsigned char>(c)) == 0 && c != '.' && c != '-')
            return std::string(cell);
    }
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.15f", std::strtod(std::string(cell).c_str(), nullptr));
    return buffer;
}

/// A run of seven digits or more: the shortest number that could be a telephone's.
bool may_hold_private_number(std::string_view text) {
    int run = 0;
    for (const char c : text) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            if (++run == 7) return true;
        } else if (c != '-' && c != ' ') {
            // Full-width digits may hide a number as well.
            if (static_cast<unsigned char>(c) == 0xEF) return true;
            run = 0;
        }
    }
    return false;
}

}  // namespace

bool states_nothing(std::string_view trimmed) {
    if (trimmed.empty()) return true;
    if (trimmed.size() > 6) return false;
    static constexpr std::string_view kWords[] = {"-",  "--",  "---", "—",    "——",   "/",   "\\",
                                                  "无", "nan", "nah", "null", "none", "n/a", "#n/a"};
    const std::string key = heading_key(trimmed);
    return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

std::string masked(std::string_view text) {
    return may_hold_private_number(text) ? land::mask_private(text) : std::string(text);
}

const std::optional<std::string>& FileState::identify(std::string_view list, std::string_view spelling) {
    constexpr std::size_t kMostWords = 10'000;
    std::string key;
    key.reserve(list.size() + 1 + spelling.size());
    key.append(list).append(1, '\t').append(spelling);
    const auto found = words_.find(key);
    if (found != words_.end()) return found->second;
    if (words_.size() > kMostWords) words_.clear();
    return words_.emplace(std::move(key), land::vocabulary().identify(list, spelling)).first->second;
}

void Row::problem(std::string_view code, std::size_t column, std::string_view found,
                  const std::vector<std::string>& more) {
    const bool whole = column == npos;
    const std::string cell = whole ? "A" + std::to_string(number_) : column_letters(column) + std::to_string(number_);
    std::string field;
    if (!whole && column < head_.columns.size()) {
        const Column& at = head_.columns[column];
        field = at.field.empty() ? at.heading : at.field;
    }
    Problem made = make_problem(code, sheet_, number_, cell, std::move(field), masked(found), more);
    refused_ = refused_ || made.severity == Severity::Error;
    sink_.problem(std::move(made));
}

std::string Row::text(std::string_view cell) const { return masked(base::trim(cell)); }

std::optional<base::Area> Row::area(std::size_t column, std::string_view cell, bool main) {
    const Unit unit = column < head_.columns.size() ? head_.columns[column].unit : Unit::None;
    const std::string number = plain_number(base::trim(cell));
    const base::ReadArea read = base::read_area(number, area_unit(is_area_unit(unit) ? unit : Unit::Hectare));
    if (read.outcome == base::ReadArea::Outcome::Empty) return std::nullopt;
    if (read.outcome == base::ReadArea::Outcome::Unreadable) {
        problem(main ? "AREA_UNREADABLE" : "AREA_DOUBTFUL", column, cell);
        return std::nullopt;
    }
    if (read.area < base::Area()) {
        problem("AREA_NEGATIVE", column, cell);
        return std::nullopt;
    }
    if (main && read.area.is_zero()) return std::nullopt;
    if (read.was_fullwidth) problem("AREA_FULLWIDTH", column, cell, {read.area.m2_text()});
    if (read.unit_in_cell) problem("AREA_UNIT_IN_CELL", column, cell, {read.area.m2_text()});
    return read.area;
}

std::optional<base::Date> Row::date(std::size_t column, std::string_view cell, bool needed) {
    const base::ReadDate read = base::read_date(cell);
    if (read.outcome == base::ReadDate::Outcome::Empty) return std::nullopt;
    if (read.outcome == base::ReadDate::Outcome::Unreadable) {
        const std::string hint = read.suggestion.empty() ? std::string() : " (" + read.suggestion + "?)";
        problem(needed ? "DATE_NEEDED" : "DATE_UNREADABLE", column, cell, {hint});
        return std::nullopt;
    }
    if (read.date.year() < kFirstYear || read.date.year() > kLastYear) {
        problem("DATE_IMPOSSIBLE", column, cell);
        return std::nullopt;
    }
    return read.date;
}

std::optional<land::Money> Row::money(std::size_t column, std::string_view cell) {
    const Unit unit = column < head_.columns.size() ? head_.columns[column].unit : Unit::None;
    // Prices of the trade are stated in 万元 unless the heading says otherwise.
    const land::ReadMoney read =
        land::read_money(cell, unit == Unit::Yuan ? land::MoneyUnit::Yuan : land::MoneyUnit::TenThousandYuan);
    if (read.outcome == land::ReadMoney::Outcome::Unreadable || read.money.fen < 0) {
        problem("PRICE_UNREADABLE", column, cell);
        return std::nullopt;
    }
    if (read.outcome == land::ReadMoney::Outcome::Empty) return std::nullopt;
    return read.money;
}

std::string Row::post(std::size_t column, std::string_view cell) {
    std::string text = this->text(cell);
    if (!land::names_person_for_post(text)) return text;
    problem("PERSON_NOT_A_POST", column, "");
    file_.unkept.push_back(column);
    return {};
}

std::optional<std::string> Row::share(std::size_t column, std::string_view cell) {
    constexpr int kPlaces = 8;
    constexpr std::int64_t kWhole = 100'000'000;
    std::string text = base::to_halfwidth(base::trim(cell));
    const bool percent = base::ends_with(text, "%");
    if (percent) text.pop_back();
    std::int64_t units = base::parse_decimal(base::trim(text), kPlaces).value_or(0);
    if (percent || units > kWhole) units /= 100;
    if (units <= 0 || units > kWhole) {
        problem("SHARE_UNREADABLE", column, cell);
        return std::nullopt;
    }
    std::string digits = std::to_string(units % kWhole + kWhole);  // the leading 1 keeps the zeros
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    const std::string whole = std::to_string(units / kWhole);
    return digits.size() == 1 ? whole : whole + "." + digits.substr(1);
}

std::int64_t Row::count(std::size_t column, std::string_view cell) {
    const std::string text = base::to_halfwidth(base::trim(cell));
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && value >= 0 && (end == text.data() + text.size() || *end == '.')) return value;
    problem("COUNT_UNREADABLE", column, cell);
    return 0;
}

std::string Row::word(std::string_view list, std::size_t column, std::string_view cell, bool needed) {
    const std::string_view text = base::trim(cell);
    if (text.empty()) return {};
    const std::optional<std::string>& known = file_.identify(list, text);
    if (known) return *known;
    std::string allowed;
    for (const std::string& identifier : land::vocabulary().identifiers(list)) {
        allowed += (allowed.empty() ? "" : "、") + land::vocabulary().title(list, identifier).zh;
    }
    const std::string heading = column < head_.columns.size() ? head_.columns[column].heading : std::string(list);
    problem(needed ? "WORD_NEEDED" : "WORD_UNKNOWN", column, cell, {heading, allowed});
    return {};
}

std::optional<bool> Row::yes(std::string_view cell) const {
    const std::string key = heading_key(cell);
    for (const std::string_view word : {"是", "有", "√", "✓", "1", "y", "yes", "true", "已", "对"}) {
        if (key == word) return true;
    }
    for (const std::string_view word : {"否", "无", "×", "0", "n", "no", "false", "未", "不是"}) {
        if (key == word) return false;
    }
    return std::nullopt;
}

std::uint64_t Row::fingerprint() const {
    std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
    const auto add = [&](unsigned char byte) {
        hash ^= byte;
        hash *= 1099511628211ULL;
    };
    for (std::size_t c = 0; c < cells_.size(); ++c) {
        if (c < head_.columns.size() && head_.columns[c].field == "-") continue;  // running numbers say nothing
        for (const char byte : cells_[c]) add(static_cast<unsigned char>(byte));
        add(0x1F);
    }
    return hash;
}

std::size_t Row::column_of(std::string_view field) const {
    std::size_t best = npos;
    for (std::size_t c = 0; c < head_.columns.size(); ++c) {
        if (head_.columns[c].field != field) continue;
        if (best == npos || head_.columns[c].rank < head_.columns[best].rank) best = c;
    }
    return best;
}

}  // namespace intake
