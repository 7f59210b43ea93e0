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
