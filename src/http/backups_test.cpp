// Backups of a served store: on demand, by the clock, with old ones going; and what is told of a failure.
#include "http/backups.hpp"

#include "base/json.hpp"
#include "http/site.hpp"
#include "service/backup_testing.hpp"
#include "service/people_testing.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

constexpr std::int64_t kHour = 3600;

class Shelf : public ::testing::Test {
  protected:
    Shelf() {
        EXPECT_TRUE(base::make_folders(shop_.path("shelf")).ok());
        EXPECT_TRUE(shop_.say_one(1).ok());
        clock_.at = shop_.clock.now();
        site_ = std::make_unique<Site>(shop_.office().store, clock_, shop_.random,
                                       *service::Rights::installed().value(), "141031", ::testing::TempDir());
    }
    void open(unsigned every, unsigned keep) {
        auto opened = Backups::open(*site_, {shop_.path("shelf"), every, keep});
        ASSERT_TRUE(opened.ok()) << opened.error().text().en;
        site_->backups = *std::move(opened);
    }
    base::Json told() { return site_->backups->json(); }
    /// The clock is looked at, and what was begun by that has ended.
    std::size_t look() {
        site_->backups->look_at_clock();
        for (const Works::Pointer& work : site_->works.of("(schedule)")) work->wait_for_end();
        return told()["backups"].size();
    }
    std::vector<std::string> audited() {
        service::Office office = site_->office();
        EXPECT_TRUE(site_->trail.write_due(office, true).ok());
        std::vector<std::string> events;
        EXPECT_TRUE(shop_.office()
                        .store.read()
                        .value()
                        ->scan(service::kSystemChain, 1,
                               [&](const journal::Stored& stored) {
                                   const journal::Entry entry = journal::decode(stored.bytes).value();
                                   if (entry.kind == service::kAuditKind)
                                       events.push_back(entry.key.substr(0, entry.key.find('/')) + " " +
                                                        entry.actor.id);
                                   return true;
                               })
                        .ok());
        std::sort(events.begin(), events.end());
        return events;
    }

    service::testing::Shop shop_;
    service::testing::StandingClock clock_;
    std::unique_ptr<Site> site_;
};

TEST_F(Shelf, OneIsMadeAtOnceThenWhenItsTimeHasComeAndOldOnesGo) {
    open(24, 2);
    EXPECT_EQ(told()["last_success"], nullptr);
    EXPECT_EQ(site_->backups->figures().find("last_success"), std::string::npos);
    EXPECT_EQ(look(), 1U) << "there was none";
    const std::string first = told()["backups"][0]["name"];
    EXPECT_EQ(told()["last_success"], clock_.at.iso());
    EXPECT_NE(site_->backups->figures().find("last_success_timestamp_seconds " +
                                             std::to_string(clock_.at.micros() / 1'000'000)),
              std::string::npos);
    clock_.pass_seconds(24 * kHour - 1);
    EXPECT_EQ(look(), 1U);
    clock_.pass_seconds(1);
    EXPECT_EQ(look(), 2U);
    clock_.pass_seconds(24 * kHour);
    EXPECT_EQ(look(), 2U) << "the oldest went";
    const base::Json kept = told();
    for (const base::Json& each : kept["backups"]) EXPECT_NE(each["name"], first);
    EXPECT_EQ(audited(), (std::vector<std::string>{"backup_made (schedule)", "backup_made (schedule)",
                                                   "backup_made (schedule)", "backup_removed (schedule)"}));
    // A server that is started again finds what stands there and waits for its time.
    open(24, 2);
    EXPECT_EQ(look(), 2U);
}

TEST_F(Shelf, AClockThatWasSetBackMakesNoFlood) {
    open(1, 0);
    EXPECT_EQ(look(), 1U);
    clock_.pass_seconds(-10 * kHour);
    open(1, 0);
    EXPECT_EQ(look(), 2U) << "the one of the future does not count";
    for (int i = 0; i < 5; ++i) EXPECT_EQ(look(), 2U);
}

TEST_F(Shelf, AFailureIsShownAndTriedAgainLater) {
    open(24, 0);
    std::filesystem::rename(shop_.path("shelf"), shop_.path("unplugged"));
    site_->backups->look_at_clock();
    for (const Works::Pointer& work : site_->works.of("(schedule)")) work->wait_for_end();
    EXPECT_EQ(told()["last_failure"]["problem"]["code"], "FILE_NOT_FOUND") << "also while the disk is away";
    std::filesystem::create_directory(shop_.path("shelf"));
    EXPECT_EQ(told()["last_failure"]["problem"]["code"], "FILE_NOT_FOUND");
    EXPECT_NE(site_->backups->figures().find("failures_total 1\n"), std::string::npos);
    EXPECT_EQ(look(), 0U) << "not at once";
    clock_.pass_seconds(600);
    EXPECT_EQ(look(), 1U);
    EXPECT_EQ(told()["last_failure"], nullptr);
    EXPECT_EQ(audited(), (std::vector<std::string>{"backup_failed (schedule)", "backup_made (schedule)"}));
}

TEST_F(Shelf, OnDemandOneAtATimeAndWithoutAScheduleNever) {
    open(0, 0);
    EXPECT_EQ(look(), 0U);
    const auto begun = site_->backups->begin({"admin", "system_admin", ""});
    ASSERT_TRUE(begun.ok());
    (*begun)->wait_for_end();
    const auto product = (*begun)->product();
    ASSERT_TRUE(product.ok()) << product.error().text().en;
    EXPECT_EQ(told()["backups"][0], product->result);
    EXPECT_EQ(audited(), (std::vector<std::string>{"backup_made admin"}));
    EXPECT_EQ(told()["busy"], false);
}

TEST_F(Shelf, AFolderThatIsNotThereOrInTheStoreIsRefused) {
    EXPECT_FALSE(Backups::open(*site_, {shop_.path("absent"), 0, 0}).ok());
    EXPECT_FALSE(Backups::open(*site_, {shop_.path("store"), 0, 0}).ok());
    EXPECT_FALSE(Backups::open(*site_, {shop_.path("store/files"), 0, 0}).ok());
}

}  // namespace
}  // namespace http
