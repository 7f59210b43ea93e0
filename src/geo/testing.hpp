// For tests of this room: polygons made by chance, and what GEOS says about them (an independent judge of areas).
#pragma once

#include "geo/polygon.hpp"
#include "geo/wkt.hpp"

#include <geos_c.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace geo::testing {

/// GEOS's verdicts on well-known text, through its own reader; NaN and false where it cannot read.
class Judge {
  public:
    Judge() : context_(GEOS_init_r()) {}
    ~Judge() { GEOS_finish_r(context_); }
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;

    double area(const std::string& wkt) const {
        GEOSGeometry* geometry = read(wkt);
        double area = -1;
        if (geometry == nullptr || GEOSArea_r(context_, geometry, &area) != 1) area = -1;
        GEOSGeom_destroy_r(context_, geometry);
        return area;
    }
    bool valid(const std::string& wkt) const {
        GEOSGeometry* geometry = read(wkt);
        const bool valid = geometry != nullptr && GEOSisValid_r(context_, geometry) == 1;
        GEOSGeom_destroy_r(context_, geometry);
        return valid;
    }

    /// Areas of a and b and of their overlay, in grid steps squared: unions of layers first.
    struct Overlay {
        double a = 0, b = 0, both = 0, a_only = 0, b_only = 0;
    };
    Overlay overlay(const std::vector<MultiPolygon>& a, const std::vector<MultiPolygon>& b) const {
        GEOSGeometry* const left = joined(a);
        GEOSGeometry* const right = joined(b);
        Overlay out;
        out.a = freed_area(GEOSGeom_clone_r(context_, left));
        out.b = freed_area(GEOSGeom_clone_r(context_, right));
        out.both = freed_area(GEOSIntersection_r(context_, left, right));
        out.a_only = freed_area(GEOSDifference_r(context_, left, right));
        out.b_only = freed_area(GEOSDifference_r(context_, right, left));
        GEOSGeom_destroy_r(context_, left);
        GEOSGeom_destroy_r(context_, right);
        return out;
    }

  private:
    GEOSGeometry* joined(const std::vector<MultiPolygon>& layer) const {
        GEOSGeometry* sum = read("POLYGON EMPTY");
        for (const MultiPolygon& polygons : layer) {
            GEOSGeometry* const next = read(write_wkt(polygons, Resolution{1, 0}));
            GEOSGeometry* const both = GEOSUnion_r(context_, sum, next);
            GEOSGeom_destroy_r(context_, sum);
            GEOSGeom_destroy_r(context_, next);
            sum = both;
        }
        return sum;
    }
    double freed_area(GEOSGeometry* geometry) const {
        double area = -1;
        if (geometry == nullptr || GEOSArea_r(context_, geometry, &area) != 1) area = -1;
        GEOSGeom_destroy_r(context_, geometry);
        return area;
    }
    GEOSGeometry* read(const std::string& wkt) const {
        GEOSWKTReader* reader = GEOSWKTReader_create_r(context_);
        GEOSGeometry* geometry = GEOSWKTReader_read_r(context_, reader, wkt.c_str());
        GEOSWKTReader_destroy_r(context_, reader);
        return geometry;
    }
    GEOSContextHandle_t context_;
};

inline Ring square(std::int64_t x, std::int64_t y, std::int64_t side) {
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

inline Ring moved(Ring ring, std::int64_t dx, std::int64_t dy) {
    for (Point& p : ring) p = {p.x + dx, p.y + dy};
    return ring;
}

/// A simple polygon between two chains over the same eastings: bottom there, top back. Never crosses itself.
struct Strip {
    std::vector<std::int64_t> xs;
    std::vector<std::int64_t> low;
    std::vector<std::int64_t> high;

    /// The ring between chain positions `from` and `to`.
    Ring ring(std::size_t from, std::size_t to) const {
        Ring out;
        for (std::size_t i = from; i <= to; ++i) out.push_back({xs[i], low[i]});
        for (std::size_t i = to + 1; i-- > from;) out.push_back({xs[i], high[i]});
        return out;
    }
    Ring ring() const { return ring(0, xs.size() - 1); }
};

inline Strip any_strip(std::int64_t step, std::int64_t height) {
    Strip strip;
    const auto count = *rc::gen::inRange<std::size_t>(2, 20);
    std::int64_t x = 0;
    for (std::size_t i = 0; i < count; ++i) {
        strip.xs.push_back(x);
        x += *rc::gen::inRange<std::int64_t>(1, step + 1);
        const auto low = *rc::gen::inRange<std::int64_t>(-height, height);
        strip.low.push_back(low);
        strip.high.push_back(low + *rc::gen::inRange<std::int64_t>(1, height + 1));
    }
    return strip;
}

}  // namespace geo::testing
