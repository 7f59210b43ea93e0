// Between Gauss-Krüger zones of CGCS2000 and degrees (EPSG:4490), by PROJ.
//
// The only place that includes PROJ's headers. The zone's formula is given to PROJ as parameters
// (crs.hpp knows them), not as a code, so nothing depends on an installed database; the tests hold every zone against
// PROJ's own definition of its EPSG code. Accuracy: PROJ's transverse Mercator is good to a nanometre within 40° of the
// meridian; there and back stays on the same millimetre.
// Threads: a Projection owns its PROJ context, so different objects may work at the same time; one object serves one
// thread at a time. Making one takes tens of microseconds: keep it.
#pragma once

#include "base/result.hpp"
#include "geo/crs.hpp"
#include "geo/polygon.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace geo {

/// A place on the CGCS2000 ellipsoid, in degrees: east and north positive. Longitude first, always.
struct Degrees {
    double longitude = 0;
    double latitude = 0;
};

class Projection {
  public:
    /// "EPSG:4525"; Usage for anything but a zone of crs.hpp.
    static base::Result<Projection> of(std::string_view crs);
    static base::Result<Projection> of(const Grid& grid);
    Projection(Projection&&) noexcept;
    Projection& operator=(Projection&&) noexcept;
    ~Projection();

    /// Nothing where the point is none of this world (an easting of another zone, say 90° from the meridian).
    std::optional<Degrees> degrees(Point point) const;
    /// Rounded to the millimetre, half away from zero. Nothing beyond 40° from the zone's meridian.
    std::optional<Point> point(Degrees degrees) const;

  private:
    struct Library;
    explicit Projection(std::unique_ptr<Library> library, double meridian);
    std::unique_ptr<Library> library_;
    double meridian_ = 0;
};

/// Central meridian of a zone, in degrees.
int central_meridian(const Grid& grid);

}  // namespace geo
