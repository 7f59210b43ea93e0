#include "service/remnant_rules.hpp"

#include "base/files.hpp"
#include "base/test_tree.hpp"

#include <gtest/gtest.h>

namespace service {
namespace {

TEST(RemnantRules, TheProductsOwnAreComplete) {
    const auto rules = load_remnant_rules();
    ASSERT_TRUE(rules.ok()) << rules.error().text().en;
    EXPECT_LT(rules->noise_width_m, rules->green_width_m);
    EXPECT_LT(rules->green_width_m, rules->usable_width_m);
    EXPECT_LT(rules->noise_area_m2, rules->usable_area_m2);
}

TEST(RemnantRules, WhatIsWrongIsSaidWithItsLine) {
    const auto own = base::read_file(base::testing::source_tree() + "/rulebooks/data/remnants.tsv");
    ASSERT_TRUE(own.ok());
    const auto error = [](const std::string& text) {
        const auto rules = parse_remnant_rules(text, "remnants.tsv");
        return rules.ok() ? std::string("ok") : rules.error().text().en;
    };
    EXPECT_EQ(error(*own), "ok");
    EXPECT_NE(error(*own + "noise_area_m2\t1\n").find("noise_area_m2"), std::string::npos) << "twice";
    EXPECT_NE(error(*own + "narrow\t1\n").find("narrow"), std::string::npos) << "unknown";
    for (const char* bad : {"noise_width_m\t-1\n", "noise_width_m\twide\n", "noise_width_m\n"})
        EXPECT_NE(error(bad).find("at 1"), std::string::npos) << bad;
    EXPECT_NE(error("").find("noise_width_m = ?"), std::string::npos) << "missing";
}

}  // namespace
}  // namespace service
