// GCJ-02 (火星坐标): the obfuscated degrees of China's web maps, which lie 100 to 800 m off CGCS2000.
//
// No survey is in them, and numbers alone do not show them: they are as good a place in China as any other. So this is
// a suspicion with its reason, never a correction: the obfuscation has no official inverse, and a parcel moved back by
// somebody's formula is no survey either. Reasons that count: a word that names the system or its maps; degrees as
// coarse as web maps print them where nothing says CGCS2000; and the shift itself, where the parcel is known already.
#pragma once

#include "geo/projection.hpp"

#include <optional>
#include <string_view>

namespace geo {

/// The word in a name (of a file, layer, field or reference system) that speaks of GCJ-02, BD-09 or of the maps that
/// use them: GCJ, 火星, 高德, AMap, 腾讯, 百度, BD09. Empty where there is none.
std::string_view web_map_word(std::string_view name);

/// What GCJ-02 adds to a place, in degrees. Published formula, reproduced by every open map library.
Degrees gcj02_shift(Degrees place);

/// Whether a parcel known at `known` and now given at `given` was moved as GCJ-02 moves: by its shift to within
/// 20 m, which is far less than the shift itself.
bool shifted_as_gcj02(Degrees known, Degrees given);

/// On a sphere; good to a percent within a county.
double metres_apart(Degrees a, Degrees b);

/// The most decimal places of a number in the text, exponents aside.
int most_decimals(std::string_view numbers);
/// Web maps print degrees with six decimals (0.1 m); a boundary to the millimetre needs eight.
inline constexpr int kWebMapDecimals = 6;

}  // namespace geo
