#include "geo/place.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace geo {
namespace {

/// China with its seas.
constexpr Extent kChina{73, 3, 136, 54};
/// Boxes of divisions are rounded outwards already; this is for what is surveyed just over the border.
constexpr double kMarginDegrees = 0.1;

struct CodeRange {
    int first, last;
    Datum datum;
};
/// EPSG registry: Xian 1980 zones of 6 and 3 degrees with and without prefix; the same of Beijing 1954; their degrees.
constexpr std::array<CodeRange, 8> kOldCodes = {{{2327, 2390, Datum::Xian80},
                                                 {4610, 4610, Datum::Xian80},
                                                 {2401, 2442, Datum::Beijing54},
                                                 {21413, 21423, Datum::Beijing54},
                                                 {21453, 21463, Datum::Beijing54},
                                                 {21473, 21483, Datum::Beijing54},
                                                 {4214, 4214, Datum::Beijing54},
                                                 {4555, 4555, Datum::Other}}};

int code_of(std::string_view crs) {
    if (base::starts_with(crs, "EPSG:")) crs.remove_prefix(5);
    int code = 0;
    const auto [end, failed] = std::from_chars(crs.data(), crs.data() + crs.size(), code);
    return failed == std::errc{} && end == crs.data() + crs.size() ? code : 0;
}

Box transposed(const Box& box) { return {{box.low.y, box.low.x}, {box.high.y, box.high.x}}; }
Point middle_of(const Box& box) {
    return {box.low.x + (box.high.x - box.low.x) / 2, box.low.y + (box.high.y - box.low.y) / 2};
}

/// Degrees east of the meridian and north of the equator: the same for every zone, since one formula serves all.
std::optional<Degrees> off_meridian(Point in_zone) {
    static constexpr Grid kAny{3, 37, false};
    static thread_local const base::Result<Projection> projection = Projection::of(kAny);
    if (!projection.ok()) return std::nullopt;
    auto place = projection->degrees(in_zone);
    if (place) place->longitude -= central_meridian(kAny);
    return place;
}

/// Without prefix a 6-degree zone and the 3-degree zone on its meridian are one map: one name for each place on it.
bool reaches(const Grid& grid, double off_degrees) {
    constexpr double kNear = 2;
    const double off = std::abs(off_degrees);
    if (grid.degrees == 6) return off <= 4 && (grid.prefix || off > kNear);
    const bool twin = !grid.prefix && grid.zone % 2 != 0;
    return off <= (twin ? kNear : 3);
}

/// What both corners say, each read as (north, east); nothing where they differ or say nothing.
std::optional<Reading> common_reading(const Box& box) {
    const auto low = read_pair(box.low.y, box.low.x);
    const auto high = read_pair(box.high.y, box.high.x);
    return low == high ? low : std::nullopt;
}

void add_zones(const Box& box, bool swapped, int prefix, std::vector<PlaceReading>& out) {
    constexpr std::int64_t kPrefixUnit = 1'000'000 * kPerMetre;
    Point middle = middle_of(box);
    middle.x -= prefix * kPrefixUnit;
    const auto off = off_meridian(middle);
    if (!off) return;
    for (const int degrees : {3, 6}) {
        for (int zone = 1; zone <= 60; ++zone) {
            if (!zone_exists(degrees, zone) || (prefix != 0 && zone != prefix)) continue;
            const Grid grid{degrees, zone, prefix != 0};
            const Degrees place{off->longitude + central_meridian(grid), off->latitude};
            if (!reaches(grid, off->longitude) || !kChina.contains(place)) continue;
            out.push_back({crs_name(Datum::Cgcs2000, grid), swapped, place});
        }
    }
}

double in_one_degree(std::int64_t thousandths) { return static_cast<double>(thousandths) / kPerMetre; }

bool degrees_box(const Box& box) {
    return looks_like_degrees(box.low.x, box.low.y) && looks_like_degrees(box.high.x, box.high.y);
}

PlaceReading read_degrees(const Box& box) {
    const Point middle = middle_of(box);
    const Degrees as_written{in_one_degree(middle.x), in_one_degree(middle.y)};
    if (as_written.longitude >= kChina.west) return {std::string(kDegrees), false, as_written};
    return {std::string(kDegrees), true, {as_written.latitude, as_written.longitude}};
}

bool inside(const std::optional<Extent>& extent, const PlaceReading& reading) {
    if (!extent) return true;
    const Extent grown{extent->west - kMarginDegrees, extent->south - kMarginDegrees, extent->east + kMarginDegrees,
                       extent->north + kMarginDegrees};
    return grown.contains(reading.middle);
}

/// The reading that a code stands for; of the twins 3-degree 37 and 6-degree 19 without prefix, either.
const PlaceReading* reading_as(std::string_view crs, const std::vector<PlaceReading>& readings) {
    if (in_degrees(crs)) crs = kDegrees;
    const auto wanted = grid_from_crs(crs);
    for (const PlaceReading& reading : readings) {
        if (reading.crs == crs) return &reading;
        const auto grid = grid_from_crs(reading.crs);
        if (wanted && grid && !wanted->prefix && !grid->prefix && central_meridian(*wanted) == central_meridian(*grid))
            return &reading;
    }
    return nullptr;
}

bool of_cgcs2000(std::string_view crs) { return in_degrees(crs) || grid_from_crs(crs).has_value(); }

Placing found(PlaceVerdict verdict, std::string_view crs, const PlaceReading& reading, const PlaceHints& hints) {
    Placing out;
    out.verdict = verdict;
    out.crs = crs;
    out.swapped = reading.swapped;
    const bool same = hints.told == crs || (in_degrees(hints.told) && in_degrees(crs));
    out.disagrees = !hints.told.empty() && !same;
    out.contradicted = !hints.stated.empty() && verdict != PlaceVerdict::Stated && hints.stated != crs;
    return out;
}

Placing ask(const std::vector<PlaceReading>& readings, const PlaceHints& hints) {
    Placing out;
    out.verdict = readings.empty() ? PlaceVerdict::OffGrid : PlaceVerdict::Ask;
    out.disagrees = !hints.told.empty();
    out.contradicted = !hints.stated.empty();
    for (const PlaceReading& reading : readings) {
        if (inside(hints.extent, reading)) out.open.push_back(reading);
    }
    if (out.open.empty()) out.open = readings;
    // What the file says is a candidate too, even if the numbers speak against it.
    if (!readings.empty() && grid_from_crs(hints.stated) && reading_as(hints.stated, out.open) == nullptr)
        out.open.push_back({hints.stated, false, {}});
    return out;
}

}  // namespace

