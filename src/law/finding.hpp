// Findings: what a rule says about one thing on one day, how bad it is, how sure, and on which facts it stands.
//
// A finding is never stored as a status and never moves area. Its text comes from one catalogue
// (finding_codes.def) in Chinese and English. Its id is a hash of (subject, rule, cause): the same thing found again
// tomorrow has the same id, so that a clerk's remark about it stays attached.
#pragma once

#include "base/date.hpp"
#include "base/error.hpp"
#include "ledger/posting.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

using base::Date;

enum class Severity : std::uint8_t { Info, Warning, Error };  ///< Error: overdue, or two facts that cannot both be

/// Ordered from weak to strong: a chain is as certain as its weakest fact, std::min(a, b).
enum class Certainty : std::uint8_t {
    Unknown,   ///< silence: nobody said anything
    Inferred,  ///< by a rule, a default or geometry
    Stated,    ///< a cell or a record says so
    Proved     ///< a paper says so
};

std::string_view severity_code(Severity severity);     ///< info | warning | error
std::string_view certainty_code(Certainty certainty);  ///< unknown | inferred | stated | proved
base::Text severity_text(Severity severity);
base::Text certainty_text(Certainty certainty);

/// One fact used, and the entry of the journal that says it ("141031/57"); the entry leads to file, sheet and cell.
/// Empty entry: a parameter of a rulebook or a default, named by `fact`.
struct Reason {
    std::string fact;   ///< "supply.agreed_start", "parameter:idle.unstarted.years" …
    std::string value;  ///< dates ISO, areas m²
    std::string entry;
    bool operator==(const Reason&) const = default;
};

struct Finding {
    std::string id;       ///< 12 hex digits, see finding_id
    std::string rule;     ///< code of the catalogue, UPPER_CASE
    std::string article;  ///< "闲置土地处置办法 第二条第一款"; empty for rules of the book-keeping
    std::string subject;  ///< "supply:KEY", "plot:KEY", "portion:KEY", "approval:KEY", "listed:KEY"
    Severity severity = Severity::Info;
    Certainty certainty = Certainty::Unknown;
    std::optional<Date> due;  ///< by when something must be done, or the day from which it would count
    std::vector<Reason> reasons;
    base::Text text;
};

std::string finding_id(std::string_view subject, std::string_view rule, std::string_view cause);

/// A finding with severity and text of the catalogue; `args` fill {0}, {1} … A code that is not in the catalogue is a
/// bug.
Finding make_finding(std::string_view subject, std::string_view rule, std::string_view cause, Certainty certainty,
                     const std::vector<std::string>& args);

/// Every code of the catalogue, in its order.
std::vector<std::string_view> finding_codes();
bool is_finding_code(std::string_view code);

/// The finding of a note of the ledger. Each fact of the note becomes a reason. A code that the catalogue does not
/// know yet is reported under its own name as a warning, so that nothing the book found is ever lost.
Finding finding_of_note(const ledger::Note& note);

/// Order for display: worst first, then subject, rule, id.
bool worse_first(const Finding& a, const Finding& b);

}  // namespace law
