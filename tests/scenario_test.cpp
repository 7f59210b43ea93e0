// Every scenarios/*.txt is a test of its own.
#include "scenario.hpp"

#include "base/test_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace {

std::vector<std::string> files() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(base::testing::source_tree() + "/tests/scenarios")) {
        if (entry.path().extension() == ".txt") names.push_back(entry.path().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

// A function, because the macro below names a parameter of its own `info` on some versions of the library.
std::string name_of(const testing::TestParamInfo<std::string>& file) {
    std::string name = std::filesystem::path(file.param).stem().string();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
}

class Scenario : public testing::TestWithParam<std::string> {};

TEST_P(Scenario, Holds) {
    bool skipped = false;
    const std::string problem = scenario::run_file(GetParam(), skipped);
    if (skipped) GTEST_SKIP() << "the shared data folder is not here (PANHUO_SHARED)";
    EXPECT_EQ(problem, "");
}

INSTANTIATE_TEST_SUITE_P(Text, Scenario, testing::ValuesIn(files()), name_of);

}  // namespace
