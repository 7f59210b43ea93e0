#include "law/start_meaning.hpp"

#include <algorithm>

namespace law {

bool is_weak_work(std::string_view work) { return work == "support_piles" || work == "clearing" || work == "none"; }

bool is_start_work(std::string_view work) {
    return work == "foundation_third" || work == "pit_done" || work == "all_piles";
}

StartAnswer meaning_of_start(const StartClaim& claim, const IdleLaw& law) {
    const CompiledTable& table = law.tables->start;
    const std::vector<std::string>& works = table.table().columns[0].values;
    const auto known = std::find(works.begin(), works.end(), claim.work);  // works of other names say nothing here
    const auto place = known == works.end() ? std::nullopt : std::optional<std::size_t>(known - works.begin());
    const Cells facts[] = {table.word(0, place), table.flag(1, claim.started), table.flag(2, claim.permit)};
    const std::vector<std::size_t>& then = table.answers(facts);
    enum Output { kMeaning, kRemark, kMissing };
    enum Remark { kWeakWork = 1, kNoPermit = 2 };
    constexpr const char* kFacts[] = {"", "progress.started", "progress.permit"};
    StartAnswer out{
        static_cast<StartMeaning>(then[kMeaning]), then[kRemark] == kWeakWork, then[kRemark] == kNoPermit, {}};
    if (then[kMissing] != 0) out.missing.emplace_back(kFacts[then[kMissing]]);
    return out;
}

}  // namespace law
