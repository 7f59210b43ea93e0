#include "law/share.hpp"

namespace law {

std::string Share::percent() const {
    const std::int64_t hundredths = base::round_half_away(base::Int128(num) * 10'000, den);
    std::string out = std::to_string(hundredths / 100);
    if (hundredths % 100 != 0) {
        out += '.';
        out += static_cast<char>('0' + hundredths % 100 / 10);
        if (hundredths % 10 != 0) out += static_cast<char>('0' + hundredths % 10);
    }
    return out + " %";
}

std::string Share::text() const { return std::to_string(num) + (den == 1 ? "" : "/" + std::to_string(den)); }

Area Share::of(Area area) const {
    return Area::from_units(base::round_half_away(base::Int128(area.units()) * num, den));
}

int compare(const Share& a, const Share& b) {
    const base::Int128 left = base::Int128(a.num) * b.den;
    const base::Int128 right = base::Int128(b.num) * a.den;
    return left < right ? -1 : left == right ? 0 : 1;
}

}  // namespace law
