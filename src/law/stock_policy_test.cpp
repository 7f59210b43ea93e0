// The policies on real-estate stock, and the statutes behind fee and recovery: dated, and never instead of a judgement.
#include "law/stock_policy.hpp"

#include "law/judge_case.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::day;
using testing::get;
using testing::has;
using testing::SupplyCase;
using testing::xixian;

/// Housing land granted by listing in 2021, to be started by 2024-03-31.
SupplyCase housing(const char* agreed_start = "2024-03-31") {
    SupplyCase of(agreed_start);
    of.supply.mode = "listing";
    of.supply.use = "其他普通商品住房用地";
    of.supply.signed_on = day("2021-05-01");
    return of;
}

std::vector<std::string> stock_findings(const SupplyJudgement& judged) {
    std::vector<std::string> out;
    for (const Finding& finding : judged.findings)
        if (finding.rule.rfind("STOCK_", 0) == 0) out.push_back(finding.rule);
    return out;
}
using Rules = std::vector<std::string>;

TEST(StockPolicy, UnstartedHousingMayBeListedAndBoughtBack) {
    const auto judged = housing().seen("no_start", "2024-11-20").judge("2024-12-01");
    EXPECT_EQ(stock_findings(judged), (Rules{"STOCK_RELIEF", "STOCK_BUYBACK"}));
    EXPECT_NE(get(judged.findings, "STOCK_RELIEF").article.find("104号"), std::string::npos);
    EXPECT_NE(get(judged.findings, "STOCK_BUYBACK").article.find("242号"), std::string::npos);
    EXPECT_EQ(get(judged.findings, "STOCK_BUYBACK").reasons.at(0).value, "其他普通商品住房用地");
    // Before the circular of 7 November 2024 nothing is said.
    EXPECT_EQ(stock_findings(housing().seen("no_start", "2024-11-02").judge("2024-11-06")), Rules{});
}

TEST(StockPolicy, TheDaysOfSupplyAreInclusive) {
    const auto supplied = [](const char* on) {
        SupplyCase of = housing();
        of.supply.signed_on = day(on);
        return stock_findings(of.seen("no_start", "2024-11-20").judge("2024-12-01"));
    };
    EXPECT_EQ(supplied("2024-03-31"), (Rules{"STOCK_RELIEF", "STOCK_BUYBACK"}));
    EXPECT_EQ(supplied("2024-04-01"), (Rules{"STOCK_BUYBACK"}));
    EXPECT_EQ(supplied("2024-11-07"), (Rules{"STOCK_BUYBACK"}));
    EXPECT_EQ(supplied("2024-11-08"), Rules{});
}

TEST(StockPolicy, WhatMustBeRecoveredFreeIsSaidFirst) {
    SupplyCase of = housing("2022-06-30");
    of.seen("no_start", "2024-12-20");
    land::Progress delay;
    delay.event = "delay";
    delay.on = day("2022-07-01");
    delay.cause = "enterprise";
    of.progress.push_back(delay);
    const auto judged = of.judge("2025-01-10");
    ASSERT_TRUE(judged.way.has_value());
    EXPECT_EQ(judged.way->route, "art14.2");
    EXPECT_EQ(stock_findings(judged), (Rules{"STOCK_RECOVER_FIRST"}));
    of.progress.pop_back();  // without a cause the way is open, and so is this
    EXPECT_EQ(of.judge("2025-01-10").way->route, "needs_facts");
    EXPECT_EQ(stock_findings(of.judge("2025-01-10")), Rules{});
}

TEST(StockPolicy, StartedLandIsListedWholeAndBoughtInPart) {
    SupplyCase of = housing();
    of.seen("start", "2024-03-01");
    EXPECT_EQ(stock_findings(of.judge("2024-12-01")), (Rules{"STOCK_RELIEF", "STOCK_BUYBACK_PART"}));
    of.seen("finish", "2024-11-30");
    EXPECT_EQ(stock_findings(of.judge("2024-12-01")), Rules{});
}

TEST(StockPolicy, AStopOrAResumptionAloneShowsStartedLand) {
    EXPECT_EQ(stock_findings(housing().seen("stop", "").judge("2024-12-01")),
              (Rules{"STOCK_RELIEF", "STOCK_BUYBACK_PART"}));
    EXPECT_EQ(stock_findings(housing().seen("resume", "2024-10-01").judge("2024-12-01")),
              (Rules{"STOCK_RELIEF", "STOCK_BUYBACK_PART"}));
}

