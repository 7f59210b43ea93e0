// The parts of the plan reader: paragraphs, headings, days, figures, names.
#include "law/law_testing.hpp"
#include "law/notice_dates.hpp"
#include "law/notice_names.hpp"
#include "law/notice_outline.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using namespace notice;
using testing::day;

TEST(NoticeText, JoinsLinesThatBreakInsideWordsAndDropsPageNumbers) {
    const auto text = paragraphs(
        "一、任务\n３月底前完成任务的２０％，６月底前完成年度任\n- 3 -\n务的５０％。\n二、要求\n（联系人：甲某 "
        "电话：1）\n",
        "n");
    ASSERT_TRUE(text.ok());
    ASSERT_EQ(text->size(), 3U);
    EXPECT_EQ(encode((*text)[1].text), "3月底前完成任务的20%，6月底前完成年度任务的50%。");
    EXPECT_EQ((*text)[2].line, 5);
}

TEST(NoticeText, ALongLineGoesOnAndARosterLineDoesNot) {
    const auto text = paragraphs(
        "为切实做好全县存量建设用地的清理处置工作，根据上级部\n门的要求，制定本方案。\n成 员：甲某某 "
        "县财政局副局长\n乙某 县审计局局长\n",
        "n");
    ASSERT_TRUE(text.ok());
    ASSERT_EQ(text->size(), 3U);
    EXPECT_EQ((*text)[0].line, 1);
    EXPECT_EQ((*text)[2].line, 4);
    EXPECT_EQ(encode((*text)[2].spaced), "乙某 县审计局局长");
}

TEST(NoticeOutline, KnowsTheOfficialNumbersAndNothingElse) {
    const auto level = [](const char* text) { return heading_number(decode(text)).level; };
    EXPECT_EQ(level("一、总体要求"), 1);
    EXPECT_EQ(level("十二、附则"), 1);
    EXPECT_EQ(level("（三）保障"), 2);
    EXPECT_EQ(level("1.对征地"), 3);
    EXPECT_EQ(level("2、对手续"), 3);
    EXPECT_EQ(level("（1）核实"), 4);
    EXPECT_EQ(level("①核实"), 5);
    EXPECT_EQ(level("3.5公顷土地"), 0);
    EXPECT_EQ(level("2024年度"), 0);
    EXPECT_EQ(level("第一阶段：动员"), 0);
    EXPECT_EQ(level("第三条 适用"), 2);
    EXPECT_EQ(level("3、6、9月底前"), 0);
}

std::string days(const char* text) {
    std::string out;
    for (const DateWords& one : DateReader(2024, day("2024-03-19")).all(decode(text)))
        out += (out.empty() ? "" : " ") + (one.last ? one.last->iso() : std::string("?")) + (one.unclear ? "?" : "");
    return out;
}

TEST(NoticeDates, ReadsTheWaysADayIsWritten) {
    EXPECT_EQ(days("3月底前"), "2024-03-31");
    EXPECT_EQ(days("二月末"), "2024-02-29");
    EXPECT_EQ(days("十一月三十日前"), "2024-11-30");
    EXPECT_EQ(days("2025年1月10日前"), "2025-01-10");
    EXPECT_EQ(days("次年1月10日前"), "2025-01-10");
    EXPECT_EQ(days("年底前"), "2024-12-31");
    EXPECT_EQ(days("2023年底前"), "2023-12-31");
    EXPECT_EQ(days("一季度末"), "2024-03-31");
    EXPECT_EQ(days("第三季度末前"), "2024-09-30");
    EXPECT_EQ(days("上半年"), "2024-06-30");
    EXPECT_EQ(days("4月上旬前"), "2024-04-10");
    EXPECT_EQ(days("3月、6月、9月、12月底前"), "2024-03-31 2024-06-30 2024-09-30 2024-12-31");
    EXPECT_EQ(days("3、6、9、12月底前"), "2024-03-31 2024-06-30 2024-09-30 2024-12-31");
    EXPECT_EQ(days("一、二、三季度末"), "2024-03-31 2024-06-30 2024-09-30");
    EXPECT_EQ(days("9月前"), "2024-09-30?");
    EXPECT_EQ(days("6月31日前"), "?");
    EXPECT_EQ(days("完成25%，30公顷，第一批"), "");
    EXPECT_EQ(days("2025年3月、6月底前"), "2025-03-31 2025-06-30");
    EXPECT_EQ(days("2025年3、6、9月底前"), "2025-03-31 2025-06-30 2025-09-30");
    EXPECT_EQ(days("2023年底前，6月底前"), "2023-12-31 2024-06-30");
}

