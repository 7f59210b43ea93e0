#include "intake/geometry_column.hpp"

#include "geo/validity.hpp"
#include "geo/wkt.hpp"

namespace intake {

base::Result<ColumnGeometry> read_wkt_cell(std::string_view wkt, const std::string& crs) {
    PANHUO_TRY(const geo::MultiPolygon polygons, geo::read_wkt(wkt));
    ColumnGeometry out;
    if (polygons.empty()) return out;
    out.geometry = {crs, geo::write_wkt(polygons)};
    out.measured = geo::area_of(polygons);
    const geo::Validity validity = geo::check_validity(polygons);
    out.valid = validity.valid();
    out.reason = validity.text();
    return out;
}

}  // namespace intake
