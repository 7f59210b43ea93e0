#include "intake/place_notes.hpp"

namespace intake {

std::string places_text(const std::vector<geo::PlaceReading>& readings) {
    constexpr std::size_t kShown = 6;
    std::string out;
    for (std::size_t i = 0; i < readings.size() && i < kShown; ++i)
        out += (i == 0 ? "" : "、") + geo::place_text(readings[i].crs);
    return readings.size() > kShown ? out + " …" : out;
}

std::string shift_note(const ShapeNote& note) {
    std::string out = note.code;
    if (note.args.size() >= 3) out += " " + note.args[0] + " → " + note.args[1] + " " + note.args[2];
    return out;
}

std::vector<ShapeNote> notes_of(const geo::Placing& placing, const std::string& stated, const std::string& told) {
    using geo::PlaceVerdict;
    const auto note = [](const char* code, std::vector<std::string> args) {
        return std::vector<ShapeNote>{{code, std::move(args), true}};
    };
    const std::string& said = placing.contradicted ? stated : told;
    const bool doubted = placing.contradicted || placing.disagrees;
    switch (placing.verdict) {
        case PlaceVerdict::Stated:
        case PlaceVerdict::Elsewhere:
            return placing.disagrees ? note("CRS_DISAGREES", {placing.crs, told}) : std::vector<ShapeNote>();
        case PlaceVerdict::Told:
            return placing.contradicted ? note("CRS_TOLD_STANDS", {stated, geo::place_text(placing.crs)})
                                        : std::vector<ShapeNote>();
        case PlaceVerdict::Detected:
            return placing.contradicted ? note("CRS_IMPOSSIBLE", {stated, geo::place_text(placing.crs)})
                                        : note("CRS_DETECTED", {geo::place_text(placing.crs)});
        case PlaceVerdict::Ask:
            return doubted ? note("CRS_CONTRADICTED", {said, places_text(placing.open)})
                           : note("CRS_ASK", {places_text(placing.open)});
        case PlaceVerdict::OffGrid:
            return doubted ? note("CRS_OFF_GRID", {said}) : note("CRS_NOT_STATED", {});
    }
    return {};
}

}  // namespace intake
