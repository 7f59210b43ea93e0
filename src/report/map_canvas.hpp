// Canvas: cairo and pango behind a few words in millimetres, from the sheet's upper left corner. The only place that
// includes their headers is map_canvas.cpp.
#pragma once

#include "report/map_sheet.hpp"

#include <memory>
#include <string>
#include <vector>

namespace report {

struct MapSpot {
    double x = 0, y = 0;  ///< mm from the left, from the top
};

class Canvas {
  public:
    Canvas(double width_mm, double height_mm, const std::string& title, base::Instant made_at);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    /// All that follows up to unclip() shows inside the box only.
    void clip(MapSpot corner, double width, double height);
    void unclip();
    /// Rings as one shape; inside an odd number of them it is filled.
    void shape(const std::vector<std::vector<MapSpot>>& rings, const MapStyle& style);
    void line(MapSpot from, MapSpot to, double width, Ink ink);
    void box(MapSpot corner, double width, double height, const MapStyle& style);

    enum class Align { Left, Middle, Right };
    struct Words {
        double size_mm = 3;
        bool bold = false;
        Align align = Align::Left;
        double width = 0;  ///< lines are broken to it; 0: one line
        Ink ink{0x1b1f24, 1};
    };
    struct Extent {
        double width = 0, height = 0;
    };
    Extent measure(const std::string& text, const Words& words) const;
    /// Writes with the upper edge at the spot (left, middle or right of it); what it took.
    Extent write(MapSpot at, const std::string& text, const Words& words);

    /// The file. Nothing can be drawn afterwards. Errors: FileUnwritable with cairo's words.
    base::Result<std::string> finish();

  private:
    struct Library;
    std::unique_ptr<Library> library_;
};

}  // namespace report
