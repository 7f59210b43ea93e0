#include "geo/account.hpp"

#include "geo/account_parts.hpp"
#include "geo/arrangement.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <iterator>
#include <numeric>
#include <thread>
#include <utility>

namespace geo {
namespace account_parts {
namespace {

/// Owners of a cover: plots first, then supplies, as numbers are given.
std::size_t plots_in(const Cover& cover, std::uint32_t plots) {
    return static_cast<std::size_t>(
        std::partition_point(cover.begin(), cover.end(), [&](const Turn& t) { return t.owner < plots; }) -
        cover.begin());
}

/// Sorted by what they are of, equals added up.
template <class Key, class Value>
void add_up_equals(std::vector<std::pair<Key, Value>>& parts) {
    std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < parts.size();) {
        auto sum = parts[i++];
        for (; i < parts.size() && parts[i].first == sum.first; ++i) sum.second += parts[i].second;
        parts[kept++] = sum;
    }
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(kept), parts.end());
}

template <class From, class To>
void append(From&& from, To& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from = {};
}

void book(const Cover& cover, Int128 area, std::uint32_t plots, Outcome& out) {
    const std::size_t a = plots_in(cover, plots);
    const std::size_t s = cover.size() - a;
    const auto times = [&](std::size_t count) { return area * static_cast<std::int64_t>(count); };
    Sums& sums = out.firsts.emplace_back(cover.front().owner, Sums{}).second;
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
        Halves& halves = out.halves.emplace_back(turn.owner, Halves{}).second;
        (a > 0 && s > 0 ? halves.covered : halves.bare) = area;
    }
    for (std::size_t i = 0; i < a; ++i) {
        for (std::size_t k = a; k < cover.size(); ++k)
            out.draws.push_back({{cover[i].owner, cover[k].owner - plots}, area});
    }
}

/// What lies beyond the outline of a residual piece.
enum Beyond : std::uint8_t { kNothing, kSupplied, kApproved, kRoad };

void cut_pieces(const Arrangement& arrangement, Point origin, const Layers& layers, Outcome& out) {
    std::vector<std::int32_t> group_of;
    std::vector<std::uint8_t> kind_of;
    for (const Cover& cover : arrangement.covers) {
        const std::size_t a = plots_in(cover, layers.plots);
        const bool supplied = a < cover.size();
        group_of.push_back(a > 0 && !supplied ? static_cast<std::int32_t>(group_of.size()) : -1);
        const bool road = std::any_of(cover.begin() + static_cast<std::ptrdiff_t>(a), cover.end(), [&](const Turn& t) {
            return std::binary_search(layers.roads.begin(), layers.roads.end(), t.owner);
        });
        kind_of.push_back(road ? kRoad : supplied ? kSupplied : a > 0 ? kApproved : kNothing);
    }
    const double metres = layers.resolution.metres();
    for (Region& region : trace(arrangement, group_of, kind_of)) {
        Piece piece;
        for (const Turn& turn : arrangement.covers[static_cast<std::size_t>(region.group)])
            piece.plots.push_back(turn.owner);
        piece.polygon = moved_by(std::move(region.polygon), origin);
        piece.measured = to_area(region.twice_area, layers.resolution);
        piece.perimeter_m = metres * std::accumulate(region.border.begin(), region.border.end(), 0.0);
        piece.beside_supplied_m = metres * (region.border[kSupplied] + region.border[kRoad]);
        piece.beside_road_m = metres * region.border[kRoad];
        piece.beside_approved_m = metres * region.border[kApproved];
        out.pieces.push_back({std::move(piece), region.twice_area});
    }
}

Outcome overlay(const Neighbourhood& here, const Layers& layers) {
    std::vector<Segment> segments;
    const Point origin = here.box.low;
    for (const std::uint32_t number : here.parts) {
        const Part& part = layers.parts[number];
        add_boundary(segments, *part.polygon, part.owner, origin);
    }
    const Arrangement arrangement = arrange(node(segments));
    Outcome out;
    out.largest_move = arrangement.noded.largest_move;
    for (std::size_t c = 1; c < arrangement.covers.size(); ++c)
        book(arrangement.covers[c], arrangement.twice_area[c], layers.plots, out);
    add_up_equals(out.halves);
    add_up_equals(out.draws);
    cut_pieces(arrangement, origin, layers, out);
    return out;
}

}  // namespace

