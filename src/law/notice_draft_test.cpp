// What a draft says of its own rows: what its remarks quote, what the book leaves out, and that no name is shown.
#include "base/json.hpp"
#include "law/law_testing.hpp"
#include "law/notice.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

const std::string kHead =
    "示例县2026年度批而未供和闲置土地清理方案\n示例县人民政府\n2026年3月20日\n一、清理范围\n"
    "2009年以来批准的批而未供土地。2010年以来供应的闲置土地。\n";

NoticeDraft draft_of(const std::string& text) {
    auto draft = read_notice(kHead + text, "notice");
    EXPECT_TRUE(draft.ok()) << (draft.ok() ? "" : draft.error().text().en);
    return draft.ok() ? std::move(draft).value() : NoticeDraft{};
}

const NoticeRemark& remark_of(const std::vector<NoticeRemark>& all, const std::string& id) {
    static const NoticeRemark none;
    for (const NoticeRemark& one : all)
        if (one.id == id) return one;
    ADD_FAILURE() << "no remark " << id;
    return none;
}

/// It quoted the first milestone or target of the notice, whichever row it was about.
TEST(NoticeRemarks, QuoteTheSentenceTheyAreAbout) {
    const NoticeDraft draft = draft_of(
        "二、目标\n（一）批而未供土地消化率达到30%。\n（二）闲置土地处置率达到20%。\n三、进度\n"
        "（一）4月底前完成年度任务的30%。\n（二）6月底前完成年度任务的50%，6月底前完成年度任务的60%。\n");
    const NoticeRemark& rate = remark_of(draft.contradictions, "rate-base-idle");
    EXPECT_EQ(rate.where, "2.2");
    ASSERT_EQ(rate.sentences.size(), 1U);
    EXPECT_NE(rate.sentences[0].find("处置率达到20%"), std::string::npos) << rate.sentences[0];
    const NoticeRemark& doubled = remark_of(draft.contradictions, "milestone-2026-06-30");
    EXPECT_EQ(doubled.where, "3.2");
    ASSERT_EQ(doubled.sentences.size(), 1U);
    EXPECT_NE(doubled.sentences[0].find("60%"), std::string::npos) << doubled.sentences[0];
}

/// Every question named the first zone.
TEST(NoticeRemarks, AskForTheLevelOfEachZone) {
    const NoticeDraft draft = draft_of(
        "二、目标\n批而未供土地消化率达到30%，省级以上开发区单列任务。\n三、分工\n高新区管委会负责本区清理工作。"
        "示范区管委会负责本区清理工作。\n");
    ASSERT_EQ(draft.zones.size(), 2U);
    for (std::size_t i = 0; i < draft.zones.size(); ++i) {
        const NoticeRemark& one = remark_of(draft.questions, "zone-level-zone-" + std::to_string(i + 1));
        EXPECT_NE(one.text.zh.find(draft.zones[i].name), std::string::npos) << one.text.zh;
    }
}

/// A row that the book does not take is said in the draft, whatever the reason.
TEST(NoticeToml, NamesEveryRowThatTheBookLeavesOut) {
    const NoticeDraft draft = draft_of(
        "二、目标\n批而未供土地消化率达到130%，4月底前完成年度任务的30%，10月底前完成年度任务的100%。\n"
        "闲置土地：6月底前完成处置任务的40%。\n");
    std::size_t left_out = 0;
    for (const NoticeMilestone& one : draft.milestones) left_out += one.stock == "idle" ? 1 : 0;
    const std::string toml = notice_toml(draft);
    EXPECT_NE(toml.find("没有写进任务表"), std::string::npos) << toml;
    ASSERT_GT(left_out, 0U) << notice_json(draft)["milestones"].dump(1);
    EXPECT_NE(toml.find("没有写进节点表"), std::string::npos) << toml;
}

/// A curve of idle land alone is the book's curve; the draft said of every row that it was left out.
TEST(NoticeToml, TakesTheCurveOfIdleLandWhereThereIsNoOther) {
    const NoticeDraft draft = draft_of("二、目标\n闲置土地：6月底前完成处置任务的40%，10月底前完成处置任务的100%。\n");
    ASSERT_EQ(draft.milestones.size(), 2U);
    EXPECT_EQ(draft.milestones[0].stock, "idle");
    const std::string toml = notice_toml(draft);
    EXPECT_NE(toml.find("[[milestone]]"), std::string::npos) << toml;
    EXPECT_EQ(toml.find("没有写进节点表"), std::string::npos) << toml;
}

/// The words of a milestone and the name of a stage were quoted with the names in them.
TEST(NoticeNames, AreLeftOutOfTheWordsOfAMilestone) {
    const NoticeDraft draft = draft_of(
        "二、进度\n6月底前由戊己庚牵头完成年度任务的50%，10月底前全面完成。\n"
        "（一）戊己庚督导阶段（4月1日—5月31日）。\n"
        "附件：领导小组名单\n组 长：戊己庚 县委常委、副县长\n成 员：甲乙丙 县财政局局长\n");
    ASSERT_FALSE(draft.milestones.empty());
    ASSERT_FALSE(draft.stages.empty());
    EXPECT_NE(draft.milestones[0].words.find("（姓名略）"), std::string::npos) << draft.milestones[0].words;
    EXPECT_EQ((notice_json(draft).dump() + notice_toml(draft)).find("戊己庚"), std::string::npos);
}

/// 「4月15日」 twice was offered 30 April, as a slip of the month.
TEST(NoticeReadings, ASlipOfTheMonthKeepsTheDay) {
    const NoticeDraft draft = draft_of(
        "二、进度\n3月15日前完成年度任务的10%，5月15日前完成年度任务的30%，5月15日前完成年度任务的60%，"
        "10月底前全面完成。\n");
    const NoticeRemark& doubled = remark_of(draft.contradictions, "milestone-2026-05-15");
    std::vector<std::string> days;
    for (const law::Reading& one : doubled.readings)
        for (const law::Reading::Move& move : one.move) days.push_back(one.id + " " + move.to.iso());
    EXPECT_EQ(days, (std::vector<std::string>{"june 2026-06-15", "april 2026-04-15"}));
}

}  // namespace
}  // namespace law
