// Long work: begun, followed, found again, bounded.
#include "http/works.hpp"

#include "base/further_code.hpp"
#include "base/json.hpp"
#include "service/people_testing.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

namespace http {
namespace {

class LongWork : public ::testing::Test {
  protected:
    WorkOrder order(const std::string& login, std::function<base::Result<Product>(const service::TellProgress&)> work) {
        return {login, "verify", "name", service::Action::Verify, std::move(work)};
    }
    service::testing::StandingClock clock_;
    base::SystemRandom random_;
    Works works_{clock_, random_};
};

TEST_F(LongWork, TellsWhereItStandsAndWhatCameOfIt) {
    std::promise<void> told, go_on;
    const auto work = works_.begin(order("wang", [&](const service::TellProgress& progress) -> base::Result<Product> {
        progress("reading", 256, 1000);
        told.set_value();
        go_on.get_future().wait();
        return Product{{{"rows", 1000}}, "", "", ""};
    }));
    ASSERT_TRUE(work.ok());
    told.get_future().wait();
    const std::shared_ptr<Feed> feed = feed_of(*work);
    const std::string first = feed->more();
    EXPECT_NE(first.find("event: work\ndata: {"), std::string::npos) << first;
    EXPECT_NE(first.find("\"state\":\"running\",\"step\":\"reading\",\"done\":256,\"total\":1000"), std::string::npos)
        << first;
    EXPECT_EQ(first.substr(first.size() - 2), "\n\n");
    EXPECT_EQ(feed->more(), "");
    EXPECT_FALSE(feed->over());
    EXPECT_FALSE((*work)->product().ok());
    go_on.set_value();
    (*work)->wait_for_end();
    EXPECT_FALSE(feed->over());
    EXPECT_NE(feed->more().find("\"state\":\"done\""), std::string::npos);
    EXPECT_TRUE(feed->over());
    // Who was cut off asks again and is told the end at once.
    EXPECT_NE(feed_of(*work)->more().find("\"result\":{\"rows\":1000}"), std::string::npos);
    EXPECT_EQ((*work)->product()->result["rows"], 1000);
}

TEST_F(LongWork, IsFoundAgainByItsBeginnerOnly) {
    const auto nothing = [](const service::TellProgress&) -> base::Result<Product> { return Product{}; };
    const auto first = works_.begin(order("wang", nothing));
    const auto second = works_.begin(order("wang", nothing));
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(works_.find((*first)->id(), "wang"), *first);
    EXPECT_EQ(works_.find((*first)->id(), "li"), nullptr);
    const auto mine = works_.of("wang");
    ASSERT_EQ(mine.size(), 2u);
    EXPECT_EQ(mine[0], *second);
    EXPECT_TRUE(works_.of("li").empty());
}

TEST_F(LongWork, WhatFailsSaysWhy) {
    const auto failed = works_.run(order("wang", [](const service::TellProgress&) -> base::Result<Product> {
        return base::Error{base::Code::FileNotFound, {"x.csv"}};
    }));
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().code, base::Code::FileNotFound);
    const base::Json json = works_.of("wang").front()->json();
    EXPECT_EQ(json["state"], "failed");
    EXPECT_EQ(json["problem"]["code"], "FILE_NOT_FOUND");
    const auto thrown = works_.run(order(
        "wang", [](const service::TellProgress&) -> base::Result<Product> { throw std::runtime_error("a bug"); }));
    EXPECT_EQ(thrown.error().code, base::Code::ServerFailed);
}

TEST_F(LongWork, NoMoreWaitsThanThereIsRoomFor) {
    std::promise<void> go_on;
    const std::shared_future<void> gate = go_on.get_future().share();
    const auto waits = [gate](const service::TellProgress&) -> base::Result<Product> {
        gate.wait();
        return Product{};
    };
    int taken = 0;
    while (taken < 100) {
        const auto work = works_.begin(order("wang", waits));
        if (!work.ok()) {
            EXPECT_EQ(work.error().code, base::Further::WorkCrowded);
            break;
        }
        ++taken;
    }
    EXPECT_GE(taken, 8);
    EXPECT_LE(taken, 10);  // two may run already
    go_on.set_value();
    for (const auto& work : works_.of("wang")) work->wait_for_end();
    EXPECT_TRUE(works_.begin(order("wang", waits)).ok());
}

TEST_F(LongWork, StoppingEndsWhatRunsAndDropsWhatWaits) {
    std::promise<void> running, go_on;
    const std::shared_future<void> gate = go_on.get_future().share();
    std::vector<Works::Pointer> all;
    std::atomic<int> begun{0};
    for (int i = 0; i < 6; ++i) {
        all.push_back(*works_.begin(order("wang", [&, gate](const service::TellProgress&) -> base::Result<Product> {
            if (++begun == 2) running.set_value();
            gate.wait();
            return Product{};
        })));
    }
    running.get_future().wait();
    std::thread stopping([&] { works_.stop(); });
    for (std::size_t i = 2; i < 6; ++i) all[i]->wait_for_end();
    go_on.set_value();
    stopping.join();
    int done = 0, dropped = 0;
    for (const auto& work : all) ++(work->json()["state"] == "done" ? done : dropped);
    EXPECT_EQ(done, 2);
    EXPECT_EQ(dropped, 4);
    EXPECT_FALSE(works_.begin(order("wang", {})).ok());
}

}  // namespace
}  // namespace http