TEST(StockPolicy, OtherLandAndUnknownFactsSayNothing) {
    const auto of = [](const char* mode, const char* use) {
        SupplyCase one = housing();
        one.supply.mode = mode;
        one.supply.use = use;
        return stock_findings(one.seen("no_start", "2024-11-20").judge("2024-12-01"));
    };
    EXPECT_EQ(of("listing", "工业用地"), Rules{});
    EXPECT_EQ(of("allocated", "经济适用住房用地"), Rules{});
    EXPECT_EQ(of("", "其他普通商品住房用地"), Rules{});
    EXPECT_EQ(of("listing", ""), Rules{});
    EXPECT_EQ(of("auction", "批发零售用地").size(), 2U);
    EXPECT_EQ(stock_findings(housing().judge("2024-12-01")), Rules{});  // nobody looked
    SupplyCase unsigned_one = housing();
    unsigned_one.supply.signed_on.reset();
    EXPECT_EQ(stock_findings(unsigned_one.seen("no_start", "2024-11-20").judge("2024-12-01")), Rules{});
}

TEST(StockPolicy, ARecognisedParcelIsUnstartedToo) {
    SupplyCase of = housing("2023-06-30");
    land::Idle letter;
    letter.recognised_on = day("2024-10-01");
    letter.letter_no = "认〔2024〕1号";
    letter.cause = "政府";
    of.idle.push_back(letter);
    EXPECT_EQ(stock_findings(of.judge("2024-12-01")), (Rules{"STOCK_RELIEF", "STOCK_BUYBACK"}));
    of.idle[0].type = "stalled";
    EXPECT_EQ(stock_findings(of.judge("2024-12-01")), (Rules{"STOCK_RELIEF", "STOCK_BUYBACK_PART"}));
}

TEST(StockPolicy, LandGivenBackIsNoStockOfItsHolder) {
    SupplyCase of = housing();
    of.seen("no_start", "2024-11-20");
    for (const char* type : {"recovered", "rescinded", "revoked", "extended"}) {
        land::Decision decision;
        decision.type = type;
        decision.on = day("2024-12-01");
        of.decisions = {decision};
        EXPECT_EQ(stock_findings(of.judge("2024-11-30")).size(), 2U) << type;
        EXPECT_EQ(stock_findings(of.judge("2024-12-01")).empty(), std::string(type) != "extended") << type;
        of.decisions[0].on.reset();
        EXPECT_EQ(stock_findings(of.judge("2024-12-01")).empty(), std::string(type) != "extended") << type;
    }
}

/// The shipped books with one text of one book replaced.
RulebookSet books_with(const std::string& name, const std::string& from, const std::string& to) {
    const auto source = [&](const std::string& asked) -> base::Result<std::string> {
        auto text = testing::source_tree()(asked);
        if (!text.ok() || asked != name) return text;
        const std::size_t at = text->find(from);
        EXPECT_NE(at, std::string::npos) << from;
        std::string changed = *text;
        return changed.replace(at, from.size(), to);
    };
    auto set = load_rulebooks("xixian-2024", source);
    EXPECT_TRUE(set.ok()) << (set.ok() ? "" : set.error().text().en);
    return std::move(set).value();
}

TEST(StockPolicy, ABookThatLacksAPieceSaysNothingAndOneOfAnotherFormIsRefused) {
    const auto judged = [](const RulebookSet& books) {
        return stock_findings(housing().seen("no_start", "2024-11-20").judge(day("2024-12-01"), books));
    };
    const std::string stock = "national/real-estate-stock";
    for (const char* piece : {"id = \"stock.relief\"", "id = \"stock.buyback\"", "id = \"stock.use.residential\"",
                              "id = \"stock.use.commercial\""})
        EXPECT_EQ(judged(books_with(stock, piece, "id = \"stock.unasked\"")), Rules{}) << piece;
    const auto refused = load_rulebooks("xixian-2024", [&](const std::string& asked) {
        auto text = testing::source_tree()(asked).value();
        for (const char* at : {"id = \"recovery\"", " recovery = "})
            for (std::size_t place = 0; asked == stock && (place = text.find(at, place)) != std::string::npos; ++place)
                text.replace(text.find("recovery", place), 8, "recovered");
        return base::Result<std::string>(text);
    });
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().en.find("stock.relief"), std::string::npos) << refused.error().text().en;
}

