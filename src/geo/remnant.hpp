// What a piece of residual land is good for, by its shape and its neighbours.
//
//   noise    a sliver between two surveys: too thin, or too small, to be land at all (坐标误差、细缝)
//   usable   wide and large enough to be supplied by itself
//   green    a long strip along supplied land or along a road, as roads and their planting leave it (道路绿化带、代征)
//   strip    another long or thin piece
//   corner   what is left over: compact but too small or too narrow (边角地)
// tried in this order; the first that fits. The thresholds are data (rulebooks/data/remnants.tsv), the class is a
// proposal with its reason in figures: whether a strip is planting, the plan says, not the shape.
//
// Width is the diameter of the largest circle that fits in. Any piece without holes is at least 2 × area ÷ perimeter
// wide (Bonnesen's inequality, A <= r P - π r²); where that settles it, the circle (geo/inscribed.hpp) is not looked
// for.
#pragma once

#include "base/error.hpp"
#include "geo/account.hpp"

#include <cstdint>
#include <string_view>

namespace geo {

enum class RemnantClass { Usable, Strip, Green, Corner, Noise };
inline constexpr RemnantClass kRemnantClasses[] = {RemnantClass::Usable, RemnantClass::Strip, RemnantClass::Green,
                                                   RemnantClass::Corner, RemnantClass::Noise};
std::string_view remnant_name(RemnantClass kind);  ///< usable strip green corner noise
base::Text remnant_text(RemnantClass kind);        ///< as people say it

struct RemnantRules {
    double noise_width_m = 0;       ///< below: noise, if it lies along a neighbour
    double noise_beside_share = 0;  ///< … for at least this share of its outline (supplied or approved land)
    double noise_area_m2 = 0;       ///< below: noise whatever the shape
    double usable_width_m = 0;      ///< from here on, and
    double usable_area_m2 = 0;      ///< from here on: usable
    double strip_elongation = 0;    ///< from here on: a strip. A rectangle of 1 × n has (1 + n)² ÷ n
    double green_width_m = 0;       ///< a strip from here on
    double green_beside_share = 0;  ///< … with supplied land along at least this share of its outline: green
    double road_beside_share = 1;   ///< a strip with a supplied road along at least this share: green, however narrow
    // What the shapes say agrees with what the papers say while they differ by no more than the larger of the two.
    double agree_area_m2 = 0;
    double agree_share = 0;  ///< of the declared area
};

/// Why a piece is of its class: ids of remnant_codes.def.
enum class RemnantReason : std::uint8_t {
#define X(id, zh, en) id,
#include "geo/remnant_codes.def"
#undef X
};

struct Remnant {
    RemnantClass kind = RemnantClass::Corner;
    RemnantReason because = RemnantReason::CornerArea;
    double width_m = 0;
    bool width_is_bound = false;  ///< at least that wide; not looked further
    double elongation = 0;        ///< perimeter² ÷ (4 × area): 3.14 for a circle, 4 for a square
    double beside_supplied = 0;   ///< share of the outline
    double beside_road = 0;       ///< … along supplied roads
    double threshold = 0;         ///< that decided
    base::Area area;              ///< the piece's own, as measured

    base::Text reason() const;  ///< in figures, for people; made when asked for: a province has a million pieces
};

Remnant classify(const Piece& piece, const RemnantRules& rules, const Resolution& resolution);

}  // namespace geo
