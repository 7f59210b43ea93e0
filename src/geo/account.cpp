#include "geo/account.hpp"

#include "geo/arrangement.hpp"
#include "geo/neighbourhoods.hpp"
#include "geo/share_out.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <thread>
#include <utility>

namespace geo {
namespace {

using base::Int128;

/// Twice exact areas, in grid steps squared.
struct Sums {
    Int128 covered = 0, residual = 0, outside = 0;
    Int128 approved_twice_covered = 0, approved_twice_residual = 0;  ///< Σ (a - 1), by what is below
    Int128 supplied_twice_covered = 0, supplied_twice_outside = 0;   ///< Σ (s - 1)
};
Int128 approved_of(const Sums& s) {
    return s.covered + s.residual + s.approved_twice_covered + s.approved_twice_residual;
}
Int128 supplied_of(const Sums& s) {
    return s.covered + s.outside + s.supplied_twice_covered + s.supplied_twice_outside;
}
struct Halves {
    Int128 covered = 0, bare = 0;  ///< with the other layer on it, and without
};

struct Cut {
    Piece piece;
    Int128 twice_area = 0;
};

struct Outcome {
    Sums sums;
    std::map<std::uint32_t, Halves> owners;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Int128> draws;
    std::vector<Cut> pieces;
    double largest_move = 0;  ///< grid steps
};

struct Layers {
    std::vector<Part> parts;
    std::uint32_t plots = 0;  ///< owners below are plots, the others supplies
    Resolution resolution;
};

/// Owners of a cover: plots first, then supplies, as numbers are given.
std::size_t plots_in(const Cover& cover, std::uint32_t plots) {
    return static_cast<std::size_t>(
        std::partition_point(cover.begin(), cover.end(), [&](const Turn& t) { return t.owner < plots; }) -
        cover.begin());
}

void book(const Cover& cover, Int128 area, std::uint32_t plots, Outcome& out) {
    const std::size_t a = plots_in(cover, plots);
    const std::size_t s = cover.size() - a;
    const auto times = [&](std::size_t count) { return area * static_cast<std::int64_t>(count); };
    Sums& sums = out.sums;
    if (a > 0 && s > 0) {
        sums.covered += area;
        sums.approved_twice_covered += times(a - 1);
        sums.supplied_twice_covered += times(s - 1);
    } else if (a > 0) {
        sums.residual += area;
        sums.approved_twice_residual += times(a - 1);
    } else {
        sums.outside += area;
        sums.supplied_twice_outside += times(s - 1);
    }
    for (const Turn& turn : cover) {
        Halves& halves = out.owners[turn.owner];
        (a > 0 && s > 0 ? halves.covered : halves.bare) += area;
    }
    for (std::size_t i = 0; i < a; ++i) {
        for (std::size_t k = a; k < cover.size(); ++k) out.draws[{cover[i].owner, cover[k].owner - plots}] += area;
    }
}

/// What lies beyond the outline of a residual piece.
enum Beyond : std::uint8_t { kNothing, kSupplied, kApproved };

void cut_pieces(const Arrangement& arrangement, Point origin, const Layers& layers, Outcome& out) {
    std::vector<std::int32_t> group_of;
    std::vector<std::uint8_t> kind_of;
    for (const Cover& cover : arrangement.covers) {
        const std::size_t a = plots_in(cover, layers.plots);
        const bool supplied = a < cover.size();
        group_of.push_back(a > 0 && !supplied ? static_cast<std::int32_t>(group_of.size()) : -1);
        kind_of.push_back(supplied ? kSupplied : a > 0 ? kApproved : kNothing);
    }
    const double metres = layers.resolution.metres();
    for (Region& region : trace(arrangement, group_of, kind_of)) {
        Piece piece;
        for (const Turn& turn : arrangement.covers[static_cast<std::size_t>(region.group)])
            piece.plots.push_back(turn.owner);
        piece.polygon = moved_by(std::move(region.polygon), origin);
        piece.measured = to_area(region.twice_area, layers.resolution);
        piece.perimeter_m = metres * std::accumulate(region.border.begin(), region.border.end(), 0.0);
        piece.beside_supplied_m = metres * region.border[kSupplied];
        piece.beside_approved_m = metres * region.border[kApproved];
        out.pieces.push_back({std::move(piece), region.twice_area});
    }
}

Outcome overlay(const Neighbourhood& here, const Layers& layers) {
    std::vector<Segment> segments;
    const Point origin = here.box.low;
    for (const std::uint32_t number : here.parts) {
        const Part& part = layers.parts[number];
        add_boundary(segments, moved_by(*part.polygon, {-origin.x, -origin.y}), part.owner);
    }
    const Arrangement arrangement = arrange(node(segments));
    Outcome out;
    out.largest_move = arrangement.noded.largest_move;
    for (std::size_t c = 1; c < arrangement.covers.size(); ++c)
        book(arrangement.covers[c], arrangement.twice_area[c], layers.plots, out);
    cut_pieces(arrangement, origin, layers, out);
    return out;
}

/// The largest first, so that the last thread does not end alone on a large one.
std::vector<Outcome> overlay_all(const std::vector<Neighbourhood>& all, const Layers& layers, unsigned threads) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return all[a].parts.size() > all[b].parts.size(); });
    std::vector<Outcome> out(all.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < order.size(); i = next++) out[order[i]] = overlay(all[order[i]], layers);
    };
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads; ++t) others.emplace_back(work);
    work();
    others.clear();  // joins
    return out;
}

