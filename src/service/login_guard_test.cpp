// What stands before the log-in: how often it may be tried, what is written down of it, which passwords are taken.
#include "base/json.hpp"
#include "service/audit.hpp"
#include "service/password_policy.hpp"
#include "service/people_testing.hpp"
#include "service/throttle.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace service {
namespace {

using testing::House;

base::Instant second(std::int64_t s) { return base::Instant::from_micros((1'700'000'000 + s) * 1'000'000); }

TEST(Throttle, FiveFailuresAreFreeThenTheDelayDoubles) {
    Throttle throttle;
    std::int64_t now = 0;
    for (int i = 0; i < 5; ++i) ASSERT_EQ(throttle.attempt("zhang", "10.0.0.1", second(now)), 0);
    for (const std::int64_t delay : {2, 4, 8, 16, 32, 64, 128, 256, 512, 900}) {
        EXPECT_EQ(throttle.attempt("zhang", "10.0.0.1", second(now)), delay);
        EXPECT_EQ(throttle.attempt("ZHANG", "10.0.0.1", second(now + delay - 1)), 1) << "the case is no way round";
        now += delay;
        if (delay < 900) {
            ASSERT_EQ(throttle.attempt("zhang", "10.0.0.1", second(now)), 0);
        }
    }
}

TEST(Throttle, SuccessStartsAfresh) {
    Throttle throttle;
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < 5; ++i) ASSERT_EQ(throttle.attempt("zhang", "10.0.0.1", second(round * 3600)), 0);
        throttle.succeeded("zhang", "10.0.0.1");
        ASSERT_EQ(throttle.attempt("zhang", "10.0.0.1", second(round * 3600)), 0);
        throttle.succeeded("zhang", "10.0.0.1");
    }
    EXPECT_EQ(throttle.counters(), 1U) << "the address remembers what was not a success";
}

TEST(Throttle, AColleagueElsewhereIsHeldUpForHalfAMinuteAtMost) {
    Throttle throttle;
    for (std::int64_t s = 0; s < 3600; ++s) throttle.attempt("zhang", "10.0.0." + std::to_string(s % 200), second(s));
    EXPECT_LE(throttle.attempt("zhang", "10.1.1.1", second(3600)), 30);
}

TEST(Throttle, GuessingIsSlowHoweverItIsSpread) {
    const auto admitted = [](auto login, auto address) {
        Throttle throttle;
        int count = 0;
        for (std::int64_t s = 0; s < 3600; ++s) count += throttle.attempt(login(s), address(s), second(s)) == 0 ? 1 : 0;
        return count;
    };
    const auto one = [](std::int64_t) { return std::string("one"); };
    const auto many = [](std::int64_t s) { return "n" + std::to_string(s); };
    EXPECT_LE(admitted(one, one), 20) << "one login from one address, in an hour";
    EXPECT_LE(admitted(one, many), 140) << "one login from everywhere";
    EXPECT_LE(admitted(many, one), 40) << "many logins from one address";
}

RC_GTEST_PROP(Throttle, BoundedHonestAndNeverLongerThanItsCap, (std::uint64_t seed)) {
    std::mt19937_64 draw(seed);
    ThrottleLimits limits;
    limits.kept = 30;
    Throttle throttle(limits);
    std::int64_t now = 0;
    for (int step = 0; step < 300; ++step) {
        now += static_cast<std::int64_t>(draw() % 40);
        const std::string login = "l" + std::to_string(draw() % 12);
        const std::string address = "a" + std::to_string(draw() % 6);
        const std::int64_t wait = throttle.attempt(login, address, second(now));
        RC_ASSERT(wait >= 0 && wait <= limits.max_delay_s);
        RC_ASSERT(throttle.counters() <= limits.kept);
        if (wait == 0 && draw() % 5 == 0) throttle.succeeded(login, address);
        if (wait > 0 && draw() % 5 == 0) {
            now += wait;  // whoever waits as long as he was told gets in
            RC_ASSERT(throttle.attempt(login, address, second(now)) == 0);
        }
    }
}

TEST(Audit, AStormOfFailuresIsTwoEntriesAMinute) {
    House house;
    AuditTrail trail;
    std::size_t written = 0;
    for (int s = 0; s < 120; ++s) {
        for (int i = 0; i < 10; ++i)
            trail.note(AuditEvent::LoginFailed, "zhang", "10.0.0.1", {"zhang", "", ""}, house.clock.now());
        written += trail.write_due(house.office).value();
        house.clock.pass_seconds(1);
    }
    written += trail.write_due(house.office, true).value();
    EXPECT_LE(written, 4U);
    std::int64_t events = 0;
    for (const journal::Entry& entry : house.entries(kAuditKind)) {
        events += base::parse_json(entry.payload, "audit").value().at("count").get<std::int64_t>();
        EXPECT_EQ(entry.actor.id, "zhang");
        EXPECT_EQ(entry.reason, "login_failed");
    }
    EXPECT_EQ(events, 1200) << "summed, not dropped";
    house.clock.pass_seconds(120);
    EXPECT_FALSE(trail.due(house.clock.now()));
}

TEST(Audit, MemoryIsBoundedAndTheRestIsSummed) {
    House house;
    AuditTrail trail(10);
    for (int i = 0; i < 1000; ++i)
        trail.note(AuditEvent::Denied, "p" + std::to_string(i), "", {"p", "", ""}, house.clock.now());
    EXPECT_LE(trail.write_due(house.office).value(), 11U);
    const std::vector<journal::Entry> entries = house.entries(kAuditKind);
    EXPECT_NE(std::find_if(entries.begin(), entries.end(),
                           [](const journal::Entry& entry) {
                               return entry.payload.find("\"(others)\",\"detail\":\"\",\"count\":990") !=
                                      std::string::npos;
                           }),
              entries.end());
}

class BrokenStore final : public store::Store {
  public:
    base::Result<std::unique_ptr<store::Snapshot>> read() override { return broken(); }
    base::Result<std::unique_ptr<store::Transaction>> write() override { return broken(); }
    base::Status announce(const std::string&) override { return broken(); }
    std::string folder() const override { return {}; }

  private:
    static base::Error broken() { return {base::Code::StoreFailed, {"test", "broken"}}; }
};

TEST(Audit, WhatCouldNotBeWrittenWaits) {
    House house;
    BrokenStore broken;
    Office without{broken, house.clock, house.random};
    AuditTrail trail;
    for (int i = 0; i < 3; ++i) trail.note(AuditEvent::Denied, "li", "/x", {"li", "", ""}, house.clock.now());
    EXPECT_FALSE(trail.write_due(without).ok());
    trail.note(AuditEvent::Denied, "li", "/x", {"li", "", ""}, house.clock.now());
    EXPECT_TRUE(trail.due(house.clock.now()));
    EXPECT_EQ(trail.write_due(house.office).value(), 1U);
    EXPECT_NE(house.entries(kAuditKind).at(0).payload.find("\"count\":4"), std::string::npos);
}

TEST(Audit, AtOnceIsAnEntryWithActorAndReason) {
    House house;
    ASSERT_TRUE(audit(house.office, AuditEvent::PersonalRead, "li", std::string(500, 'x'), House::by("li")).ok());
    const std::vector<journal::Entry> entries = house.entries(kAuditKind);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].actor.id, "li");
    EXPECT_EQ(entries[0].payload.find(std::string(201, 'x')), std::string::npos);
    EXPECT_EQ(audit_event_from_name("personal_read"), AuditEvent::PersonalRead);
}

