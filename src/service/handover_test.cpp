// Handover: the same calls in the same order, failures come back, nothing hangs.
#include "service/handover.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace service {
namespace {

class Writes final : public intake::Sink {
  public:
    base::Status candidate(intake::Candidate&& candidate) override {
        if (candidate.row == fail_at) return base::Error{base::Code::StoreFailed, {"disk", "full"}};
        seen.push_back("c" + std::to_string(candidate.row));
        return base::Done{};
    }
    void problem(intake::Problem&& problem) override { seen.push_back("p" + std::to_string(problem.row)); }
    void rejected(std::string_view, std::int64_t row, const std::vector<std::string>&,
                  const std::vector<std::string>& cells) override {
        seen.push_back("r" + std::to_string(row) + cells.at(0));
    }
    std::int64_t fail_at = -1;
    std::vector<std::string> seen;
};

/// Feeds `rows` rows to the sink; stops, as the readers of files do, at the first failure.
base::Status feed(intake::Sink& sink, std::int64_t rows) {
    for (std::int64_t row = 0; row < rows; ++row) {
        intake::Candidate candidate;
        candidate.row = row;
        PANHUO_DO(sink.candidate(std::move(candidate)));
        if (row % 3 == 0) {
            intake::Problem problem;
            problem.row = row;
            sink.problem(std::move(problem));
        }
        if (row % 7 == 0) sink.rejected("s", row, {"h"}, {"x"});
    }
    return base::Done{};
}

TEST(Handover, TheSinkBehindSeesTheSameCallsInOrder) {
    for (const std::int64_t rows : {0, 1, 255, 256, 257, 20'000}) {
        Writes direct;
        ASSERT_TRUE(feed(direct, rows).ok());
        Writes behind;
        Handover handover(behind);
        ASSERT_TRUE(feed(handover, rows).ok());
        ASSERT_TRUE(handover.finish().ok());
        EXPECT_EQ(behind.seen, direct.seen) << rows;
    }
}

TEST(Handover, AFailureBehindStopsTheReaderAndIsToldOnce) {
    Writes behind;
    behind.fail_at = 1000;
    Handover handover(behind);
    const base::Status fed = feed(handover, 100'000'000);  // would take minutes if it were not stopped
    ASSERT_FALSE(fed.ok());
    EXPECT_EQ(fed.error().code, base::Code::StoreFailed);
    EXPECT_FALSE(handover.finish().ok());
    EXPECT_EQ(std::count(behind.seen.begin(), behind.seen.end(), "c1001"), 0);
}

TEST(Handover, AFailureInTheLastRowsIsToldByFinish) {
    Writes behind;
    behind.fail_at = 9;
    Handover handover(behind);
    ASSERT_TRUE(feed(handover, 10).ok());
    EXPECT_FALSE(handover.finish().ok());
}

TEST(Handover, WithoutFinishTheRestIsDropped) {
    Writes behind;
    {
        Handover handover(behind);
        ASSERT_TRUE(feed(handover, 100).ok());
    }
    EXPECT_TRUE(behind.seen.empty());  // less than a batch: never sent
}

}  // namespace
}  // namespace service
