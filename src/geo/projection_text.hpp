// A reference system as other programs write it into their files, by PROJ's database.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace geo {

struct CrsText {
    std::string name;  ///< "CGCS2000 / 3-degree Gauss-Kruger zone 37"
    std::string wkt;   ///< well-known text 1, east before north, as GDAL writes it
};

/// Nothing where PROJ does not know the code ("EPSG:4525"), or has no database.
std::optional<CrsText> crs_text(std::string_view code);

}  // namespace geo
