// A row of a list of remnants stands as a portion of its own by being listed: it says of itself what a
// portion says, and what a filled ledger says of it goes back into the row.
#pragma once

#include "land/records.hpp"

#include <string>

namespace service {

/// `key`: of the list's row; the portion's land is "listed:KEY".
land::Portion portion_of_row(const std::string& key, const land::Stocklist& row);

/// The row as it stands when its portion says this.
land::Stocklist row_with(land::Stocklist row, const land::Portion& portion);

}  // namespace service
