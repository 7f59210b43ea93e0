// Where the land lies that a node of the book stands for, asked of the records themselves: for rights that depend on
// it, which cannot wait for a book to be opened.
#pragma once

#include "service/rights.hpp"
#include "store/store.hpp"

#include <optional>
#include <string>

namespace service {

/// The place of "plot:KEY", "approval:KEY", "listed:KEY" or "supply:NUMBER" as it holds on the day; nothing where no
/// record of it is known. The same as Book::place_of and the list of parcels have it.
base::Result<std::optional<Place>> place_of_node(store::Snapshot& snapshot, const std::string& node, base::Date day);

}  // namespace service
