#include "intake/boundary_place.hpp"

#include "base/text.hpp"
#include "geo/site_shift.hpp"
#include "intake/place_notes.hpp"

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

/// The operator's --crs speaks of the grid that the coordinates show.
bool told_fits(const std::string& told, const geo::Reading& reading) {
    const auto grid = geo::grid_from_crs(told);
    return grid && grid->prefix == reading.prefix && (reading.zone == 0 || reading.zone == grid->zone);
}

/// The two that contradict each other, by name.
std::string contradicting_zones(const StatedGrid& stated, const geo::Reading& reading) {
    std::vector<geo::PlaceReading> both;
    const auto add = [&](int degrees, int zone) {
        const std::string name = geo::crs_name(geo::Datum::Cgcs2000, {degrees, zone, reading.prefix});
        if (!name.empty() && (both.empty() || both.front().crs != name)) both.push_back({name, false, {}});
    };
    add(geo::degrees_of_zone(reading.zone), reading.zone);
    add(geo::degrees_of_zone(stated.zone), stated.zone);
    if (stated.degrees == 6 && reading.zone % 2 != 0) add(6, (reading.zone + 1) / 2);
    return both.empty() ? "?" : places_text(both);
}

/// The grid, or nothing where the zone stays open. Where file and coordinates contradict each other the operator
/// settles it, else `refused` is set.
std::optional<geo::Grid> grid_of(const StatedGrid& stated, const geo::Reading& reading, const std::string& told,
                                 const std::string& plot, std::int64_t line, SurveyPlace& out) {
    const int zone = reading.zone != 0 ? reading.zone : stated.zone;
    if (zone == 0 && stated.zone_text.empty()) return std::nullopt;
    const int degrees = geo::degrees_of_zone(zone);
    const bool zones_differ = !stated.zone_text.empty() && stated.zone != zone;
    // 6-degree zone 19 and 3-degree zone 37 share a meridian: a width that does not go with the number is a slip.
    const bool width_differs = stated.degrees != 0 && stated.degrees != degrees;
    if (degrees != 0 && !zones_differ && !width_differs) return geo::Grid{degrees, zone, reading.prefix};
    const std::string shown = reading.zone != 0 ? std::to_string(reading.zone) : "-";
    if (told_fits(told, reading)) {
        out.problems.push_back({"ZONE_SETTLED", line, plot, {zone_words(stated), shown, geo::place_text(told)}});
        return geo::grid_from_crs(told);
    }
    out.refused = true;
    out.problems.push_back(
        {"ZONE_MISMATCH", line, plot, {zone_words(stated), shown, contradicting_zones(stated, reading)}});
    return std::nullopt;
}

/// Around the points, east before north.
geo::Box box_of(const std::vector<PlacedPoint>& points, bool swapped) {
    geo::Ring ring;
    for (const PlacedPoint& p : points)
        ring.push_back(swapped ? geo::Point{p.first, p.second} : geo::Point{p.second, p.first});
    return *geo::box_of(ring);
}

/// A system of before 2000, or of the site, that the operator's parameters speak of.
bool shift_fits(const geo::SiteShift& shift, geo::Datum datum) {
    return datum == geo::Datum::Unstated || datum == shift.from();
}

void take_shift(const ReadOptions& options, std::int64_t line, SurveyPlace& out) {
    const geo::SiteShift& shift = *options.shift;
    out.shifted = true;
    out.crs = shift.target();
    out.problems.push_back({"SITE_SHIFTED",
                            line,
                            "",
                            {shift.name(), geo::place_text(shift.target()), options.shift_file,
                             base::Area::from_measured_m2(shift.worst_m()).text(base::AreaUnit::SquareMetre, 3)}});
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

SurveyPlace place_plot(const std::vector<PlacedPoint>& points, const StatedGrid& stated, const ReadOptions& options,
                       const std::string& plot, std::int64_t heading_line) {
    SurveyPlace out;
    if (points.empty()) return out;
    if (std::all_of(points.begin(), points.end(),
                    [](const PlacedPoint& p) { return geo::looks_like_degrees(p.first, p.second); })) {
        out.refused = true;
        out.problems.push_back({"COORDINATES_IN_DEGREES", points.front().line, plot, {}});
        return out;
    }
    const bool shifted = options.shift && shift_fits(*options.shift, stated.datum);
    if (std::all_of(points.begin(), points.end(), fits_no_grid)) {
        if (shifted) {
            take_shift(options, heading_line, out);
            return out;
        }
        // A local grid, or the leading digits cut off: the shape is as good as any.
        out.problems.push_back({"COORDINATES_OFF_GRID", points.front().line, plot, {}});
        return out;
    }
    const auto reading = common_reading(points, plot, out);
    if (!reading) return out;
    out.swapped = reading->swapped;
    if (out.swapped) out.problems.push_back({"AXIS_SWAPPED", points.front().line, plot, {}});
    const auto grid = grid_of(stated, *reading, options.crs, plot, heading_line, out);
    if (out.refused) return out;
    if (shifted) {
        take_shift(options, heading_line, out);
        return out;
    }
    // --crs may close a gap in the file, but cannot turn a stated other datum into CGCS2000.
    const bool open = stated.datum == geo::Datum::Unstated || stated.datum == geo::Datum::Cgcs2000;
    if (!open) {
        out.problems.push_back({"POSITION_UNKNOWN", heading_line, stated.datum_text, {}});
        return out;
    }
    const std::string from_file = grid ? geo::crs_name(geo::Datum::Cgcs2000, *grid) : "";
    const bool assumed = stated.datum == geo::Datum::Unstated && options.crs.empty();
    const geo::Placing placing = geo::find_place(box_of(points, out.swapped), {from_file, options.crs, options.extent});
    out.crs = placing.crs;
    std::vector<ShapeNote> notes = notes_of(placing, from_file, options.crs);
    if (notes.empty() && assumed) notes.push_back({"CRS_DETECTED", {geo::place_text(out.crs)}});
    for (ShapeNote& note : notes) out.problems.push_back({note.code, heading_line, "", std::move(note.args)});
    return out;
}

}  // namespace intake
