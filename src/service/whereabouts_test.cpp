#include "service/whereabouts.hpp"

#include <gtest/gtest.h>

namespace service {
namespace {

double west_of(std::string_view division) {
    constexpr std::string_view kCsv =
        "# c\ncode,west,south,east,north\n140000,110,34,115,41\n141000,110.4,35,113,37\n141031,110.7,36.4,111.3,37\n";
    const auto found = extent_in(kCsv, "t.csv", division);
    EXPECT_TRUE(found.ok());
    return found.ok() && *found ? (*found)->west : 0;
}

TEST(Whereabouts, TheNearestThatIsListed) {
    EXPECT_EQ(west_of("141031"), 110.7);
    EXPECT_EQ(west_of("141031100"), 110.7) << "a township";
    EXPECT_EQ(west_of("141099"), 110.4) << "its prefecture";
    EXPECT_EQ(west_of("149999"), 110) << "its province";
    EXPECT_EQ(west_of("330783"), 0);
    EXPECT_EQ(west_of(""), 0);
}

TEST(Whereabouts, OwnTableIsWhole) {
    const auto own = extent_of("141031");
    ASSERT_TRUE(own.ok());
    ASSERT_TRUE(*own);
    EXPECT_TRUE((*own)->contains({110.94, 36.69}));
    for (const char* text : {"141031,1,2,3\n", "141031,3,2,1,4\n", "141031,a,2,3,4\n"})
        EXPECT_FALSE(extent_in(text, "t.csv", "141031").ok()) << text;
}

}  // namespace
}  // namespace service
