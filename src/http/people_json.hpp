// People as the interface shows them.
#pragma once

#include "base/json.hpp"
#include "service/people.hpp"

namespace http {

base::Json person_json(const service::Person& person);

}  // namespace http
