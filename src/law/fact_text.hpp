// What a fact of a reason is called on paper: "supply.agreed_start" -> 约定动工日 / agreed start.
#pragma once

#include "base/error.hpp"

#include <string_view>
#include <vector>

namespace law {

/// Facts of records and of the book, parameters ("parameter:idle.fee.share" -> 规则参数 idle.fee.share) and deadlines
/// of the campaign. A fact that the catalogue does not know is given back as it stands, in both languages.
base::Text fact_text(std::string_view fact);

/// Every fact of the catalogue.
std::vector<std::string_view> fact_names();

}  // namespace law
