// Where coordinates lie: the systems of CGCS2000 that a shape's own numbers can stand in, and which one is left.
//
// A zone number in front of an easting names its zone; without it every zone is possible, until something else speaks:
// the file, the operator, or the degrees between which the division lies. What contradicts the numbers is not believed,
// and where two readings remain nothing is guessed: the verdict is Ask, with the readings.
// 3-degree zone 37 and 6-degree zone 19 share a meridian: without a number in front both are one map and one place, and
// near the meridian the 3-degree zone is named. With one, a file that says "zone 19" over eastings that begin with 37
// contradicts itself. The numbers show zone and axes, never the datum: 1980西安 and 1954北京 look alike (datum_of_crs,
// site_grid.hpp).
#pragma once

#include "geo/projection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A part of the earth, in degrees, edges included.
struct Extent {
    double west = 0, south = 0, east = 0, north = 0;
    bool contains(Degrees place) const {
        return west <= place.longitude && place.longitude <= east && south <= place.latitude && place.latitude <= north;
    }
};

/// One way to read a shape's numbers.
struct PlaceReading {
    std::string crs;       ///< "EPSG:4525", or kDegrees
    bool swapped = false;  ///< the first number is the northing (in degrees: the latitude)
    Degrees middle;        ///< of the shape, so read
    bool operator==(const PlaceReading&) const = default;
};

/// CGCS2000 in degrees.
inline constexpr std::string_view kDegrees = "EPSG:4490";
/// Degrees of any system that can be taken for CGCS2000: EPSG:4490, and WGS 84 (EPSG:4326), which is within a metre.
bool in_degrees(std::string_view crs);
/// Of the EPSG codes of China's older systems, zones and degrees alike; Other for what is neither of CGCS2000 nor WGS
/// 84, Unstated for no code.
Datum datum_of_crs(std::string_view crs);

/// All readings of a box written (x, y) in mm whose middle lies in China, at most 3° (4°) off the meridian of its
/// 3-degree (6-degree) zone: a county keeps one zone even where it reaches into the next. Of zones that are one map the
/// 3-degree one is given within 2° of the meridian, beyond that the other. Without prefix this is a list of up to 21
/// zones.
std::vector<PlaceReading> place_readings(const Box& written);

struct PlaceHints {
    std::string stated;            ///< the file's code, empty where it has none
    std::string told;              ///< the operator's code
    std::optional<Extent> extent;  ///< of the division
};

enum class PlaceVerdict {
    Stated,     ///< the file says it and the numbers agree
    Told,       ///< the operator says it and the numbers agree
    Detected,   ///< one reading was left
    Ask,        ///< several, or what was said contradicts numbers or division: `open` names the readings
    Elsewhere,  ///< a system that is none of CGCS2000 (1980西安, UTM …), as stated or told
    OffGrid     ///< a local grid: no reading at all
};

struct Placing {
    PlaceVerdict verdict = PlaceVerdict::OffGrid;
    std::string crs;  ///< empty for Ask and OffGrid
    bool swapped = false;
    bool disagrees = false;          ///< `told` is another system than the one found
    bool contradicted = false;       ///< `stated` does not go with the numbers or the division
    std::vector<PlaceReading> open;  ///< of Ask: within the division, if any is; else all
};

/// `written`: the shape's box as written, in mm (degrees in thousandths).
Placing find_place(const Box& written, const PlaceHints& hints);

/// "EPSG:4525（3度带37带，带号在前）" for people: the code and what it means.
std::string place_text(std::string_view crs);

}  // namespace geo
