// Capital and small letters of ASCII; every other byte, and so all Chinese text, is itself.
#pragma once

#include <string>
#include <string_view>

namespace base {

std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

}  // namespace base