Outcome add_up(std::vector<Outcome> all) {
    Outcome sum;
    for (Outcome& one : all) {
        sum.sums.covered += one.sums.covered;
        sum.sums.residual += one.sums.residual;
        sum.sums.outside += one.sums.outside;
        sum.sums.approved_twice_covered += one.sums.approved_twice_covered;
        sum.sums.approved_twice_residual += one.sums.approved_twice_residual;
        sum.sums.supplied_twice_covered += one.sums.supplied_twice_covered;
        sum.sums.supplied_twice_outside += one.sums.supplied_twice_outside;
        for (const auto& [owner, halves] : one.owners) {
            sum.owners[owner].covered += halves.covered;
            sum.owners[owner].bare += halves.bare;
        }
        for (const auto& [pair, area] : one.draws) sum.draws[pair] += area;
        std::move(one.pieces.begin(), one.pieces.end(), std::back_inserter(sum.pieces));
        sum.largest_move = std::max(sum.largest_move, one.largest_move);
    }
    std::sort(sum.pieces.begin(), sum.pieces.end(), [](const Cut& a, const Cut& b) {
        return std::tie(a.piece.plots, a.piece.polygon) < std::tie(b.piece.plots, b.piece.polygon);
    });
    return sum;
}

/// Exact sums to whole units such that the identities of the header hold: from the whole down to the parts.
class Rounding {
  public:
    explicit Rounding(const Resolution& resolution)
        : numerator_(resolution.numerator()), denominator_(resolution.denominator()) {}

    std::int64_t whole(Int128 exact) const { return base::round_half_away(exact * numerator_, denominator_); }
    std::vector<std::int64_t> parts(std::vector<Int128> exact, std::int64_t total) const {
        for (Int128& part : exact) part *= numerator_;
        return share_out(exact, denominator_, total);
    }

  private:
    Int128 numerator_, denominator_;
};

base::Area units(std::int64_t count) { return base::Area::from_units(count); }

/// Σ over plots (or supplies) of what is covered, and of what is not: what their columns must add up to.
struct Columns {
    std::int64_t plots_covered = 0, plots_bare = 0, supplies_covered = 0, supplies_bare = 0;
};

Columns round_totals(const Sums& exact, const Rounding& rounding, Totals& totals) {
    Columns sum;
    const Int128 plots_covered = exact.covered + exact.approved_twice_covered;
    const Int128 plots_bare = exact.residual + exact.approved_twice_residual;
    const std::int64_t approved = rounding.whole(plots_covered + plots_bare);
    const auto sides = rounding.parts({plots_covered, plots_bare}, approved);
    sum.plots_covered = sides[0];
    sum.plots_bare = sides[1];
    const auto on = rounding.parts({exact.covered, exact.approved_twice_covered}, sum.plots_covered);
    const auto bare = rounding.parts({exact.residual, exact.approved_twice_residual}, sum.plots_bare);
    // Covered is settled by the approvals; without overlap of supplies theirs is the same, to the unit.
    const Int128 supplies_covered = exact.covered + exact.supplied_twice_covered;
    sum.supplies_covered =
        exact.supplied_twice_covered == 0 ? on[0] : std::max(on[0], rounding.whole(supplies_covered));
    const Int128 supplies_bare = exact.outside + exact.supplied_twice_outside;
    sum.supplies_bare = rounding.whole(supplies_bare);
    const auto out = rounding.parts({exact.outside, exact.supplied_twice_outside}, sum.supplies_bare);
    totals.approved = units(approved);
    totals.covered = units(on[0]);
    totals.residual = units(bare[0]);
    totals.approved_overlap = units(on[1] + bare[1]);
    totals.supplied = units(sum.supplies_covered + sum.supplies_bare);
    totals.outside = units(out[0]);
    totals.supplied_overlap = units(sum.supplies_covered - on[0] + out[1]);
    return sum;
}

