#include "intake/units.hpp"

#include "base/text.hpp"

#include <array>
#include <cctype>
#include <utility>

namespace intake {

namespace {

struct UnitName {
    std::string_view name;
    Unit unit;
};
/// Longest first where one ends in another.
constexpr std::array kUnits = {
    UnitName{"平方米", Unit::SquareMetre},
    UnitName{"平方公尺", Unit::SquareMetre},
    UnitName{"squaremetre", Unit::SquareMetre},
    UnitName{"squaremeter", Unit::SquareMetre},
    UnitName{"sqm", Unit::SquareMetre},
    UnitName{"㎡", Unit::SquareMetre},
    UnitName{"m2", Unit::SquareMetre},
    UnitName{"m²", Unit::SquareMetre},
    UnitName{"公顷", Unit::Hectare},
    UnitName{"hectare", Unit::Hectare},
    UnitName{"hectares", Unit::Hectare},
    UnitName{"ha", Unit::Hectare},
    UnitName{"hm2", Unit::Hectare},
    UnitName{"hm²", Unit::Hectare},
    UnitName{"市亩", Unit::Mu},
    UnitName{"亩", Unit::Mu},
    UnitName{"mu", Unit::Mu},
    UnitName{"万元", Unit::TenThousandYuan},
    UnitName{"人民币万元", Unit::TenThousandYuan},
    UnitName{"tenthousandyuan", Unit::TenThousandYuan},
    UnitName{"元", Unit::Yuan},
    UnitName{"yuan", Unit::Yuan},
};

/// Brackets after to_halfwidth; the ideographic ones stay as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBrackets = {
    {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}}};

}  // namespace

bool is_area_unit(Unit unit) { return unit == Unit::SquareMetre || unit == Unit::Hectare || unit == Unit::Mu; }
bool is_money_unit(Unit unit) { return unit == Unit::TenThousandYuan || unit == Unit::Yuan; }

base::AreaUnit area_unit(Unit unit) {
    switch (unit) {
        case Unit::SquareMetre:
            return base::AreaUnit::SquareMetre;
        case Unit::Mu:
            return base::AreaUnit::Mu;
        default:
            return base::AreaUnit::Hectare;
    }
}

Unit unit_named(std::string_view text) {
    for (const UnitName& each : kUnits) {
        if (each.name == text) return each.unit;
    }
    return Unit::None;
}

TitleUnits units_of_title(std::string_view line) {
    TitleUnits found;
    const std::string key = heading_key(line);
    std::size_t at = key.find("单位");
    while (at != std::string::npos) {
        // Only what follows 单位 at once is a unit; 「填报单位：…局」 is an office.
        std::string_view rest = std::string_view(key).substr(at + std::string_view("单位").size());
        if (!rest.empty() && rest.front() == ':') rest.remove_prefix(1);
        bool more = true;
        while (more) {
            more = false;
            for (const UnitName& each : kUnits) {
                if (!base::starts_with(rest, each.name)) continue;
                if (is_area_unit(each.unit) && found.area == Unit::None) found.area = each.unit;
                if (is_money_unit(each.unit) && found.money == Unit::None) found.money = each.unit;
                rest.remove_prefix(each.name.size());
                for (const std::string_view comma : {"、", ",", ";", "/", "和"}) {
                    if (!base::starts_with(rest, comma)) continue;
                    rest.remove_prefix(comma.size());
                    break;
                }
                more = !rest.empty();
                break;
            }
        }
        at = key.find("单位", at + 1);
    }
    return found;
}

std::string heading_key(std::string_view heading) {
    std::string key = base::squeeze(base::to_halfwidth(heading));
    for (char& c : key) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    while (!key.empty() && (key.back() == ':' || key.back() == '*')) key.pop_back();
    while (!key.empty() && key.front() == '*') key.erase(0, 1);
    return key;
}

HeadingParts split_unit(std::string_view key) {
    for (const auto& [open, close] : kBrackets) {
        for (std::size_t at = key.find(open); at != std::string_view::npos; at = key.find(open, at + 1)) {
            const std::size_t end = key.find(close, at);
            if (end == std::string_view::npos) break;
            std::string_view inside = key.substr(at + open.size(), end - at - open.size());
            if (base::starts_with(inside, "单位:")) inside.remove_prefix(std::string_view("单位:").size());
            const Unit unit = unit_named(inside);
            if (unit == Unit::None) continue;
            return {std::string(key.substr(0, at)) + std::string(key.substr(end + close.size())), unit};
        }
    }
    for (const UnitName& each : kUnits) {
        if (key.size() <= each.name.size() || !base::ends_with(key, each.name)) continue;
        std::string_view rest = key.substr(0, key.size() - each.name.size());
        const char before = rest.back();
        if (before == '/' || before == '_' || before == '-' || before == ':') {
            rest.remove_suffix(1);
            return {std::string(rest), each.unit};
        }
        // 面积公顷 without a sign between; a Latin unit needs one, or every word in "…ha" would have it.
        const bool latin = static_cast<unsigned char>(each.name.front()) < 0x80;
        if (!latin && base::ends_with(rest, "面积")) return {std::string(rest), each.unit};
    }
    return {std::string(key), Unit::None};
}

std::string without_brackets(std::string_view key) {
    std::string text(key);
    for (const auto& [open, close] : kBrackets) {
        std::size_t at = text.find(open);
        while (at != std::string::npos) {
            const std::size_t end = text.find(close, at);
            if (end == std::string::npos) break;
            text.erase(at, end + close.size() - at);
            at = text.find(open);
        }
    }
    return text;
}

}  // namespace intake
