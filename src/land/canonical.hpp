// The fast way from a payload to its record: straight from the bytes that payload_of wrote.
#pragma once

#include "land/records.hpp"

#include <optional>
#include <string_view>

namespace land {

/// The record of a payload in its one form. Nothing for any other text, valid or not (members in another order, nulls,
/// white space, values outside a closed list): record_from_payload then reads it as a document and says what is wrong.
std::optional<Record> read_canonical(Kind kind, std::string_view payload);

/// A record of the kind in which nothing is stated.
Record empty_record(Kind kind);

}  // namespace land
