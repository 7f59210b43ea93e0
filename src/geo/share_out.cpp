#include "geo/share_out.hpp"

#include "base/result.hpp"

#include <algorithm>
#include <cstddef>

namespace geo {

std::vector<std::int64_t> share_out(const std::vector<base::Int128>& parts, base::Int128 denominator,
                                    std::int64_t total) {
    std::vector<std::int64_t> shares;
    std::vector<std::size_t> with_rest;
    std::int64_t left = total;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        shares.push_back(static_cast<std::int64_t>(parts[i] / denominator));
        left -= shares.back();
        if (parts[i] % denominator != 0) with_rest.push_back(i);
    }
    PANHUO_ASSERT(left >= 0 && left <= static_cast<std::int64_t>(with_rest.size()), "total is not a sum of the parts");
    std::stable_sort(with_rest.begin(), with_rest.end(), [&](std::size_t a, std::size_t b) {
        const base::Int128 rest_a = parts[a] % denominator, rest_b = parts[b] % denominator;
        return rest_a != rest_b ? rest_a > rest_b : parts[a] > parts[b];
    });
    for (std::int64_t k = 0; k < left; ++k) ++shares[with_rest[static_cast<std::size_t>(k)]];
    return shares;
}

}  // namespace geo
