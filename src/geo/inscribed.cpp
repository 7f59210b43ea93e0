#include "geo/inscribed.hpp"

#include "geo/geos.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <vector>

namespace geo {
namespace {

/// Above, the shape is shrunk.
constexpr std::size_t kManyCorners = 256;
/// Of the arcs by which a shape is shrunk at its inner corners: off by 0.12 % of the radius.
constexpr int kQuarterCircleSegments = 16;
constexpr double kNever = std::numeric_limits<double>::infinity();
/// Grid steps by which a ball that touches a side's end may miss it by rounding: at a corner both sides are touched.
constexpr double kTouch = 1e-3;
/// Halvings of a side: 2^-40 of it is beyond what the tolerance asks for.
constexpr int kDeepest = 40;
/// For each side, all together: an ordinary shape takes a dozen.
constexpr std::size_t kHalvings = 1'000;

struct Vector {
    double x = 0, y = 0;
};
Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y}; }
Vector operator-(Vector a, Vector b) { return {a.x - b.x, a.y - b.y}; }
Vector operator*(double k, Vector a) { return {k * a.x, k * a.y}; }
double dot(Vector a, Vector b) { return a.x * b.x + a.y * b.y; }
Vector unit(Vector a) { return 1 / std::hypot(a.x, a.y) * a; }
Vector left_of(Vector a) { return {-a.y, a.x}; }

/// A side of the outline, the land on its left.
struct Side {
    Vector from, to, along;
    double length = 0;
    std::uint32_t next = 0;  ///< that starts where it ends
};

/// The radius of the ball that touches `at`, has its centre in the direction `up` from there, and reaches the point.
double reach(Vector at, Vector up, Vector point) {
    const Vector way = point - at;
    const double height = dot(way, up);
    return height > 0 ? dot(way, way) / (2 * height) : kNever;
}

/// … and reaches the side: tangent to it, or else one of its ends.
double reach(Vector at, Vector up, const Side& side) {
    Vector normal = left_of(side.along);
    double distance = dot(at - side.from, normal);
    if (distance < 0) {
        distance = -distance;
        normal = -1 * normal;
    }
    const double approach = 1 - dot(normal, up);
    if (approach > 1e-12) {
        const double radius = distance / approach;
        const double foot = dot(at + radius * (up - normal) - side.from, side.along);
        if (-kTouch <= foot && foot <= side.length + kTouch) return radius;
    }
    return std::min(reach(at, up, side.from), reach(at, up, side.to));
}

/// Where a ball touches, and where its centre is seen from there.
struct Stand {
    Vector at, up;
};

class Balls {
  public:
    Balls(std::vector<Side> sides, double tolerance) : sides_(std::move(sides)), tolerance_(tolerance) {}

    /// Nothing where it would take too long: of a valid shape that happens where rounding is as large as it is.
    std::optional<double> largest() {
        // The middles of all sides first: a good ball early drops most stretches at their first bound.
        for (own_ = 0; own_ < sides_.size(); ++own_) {
            const Side& side = sides_[own_];
            other_ = own_;
            grow({0.5 * (side.from + side.to), left_of(side.along)}, values_[0]);
        }
        for (own_ = 0; own_ < sides_.size(); ++own_) {
            const Side& side = sides_[own_];
            other_ = own_;
            const Vector up = left_of(side.along);
            over({side.from, up}, {side.to, up});
            around(side, sides_[side.next]);
        }
        return left_ > 0 ? std::optional(best_) : std::nullopt;
    }

  private:
    /// The balls at a corner that points inwards: from the normal of one side to that of the next.
    void around(const Side& side, const Side& next) {
        if (side.along.x * next.along.y - side.along.y * next.along.x >= 0) return;
        other_ = side.next;
        const Vector first = left_of(side.along), last = left_of(next.along);
        // Both point to the middle between the normals; where one vanishes, the other is longest.
        const bool sharp = dot(side.along, next.along) < 0;
        const Vector middle = unit(sharp ? side.along - next.along : first + last);
        over({side.to, first}, {side.to, middle});
        over({side.to, middle}, {side.to, last});
    }

    void over(Stand a, Stand b) {
        if (values_.size() < 3) values_.resize(3);
        grow(a, values_[0]);
        grow(b, values_[1]);
        halve(a, 0, b, 1, 0);
    }

