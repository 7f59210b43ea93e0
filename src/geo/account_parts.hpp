// What the account is made of, parcel by parcel, before anything is rounded. Private to the room.
//
// Every face of an overlay is booked once, with the first parcel over it (plots before supplies, as they are numbered),
// and once more with each parcel over it; so the whole is a sum over parcels, and one parcel's part can be replaced
// (geo/live_account.hpp). All areas are exact: twice the area, in grid steps squared.
#pragma once

#include "geo/account.hpp"
#include "geo/neighbourhoods.hpp"

#include <map>
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
};

/// A parcel's part: the faces it is the first over, and its own ground.
struct Owned {
    Sums first;
    Halves halves;
};

struct Cut {
    Piece piece;
    Int128 twice_area = 0;
};

struct Outcome {
    std::map<std::uint32_t, Owned> owners;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Int128> draws;  ///< by plot and supply, each as numbered
    std::vector<Cut> pieces;
    double largest_move = 0;  ///< grid steps
};

struct Layers {
    std::vector<Part> parts;
    std::uint32_t plots = 0;           ///< owners below are plots, the others supplies
    std::vector<std::uint32_t> roads;  ///< owners, sorted: supplies that are roads
    Resolution resolution;
};

/// The polygons of one owner.
void add_parts(const MultiPolygon& polygons, std::uint32_t owner, std::vector<Part>& parts);

/// One for each neighbourhood, in their order. Error: GeometryTooLarge where one extends beyond ±kMaxLocal steps.
base::Result<std::vector<Outcome>> overlay_all(const std::vector<Neighbourhood>& all, const Layers& layers,
                                               unsigned threads);

Outcome add_up(std::vector<Outcome> all);

/// Owners are numbered from 0, plots first. Error: GeometryTooLarge where a layer is more than base::Area holds.
base::Result<Account> rounded(Outcome sum, std::uint32_t plots, std::size_t supplies, const Resolution& resolution);

}  // namespace geo::account_parts
