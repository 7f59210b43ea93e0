// Clauses of a notice ("6.2.a", "A.3"): their order, and what they share.
#pragma once

#include <string>
#include <string_view>

namespace law {

/// Whether a stands before b: part by part, numbers by value ("2.1" before "10"), letters behind numbers.
bool clause_before(std::string_view a, std::string_view b);
/// The clause that holds both: "6.2" of "6.2.a" and "6.2.h"; empty if they share nothing.
std::string common_clause(std::string_view a, std::string_view b);

}  // namespace law
