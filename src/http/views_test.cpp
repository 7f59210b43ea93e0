// What stands answers until its successor is made; only the writer waits.
#include "http/views.hpp"

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
        return made.ok() ? **made : "";
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
    const auto all = [](const std::vector<service::Parcel>& parcels) {
        return View::Selection{std::vector<std::uint32_t>(parcels.size()), {}, {}};
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

TEST_F(RenewedViews, ARightIsJudgedByWhatIsWrittenNow) {
    approvals(*at("leader"));
    write("示例批〔2020〕1号", "clerk");
    const auto now = views_.now({});
    ASSERT_TRUE(now.ok());
    EXPECT_EQ(approvals(**now), "1");
}

TEST_F(RenewedViews, ParcelsAreFoundByIdAndByOrigin) {
    write("示例批〔2020〕1号", "clerk");
    const auto found = at("clerk")->parcels_of("rest:示例批〔2020〕1号");
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found->size(), 1u);
    EXPECT_EQ(found->front()->origin, "rest:示例批〔2020〕1号");
    EXPECT_TRUE(at("clerk")->parcels_of("示例批〔2020〕1号")->empty());
}

TEST_F(RenewedViews, AMomentThatCannotBeReadIsRefused) {
    EXPECT_FALSE(views_.at({"2024-02-30", "", ""}, "leader").ok());
    EXPECT_FALSE(views_.now({"", "soon", ""}).ok());
}

}  // namespace
}  // namespace http
