// How fast the overlay is: approved minus supplied on made-up land, polygons per second.
#include "geo/account.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <thread>

namespace {

using Layer = std::vector<geo::MultiPolygon>;

/// `side` × `side` plots of 100 m that share their edges, each a ring of 16 points, in hundredths of a millimetre.
Layer plots(std::int64_t side, std::int64_t step_m, std::int64_t shift_mm) {
    constexpr std::int64_t kMetre = 100'000;
    Layer out;
    for (std::int64_t i = 0; i < side * side; ++i) {
        const std::int64_t x = i % side * step_m * kMetre + shift_mm * 100,
                           y = i / side * step_m * kMetre + shift_mm * 37;
        geo::Ring ring;
        for (std::int64_t k = 0; k < 4; ++k) ring.push_back({x + k * 25 * kMetre, y});
        for (std::int64_t k = 0; k < 4; ++k) ring.push_back({x + 100 * kMetre, y + k * 25 * kMetre});
        for (std::int64_t k = 4; k > 0; --k) ring.push_back({x + k * 25 * kMetre, y + 100 * kMetre});
        for (std::int64_t k = 4; k > 0; --k) ring.push_back({x, y + k * 25 * kMetre});
        out.push_back({{ring, {}}});
    }
    return out;
}

void overlay(benchmark::State& state, std::int64_t step_m, std::int64_t shift_mm) {
    const Layer approved = plots(state.range(0), step_m, 0);
    const Layer supplied = plots(state.range(0), step_m, shift_mm);
    for (auto _ : state) {
        benchmark::DoNotOptimize(geo::make_account(approved, supplied, {geo::kHundredthMillimetre, 1}));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(approved.size() + supplied.size()));
}

/// One neighbourhood of all: plots edge to edge, supplies 0.4 m off, a sliver along every edge.
void edge_to_edge(benchmark::State& state) { overlay(state, 100, 400); }
/// Neighbourhoods of two.
void scattered(benchmark::State& state) { overlay(state, 250, 400); }

BENCHMARK(edge_to_edge)->Arg(30)->Arg(100)->Arg(300)->Unit(benchmark::kMillisecond);
BENCHMARK(scattered)->Arg(30)->Arg(100)->Arg(300)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
