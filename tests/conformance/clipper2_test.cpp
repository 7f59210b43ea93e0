// Clipper2 (Boost Software License): closed paths with a fill rule, and the area of the outcome.
#include "base/shared_data.hpp"
#include "shapes.hpp"

#include <cmath>
#include <map>
#include <set>
#include <sstream>

namespace conformance {
namespace {

struct Case {
    std::map<std::string, std::string> fields;
    Shape subject, clip;
};

Loop read_path(const std::string& line) {
    std::string plain = line;
    for (char& c : plain) {
        if (c == ',') c = ' ';
    }
    std::istringstream numbers(plain);
    Loop out;
    for (Spot s; numbers >> s.x >> s.y;) out.push_back(s);
    return out;
}

std::vector<Case> read_cases(const std::string& text) {
    std::vector<Case> out;
    std::istringstream lines(text);
    Shape* into = nullptr;
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        const std::size_t colon = line.find(": ");
        if (line.rfind("CAPTION", 0) == 0) out.emplace_back();
        if (out.empty() || line.empty()) continue;
        if (colon != std::string::npos) {
            out.back().fields[line.substr(0, colon)] = line.substr(colon + 2);
        } else if (line == "SUBJECTS" || line == "CLIPS") {
            into = line == "CLIPS" ? &out.back().clip : &out.back().subject;
        } else if (into != nullptr) {
            into->polygons.push_back({read_path(line)});
        }
    }
    return out;
}

const std::map<std::string, Operation> kOperations = {{"UNION", Operation::Union},
                                                      {"INTERSECTION", Operation::Intersection},
                                                      {"DIFFERENCE", Operation::Difference},
                                                      {"XOR", Operation::SymDifference}};
const std::map<std::string, Rule> kRules = {
    {"EVENODD", Rule::EvenOdd}, {"NONZERO", Rule::NonZero}, {"POSITIVE", Rule::Positive}, {"NEGATIVE", Rule::Negative}};

/// Thin outcomes, whose stated area is that of crossings rounded to whole numbers, as the suite's own engine has them.
/// They must still agree within one whole step along the boundaries.
const std::set<std::string> kRounded = {"15", "19", "22", "23", "24", "26", "44", "63", "184", "193"};

std::string number_of(const std::string& caption) { return caption.substr(0, caption.find('.')); }

TEST(Clipper2, PolygonsWithinOnePercent) {
    const std::string path = base::testing::shared_file("overlay_conformance/clipper2/Polygons.txt");
    PANHUO_NEED_SHARED(path);
    Report report;
    for (const Case& c : read_cases(slurp(path))) {
        const std::string name = "case " + number_of(c.fields.at("CAPTION"));
        const std::string& operation = c.fields.at("CLIPTYPE");
        const Answer got = overlay({c.subject, c.clip}, kOperations.at(operation), kRules.at(c.fields.at("FILLRULE")),
                                   1.0 / 1024, true);
        EXPECT_EQ(got.invalid, "") << name;
        const double expected = std::stod(c.fields.at("SOL_AREA"));
        if (expected < 0) {
            report.left_out.emplace_back(name, "the suite states no area; run without a crash");
            continue;
        }
        const bool rounded = kRounded.contains(number_of(c.fields.at("CAPTION")));
        const double within = rounded ? tolerance({c.subject, c.clip}, expected, 1) : expected / 100;
        EXPECT_NEAR(got.area, expected, within) << name;
        EXPECT_EQ(rounded, std::abs(got.area - expected) > expected / 100) << name;
        if (rounded) {
            report.left_out.emplace_back(name,
                                         "its area is that of crossings rounded to whole numbers; agrees within that");
            continue;
        }
        report.count(operation);
    }
    EXPECT_EQ(compare_with_document("clipper2", report), "");
}

}  // namespace
}  // namespace conformance
