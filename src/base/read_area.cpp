// Areas as they stand in cells: "1.0000公顷", "１２．５", "15,420.5 ㎡", "5e-05" (Excel's own form of small numbers).
#include "base/text.hpp"

#include <array>
#include <charconv>

namespace base {
namespace {

struct UnitName {
    std::string_view name;
    AreaUnit unit;
};

/// Longest first, since 「平方米」 ends as 「万平方米」 does. 10,000 m² are a hectare.
constexpr std::array kUnits = {
    UnitName{"万平方米", AreaUnit::Hectare},
    UnitName{"万m2", AreaUnit::Hectare},
    UnitName{"万m²", AreaUnit::Hectare},
    UnitName{"万㎡", AreaUnit::Hectare},
    UnitName{"平方米", AreaUnit::SquareMetre},
    UnitName{"平米", AreaUnit::SquareMetre},
    UnitName{"公顷", AreaUnit::Hectare},
    UnitName{"市亩", AreaUnit::Mu},
    UnitName{"亩", AreaUnit::Mu},
    UnitName{"㎡", AreaUnit::SquareMetre},
    UnitName{"hm2", AreaUnit::Hectare},
    UnitName{"hm²", AreaUnit::Hectare},
    UnitName{"ha", AreaUnit::Hectare},
    UnitName{"km2", AreaUnit::Hectare},
    UnitName{"km²", AreaUnit::Hectare},
    UnitName{"m2", AreaUnit::SquareMetre},
    UnitName{"m²", AreaUnit::SquareMetre},
};

std::string lower_ascii(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

/// "5e-05" to "0.00005": digits moved, nothing computed.
std::optional<std::string> without_exponent(std::string_view number) {
    const std::size_t e = number.find('e');
    if (e == std::string_view::npos) return std::string(number);
    std::string_view exponent_text = number.substr(e + 1);
    if (starts_with(exponent_text, "+")) exponent_text.remove_prefix(1);
    int exponent = 0;
    const auto [end, failed] =
        std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
    if (failed != std::errc() || end != exponent_text.data() + exponent_text.size()) return std::nullopt;
    if (exponent < -20 || exponent > 20) return std::nullopt;
    std::string digits(number.substr(0, e));
    if (digits.find_first_of("0123456789") == std::string::npos) return std::nullopt;
    std::string sign;
    if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) sign = digits.substr(0, 1), digits.erase(0, 1);
    std::size_t point = digits.find('.');
    if (point == std::string::npos) point = digits.size(), digits += '.';
    digits.erase(point, 1);
    const int place = static_cast<int>(point) + exponent;
    if (place <= 0) return sign + "0." + std::string(static_cast<std::size_t>(-place), '0') + digits;
    const auto at = static_cast<std::size_t>(place);
    if (at > digits.size()) digits.append(at - digits.size(), '0');
    return sign + digits.substr(0, at) + "." + digits.substr(at);
}

bool means_nothing(std::string_view text) {
    return text.empty() || text == "-" || text == "--" || text == "—" || text == "——" || text == "/" || text == "无";
}

}  // namespace

ReadArea read_area(std::string_view cell, AreaUnit column_unit) {
    ReadArea read;
    const std::string half = to_halfwidth(cell);
    std::string text = squeeze(half);
    read.was_fullwidth = text != squeeze(cell);
    text = lower_ascii(std::move(text));
    if (means_nothing(text)) return read;
    read.outcome = ReadArea::Outcome::Unreadable;
    AreaUnit unit = column_unit;
    for (const UnitName& known : kUnits) {
        if (!ends_with(text, known.name)) continue;
        if (starts_with(known.name, "km")) return read;  // nobody writes parcels in km²: more likely a slip for m²
        text.resize(text.size() - known.name.size());
        unit = known.unit;
        read.unit_in_cell = true;
        break;
    }
    const auto plain = without_exponent(text);
    if (!plain) return read;
    const auto parsed = parse_area(*plain, unit);
    if (!parsed) return read;
    read.outcome = ReadArea::Outcome::Area;
    read.area = parsed->area;
    read.rounded = parsed->rounded;
    return read;
}

}  // namespace base
