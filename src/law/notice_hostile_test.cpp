// Texts that nobody wrote as a notice: each is refused by name or answered, in time that grows with its length, and
// what cannot be read for certain is asked about.
#include "law/law_testing.hpp"
#include "law/notice.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

const std::string kHead = "癸卯县2026年度批而未供和闲置土地清理方案\n癸卯县人民政府\n2026年3月20日\n一、目标任务\n";

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string out = kHead;
    while (out.size() < bytes) out += unit;
    return out;
}

bool refused(const std::string& bytes) {
    const auto draft = read_notice(bytes, "hostile");
    return !draft.ok() && draft.error().code == base::Code::NoticeUnreadable && draft.error().args[0] == "hostile";
}

TEST(NoticeHostile, WhatIsNoTextIsRefusedByName) {
    EXPECT_TRUE(refused(""));
    EXPECT_TRUE(refused(" \n\t\n"));
    EXPECT_TRUE(refused(std::string(1000, '\0')));
    EXPECT_TRUE(refused(std::string(std::size_t{10} << 20U, 'x')));
    EXPECT_TRUE(refused(std::string(900'000, '1')));
    EXPECT_TRUE(refused("%PDF-1.7 批而未供土地"));
    EXPECT_TRUE(refused(kHead + "\xC5\xFA\xB6\xF8\xCE\xB4\xB9\xA9")) << "two encodings in one file";
    EXPECT_TRUE(refused("一、目标\n二、范围\n三、土地\n")) << "headings and nothing else";
}

bool asks(const NoticeDraft& draft, std::string_view code) {
    return std::any_of(draft.questions.begin(), draft.questions.end(), [&](auto& one) { return one.code == code; });
}

/// A digit that a scan took for a letter is never a smaller figure.
TEST(NoticeHostile, AFigureWithALetterIsAskedAboutAndNotTaken) {
    for (const char* figure : {"9O%", "l5%", "1O0亩", "3I0公顷", "O.5万亩"}) {
        const auto draft = read_notice(kHead + "批而未供土地消化率或面积达到" + figure + "。\n", "n");
        ASSERT_TRUE(draft.ok()) << draft.error().text().en;
        EXPECT_TRUE(draft->targets.empty()) << figure;
        EXPECT_TRUE(asks(*draft, "FIGURE_UNREAD")) << figure;
    }
    const auto sound = read_notice(kHead + "批而未供土地消化率达到90%。\n", "n");
    ASSERT_TRUE(sound.ok());
    EXPECT_EQ(sound->targets.size(), 1U);
    EXPECT_FALSE(asks(*sound, "FIGURE_UNREAD"));
}

/// Cells that a converter put on lines of their own are no page numbers.
TEST(NoticeHostile, ATableOfSingleCellsIsAskedAbout) {
    const auto draft = read_notice(kHead + "批而未供土地任务分解如下。\n甲镇\n120\n乙镇\n80\n丙镇\n45\n", "n");
    ASSERT_TRUE(draft.ok()) << draft.error().text().en;
    EXPECT_TRUE(asks(*draft, "TABLE_UNREAD"));
    const auto paged = read_notice(kHead + "批而未供土地消化率\n1\n达到90%。\n2\n不得虚报。\n3\n", "n");
    ASSERT_TRUE(paged.ok()) << paged.error().text().en;
    EXPECT_FALSE(asks(*paged, "TABLE_UNREAD"));
}

/// Shares without days of their own are no milestones, and no secret either.
TEST(NoticeHostile, AShareOfNothingIsAskedAbout) {
    const auto draft =
        read_notice(kHead + "各季度任务完成比例分别不低于20%、45%、75%、100%。涉及批而未供土地。\n", "n");
    ASSERT_TRUE(draft.ok()) << draft.error().text().en;
    EXPECT_TRUE(draft->milestones.empty());
    EXPECT_TRUE(draft->targets.empty());
    EXPECT_TRUE(asks(*draft, "SHARE_UNREAD"));
    const auto said = read_notice(kHead + "批而未供土地6月底前完成任务的45%。\n", "n");
    ASSERT_TRUE(said.ok());
    EXPECT_FALSE(asks(*said, "SHARE_UNREAD"));
}

TEST(NoticeHostile, YearsThatDoNotAddUpToTheirPlanAreTold) {
    const auto plan = [](const char* last) {
        return read_notice(
            kHead +
                "（一）三年目标。到2028年底消化批而未供土地300亩。\n（二）年度目标。2026年消化批而未供土地"
                "100亩，2027年消化批而未供土地100亩，2028年消化批而未供土地" +
                last + "亩。\n",
            "n");
    };
    const auto tells = [](const NoticeDraft& draft) {
        return std::any_of(draft.contradictions.begin(), draft.contradictions.end(),
                           [](auto& one) { return one.code == "YEARS_DIFFER"; });
    };
    const auto sound = plan("100");
    const auto short_of = plan("90");
    ASSERT_TRUE(sound.ok() && short_of.ok());
    EXPECT_EQ(sound->targets.size(), 4U);
    EXPECT_FALSE(tells(*sound));
    EXPECT_TRUE(tells(*short_of));
}

/// Of any length: a reader that looks back at all of it for every line would not come to an end here.
TEST(NoticeHostile, LongTextsAreReadToTheirEnd) {
    for (const char* unit : {"土", "一、目标\n", "责任单位：县财政局；完成时限：6月底前\n", "领导小组", "2009年至",
                             "示例县人民政府文件\n— 1 —\n", "成员：甲乙 县财政局局长\n"})
        EXPECT_TRUE(read_notice(repeated(unit, 160'000), "long").ok()) << unit;
}

}  // namespace
}  // namespace law
