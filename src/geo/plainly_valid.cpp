// The quick yes for the polygons that nobody need worry about: exact, and says no where it would have to think.
#include "geo/assemble.hpp"
#include "geo/noding.hpp"
#include "geo/validity.hpp"

#include <algorithm>

namespace geo {
namespace {

/// Beyond, a sweep without a tree is slow, and GEOS is not.
constexpr std::size_t kManySides = 2'000, kManyRings = 6;

struct RingSide {
    Point from, to;  ///< from < to
    std::uint32_t ring = 0, place = 0;
};

int sign(base::Int128 value) { return (value > 0) - (value < 0); }

bool boxes_apart_in_y(const RingSide& a, const RingSide& b) {
    return std::max(a.from.y, a.to.y) < std::min(b.from.y, b.to.y) ||
           std::max(b.from.y, b.to.y) < std::min(a.from.y, a.to.y);
}

/// Whether two sides have a point in common, ends included; their boxes touch.
bool touch(const RingSide& a, const RingSide& b) {
    return sign(turn_of(a.from, a.to, b.from)) * sign(turn_of(a.from, a.to, b.to)) <= 0 &&
           sign(turn_of(b.from, b.to, a.from)) * sign(turn_of(b.from, b.to, a.to)) <= 0;
}

/// Whether two sides that share an end share more: one runs back along the other.
bool run_back(const RingSide& a, const RingSide& b) {
    const Point shared = a.from == b.from || a.from == b.to ? a.from : a.to;
    const Point end_a = shared == a.from ? a.to : a.from, end_b = shared == b.from ? b.to : b.from;
    if (turn_of(shared, end_a, end_b) != 0) return false;
    // On one line: back if both ends lie on the same side of the shared one.
    return (end_a < shared) == (end_b < shared);
}

class Sides {
  public:
    void add(const Ring& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const auto [low, high] = std::minmax(ring[j], ring[i]);
            sides_.push_back({low, high, rings_, static_cast<std::uint32_t>(j)});
        }
        sizes_.push_back(static_cast<std::uint32_t>(ring.size()));
        ++rings_;
    }
    std::size_t count() const { return sides_.size(); }

    /// No two sides meet but those that follow each other, in their common end. A sweep from west to east.
    bool meet_at_ends_only() {
        std::sort(sides_.begin(), sides_.end(),
                  [](const RingSide& a, const RingSide& b) { return a.from.x < b.from.x; });
        std::vector<const RingSide*> reached;
        for (const RingSide& side : sides_) {
            for (std::size_t k = 0; k < reached.size();) {
                const RingSide& other = *reached[k];
                if (other.to.x < side.from.x) {
                    reached[k] = reached.back();
                    reached.pop_back();
                    continue;
                }
                ++k;
                if (boxes_apart_in_y(side, other)) continue;
                if (follow(side, other) ? run_back(side, other) : touch(side, other)) return false;
            }
            reached.push_back(&side);
        }
        return true;
    }

  private:
    bool follow(const RingSide& a, const RingSide& b) const {
        if (a.ring != b.ring) return false;
        const std::uint32_t size = sizes_[a.ring];
        return (a.place + 1) % size == b.place || (b.place + 1) % size == a.place;
    }
    std::vector<RingSide> sides_;
    std::vector<std::uint32_t> sizes_;
    std::uint32_t rings_ = 0;
};

/// Rings that do not touch: one point tells where the whole ring lies.
bool lies_in(const Ring& inner, const Ring& outer) { return side_of(inner.front(), outer) == Side::Inside; }

bool nested_as_it_should(const MultiPolygon& polygons) {
    for (const Polygon& polygon : polygons) {
        for (const Ring& hole : polygon.holes) {
            if (!lies_in(hole, polygon.shell)) return false;
            for (const Ring& other : polygon.holes) {
                if (&hole != &other && lies_in(hole, other)) return false;
            }
        }
        // A part within another's shell may stand in one of its holes: not plain, GEOS knows.
        for (const Polygon& other : polygons) {
            if (&polygon != &other && lies_in(polygon.shell, other.shell)) return false;
        }
    }
    return true;
}

}  // namespace

bool plainly_valid(const MultiPolygon& polygons) {
    Sides sides;
    std::size_t rings = 0;
    const auto add = [&](const Ring& ring) {
        if (ring.size() < 3 || ++rings > kManyRings || sides.count() + ring.size() > kManySides) return false;
        sides.add(ring);
        return true;
    };
    for (const Polygon& polygon : polygons) {
        if (!add(polygon.shell)) return false;
        for (const Ring& hole : polygon.holes) {
            if (!add(hole)) return false;
        }
    }
    const auto box = box_of(polygons);
    if (!box || std::max(box->high.x - box->low.x, box->high.y - box->low.y) > kMaxLocal) return false;
    return sides.meet_at_ends_only() && nested_as_it_should(polygons);
}

}  // namespace geo
