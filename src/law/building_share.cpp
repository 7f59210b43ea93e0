#include "law/building_share.hpp"

#include <algorithm>

namespace law {

namespace {

/// Where nothing was to be built or spent, all of it is.
Share part_of(std::int64_t part, std::int64_t whole) { return whole > 0 ? Share{part, whole} : Share{1, 1}; }

/// The later word counts; of two of one day the one said last.
template <class T>
void take(const std::optional<T>& said, std::optional<T>& into) {
    if (said) into = said;
}

}  // namespace

std::optional<Development> development_of(const std::vector<Said<land::Progress>>& seen, Date as_of) {
    std::vector<const Said<land::Progress>*> told;
    for (const Said<land::Progress>& said : seen) {
        const land::Progress& p = *said.record;
        const bool speaks = p.built || p.should_build || p.invested || p.total_investment;
        if (speaks && p.on && *p.on <= as_of) told.push_back(&said);
    }
    if (told.empty()) return std::nullopt;
    std::stable_sort(told.begin(), told.end(),
                     [](const auto* a, const auto* b) { return *a->record->on < *b->record->on; });
    Development out;
    for (const Said<land::Progress>* said : told) {
        take(said->record->built, out.built);
        take(said->record->should_build, out.should_build);
        take(said->record->invested, out.invested);
        take(said->record->total_investment, out.total_investment);
        out.entry = said->entry;
    }
    return out;
}

BuildingShare building_share(const Development& d, const IdleLaw& law) {
    BuildingShare out;
    if (d.built && d.should_build) out.built = part_of(d.built->units(), d.should_build->units());
    if (d.invested && d.total_investment) out.invested = part_of(d.invested->fen, d.total_investment->fen);
    if (out.built) out.built_below = compare(*out.built, law.built_share->value) < 0;
    if (out.invested) out.invested_below = compare(*out.invested, law.invested_share->value) < 0;
    return out;
}

std::optional<bool> BuildingShare::short_of(const IdleLaw& law) const {
    const CompiledTable& table = law.tables->stalled;
    const std::size_t both = law.combination->word == "both_below" ? 1 : 0;
    const Cells facts[] = {table.word(0, both), table.number(1, built), table.number(2, invested)};
    enum Met { kNo, kYes };
    const std::size_t met = table.answers(facts)[0];
    if (met == kNo) return false;
    return met == kYes ? std::optional(true) : std::nullopt;
}

std::vector<std::string> BuildingShare::missing(const std::string& area, const std::string& money) const {
    std::vector<std::string> out;
    if (!built_below) out.push_back(area);
    if (!invested_below) out.push_back(money);
    return out;
}

}  // namespace law
