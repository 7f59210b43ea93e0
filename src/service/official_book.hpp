// The second book as it stood on a day: the latest extract of each list not after it, beside ours on the same day and
// basis, and how they differ. Only compared, never mixed.
#pragma once

#include "service/book.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace service {

struct OfficialBook {
    std::optional<base::Date> approvals_on, supplies_on;  ///< days of the extracts; none = no such list
    std::map<std::string, land::Official> approvals;      ///< by 批文号
    std::map<std::string, land::Official> supplies;       ///< by 电子监管号
};
base::Result<OfficialBook> official_book(const Book& book);

enum class DifferenceKind { NotInOurs, NotInTheirs, Area, Date, Link, OtherCounty };

/// One row of the comparison. What one side does not say is not a difference.
struct Difference {
    DifferenceKind kind{};
    std::string supervision_no, project;
    std::string approvals;                   ///< ours, else theirs
    std::optional<base::Area> theirs, ours;  ///< supply's area
    std::optional<base::Date> their_date, our_date;
    std::string their_link, our_link;
    base::Area apart;  ///< area in question
    base::Text cure;
    bool in_scope = false;  ///< touches land of the campaign's stock
};

/// Supplies whose day of recording is known to be after the extract, or unknown, are not missing there: they are
/// listed as 已签未录 with the cure to record them.
base::Result<std::vector<Difference>> differences(const Book& book, const OfficialBook& official);

/// From the official unsupplied figure to ours, each step a figure of its own; what is left is said.
struct BridgeStep {
    base::Text text;
    base::Area area;  ///< signed
};
struct Bridge {
    base::Area official, ours;
    base::Area unknown;  ///< unsupplied land of approvals that our book lacks; beside the bridge, not in it
    std::vector<BridgeStep> steps;
    base::Area unexplained;
};
base::Result<Bridge> official_bridge(const Book& book, const OfficialBook& official,
                                     const std::vector<Difference>& rows);

}  // namespace service
