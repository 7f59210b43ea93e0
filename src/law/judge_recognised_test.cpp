// What the authority has recognised: how long it holds, which way its cause leads, what is asked for meanwhile.
#include "law/judgement.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;
using testing::get;
using testing::has;

using Case = testing::SupplyCase;
using testing::code;

TEST(JudgeRecognised, RecognisedIdleLandIsThatAndNothingElse) {
    Case listed("2015-05-30");
    land::Idle row;
    row.recognised_on = day("2019-05-28");
    row.letter_no = "1号";
    listed.idle.push_back(row);
    EXPECT_EQ(code(listed.judge("2019-05-27")), "start_unknown");
    EXPECT_EQ(code(listed.judge("2019-05-28")), "idle_recognised");
    EXPECT_EQ(listed.judge("2019-05-28").certainty, Certainty::Proved);
    Case started = listed;
    started.seen("start", "2020-01-01");
    EXPECT_EQ(code(started.judge("2020-02-01")), "not_due");
    Case extended = listed;
    extended.extended("2019-08-01", "2020-08-01");
    EXPECT_EQ(code(extended.judge("2019-09-01")), "not_due");
    listed.idle[0].state = "suspected";
    listed.idle[0].list_date = day("2019-05-28");
    const SupplyJudgement suspected = listed.judge("2019-06-01");
    EXPECT_EQ(code(suspected), "start_unknown");
    EXPECT_TRUE(has(suspected.findings, "IDLE_LISTED_SUSPECTED"));
    listed.idle[0].list_date.reset();  // since when it is listed nobody said: it is listed all the same
    EXPECT_TRUE(has(listed.judge("2019-06-01").findings, "IDLE_LISTED_SUSPECTED"));
}

TEST(JudgeRecognised, AListHoldsUntilStartFinishOrDecision) {
    Case listed("2015-05-30");
    land::Idle row;
    row.list_date = day("2019-05-28");
    listed.idle.push_back(row);
    const SupplyJudgement out = listed.judge("2019-06-01");
    EXPECT_EQ(code(out), "idle_recognised");
    EXPECT_EQ(out.certainty, Certainty::Stated);  // a list is no letter
    EXPECT_EQ(get(out.findings, "IDLE_RECOGNISED").reasons[0], (Reason{"idle.list_date", "2019-05-28", "141031/4"}));
    EXPECT_EQ(code(listed.judge("2019-05-27")), "start_unknown");
    for (const char* type : {"recovered", "rescinded", "revoked", "fee"}) {
        Case decided = listed;
        land::Decision decision;
        decision.type = type;
        decision.on = day("2019-08-01");
        decided.decisions.push_back(decision);
        EXPECT_EQ(code(decided.judge("2019-07-31")), "idle_recognised") << type;
        const bool ends = std::string(type) != "fee";  // a fee leaves the land idle
        EXPECT_EQ(code(decided.judge("2019-08-01")), ends ? "start_unknown" : "idle_recognised") << type;
        decided.decisions[0].on.reset();
        EXPECT_EQ(code(decided.judge("2019-08-01")), ends ? "start_unknown" : "idle_recognised") << type;
        decided.decisions[0].on = day("2019-01-01");  // before the list
        EXPECT_EQ(code(decided.judge("2019-08-01")), "idle_recognised") << type;
    }
    Case finished = listed;
    finished.seen("finish", "2019-07-01");
    EXPECT_EQ(code(finished.judge("2019-08-01")), "not_due");
    listed.idle[0].list_date.reset();
    EXPECT_EQ(code(listed.judge("2019-08-01")), "idle_recognised");
    listed.idle[0].state = "disposed";
    EXPECT_EQ(code(listed.judge("2019-08-01")), "start_unknown");
    listed.idle[0].state = "suspected";
    listed.idle[0].list_date = day("2019-09-01");  // not yet listed
    EXPECT_FALSE(has(listed.judge("2019-08-01").findings, "IDLE_LISTED_SUSPECTED"));
}

TEST(JudgeRecognised, WhereTheBookWasAskedItsAccountDecides) {
    Case in_book("2015-05-30");
    in_book.cells = {{"plot:P", "S", ledger::Account::Idle, Area::from_m2(5)}};
    EXPECT_EQ(code(in_book.judge("2024-01-01")), "idle_recognised");
    in_book.cells[0].account = ledger::Account::Unreported;
    land::Idle row;
    row.recognised_on = day("2019-05-28");
    in_book.idle.push_back(row);
    EXPECT_EQ(code(in_book.judge("2024-01-01")), "start_unknown");
}

// ---- what follows from a recognition ----------------------------------------------------------------------------

Case recognised(const char* agreed_start, const char* cause, const char* on = "2019-05-28") {
    Case out(agreed_start);
    land::Idle letter;
    letter.recognised_on = day(on);
    letter.cause = cause;
    out.idle.push_back(letter);
    return out;
}

/// The article that the next step names: "12", "14(1)", "14(2)", or empty where the cause is still open.
std::string way(const Case& one, const char* as_of) {
    const SupplyJudgement out = one.judge(as_of);
    EXPECT_EQ(code(out), "idle_recognised");
    const std::string text = out.next_step.value_or(base::Text{}).en;
    for (const char* article : {"14(1)", "14(2)", "12"})
        if (text.find(std::string("art ") + article) != std::string::npos ||
            text.find(std::string("article ") + article + ":") != std::string::npos)
            return article;
    EXPECT_EQ(text, "Dispose of it according to the recognised cause");
    return "";
}

