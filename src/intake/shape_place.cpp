#include "intake/shape_place.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "geo/gcj02.hpp"
#include "geo/rezone.hpp"
#include "geo/wkb.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace intake {
namespace {

constexpr std::string_view kWebMercator = "EPSG:3857";

bool is_code(std::string_view words) {
    if (base::starts_with(words, "EPSG:")) words.remove_prefix(5);
    return !words.empty() && words.find_first_not_of("0123456789") == std::string_view::npos;
}

base::Error unusable(const std::string& words, const char* zh, const char* en) {
    return {base::Code::Usage, {base::both("--crs " + words + "：" + zh, "--crs " + words + ": " + en)}};
}

/// A grid's steps in millimetres, and back.
geo::Box in_mm(const geo::Box& box, const geo::Resolution& resolution) {
    const double step_mm = resolution.metres() * geo::kPerMetre;
    const auto mm = [&](std::int64_t steps) { return std::llround(static_cast<double>(steps) * step_mm); };
    return {{mm(box.low.x), mm(box.low.y)}, {mm(box.high.x), mm(box.high.y)}};
}

template <class Change>
void each_ring(geo::MultiPolygon& shape, Change change) {
    for (geo::Polygon& polygon : shape) {
        change(polygon.shell);
        for (geo::Ring& hole : polygon.holes) change(hole);
    }
}

/// A shape in mm on the grid of `resolution`, and the other way round.
void scale(geo::MultiPolygon& shape, double factor) {
    if (factor == 1) return;
    each_ring(shape, [&](geo::Ring& ring) {
        for (geo::Point& point : ring) {
            point = {std::llround(static_cast<double>(point.x) * factor),
                     std::llround(static_cast<double>(point.y) * factor)};
        }
    });
}

double steps_per_mm(const geo::Resolution& resolution) {
    return resolution == geo::kMillimetre ? 1 : 1 / (resolution.metres() * geo::kPerMetre);
}

/// Corners that fell together on the millimetre.
void tidy_rings(geo::LooseWkt& read) {
    each_ring(read.polygons, [&](geo::Ring& ring) {
        const std::size_t before = ring.size();
        geo::tidy(ring);
        read.points_repeated += before - ring.size();
    });
}

/// Two readings that differ in the axes alone, or one: which way the numbers stand; unswapped where both ways are open.
bool stands_swapped(const std::vector<geo::PlaceReading>& readings) {
    return !readings.empty() && std::all_of(readings.begin(), readings.end(),
                                            [](const geo::PlaceReading& reading) { return reading.swapped; });
}

/// Shapes that stand in an older system: kept as they are, in no place.
bool is_old(const std::string& crs) {
    const geo::Datum datum = geo::datum_of_crs(crs);
    return datum == geo::Datum::Xian80 || datum == geo::Datum::Beijing54;
}

}  // namespace

base::Result<ToldCrs> read_told_crs(const std::string& words, bool may_name_file) {
    ToldCrs told;
    if (words.empty()) return told;
    const bool file = may_name_file && !is_code(words) && base::file_exists(words);
    if (const auto word = geo::web_map_word(words); !word.empty() && !file)
        return unusable(words, "这是互联网地图的偏移坐标，不能入账。请提供测绘成果（2000国家大地坐标系）",
                        "this is the shifted system of web maps and cannot be booked. Supply the survey in CGCS2000");
    if (!is_code(words)) {
        if (!file)
            return unusable(words, "不是 EPSG 代码，也没有这个参数文件。例：EPSG:4525",
                            "is no EPSG code, and no file of parameters by that name exists. Example: EPSG:4525");
        PANHUO_TRY(const std::string text, base::read_file(words));
        PANHUO_TRY(geo::SiteShift shift, geo::SiteShift::parse(text, words));
        told.shift = std::make_shared<const geo::SiteShift>(std::move(shift));
        told.file = words;
        return told;
    }
    told.code = base::starts_with(words, "EPSG:") ? words : "EPSG:" + words;
    if (is_old(told.code))
        return unusable(words,
                        "1980西安、1954北京坐标系须用本地转换参数，不能直接当作 2000 坐标。请用 --crs 给出参数文件",
                        "the systems of 1980 and 1954 need the site's own parameters. Give their file with --crs");
    if (told.code == kWebMercator)
        return unusable(words, "网络墨卡托投影的面积不是实地面积。请先投影到高斯平面",
                        "areas of web Mercator are none on the ground. Project to a map grid first");
    return told;
}

