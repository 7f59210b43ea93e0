// What the account is made of, parcel by parcel, before anything is rounded. Private to the room.
//
// Every face of an overlay is booked once, with the first parcel over it (plots before supplies, as they are numbered),
// and once more with each parcel over it; so the whole is a sum over parcels, and one parcel's part can be replaced
// (geo/live_account.hpp). All areas are exact: twice the area, in grid steps squared.
#pragma once

#include "geo/account.hpp"
#include "geo/neighbourhoods.hpp"

#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace geo::account_parts {

using base::Int128;

/// By coverage counts; Σ (a - 1) and Σ (s - 1) apart, by what is below.
struct Sums {
    Int128 covered = 0, residual = 0, outside = 0;
    Int128 approved_twice_covered = 0, approved_twice_residual = 0;
    Int128 supplied_twice_covered = 0, supplied_twice_outside = 0;

    void operator+=(const Sums& other);
    Int128 approved() const { return covered + residual + approved_twice_covered + approved_twice_residual; }
    Int128 supplied() const { return covered + outside + supplied_twice_covered + supplied_twice_outside; }
};

struct Halves {
    Int128 covered = 0, bare = 0;  ///< with the other layer on it, and without

    void operator+=(const Halves& other) {
        covered += other.covered;
        bare += other.bare;
    }
};

/// A parcel's part: the faces it is the first over, and its own ground.
struct Owned {
    Sums first;
    Halves halves;
};

/// A plot and a supply, each as numbered.
using Pair = std::pair<std::uint32_t, std::uint32_t>;

struct Cut {
    Piece piece;
    Int128 twice_area = 0;
};

/// What overlays say. Of owners and pairs there may be several entries: they add up.
struct Outcome {
    std::vector<std::pair<std::uint32_t, Sums>> firsts;    ///< of owners: the faces they are the first over
    std::vector<std::pair<std::uint32_t, Halves>> halves;  ///< of owners: their own ground
    std::vector<std::pair<Pair, Int128>> draws;
    std::vector<Cut> pieces;
    double largest_move = 0;  ///< grid steps
};

/// All outcomes as one: what the rounding needs, and no more of it than a million plots bear.
struct Total {
    Sums sums;
    std::vector<std::pair<std::uint32_t, Halves>> halves;
    std::vector<std::pair<Pair, Int128>> draws;
    std::deque<Cut> pieces;  ///< never held twice while it grows
    double largest_move = 0;

    void add(Outcome&& outcome);
    void add(Total&& other);
    /// Owners and pairs once each and sorted, pieces by their plots, then polygon.
    void settle();
};

struct Layers {
    std::vector<Part> parts;
    std::uint32_t plots = 0;           ///< owners below are plots, the others supplies
    std::vector<std::uint32_t> roads;  ///< owners, sorted: supplies that are roads
    Resolution resolution;
};

/// The polygons of one owner.
void add_parts(const MultiPolygon& polygons, std::uint32_t owner, std::vector<Part>& parts);

/// Each neighbourhood's, in any order, from `threads` threads at once: `take(thread, outcome)`, threads from 0.
/// Error: GeometryTooLarge where one extends beyond ±kMaxLocal steps.
using TakeOutcome = std::function<void(unsigned thread, Outcome&& outcome)>;
base::Status overlay_all(const std::vector<Neighbourhood>& all, const Layers& layers, unsigned threads,
                         const TakeOutcome& take);

/// Owners are numbered from 0, plots first. `total` is settled. Error: GeometryTooLarge where a layer is more than
/// base::Area holds.
base::Result<Account> rounded(Total total, std::uint32_t plots, std::size_t supplies, const Resolution& resolution);

}  // namespace geo::account_parts
