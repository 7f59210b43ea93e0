// Shapefiles and GeoJSON for tests, built byte by byte (ESRI Shapefile Technical Description, 1998), so that they can
// be wrong in every way that a test needs.
#pragma once

#include "intake/worker/test_files.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace intake::worker::testing {

using Ring = std::vector<std::pair<double, double>>;

inline void put_number(std::string& out, std::uint64_t value, int size, bool big = false) {
    for (int i = 0; i < size; ++i) out.push_back(static_cast<char>(value >> (8 * (big ? size - 1 - i : i)) & 0xFFU));
}
inline void put_real(std::string& out, double value) { put_number(out, std::bit_cast<std::uint64_t>(value), 8); }

/// A square of `side` metres; the first point is its south-west corner; clockwise, as outer rings are.
inline Ring square(double x, double y, double side) {
    return {{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}, {x, y}};
}

class ShapeFile {
  public:
    struct Field {
        std::string name;  ///< in the encoding of the file
        char type;         ///< C or N
        int width;
        int decimals;
    };
    ShapeFile& field(const std::string& name, char type, int width, int decimals = 0) {
        fields_.push_back({name, type, width, decimals});
        return *this;
    }
    /// A polygon of one or more rings and its cells, in the encoding of the file.
    ShapeFile& polygon(const std::vector<Ring>& rings, const std::vector<std::string>& cells) {
        std::string body;
        put_number(body, 5, 4);
        for (int i = 0; i < 4; ++i) put_real(body, 0);  // the box: nobody relies on it
        std::size_t points = 0;
        for (const Ring& ring : rings) points += ring.size();
        put_number(body, rings.size(), 4);
        put_number(body, points, 4);
        std::size_t first = 0;
        for (const Ring& ring : rings) {
            put_number(body, first, 4);
            first += ring.size();
        }
        for (const Ring& ring : rings) {
            for (const auto& [x, y] : ring) {
                put_real(body, x);
                put_real(body, y);
            }
        }
        return raw(body, cells);
    }
    /// A record of any content.
    ShapeFile& raw(const std::string& body, const std::vector<std::string>& cells) {
        put_number(index_, (100 + records_.size()) / 2, 4, true);
        put_number(index_, body.size() / 2, 4, true);
        put_number(records_, ++count_, 4, true);
        put_number(records_, body.size() / 2, 4, true);
        records_ += body;
        rows_ += ' ';
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            std::string cell = cells[i].substr(0, static_cast<std::size_t>(fields_[i].width));
            const std::string blanks(static_cast<std::size_t>(fields_[i].width) - cell.size(), ' ');
            rows_ += fields_[i].type == 'N' ? blanks + cell : cell + blanks;
        }
        return *this;
    }
    std::string shp(int type = 5) const { return head(records_, type) + records_; }
    std::string shx(int type = 5) const { return head(index_, type) + index_; }
    std::string dbf() const {
        std::string out(1, '\x03');
        out += std::string("\x7C\x01\x01", 3);
        std::size_t width = 1;
        for (const Field& field : fields_) width += static_cast<std::size_t>(field.width);
        put_number(out, count_, 4);
        put_number(out, 32 * (fields_.size() + 1) + 1, 2);
        put_number(out, width, 2);
        out.append(20, '\0');
        for (const Field& field : fields_) {
            std::string name = field.name;
            name.resize(11, '\0');
            out += name + field.type + std::string(4, '\0');
            out.push_back(static_cast<char>(field.width));
            out.push_back(static_cast<char>(field.decimals));
            out.append(14, '\0');
        }
        return out + '\r' + rows_ + '\x1A';
    }
    /// All parts, as an archiver packs them; `stem` in any encoding.
    Zip zip(const std::string& stem, const std::string& prj = "", const std::string& cpg = "") const {
        Zip zip;
        zip.add(stem + ".shp", shp()).add(stem + ".shx", shx()).add(stem + ".dbf", dbf());
        if (!prj.empty()) zip.add(stem + ".prj", prj);
        if (!cpg.empty()) zip.add(stem + ".cpg", cpg);
        return zip;
    }

  private:
    static std::string head(const std::string& body, int type) {
        std::string out;
        put_number(out, 9994, 4, true);
        out.append(20, '\0');
        put_number(out, (100 + body.size()) / 2, 4, true);
        put_number(out, 1000, 4);
        put_number(out, static_cast<std::uint64_t>(type), 4);
        out.append(64, '\0');
        return out;
    }

    std::vector<Field> fields_;
    std::string records_, index_, rows_;
    std::uint64_t count_ = 0;
};

/// The .prj that ArcGIS writes for zone 37 of 3 degrees, EPSG:4525.
inline const std::string kZone37 =
    "PROJCS[\"CGCS2000_3_Degree_GK_Zone_37\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
    "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",37500000.0],"
    "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",111.0],PARAMETER[\"Scale_Factor\",1.0],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

/// A feature collection; `crs` is the code, empty for none.
inline std::string collection(const std::string& features, const std::string& crs = "4525") {
    const std::string system =
        crs.empty() ? ""
                    : "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::" + crs + "\"}},";
    return "{\"type\":\"FeatureCollection\"," + system + "\"features\":[" + features + "]}";
}
inline std::string feature(const std::string& properties, const std::string& geometry) {
    return "{\"type\":\"Feature\",\"properties\":" + properties + ",\"geometry\":" + geometry + "}";
}

}  // namespace intake::worker::testing
