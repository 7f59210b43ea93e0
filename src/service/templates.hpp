// Templates: blank import forms for every kind that tables have. The columns of each form are data
// (rulebooks/data/templates.tsv) under headings that the import reads; choices come from the closed lists of the trade.
#pragma once

#include "base/error.hpp"
#include "base/result.hpp"

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
base::Status write_template(const std::string& kind, base::Lang lang, const std::string& path);

}  // namespace service
