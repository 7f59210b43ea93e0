#include "land/division.hpp"

#include <gtest/gtest.h>

namespace land {
namespace {

std::string code(std::string_view name, std::string_view county = "") {
    return divisions().code_of(name, county).value_or("(none)");
}

TEST(Divisions, NamesAndCodes) {
    EXPECT_EQ(divisions().name_of("141031"), "隰县");
    EXPECT_EQ(divisions().name_of("141031203"), "下李乡");
    EXPECT_EQ(divisions().name_of("140726"), "太谷县") << "abolished, still readable";
    EXPECT_FALSE(divisions().name_of("330783"));
    EXPECT_EQ(code("隰县"), "141031");
    EXPECT_EQ(code("山西省临汾市隰县"), "141031");
    EXPECT_EQ(code("中华人民共和国山西省 临汾市 隰县"), "141031");
    EXPECT_EQ(code("临汾市本级"), "141000");
    EXPECT_EQ(code("临汾"), "141000");
    EXPECT_EQ(code("古县"), "141025");
    EXPECT_EQ(code("东阳市"), "(none)");
    EXPECT_EQ(code(""), "(none)");
}

TEST(Divisions, TownshipsOnlyWithinTheirCounty) {
    EXPECT_EQ(code("午城镇"), "(none)");
    EXPECT_EQ(code("午城镇", "141031"), "141031101");
    EXPECT_EQ(code("午城", "141031"), "141031101");
    EXPECT_EQ(code("隰县阳头升乡", "141031"), "141031200");
    EXPECT_EQ(code("午城镇", "141032"), "(none)");
}

TEST(Divisions, RefusesABrokenTable) {
    EXPECT_FALSE(Divisions::parse("14103,隰县\n", "t").ok());
    EXPECT_FALSE(Divisions::parse("141031\n", "t").ok());
    EXPECT_TRUE(Divisions::parse("# x\ncode,name\n141031,隰县\r\n", "t").ok());
}

}  // namespace
}  // namespace land
