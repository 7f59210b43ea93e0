// The answer alone is the same answer: what is left unwritten changes neither judgement, days nor what is missing.
#include "law/idle_law.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace law {
namespace {

using testing::day;
using testing::SupplyCase;
using testing::xixian;

std::vector<SupplyCase> cases() {
    std::vector<SupplyCase> out(8, SupplyCase("2021-03-01"));
    out[1].seen("no_start", "2021-09-01");
    out[2].seen("no_start", "2022-09-01");
    out[3].seen("start", "2021-02-01").seen("stop", "2021-06-01").seen("stop", "2022-09-01");
    out[4].seen("start", "2021-02-01").seen("no_start", "2022-09-01");
    out[5].supply.agreed_start.reset();
    out[6].supply.agreed_start.reset();
    out[6].seen("no_start", "2022-09-01");
    out[7].idle.emplace_back().recognised_on = day("2022-09-01");
    return out;
}

TEST(Depth, TheAnswerAloneIsTheSameAnswer) {
    for (const char* as_of : {"2021-01-01", "2021-10-01", "2022-10-01", "2024-12-01"}) {
        const auto law = IdleLaw::on(xixian(), day(as_of));
        ASSERT_TRUE(law.has_value());
        for (const SupplyCase& one : cases()) {
            const SupplyJudgement whole = judge_supply(one.known(), &*law, day(as_of), Depth::Reasons);
            const SupplyJudgement answer = judge_supply(one.known(), &*law, day(as_of), Depth::Answer);
            EXPECT_EQ(answer.judgement, whole.judgement);
            EXPECT_EQ(answer.certainty, whole.certainty);
            EXPECT_EQ(answer.idle_from, whole.idle_from);
            EXPECT_EQ(answer.due, whole.due);
            EXPECT_EQ(answer.missing, whole.missing);
            EXPECT_TRUE(answer.findings.empty());
        }
    }
}

TEST(Depth, WithoutALawOnlyTheReasonIsMissing) {
    const SupplyCase of("2021-03-01");
    const auto answer = judge_supply(of.known(), nullptr, day("2022-01-01"), Depth::Answer);
    EXPECT_TRUE(answer.findings.empty());
    const auto whole = judge_supply(of.known(), nullptr, day("2022-01-01"), Depth::Reasons);
    EXPECT_EQ(whole.judgement, answer.judgement);
    EXPECT_TRUE(testing::has(whole.findings, "LAW_NOT_IN_BOOK"));
}

TEST(Judgement, EachHasItsOwnCodeAndNamesAndWhatIsNotRecognisedIsOnlySuspected) {
    std::set<std::string> codes, zh, en;
    for (auto one = Judgement::NotDue;; one = static_cast<Judgement>(static_cast<int>(one) + 1)) {
        codes.insert(std::string(judgement_code(one)));
        zh.insert(judgement_text(one).zh);
        en.insert(judgement_text(one).en);
        if (one == Judgement::FactsMissing) break;
    }
    EXPECT_EQ(codes.size(), 12U);
    EXPECT_EQ(zh.size(), 12U);
    EXPECT_EQ(en.size(), 12U);
    EXPECT_EQ(judgement_text(Judgement::IdleByLaw).zh, "疑似闲置");
    EXPECT_EQ(judgement_text(Judgement::IdleMay).zh, "可认定闲置");
    EXPECT_EQ(judgement_text(Judgement::IdleRecognised).zh, "已认定闲置");
    EXPECT_EQ(judgement_code(Judgement::FactsMissing), "facts_missing");
}

TEST(Depth, BooksThatLackATableOfTheLawJudgeNothing) {
    for (const char* gone :
         {"idle.start", "idle.stalled", "idle.route", "idle.recognised", "idle.decides", "idle.next_paper"}) {
        RulebookSet books = xixian();
        for (Rulebook& book : books.books)
            std::erase_if(book.tables, [&](const DecisionTable& one) { return one.id == gone; });
        EXPECT_FALSE(IdleLaw::on(books, day("2022-10-01")).has_value()) << gone;
        SupplyCase of("2021-03-01");
        of.seen("no_start", "2022-09-01");
        const SupplyJudgement out = of.judge(day("2022-10-01"), books);
        EXPECT_EQ(testing::code(out), "facts_missing") << gone;
        EXPECT_TRUE(testing::has(out.findings, "LAW_NOT_IN_BOOK")) << gone;
    }
}

}  // namespace
}  // namespace law
