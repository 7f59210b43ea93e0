#include "service/area_check.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "geo/mend.hpp"
#include "geo/wkt.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace service {
namespace {

struct CatalogueEntry {
    std::string_view name, zh, en;
};
constexpr std::array kCatalogue = {
#define X(id, name, zh, en) CatalogueEntry{name, zh, en},
#include "service/area_classes.def"
#undef X
};
const CatalogueEntry& entry(AreaClass found) { return kCatalogue.at(static_cast<std::size_t>(found)); }

using Value = AreaTolerances::Value;
constexpr std::array<std::pair<std::string_view, Value AreaTolerances::*>, 3> kNames = {
    {{"rounding_m2", &AreaTolerances::rounding_m2},
     {"point_limit_m", &AreaTolerances::point_limit_m},
     {"unit_share", &AreaTolerances::unit_share}}};

/// What somebody wrote a figure for another unit by.
struct WrongUnit {
    double factor;  ///< declared ÷ true
    std::string_view words;
};
constexpr std::array<WrongUnit, 6> kWrongUnits = {{{15, "亩 → 公顷"},
                                                   {1.0 / 15, "公顷 → 亩"},
                                                   {10'000, "平方米 → 公顷"},
                                                   {1.0 / 10'000, "公顷 → 平方米"},
                                                   {10'000.0 / 15, "平方米 → 亩"},
                                                   {15.0 / 10'000, "亩 → 平方米"}}};

/// The sum under the root: squares of the distances between the neighbours of every corner.
double corner_squares(const geo::Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::Point& before = ring[(i + ring.size() - 1) % ring.size()];
        const geo::Point& after = ring[(i + 1) % ring.size()];
        const double x = static_cast<double>(after.x - before.x) / geo::kPerMetre;
        const double y = static_cast<double>(after.y - before.y) / geo::kPerMetre;
        sum += x * x + y * y;
    }
    return sum;
}

double survey_tolerance_m2(const geo::MultiPolygon& shape, double point_limit_m) {
    double sum = 0;
    for (const geo::Polygon& polygon : shape) {
        sum += corner_squares(polygon.shell);
        for (const geo::Ring& hole : polygon.holes) sum += corner_squares(hole);
    }
    return point_limit_m / std::sqrt(8.0) * std::sqrt(sum);
}

void settle(AreaCheck& check, AreaClass found, double tolerance_m2, const std::string& source,
            const std::vector<std::string>& args = {}) {
    check.found = found;
    check.tolerance_m2 = tolerance_m2;
    check.source = source;
    check.cure = {base::fill(entry(found).zh, args), base::fill(entry(found).en, args)};
}

void classify(AreaCheck& check, const geo::MultiPolygon& shape, const AreaTolerances& rules) {
    const double declared = check.declared->m2(), planar = check.planar.m2();
    const double rounding = rules.rounding_m2.value;
    if (std::abs(declared - planar) <= rounding)
        return settle(check, AreaClass::Agrees, rounding, rules.rounding_m2.source);
    if (check.ellipsoidal && std::abs(declared - check.ellipsoidal->m2()) <= rounding)
        return settle(check, AreaClass::AgreesEllipsoid, rounding, rules.rounding_m2.source);
    const double survey = survey_tolerance_m2(shape, rules.point_limit_m.value) + rounding;
    if (std::abs(check.difference_m2) <= survey)
        return settle(check, AreaClass::WithinSurvey, survey, rules.point_limit_m.source);
    for (const WrongUnit& unit : kWrongUnits) {
        const double expected = planar * unit.factor;
        const double tolerance = expected * rules.unit_share.value;
        if (std::abs(declared - expected) <= tolerance)
            return settle(check, AreaClass::Unit, tolerance, rules.unit_share.source, {std::string(unit.words)});
    }
    settle(check, AreaClass::Differs, survey, rules.point_limit_m.source);
}

}  // namespace

std::string_view area_class_name(AreaClass found) { return entry(found).name; }

base::Result<AreaTolerances> parse_area_tolerances(std::string_view tsv, const std::string& what) {
    AreaTolerances rules;
    std::array<bool, kNames.size()> seen = {};
    int number = 0;
    const auto bad = [&](const std::string& found) {
        return base::Error{base::Code::RulebookInvalid, {what, std::to_string(number), found}};
    };
    for (const std::string_view raw : base::split(tsv, '\n')) {
        ++number;
        const std::string_view line = base::trim(raw);
        if (line.empty() || line.front() == '#' || base::starts_with(line, "name")) continue;
        const auto fields = base::split(line, '\t');
        const auto* const known =
            std::find_if(kNames.begin(), kNames.end(), [&](const auto& each) { return each.first == fields[0]; });
        const auto value = fields.size() == 3 ? base::parse_decimal(base::trim(fields[1]), 4) : std::nullopt;
        const auto place = static_cast<std::size_t>(known - kNames.begin());
        if (known == kNames.end() || !value || *value < 0 || base::trim(fields[2]).empty() || seen[place])
            return bad(std::string(line));
        seen[place] = true;
        rules.*known->second = {static_cast<double>(*value) / 10'000, std::string(base::trim(fields[2]))};
    }
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (!seen[i]) return bad(std::string(kNames[i].first) + " = ?");
    }
    return rules;
}

base::Result<AreaTolerances> load_area_tolerances() {
    PANHUO_TRY(const std::string home, base::data_folder());
    const std::string path = home + "/rulebooks/data/area_tolerances.tsv";
    PANHUO_TRY(const std::string tsv, base::read_file(path));
    return parse_area_tolerances(tsv, path);
}

std::optional<AreaCheck> check_area(const std::optional<base::Area>& declared, const land::Geometry& geometry,
                                    const AreaTolerances& tolerances, Projections& projections) {
    if (geometry.empty()) return std::nullopt;
    const auto read = geo::read_wkt_loosely(geometry.wkt, geo::kMillimetre);
    if (!read.ok()) return std::nullopt;
    const geo::Mended mended = geo::mend(*read, geo::kMillimetre);
    if (mended.refused()) return std::nullopt;
    AreaCheck check;
    check.declared = declared;
    check.planar = geo::area_of(mended.polygons);
    if (const geo::Projection* const own = projections.of(geometry.crs))
        check.ellipsoidal = geo::ellipsoidal_area(mended.polygons, *own);
    check.match = geo::match_area(declared, check.planar, check.ellipsoidal,
                                  base::Area::from_measured_m2(tolerances.rounding_m2.value));
    if (!declared) {
        settle(check, AreaClass::Unstated, 0, "");
        return check;
    }
    check.difference_m2 = declared->m2() - check.planar.m2();
    if (check.ellipsoidal) {
        const double other = declared->m2() - check.ellipsoidal->m2();
        if (std::abs(other) < std::abs(check.difference_m2)) check.difference_m2 = other;
    }
    classify(check, mended.polygons, tolerances);
    return check;
}

base::Json area_check_json(const AreaCheck& check) {
    const auto area = [](const std::optional<base::Area>& value) {
        return value ? base::area_json(*value) : base::Json(nullptr);
    };
    return {{"declared_m2", area(check.declared)},
            {"planar_m2", base::area_json(check.planar)},
            {"ellipsoid_m2", area(check.ellipsoidal)},
            {"matches", geo::area_match_name(check.match)},
            {"class", area_class_name(check.found)},
            {"difference_m2", std::round(check.difference_m2 * 10'000) / 10'000},
            {"tolerance_m2", std::round(check.tolerance_m2 * 10'000) / 10'000},
            {"source", check.source},
            {"cure", base::text_json(check.cure)}};
}

}  // namespace service
