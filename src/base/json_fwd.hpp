// The name of the JSON type alone, for headers that only declare what takes or gives it: who includes them need not
// compile the type itself.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace base {

using Json = nlohmann::ordered_json;

}  // namespace base
