// What stands answers until its successor is made; only the writer waits.
#include "http/views.hpp"

#include "base/further_code.hpp"
#include "base/json.hpp"
#include "service/people_testing.hpp"
#include "service/record.hpp"
#include "service/setup.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

class RenewedViews : public ::testing::Test {
  protected:
    RenewedViews() {
        EXPECT_TRUE(service::found_store(house_.office, "141031", "xixian-2024", house_.by("founder")).ok());
    }

    void write(const std::string& number, const std::string& writer) {
        const base::Json statements = {
            {{"kind", "approval"},
             {"record",
              {{"document_no", number}, {"division", "141031"}, {"approved_on", "2020-05-01"}, {"total_m2", 1000}}}}};
        const auto recorded = service::record(house_.office, statements, house_.by(writer));
        ASSERT_TRUE(recorded.ok()) << recorded.error().text().en;
        views_.written(writer);
    }
    std::shared_ptr<View> at(const std::string& reader) {
        const auto view = views_.at({}, reader);
        EXPECT_TRUE(view.ok());
        return view.ok() ? *view : nullptr;
    }
    /// How many approvals the view knows; counts how often that was made.
    std::string approvals(View& view) {
        const auto made = view.document("approvals", [this](View::Material& material) -> base::Result<std::string> {
            ++made_;
            return std::to_string(material.book.approvals.size());
        });
        EXPECT_TRUE(made.ok());
        return made.ok() ? (*made)->text : "";
    }

    service::testing::House house_;
    Views views_{*house_.store, house_.clock};
    std::atomic<int> made_{0};
};

TEST_F(RenewedViews, TheWriterSeesWhatHeWroteAtOnce) {
    EXPECT_EQ(approvals(*at("clerk")), "0");
    write("示例批〔2020〕1号", "clerk");
    EXPECT_EQ(approvals(*at("clerk")), "1");
    write("示例批〔2020〕2号", "clerk");
    write("示例批〔2020〕3号", "clerk");
    EXPECT_EQ(approvals(*at("clerk")), "3");
}

TEST_F(RenewedViews, OthersAreAnsweredMeanwhileAndHaveItWhenItIsMade) {
    EXPECT_EQ(approvals(*at("leader")), "0");
    write("示例批〔2020〕1号", "clerk");
    const std::string meanwhile = approvals(*at("leader"));
    EXPECT_TRUE(meanwhile == "0" || meanwhile == "1") << meanwhile;
    views_.settle();
    EXPECT_EQ(at("leader")->version(), views_.version());
    EXPECT_EQ(approvals(*at("leader")), "1");
}

TEST_F(RenewedViews, TheSuccessorHasTheDocumentsAndListsThatWereAskedFor) {
    approvals(*at("leader"));
    const auto all = [](const ParcelRows& rows) {
        return View::Selection{std::vector<std::uint32_t>(rows.size()), {}, {}};
    };
    ASSERT_TRUE(at("leader")->selection("all", all).ok());
    EXPECT_EQ(made_, 1);
    write("示例批〔2020〕1号", "clerk");
    at("leader");
    views_.settle();
    EXPECT_EQ(made_, 2);
    EXPECT_EQ(approvals(*at("leader")), "1");
    EXPECT_EQ(made_, 2);
    const auto selected = at("leader")->selection("all", all);
    ASSERT_TRUE(selected.ok());
    EXPECT_EQ((*selected)->rows.size(), 1u);
    // Asked once of that view: made for the next; nobody asks the next: not made for the one after.
    write("示例批〔2020〕2号", "clerk");
    at("leader");
    views_.settle();
    EXPECT_EQ(made_, 3);
    write("示例批〔2020〕3号", "clerk");
    at("leader");
    views_.settle();
    EXPECT_EQ(made_, 3);
}

TEST_F(RenewedViews, WhoCannotWaitIsToldSoAndFindsItOpenLater) {
    Views hasty(*house_.store, house_.clock, {std::chrono::seconds(0), 4});
    const auto first = hasty.at({}, "leader");
    if (!first.ok()) {
        EXPECT_EQ(first.error().code, base::Further::ViewPreparing);
    }
    hasty.settle();
    EXPECT_TRUE(hasty.at({}, "leader").ok());
}

TEST_F(RenewedViews, NoMoreWaitThanThereIsRoomFor) {
    Views narrow(*house_.store, house_.clock, {std::chrono::seconds(20), 0});
    const auto first = narrow.at({}, "leader");
    if (!first.ok()) {
        EXPECT_EQ(first.error().code, base::Further::ViewPreparing);
    }
    narrow.settle();
    EXPECT_TRUE(narrow.at({}, "leader").ok());
}

TEST_F(RenewedViews, WhatIsPreparedIsThereForTheFirstReader) {
    views_.prepare();
    views_.settle();
    Views narrow(*house_.store, house_.clock, {std::chrono::seconds(0), 0});
    narrow.prepare();
    narrow.settle();
    EXPECT_TRUE(narrow.at({}, "leader").ok());
}

TEST_F(RenewedViews, ShortQuestionsAreAskedOfTheMomentOfTheBook) {
    const auto view = at("leader");
    write("示例批〔2020〕1号", "clerk");
    const auto known = view->ask([](const service::Book&, store::Snapshot& snapshot) {
        return snapshot.versions("approval", "示例批〔2020〕1号");
    });
    ASSERT_TRUE(known.ok());
    EXPECT_TRUE(known->empty());
}

TEST_F(RenewedViews, ParcelsAreFoundByIdAndByOrigin) {
    write("示例批〔2020〕1号", "clerk");
    const auto rows = at("clerk")->rows();
    ASSERT_TRUE(rows.ok());
    const auto found = (*rows)->called("rest:示例批〔2020〕1号");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ((*rows)->origin(found.front()), "rest:示例批〔2020〕1号");
    EXPECT_TRUE((*rows)->called("示例批〔2020〕1号").empty());
    EXPECT_TRUE((*rows)->called("").empty());
}

TEST_F(RenewedViews, AMomentThatCannotBeReadIsRefused) {
    EXPECT_FALSE(views_.at({"2024-02-30", "", ""}, "leader").ok());
    EXPECT_FALSE(views_.at({"", "soon", ""}, "leader").ok());
}

}  // namespace
}  // namespace http
