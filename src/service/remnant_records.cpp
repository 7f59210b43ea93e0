#include "service/remnant_records.hpp"

#include "base/hash.hpp"

#include <algorithm>
#include <string_view>

namespace service {
namespace {

constexpr std::string_view kCrs = "crs", kWkt = "wkt", kMeasured = "measured_m2", kArticle = "article",
                           kWidth = "width_m", kCertainty = "certainty";

land::Extra extra_of(const PlotPiece& piece) {
    return {{std::string(kArticle), piece.way.article},
            {std::string(kCertainty), std::string(law::certainty_code(law::Certainty::Inferred))},
            {std::string(kMeasured), piece.measured.m2_text()},
            {std::string(kWidth), (piece.remnant.width_is_bound ? ">=" : "") +
                                      base::Area::from_measured_m2(piece.remnant.width_m).m2_text()},
            {std::string(kCrs), piece.shape.crs},
            {std::string(kWkt), piece.shape.wkt}};
}

std::string reason_of(const PlotPiece& piece) {
    return piece.remnant.reason().zh + "；" + piece.way.why.zh + "（" + piece.way.article + "）";
}

/// What the shape says of a portion; what people said of it (unit, date, use of the land) stays.
void lay_over(land::Portion& portion, const PlotPiece& piece) {
    portion.area = piece.area;
    portion.cause = piece.way.cause;
    portion.route = piece.way.route;
    portion.remnant = geo::remnant_name(piece.remnant.kind);
    portion.note = reason_of(piece);
    portion.extra = extra_of(piece);
}

Wanted portion_of(const PlotPieces& plot, const PlotPiece& piece) {
    land::Portion portion;
    portion.plot = plot.plot;
    portion.number = piece.number;
    lay_over(portion, piece);
    return {portion, reason_of(piece)};
}

Wanted noise_of(const PlotPieces& plot, const PlotPiece& piece, base::Date day) {
    land::Decision decision;
    decision.number = noise_number(plot.plot, piece.number);
    decision.type = "noise";
    decision.plot = plot.plot;
    decision.area = piece.area;
    decision.on = day;
    decision.document =
        "规则 " + piece.way.article + "：" + geo::remnant_text(geo::RemnantClass::Noise).zh + " " + piece.number;
    decision.note = reason_of(piece);
    decision.extra = extra_of(piece);
    return {decision, reason_of(piece)};
}

bool is_noise(const PlotPiece& piece) { return piece.remnant.kind == geo::RemnantClass::Noise; }

}  // namespace

std::string remnant_number(const land::Geometry& shape) {
    return "R-" + base::hex(base::hash(base::HashAlgorithm::Sm3, shape.crs + " " + shape.wkt)).substr(0, 8);
}

std::string noise_number(const std::string& plot, const std::string& number) { return "noise:" + plot + "#" + number; }

land::Geometry shape_of_portion(const land::Portion& portion) {
    land::Geometry out;
    for (const auto& [name, value] : portion.extra) {
        if (name == kCrs) out.crs = value;
        if (name == kWkt) out.wkt = value;
    }
    return out;
}

void add_wanted(const PlotPieces& plot, base::Date day, std::vector<Wanted>& portions, std::vector<Wanted>& noise) {
    std::vector<Held<land::Portion>> outdated = plot.outdated;
    const std::string changed = "剩余地块的界线已经变化 / its piece has another outline now";
    for (const PlotPiece& piece : plot.pieces) {
        if (!piece.said_by.empty() || !piece.area.is_positive()) continue;
        if (is_noise(piece)) {
            noise.push_back(noise_of(plot, piece, day));
            continue;
        }
        // The portion of the same kind that lost its shape goes on as this piece, with the unit and day people gave it.
        const auto heir = std::find_if(outdated.begin(), outdated.end(), [&](const auto& each) {
            return each.record.remnant == geo::remnant_name(piece.remnant.kind);
        });
        if (heir == outdated.end()) {
            portions.push_back(portion_of(plot, piece));
            continue;
        }
        lay_over(heir->record, piece);
        portions.push_back({heir->record, changed + "；" + reason_of(piece), journal::Change::Amend, day});
        outdated.erase(heir);
    }
    for (Held<land::Portion>& gone : outdated) {
        gone.record.area = base::Area();
        gone.record.note = "已不再是剩余土地 / no longer left over";
        portions.push_back({gone.record, gone.record.note, journal::Change::Amend, day});
    }
}

}  // namespace service
