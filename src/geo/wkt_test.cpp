#include "geo/wkt.hpp"

#include "geo/testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace geo {
namespace {

std::string rewritten(std::string_view wkt) {
    const auto read = read_wkt(wkt);
    return read.ok() ? write_wkt(*read) : std::string(read.error().name());
}

TEST(Wkt, ReadsEveryWayToWriteAPolygon) {
    const std::string one = "POLYGON((0 0,10.5 0,10.5 7.25,0 0))";
    EXPECT_EQ(rewritten("POLYGON((0 0,10.5 0,10.5 7.25,0 0))"), one);
    EXPECT_EQ(rewritten(" polygon ( ( 0.000 0 , 10.50 0e5 ,\n1.05e1 +7.25,\t-0 0 ) ) "), one);
    EXPECT_EQ(rewritten("MULTIPOLYGON(((0 0,10.5 0,10.5 7.25,0 0)))"), one);
    EXPECT_EQ(rewritten("POLYGON Z((0 0 5,10.5 0 6,10.5 7.25 -7,0 0 5))"), one);
    EXPECT_EQ(rewritten("POLYGONZ ((0 0 5,10.5 0 6,10.5 7.25 7,0 0 5))"), one);
    EXPECT_EQ(rewritten("POLYGON M ((0 0 1e300,10.5 0 6,10.5 7.25 7,0 0 5))"), one);
    EXPECT_EQ(rewritten("MULTIPOLYGON ZM (((0 0 5 1,10.5 0 6 1,10.5 7.25 7 1,0 0 5 1)))"), one);
    EXPECT_EQ(rewritten("POLYGON((0 0 5,10.5 0 6,10.5 7.25 7,0 0 5))"), one);
    EXPECT_EQ(rewritten("POLYGON((0 0,0 0,10.5 0,10.5 0.0001,10.5 7.25,0 0))"), one) << "repeated points go";
}

TEST(Wkt, ReadsEmptyAndParts) {
    EXPECT_EQ(rewritten("POLYGON EMPTY"), "POLYGON EMPTY");
    EXPECT_EQ(rewritten("multipolygon z empty"), "POLYGON EMPTY");
    EXPECT_EQ(rewritten("MULTIPOLYGON(EMPTY,((0 0,1 0,1 1,0 0)))"), "POLYGON((0 0,1 0,1 1,0 0))");
    const std::string two = "MULTIPOLYGON(((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)),((20 0,29 0,29 9,20 0)))";
    EXPECT_EQ(rewritten(two), two);
}

TEST(Wkt, RefusesWhatIsNotAPolygonAndSaysWhere) {
    const struct {
        const char* text;
        const char* name;
        const char* position;
    } kCases[] = {
        {"", "WKT_SYNTAX", "1"},
        {"   ", "WKT_SYNTAX", "4"},
        {"POINT(1 2)", "WKT_KIND", "1"},
        {"GEOMETRYCOLLECTION(POLYGON((0 0,1 0,1 1,0 0)))", "WKT_KIND", "1"},
        {"POLYGON", "WKT_SYNTAX", "8"},
        {"POLYGON(", "WKT_SYNTAX", "9"},
        {"POLYGON(0 0,1 0,1 1,0 0)", "WKT_SYNTAX", "9"},
        {"POLYGON((0 0,1 0,1 1,0 0)", "WKT_SYNTAX", "26"},
        {"POLYGON((0 0,1 0,1 1,0 0)))", "WKT_SYNTAX", "27"},
        {"POLYGON((0 0,1 0,1 1,0 0)) x", "WKT_SYNTAX", "28"},
        {"POLYGON((0 0,1 0,1,0 0))", "WKT_NUMBER", "19"},
        {"POLYGON((0 0,1 0,1 1 7,0 0))", "WKT_SYNTAX", "23"},
        {"POLYGON Q((0 0,1 0,1 1,0 0))", "WKT_SYNTAX", "1"},
        {"POLYGON((nan 0,1 0,1 1,nan 0))", "WKT_NUMBER", "10"},
        {"POLYGON((0 inf,1 0,1 1,0 inf))", "WKT_NUMBER", "12"},
        {"POLYGON((0 0,1e99 0,1 1,0 0))", "WKT_NUMBER", "14"},
        {"POLYGON((0 0,100000000.001 0,1 1,0 0))", "WKT_NUMBER", "14"},
        {"POLYGON((0 0,0x10 0,1 1,0 0))", "WKT_NUMBER", "14"},
        {"POLYGON((0 0,1,5 0,1 1,0 0))", "WKT_NUMBER", "15"},
        {"POLYGON((0 0,１ 0,1 1,0 0))", "WKT_NUMBER", "14"},
        {"POLYGON((0 0,1 0,0 0))", "WKT_RING", "9"},
        {"POLYGON(())", "WKT_NUMBER", "10"},
        {"POLYGON((0 0,1 0,1 1,0 1))", "WKT_RING", "9"},
        {"POLYGON((0 0,9 0,9 9,0 0),(1 1,2 1,2 2,1 1.001))", "WKT_RING", "27"},
        {"POLYGON((-9e7 -9e7,9e7 -9e7,9e7 9e7,-9e7 9e7,-9e7 -9e7))", "GEOMETRY_TOO_LARGE", "4"},
    };
    for (const auto& c : kCases) {
        const auto read = read_wkt(c.text);
        ASSERT_FALSE(read.ok()) << c.text;
        EXPECT_EQ(read.error().name(), c.name) << c.text;
        EXPECT_EQ(read.error().args.at(0), c.position) << c.text;
    }
}

TEST(Wkt, TruncatedTextNeverPasses) {
    const std::string whole = "MULTIPOLYGON(((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)),((20 0,29 0,29 9,20 0)))";
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_FALSE(read_wkt(whole.substr(0, length)).ok()) << "cut to " << length << " bytes";
    }
}

