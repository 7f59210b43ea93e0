#include "http/sessions.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

base::Instant at(std::int64_t seconds) {
    return base::Instant::from_micros(1'700'000'000'000'000 + seconds * 1'000'000);
}

TEST(Sessions, EndAfterHalfAnHourOfRestOrTwelveHours) {
    base::SystemRandom random;
    Sessions sessions;
    const std::string cookie = sessions.open("zhang", random, at(0));
    EXPECT_TRUE(sessions.find(cookie, at(Sessions::kIdleSeconds)));
    EXPECT_FALSE(sessions.find(cookie, at(2 * Sessions::kIdleSeconds + 1)));
    const std::string busy = sessions.open("zhang", random, at(0));
    for (std::int64_t now = 0; now <= Sessions::kLongestSeconds; now += Sessions::kIdleSeconds)
        EXPECT_TRUE(sessions.find(busy, at(now))) << now;
    EXPECT_FALSE(sessions.find(busy, at(Sessions::kLongestSeconds + 1)));
}

TEST(Sessions, NoTwoAreAlikeAndACookieNamesOnlyItsOwn) {
    base::SystemRandom random;
    Sessions sessions;
    const std::string a = sessions.open("zhang", random, at(0));
    const std::string b = sessions.open("li", random, at(0));
    EXPECT_NE(a, b);
    EXPECT_EQ(a.size(), 64U);
    EXPECT_EQ(sessions.find(a, at(1))->login, "zhang");
    EXPECT_EQ(sessions.find(b, at(1))->login, "li");
    EXPECT_NE(sessions.find(a, at(1))->csrf, sessions.find(b, at(1))->csrf);
    EXPECT_FALSE(sessions.find("", at(1)));
    EXPECT_FALSE(sessions.find(a.substr(0, 63), at(1)));
}

TEST(Sessions, AreListedWithTheirDaysAndWithoutTheirSecrets) {
    base::SystemRandom random;
    Sessions sessions;
    const std::string late = sessions.open("zhang", random, at(600));
    sessions.open("zhang", random, at(60));
    sessions.open("li", random, at(0));
    ASSERT_TRUE(sessions.find(late, at(900)));
    const auto open = sessions.list(late, at(1000));
    ASSERT_EQ(open.size(), 3U);
    EXPECT_EQ(open[0].login, "li");
    EXPECT_EQ(open[1].begun.micros(), at(60).micros());
    EXPECT_FALSE(open[1].own);
    EXPECT_TRUE(open[2].own);
    EXPECT_EQ(open[2].seen.micros(), at(900).micros());
    EXPECT_EQ(open[2].ends.micros(), at(900 + Sessions::kIdleSeconds).micros());
    EXPECT_EQ(sessions.list("", at(Sessions::kIdleSeconds + 100)).size(), 1U) << "those of rest are over";
    const std::string busy = sessions.open("wang", random, at(0));
    for (std::int64_t now = 0; now < Sessions::kLongestSeconds; now += 1000) sessions.find(busy, at(now));
    const auto left = sessions.list(busy, at(Sessions::kLongestSeconds - 10));
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].ends.micros(), at(Sessions::kLongestSeconds).micros()) << "twelve hours in any case";
}

TEST(Sessions, AllOfAPersonEndButOne) {
    base::SystemRandom random;
    Sessions sessions;
    const std::string kept = sessions.open("zhang", random, at(0));
    const std::string other = sessions.open("zhang", random, at(0));
    const std::string stranger = sessions.open("li", random, at(0));
    sessions.close_all("zhang", kept);
    EXPECT_TRUE(sessions.find(kept, at(1)));
    EXPECT_FALSE(sessions.find(other, at(1)));
    EXPECT_TRUE(sessions.find(stranger, at(1)));
    EXPECT_EQ(sessions.count(at(1)), 2U);
    sessions.close(kept);
    EXPECT_EQ(sessions.count(at(1)), 1U);
}

}  // namespace
}  // namespace http
