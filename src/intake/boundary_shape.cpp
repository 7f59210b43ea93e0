#include "intake/boundary_shape.hpp"

#include "geo/assemble.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"

#include <algorithm>
#include <utility>

namespace intake {
namespace {

/// More rings than any plot has (real ones: under 20); sorting rings into polygons takes quadratic time.
constexpr std::size_t kMaxRings = 4'000;
constexpr std::size_t kMaxPoints = 1'000'000;

Shaped refused(Shaped::Outcome outcome, std::string detail) { return {outcome, std::move(detail), {}}; }

std::string place_text(const geo::Validity& validity) {
    if (!validity.has_place) return "?";
    return geo::metres_text(validity.place.x) + " " + geo::metres_text(validity.place.y);
}

/// A boundary drawn in one go through a point it has passed already is cut there into rings that do not cross. This
/// counts only if the land stays the same: where the boundary crossed itself in that point, the area changes.
bool mend(geo::Flaw flaw, const std::vector<geo::Ring>& rings, geo::MultiPolygon& polygons) {
    if (flaw == geo::Flaw::Disconnected) return true;  // holes that meet: every point is in or out all the same
    if (flaw != geo::Flaw::RingTouchesItself) return false;
    std::vector<geo::Ring> loops;
    for (const geo::Ring& ring : rings) {
        for (geo::Ring& loop : geo::split_at_repeats(ring)) loops.push_back(std::move(loop));
    }
    if (loops.size() > kMaxRings) return false;
    geo::MultiPolygon cut = geo::assemble(loops);
    if (geo::twice_area(cut) != geo::twice_area(polygons)) return false;
    const geo::Flaw left = geo::check_validity(cut).flaw;
    if (left != geo::Flaw::None && left != geo::Flaw::Disconnected) return false;
    polygons = std::move(cut);
    return true;
}

}  // namespace

void PlotPoints::add(const PointLine& line, TextLine source) {
    points.push_back({line.first, line.second, source.number, source.text});
    const geo::Point p{line.first, line.second};
    const bool same_ring = !rings.empty() && rings.back().number == line.ring;
    if (same_ring && rings.back().closed && rings.back().points.front() == p) {
        ++closing_lines;  // closed twice
        return;
    }
    if (!same_ring || rings.back().closed) rings.push_back({line.ring, {}, false});
    NumberedRing& ring = rings.back();
    if (ring.points.size() >= 3 && ring.points.front() == p) {
        ring.closed = true;
        ++closing_lines;
        return;
    }
    ring.points.push_back(p);
}

std::size_t PlotPoints::unclosed() const {
    return static_cast<std::size_t>(
        std::count_if(rings.begin(), rings.end(), [](const NumberedRing& ring) { return !ring.closed; }));
}

Shaped shape_points(PlotPoints& points, bool swapped) {
    using Outcome = Shaped::Outcome;
    const std::size_t lines = points.points.size();
    if (points.rings.empty()) return refused(Outcome::ShortRing, "-");
    if (points.rings.size() > kMaxRings) return refused(Outcome::TooLarge, std::to_string(points.rings.size()));
    if (lines > kMaxPoints) return refused(Outcome::TooLarge, std::to_string(lines));
    std::vector<geo::Ring> rings;
    for (NumberedRing& ring : points.rings) {
        geo::tidy(ring.points);
        if (geo::distinct_points(ring.points) < 3) return refused(Outcome::ShortRing, std::to_string(ring.number));
        // Written (north, east); the map plane is (east, north).
        if (!swapped) {
            for (geo::Point& p : ring.points) std::swap(p.x, p.y);
        }
        rings.push_back(std::move(ring.points));
    }
    Shaped out;
    out.polygons = geo::assemble(rings);
    if (!geo::fits_area(out.polygons)) return refused(Outcome::TooLarge, std::to_string(lines));
    const geo::Validity validity = geo::check_validity(out.polygons);
    if (validity.valid()) return out;
    out.detail = place_text(validity);
    if (!mend(validity.flaw, rings, out.polygons)) return refused(Outcome::Crossing, out.detail);
    out.outcome = Outcome::Touching;
    return out;
}

}  // namespace intake