TEST(PasswordPolicy, WeakOnesAreRefusedInBothLanguages) {
    const PasswordPolicy& policy = *PasswordPolicy::installed().value();
    for (const char* weak : {"", "Ab1-xyz", "alllowercase", "Aa1aaaaaaa", "P@ssw0rd", "P@ssw0rd2024!", "Admin@123",
                             "Panhuo#2024", "ZhangSan-77-xy", "盘活2024"}) {
        const base::Status checked = policy.check(weak, "zhangsan");
        ASSERT_FALSE(checked.ok()) << weak;
        EXPECT_EQ(checked.error().code, base::Code::PasswordRefused);
    }
    EXPECT_FALSE(policy.check(std::string(64, 'x') + std::string(70, 'Y') + "123456", "li").ok());
}

TEST(PasswordPolicy, StrongOnesAreTaken) {
    const PasswordPolicy& policy = *PasswordPolicy::installed().value();
    for (const char* strong : {"Zhunbei-2024-x", "隰县梨花 Kai le 7", "correct Horse battery 9 staple", "m3#Kp90vQz"})
        EXPECT_TRUE(policy.check(strong, "li").ok()) << strong;
    EXPECT_TRUE(policy.check("Ab1-" + std::string(30, 'q') + std::string(30, 'w'), "li").ok()) << "64 are allowed";
}

TEST(PasswordPolicy, InitialPasswordsSatisfyItAndDiffer) {
    const PasswordPolicy& policy = *PasswordPolicy::installed().value();
    base::SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i) {
        const std::string password = make_initial_password(random);
        EXPECT_TRUE(policy.check(password, "li").ok()) << password;
        seen.insert(password);
    }
    EXPECT_EQ(seen.size(), 500U);
}

TEST(PasswordPolicy, ALineThatIsNotUnderstoodIsRefusedWithItsNumber) {
    for (const char* line :
         {"min_characters\t7", "max_characters\t63", "classes\t5", "colour\t1", "classes", "classes\tx"}) {
        const auto policy = PasswordPolicy::parse("# head\n" + std::string(line) + "\n", "");
        ASSERT_FALSE(policy.ok()) << line;
        EXPECT_EQ(policy.error().args[0], "passwords.tsv:2");
    }
}

}  // namespace
}  // namespace service
