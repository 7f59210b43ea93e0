// A site's own parameters from an older system (1980西安, 1954北京, a city's grid) to CGCS2000.
//
// There are no national ones in public, and between counties they differ by metres; so they come from a file of the
// office that holds them, and they must prove themselves: at least two points known in both systems, each of which the
// parameters must meet within the file's own tolerance (0.1 m where it names none). A wrong sign or a wrong zone fails
// there, before any parcel is moved. Form: docs/formats/site-parameters.md.
//
// Two methods: `plane`, four parameters between two maps (shift, turn, scale), and `helmert`, seven between two
// ellipsoids (position vector or coordinate frame), heights taken as zero. Thread: one at a time.
#pragma once

#include "base/result.hpp"
#include "geo/projection.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

class SiteShift {
  public:
    /// Error: Usage with the line and what is wrong there, or the control point that is missed, and by how
    /// much.
    static base::Result<SiteShift> parse(std::string_view text, const std::string& what);
    SiteShift(SiteShift&&) noexcept;
    SiteShift& operator=(SiteShift&&) noexcept;
    ~SiteShift();

    Datum from() const;                 ///< Xian80, Beijing54, or Other for a grid of the site
    const std::string& name() const;    ///< as the file names the old system
    const std::string& target() const;  ///< "EPSG:4525"
    /// How far the worst control point was missed, in metres.
    double worst_m() const;
    /// East and north on the old map to the new one, rounded to the millimetre; nothing beyond its reach.
    std::optional<Point> moved(Point old) const;
    /// Empty where a vertex is beyond reach.
    MultiPolygon moved(MultiPolygon shape) const;

  private:
    struct Method;
    explicit SiteShift(std::unique_ptr<Method> method);
    std::unique_ptr<Method> method_;
};

}  // namespace geo
