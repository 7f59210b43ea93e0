// Templates: blank import forms for every kind that tables have. The columns of each form are data
// (rulebooks/data/templates.tsv) under headings that the import reads; choices come from the closed lists of the trade,
// and of the campaign where a book-keeping office is known: its causes and routes, units, townships and zones.
#pragma once

#include "base/error.hpp"
#include "base/result.hpp"
#include "law/rulebook.hpp"
#include "service/office.hpp"

#include <string>
#include <utility>
#include <vector>

namespace service {

/// Kinds that have a form, in the order of the table.
base::Result<std::vector<std::string>> template_kinds();

/// The columns of a form with their examples, in its order.
base::Result<std::vector<std::pair<std::string, std::string>>> template_example(const std::string& kind);

/// Writes the blank form of a kind. Errors: RecordKindUnknown, ReportLayout (a line of the table that is not as
/// described in its head), FileUnwritable.
/// `campaign`: null for a form that any county can use.
base::Status write_template(const std::string& kind, const law::Campaign* campaign, base::Lang lang,
                            const std::string& path);
/// With the lists of the campaign that the store has adopted.
base::Status write_template(Office& office, const std::string& kind, base::Lang lang, const std::string& path);

}  // namespace service
