// From exact sums to whole units of area, so that the identities of geo/account.hpp hold in integers.
#include "geo/account_parts.hpp"
#include "geo/share_out.hpp"

#include <algorithm>
#include <string>

namespace geo::account_parts {
namespace {

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
std::vector<std::pair<base::Area, base::Area>> round_owners(const std::vector<std::pair<std::uint32_t, Halves>>& owners,
                                                            std::uint32_t first, std::size_t count,
                                                            std::int64_t covered, std::int64_t bare,
                                                            const Rounding& rounding) {
    std::vector<Int128> exact_covered(count), exact_bare(count);
    auto at =
        std::partition_point(owners.begin(), owners.end(), [&](const auto& owner) { return owner.first < first; });
    for (; at != owners.end() && at->first - first < count; ++at) {
        exact_covered[at->first - first] = at->second.covered;
        exact_bare[at->first - first] = at->second.bare;
    }
    const auto covered_units = rounding.parts(std::move(exact_covered), covered);
    const auto bare_units = rounding.parts(std::move(exact_bare), bare);
    std::vector<std::pair<base::Area, base::Area>> out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(units(covered_units[i]), units(bare_units[i]));
    return out;
}

}  // namespace

base::Result<Account> rounded(Total total, std::uint32_t plots, std::size_t supplies, const Resolution& resolution) {
    if (!fits_area(total.sums.approved(), resolution) || !fits_area(total.sums.supplied(), resolution))
        return base::Error{base::Code::GeometryTooLarge, {std::to_string(total.halves.size())}};
    const Rounding rounding(resolution);
    Account out;
    out.plots.reserve(plots);
    out.supplies.reserve(supplies);
    const Columns columns = round_totals(total.sums, rounding, out.totals);
    for (const auto& [covered, bare] :
         round_owners(total.halves, 0, plots, columns.plots_covered, columns.plots_bare, rounding))
        out.plots.push_back({covered + bare, covered, bare});
    for (const auto& [covered, bare] :
         round_owners(total.halves, plots, supplies, columns.supplies_covered, columns.supplies_bare, rounding))
        out.supplies.push_back({covered + bare, covered, bare});
    total.halves = {};
    out.draws.reserve(total.draws.size());
    for (const auto& [pair, area] : total.draws)
        out.draws.push_back({pair.first, pair.second, to_area(area, resolution)});
    total.draws = {};
    std::vector<Int128> exact;
    exact.reserve(total.pieces.size());
    for (const Cut& cut : total.pieces) exact.push_back(cut.twice_area);
    const auto booked = rounding.parts(std::move(exact), out.totals.residual.units());
    out.pieces.reserve(booked.size());
    for (const std::int64_t area : booked) {
        out.pieces.push_back(std::move(total.pieces.front().piece));
        out.pieces.back().booked = units(area);
        total.pieces.pop_front();  // each in one place at a time
    }
    out.largest_move_m = total.largest_move * resolution.metres();
    return out;
}

}  // namespace geo::account_parts
