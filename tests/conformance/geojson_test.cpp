// polygon-clipping (MIT) and martinez (MIT): GeoJSON in, GeoJSON expected.
#include "base/shared_data.hpp"
#include "shapes.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

namespace conformance {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// What the suite's own comments call wrong.
const std::map<std::string, std::string> kLeftOut = {
    {"fatal3 intersection", "the suite says that its expected outcome is wrong"},
    {"fatal3 union", "the suite says that its expected outcome is wrong"},
    {"fatal4 intersection", "the suite says that its expected outcome is wrong"},
    {"fatal4 union", "the suite says that its expected outcome is wrong"},
    {"issue76 union", "the suite says that its expected outcome is broken: the rings of its operands are not closed"},
    {"issue76 diff", "the suite says that its expected outcome is broken: the rings of its operands are not closed"},
};

const std::map<std::string, Operation> kOperations = {
    {"union", Operation::Union},     {"intersection", Operation::Intersection}, {"difference", Operation::Difference},
    {"diff", Operation::Difference}, {"xor", Operation::SymDifference},         {"diff_ba", Operation::Difference},
};

void check(const std::string& name, std::vector<Shape> operands, const std::string& operation, const Shape& expected,
           Rule rule, bool as_one, Report& report) {
    if (operation == "diff_ba") std::reverse(operands.begin(), operands.end());
    const std::string id = name + " " + operation;
    if (const auto known = kLeftOut.find(id); known != kLeftOut.end()) {
        report.left_out.emplace_back(id, known->second);
        return;
    }
    const Answer got = overlay(operands, kOperations.at(operation), rule, {}, as_one);
    EXPECT_EQ(got.invalid, "") << id;
    EXPECT_NEAR(got.area, expected.area(), tolerance(operands, expected.area(), got.step)) << id;
    report.count(operation);
}

TEST(PolygonClipping, EveryCheckableCase) {
    const std::string folder = base::testing::shared_file("overlay_conformance/polygon-clipping/end-to-end");
    PANHUO_NEED_SHARED(folder);
    std::vector<fs::path> cases;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_directory()) cases.push_back(entry.path());
    }
    std::sort(cases.begin(), cases.end());
    Report report;
    for (const fs::path& path : cases) {
        const std::string name = path.filename().string();
        std::vector<Shape> operands;
        const json arguments = json::parse(slurp(path / "args.geojson"));
        for (const auto& feature : arguments.at("features")) operands.push_back(read_geojson(feature.at("geometry")));
        bool any = false;
        for (const char* operation : {"union", "intersection", "difference", "xor"}) {
            for (const std::string& file : {std::string(operation), std::string("all")}) {
                if (!fs::exists(path / (file + ".geojson"))) continue;
                const json expected = json::parse(slurp(path / (file + ".geojson")));
                check(name, operands, operation, read_geojson(expected.at("geometry")), Rule::NonZero, false, report);
                any = true;
            }
        }
        if (any) continue;
        overlay(operands, Operation::Union, Rule::NonZero);  // must come through all the same
        report.left_out.emplace_back(name, "the suite gives no expected outcome; run without a crash");
    }
    EXPECT_EQ(compare_with_document("polygon-clipping", report), "");
}

TEST(Martinez, EveryCheckableCase) {
    const std::string folder = base::testing::shared_file("overlay_conformance/martinez");
    PANHUO_NEED_SHARED(folder);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".geojson") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    Report report;
    for (const fs::path& file : files) {
        const std::string name = file.stem().string();
        const json features = json::parse(slurp(file)).at("features");
        std::vector<Shape> operands;
        bool any = false;
        for (const auto& feature : features) {
            const Shape shape = read_geojson(feature.at("geometry"));
            const json properties = feature.value("properties", json::object());
            if (operands.size() < 2) {
                operands.push_back(shape);
            } else if (properties.is_object() && properties.contains("operation")) {
                check(name, operands, properties.at("operation"), shape, Rule::EvenOdd, true, report);
                any = true;
            }
        }
        if (any) continue;
        overlay(operands, Operation::Union, Rule::EvenOdd);
        report.left_out.emplace_back(name, "the suite gives no expected outcome; run without a crash");
    }
    EXPECT_EQ(compare_with_document("martinez", report), "");
}

}  // namespace
}  // namespace conformance