CaseFacts granted(const char* mode, const char* agreed_start) {
    CaseFacts facts;
    facts.mode = mode;
    facts.price = land::Money{1'000'000'00};
    facts.agreed_start = day(agreed_start);
    facts.started = false;
    facts.causes.push_back({CauseKind::Enterprise, "", {}, {}, {}});
    return facts;
}

bool warned(const Verdict& verdict, const char* code) {
    return std::find(verdict.warnings.begin(), verdict.warnings.end(), code) != verdict.warnings.end();
}

std::vector<std::string> articles(const Verdict& verdict, std::string_view rule) {
    std::vector<std::string> out;
    for (const CaseReason& one : verdict.reasons)
        if (one.rule == rule) out.push_back(one.article);
    return out;
}
using Articles = std::vector<std::string>;

TEST(Statutes, FreeRecoveryRestsOnTheArticleOfItsDay) {
    const CaseFacts facts = granted("granted", "2015-01-01");
    const Verdict now = judge_case(facts, xixian(), day("2020-01-01"));
    EXPECT_EQ(articles(now, "STATUTE_RECOVERY"), (Articles{"土地管理法 第三十八条", "城市房地产管理法 第二十六条"}));
    EXPECT_TRUE(warned(now, "CITE_ARTICLE_38"));
    const Verdict then = judge_case(facts, xixian(), day("2019-12-31"));
    EXPECT_EQ(articles(then, "STATUTE_RECOVERY").front(), "土地管理法（1998 年文本） 第三十七条");
    EXPECT_FALSE(warned(then, "CITE_ARTICLE_38"));
    EXPECT_EQ(articles(judge_case(granted("allocated", "2015-01-01"), xixian(), day("2024-01-01")), "STATUTE_RECOVERY"),
              (Articles{"土地管理法 第三十八条"}));
}

TEST(Statutes, AFeeAboveTheCeilingOfTheLawIsPointedOut) {
    const CaseFacts facts = granted("granted", "2022-06-30");
    const Verdict as_shipped = judge_case(facts, xixian(), day("2023-12-01"));
    EXPECT_EQ(as_shipped.route, IdleRoute::Art14Fee);
    EXPECT_EQ(articles(as_shipped, "STATUTE_FEE"), (Articles{"城市房地产管理法 第二十六条"}));
    EXPECT_FALSE(warned(as_shipped, "FEE_ABOVE_STATUTE"));  // exactly the ceiling
    const RulebookSet dear = books_with("national/idle-land-53", "value = \"20/100\"", "value = \"21/100\"");
    EXPECT_TRUE(warned(judge_case(facts, dear, day("2023-12-01")), "FEE_ABOVE_STATUTE"));
    EXPECT_FALSE(warned(judge_case(granted("allocated", "2022-06-30"), dear, day("2023-12-01")), "FEE_ABOVE_STATUTE"));
}

TEST(Statutes, WithoutTheirBooksTheMeasuresStandAlone) {
    const auto without = [](const std::string& asked) -> base::Result<std::string> {
        std::string text = testing::source_tree()(asked).value();
        if (asked == "national/idle-land-53")
            text.erase(text.find("uses = "), text.find(']') - text.find("uses = ") + 1);
        return text;
    };
    const RulebookSet books = load_rulebooks("xixian-2024", without).value();
    const Verdict recovery = judge_case(granted("granted", "2015-01-01"), books, day("2024-01-01"));
    EXPECT_EQ(recovery.route, IdleRoute::Art14Recovery);
    EXPECT_TRUE(articles(recovery, "STATUTE_RECOVERY").empty());
    const Verdict fee = judge_case(granted("granted", "2022-06-30"), books, day("2023-12-01"));
    EXPECT_EQ(fee.fee, land::Money{200'000'00});
    EXPECT_TRUE(articles(fee, "STATUTE_FEE").empty());
}

}  // namespace
}  // namespace law
