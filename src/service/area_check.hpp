// The declared area of a parcel beside both measured ones (map and ellipsoid), and what their difference is.
//
// Declared areas are cut off at four decimals of a hectare, taken on the map or on the ellipsoid, surveyed twice, or
// written in the wrong unit: each has its size, and rulebooks/data/area_tolerances.tsv holds them with their sources.
// What two surveys may differ by follows from the points (propagation of errors): with points off by up to p, the area
// is off by up to p ÷ √8 · √Σ dᵢ², where dᵢ is the distance between the two neighbours of corner i.
#pragma once

#include "base/json_fwd.hpp"
#include "geo/ellipsoid.hpp"
#include "land/records.hpp"
#include "service/ground_box.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace service {

enum class AreaClass {
#define X(id, name, zh, en) id,
#include "service/area_classes.def"
#undef X
};
std::string_view area_class_name(AreaClass found);

struct AreaTolerances {
    struct Value {
        double value = 0;
        std::string source;
    };
    Value rounding_m2, point_limit_m, unit_share;
};
/// Error: RulebookInvalid with file, line and what was found; every name must be there once.
base::Result<AreaTolerances> parse_area_tolerances(std::string_view tsv, const std::string& what);
base::Result<AreaTolerances> load_area_tolerances();

struct AreaCheck {
    std::optional<base::Area> declared;
    base::Area planar;
    std::optional<base::Area> ellipsoidal;  ///< nothing where the shape has no place
    geo::AreaMatch match = geo::AreaMatch::Unstated;
    AreaClass found = AreaClass::Unstated;
    double difference_m2 = 0;  ///< declared minus the nearer of the two
    double tolerance_m2 = 0;   ///< of the class that applied, else of the survey
    std::string source;        ///< of the tolerance
    base::Text cure;           ///< what it is, and what to do
};
/// Nothing where there is no shape that can be measured.
std::optional<AreaCheck> check_area(const std::optional<base::Area>& declared, const land::Geometry& geometry,
                                    const AreaTolerances& tolerances, Projections& projections);
base::Json area_check_json(const AreaCheck& check);

}  // namespace service
