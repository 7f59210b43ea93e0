#include "geo/crs.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>

namespace geo {
namespace {

constexpr int kFirst3 = 25;
constexpr int kLast3 = 45;
constexpr int kFirst6 = 13;
constexpr int kLast6 = 23;

/// Codes of the EPSG registry: a run of consecutive codes per width and notation, starting with the first zone.
struct Run {
    int degrees;
    bool prefix;
    int first_code;
};
constexpr std::array<Run, 4> kRuns = {{{3, true, 4513}, {3, false, 4534}, {6, true, 4491}, {6, false, 4502}}};

int first_zone(int degrees) { return degrees == 3 ? kFirst3 : kFirst6; }
int last_zone(int degrees) { return degrees == 3 ? kLast3 : kLast6; }

constexpr std::int64_t kKilometre = 1'000 * kPerMetre;
constexpr std::int64_t kPrefixUnit = 1'000 * kKilometre;  ///< the zone number counts 1,000 km

bool is_north(std::int64_t v) { return v >= 300 * kKilometre && v <= 6'200 * kKilometre; }
bool is_east_in_zone(std::int64_t v) { return v >= 100 * kKilometre && v <= 900 * kKilometre; }

/// Zone of an easting with prefix; 0 if it is none.
int prefix_zone(std::int64_t v) {
    if (v < kPrefixUnit || !is_east_in_zone(v % kPrefixUnit)) return 0;
    const std::int64_t zone = v / kPrefixUnit;
    return zone <= kLast3 && degrees_of_zone(static_cast<int>(zone)) != 0 ? static_cast<int>(zone) : 0;
}

}  // namespace

std::string_view datum_name(Datum datum) {
    switch (datum) {
        case Datum::Cgcs2000:
            return "2000国家大地坐标系";
        case Datum::Xian80:
            return "1980西安坐标系";
        case Datum::Beijing54:
            return "1954北京坐标系";
        case Datum::Unstated:
        case Datum::Other:
            break;
    }
    return "";
}

Datum datum_from_text(std::string_view text) {
    const std::string name = base::squeeze(base::to_halfwidth(text));
    if (name.empty()) return Datum::Unstated;
    // A city's own grid often carries the national datum's name as well (「2000独立坐标系」): its place is its own.
    for (const std::string_view own : {"独立", "地方", "城市", "城建"}) {
        if (base::contains(name, own)) return Datum::Other;
    }
    if (base::contains(name, "2000")) return Datum::Cgcs2000;
    if (base::contains(name, "80")) return Datum::Xian80;
    if (base::contains(name, "54")) return Datum::Beijing54;
    return Datum::Other;
}

bool zone_exists(int degrees, int zone) {
    return (degrees == 3 || degrees == 6) && zone >= first_zone(degrees) && zone <= last_zone(degrees);
}

int degrees_of_zone(int zone) {
    if (zone_exists(3, zone)) return 3;
    return zone_exists(6, zone) ? 6 : 0;
}

std::string crs_name(Datum datum, const Grid& grid) {
    if (datum != Datum::Cgcs2000 || !zone_exists(grid.degrees, grid.zone)) return "";
    for (const Run& run : kRuns) {
        if (run.degrees == grid.degrees && run.prefix == grid.prefix)
            return "EPSG:" + std::to_string(run.first_code + grid.zone - first_zone(grid.degrees));
    }
    return "";
}

std::optional<Grid> grid_from_crs(std::string_view crs) {
    if (base::starts_with(crs, "EPSG:")) crs.remove_prefix(5);
    int code = 0;
    const auto [end, failed] = std::from_chars(crs.data(), crs.data() + crs.size(), code);
    if (failed != std::errc{} || end != crs.data() + crs.size()) return std::nullopt;
    for (const Run& run : kRuns) {
        const int zone = code - run.first_code + first_zone(run.degrees);
        if (zone_exists(run.degrees, zone)) return Grid{run.degrees, zone, run.prefix};
    }
    return std::nullopt;
}

std::optional<Reading> read_pair(std::int64_t first, std::int64_t second) {
    if (is_north(first) && prefix_zone(second) != 0) return Reading{false, true, prefix_zone(second)};
    if (is_north(second) && prefix_zone(first) != 0) return Reading{true, true, prefix_zone(first)};
    if (is_north(first) && is_east_in_zone(second)) return Reading{false, false, 0};
    if (is_east_in_zone(first) && is_north(second)) return Reading{true, false, 0};
    return std::nullopt;
}

bool looks_like_degrees(std::int64_t first, std::int64_t second) {
    const auto latitude = [](std::int64_t v) { return v >= 3 * kPerMetre && v <= 54 * kPerMetre; };
    const auto longitude = [](std::int64_t v) { return v >= 73 * kPerMetre && v <= 136 * kPerMetre; };
    return (latitude(first) && longitude(second)) || (longitude(first) && latitude(second));
}

}  // namespace geo
