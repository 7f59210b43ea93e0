// What a province charges for idle land (rulebooks/local): the basis by mode of supply and farmland, and what must be
// known before anything is computed.
#include "law/fee_rules.hpp"
#include "law/judge_case.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::day;
using testing::has_word;
using testing::local_books;
using testing::without;
using testing::xixian;

using Words = std::vector<std::string>;

constexpr const char* kShanghai = "上海市实施《土地管理法》办法 第三十七条";

/// Idle for more than one year and less than two, by the owner's own cause: the fee of art 14(1).
CaseFacts idle_a_year(const char* mode) {
    CaseFacts out;
    out.mode = mode;
    out.agreed_start = day("2019-03-01");
    out.started = false;
    out.causes.push_back({CauseKind::Enterprise, "", {}, {}, {}});
    out.price = land::Money{9'000'000'00};
    out.rent = land::Money{300'000'00};
    out.paid_use = land::Money{80'000'00};
    out.output_value = land::Money{40'000'00};
    return out;
}

Verdict judge(const CaseFacts& facts, const RulebookSet& books) { return judge_case(facts, books, day("2020-07-01")); }

/// The reason that speaks of the fee; a default one if none does.
CaseReason fee_reason(const Verdict& verdict) {
    for (const CaseReason& one : verdict.reasons)
        if (one.rule == "FEE" || one.rule.rfind("FEE_", 0) == 0) return one;
    return {};
}

TEST(LocalFee, ShanghaiChargesByTheModeOfSupplyAtMostAndDoubledOnFarmland) {
    const RulebookSet books = local_books("local/shanghai");
    struct Row {
        const char* mode;
        std::optional<bool> farmland;
        std::int64_t yuan;
        bool raised, asks_farmland;
    };
    const std::optional<bool> unknown;
    const Row rows[] = {
        {"granted", true, 3'600'000, true, false},    {"granted", false, 1'800'000, false, false},
        {"granted", unknown, 1'800'000, false, true}, {"lease", true, 600'000, true, false},
        {"lease", false, 300'000, false, false},      {"lease", unknown, 300'000, false, true},
        {"equity", true, 160'000, true, false},       {"authorised", false, 80'000, false, false},
        {"equity", unknown, 80'000, false, true},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(std::string(row.mode) + (row.farmland ? *row.farmland ? " on farmland" : " elsewhere" : " ?"));
        CaseFacts facts = idle_a_year(row.mode);
        facts.farmland = row.farmland;
        const Verdict out = judge(facts, books);
        EXPECT_EQ(out.route, IdleRoute::Art14Fee);
        EXPECT_EQ(out.fee, land::Money{row.yuan * 100});
        EXPECT_EQ(fee_reason(out).rule, "FEE_LOCAL");
        EXPECT_EQ(fee_reason(out).article, kShanghai);
        EXPECT_TRUE(has_word(out.warnings, "FEE_AT_MOST"));
        EXPECT_EQ(has_word(out.warnings, "FEE_RAISED_ON_FARMLAND"), row.raised);
        EXPECT_EQ(has_word(out.missing, "supply.farmland"), row.asks_farmland);
    }
    // Allocated land pays for no use: the article does not reach it, and the price stays the basis.
    const Verdict allocated = judge(idle_a_year("allocated"), books);
    EXPECT_EQ(allocated.fee, land::Money{1'800'000'00});
    EXPECT_EQ(fee_reason(allocated).rule, "FEE");
    EXPECT_FALSE(has_word(allocated.warnings, "FEE_AT_MOST"));
}

TEST(LocalFee, TheAmountOfItsBasisIsAskedForAndNoOtherIsTaken) {
    const RulebookSet books = local_books("local/shanghai");
    struct Row {
        const char* mode;
        std::optional<land::Money> CaseFacts::* amount;
        const char* fact;
    };
    for (const Row& row :
         {Row{"granted", &CaseFacts::price, "supply.price_yuan"}, Row{"lease", &CaseFacts::rent, "supply.rent_yuan"},
          Row{"equity", &CaseFacts::paid_use, "supply.paid_use_yuan"}}) {
        CaseFacts facts = idle_a_year(row.mode);
        facts.farmland = false;
        (facts.*row.amount).reset();
        const Verdict out = judge(facts, books);
        EXPECT_FALSE(out.fee.has_value()) << row.mode;
        EXPECT_EQ(out.missing, Words{row.fact}) << row.mode;
    }
}

TEST(LocalFee, WithoutTheModeOrTheFarmlandThatDecideNothingIsComputed) {
    CaseFacts facts = idle_a_year("");
    facts.farmland = true;
    const Verdict shanghai = judge(facts, local_books("local/shanghai"));
    EXPECT_FALSE(shanghai.fee.has_value());
    EXPECT_EQ(shanghai.missing, Words{"supply.mode"});
    EXPECT_EQ(fee_reason(shanghai).rule, "FEE_BASIS_OPEN");
    EXPECT_EQ(fee_reason(shanghai).article, kShanghai);
    facts.farmland.reset();
    EXPECT_EQ(judge(facts, local_books("local/shanghai")).missing, (Words{"supply.mode", "supply.farmland"}));

    const Verdict henan = judge(idle_a_year("granted"), local_books("local/henan"));
    EXPECT_FALSE(henan.fee.has_value());
    EXPECT_EQ(henan.missing, Words{"supply.farmland"});
    EXPECT_EQ(fee_reason(henan).article, "河南省实施《土地管理法》办法 第二十八条");
}

TEST(LocalFee, HenanChargesFarmlandByItsYieldExactlyAndOtherLandByThePrice) {
    const RulebookSet books = local_books("local/henan");
    CaseFacts facts = idle_a_year("allocated");
    facts.farmland = true;
    const Verdict out = judge(facts, books);
    EXPECT_EQ(out.fee, land::Money{160'000'00});  // four years' yield
    EXPECT_EQ(fee_reason(out).rule, "FEE_LOCAL");
    EXPECT_FALSE(has_word(out.warnings, "FEE_AT_MOST"));
    facts.output_value.reset();
    EXPECT_EQ(judge(facts, books).missing, Words{"supply.output_value_yuan"});
    facts.farmland = false;
    EXPECT_EQ(judge(facts, books).fee, land::Money{1'800'000'00});
}

TEST(LocalFee, ABookThatNamesABasisWithoutItsMultipleIsSaidToLackIt) {
    CaseFacts facts = idle_a_year("lease");
    facts.farmland = true;
    const Verdict bare = judge(facts, without("idle.fee.rent.times", local_books("local/shanghai")));
    EXPECT_FALSE(bare.fee.has_value());
    EXPECT_EQ(fee_reason(bare).rule, "FEE_TIMES_ABSENT");
    // "May be doubled" without a figure by which: the single amount, and no word of a raise.
    const Verdict single = judge(facts, without("idle.fee.farmland.times", local_books("local/shanghai")));
    EXPECT_EQ(single.fee, land::Money{300'000'00});
    EXPECT_FALSE(has_word(single.warnings, "FEE_RAISED_ON_FARMLAND"));
}

TEST(LocalFee, BooksWithoutTheTableChargeByThePrice) {
    RulebookSet books = xixian();
    for (Rulebook& book : books.books)
        std::erase_if(book.tables, [](const DecisionTable& one) { return one.id == "idle.fee"; });
    EXPECT_EQ(FeeRules::on(books, day("2020-07-01")), nullptr);
    CaseFacts facts = idle_a_year("granted");
    EXPECT_EQ(judge(facts, books).fee, land::Money{1'800'000'00});
    EXPECT_EQ(fee_reason(judge(facts, books)).article, "闲置土地处置办法 第十四条第一项");
    facts.price.reset();
    EXPECT_EQ(judge(facts, books).missing, Words{"supply.price_yuan"});
}

TEST(LocalFee, WhetherItIsFarmlandWouldChangeTheFeeOnlyWhereABookAsks) {
    const auto changes = [](const RulebookSet& books) {
        CaseFacts facts = idle_a_year("lease");
        facts.farmland = true;
        Words out;
        for (const CaseChange& one : judge(facts, books).would_change)
            if (one.if_fact.rfind("supply.farmland", 0) == 0) out.push_back(one.if_fact + ": " + one.then);
        return out;
    };
    EXPECT_EQ(changes(local_books("local/shanghai")), Words{"supply.farmland = no: fee_yuan = 300000.00"});
    EXPECT_EQ(changes(xixian()), Words{});
}

TEST(LocalFee, AnotherBasisWhoseAmountIsUnknownLeavesTheFeeOpen) {
    CaseFacts facts = idle_a_year("granted");
    facts.farmland = false;
    facts.output_value.reset();
    const Verdict out = judge(facts, local_books("local/henan"));
    EXPECT_EQ(out.fee, land::Money{1'800'000'00});
    const auto change = std::find_if(out.would_change.begin(), out.would_change.end(),
                                     [](const CaseChange& one) { return one.if_fact == "supply.farmland = yes"; });
    ASSERT_NE(change, out.would_change.end());
    EXPECT_EQ(change->then, "fee_yuan = null");
    EXPECT_FALSE(change->fee.has_value());
}

TEST(LocalFee, TheStatutesCeilingIsHeldAgainstTheBook) {
    RulebookSet books = xixian();
    for (Rulebook& book : books.books)
        for (Parameter& one : book.parameters)
            if (one.id == "idle.fee.share") one.value = {21, 100};
    EXPECT_TRUE(has_word(judge(idle_a_year("granted"), books).warnings, "FEE_ABOVE_STATUTE"));
    EXPECT_FALSE(has_word(judge(idle_a_year("granted"), xixian()).warnings, "FEE_ABOVE_STATUTE"));
    EXPECT_FALSE(has_word(judge(idle_a_year("allocated"), books).warnings, "FEE_ABOVE_STATUTE"))
        << "the estate law speaks of granted land only";
    const RulebookSet bare = without("statute.estate.fee.ceiling", books);
    EXPECT_FALSE(has_word(judge(idle_a_year("granted"), bare).warnings, "FEE_ABOVE_STATUTE"));
}

}  // namespace
}  // namespace law
