// The kinds that say what happens to a piece of approved land, and the second book: what a clerk writes, what the
// record says, what is said about it.
#include "intake/test_support.hpp"

#include <gtest/gtest.h>

namespace intake {
namespace {

class LandKinds : public testing::SheetTest {};

TEST_F(LandKinds, PortionInTheBureausOldForm) {
    const FileResult result = read(
        "批次名称,批准文号,地块编号,未供面积(亩),未供原因,处置意见,责任单位,配合单位,计划完成时间\n"
        "2009年一批次,晋政地字[2009]9041号,b1,22.15,项目变更,撤回,自然资源局,财政局,2024年6月30日\n"
        "2009年一批次,晋政地字[2009]9041号,b2,22.15,说不清,撤回,自然资源局,,2024.6.30\n");
    EXPECT_EQ(result.kind, "portion");
    ASSERT_EQ(sink_.candidates.size(), 2U);
    const auto& portion = sink_.record<land::Portion>(0);
    EXPECT_EQ(portion.plot, "晋政地字〔2009〕9041号#b1");
    EXPECT_EQ(portion.approval, "");
    EXPECT_EQ(portion.number, "1");
    EXPECT_EQ(portion.area->m2_text(), "14766.6667");
    EXPECT_EQ(portion.cause, "project_not_landed");
    EXPECT_EQ(portion.cause_text, "项目变更");
    EXPECT_EQ(portion.route, "withdraw");
    EXPECT_EQ(portion.supporting_units, "财政局");
    EXPECT_EQ(portion.planned->iso(), "2024-06-30");
    const auto& other = sink_.record<land::Portion>(1);
    EXPECT_EQ(other.cause, "other") << "a word in no list stays as written";
    EXPECT_EQ(other.cause_text, "说不清");
    EXPECT_TRUE(says("WORD_UNKNOWN"));
}

TEST_F(LandKinds, PortionOfOurOwnLedgerBroughtBack) {
    read(
        "系统编号,批准文号,地块编号,未供面积(公顷),未供原因>前期未完成,未供原因>边角地,处置意见>组织供应,责任单位\n"
        "portion:晋政地字〔2009〕9041号#b1#2,晋政地字〔2009〕9041号,b1,1.5,1.5,,1.5,示范区\n"
        "plot:晋政地字〔2009〕9041号#c,晋政地字〔2009〕9041号,c,0.5,,0.5,,\n"
        "approval:晋政地字〔2010〕9118号,晋政地字〔2010〕9118号,,0.5,,0.5,,\n"
        "plot:晋政地字〔2009〕9041号#d,晋政地字〔2009〕9041号,d,2,1.5,0.5,,\n"
        "改过的,晋政地字〔2009〕9041号,e,2,2,,,\n"
        "listed:L1,,,2,2,,,\n");
    ASSERT_EQ(sink_.candidates.size(), 4U);
    EXPECT_EQ(sink_.record<land::Portion>(3).plot, "listed:L1") << "the book enters it into the row of the list";
    const auto& first = sink_.record<land::Portion>(0);
    EXPECT_EQ(first.plot, "晋政地字〔2009〕9041号#b1");
    EXPECT_EQ(first.number, "2");
    EXPECT_EQ(first.cause, "site_not_ready");
    EXPECT_EQ(first.route, "supply");
    EXPECT_EQ(sink_.record<land::Portion>(1).cause, "corner");
    EXPECT_EQ(sink_.record<land::Portion>(1).number, "1");
    EXPECT_EQ(sink_.record<land::Portion>(2).approval, "晋政地字〔2010〕9118号");
    EXPECT_TRUE(says("PORTION_MANY"));
    EXPECT_TRUE(says("PORTION_ID_CHANGED"));
}

TEST_F(LandKinds, PortionWithItsArrangementAndNoNameOfAPerson) {
    read(
        "批准文号,地块编号,未供面积(公顷),责任单位,责任人,拟供方式,意向用途(单位),计划完成时间,目前进展,更新日期\n"
        "晋政地字〔2009〕9041号,b1,1.2,教科局,副局长,划拨,学校,2024-11-20,场地平整过半,2024.6.20\n"
        "晋政地字〔2009〕9041号,b2,1.2,教科局,王某某,赠送,学校,2024-11-20,,\n");
    ASSERT_EQ(sink_.candidates.size(), 2U);
    const auto& portion = sink_.record<land::Portion>(0);
    EXPECT_EQ(portion.responsible_person, "副局长");
    EXPECT_EQ(portion.intended_mode, "allocated");
    EXPECT_EQ(portion.intended_use, "学校");
    EXPECT_EQ(portion.progress_text, "场地平整过半");
    EXPECT_EQ(portion.updated_on->iso(), "2024-06-20");
    EXPECT_TRUE(portion.extra.empty());
    const auto& named = sink_.record<land::Portion>(1);
    EXPECT_EQ(named.responsible_person, "");
    EXPECT_EQ(named.intended_mode, "") << "a way of supply in no list";
    ASSERT_TRUE(says("PERSON_NOT_A_POST"));
    EXPECT_TRUE(says("WORD_UNKNOWN"));
    for (const auto& [heading, cell] : sink_.candidates[1].original) EXPECT_NE(cell, "王某某") << heading;
    for (const Problem& problem : sink_.problems) EXPECT_EQ(problem.found.find("王某某"), std::string::npos);
}

TEST_F(LandKinds, PapersOfAFilingByTheirNames) {
    read(
        "申报编号,类别,批准文号,地块编号,面积(公顷),已有材料,申报日期,受理日期\n"
        "示例1号,撤回,晋政地字〔2009〕9041号,b1,1.2,"
        "\"县政府请示、新增费、耕地开垦费、占补指标处理意见；现场照片、县政府请示\",2024-06-28,2024-07-02\n"
        "示例2号,撤回,晋政地字〔2009〕9041号,b2,1.2,\"请示、借条\",2024-06-28,\n");
    ASSERT_EQ(sink_.candidates.size(), 2U);
    EXPECT_EQ(sink_.record<land::Withdrawal>(0).papers, "request,quota,land_class")
        << "a name may hold the mark that divides names; a name said twice counts once";
    EXPECT_EQ(sink_.record<land::Withdrawal>(0).accepted_on->iso(), "2024-07-02");
    EXPECT_EQ(sink_.record<land::Withdrawal>(1).papers, "request");
    EXPECT_TRUE(says("WORD_UNKNOWN")) << "a paper that nobody asked for";
}

TEST_F(LandKinds, IdleLandWithItsProcedure) {
    read(
        "编号,电子监管号,闲置面积(公顷),状态,闲置类型,抵押,查封,涉诉,已开发面积占比,已投资占比,调查通知书>文号,"
        "调查通知书>送达日期,证明材料,"
        "方案(决定)批准>机关,方案(决定)批准>日期,闲置费(万元)>应缴,闲置费(万元)>已缴,责任单位,责任人,计划完成时间\n"
        "I1,1410312016B90033,4.12,已认定,未动工,是,否,有,14%,0.11,示例调查9001号,2018-03-15,示例裁定,县人民政府,2018-"
        "07-10,82.40,0,"
        "自然资源局,副局长,2024-10-31\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    const auto& idle = sink_.record<land::Idle>(0);
    EXPECT_EQ(idle.mortgaged + idle.seized + idle.litigation, "yesnoyes");
    EXPECT_EQ(idle.developed_share, "0.14");
    EXPECT_EQ(idle.invested_share, "0.11");
    EXPECT_EQ(idle.investigation_no, "示例调查9001号");
    EXPECT_EQ(idle.investigation_served_on->iso(), "2018-03-15");
    EXPECT_EQ(idle.proof, "示例裁定");
    EXPECT_EQ(idle.scheme_authority, "县人民政府");
    EXPECT_EQ(idle.scheme_approved_on->iso(), "2018-07-10");
    EXPECT_EQ(idle.fee_due->fen, 82'400'000);
    EXPECT_EQ(idle.fee_paid->fen, 0);
    EXPECT_EQ(idle.responsible_unit + idle.responsible_person, "自然资源局副局长");
    EXPECT_EQ(idle.planned->iso(), "2024-10-31");
    EXPECT_TRUE(idle.extra.empty());
}

TEST_F(LandKinds, HowFarBuildingHasCome) {
    read(
        "电子监管号,事项,日期,已动工开发面积(公顷),应动工开发面积(公顷),已投资额(万元),总投资额(万元)\n"
        "1410312017B90047,停工,2019-06-30,0.3696,2.64,352,3200\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    const auto& seen = sink_.record<land::Progress>(0);
    EXPECT_EQ(seen.built->m2_text(), "3696");
    EXPECT_EQ(seen.should_build->m2_text(), "26400");
    EXPECT_EQ(seen.invested->fen, 352'000'000);
    EXPECT_EQ(seen.total_investment->fen, 3'200'000'000);
}

TEST_F(LandKinds, Offer) {
    read(
        "公告编号,批准文号,地块编号,公告面积(公顷),公告日期,公告截止日期,流拍日期\n"
        "隰挂2021-1,晋政地字〔2010〕9118号,g1,1.2155,2021-03-01,2021-03-31,2021-03-31\n"
        "隰挂2021-2,,g1,1.2155,2021-03-01,,\n隰挂2021-3,晋政地字〔2010〕9118号,g1,1.2155,,,\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    const auto& offer = sink_.record<land::Offer>(0);
    EXPECT_EQ(offer.plot, "晋政地字〔2010〕9118号#g1");
    EXPECT_EQ(offer.from->iso(), "2021-03-01");
    EXPECT_EQ(offer.failed_on->iso(), "2021-03-31");
    EXPECT_EQ(sink_.problems.size(), 2U) << "a plot number without its approval; an offer without its day";
}

TEST_F(LandKinds, ExpropriationVillageByVillage) {
    read(
        "批准文号,村,征收面积(公顷),户数,应付补偿(万元),已付补偿(万元),完成日期,支付凭证\n"
        "晋政地字〔2018〕9076号,留城村,4.5,37,1200,1200,2019-03-05,转账9号\n"
        "晋政地字〔2018〕9076号,水堤村,2,12,720,0,,\n");
    ASSERT_EQ(sink_.candidates.size(), 2U);
    const auto& paid = sink_.record<land::Expropriation>(0);
    EXPECT_EQ(paid.village, "留城村");
    EXPECT_EQ(paid.households, 37);
    EXPECT_EQ(paid.payable->fen, 1'200'000'000);
    EXPECT_EQ(land::key_of(sink_.candidates[0].record), "晋政地字〔2018〕9076号|2019-03-05|留城村");
    EXPECT_FALSE(sink_.record<land::Expropriation>(1).on.has_value());
    EXPECT_TRUE(says("EXPROPRIATION_OPEN"));
}

TEST_F(LandKinds, SiteReadinessWorkByWork) {
    read(
        "批准文号,地块编号,通水,通路,通电,是否净地,核实日期\n"
        "晋政地字〔2020〕9155号,c1,是,√,否,否,2024-01-10\n晋政地字〔2020〕9155号,c2,是,差不多,是,是,2024-01-10\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    EXPECT_EQ(sink_.record<land::SiteReadiness>(0).works, "road,water") << "in the order of the list";
    EXPECT_FALSE(sink_.record<land::SiteReadiness>(0).ready);
    EXPECT_TRUE(says("WORD_NEEDED"));
}

TEST_F(LandKinds, Reserve) {
    read(
        "储备编号,储备地块名称,批准文号,储备面积(亩),入库日期,是否抵押,抵押到期日\n"
        "储9001,城南储备地,晋政地字〔2010〕9118号,36,2016-05-01,是,2025-12-31\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    EXPECT_EQ(sink_.record<land::Reserve>(0).mortgaged, "yes");
    EXPECT_EQ(sink_.record<land::Reserve>(0).area->m2_text(), "24000");
}

TEST_F(LandKinds, Decision) {
    read(
        "决定文号,决定类型,电子监管号,决定面积(公顷),决定日期,系统录入日期\n"
        "隰政收〔2024〕9001号,无偿收回,1410312016B90033,4.12,2024-09-20,2024-10-28\n"
        "隰政收〔2024〕9002号,赠送,1410312016B90034,4.12,2024-09-20,\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    EXPECT_EQ(sink_.record<land::Decision>(0).type, "recovered");
    EXPECT_EQ(sink_.record<land::Decision>(0).counted_on->iso(), "2024-10-28");
}

TEST_F(LandKinds, TaskSplit) {
    read(
        "单位,存量类型,任务面积(公顷),任务性质,生效日期,责任单位\n"
        "隰县,批而未供,34.2,下达,2024-07-26,自然资源局\n城南乡,批而未供,10.9434,暂定,2024-03-19,城南乡\n"
        "示范区,批而未供,6.4,下达,2024-07-26,示范区\n隰县,闲置土地,,暂定,2024-03-19,自然资源局\n");
    ASSERT_EQ(sink_.candidates.size(), 3U);
    EXPECT_EQ(sink_.record<land::Target>(0).zone, "");
    EXPECT_EQ(sink_.record<land::Target>(0).basis, "area");
    EXPECT_EQ(sink_.record<land::Target>(1).township, "城南乡");
    EXPECT_TRUE(sink_.record<land::Target>(1).provisional);
    EXPECT_EQ(sink_.record<land::Target>(2).zone, "示范区");
    EXPECT_TRUE(says("ROW_INCOMPLETE")) << "a task without area or rate";
}

TEST_F(LandKinds, TaskOfSomeYearsOfApproval) {
    read(
        "单位,批准年份段,存量类型,任务比例,生效日期\n隰县,2009—2018年,批而未供,30%,2024-03-19\n"
        "隰县,2019年以来,批而未供,40%,2024-03-19\n隰县,前几年,批而未供,40%,2024-03-19\n"
        "示范区,2009-2018,批而未供,40%,2024-03-19\n");
    ASSERT_EQ(sink_.candidates.size(), 2U);
    EXPECT_EQ(sink_.record<land::Target>(0).vintage, "2009-2018");
    EXPECT_EQ(sink_.record<land::Target>(1).vintage, "2019-");
    EXPECT_NE(land::key_of(sink_.candidates[0].record), land::key_of(sink_.candidates[1].record));
    EXPECT_TRUE(says("WORD_NEEDED")) << "years that are none";
    EXPECT_TRUE(says("VINTAGE_PLACE")) << "a band is the county's";
}

TEST_F(LandKinds, TaskAsARate) {
    read(
        "单位,存量类型,任务比例,生效日期\n隰县,批而未供,25%,2024-03-19\n龙泉镇,批而未供,33.53,2024-03-19\n"
        "午城镇,批而未供,0.2,2024-03-19\n黄土镇,批而未供,１００％,2024-03-19\n寨子乡,批而未供,0,2024-03-19\n"
        "城南乡,批而未供,四分之一,2024-03-19\n");
    ASSERT_EQ(sink_.candidates.size(), 4U);
    EXPECT_EQ(sink_.record<land::Target>(0).rate, "0.25");
    EXPECT_EQ(sink_.record<land::Target>(1).rate, "0.3353");
    EXPECT_EQ(sink_.record<land::Target>(2).rate, "0.2");
    EXPECT_EQ(sink_.record<land::Target>(3).rate, "1");
    EXPECT_TRUE(says("SHARE_UNREADABLE"));
}

TEST_F(LandKinds, OfficialIsNeverRecognisedWithoutBeingTold) {
    const std::string csv =
        "批准文号,批次名称,批准日期,批准面积,已供面积,未供面积\n"
        "晋政地字〔2009〕9041号,一批次,2009-12-21,18.452,13.0299,5.4221\n"
        "晋政地字〔2010〕9118号,一批次,2010-11-08,9.86,3.3991,6.4\n";
    read(csv);
    for (const Candidate& candidate : sink_.candidates)
        EXPECT_NE(land::kind_of(candidate.record), land::Kind::Official);
    sink_ = {};
    options_.kind = land::Kind::Official;
    read(csv);
    EXPECT_TRUE(sink_.candidates.empty()) << "nothing says which day it shows";
    EXPECT_TRUE(says("EXTRACT_UNDATED"));
    sink_ = {};
    options_.as_of = *base::parse_iso_date("2023-12-31");
    read(csv);
    ASSERT_EQ(sink_.candidates.size(), 2U);
    const auto& row = sink_.record<land::Official>(0);
    EXPECT_EQ(row.row_kind, "approval");
    EXPECT_EQ(row.supplied->m2_text(), "130299");
    EXPECT_EQ(row.unsupplied->m2_text(), "54221");
    EXPECT_EQ(land::key_of(sink_.candidates[0].record), "2023-12-31|approval|晋政地字〔2009〕9041号");
    EXPECT_TRUE(says("OFFICIAL_UNBALANCED")) << "the second row does not add up";
}

TEST_F(LandKinds, OfficialSuppliesWithTheirApprovals) {
    options_.kind = land::Kind::Official;
    read(
        "截止日期,电子监管号,项目名称,供应面积(公顷),供应方式,签订日期,录入日期,挂接批次\n"
        "2024-03-31,1410312024A90047,污水厂,3.457,划拨,2024-03-20,2024-03-25,晋政地字[2018]"
        "9076号、晋政地字〔2010〕9118号\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    const auto& row = sink_.record<land::Official>(0);
    EXPECT_EQ(row.row_kind, "supply");
    EXPECT_EQ(row.approval, "晋政地字〔2010〕9118号、晋政地字〔2018〕9076号") << "sorted, so that equal sets are equal";
    EXPECT_EQ(row.recorded_on->iso(), "2024-03-25");
    EXPECT_EQ(row.mode, "allocated");
}

}  // namespace
}  // namespace intake
