#include "law/building_share.hpp"

namespace law {

namespace {

bool below(std::int64_t part, std::int64_t whole, const Share& limit) {
    return base::Int128(part) * limit.den < base::Int128(whole) * limit.num;
}

}  // namespace

BuildingShare building_share(const Development& d, const IdleLaw& law) {
    BuildingShare out;
    if (d.built && d.should_build)
        out.built_below = below(d.built->units(), d.should_build->units(), law.built_share->value);
    if (d.invested && d.total_investment)
        out.invested_below = below(d.invested->fen, d.total_investment->fen, law.invested_share->value);
    return out;
}

std::optional<bool> BuildingShare::short_of(const IdleLaw& law) const {
    const bool any = law.combination->word == "any_below";
    const auto& a = built_below;
    const auto& b = invested_below;
    if (any && (a.value_or(false) || b.value_or(false))) return true;
    if (!any && (!a.value_or(true) || !b.value_or(true))) return false;
    if (!a || !b) return std::nullopt;
    return !any;
}

std::vector<std::string> BuildingShare::missing(const std::string& built, const std::string& invested) const {
    std::vector<std::string> out;
    if (!built_below) out.push_back(built);
    if (!invested_below) out.push_back(invested);
    return out;
}

}  // namespace law
