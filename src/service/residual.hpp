// Residual: approved minus supplied for any two files of polygons, with the account of every square metre.
//
// Needs no store and writes none. Files are read through panhuo-worker onto the grid (a coordinate on whole millimetres
// stays where it is), placed and mended row by row (intake/shape_place.hpp), brought to one map (that of the first
// approved row with a place), overlaid (geo/account.hpp), and what remains is sorted by shape and neighbours
// (geo/remnant.hpp) with the thresholds of rulebooks/data/remnants.tsv.
#pragma once

#include "base/result.hpp"
#include "geo/account.hpp"
#include "geo/remnant.hpp"
#include "service/layer_file.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace service {

enum class ResidualStep { ReadApproved, ReadSupplied, Overlay, Classify, Write };

struct ResidualRequest {
    std::string approved, supplied;          ///< files
    std::string key_approved, key_supplied;  ///< fields; empty: row numbers
    std::string crs_approved, crs_supplied;  ///< as --crs: a code, or a file of parameters; empty: found
    std::string division;                    ///< where the land lies, if known: helps to tell zones apart
    geo::Resolution grid = geo::kHundredthMillimetre;
    unsigned threads = 1;
    /// Called as the work goes on: which step, how far (of `all`, 0 = not known). May be empty.
    std::function<void(ResidualStep step, std::size_t done, std::size_t all)> progress = {};
};

struct Residual {
    LayerFile approved, supplied;  ///< polygons moved out; keys stand as in the account
    geo::Account account;
    std::vector<geo::Remnant> remnants;  ///< of account.pieces, in their order
    geo::Resolution grid;
    double read_seconds = 0, index_seconds = 0, overlay_seconds = 0, classify_seconds = 0;

    struct Sum {
        std::size_t count = 0;
        base::Area area;
    };
    /// Booked areas: they add up to the residual, to the unit.
    std::map<geo::RemnantClass, Sum> by_class() const;
};

/// Errors: those of read_layer_file and read_told_crs, LayersApart where one file has a place and the other none, or
/// one in a system that cannot be brought over, Usage where the layers are too large for the grid or for any area,
/// RulebookInvalid.
base::Result<Residual> find_residual(const ResidualRequest& request);

}  // namespace service
