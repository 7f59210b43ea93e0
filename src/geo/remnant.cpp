#include "geo/remnant.hpp"

#include "geo/inscribed.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace geo {
namespace {

enum class Reason {
#define X(id, zh, en) id,
#include "geo/remnant_codes.def"
#undef X
};
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

void settle(Remnant& out, RemnantClass kind, Reason reason, const Piece& piece, double threshold) {
    out.kind = kind;
    const ReasonText& text = kReasons.at(static_cast<std::size_t>(reason));
    const std::vector<std::string> args = {(out.width_is_bound ? "≥" : "") + places(out.width_m, 2),
                                           piece.measured.text(base::AreaUnit::SquareMetre, 2),
                                           places(out.elongation, 1),
                                           places(100 * out.beside_supplied, 0),
                                           places(threshold, 2),
                                           places(100 * out.beside_road, 0)};
    out.reason = {base::fill(text.zh, args), base::fill(text.en, args)};
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

Remnant classify(const Piece& piece, const RemnantRules& rules, const Resolution& resolution) {
    Remnant out;
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
        settle(out, RemnantClass::Noise, Reason::NoiseArea, piece, rules.noise_area_m2);
    } else if (out.width_m < rules.noise_width_m && beside >= rules.noise_beside_share) {
        settle(out, RemnantClass::Noise, Reason::NoiseWidth, piece, rules.noise_width_m);
    } else if (out.width_m >= rules.usable_width_m && area >= rules.usable_area_m2) {
        settle(out, RemnantClass::Usable, Reason::Usable, piece, rules.usable_width_m);
    } else if (out.elongation >= rules.strip_elongation) {
        const bool road = piece.beside_road_m > 0 && out.beside_road >= rules.road_beside_share;
        const bool green =
            road || (out.width_m >= rules.green_width_m && out.beside_supplied >= rules.green_beside_share);
        settle(out, green ? RemnantClass::Green : RemnantClass::Strip,
               road    ? Reason::GreenRoad
               : green ? Reason::Green
                       : Reason::Strip,
               piece, rules.strip_elongation);
    } else if (out.width_m < rules.usable_width_m) {
        settle(out, RemnantClass::Corner, Reason::CornerWidth, piece, rules.usable_width_m);
    } else {
        settle(out, RemnantClass::Corner, Reason::CornerArea, piece, rules.usable_area_m2);
    }
    return out;
}

}  // namespace geo
