#include "intake/boundary_place.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace intake {
namespace {

/// The first run of digits in a text such as 「3度带」, 「第37带」, "37"; 0 without.
int first_number(std::string_view text) {
    const std::string half = base::to_halfwidth(text);
    int value = 0;
    bool any = false;
    for (const char c : half) {
        if (c >= '0' && c <= '9') {
            value = std::min(value * 10 + (c - '0'), 1'000'000);
            any = true;
        } else if (any) {
            break;
        }
    }
    return value;
}

bool fits_no_grid(const PlacedPoint& p) { return !geo::read_pair(p.first, p.second); }

/// The one reading all points share. Sets `refused` where they do not; nothing where none of them is on a grid.
std::optional<geo::Reading> common_reading(const std::vector<PlacedPoint>& points, const std::string& plot,
                                           SurveyPlace& out) {
    const auto expected = geo::read_pair(points.front().first, points.front().second);
    for (const PlacedPoint& p : points) {
        if (geo::read_pair(p.first, p.second) == expected) continue;
        out.refused = true;
        out.problems.push_back({"COORDINATES_MIXED", p.line, std::string(p.text), {plot}});
        return std::nullopt;
    }
    return expected;
}

std::string zone_words(const StatedGrid& stated) {
    std::string words = stated.zone_text.empty() ? "?" : stated.zone_text;
    if (stated.degrees != 0) words += " (" + std::to_string(stated.degrees) + "°)";
    return words;
}

/// The grid, or nothing where the zone stays open. Sets `refused` where file and coordinates contradict each other.
std::optional<geo::Grid> grid_of(const StatedGrid& stated, const geo::Reading& reading, const std::string& plot,
                                 std::int64_t line, SurveyPlace& out) {
    const int zone = reading.zone != 0 ? reading.zone : stated.zone;
    if (zone == 0 && stated.zone_text.empty()) return std::nullopt;
    const int degrees = geo::degrees_of_zone(zone);
    const bool zones_differ = !stated.zone_text.empty() && stated.zone != zone;
    // 6-degree zone 19 and 3-degree zone 37 share a meridian: a width that does not go with the number is a slip.
    const bool width_differs = stated.degrees != 0 && stated.degrees != degrees;
    if (degrees == 0 || zones_differ || width_differs) {
        out.refused = true;
        const std::string shown = reading.zone != 0 ? std::to_string(reading.zone) : "-";
        out.problems.push_back({"ZONE_MISMATCH", line, plot, {zone_words(stated), shown}});
        return std::nullopt;
    }
    return geo::Grid{degrees, zone, reading.prefix};
}

/// The operator's --crs, if the coordinates do not speak against it.
std::string told_if_possible(const std::string& told, const geo::Reading& reading) {
    const auto grid = geo::grid_from_crs(told);
    if (!grid) return told;
    const bool fits = grid->prefix == reading.prefix && (reading.zone == 0 || reading.zone == grid->zone);
    return fits ? told : "";
}

}  // namespace

std::string attribute_value(const std::vector<Attribute>& attributes, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        for (const Attribute& attribute : attributes) {
            if (base::squeeze(attribute.key) == key) return attribute.value;
        }
    }
    return "";
}

StatedGrid stated_grid(const std::vector<Attribute>& attributes) {
    StatedGrid out;
    out.datum_text = attribute_value(attributes, {"坐标系", "坐标系统", "坐标系名称"});
    out.datum = geo::datum_from_text(out.datum_text);
    const int degrees = first_number(attribute_value(attributes, {"几度分带", "分带", "分带类型"}));
    if (degrees == 3 || degrees == 6) out.degrees = degrees;
    out.zone_text = attribute_value(attributes, {"带号", "分带号"});
    out.zone = first_number(out.zone_text);
    if (out.zone == 0) out.zone_text.clear();  // 「无」, "0" and the like state nothing
    return out;
}

SurveyPlace place_plot(const std::vector<PlacedPoint>& points, const StatedGrid& stated, const std::string& told_crs,
                       const std::string& plot, std::int64_t heading_line) {
    SurveyPlace out;
    if (points.empty()) return out;
    if (std::all_of(points.begin(), points.end(),
                    [](const PlacedPoint& p) { return geo::looks_like_degrees(p.first, p.second); })) {
        out.refused = true;
        out.problems.push_back({"COORDINATES_IN_DEGREES", points.front().line, plot, {}});
        return out;
    }
    if (std::all_of(points.begin(), points.end(), fits_no_grid)) {
        // A local grid, or the leading digits cut off: the shape is as good as any.
        out.problems.push_back({"COORDINATES_OFF_GRID", points.front().line, plot, {}});
        return out;
    }
    const auto reading = common_reading(points, plot, out);
    if (!reading) return out;
    out.swapped = reading->swapped;
    if (out.swapped) out.problems.push_back({"AXIS_SWAPPED", points.front().line, plot, {}});
    const auto grid = grid_of(stated, *reading, plot, heading_line, out);
    if (out.refused) return out;
    std::string from_file = grid ? geo::crs_name(stated.datum, *grid) : "";
    if (!from_file.empty()) {
        if (!told_crs.empty() && told_crs != from_file)
            out.problems.push_back({"CRS_DISAGREES", heading_line, from_file, {from_file, told_crs}});
        out.crs = std::move(from_file);
        return out;
    }
    // --crs may close a gap in the file, but cannot turn a stated other datum into CGCS2000.
    const bool open = stated.datum == geo::Datum::Unstated || stated.datum == geo::Datum::Cgcs2000;
    if (open && !told_crs.empty()) out.crs = told_if_possible(told_crs, *reading);
    if (out.crs.empty()) out.problems.push_back({"POSITION_UNKNOWN", heading_line, stated.datum_text, {}});
    return out;
}

}  // namespace intake
