// A line of the journal as the interface shows it.
#pragma once

#include "base/json_fwd.hpp"
#include "journal/entry.hpp"

namespace http {

/// With the source's cells as they were written (`original`) and the record (`payload`).
base::Json entry_json(const journal::Entry& entry);

}  // namespace http