TEST(NoticeDates, ReadsRanges) {
    const auto range = [](const char* text) -> std::string {
        const auto found = DateReader(2024, day("2024-03-19")).range(decode(text));
        if (!found) return "-";
        return (found->from ? found->from->iso() : "?") + " " + (found->to ? found->to->iso() : "?");
    };
    EXPECT_EQ(range("（3月10日一3月20日）"), "2024-03-10 2024-03-20");
    EXPECT_EQ(range("（3月10日至20日）"), "2024-03-10 2024-03-20");
    EXPECT_EQ(range("2024年4月—6月"), "2024-04-01 2024-06-30");
    EXPECT_EQ(range("2025年4月—6月"), "2025-04-01 2025-06-30");
    EXPECT_EQ(range("2025年11月—次年2月"), "2025-11-01 2025-02-28");
    EXPECT_EQ(range("（即日起至4月底）"), "2024-03-19 2024-04-30");
    EXPECT_EQ(range("（4月底前）"), "? 2024-04-30");
    EXPECT_EQ(range("召开会议"), "-");
}

TEST(NoticeChars, ReadsSharesAreasAndYears) {
    EXPECT_EQ(percent_at(U"25%", 0)->share, (Share{25, 100}));
    EXPECT_EQ(percent_at(U"百分之二十五", 0)->share, (Share{25, 100}));
    EXPECT_EQ(percent_at(U"三分之一", 0)->share, (Share{1, 3}));
    EXPECT_DOUBLE_EQ(percent_at(U"12.5%", 0)->share.value(), 0.125);
    EXPECT_FALSE(percent_at(U"25", 0));
    EXPECT_EQ(area_at(U"1.2万亩", 0)->area, Area::from_m2(8'000'000));
    EXPECT_EQ(area_at(U"35.5公顷", 0)->area, Area::from_m2(355'000));
    EXPECT_FALSE(area_at(U"35.5万元", 0));
    EXPECT_EQ(area_at(U"1.2345平方公里", 0)->area, Area::from_m2(1'234'500));
    EXPECT_EQ(area_at(U"12.34567万平方米", 0)->area, base::parse_area("123456.7", base::AreaUnit::SquareMetre)->area);
    EXPECT_EQ(area_at(U"20000万平方米", 0)->area, Area::from_m2(200'000'000));
    EXPECT_FALSE(area_at(U"1000000000000万亩", 0)) << "beyond any province, and beyond 64 bits";
    EXPECT_EQ(years_at(U"2009—2018年批准", 0)->to, 2018);
    EXPECT_EQ(years_at(U"2018年以前", 0)->to, 2017);
    EXPECT_EQ(years_at(U"2018年及以前", 0)->to, 2018);
    EXPECT_EQ(years_at(U"2009年以来", 0)->from, 2009);
    EXPECT_FALSE(years_at(U"2024年度", 0));
}

TEST(NoticeNames, AreDroppedAndPlacesAreKept) {
    const auto lexicon = Lexicon::load();
    ASSERT_TRUE(lexicon.ok()) << lexicon.error().text().en;
    const auto clean = [&](const char* row) {
        Names names;
        return encode(without_name(decode(row), *lexicon, U"示例县", names));
    };
    EXPECT_EQ(clean("甲乙丙 县财政局副局长"), "县财政局副局长");
    EXPECT_EQ(clean("甲 乙 县财政局副局长"), "县财政局副局长");
    EXPECT_EQ(clean("县财政局副局长 甲乙丙"), "县财政局副局长");
    EXPECT_EQ(clean("县财政局副局长 甲 乙"), "县财政局副局长");
    EXPECT_EQ(clean("县政府副县长甲乙丙"), "县政府副县长");
    EXPECT_EQ(clean("甲乙丙县委常委、副县长"), "县委常委、副县长");
    EXPECT_EQ(clean("××× 县财政局副局长"), "县财政局副局长");
    EXPECT_EQ(clean("示例县财政局副局长"), "示例县财政局副局长");
    EXPECT_EQ(clean("东山镇 副镇长"), "东山镇副镇长");
    EXPECT_EQ(clean("县自然资源局副局长（主持工作）"), "县自然资源局副局长（主持工作）");
}

/// A book may hold no control characters, not even in the comment that quotes the notice.
TEST(NoticeText, AControlCharacterIsLeftOut) {
    const auto text = paragraphs("一、清理\x1b任务\n二、闲\x1b置土地要求\n", "n");
    ASSERT_TRUE(text.ok());
    ASSERT_EQ(text->size(), 2U);
    EXPECT_EQ(encode((*text)[0].text), "一、清理任务");
    EXPECT_EQ(encode((*text)[1].text), "二、闲置土地要求");
}

}  // namespace
}  // namespace law