void ShapePlacer::begin_layer(std::string_view name, std::string_view stated) {
    name_ = name;
    stated_ = stated;
}

const geo::Projection* ShapePlacer::zone(const std::string& crs) {
    const auto [at, fresh] = zones_.try_emplace(crs);
    if (fresh) {
        auto made = geo::Projection::of(crs);
        if (made.ok()) at->second.emplace(std::move(*made));
    }
    return at->second ? &*at->second : nullptr;
}

/// Notes the suspicion and refuses the shape.
bool ShapePlacer::suspect_web_map(std::string_view wkt, const geo::Placing& placing, PlacedShape& out) const {
    if (!told_.code.empty() || told_.shift) return false;
    std::string reason;
    if (const auto word = geo::web_map_word(name_); !word.empty()) {
        reason = "「" + std::string(word) + "」";
    } else if (geo::in_degrees(placing.crs) && stated_ != geo::kDegrees) {
        const int decimals = geo::most_decimals(wkt);
        if (decimals > geo::kWebMapDecimals) return false;
        reason = std::to_string(decimals) + " 位小数 / decimals";
    } else {
        return false;
    }
    out.notes.push_back({"GCJ02_SUSPECTED", {reason}});
    out.refused = true;
    return true;
}

void ShapePlacer::mend(const geo::LooseWkt& read, PlacedShape& out) const {
    geo::Mended mended = geo::mend(read, resolution_);
    out.steps = std::move(mended.steps);
    out.lost = geo::to_area(mended.twice_lost, resolution_);
    out.polygons = std::move(mended.polygons);
}

base::Status ShapePlacer::place_degrees(std::string_view wkt, const geo::Placing& placing, PlacedShape& out) {
    PANHUO_TRY(geo::LooseWkt read, geo::read_wkt_loosely(wkt, geo::kNanodegree));
    const auto box = geo::box_of(read.polygons);
    PANHUO_ASSERT(box.has_value(), "a shape in degrees has corners");
    const geo::Point& low = box->low;
    const double middle =
        extent_ ? (extent_->west + extent_->east) / 2
                : static_cast<double>(placing.swapped ? low.y : low.x) / 1e9;  // 1.5° is a shape's width many times
    const auto grid = geo::zone_at(middle);
    out.crs = grid ? geo::crs_name(geo::Datum::Cgcs2000, *grid) : "";
    const geo::Projection* const projection = zone(out.crs);
    if (projection != nullptr)
        read.polygons = geo::from_degrees(std::move(read.polygons), placing.swapped, *projection);
    if (projection == nullptr || read.polygons.empty()) {
        out.notes.push_back({"SHAPE_OUT_OF_REACH", {out.crs}});
        out.refused = true;
        return base::Done{};
    }
    if (placing.crs != geo::kDegrees) out.notes.push_back({"WGS84_TAKEN", {placing.crs}, true});
    out.notes.push_back({"SHAPE_PROJECTED", {geo::place_text(out.crs)}, true});
    scale(read.polygons, steps_per_mm(resolution_));
    tidy_rings(read);
    mend(read, out);
    return base::Done{};
}

/// By the site's parameters, or as the shape stands.
base::Status ShapePlacer::place_metres(geo::LooseWkt read, bool shifted, PlacedShape& out) {
    if (shifted) {
        const geo::SiteShift& shift = *told_.shift;
        scale(read.polygons, 1 / steps_per_mm(resolution_));
        read.polygons = shift.moved(std::move(read.polygons));
        if (read.polygons.empty()) {
            out.notes.push_back({"SHAPE_OUT_OF_REACH", {shift.target()}});
            out.refused = true;
            return base::Done{};
        }
        scale(read.polygons, steps_per_mm(resolution_));
        tidy_rings(read);
        out.crs = shift.target();
    }
    mend(read, out);
    return base::Done{};
}

