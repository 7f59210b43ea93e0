#include "law/clause.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <tuple>

namespace law {

namespace {

bool part_before(std::string_view a, std::string_view b) {
    const auto rank = [](std::string_view part) {
        const bool number = std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
        return std::tuple(!number, number ? part.size() : 0, part);
    };
    return rank(a) < rank(b);
}

}  // namespace

bool clause_before(std::string_view a, std::string_view b) {
    const auto first = base::split(a, '.');
    const auto second = base::split(b, '.');
    return std::lexicographical_compare(first.begin(), first.end(), second.begin(), second.end(), part_before);
}

std::string common_clause(std::string_view a, std::string_view b) {
    const auto first = base::split(a, '.');
    const auto second = base::split(b, '.');
    std::string out;
    for (std::size_t i = 0; i < std::min(first.size(), second.size()) && first[i] == second[i]; ++i)
        out += (i == 0 ? "" : ".") + std::string(first[i]);
    return out;
}

}  // namespace law
