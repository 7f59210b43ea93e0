#include "geo/remnant.hpp"

#include "geo/inscribed.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace geo {
namespace {

struct ReasonText {
    std::string_view zh, en;
};
constexpr std::array kReasons = {
#define X(id, zh, en) ReasonText{zh, en},
#include "geo/remnant_codes.def"
#undef X
};

std::string places(double value, int count) {
    return base::Area::from_measured_m2(value).text(base::AreaUnit::SquareMetre, count);
}

void settle(Remnant& out, RemnantClass kind, RemnantReason because, double threshold) {
    out.kind = kind;
    out.because = because;
    out.threshold = threshold;
}

}  // namespace

std::string_view remnant_name(RemnantClass kind) {
    switch (kind) {
#define X(id, code, zh, en) \
    case RemnantClass::id:  \
        return code;
#include "geo/remnant_classes.def"
#undef X
    }
    return {};
}

base::Text remnant_text(RemnantClass kind) {
    switch (kind) {
#define X(id, code, zh, en) \
    case RemnantClass::id:  \
        return {zh, en};
#include "geo/remnant_classes.def"
#undef X
    }
    return {};
}

base::Text Remnant::reason() const {
    const ReasonText& text = kReasons.at(static_cast<std::size_t>(because));
    const std::vector<std::string> args = {(width_is_bound ? "≥" : "") + places(width_m, 2),
                                           area.text(base::AreaUnit::SquareMetre, 2),
                                           places(elongation, 1),
                                           places(100 * beside_supplied, 0),
                                           places(threshold, 2),
                                           places(100 * beside_road, 0)};
    return {base::fill(text.zh, args), base::fill(text.en, args)};
}

Remnant classify(const Piece& piece, const RemnantRules& rules, const Resolution& resolution) {
    Remnant out;
    out.area = piece.measured;
    // What was measured as 0 is below half a unit of area.
    const double area = std::max(piece.measured.m2(), 0.5 / base::Area::kPerSquareMetre);
    out.elongation = piece.perimeter_m * piece.perimeter_m / (4 * area);
    out.beside_supplied = piece.beside_supplied_m / piece.perimeter_m;
    out.beside_road = piece.beside_road_m / piece.perimeter_m;
    out.width_m = 2 * area / piece.perimeter_m;
    const bool too_small = area < rules.noise_area_m2;
    out.width_is_bound = piece.polygon.holes.empty() && (out.width_m >= rules.usable_width_m || too_small);
    if (!out.width_is_bound) out.width_m = inscribed_width_m(piece.polygon, resolution);
    const double beside = (piece.beside_supplied_m + piece.beside_approved_m) / piece.perimeter_m;

    if (too_small) {
        settle(out, RemnantClass::Noise, RemnantReason::NoiseArea, rules.noise_area_m2);
    } else if (out.width_m < rules.noise_width_m && beside >= rules.noise_beside_share) {
        settle(out, RemnantClass::Noise, RemnantReason::NoiseWidth, rules.noise_width_m);
    } else if (out.width_m >= rules.usable_width_m && area >= rules.usable_area_m2) {
        settle(out, RemnantClass::Usable, RemnantReason::Usable, rules.usable_width_m);
    } else if (out.elongation >= rules.strip_elongation) {
        const bool road = piece.beside_road_m > 0 && out.beside_road >= rules.road_beside_share;
        const bool green =
            road || (out.width_m >= rules.green_width_m && out.beside_supplied >= rules.green_beside_share);
        settle(out, green ? RemnantClass::Green : RemnantClass::Strip,
               road    ? RemnantReason::GreenRoad
               : green ? RemnantReason::Green
                       : RemnantReason::Strip,
               rules.strip_elongation);
    } else if (out.width_m < rules.usable_width_m) {
        settle(out, RemnantClass::Corner, RemnantReason::CornerWidth, rules.usable_width_m);
    } else {
        settle(out, RemnantClass::Corner, RemnantReason::CornerArea, rules.usable_area_m2);
    }
    return out;
}

}  // namespace geo
