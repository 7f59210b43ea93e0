// From versions of a record to the record as it holds on a day.
#pragma once

#include "service/book.hpp"
#include "service/versions.hpp"

#include <string>
#include <utility>
#include <vector>

namespace service {

/// `versions` are those in force, at least one; all are of kind T.
template <class T>
Held<T> held_on(const std::string& key, std::vector<ledger::RecordVersion>&& versions, base::Date day) {
    auto& version = versions[static_cast<std::size_t>(holding_on(versions, day) - versions.data())];
    return {key, std::get<T>(std::move(version.record)), std::move(version.entry), version.recorded_on};
}

}  // namespace service
