// From a zone's map on the ellipsoid of 1980西安 or 1954北京 to a zone of CGCS2000, by seven parameters, through PROJ.
#pragma once

#include "geo/projection.hpp"

#include <memory>
#include <optional>

namespace geo {

/// Metres, seconds of arc, parts per million.
struct HelmertParameters {
    double dx_m = 0, dy_m = 0, dz_m = 0, rx_s = 0, ry_s = 0, rz_s = 0, scale_ppm = 0;
    bool position_vector = true;  ///< else coordinate frame: the turns have the other sign
};

class HelmertProjection {
  public:
    /// Nothing for a datum without an ellipsoid of its own, or for grids that do not exist.
    static std::optional<HelmertProjection> of(Datum from, const Grid& old, const Grid& target,
                                               const HelmertParameters& parameters);
    HelmertProjection(HelmertProjection&&) noexcept;
    HelmertProjection& operator=(HelmertProjection&&) noexcept;
    ~HelmertProjection();

    /// East and north in metres, heights zero. Nothing where there is no such place.
    struct Metres {
        double east = 0, north = 0;
    };
    std::optional<Metres> moved(Metres old) const;

  private:
    struct Library;
    explicit HelmertProjection(std::unique_ptr<Library> library);
    std::unique_ptr<Library> library_;
};

}  // namespace geo
