// 一张图, printed: what the map shows of a box, as a PDF sheet in the plane of a 3 degree belt.
//
// Drawn from the same records as the tiles (map_shapes.hpp), at the same moment, in the same colours; the legend counts
// the plots and supplies that the sheet shows and sums their whole areas, exactly, before rounding. Shapes of another
// belt are brought to the sheet's. Same store, same order, same bytes, as far as report/map_sheet.hpp says.
#pragma once

#include "report/map_sheet.hpp"
#include "service/moment.hpp"
#include "store/store.hpp"

#include <map>
#include <string>

namespace service {

struct MapSheetOrder {
    double west = 0, south = 0, east = 0, north = 0;  ///< degrees: what must be seen
    int belt = 0;                                     ///< EPSG code; 0: the nearest to the box
    report::MapPaper paper = report::MapPaper::A4;
    bool plots = true, supplies = true, residual = false;
    bool by_route = false;
    std::map<std::string, std::string> route_of;  ///< plot → route, where coloured by route
    std::string division, zone;                   ///< only what lies there; empty: all
    std::string name;                             ///< of the division, for the title
    Moment moment;
    base::AreaUnit unit = base::AreaUnit::Hectare;
    base::Lang lang = base::Lang::Zh;
};

/// The PDF. Errors: Usage (an empty box, a code that is no belt, a box too far from the belt), those of the store.
base::Result<std::string> map_sheet(store::Snapshot& snapshot, const MapSheetOrder& order);

}  // namespace service
