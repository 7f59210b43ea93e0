#include "law/start_meaning.hpp"

namespace law {

bool is_weak_work(std::string_view work) { return work == "support_piles" || work == "clearing" || work == "none"; }

bool is_start_work(std::string_view work) {
    return work == "foundation_third" || work == "pit_done" || work == "all_piles";
}

StartAnswer meaning_of_start(const StartClaim& claim) {
    const bool said_yes = claim.started.value_or(false);
    const bool said_no = !claim.started.value_or(true);
    const bool enough = is_start_work(claim.work);
    if (is_weak_work(claim.work)) return {StartMeaning::NotStarted, said_yes, false, {}};
    if (!claim.permit.value_or(true)) return {StartMeaning::NotStarted, false, said_yes || enough, {}};
    if (said_no && enough) return {StartMeaning::Conflict, false, false, {"progress.started"}};
    if (said_no) return {StartMeaning::NotStarted, false, false, {}};
    std::vector<std::string> missing;
    if (!claim.permit) missing.emplace_back("progress.permit");
    if (said_yes) return {StartMeaning::Started, false, false, missing};
    if (!enough) return {StartMeaning::Unknown, false, false, {"progress.started"}};
    return {claim.permit ? StartMeaning::Started : StartMeaning::Unknown, false, false, missing};
}

}  // namespace law
