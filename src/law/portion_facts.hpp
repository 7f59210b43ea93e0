// What the facts of the book say about a portion beside its stated cause: the cause they show where nobody stated one,
// what stands against giving land back, and the dossier of its route. Private to the room.
//
// The table of causes stays the rulebook's: facts only tell which of its causes they show, so that one table answers
// for stated and for shown causes. Order, most decisive first: built on; remnant by shape; not expropriated; mortgage;
// dispute; a condition seen open; works seen lacking; on offer; an offer that failed; ready and never offered.
// Rule matrix of withdrawal: 自然资规〔2018〕1号 and the notice 5.3; the dossier is memory (tag M) and rulebook data.
#pragma once

#include "law/portion_judge.hpp"

#include <optional>
#include <string>
#include <vector>

namespace law {

struct ShownCause {
    std::string cause;
    Reason reason;
};
/// Nothing where the facts are silent too.
std::optional<ShownCause> cause_by_facts(const PlotFacts& facts, const PortionFacts& portion, const Stages& stages,
                                         const RulebookSet& books, Date as_of);

/// The works that a site was seen to lack, of those the parameter gate.works asks: "water,power"; empty if none.
std::string works_lacking(const land::SiteReadiness& seen, const Parameter& needed);
/// A reserve whose mortgage has not run out by the day; null if there is none.
const Said<land::Reserve>* mortgaged_reserve(const PlotFacts& facts, Date as_of);

/// Why the portion itself stands against withdrawal or adjustment; nothing if nothing does.
std::optional<base::Text> against_return(const PlotFacts& facts, const PortionFacts& portion);
/// Facts that a withdrawal turns on and nobody stated: "portion.wanted", "portion.unchanged", "withdrawal.to_plot" …
std::vector<std::string> missing_for_return(const PlotFacts& facts, const PortionFacts& portion, const Stages& stages,
                                            const std::string& route);

/// Papers of a route and who decides on it, by the campaign; nothing where it says neither.
std::optional<Dossier> dossier_of(const PlotFacts& facts, const PortionFacts& portion, const ApprovalFacts& approval,
                                  const Stages& stages, const std::string& route, const RulebookSet& books);

}  // namespace law