bool in_degrees(std::string_view crs) { return crs == kDegrees || crs == "EPSG:4326"; }

Datum datum_of_crs(std::string_view crs) {
    if (crs.empty()) return Datum::Unstated;
    if (of_cgcs2000(crs)) return Datum::Cgcs2000;
    const int code = code_of(crs);
    for (const CodeRange& range : kOldCodes) {
        if (code >= range.first && code <= range.last) return range.datum;
    }
    return Datum::Other;
}

std::vector<PlaceReading> place_readings(const Box& written) {
    std::vector<PlaceReading> out;
    if (degrees_box(written)) return {read_degrees(written)};
    for (const bool swapped : {false, true}) {
        const Box box = swapped ? transposed(written) : written;
        const auto reading = common_reading(box);
        if (reading && !reading->swapped) add_zones(box, swapped, reading->zone, out);
    }
    return out;
}

Placing find_place(const Box& written, const PlaceHints& hints) {
    const std::vector<PlaceReading> readings = place_readings(written);
    if (!hints.stated.empty() && !of_cgcs2000(hints.stated)) {
        Placing out;
        out.verdict = PlaceVerdict::Elsewhere;
        out.crs = hints.stated;
        out.disagrees = !hints.told.empty() && hints.told != hints.stated;
        return out;
    }
    const PlaceReading* const stated = reading_as(hints.stated, readings);
    if (stated != nullptr && (inside(hints.extent, *stated) || hints.told == hints.stated))
        return found(PlaceVerdict::Stated, hints.stated, *stated, hints);
    if (!hints.told.empty()) {
        const PlaceReading* const told = reading_as(hints.told, readings);
        if (told != nullptr) return found(PlaceVerdict::Told, hints.told, *told, hints);
        if (!of_cgcs2000(hints.told) && hints.stated.empty()) {
            Placing out;
            out.verdict = PlaceVerdict::Elsewhere;
            out.crs = hints.told;
            return out;
        }
        return ask(readings, hints);
    }
    // Degrees cannot hold metres nor metres degrees: such a statement was made by a program that knew of none.
    const bool impossible = !hints.stated.empty() && stated == nullptr && in_degrees(hints.stated);
    if (!hints.stated.empty() && !impossible) return ask(readings, hints);
    std::vector<const PlaceReading*> left;
    for (const PlaceReading& reading : readings) {
        if (inside(hints.extent, reading)) left.push_back(&reading);
    }
    if (left.size() == 1) return found(PlaceVerdict::Detected, left.front()->crs, *left.front(), hints);
    return ask(readings, hints);
}

std::string place_text(std::string_view crs) {
    const std::string code(crs);
    if (crs == kDegrees) return code + "（经纬度）";
    const auto grid = grid_from_crs(crs);
    if (!grid) return code;
    return code + "（" + std::to_string(grid->degrees) + "度带第" + std::to_string(grid->zone) + "带" +
           (grid->prefix ? "，坐标带带号）" : "）");
}

}  // namespace geo
