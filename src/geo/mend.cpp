#include "geo/mend.hpp"

#include "geo/arrangement.hpp"
#include "geo/resolution.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace geo {
namespace {

struct CatalogueEntry {
    std::string_view name, zh, en;
};
constexpr std::array kCatalogue = {
#define X(id, name, zh, en) CatalogueEntry{name, zh, en},
#include "geo/mend_codes.def"
#undef X
};
const CatalogueEntry& entry(MendCode code) { return kCatalogue.at(static_cast<std::size_t>(code)); }

MendCode step_against(Flaw flaw) {
    switch (flaw) {
        case Flaw::SelfIntersection:
            return MendCode::SelfCrossing;
        case Flaw::RingTouchesItself:
            return MendCode::RingTouching;
        case Flaw::HoleOutside:
            return MendCode::HoleOutside;
        case Flaw::Nested:
            return MendCode::Nested;
        case Flaw::Disconnected:
            return MendCode::InteriorCut;
        case Flaw::None:
        case Flaw::Empty:
        case Flaw::TooFewPoints:
        case Flaw::Other:
            break;
    }
    return MendCode::Rebuilt;
}

bool encloses_nothing(const Ring& ring) { return distinct_points(ring) < 3; }

/// How many rings went. A shell without area takes its holes along.
std::size_t drop_rings_without_area(MultiPolygon& polygons) {
    std::size_t dropped = 0;
    for (Polygon& polygon : polygons) dropped += std::erase_if(polygon.holes, encloses_nothing);
    dropped += std::erase_if(polygons, [](const Polygon& polygon) { return encloses_nothing(polygon.shell); });
    return dropped;
}

/// Inside of some part: its shell winds an odd number of times, none of its holes does. Rings are numbered through,
/// `first_ring` holds the number of each part's shell and, at its end, the count of all rings.
bool is_inside(const Cover& cover, const std::vector<std::uint32_t>& first_ring) {
    for (std::size_t i = 0; i < cover.size();) {
        const auto part = std::upper_bound(first_ring.begin(), first_ring.end(), cover[i].owner) - 1;
        bool in_shell = false, in_hole = false;
        for (; i < cover.size() && cover[i].owner < *(part + 1); ++i) {
            const bool odd = cover[i].count % 2 != 0;
            (cover[i].owner == *part ? in_shell : in_hole) |= odd;
        }
        if (in_shell && !in_hole) return true;
    }
    return false;
}

MultiPolygon rebuild(const MultiPolygon& polygons, Point origin) {
    std::vector<Segment> segments;
    std::vector<std::uint32_t> first_ring;
    std::uint32_t ring_number = 0;
    for (const Polygon& polygon : polygons) {
        const Polygon local = moved_by(polygon, {-origin.x, -origin.y});
        first_ring.push_back(ring_number);
        add_ring(segments, local.shell, ring_number++);
        for (const Ring& hole : local.holes) add_ring(segments, hole, ring_number++);
    }
    first_ring.push_back(ring_number);
    const Arrangement arrangement = arrange(node(segments));
    std::vector<std::int32_t> group_of;
    for (const Cover& cover : arrangement.covers) group_of.push_back(is_inside(cover, first_ring) ? 0 : -1);
    const std::vector<std::uint8_t> kind_of(arrangement.covers.size(), 0);
    MultiPolygon out;
    for (Region& region : trace(arrangement, group_of, kind_of))
        out.push_back(moved_by(std::move(region.polygon), origin));
    return out;
}

/// "Self-intersection at 37500050 4063050", in metres of the grid.
std::string where(const Validity& validity, const Resolution& resolution) {
    if (!validity.has_place) return validity.reason;
    return metres_text(validity.place.x, resolution) + " " + metres_text(validity.place.y, resolution);
}

}  // namespace

std::string_view Mend::name() const { return entry(code).name; }

base::Text Mend::text() const { return {base::fill(entry(code).zh, args), base::fill(entry(code).en, args)}; }

Mended mend(LooseWkt read, const Resolution& resolution) {
    Mended out;
    const auto step = [&](MendCode code, std::vector<std::string> args) {
        out.steps.push_back({code, std::move(args)});
    };
    if (read.rings_closed > 0) step(MendCode::RingClosed, {std::to_string(read.rings_closed)});
    if (read.points_repeated > 0) step(MendCode::PointsRepeated, {std::to_string(read.points_repeated)});
    if (plainly_valid(read.polygons) && fits_area(twice_area(read.polygons), resolution)) {
        out.polygons = std::move(read.polygons);
        return out;
    }
    MultiPolygon polygons = read.polygons;
    if (const std::size_t dropped = drop_rings_without_area(polygons))
        step(MendCode::RingDropped, {std::to_string(dropped)});
    if (const auto box = box_of(polygons)) {
        if (std::max(box->high.x - box->low.x, box->high.y - box->low.y) > kMaxLocal) {
            step(MendCode::RefusedSize, {metres_text(1, resolution)});
            return out;
        }
        const Validity validity = check_validity(polygons);
        if (!validity.valid()) {
            step(step_against(validity.flaw), {where(validity, resolution)});
            polygons = rebuild(polygons, box->low);
        }
    }
    if (polygons.empty()) step(MendCode::RefusedEmpty, {});
    const base::Int128 now = twice_area(polygons);
    out.twice_lost = twice_area(read.polygons) - now;
    // Reading let the written area pass; without holes that lie outside, what remains can be larger than that.
    if (!fits_area(now, resolution) || !fits_area(out.twice_lost, resolution)) {
        step(MendCode::RefusedSize, {metres_text(1, resolution)});
        out.twice_lost = 0;
        return out;
    }
    out.polygons = std::move(polygons);
    return out;
}

}  // namespace geo
