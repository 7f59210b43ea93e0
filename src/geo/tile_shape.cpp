#include "geo/tile_shape.hpp"

#include "geo/arrangement.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace geo {
namespace {

// ---- placing ----

/// One side of the box that is drawn: x or y, at least or at most `at`.
struct Side {
    std::int64_t Point::* along;
    std::int64_t Point::* across;
    std::int64_t at;
    bool keep_above;
    bool keeps(Point p) const { return keep_above ? p.*along >= at : p.*along <= at; }
};

/// Where the edge meets the side's line; the same whichever end is named first.
Point meet(Point a, Point b, const Side& side) {
    if (b < a) std::swap(a, b);
    const base::Int128 run = b.*side.along - a.*side.along;
    const base::Int128 rise = base::Int128{b.*side.across - a.*side.across} * (side.at - a.*side.along);
    Point out;
    out.*side.along = side.at;
    out.*side.across = a.*side.across + base::round_half_away(run < 0 ? -rise : rise, run < 0 ? -run : run);
    return out;
}

/// Sutherland and Hodgman's cut by one side. What lies beyond becomes a way along the side and back, which has no
/// area and cancels out in settle().
Ring cut(const Ring& ring, const Side& side) {
    Ring out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point from = ring[i], to = ring[(i + 1) % ring.size()];
        if (side.keeps(from)) out.push_back(from);
        if (side.keeps(from) != side.keeps(to)) out.push_back(meet(from, to, side));
    }
    tidy(out);
    return out;
}

Ring cut(Ring ring, const Box& box) {
    const std::array<Side, 4> sides = {{{&Point::x, &Point::y, box.low.x, true},
                                        {&Point::x, &Point::y, box.high.x, false},
                                        {&Point::y, &Point::x, box.low.y, true},
                                        {&Point::y, &Point::x, box.high.y, false}}};
    for (const Side& side : sides) {
        if (ring.size() < 3) return {};
        if (!std::all_of(ring.begin(), ring.end(), [&](Point p) { return side.keeps(p); })) ring = cut(ring, side);
    }
    return ring.size() < 3 ? Ring{} : ring;
}

class Placer {
  public:
    Placer(const Projection& projection, const TileId& tile, const TileForm& form)
        : projection_(projection), tile_(tile), form_(form) {
        const std::int64_t low = -form.margin(), high = form.cells() + form.margin();
        box_ = {{low, low}, {high, high}};
    }

    /// `shell`: the direction it will have.
    Ring ring(const Ring& from, bool shell) const {
        Ring out;
        out.reserve(from.size());
        for (const Point& point : from) {
            const auto place = projection_.degrees(point);
            if (!place) return {};
            const Point cell = cell_of(*place, tile_, form_);
            if (out.empty() || out.back() != cell) out.push_back(cell);
        }
        tidy(out);
        // North is up on the zone's map and down here, so directions turn over.
        if ((twice_signed_area(from) > 0) == shell) std::reverse(out.begin(), out.end());
        return cut(std::move(out), box_);
    }

  private:
    const Projection& projection_;
    const TileId& tile_;
    const TileForm& form_;
    Box box_;
};

// ---- settling ----

void add_as_they_run(std::vector<Segment>& segments, const Ring& ring, std::uint32_t owner) {
    for (std::size_t i = 0; i < ring.size(); ++i) segments.push_back({ring[i], ring[(i + 1) % ring.size()], owner});
}

/// Shapes sorted into classes so that no two of a class cover the same face: each class is traced in one pass.
std::vector<std::uint32_t> classes(const std::vector<Cover>& covers, std::size_t shapes) {
    std::vector<std::set<std::uint32_t>> meets(shapes);
    for (const Cover& cover : covers) {
        for (const Turn& a : cover) {
            for (const Turn& b : cover) {
                if (a.count > 0 && b.count > 0 && b.owner < a.owner) meets[a.owner].insert(b.owner);
            }
        }
    }
    std::vector<std::uint32_t> class_of(shapes, 0);
    for (std::size_t shape = 0; shape < shapes; ++shape) {
        std::set<std::uint32_t> taken;
        for (const std::uint32_t other : meets[shape]) taken.insert(class_of[other]);
        while (taken.count(class_of[shape]) > 0) ++class_of[shape];
    }
    return class_of;
}

}  // namespace

MultiPolygon place_on_tile(const MultiPolygon& shape, const Projection& projection, const TileId& tile,
                           const TileForm& form) {
    const Placer placer(projection, tile, form);
    MultiPolygon out;
    for (const Polygon& polygon : shape) {
        Polygon placed{placer.ring(polygon.shell, true), {}};
        if (placed.shell.empty()) continue;
        for (const Ring& hole : polygon.holes) {
            Ring ring = placer.ring(hole, false);
            if (!ring.empty()) placed.holes.push_back(std::move(ring));
        }
        out.push_back(std::move(placed));
    }
    return out;
}

std::vector<MultiPolygon> settle(const std::vector<MultiPolygon>& placed) {
    std::vector<Segment> segments;
    for (std::uint32_t owner = 0; owner < placed.size(); ++owner) {
        for (const Polygon& polygon : placed[owner]) {
            add_as_they_run(segments, polygon.shell, owner);
            for (const Ring& hole : polygon.holes) add_as_they_run(segments, hole, owner);
        }
    }
    const Arrangement arrangement = arrange(node(segments));
    const std::vector<std::uint32_t> class_of = classes(arrangement.covers, placed.size());
    const std::uint32_t last = class_of.empty() ? 0 : *std::max_element(class_of.begin(), class_of.end());
    const std::vector<std::uint8_t> kind_of(arrangement.covers.size(), 0);  // borders are not asked for
    std::vector<MultiPolygon> out(placed.size());
    for (std::uint32_t wanted = 0; wanted <= last; ++wanted) {
        std::vector<std::int32_t> group_of(arrangement.covers.size(), -1);
        for (std::size_t c = 0; c < group_of.size(); ++c) {
            for (const Turn& turn : arrangement.covers[c]) {
                if (turn.count > 0 && class_of[turn.owner] == wanted) group_of[c] = static_cast<int>(turn.owner);
            }
        }
        for (Region& region : trace(arrangement, group_of, kind_of))
            out[static_cast<std::size_t>(region.group)].push_back(std::move(region.polygon));
    }
    return out;
}

}  // namespace geo
