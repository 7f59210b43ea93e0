// The name of a layer's coordinate reference system, as far as it has one: its EPSG code, or the name it gives itself.
#pragma once

#include <string>

class OGRSpatialReference;

namespace intake::worker {

struct Reference {
    std::string code;      ///< "EPSG:4525"; empty where no code fits
    std::string name;      ///< as the file says; empty where it says nothing
    bool degrees = false;  ///< latitude and longitude: no areas can be taken from the numbers
};

/// What the file says (null = nothing). A definition without code is compared with the registry of PROJ; only one that
/// is the same in everything but its name counts.
Reference reference_of(const OGRSpatialReference* system);
/// From the text of a .prj file or of a GeoPackage.
Reference reference_of_text(const std::string& wkt);

}  // namespace intake::worker
