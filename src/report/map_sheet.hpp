// A map on paper: shapes in the plane of a grid, drawn to a round scale on A4 or A3 across, with title, grid ticks,
// north arrow, scale bar, legend and the words that say what it shows and as of when. PDF, made by cairo and pango.
//
// Guarantees: the same sheet gives the same bytes on one machine (the date in the file is that of the sheet, fonts are
// those installed; `panhuo doctor` names them); no shape is drawn outside the frame; text is text, so that it can be
// found and read aloud. Metres in, north up. Any thread, but one at a time (pango's font map is shared).
// Errors: ReportFailed of cairo as FileUnwritable with cairo's words.
#pragma once

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace report {

/// 0xRRGGBB and how much of the ground it hides.
struct Ink {
    std::uint32_t rgb = 0;
    double alpha = 1;
};

struct MapStyle {
    Ink fill{0xffffff, 0};
    Ink line;
    double width_mm = 0.2;
    bool dashed = false;
};

struct MapPoint {
    double east_m = 0, north_m = 0;
};

/// Shells and holes; what lies inside an odd number of rings is filled.
struct MapArea {
    std::size_t style = 0;  ///< index of MapSheet::styles
    std::vector<std::vector<MapPoint>> rings;
    std::string label;  ///< short; drawn in the middle where it fits inside the shape
};

struct MapLegendLine {
    std::size_t style = 0;
    std::string text;
    std::string figures;  ///< count and area, right-aligned
};

enum class MapPaper { A4, A3 };

struct MapSheet {
    MapPaper paper = MapPaper::A4;
    std::string title;
    std::string subtitle;  ///< office, day, counting basis
    std::vector<MapStyle> styles;
    std::vector<MapArea> areas;  ///< drawn in this order
    std::vector<MapLegendLine> legend;
    std::string legend_title, scale_word, north_word;
    std::vector<std::string> notes;  ///< under the legend
    MapPoint middle;
    double width_m = 0;  ///< of ground that must be seen, at least; with height_m it gives the scale
    double height_m = 0;
    base::Instant made_at;  ///< the date in the file
};

/// Scale 1 : n of a sheet: the next of 500, 1,000, 2,000, 5,000 … at which the ground asked for fits into the frame.
std::int64_t map_scale(const MapSheet& sheet);

/// The PDF.
base::Result<std::string> write_map_sheet(const MapSheet& sheet);

}  // namespace report
