#include "land/codes.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "land/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace land {
namespace {

namespace utf8 = base::utf8;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string upper_ascii(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

/// Half-width, without white space, upper case, without the apostrophe that keeps a spreadsheet from counting.
std::string bare_code(std::string_view cell) {
    std::string text = upper_ascii(base::squeeze(base::to_halfwidth(cell)));
    while (!text.empty() && (text[0] == '\'' || text[0] == '`')) text.erase(0, 1);
    for (const std::string_view dash : {"–", "—", "−", "‐"}) {
        for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash)) {
            text.replace(at, dash.size(), "-");
        }
    }
    return text;
}

/// 1.41031E+15: what a spreadsheet leaves of a long number.
bool is_exponent_form(std::string_view text) {
    const std::size_t e = text.find('E');
    if (e == std::string_view::npos || e == 0 || !is_digit(text[0])) return false;
    const std::string_view mantissa = text.substr(0, e);
    std::string_view exponent = text.substr(e + 1);
    if (base::starts_with(exponent, "+")) exponent.remove_prefix(1);
    const bool number = std::all_of(mantissa.begin(), mantissa.end(), [](char c) { return is_digit(c) || c == '.'; });
    return number && all_digits(exponent) && exponent.size() <= 3 && (base::contains(mantissa, ".") || e == 1);
}

bool is_supervision_no(std::string_view text) {
    if (text.size() < 16 || !all_digits(text.substr(0, 10)) || !is_upper(text[10]) || !all_digits(text.substr(11, 5))) {
        return false;
    }
    const std::string_view century = text.substr(6, 2);
    const std::string_view rest = text.substr(16);
    return (century == "19" || century == "20") && (rest.empty() || (rest[0] == '-' && all_digits(rest.substr(1))));
}

/// Every bracket somebody has used around the year; '(' and ')' stand for all of them while the number is read.
std::string with_plain_brackets(std::string_view text) {
    constexpr std::u32string_view kOpen = U"〔[【〈《﹝{<「『〖";
    constexpr std::u32string_view kClose = U"〕]】〉》﹞}>」』〗";
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        const char32_t c = utf8::next(text, i);
        if (kOpen.find(c) != std::u32string_view::npos) {
            out += '(';
        } else if (kClose.find(c) != std::u32string_view::npos) {
            out += ')';
        } else {
            out.append(text, start, i - start);
        }
    }
    return out;
}

struct YearGroup {
    std::size_t begin = 0;  ///< of the opening bracket
    std::size_t end = 0;    ///< behind the closing bracket
    std::string year;
};

/// The last "(2009)" or "(2009年)".
std::optional<YearGroup> find_year(const std::string& text) {
    for (std::size_t close = text.rfind(')'); close != std::string::npos && close > 0;
         close = text.rfind(')', close - 1)) {
        const std::size_t open = text.rfind('(', close);
        if (open == std::string::npos) return std::nullopt;
        std::string inside = text.substr(open + 1, close - open - 1);
        constexpr std::string_view kYear = "年";
        if (base::ends_with(inside, kYear)) inside.resize(inside.size() - kYear.size());
        if (inside.size() == 4 && all_digits(inside) && (inside.starts_with("19") || inside.starts_with("20"))) {
            return YearGroup{open, close + 1, inside};
        }
    }
    return std::nullopt;
}

/// "第09041号", "-0422", "11" -> "9041", "422", "11"; nothing for anything else.
std::optional<std::string> plain_number(std::string_view text) {
    constexpr std::string_view kBefore = "第";
    constexpr std::string_view kAfter = "号";
    if (base::starts_with(text, "-")) text.remove_prefix(1);
    if (base::starts_with(text, kBefore)) text.remove_prefix(kBefore.size());
    if (base::ends_with(text, kAfter)) text.remove_suffix(kAfter.size());
    if (!all_digits(text)) return std::nullopt;
    while (text.size() > 1 && text[0] == '0') text.remove_prefix(1);
    return std::string(text);
}

bool is_parcel_code(std::string_view text) {
    constexpr std::string_view kOwner = "GJZ";
    constexpr std::string_view kRight = "ABSXCDEFHGWYU";
    return text.size() == 19 && all_digits(text.substr(0, 12)) && kOwner.find(text[12]) != std::string_view::npos &&
           kRight.find(text[13]) != std::string_view::npos && all_digits(text.substr(14));
}

constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

}  // namespace

Checked read_document_no(std::string_view cell) {
    Checked out{"", std::string(cell), {}};
    const std::string text = base::squeeze(base::to_halfwidth(cell));
    if (text.empty()) return out;
    const std::string plain = with_plain_brackets(text);
    const auto year = find_year(plain);
    const auto number = year ? plain_number(std::string_view(plain).substr(year->end)) : std::nullopt;
    if (!year || !number || year->begin == 0) {
        out.normalised = text;
        out.problem = code_problem::kUnusual;
        return out;
    }
    out.normalised = plain.substr(0, year->begin) + "〔" + year->year + "〕" + *number + "号";
    return out;
}