    /// `a` and `b` with what grow() said of them, in values_[at_a] and values_[at_b].
    void halve(const Stand& a, std::size_t at_a, const Stand& b, std::size_t at_b, int depth) {
        double bound = kNever;
        for (std::size_t i = 0; i < sides_.size(); ++i)
            bound = std::min(bound, std::max(values_[at_a][i], values_[at_b][i]));
        if (bound <= best_ + std::max(tolerance_, best_ / 256) || depth == kDeepest || left_ == 0) return;
        --left_;
        const Vector up = a.up + b.up;
        const Stand middle{0.5 * (a.at + b.at), unit(up)};
        const std::size_t at = static_cast<std::size_t>(depth) + 2;
        if (values_.size() <= at) values_.resize(at + 1);
        grow(middle, values_[at]);
        halve(a, at_a, middle, at, depth + 1);
        halve(middle, at, b, at_b, depth + 1);
    }

    /// How far a ball reaches before each side; the least of it is a ball that fits.
    void grow(const Stand& stand, std::vector<double>& values) {
        values.resize(sides_.size());
        double least = kNever;
        for (std::size_t i = 0; i < sides_.size(); ++i) {
            values[i] = i == own_ || i == other_ ? kNever : reach(stand.at, stand.up, sides_[i]);
            least = std::min(least, values[i]);
        }
        if (least < kNever) best_ = std::max(best_, least);
    }

    std::vector<Side> sides_;
    double tolerance_ = 0, best_ = 0;
    std::size_t left_ = kHalvings * sides_.size();
    std::size_t own_ = 0, other_ = 0;  ///< sides that the balls stand on
    std::vector<std::vector<double>> values_ = std::vector<std::vector<double>>(1);
};

std::vector<Side> sides_of(const Polygon& polygon) {
    std::vector<Side> out;
    const Point origin = polygon.shell.front();
    const auto add = [&](const Ring& ring, bool against_clock) {
        std::vector<Vector> way;
        for (const Point p : ring)
            way.push_back({static_cast<double>(p.x - origin.x), static_cast<double>(p.y - origin.y)});
        if ((twice_signed_area(ring) > 0) != against_clock) std::reverse(way.begin(), way.end());
        const std::size_t first = out.size();
        for (std::size_t i = 0; i < way.size(); ++i) {
            const Vector from = way[i], to = way[(i + 1) % way.size()];
            const double length = std::hypot(to.x - from.x, to.y - from.y);
            out.push_back(
                {from, to, 1 / length * (to - from), length, static_cast<std::uint32_t>(first + (i + 1) % way.size())});
        }
    };
    add(polygon.shell, true);
    for (const Ring& hole : polygon.holes) add(hole, false);
    return out;
}

/// Of a radius, in grid steps: half a thousandth of a metre in the diameter tells nothing.
double tolerance_steps(const Resolution& resolution) { return 0.00025 / resolution.metres(); }

}  // namespace

double inscribed_by_balls(const Polygon& polygon, const Resolution& resolution) {
    if (polygon.shell.size() < 3) return 0;
    const auto radius = Balls(sides_of(polygon), tolerance_steps(resolution)).largest();
    return radius ? 2 * *radius : inscribed_by_shrinking(polygon, resolution);
}

double inscribed_by_shrinking(const Polygon& polygon, const Resolution& resolution) {
    const geos::Context context(GEOS_init_r());
    const auto box = box_of(polygon.shell);
    if (!context || !box) return 0;
    const geos::Geometry shape = geos::make_geometry(context.get(), {polygon}, box->low);
    double area = 0, perimeter = 0;
    if (!shape || GEOSArea_r(context.get(), shape.get(), &area) != 1 ||
        GEOSLength_r(context.get(), shape.get(), &perimeter) != 1 || perimeter <= 0)
        return 0;
    // A circle of radius r fits in while the shape, shrunk by r, is not empty. (GEOS's own search for the circle tries
    // every place along the middle of a strip: 1.1 s of work for 1 km by 1 m, more the longer and thinner.)
    // Twice area ÷ perimeter is the scale of the answer.
    const double tolerance = std::max(0.001 * area / perimeter, tolerance_steps(resolution));
    const auto extent = std::min(box->high.x - box->low.x, box->high.y - box->low.y);
    double fits = 0;
    double too_wide = std::min(static_cast<double>(extent) / 2, std::sqrt(area / std::numbers::pi));
    while (too_wide - fits > tolerance) {
        const double radius = (fits + too_wide) / 2;
        const geos::Geometry rest =
            geos::own(context.get(), GEOSBuffer_r(context.get(), shape.get(), -radius, kQuarterCircleSegments));
        if (!rest) return 0;
        (GEOSisEmpty_r(context.get(), rest.get()) == 1 ? too_wide : fits) = radius;
    }
    return 2 * too_wide;
}

double inscribed_width_m(const Polygon& polygon, const Resolution& resolution) {
    const bool many = vertex_count({polygon}) > kManyCorners;
    return resolution.metres() *
           (many ? inscribed_by_shrinking(polygon, resolution) : inscribed_by_balls(polygon, resolution));
}

}  // namespace geo
