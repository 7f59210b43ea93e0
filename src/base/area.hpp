// Area: an area of land as an integer number of 1/10,000 m².
//
// Sums and differences are exact; no floating point takes part in the book. One hectare is 10,000 m², one 亩 is
// exactly 10,000/15 m² (GB 3100 lists 亩 as 1/15 hectare). Text is read digit by digit; what does not fit the
// unit is rounded half away from zero (the rule is named where it is applied: round_half_away).
// Range: ±9.2e14 m², far above the land area of the earth; overflow is a bug and asserts.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

enum class AreaUnit { SquareMetre, Hectare, Mu };

class Area {
  public:
    static constexpr std::int64_t kPerSquareMetre = 10'000;

    constexpr Area() = default;
    static constexpr Area from_units(std::int64_t ten_thousandths_m2) { return Area{ten_thousandths_m2}; }
    static constexpr Area from_m2(std::int64_t m2) { return Area{m2 * kPerSquareMetre}; }
    /// A measured (floating) area, rounded half away from zero to 1/10,000 m².
    static Area from_measured_m2(double m2);

    constexpr std::int64_t units() const { return units_; }
    double m2() const { return static_cast<double>(units_) / kPerSquareMetre; }

    /// Decimal text in the unit, rounded half away from zero to `decimals` places: hectare(4) = "13.0299".
    std::string text(AreaUnit unit, int decimals) const;
    /// m² with at most 4 decimals and no trailing zeros, exact: the form of JSON and of payloads.
    std::string m2_text() const;

    constexpr auto operator<=>(const Area&) const = default;
    Area operator+(Area other) const;
    Area operator-(Area other) const;
    constexpr Area operator-() const { return Area{-units_}; }
    Area& operator+=(Area other) { return *this = *this + other; }
    Area& operator-=(Area other) { return *this = *this - other; }
    constexpr bool is_zero() const { return units_ == 0; }
    constexpr bool is_positive() const { return units_ > 0; }

  private:
    explicit constexpr Area(std::int64_t units) : units_(units) {}
    std::int64_t units_ = 0;
};

inline Area min(Area a, Area b) { return a < b ? a : b; }
inline Area max(Area a, Area b) { return a < b ? b : a; }

struct ParsedArea {
    Area area;
    bool rounded = false;  ///< the text had more places than 1/10,000 m² can hold
};

/// Reads an ASCII decimal number ("0.202020", "1,234.5", "-3", "1.2e3" is refused) in the given unit.
/// Empty text, other characters or overflow give nothing. Full-width digits are the caller's (text::to_halfwidth).
std::optional<ParsedArea> parse_area(std::string_view number, AreaUnit unit);

/// 128-bit integer of the compiler, so that products of two areas are exact.
__extension__ using Int128 = __int128;

/// num/den rounded half away from zero; den > 0. The one rounding rule of the book.
std::int64_t round_half_away(Int128 num, Int128 den);

/// total × part ÷ whole, rounded down; for shares handed out by largest remainder.
Area scale_down(Area total, Area part, Area whole);

}  // namespace base
