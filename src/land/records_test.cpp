#include "land/records.hpp"

#include "base/text.hpp"
#include "base/values_testing.hpp"
#include "land/fields.hpp"
#include "land/vocabulary.hpp"

#include <gtest/gtest.h>

namespace land {
namespace {

using Nodes = std::vector<std::string>;
const std::string kApproval = "晋政地字〔2009〕9041号";

using base::testing::day;

TEST(Kinds, NamesReadBack) {
    EXPECT_EQ(all_kinds().size(), 18U);
    for (const Kind kind : all_kinds()) {
        EXPECT_EQ(kind_from_name(kind_name(kind)), kind);
        EXPECT_FALSE(kind_title(kind).zh.empty());
    }
    EXPECT_EQ(kind_name(Kind::SiteReadiness), "site_readiness");
    EXPECT_EQ(kind_of(Record{Stocklist{}}), Kind::Stocklist);
    EXPECT_FALSE(kind_from_name("parcel"));
}

TEST(Keys, OfSupplies) {
    Supply supply;
    supply.division = "141031";
    supply.project = "供热站";
    supply.signed_on = day("2012-03-25");
    supply.area = Area::from_units(206'580'001);
    supply.ordinal = 2;
    EXPECT_EQ(key_of(supply), "141031|供热站|2012-03-25|20658.0001|2");
    EXPECT_EQ(nodes_of(supply), Nodes{"supply:141031|供热站|2012-03-25|20658.0001|2"});
    supply.supervision_no = "1410312012B00012-1";
    EXPECT_EQ(key_of(supply), "1410312012B00012-1");
    EXPECT_EQ(nodes_of(supply), Nodes{"supply:1410312012B00012"});
    EXPECT_EQ(division_of(supply), "141031");
}

TEST(Keys, OfPlots) {
    Plot plot;
    plot.file_key = "0123456789abcdef0123#4";
    plot.number = "1";
    EXPECT_EQ(key_of(plot), plot.file_key) << "real files number their plots alike";
    EXPECT_EQ(nodes_of(plot), Nodes{"plot:0123456789abcdef0123#4"});
    plot.approval = kApproval;
    EXPECT_EQ(key_of(plot), kApproval + "#1");
    EXPECT_EQ(nodes_of(plot), (Nodes{"plot:" + kApproval + "#1", "approval:" + kApproval}));
}

TEST(Keys, OfLinks) {
    Link link;
    link.supply = "1410312012B00012-2";
    link.existing = true;
    EXPECT_EQ(key_of(link), "1410312012B00012-2>existing");
    link.approval = kApproval;
    EXPECT_EQ(key_of(link), "1410312012B00012-2>rest:" + kApproval);
    link.plot = kApproval + "#3";
    link.carried = true;
    EXPECT_EQ(key_of(link), "1410312012B00012-2>plot:" + kApproval + "#3+carried");
    EXPECT_EQ(nodes_of(link), (Nodes{"supply:1410312012B00012", "plot:" + kApproval + "#3", "approval:" + kApproval}));
}

TEST(Keys, OfPapersAreTheirNumberElseSubjectAndDate) {
    Withdrawal paper;
    paper.approval = kApproval;
    paper.filed_on = day("2024-06-25");
    const std::string key = kApproval + "|withdrawn|2024-06-25";
    EXPECT_EQ(key_of(paper), key);
    paper.reply_on = day("2024-10-18");
    EXPECT_EQ(key_of(paper), key) << "later steps do not make another paper";
    paper.to_plot = "B#2";
    EXPECT_EQ(nodes_of(paper), (Nodes{"approval:" + kApproval, "plot:B#2", "approval:B"}));
    paper.number = "隰政函〔2024〕8号";
    EXPECT_EQ(key_of(paper), paper.number);

    Offer offer;
    offer.plot = "A#1";
    offer.from = day("2024-01-02");
    EXPECT_EQ(key_of(offer), "A#1|offer|2024-01-02");
    Expropriation done;
    done.plot = "A#1";
    done.on = day("2024-01-02");
    EXPECT_EQ(key_of(done), "A#1|2024-01-02");
    Portion portion;
    portion.plot = "A#1";
    portion.number = "b";
    EXPECT_EQ(key_of(portion), "A#1#b");
    EXPECT_EQ(nodes_of(portion), (Nodes{"plot:A#1", "approval:A"}));
}

TEST(Keys, OfListsAndFigures) {
    Idle idle;
    idle.division = "141031";
    idle.project = "甲";
    idle.area = Area::from_m2(7);
    EXPECT_EQ(key_of(idle), "idle|141031|甲|7");
    EXPECT_EQ(nodes_of(idle), Nodes{"listed:idle|141031|甲|7"});
    idle.supply = "1410312012B00012-1";
    EXPECT_EQ(nodes_of(idle), Nodes{"supply:1410312012B00012"});
    Stocklist row;
    row.number = "nzy810";
    row.plot = "A#1";
    EXPECT_EQ(nodes_of(row), (Nodes{"listed:nzy810", "plot:A#1", "approval:A"}));
    row.plot.clear();
    row.approval = kApproval;
    EXPECT_EQ(nodes_of(row), (Nodes{"listed:nzy810", "approval:" + kApproval}));
    Approval twice;
    twice.document_no = "B";
    twice.same_land_as = kApproval;
    EXPECT_EQ(nodes_of(twice), (Nodes{"approval:B", "approval:" + kApproval}));
    Baseline baseline;
    baseline.stock = "unsupplied";
    baseline.division = "141031";
    baseline.on = day("2023-12-31");
    EXPECT_EQ(key_of(baseline), "unsupplied|141031||2023-12-31");
    EXPECT_TRUE(nodes_of(baseline).empty());
    Progress progress;
    progress.supply = "1410312012B00012";
    progress.event = "start";
    progress.on = day("2013-01-01");
    EXPECT_EQ(key_of(progress), "1410312012B00012|start|2013-01-01");
}

TEST(Keys, OfDecisions) {
    Decision decision;
    decision.type = "recovered";
    decision.supply = "1410312016B90033";
    decision.on = day("2024-09-20");
    EXPECT_EQ(key_of(decision), "1410312016B90033|recovered|2024-09-20");
    EXPECT_EQ(nodes_of(decision), Nodes{"supply:1410312016B90033"});
    Decision reading;
    reading.type = "reading";
    reading.contradiction = "june";
    reading.on = day("2024-04-01");
    EXPECT_EQ(key_of(reading), "june|reading|2024-04-01");
    EXPECT_TRUE(nodes_of(reading).empty());
}

TEST(Numbers, OnlyTheMinistrysFormHasABase) {
    EXPECT_EQ(base_number("1404272013B00193-1"), "1404272013B00193");
    EXPECT_EQ(suffix_of("1404272013B00193-12"), 12);
    EXPECT_EQ(base_number("1404272013B00193"), "1404272013B00193");
    EXPECT_EQ(suffix_of("1404272013B00193"), 0);
    for (const char* const whole :
         {"2012-15", "1404272013B00193-", "1404272013B00193-a", "1404272013b00193-1", "", "a|b|-1"}) {
        EXPECT_EQ(base_number(whole), whole);
        EXPECT_EQ(suffix_of(whole), 0) << whole;
    }
}

TEST(ClosedLists, AgreeWithTheVocabulary) {
    ASSERT_TRUE(vocabulary_status().ok()) << vocabulary_status().error().text().en;
    const auto same = [](const char* list, Values expected) {
        EXPECT_EQ(vocabulary().identifiers(list), std::vector<std::string>(expected.begin(), expected.end())) << list;
    };
    same("mode", values::kMode);
    same("approval_type", values::kApprovalType);
    same("event", values::kEvent);
    same("work", values::kWork);
    same("cause", values::kCause);
    same("route", values::kRoute);
    same("idle_state", values::kIdleState);
    same("idle_type", values::kIdleType);
    same("withdrawal_kind", values::kWithdrawal);
}

}  // namespace
}  // namespace land
