// The name of the JSON type alone, for headers that only declare what takes or gives it: the type itself is half of
// what a file of ours takes to compile.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace base {

using Json = nlohmann::ordered_json;

}  // namespace base