base::Result<PlacedShape> ShapePlacer::place(std::string_view wkt) {
    PANHUO_TRY(geo::LooseWkt read, geo::read_wkt_loosely(wkt, resolution_));
    return place_read(std::move(read), wkt, {});
}

base::Result<PlacedShape> ShapePlacer::place_wkb(std::string_view wkb) {
    PANHUO_TRY(geo::LooseWkt read, geo::read_wkb_loosely(wkb, resolution_));
    return place_read(std::move(read), {}, wkb);
}

/// Either text or binary is what was read. Degrees are read a second time, and looked at digit by digit, as text.
base::Result<PlacedShape> ShapePlacer::place_read(geo::LooseWkt read, std::string_view wkt, std::string_view wkb) {
    PlacedShape out;
    out.moved_steps = read.moved;
    const auto box = geo::box_of(read.polygons);
    if (!box) {
        mend(read, out);
        return out;
    }
    const geo::Box written = in_mm(*box, resolution_);
    // Parameters speak for systems of before 2000; a file that names one is taken at its word.
    const bool old_stated = told_.shift && (stated_.empty() || is_old(stated_));
    const geo::Placing placing = geo::find_place(written, {old_stated ? "" : stated_, told_.code, extent_});
    if (wkt.empty() && geo::in_degrees(placing.crs)) return place(geo::wkb_text(wkb));
    if (suspect_web_map(wkt, placing, out)) return out;
    const bool degrees = geo::in_degrees(placing.crs);
    if (placing.crs == kWebMercator) {
        out.notes.push_back({"SHAPE_WEB_MERCATOR", {}});
        out.refused = true;
        return out;
    }
    if (old_stated) {
        const geo::SiteShift& shift = *told_.shift;
        out.notes.push_back({"SITE_SHIFTED",
                             {shift.name(), geo::place_text(shift.target()), told_.file,
                              base::Area::from_measured_m2(shift.worst_m()).text(base::AreaUnit::SquareMetre, 3)},
                             true});
    } else if (is_old(placing.crs)) {
        out.notes.push_back({"OLD_SYSTEM", {placing.crs}, true});
    } else {
        for (ShapeNote& note : notes_of(placing, stated_, told_.code)) out.notes.push_back(std::move(note));
        if (told_.shift) out.notes.push_back({"CRS_DISAGREES", {stated_, told_.file}, true});
    }
    bool swapped = placing.swapped;
    if (placing.crs.empty() || old_stated) swapped = stands_swapped(geo::place_readings(written));
    if (swapped) out.notes.push_back({"SHAPE_AXES_SWAPPED", {}, true});
    if (degrees && !old_stated) {
        PANHUO_DO(place_degrees(wkt, placing, out));
        return out;
    }
    if (geo::looks_like_degrees(written.low.x, written.low.y) && placing.crs.empty()) {
        out.notes.push_back({"SHAPE_OUT_OF_REACH", {""}});
        out.refused = true;
        return out;
    }
    if (swapped) read.polygons = geo::transposed(std::move(read.polygons));
    if (!old_stated && !is_old(placing.crs)) out.crs = placing.crs;
    PANHUO_DO(place_metres(std::move(read), old_stated, out));
    return out;
}

std::optional<geo::MultiPolygon> rezoned_on_grid(geo::MultiPolygon shape, const geo::Projection& from,
                                                 const geo::Projection& to, const geo::Resolution& resolution) {
    scale(shape, 1 / steps_per_mm(resolution));
    geo::LooseWkt moved;
    moved.polygons = geo::rezoned(std::move(shape), from, to);
    scale(moved.polygons, steps_per_mm(resolution));
    tidy_rings(moved);
    geo::Mended mended = geo::mend(moved, resolution);
    return mended.refused() ? std::nullopt : std::optional(std::move(mended.polygons));
}

}  // namespace intake