std::vector<std::string> read_document_nos(std::string_view cell) {
    std::string text = base::to_halfwidth(cell);  // ；and ，become ; and ,
    constexpr std::string_view kComma = "、";
    for (std::size_t at = text.find(kComma); at != std::string::npos; at = text.find(kComma, at))
        text.replace(at, kComma.size(), ";");
    std::replace(text.begin(), text.end(), ',', ';');
    std::vector<std::string> numbers;
    for (const std::string_view part : base::split(text, ';')) {
        const std::string_view number = base::trim(part);
        if (!number.empty()) numbers.push_back(read_document_no(number).normalised);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

std::string document_nos_text(std::vector<std::string> numbers) {
    std::sort(numbers.begin(), numbers.end());
    std::string text;
    for (const std::string& number : numbers) text += (text.empty() ? "" : "、") + number;
    return text;
}

Checked read_supervision_no(std::string_view cell) {
    Checked out{bare_code(cell), std::string(cell), {}};
    constexpr std::string_view kHeading = "电子监管号:";
    if (base::starts_with(out.normalised, kHeading)) out.normalised.erase(0, kHeading.size());
    if (out.normalised.empty() || is_supervision_no(out.normalised)) return out;
    out.problem = is_exponent_form(out.normalised) ? code_problem::kDamaged : code_problem::kUnusual;
    return out;
}

std::string_view supply_class_of(std::string_view supervision_no) {
    if (!is_supervision_no(supervision_no)) return "";
    switch (supervision_no[10]) {
        case 'A':
            return "allocated";
        case 'B':
            return "granted";
        case 'C':
            return "other_paid";
        default:
            return "";
    }
}

std::string_view supply_class_of_mode(std::string_view mode) {
    if (mode == "allocated") return "allocated";
    if (mode == "agreement" || mode == "tender" || mode == "auction" || mode == "listing") return "granted";
    if (mode == "lease" || mode == "equity" || mode == "authorised") return "other_paid";
    return "";
}

char credit_check_character(std::string_view first17) {
    if (first17.size() != 17) return '\0';
    std::size_t sum = 0;
    std::size_t weight = 1;  // powers of 3 modulo 31
    for (const char c : first17) {
        const std::size_t value = kCreditAlphabet.find(c);
        if (value == std::string_view::npos) return '\0';
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return kCreditAlphabet[(31 - sum % 31) % 31];
}

Checked read_credit_code(std::string_view cell) {
    Checked out{bare_code(cell), std::string(cell), {}};
    if (out.normalised.empty()) return out;
    const char check = out.normalised.size() == 18 ? credit_check_character(out.normalised.substr(0, 17)) : '\0';
    if (check == '\0') {
        out.problem = is_exponent_form(out.normalised) ? code_problem::kDamaged : code_problem::kUnusual;
    } else if (check != out.normalised[17]) {
        out.problem = code_problem::kCheck;
    }
    return out;
}

Checked read_parcel_code(std::string_view cell) {
    Checked out{bare_code(cell), std::string(cell), {}};
    if (!out.normalised.empty() && !is_parcel_code(out.normalised)) out.problem = code_problem::kUnusual;
    return out;
}

Checked read_property_unit(std::string_view cell) {
    Checked out{bare_code(cell), std::string(cell), {}};
    const std::string& text = out.normalised;
    constexpr std::string_view kObject = "FLQW";
    const bool sound = text.size() == 28 && is_parcel_code(text.substr(0, 19)) &&
                       kObject.find(text[19]) != std::string_view::npos && all_digits(text.substr(20));
    if (!text.empty() && !sound) out.problem = code_problem::kUnusual;
    return out;
}

Checked read_division_code(std::string_view cell) {
    Checked out{bare_code(cell), std::string(cell), {}};
    std::string& text = out.normalised;
    if (text.empty()) return out;
    if (all_digits(text) && (text.size() == 2 || text.size() == 4)) text.append(6 - text.size(), '0');
    const bool sound =
        all_digits(text) && (text.size() == 6 || text.size() == 9 || text.size() == 12) && text[0] != '0';
    if (!sound) out.problem = code_problem::kUnusual;
    return out;
}

bool covers(std::string_view upper, std::string_view lower) {
    if (upper.empty() || lower.size() < upper.size()) return false;
    for (const std::size_t level : {9U, 6U, 4U, 2U}) {
        if (upper.size() <= level) continue;
        const std::string_view rest = upper.substr(level);
        if (!std::all_of(rest.begin(), rest.end(), [](char c) { return c == '0'; })) break;
        upper = upper.substr(0, level);
    }
    return upper == "00" || base::starts_with(lower, upper);  // 000000: the whole country
}

std::string_view county_of(std::string_view division) { return division.size() > 6 ? division.substr(0, 6) : division; }

LandUse read_land_use(std::string_view cell, std::string_view column_system) {
    LandUse use{std::string(base::trim(cell)), "", ""};
    const std::string text = upper_ascii(base::squeeze(base::to_halfwidth(cell)));
    std::size_t length = 0;
    while (length < text.size() && (is_digit(text[length]) || (length > 0 && text[length] == 'H'))) ++length;
    const std::string code = text.substr(0, length);
    if (code.size() >= 2 && code.size() <= 6) {
        use.code = code;
        if (!column_system.empty()) {
            use.system = column_system;
        } else if (base::contains(code, "H")) {
            use.system = "third-survey";
        } else if (code.size() == 3) {
            use.system = "gbt21010-2007";
        } else if (code.size() == 6) {
            use.system = "ydyh-2023";
        }
    } else if (!column_system.empty()) {
        if (const auto named = vocabulary().identify("use:" + std::string(column_system), text)) {
            use.code = *named;
            use.system = column_system;
        }
    }
    return use;
}

}  // namespace land