TEST(JudgeRecognised, TheRecognisedCauseLeadsToItsWay) {
    EXPECT_EQ(way(recognised("2018-01-27", "政府原因"), "2019-10-10"), "12");
    EXPECT_EQ(way(recognised("", "自然灾害"), "2019-10-10"), "12");
    EXPECT_EQ(way(recognised("2018-01-27", "企业原因"), "2020-01-27"), "14(1)");
    EXPECT_EQ(way(recognised("2018-01-27", "企业原因"), "2020-01-28"), "14(2)");  // the day after two full years
    EXPECT_EQ(way(recognised("2018-01-27", "企业原因").extended("2019-01-10", "2019-03-01"), "2020-03-02"), "14(1)");
    EXPECT_EQ(way(recognised("", "企业原因"), "2020-01-28"), "");  // two years since when?
    EXPECT_EQ(way(recognised("2018-01-27", "混合原因"), "2020-01-28"), "");
    EXPECT_EQ(way(recognised("2018-01-27", "经营不善"), "2020-01-28"), "");  // a word that stands in no list
    EXPECT_EQ(way(recognised("2018-01-27", ""), "2020-01-28"), "");
}

TEST(JudgeRecognised, AnOwnersCauseOfLessThanAYearIsNotACaseOfArticleTwelve) {
    EXPECT_EQ(way(recognised("2018-09-01", "企业原因"), "2019-09-01"), "");
    EXPECT_EQ(way(recognised("2018-09-01", "企业原因"), "2019-09-02"), "14(1)");
}

TEST(JudgeRecognised, LettersThatNameDifferentCausesLeaveTheWayOpenInAnyOrder) {
    struct Pair {
        const char *first, *second;
    };
    for (const Pair& causes :
         {Pair{"政府原因", "企业原因"}, Pair{"企业原因", "政府原因"}, Pair{"企业原因", "经营不善"}}) {
        Case two = recognised("2015-05-30", causes.first);
        two.idle.push_back(recognised("", causes.second).idle[0]);
        EXPECT_EQ(way(two, "2020-01-01"), "") << causes.first << " " << causes.second;
    }
}

TEST(JudgeRecognised, OnlyWhatRecognisesOnTheDaySettlesTheWay) {
    for (const char* state : {"suspected", "disposed", "recognised"}) {
        Case two = recognised("2015-05-30", "企业原因");
        two.idle.push_back(recognised("", "政府原因", "2021-01-01").idle[0]);
        two.idle[1].state = state;
        two.idle[1].type = "stalled";
        two.idle[1].letter_no = "2号";
        two.idle[1].litigation = "yes";
        const bool later = std::string(state) == "recognised";
        EXPECT_EQ(way(two, "2020-12-31"), "14(2)") << state;
        EXPECT_EQ(two.judge("2020-12-31").certainty, Certainty::Stated) << state;
        EXPECT_FALSE(has(two.judge("2020-12-31").findings, "EVIDENCE_NOT_UPLOADED")) << state;
        EXPECT_EQ(way(two, "2021-01-01"), later ? "12" : "14(2)") << state;
        EXPECT_EQ(has(two.judge("2021-01-01").findings, "EVIDENCE_NOT_UPLOADED"), later) << state;
    }
}

TEST(JudgeRecognised, StoppedLandTakesAWayOfArticleTwelveWhateverTheCause) {
    Case stalled_by_letter = recognised("2015-05-30", "企业原因");
    stalled_by_letter.idle[0].type = "stalled";
    EXPECT_EQ(way(stalled_by_letter, "2020-01-01"), "12");
    EXPECT_EQ(way(recognised("2015-05-30", "企业原因").seen("start", "2015-06-01"), "2020-01-01"), "12");
    EXPECT_EQ(way(recognised("2015-05-30", "企业原因").seen("start", "2015-06-01", "support_piles"), "2020-01-01"),
              "14(2)");
}

TEST(JudgeRecognised, TheProofOfALawsuitIsAskedForUntilItIsUploaded) {
    Case sued = recognised("2015-05-30", "政府原因");
    const auto asked = [&](const char* as_of) { return has(sued.judge(as_of).findings, "EVIDENCE_NOT_UPLOADED"); };
    EXPECT_FALSE(asked("2024-06-30"));
    sued.idle[0].litigation = "no";
    EXPECT_FALSE(asked("2024-06-30"));
    sued.idle[0].litigation = "yes";
    EXPECT_TRUE(asked("2024-06-30"));
    sued.idle[0].evidence_uploaded_on = day("2024-07-02");
    EXPECT_TRUE(asked("2024-07-01"));
    EXPECT_FALSE(asked("2024-07-02"));
    sued.idle.push_back(sued.idle[0]);
    sued.idle[1].evidence_uploaded_on.reset();
    EXPECT_TRUE(asked("2024-07-02"));
    const SupplyJudgement out = sued.judge("2024-07-02");
    EXPECT_EQ(
        get(out.findings, "EVIDENCE_NOT_UPLOADED").reasons,
        (std::vector<Reason>{{"idle.litigation", "yes", "141031/4"}, {"idle.evidence_uploaded_on", "", "141031/4"}}));
}

}  // namespace
}  // namespace law