/// Covered and bare of a run of owners, each column shared out to its sum.
std::vector<std::pair<base::Area, base::Area>> round_owners(const std::map<std::uint32_t, Halves>& owners,
                                                            std::uint32_t first, std::size_t count,
                                                            std::int64_t covered, std::int64_t bare,
                                                            const Rounding& rounding) {
    std::vector<Int128> exact_covered(count), exact_bare(count);
    for (auto at = owners.lower_bound(first); at != owners.end() && at->first - first < count; ++at) {
        exact_covered[at->first - first] = at->second.covered;
        exact_bare[at->first - first] = at->second.bare;
    }
    const auto covered_units = rounding.parts(std::move(exact_covered), covered);
    const auto bare_units = rounding.parts(std::move(exact_bare), bare);
    std::vector<std::pair<base::Area, base::Area>> out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(units(covered_units[i]), units(bare_units[i]));
    return out;
}

Account rounded(Outcome sum, std::uint32_t plots, std::size_t supplies, const Resolution& resolution) {
    const Rounding rounding(resolution);
    Account out;
    const Columns columns = round_totals(sum.sums, rounding, out.totals);
    for (const auto& [covered, bare] :
         round_owners(sum.owners, 0, plots, columns.plots_covered, columns.plots_bare, rounding))
        out.plots.push_back({covered + bare, covered, bare});
    for (const auto& [covered, bare] :
         round_owners(sum.owners, plots, supplies, columns.supplies_covered, columns.supplies_bare, rounding))
        out.supplies.push_back({covered + bare, covered, bare});
    for (const auto& [pair, area] : sum.draws)
        out.draws.push_back({pair.first, pair.second, to_area(area, resolution)});
    std::vector<Int128> exact;
    for (const Cut& cut : sum.pieces) exact.push_back(cut.twice_area);
    const auto booked = rounding.parts(std::move(exact), out.totals.residual.units());
    for (std::size_t i = 0; i < sum.pieces.size(); ++i) {
        out.pieces.push_back(std::move(sum.pieces[i].piece));
        out.pieces.back().booked = units(booked[i]);
    }
    out.largest_move_m = sum.largest_move * resolution.metres();
    return out;
}

void add_layer(const std::vector<MultiPolygon>& layer, std::uint32_t first_owner, std::vector<Part>& parts) {
    for (std::size_t i = 0; i < layer.size(); ++i) {
        for (const Polygon& polygon : layer[i]) {
            if (const auto box = box_of(polygon.shell))
                parts.push_back({first_owner + static_cast<std::uint32_t>(i), &polygon, *box});
        }
    }
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

base::Result<Account> make_account(const std::vector<MultiPolygon>& approved, const std::vector<MultiPolygon>& supplied,
                                   const AccountOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    Layers layers;
    layers.plots = static_cast<std::uint32_t>(approved.size());
    layers.resolution = options.resolution;
    add_layer(approved, 0, layers.parts);
    add_layer(supplied, layers.plots, layers.parts);
    const std::vector<Neighbourhood> all = neighbourhoods(layers.parts);
    for (const Neighbourhood& here : all) {
        if (std::max(here.box.high.x - here.box.low.x, here.box.high.y - here.box.low.y) > kMaxLocal)
            return base::Error{base::Code::GeometryTooLarge, {std::to_string(here.parts.size())}};
    }
    const double index_seconds = seconds_since(start);
    Outcome sum = add_up(overlay_all(all, layers, std::max(1U, options.threads)));
    if (!fits_area(approved_of(sum.sums), layers.resolution) || !fits_area(supplied_of(sum.sums), layers.resolution))
        return base::Error{base::Code::GeometryTooLarge, {std::to_string(layers.parts.size())}};
    Account out = rounded(std::move(sum), layers.plots, supplied.size(), layers.resolution);
    out.index_seconds = index_seconds;
    out.overlay_seconds = seconds_since(start) - index_seconds;
    return out;
}

}  // namespace geo
