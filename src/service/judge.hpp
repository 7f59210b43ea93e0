// Judges one case of possible idle land that is described in a JSON document (law/judge_case.hpp); no store is opened.
#pragma once

#include "base/json.hpp"
#include "law/judge_case.hpp"

#include <optional>
#include <string>

namespace service {

struct CaseQuestion {
    base::Json document;              ///< law/case_json.hpp
    std::optional<base::Date> as_of;  ///< wins over the document's own
    base::Date today;                 ///< where neither is given
    std::string rulebook;             ///< name of a shipped book
};

struct JudgedCase {
    base::Date as_of;
    law::Verdict verdict;
};
/// CaseInvalid names the place in the document; RulebookNotFound, RulebookInvalid.
base::Result<JudgedCase> judge(const CaseQuestion& question);

/// The verdict as the contract has it, with as_of and rulebook.
base::Json judged_json(const JudgedCase& judged, const std::string& rulebook);

}  // namespace service
