// Every kind from small tables: what a clerk writes, what the record says, what is said about it.
#include "intake/test_support.hpp"

#include <gtest/gtest.h>

namespace intake {
namespace {

class Kinds : public testing::SheetTest {};

TEST_F(Kinds, Supply) {
    const FileResult result = read(
        "行政区,电子监管号,项目名称,面积(公顷),土地来源,供地方式,成交价格(万元),土地使用权人,约定开工时间,合同签订日期,"
        "支付约定\n"
        "隰县,1410312015B90014,标准厂房,3.1200,1.2,挂牌出让,312.5,隰县某某工业有限公司,1900年01月01日,2015年09月10日,"
        "分两期\n");
    EXPECT_EQ(result.kind, "supply");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    const auto& supply = sink_.record<land::Supply>(0);
    EXPECT_EQ(supply.supervision_no, "1410312015B90014");
    EXPECT_EQ(supply.division, "141031");
    EXPECT_EQ(supply.division_name, "隰县");
    EXPECT_EQ(supply.area->m2_text(), "31200");
    EXPECT_EQ(supply.existing_class->m2_text(), "12000");
    EXPECT_EQ(supply.mode, "listing");
    EXPECT_EQ(supply.mode_text, "挂牌出让");
    EXPECT_EQ(supply.price->fen, 312500000);
    EXPECT_FALSE(supply.holder_is_person);
    EXPECT_FALSE(supply.agreed_start.has_value());
    EXPECT_EQ(supply.signed_on->iso(), "2015-09-10");
    ASSERT_EQ(supply.extra.size(), 1U);
    EXPECT_EQ(supply.extra[0].first, "支付约定");
    EXPECT_TRUE(sink_.problems.empty());
}

TEST_F(Kinds, SupplyWithOriginInWords) {
    read(
        "电子监管号,面积(公顷),土地来源,供地方式\n"
        "1410312015B90014,1,现有建设用地,挂牌出让\n1410312015B90015,1,新增建设用地,挂牌出让\n"
        "1410312015B90016,1,新增建设用地(来自存量库),挂牌出让\n1410312015B90017,1,1.5,挂牌出让\n"
        "1410312015B90018,1,别处,挂牌出让\n");
    EXPECT_EQ(sink_.record<land::Supply>(0).existing_class->m2_text(), "10000");
    EXPECT_EQ(sink_.record<land::Supply>(1).existing_class->m2_text(), "0");
    EXPECT_FALSE(sink_.record<land::Supply>(2).existing_class.has_value());
    EXPECT_FALSE(sink_.record<land::Supply>(3).existing_class.has_value());
    EXPECT_EQ(sink_.find("EXISTING_ABOVE_AREA")->cell, "C5");
    EXPECT_EQ(sink_.find("ORIGIN_UNKNOWN")->cell, "C6");
}

TEST_F(Kinds, SupplyFaultsAreNamedWithTheirCell) {
    const FileResult result = read(
        "电子监管号,项目名称,面积(公顷),供地方式,合同签订日期\n"
        "1.41031E+15,甲,1,划拨,2015-01-01\n"            // row 2
        "1410312015A90001,乙,约三亩,划拨,2015-01-02\n"  // row 3
        "1410312015A90002,丙,-1,划拨,2015-01-03\n"      // row 4
        "1410312015A90003,丁,,划拨,三月底\n"            // row 5
        "1410302015A90004,戊,1,划拨,2015-01-05\n"       // row 6
        "1410312015A90005,己,1,挂牌出让,2015-01-06\n"   // row 7
        "1410312015A90006,庚,１．５,随便,45376\n"       // row 8
        "1410312015A90007,辛,15亩,划拨,2104-01-01\n");  // row 9
    EXPECT_EQ(result.rows, 8);
    EXPECT_EQ(result.rejected, 4);
    EXPECT_EQ(sink_.rejected_rows, (std::vector<std::int64_t>{2, 3, 4, 6}));
    EXPECT_EQ(sink_.find("NUMBER_DAMAGED")->cell, "A2");
    EXPECT_EQ(sink_.find("AREA_UNREADABLE")->cell, "C3");
    EXPECT_EQ(sink_.find("AREA_UNREADABLE")->found, "约三亩");
    EXPECT_EQ(sink_.find("AREA_NEGATIVE")->cell, "C4");
    EXPECT_EQ(sink_.find("AREA_MISSING")->row, 5);
    EXPECT_EQ(sink_.find("DATE_UNREADABLE")->cell, "E5");
    EXPECT_EQ(sink_.find("OTHER_DIVISION")->row, 6);
    EXPECT_EQ(sink_.find("MODE_MISMATCH")->cell, "D7");
    EXPECT_EQ(sink_.find("MODE_UNKNOWN")->cell, "D8");
    EXPECT_EQ(sink_.find("AREA_FULLWIDTH")->cell, "C8");
    EXPECT_EQ(sink_.find("AREA_UNIT_IN_CELL")->cell, "C9");
    EXPECT_EQ(sink_.counts["DATE_UNREADABLE"] + sink_.counts["DATE_IMPOSSIBLE"], 2);  // E5 and the year 2104 in E9
    ASSERT_EQ(sink_.candidates.size(), 4U);
    EXPECT_EQ(sink_.record<land::Supply>(2).area->m2_text(), "15000");
    EXPECT_EQ(sink_.record<land::Supply>(2).signed_on->iso(), "2024-03-25");
    EXPECT_EQ(sink_.record<land::Supply>(3).area->m2_text(), "10000");
}

TEST_F(Kinds, SuppliesWithoutNumberAreToldApartByOrdinal) {
    read(
        "行政区,项目名称,坐落,面积(公顷),供地方式,合同签订日期\n"
        "隰县,安置房,东侧,1,划拨,2015-01-01\n隰县,安置房,西侧,1,划拨,2015-01-01\n隰县,安置房,东侧,1,划拨,2015-01-01\n");
    EXPECT_EQ(sink_.record<land::Supply>(0).ordinal, 0);
    EXPECT_EQ(sink_.record<land::Supply>(1).ordinal, 1);
    EXPECT_EQ(sink_.record<land::Supply>(2).ordinal, 0);  // the first row again
    EXPECT_EQ(sink_.counts["NUMBER_MISSING"], 3);
}

TEST_F(Kinds, PersonsAndTheirNumbers) {
    read(
        "电子监管号,项目名称,面积(公顷),供地方式,土地使用权人,备注\n"
        "1410312015B90014,住宅,0.02,协议出让,王某某,联系13812345678\n");
    const auto& supply = sink_.record<land::Supply>(0);
    EXPECT_TRUE(supply.holder_is_person);
    EXPECT_EQ(supply.note.find("13812345678"), std::string::npos);
    for (const auto& [heading, cell] : sink_.candidates[0].original)
        EXPECT_EQ(cell.find("13812345678"), std::string::npos);
}

TEST_F(Kinds, FirstOfTwoColumnsCountsAndTheSecondFillsIn) {
    read(
        "土地用途,电子监管号,土地用途,供地方式,面积(公顷)\n工业,1410312015B90014,商业,挂牌出让,1\n,1410312015B90015,"
        "商业,挂牌出让,1\n");
    EXPECT_EQ(sink_.record<land::Supply>(0).use, "工业");
    ASSERT_EQ(sink_.record<land::Supply>(0).extra.size(), 1U);
    EXPECT_EQ(sink_.record<land::Supply>(0).extra[0].second, "商业");
    EXPECT_EQ(sink_.record<land::Supply>(1).use, "商业");
    EXPECT_EQ(sink_.find("COLUMN_REPEATED")->cell, "C1");
}

TEST_F(Kinds, SumsFootnotesAndNumberRowsAreNoData) {
    const FileResult result = read(
        "隰县供地台账,,,\n单位：亩,,,\n电子监管号,项目名称,面积,供地方式\n1,2,3,4\n一、2015年,,,\n1410312015A90001,甲,"
        "15,划拨\n"
        ",小计,15,\n电子监管号,项目名称,面积,供地方式\n1410312015A90002,乙,30,划拨\n合计,,45,\n注：数据截至年底,,,\n");
    EXPECT_EQ(result.rows, 2);
    ASSERT_EQ(sink_.candidates.size(), 2U);
    EXPECT_EQ(sink_.record<land::Supply>(0).area->m2_text(), "10000");
    EXPECT_EQ(sink_.candidates[1].row, 9);
    EXPECT_EQ(sink_.counts["ROW_IS_SUM"], 2);
    EXPECT_EQ(sink_.counts["ROW_IS_NOTE"], 1);
    EXPECT_EQ(sink_.counts["ROW_IS_HEADING"], 3);
}

TEST_F(Kinds, WaysToWriteNothing) {
    read(
        "电子监管号,项目名称,面积(公顷),供地方式,合同签订日期,成交价格(万元),备注,约定开工时间\n"
        "1410312015A90001,甲,1,划拨,2015-01-01,/,—,Nah\n1410312015A90002,乙,-,划拨,NULL,无,#N/A,——\n");
    const auto& supply = sink_.record<land::Supply>(0);
    EXPECT_FALSE(supply.price || supply.agreed_start);
    EXPECT_TRUE(supply.note.empty());
    EXPECT_TRUE(supply.extra.empty());
    EXPECT_FALSE(sink_.record<land::Supply>(1).signed_on.has_value());
    ASSERT_EQ(sink_.problems.size(), 1U);
    EXPECT_EQ(sink_.problems[0].code, "AREA_MISSING");
    EXPECT_EQ(sink_.problems[0].cell, "C3");
}

TEST_F(Kinds, AnAreaOfZeroIsNotStated) {
    read("电子监管号,项目名称,面积(公顷),供地方式\n1410312015A90001,甲,0,划拨\n1410312015A90002,乙,三亩,划拨\n");
    ASSERT_EQ(sink_.problems.size(), 2U);  // one each
    EXPECT_EQ(sink_.problems[0].code, "AREA_MISSING");
    EXPECT_EQ(sink_.problems[1].code, "AREA_UNREADABLE");
}

TEST_F(Kinds, Approval) {
    const FileResult result = read(
        "序号,批次名称,批准机关,批准文号,批准日期,批准面积,,,,备注\n,,,,,合计,农用地,建设用地,未利用地,\n"
        "1,隰县2013年第一批次,山西省人民政府,晋政地字[2013]第0123号,2013.5.6,10,8,1.5,0.5,\n"
        "2,隰县2014年第一批次,山西省人民政府,晋政地字（2014）45号,2014/5/6,150,8,1.5,0.5,\n"
        "3,无号批次,山西省人民政府,,2014/5/6,1,1,0,0,\n");
    EXPECT_EQ(result.kind, "approval");
    EXPECT_EQ(result.rows, 3);
    EXPECT_EQ(result.rejected, 1);
    const auto& approval = sink_.record<land::Approval>(0);
    EXPECT_EQ(approval.document_no, "晋政地字〔2013〕123号");
    EXPECT_EQ(approval.document_no_text, "晋政地字[2013]第0123号");
    EXPECT_EQ(approval.type, "batch");
    EXPECT_EQ(approval.total->m2_text(), "100000");
    EXPECT_EQ(approval.farmland->m2_text(), "80000");
    EXPECT_EQ(approval.approved_on->iso(), "2013-05-06");
    EXPECT_EQ(sink_.find("AREA_UNIT_DOUBTFUL")->row, 4);
    EXPECT_EQ(sink_.find("ROW_INCOMPLETE")->row, 5);
    EXPECT_EQ(sink_.find("UNIT_ASSUMED")->field, "total");
}

TEST_F(Kinds, Plot) {
    const FileResult result = read(
        "批准文号,地块编号,地块名称,地块面积(亩),规划用途,乡镇\n晋政地字〔2013〕123号,1,甲地,15,工业用地,午城镇\n"
        "晋政地字〔2013〕123号,1,乙地,30,工业用地,午城镇\n,2,丙地,3,,\n");
    EXPECT_EQ(result.kind, "plot");
    ASSERT_EQ(sink_.candidates.size(), 3U);
    EXPECT_EQ(land::key_of(sink_.candidates[0].record), "晋政地字〔2013〕123号#1");
    EXPECT_EQ(land::key_of(sink_.candidates[1].record), "晋政地字〔2013〕123号#1-2");
    EXPECT_EQ(sink_.record<land::Plot>(2).file_key, result.sha256 + "#1");
    EXPECT_EQ(sink_.record<land::Plot>(0).area->m2_text(), "10000");
    EXPECT_EQ(sink_.record<land::Plot>(0).township, "午城镇");
    EXPECT_EQ(sink_.counts["APPROVAL_MISSING"], 1);
    EXPECT_EQ(sink_.counts["NUMBER_REPEATED"], 1);
}

TEST_F(Kinds, PlotsWithShape) {
    options_.crs = "EPSG:4525";
    const FileResult result = read(
        "WKT,地块编号,批准文号,地块面积(公顷)\n"
        "\"POLYGON((37500000 4000000,37500100 4000000,37500100 4000100,37500000 4000100,37500000 "
        "4000000))\",1,晋政地字〔2013〕123号,1\n"
        "\"POLYGON((37500000 4000000,37500100 4000000,37500100 4000100,37500000 4000100,37500000 "
        "4000000))\",2,晋政地字〔2013〕123号,2\n"
        "not a shape,3,晋政地字〔2013〕123号,1\n");
    EXPECT_EQ(result.kind, "plot");
    const auto& plot = sink_.record<land::Plot>(0);
    EXPECT_EQ(plot.measured->m2_text(), "10000");
    EXPECT_EQ(plot.geometry.crs, "EPSG:4525");
    EXPECT_EQ(sink_.find("AREA_MISMATCH")->row, 3);
    EXPECT_EQ(sink_.find("GEOMETRY_UNREADABLE")->cell, "A4");
    EXPECT_EQ(sink_.candidates.size(), 3U);
}

TEST_F(Kinds, Link) {
    const FileResult result = read(
        "电子监管号,批准文号,地块编号,挂接面积(公顷),存量,带供\n1410312015B90014,晋政地字〔2013〕123号,1,0.5,,\n"
        "1410312015B90015,晋政地字[2013]123号,,0.5,,是\n1410312015B90016,,,0.5,是,\n1410312015B90017,,,0.5,,\n");
    EXPECT_EQ(result.kind, "link");
    EXPECT_EQ(sink_.record<land::Link>(0).plot, "晋政地字〔2013〕123号#1");
    EXPECT_TRUE(sink_.record<land::Link>(0).approval.empty());
    EXPECT_EQ(sink_.record<land::Link>(1).approval, "晋政地字〔2013〕123号");
    EXPECT_TRUE(sink_.record<land::Link>(1).carried);
    EXPECT_TRUE(sink_.record<land::Link>(2).existing);
    EXPECT_EQ(sink_.find("ROW_INCOMPLETE")->row, 5);
    EXPECT_EQ(result.rejected, 1);
}

TEST_F(Kinds, Progress) {
    const FileResult result = read(
        "电子监管号,事项,日期,凭证\n1410312015B90014,开工,2016-05-10,许可证\n1410312015B90014,竣工,三月底,\n"
        "1410312015B90014,跳舞,2016-05-10,\n1410312015B90014,开工,,\n");
    EXPECT_EQ(result.kind, "progress");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    EXPECT_EQ(sink_.record<land::Progress>(0).event, "start");
    EXPECT_EQ(sink_.record<land::Progress>(0).on->iso(), "2016-05-10");
    EXPECT_EQ(sink_.find("DATE_NEEDED")->cell, "C3");
    EXPECT_EQ(sink_.find("WORD_NEEDED")->cell, "B4");
    EXPECT_EQ(sink_.find("ROW_INCOMPLETE")->row, 5);
    EXPECT_EQ(result.rejected, 3);
}

TEST_F(Kinds, Withdrawal) {
    const FileResult result = read(
        "撤回文号,批准文号,地块编号,撤回面积(公顷),申报日期,同意日期,系统标注日期\n"
        "晋自然资函〔2024〕9号,晋政地字〔2013〕123号,2,11.4,2024-06-25,2024-10-18,2024-11-06\n");
    EXPECT_EQ(result.kind, "withdrawal");
    const auto& withdrawal = sink_.record<land::Withdrawal>(0);
    EXPECT_EQ(withdrawal.plot, "晋政地字〔2013〕123号#2");
    EXPECT_EQ(withdrawal.area->m2_text(), "114000");
    EXPECT_EQ(withdrawal.filed_on->iso(), "2024-06-25");
    EXPECT_EQ(withdrawal.reply_on->iso(), "2024-10-18");
    EXPECT_EQ(withdrawal.marked_on->iso(), "2024-11-06");
}

TEST_F(Kinds, Idle) {
    const FileResult result = read(
        "闲置土地清册（截至2023年12月31日）,,,,,\n电子监管号,项目名称,闲置面积(公顷),状态,认定日期,闲置原因\n"
        "1410312016B90033,厂房,4.12,已认定,2018-05-28,企业\n1410312016B90034,厂房,,疑似,,\n");
    EXPECT_EQ(result.kind, "idle");
    const auto& idle = sink_.record<land::Idle>(0);
    EXPECT_EQ(idle.supply, "1410312016B90033");
    EXPECT_EQ(idle.state, "recognised");
    EXPECT_EQ(idle.area->m2_text(), "41200");
    EXPECT_EQ(idle.list_date->iso(), "2023-12-31");
    EXPECT_EQ(idle.division, "141031");
    EXPECT_EQ(sink_.record<land::Idle>(1).state, "suspected");
    EXPECT_EQ(sink_.counts["AREA_MISSING"], 1);
}

TEST_F(Kinds, Stocklist) {
    const FileResult result = read(
        "批准文号,批次名称,地块编号,地块名称,未供面积(亩),未供原因,处置意见,乡镇\n"
        "晋政地字〔2013〕123号,一批次,1,甲,15,征地款未付,组织供应,午城镇\n晋政地字〔2013〕123号,一批次,1,甲,30,别的话,,"
        "午城镇\n");
    EXPECT_EQ(result.kind, "stocklist");
    const auto& remnant = sink_.record<land::Stocklist>(0);
    EXPECT_EQ(remnant.number, "晋政地字〔2013〕123号#1");
    EXPECT_EQ(remnant.plot, "晋政地字〔2013〕123号#1");
    EXPECT_EQ(remnant.area->m2_text(), "10000");
    EXPECT_EQ(remnant.cause, "compensation_unpaid");
    EXPECT_EQ(remnant.route, "supply");
    EXPECT_EQ(sink_.record<land::Stocklist>(1).number, "晋政地字〔2013〕123号#1-2");
    EXPECT_EQ(sink_.record<land::Stocklist>(1).cause, "");
    EXPECT_EQ(sink_.record<land::Stocklist>(1).cause_text, "别的话");
}

TEST_F(Kinds, Baseline) {
    const FileResult result = read(
        "存量类型,行政区,基准日,存量基数(公顷),文号\n批而未供,隰县,2023-12-31,116.96175,临政办发〔2024〕4号\n"
        "闲置土地,隰县,2023-12-31,9.54,\n林地,隰县,2023-12-31,1,\n");
    EXPECT_EQ(result.kind, "baseline");
    EXPECT_EQ(sink_.record<land::Baseline>(0).stock, "unsupplied");
    EXPECT_EQ(sink_.record<land::Baseline>(0).area->m2_text(), "1169617.5");
    EXPECT_EQ(sink_.record<land::Baseline>(1).stock, "idle");
    EXPECT_EQ(sink_.find("WORD_NEEDED")->row, 4);
}

TEST_F(Kinds, RaggedRowsAndUnknownKinds) {
    const FileResult result =
        read("电子监管号,项目名称,面积(公顷),供地方式\n1410312015A90001,甲,1,划拨,多出来的\n1410312015A90002,乙,1\n\n");
    EXPECT_EQ(result.rows, 2);
    EXPECT_EQ(sink_.record<land::Supply>(0).extra.back().first, "列 E");
    EXPECT_TRUE(sink_.record<land::Supply>(1).mode.empty());

    const auto unknown = read_file(folder_.file("u.csv", "a,b\n1,2\n"), options_, sink_);
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(unknown.error().code, base::Code::KindUndetected);
    options_.kind = land::Kind::Decision;
    const auto by_record = read_file(folder_.file("d.csv", "电子监管号,面积,供地方式\n"), options_, sink_);
    ASSERT_FALSE(by_record.ok());
    EXPECT_EQ(by_record.error().code, base::Code::KindUndetected);
}

TEST_F(Kinds, ASinkThatStopsStopsTheReading) {
    class Stopping : public testing::CollectingSink {
      public:
        base::Status candidate(Candidate&&) override { return base::Error{base::Code::StoreFailed, {"x", "y"}}; }
    } sink;
    const auto stopped =
        read_file(folder_.file("s.csv", "电子监管号,面积(公顷),供地方式\n1410312015A90001,1,划拨\n"), options_, sink);
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, base::Code::StoreFailed);
}

TEST_F(Kinds, ADeadWorkerIsAFailureNotACrash) {
    ::setenv("PANHUO_WORKER", "/bin/false", 1);
    const auto dead = read_file(folder_.file("x.csv", "电子监管号,面积(公顷),供地方式\n"), options_, sink_);
    ::unsetenv("PANHUO_WORKER");
    ASSERT_FALSE(dead.ok());
    EXPECT_EQ(dead.error().code, base::Code::ReaderFailed);
}

}  // namespace
}  // namespace intake
