// The account of approved minus supplied, kept up to date: a parcel comes, goes or is drawn anew, and only it and the
// parcels whose boxes touch its own are settled again.
//
// Why that is enough, to the unit and to the last vertex: every node inside a parcel's box (an end of a boundary, or a
// crossing rounded to the grid) lies in the boxes of the segments that make it, so it belongs to parcels whose boxes
// touch this one's; and what lies over the parcel, and along its outline, is bent at nodes inside its box alone
// (geo/noding.hpp). So a parcel's pieces, draws and areas depend on the parcels that touch its box, and on no others.
//
// Guarantees: account() equals make_account() of the same parcels in the order of their numbers, in every figure and
// polygon (largest_move_m apart: it is the largest seen so far). A change that fails leaves everything as it was.
#pragma once

#include "geo/account.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace geo {

/// A plot or a supply, by the caller's number (below 2^31); numbers of the two layers are apart.
struct ParcelId {
    bool supply = false;
    std::uint32_t number = 0;
    auto operator<=>(const ParcelId&) const = default;
};

struct ParcelChange {
    ParcelId parcel;
    MultiPolygon polygons;  ///< valid and on the grid; empty: it is gone
    bool road = false;      ///< a supply that is a road
};

struct Settled {
    std::vector<ParcelId> parcels;  ///< whose part of the account was made anew, sorted; those that are gone left out
    std::size_t looked_at = 0;      ///< parcels that were laid over one another for it, these included
};

class LiveAccount {
  public:
    explicit LiveAccount(const Resolution& resolution = kHundredthMillimetre, unsigned threads = 1);
    ~LiveAccount();
    LiveAccount(LiveAccount&&) noexcept;
    LiveAccount& operator=(LiveAccount&&) noexcept;

    /// All at once; of two changes of one parcel the later holds. Error: GeometryTooLarge (geo/account.hpp).
    base::Result<Settled> change(std::vector<ParcelChange> changes);

    /// Sorted: what the positions in the account mean.
    std::vector<std::uint32_t> plots() const;
    std::vector<std::uint32_t> supplies() const;
    /// The whole, rounded: no geometry is computed for it. Error: GeometryTooLarge where the sum is no area any more.
    base::Result<Account> account() const;

  private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace geo
