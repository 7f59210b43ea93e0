#include "geo/gcj02.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numbers>

namespace geo {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kRadian = 180 / kPi;                   ///< degrees
constexpr double kMajorAxis = 6'378'245;                ///< Krasovsky's, which the formula is made on
constexpr double kEccentricity2 = 0.00669342162296594;  ///< squared

/// The ripples that both directions share, in metres.
double ripple(double x) { return (20 * std::sin(6 * x * kPi) + 20 * std::sin(2 * x * kPi)) * 2 / 3; }

double north_metres(double x, double y) {
    return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) + ripple(x) +
           (20 * std::sin(y * kPi) + 40 * std::sin(y / 3 * kPi)) * 2 / 3 +
           (160 * std::sin(y / 12 * kPi) + 320 * std::sin(y / 30 * kPi)) * 2 / 3;
}

double east_metres(double x, double y) {
    return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) + ripple(x) +
           (20 * std::sin(x * kPi) + 40 * std::sin(x / 3 * kPi)) * 2 / 3 +
           (150 * std::sin(x / 12 * kPi) + 300 * std::sin(x / 30 * kPi)) * 2 / 3;
}

}  // namespace

std::string_view web_map_word(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kWords = {"GCJ",  "火星坐标", "火星", "高德", "AMAP",
                                                               "腾讯", "百度",     "BD09", "BD-09"};
    std::string upper(name);
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const auto* const word =
        std::find_if(kWords.begin(), kWords.end(), [&](std::string_view each) { return base::contains(upper, each); });
    return word == kWords.end() ? std::string_view() : *word;
}

Degrees gcj02_shift(Degrees place) {
    const double x = place.longitude - 105, y = place.latitude - 35;
    const double sine = std::sin(place.latitude / kRadian);
    const double flat = 1 - kEccentricity2 * sine * sine;
    const double meridian_radius = kMajorAxis * (1 - kEccentricity2) / (flat * std::sqrt(flat));
    const double parallel_radius = kMajorAxis / std::sqrt(flat) * std::cos(place.latitude / kRadian);
    return {east_metres(x, y) / parallel_radius * kRadian, north_metres(x, y) / meridian_radius * kRadian};
}

double metres_apart(Degrees a, Degrees b) {
    constexpr double kMetresPerDegree = 111'320;
    const double east = (a.longitude - b.longitude) * std::cos(a.latitude / kRadian);
    return std::hypot(east, a.latitude - b.latitude) * kMetresPerDegree;
}

bool shifted_as_gcj02(Degrees known, Degrees given) {
    constexpr double kNear = 20;  // metres: what is left between two drawings of one parcel
    constexpr double kFar = 100;  // metres: the shift is never less in China's land
    const Degrees shift = gcj02_shift(known);
    const Degrees expected{known.longitude + shift.longitude, known.latitude + shift.latitude};
    return metres_apart(known, given) > kFar && metres_apart(expected, given) < kNear;
}

int most_decimals(std::string_view numbers) {
    int most = 0, now = -1;  // -1: not behind a point
    for (const char c : numbers) {
        if (c == '.') {
            now = 0;
        } else if (now >= 0 && c >= '0' && c <= '9') {
            most = std::max(most, ++now);
        } else {
            now = -1;
        }
    }
    return most;
}

}  // namespace geo
