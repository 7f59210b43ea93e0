// From the text of a shape to a valid polygon in a place: one way for every file that has shapes in its rows.
//
// Reads well-known text on the grid, finds the coordinate system (geo/place.hpp) from what the file says, what the
// operator says (--crs), where the division lies and what the numbers show; turns swapped axes; brings degrees to the
// 3-degree zone they lie in; brings systems of before 2000 over by the site's own parameters, if they were given; and
// mends what is not valid, by named steps (geo/mend.hpp). Whatever was done is a note; nothing is done silently.
// A shape without a place keeps its form and area where its numbers are metres; in degrees it is refused.
#pragma once

#include "base/area.hpp"
#include "base/result.hpp"
#include "geo/mend.hpp"
#include "geo/place.hpp"
#include "geo/resolution.hpp"
#include "geo/site_shift.hpp"
#include "geo/wkt.hpp"
#include "intake/place_notes.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

struct PlacedShape {
    std::string crs;               ///< "EPSG:4525"; empty: place unknown
    geo::MultiPolygon polygons;    ///< valid, in steps of the grid; empty: none, or refused
    std::vector<ShapeNote> notes;  ///< about its place
    std::vector<geo::Mend> steps;  ///< about its form; the last one says why it was refused
    base::Area lost;               ///< area as written minus area now
    double moved_steps = 0;        ///< largest move of a coordinate by reading it onto the grid
    bool refused = false;          ///< for its place, by the last note
};

/// What an operator's --crs may be, after reading: nothing, a code, or a site's parameters for an older system.
struct ToldCrs {
    std::string code;                             ///< "EPSG:4525", "EPSG:4490"; empty
    std::shared_ptr<const geo::SiteShift> shift;  ///< null without
    std::string file;                             ///< of the parameters
};
/// "EPSG:4525", "4525", the name of a file with parameters (docs/formats/site-parameters.md), or nothing. Errors: Usage
/// with the reason: a web map's system, an older one without parameters, what is no code and no file, or a file that is
/// not valid. `may_name_file`: false where the words come over the network.
base::Result<ToldCrs> read_told_crs(const std::string& words, bool may_name_file = true);

class ShapePlacer {
  public:
    ShapePlacer(ToldCrs told, std::optional<geo::Extent> extent, geo::Resolution resolution)
        : told_(std::move(told)), extent_(extent), resolution_(resolution) {}

    /// A new layer or sheet begins: its name, and the code it states (empty: none).
    void begin_layer(std::string_view name, std::string_view stated);
    /// The layer's own name for its system, where that has no code.
    void name_layer(std::string_view system) { name_ += " " + std::string(system); }
    /// Errors: those of geo::read_wkt_loosely.
    base::Result<PlacedShape> place(std::string_view wkt);
    /// The same of a shape as well-known binary. Errors: those of geo::read_wkb_loosely.
    base::Result<PlacedShape> place_wkb(std::string_view wkb);

  private:
    base::Result<PlacedShape> place_read(geo::LooseWkt read, std::string_view wkt, std::string_view wkb);
    base::Status place_metres(geo::LooseWkt read, bool shifted, PlacedShape& out);
    base::Status place_degrees(std::string_view wkt, const geo::Placing& placing, PlacedShape& out);
    const geo::Projection* zone(const std::string& crs);
    bool suspect_web_map(std::string_view wkt, const geo::Placing& placing, PlacedShape& out) const;
    void mend(const geo::LooseWkt& read, PlacedShape& out) const;

    ToldCrs told_;
    std::optional<geo::Extent> extent_;
    geo::Resolution resolution_;
    std::string name_, stated_;
    std::map<std::string, std::optional<geo::Projection>> zones_;
};

/// A valid shape in steps of a grid from one zone to another, to the millimetre, valid again. Nothing where a vertex
/// does not reach the other zone or what comes out encloses no land.
std::optional<geo::MultiPolygon> rezoned_on_grid(geo::MultiPolygon shape, const geo::Projection& from,
                                                 const geo::Projection& to, const geo::Resolution& resolution);

}  // namespace intake
