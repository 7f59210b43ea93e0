// The land around a place: plots and supplies as they hold on a day, found by the store's R-tree, and what the ledger
// says of them. Nothing else of the book is read, so a question about one parcel costs its neighbourhood.
#pragma once

#include "geo/remnant.hpp"
#include "service/book.hpp"
#include "service/ground_box.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace service {

/// Whether book and map agree (agree_area_m2, agree_share of rulebooks/data/remnants.tsv).
bool agree(base::Area declared, base::Area measured, const geo::RemnantRules& rules);

class NearGround {
  public:
    NearGround(store::Snapshot& snapshot, const Moment& moment) : snapshot_(snapshot), moment_(moment) {}

    /// As it holds on the day; nothing where no such record is known.
    base::Result<std::optional<Held<land::Plot>>> plot(const std::string& key);
    base::Result<std::optional<Held<land::Supply>>> supply(const std::string& key);
    /// Keys of plots and supplies of which any version touches the shape's box. Shapes without a place touch nothing.
    base::Result<std::set<std::string>> touching(const land::Geometry& shape, land::Kind kind);
    /// Those of `keys` that are drawn.
    base::Result<std::map<std::string, Held<land::Plot>>> plots(const std::set<std::string>& keys);
    base::Result<std::map<std::string, Held<land::Supply>>> supplies(const std::set<std::string>& keys);

    /// Cells of a holder at the end of the day, sources left out.
    base::Result<std::vector<ledger::Cell>> cells_of_holder(const std::string& holder);
    base::Result<std::vector<ledger::Cell>> cells_of_origin(const std::string& origin);
    /// What the supply holds of land whose origin nobody stated.
    base::Result<base::Area> unlinked(const std::string& supply);

    store::Snapshot& snapshot() { return snapshot_; }
    const Moment& moment() const { return moment_; }
    Projections& projections() { return projections_; }

  private:
    store::Snapshot& snapshot_;
    Moment moment_;
    Projections projections_;
};

}  // namespace service
