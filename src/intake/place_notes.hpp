// What has to be said of how the place of a shape was found, for tables, layers and boundary files alike.
#pragma once

#include "geo/place.hpp"

#include <string>
#include <vector>

namespace intake {

/// A code of problem_codes.def with what its text is filled with from {1} on.
struct ShapeNote {
    std::string code;
    std::vector<std::string> args;
    /// Holds for all shapes of the layer alike: say it once.
    bool of_layer = false;
};

/// At most one note; none where file, numbers and operator agree. `stated`: the file's code; `told`: the operator's.
std::vector<ShapeNote> notes_of(const geo::Placing& placing, const std::string& stated, const std::string& told);

/// Of a SITE_SHIFTED note: "SITE_SHIFTED 1980西安坐标系 → EPSG:4525（…） parameters.txt".
std::string shift_note(const ShapeNote& note);

/// "EPSG:4525（3度带第37带，坐标带带号）、EPSG:4497（…）", the first few.
std::string places_text(const std::vector<geo::PlaceReading>& readings);

}  // namespace intake