TEST(Metres, AreRoundedHalfAwayFromZeroToTheMillimetre) {
    EXPECT_EQ(parse_metres("37500000.0005"), 37'500'000'001);
    EXPECT_EQ(parse_metres("-0.0005"), -1);
    EXPECT_EQ(parse_metres("0.00049999999999999999999999999999999999999"), 0);
    EXPECT_EQ(parse_metres("0.00050000000000000000000000000000000000000"), 1);
    EXPECT_EQ(parse_metres("1.5e-3"), 2);
    EXPECT_EQ(parse_metres("1e-300"), 0);
    EXPECT_EQ(parse_metres("0e999999999999"), 0);
    EXPECT_EQ(parse_metres("100000000"), kMaxCoordinate);
    EXPECT_EQ(parse_metres("000000000000000000000000000000000000000000012.5"), 12'500);
    EXPECT_EQ(parse_metres("1000000000000000000000000000000000000000e-36"), 1'000'000);
    EXPECT_EQ(parse_metres(".5"), 500);
    for (const char* bad :
         {"", "-", ".", "e5", "1e", "1e+", "1.2.3", "1 ", " 1", "1,5", "--1", "100000000.001", "1e11"}) {
        EXPECT_FALSE(parse_metres(bad)) << bad;
    }
}

TEST(Metres, TextHasNoTrailingZeros) {
    EXPECT_EQ(metres_text(0), "0");
    EXPECT_EQ(metres_text(-1), "-0.001");
    EXPECT_EQ(metres_text(37'500'000'120), "37500000.12");
    EXPECT_EQ(metres_text(10'000), "10");
    EXPECT_EQ(metres_text(-10'500), "-10.5");
}

RC_GTEST_PROP(MetresProperty, TextAndNumberAreOneToOne, ()) {
    const auto mm = *rc::gen::inRange<std::int64_t>(-kMaxCoordinate, kMaxCoordinate + 1);
    RC_ASSERT(parse_metres(metres_text(mm)) == mm);
}

RC_GTEST_PROP(WktProperty, WrittenTextReadsBackTheSame, ()) {
    MultiPolygon plot;
    const auto parts = *rc::gen::inRange<std::int64_t>(0, 5);
    for (std::int64_t i = 0; i < parts; ++i) {
        const auto strip = testing::any_strip(100'000, 1'000'000);
        plot.push_back({testing::moved(strip.ring(), 37'000'000'000, 4'000'000'000 + i), {}});
        if (*rc::gen::arbitrary<bool>()) plot.back().holes.push_back(testing::square(i, i, 1 + i));
    }
    const std::string text = write_wkt(plot);
    const auto read = read_wkt(text);
    RC_ASSERT(read.ok());
    RC_ASSERT(*read == plot);
    RC_ASSERT(write_wkt(*read) == text);
}

RC_GTEST_PROP(WktProperty, NoTextMakesItStumble, ()) {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(
        rc::gen::elementOf(std::vector<std::string>{"POLYGON", "MULTIPOLYGON", "EMPTY", "Z", "(", ")", "((", "))", ",",
                                                    " ", "0 0", "1 0", "1e", "9e99", "-", "."}));
    std::string text;
    for (const std::string& piece : pieces) text += piece;
    const auto read = read_wkt(text);
    if (read.ok()) RC_ASSERT(read_wkt(write_wkt(*read)).ok());
}

TEST(Wkt, AMillionVerticesAreReadInOnePass) {
    constexpr std::int64_t kCount = 1'000'000;
    Ring ring;
    for (std::int64_t i = 0; i < kCount - 1; ++i) ring.push_back({i, i % 2});
    ring.push_back({kCount / 2, kCount});
    const MultiPolygon plot = {{ring, {}}};
    const auto read = read_wkt(write_wkt(plot));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(vertex_count(*read), static_cast<std::size_t>(kCount));
    EXPECT_EQ(twice_area(*read), twice_area(plot));
}

}  // namespace
}  // namespace geo
