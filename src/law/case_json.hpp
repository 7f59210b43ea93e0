// The case file and the verdict as JSON (design: the contract of `panhuo judge`; docs/formats/case.md).
//
// Reading is strict: an unknown key, a wrong type, a word that is not in its list, a date that is none, a negative
// amount, an interval that ends before it begins is CaseInvalid, which names the place ("causes[0].from"), what was
// found and what is expected. A key that is absent or null means: not known (but a cause needs its kind). Areas are m²
// with at most 4 decimals, money yuan with at most 2; yes/no may also be written true/false, and "unknown" is null.
#pragma once

#include "base/json_fwd.hpp"
#include "law/judge_case.hpp"

#include <optional>

namespace law {

struct CaseFile {
    std::optional<Date> as_of;
    CaseFacts facts;
};
base::Result<CaseFile> read_case(const base::Json& document);

/// Texts in both languages beside the codes; keys in a fixed order.
base::Json verdict_json(const Verdict& verdict);

}  // namespace law
