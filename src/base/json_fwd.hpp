// The name of the JSON type alone, for headers that only declare what takes or gives it: a compiler reads the type
// itself longer than most files of ours.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace base {

using Json = nlohmann::ordered_json;

}  // namespace base