void Sums::operator+=(const Sums& other) {
    covered += other.covered;
    residual += other.residual;
    outside += other.outside;
    approved_twice_covered += other.approved_twice_covered;
    approved_twice_residual += other.approved_twice_residual;
    supplied_twice_covered += other.supplied_twice_covered;
    supplied_twice_outside += other.supplied_twice_outside;
}

void add_parts(const MultiPolygon& polygons, std::uint32_t owner, std::vector<Part>& parts) {
    for (const Polygon& polygon : polygons) {
        if (const auto box = box_of(polygon.shell)) parts.push_back({owner, &polygon, *box});
    }
}

/// The largest first, so that the last thread does not end alone on a large one.
base::Status overlay_all(const std::vector<Neighbourhood>& all, const Layers& layers, unsigned threads,
                         const TakeOutcome& take) {
    for (const Neighbourhood& here : all) {
        if (std::max(here.box.high.x - here.box.low.x, here.box.high.y - here.box.low.y) > kMaxLocal)
            return base::Error{base::Code::GeometryTooLarge, {std::to_string(here.parts.size())}};
    }
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return all[a].parts.size() > all[b].parts.size(); });
    std::atomic<std::size_t> next = 0;
    const auto work = [&](unsigned thread) {
        for (std::size_t i = next++; i < order.size(); i = next++) take(thread, overlay(all[order[i]], layers));
    };
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads; ++t) others.emplace_back(work, t);
    work(0);
    return base::Done{};  // the threads join before
}

void Total::add(Outcome&& outcome) {
    for (const auto& [owner, part] : outcome.firsts) sums += part;
    append(std::move(outcome.halves), halves);
    append(std::move(outcome.draws), draws);
    append(std::move(outcome.pieces), pieces);
    largest_move = std::max(largest_move, outcome.largest_move);
}

void Total::add(Total&& other) {
    sums += other.sums;
    append(std::move(other.halves), halves);
    append(std::move(other.draws), draws);
    append(std::move(other.pieces), pieces);
    largest_move = std::max(largest_move, other.largest_move);
}

void Total::settle() {
    add_up_equals(halves);
    add_up_equals(draws);
    std::sort(pieces.begin(), pieces.end(), [](const Cut& a, const Cut& b) {
        return std::tie(a.piece.plots, a.piece.polygon) < std::tie(b.piece.plots, b.piece.polygon);
    });
}

}  // namespace account_parts

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace
base::Result<Account> make_account(const std::vector<MultiPolygon>& approved, const std::vector<MultiPolygon>& supplied,
                                   const AccountOptions& options, const std::function<void()>& overlaid) {
    using namespace account_parts;
    const auto start = std::chrono::steady_clock::now();
    Layers layers;
    layers.plots = static_cast<std::uint32_t>(approved.size());
    const std::size_t supplies = supplied.size();
    layers.resolution = options.resolution;
    for (std::size_t i = 0; i < approved.size(); ++i)
        add_parts(approved[i], static_cast<std::uint32_t>(i), layers.parts);
    for (std::size_t i = 0; i < supplied.size(); ++i) {
        const std::uint32_t owner = layers.plots + static_cast<std::uint32_t>(i);
        add_parts(supplied[i], owner, layers.parts);
        if (i < options.roads.size() && options.roads[i]) layers.roads.push_back(owner);
    }
    const std::vector<Neighbourhood> all = neighbourhoods(layers.parts);
    const double index_seconds = seconds_since(start);
    const unsigned threads = std::max(1U, options.threads);
    std::vector<Total> totals(threads);  // of each thread
    PANHUO_DO(overlay_all(all, layers, threads,
                          [&](unsigned thread, Outcome&& outcome) { totals[thread].add(std::move(outcome)); }));
    if (overlaid) overlaid();
    layers.parts = {};
    for (unsigned t = 1; t < threads; ++t) totals[0].add(std::move(totals[t]));
    totals[0].settle();
    PANHUO_TRY(Account out, rounded(std::move(totals[0]), layers.plots, supplies, layers.resolution));
    out.index_seconds = index_seconds;
    out.overlay_seconds = seconds_since(start) - index_seconds;
    return out;
}

}  // namespace geo
