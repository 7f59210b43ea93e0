#include "land/codes.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace land {
namespace {

using namespace code_problem;

TEST(DocumentNo, EveryBracketGivesOneNumber) {
    for (const char* const cell :
         {"晋政地字〔2009〕9041号", "晋政地字[2009]9041号", "晋政地字(2009)9041号", "晋政地字（2009）9041号",
          "晋政地字【2009】9041号", "晋政地字〈2009〉9041号", "晋政地字［２００９］９０４１号",
          " 晋政地字 〔2009〕 9041 号 ", "晋政地字〔2009〕第9041号", "晋政地字〔2009〕09041号", "晋政地字〔2009〕9041",
          "晋政地字〔2009年〕9041号", "晋政地字﹝2009﹞9041号", "晋政地字[2009〕-9041"}) {
        const Checked read = read_document_no(cell);
        EXPECT_EQ(read.normalised, "晋政地字〔2009〕9041号") << cell;
        EXPECT_EQ(read.original, cell);
        EXPECT_TRUE(read.fine()) << cell;
    }
}

TEST(DocumentNo, RealSpellings) {
    EXPECT_EQ(read_document_no("浙土字B[2007]-0422").normalised, "浙土字B〔2007〕422号");
    EXPECT_EQ(read_document_no("浙土字（330783）A[2019]-0010").normalised, "浙土字(330783)A〔2019〕10号");
    EXPECT_EQ(read_document_no("金土字A[2013]11号").normalised, "金土字A〔2013〕11号");
    EXPECT_EQ(read_document_no("东土字供A（2013）第144号").normalised, "东土字供A〔2013〕144号");
    EXPECT_EQ(read_document_no("国委浙土审[2020]33号").normalised, "国委浙土审〔2020〕33号");
}

TEST(DocumentNo, WhatDoesNotFitStaysAsWritten) {
    for (const char* const cell : {"2013年一批次", "晋政地字2009-9041号", "〔2009〕9041号", "晋政地字〔2009〕9041-1号",
                                   "晋政地字〔1809〕1号", "晋政地字〔2009〕", "晋政地字〔2009〕九号", ")("}) {
        const Checked read = read_document_no(cell);
        EXPECT_EQ(read.normalised, cell);
        EXPECT_EQ(read.problem, kUnusual) << cell;
    }
    EXPECT_TRUE(read_document_no("  ").fine());
    EXPECT_EQ(read_document_no("  ").normalised, "");
}

RC_GTEST_PROP(DocumentNo, NormalisingTwiceChangesNothing, (const std::string& tail)) {
    const std::string head = *rc::gen::elementOf(std::vector<std::string>{"", "晋政地字〔2009〕", "a(2010)", "（2011"});
    const Checked once = read_document_no(head + tail);
    RC_ASSERT(read_document_no(once.normalised).normalised == once.normalised);
}

TEST(SupervisionNo, FormAndLetter) {
    EXPECT_EQ(read_supervision_no(" １４１０３１2012b00012 ").normalised, "1410312012B00012");
    EXPECT_TRUE(read_supervision_no("1404272013B00193-1").fine());
    EXPECT_EQ(read_supervision_no("1404272013B00193–1").normalised, "1404272013B00193-1");
    EXPECT_EQ(read_supervision_no("'1404272013B00193").normalised, "1404272013B00193");
    EXPECT_EQ(read_supervision_no("电子监管号：1404272013B00193").normalised, "1404272013B00193");
    EXPECT_TRUE(read_supervision_no("").fine());
    for (const char* const damaged : {"1.41031E+15", "1.41031e15", "1E+16"}) {
        EXPECT_EQ(read_supervision_no(damaged).problem, kDamaged) << damaged;
    }
    for (const char* const opaque : {"1410312012B0001", "1410311812B00012", "1410310000000000", "隰供2012-3"}) {
        EXPECT_EQ(read_supervision_no(opaque).problem, kUnusual) << opaque;
        EXPECT_EQ(read_supervision_no(opaque).normalised, opaque);
    }
    EXPECT_EQ(supply_class_of("4418002016A01159"), "allocated");
    EXPECT_EQ(supply_class_of("4501002013B13034-2"), "granted");
    EXPECT_EQ(supply_class_of("1410312012C00001"), "other_paid");
    EXPECT_EQ(supply_class_of("1410312012D00001"), "");
    EXPECT_EQ(supply_class_of("B"), "");
    EXPECT_EQ(supply_class_of_mode("listing"), "granted");
    EXPECT_EQ(supply_class_of_mode("equity"), "other_paid");
    EXPECT_EQ(supply_class_of_mode(""), "");
}

TEST(CreditCode, CheckCharacter) {
    for (const char* const good :
         {"914403001922038216", "9144030071526726XG", "11141031000000000C", "9144030071526726xg"}) {
        EXPECT_TRUE(read_credit_code(good).fine()) << good;
    }
    EXPECT_EQ(read_credit_code("914403001922038217").problem, kCheck);
    EXPECT_EQ(read_credit_code("91440300192203821").problem, kUnusual);
    EXPECT_EQ(read_credit_code("91440300I922038216").problem, kUnusual) << "I is not of the alphabet";
    EXPECT_EQ(read_credit_code("9.14403E+17").problem, kDamaged);
}

RC_GTEST_PROP(CreditCode, OneWrongCharacterIsFound, ()) {
    const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string code;
    for (int i = 0; i < 17; ++i) code += *rc::gen::elementOf(alphabet);
    code += credit_check_character(code);
    RC_ASSERT(read_credit_code(code).fine());
    const auto at = *rc::gen::inRange<std::size_t>(0, 18);
    const char other = *rc::gen::elementOf(alphabet);
    RC_PRE(other != code[at]);
    code[at] = other;
    RC_ASSERT(read_credit_code(code).problem == kCheck);
}

TEST(ParcelCode, StructureOfNineteenAndTwentyEight) {
    EXPECT_TRUE(read_parcel_code("450103004003GB00717").fine());
    EXPECT_TRUE(read_parcel_code("450103 004003 gb00717").fine());
    EXPECT_EQ(read_parcel_code("450103004003GB0071").problem, kUnusual);
    EXPECT_EQ(read_parcel_code("450103004003GK00717").problem, kUnusual);
    EXPECT_TRUE(read_property_unit("450103004003GB00717W00000000").fine());
    EXPECT_TRUE(read_property_unit("450103004003GB00717F00010001").fine());
    EXPECT_EQ(read_property_unit("450103004003GB00717K00000000").problem, kUnusual);
    EXPECT_EQ(read_property_unit("450103004003GB00717").problem, kUnusual);
}

TEST(Division, Codes) {
    EXPECT_EQ(read_division_code("14").normalised, "140000");
    EXPECT_EQ(read_division_code("1410").normalised, "141000");
    EXPECT_EQ(read_division_code(" 141031 ").normalised, "141031");
    EXPECT_TRUE(read_division_code("140726").fine()) << "abolished, kept";
    EXPECT_TRUE(read_division_code("141031100").fine());
    EXPECT_EQ(read_division_code("14103").problem, kUnusual);
    EXPECT_EQ(read_division_code("041031").problem, kUnusual);
    EXPECT_EQ(read_division_code("隰县").problem, kUnusual);
    EXPECT_EQ(county_of("141031100"), "141031");
    EXPECT_EQ(county_of("141031"), "141031");
}

TEST(Division, Covers) {
    EXPECT_TRUE(covers("140000", "141031"));
    EXPECT_TRUE(covers("141000", "141031"));
    EXPECT_TRUE(covers("141000", "141000"));
    EXPECT_TRUE(covers("141031", "141031100"));
    EXPECT_TRUE(covers("141031000", "141031100"));
    EXPECT_TRUE(covers("141031100", "141031100"));
    EXPECT_FALSE(covers("141031", "141000"));
    EXPECT_FALSE(covers("141031", "141032"));
    EXPECT_FALSE(covers("141100", "141031"));
    EXPECT_FALSE(covers("141031100", "141031"));
    EXPECT_FALSE(covers("", "141031"));
    EXPECT_FALSE(covers("141031", ""));
}

TEST(LandUse, CodesCarryTheirSystem) {
    EXPECT_EQ(read_land_use("061").system, "gbt21010-2007");
    EXPECT_EQ(read_land_use("0601 工业用地", "gbt21010-2017").code, "0601");
    EXPECT_EQ(read_land_use("0601").system, "") << "0601 means one thing in 2017 and another in 2023";
    EXPECT_EQ(read_land_use("100101").system, "ydyh-2023");
    EXPECT_EQ(read_land_use("05H1").system, "third-survey");
    const LandUse named = read_land_use(" 工业用地 ", "gbt21010-2007");
    EXPECT_EQ(named.code, "061");
    EXPECT_EQ(named.text, "工业用地");
    EXPECT_EQ(read_land_use("工业用地", "gbt21010-2017").code, "0601");
    EXPECT_EQ(read_land_use("工业用地").code, "");
    EXPECT_EQ(read_land_use("横店集团影视产业中心", "gbt21010-2007").code, "");
}

TEST(DocumentNos, SeveralInOneCellInAnyOrderAndSpelling) {
    EXPECT_EQ(read_document_nos("晋政地字[2018]9076号、晋政地字〔2010〕9118号；晋政地字(2018)9076号"),
              (std::vector<std::string>{"晋政地字〔2010〕9118号", "晋政地字〔2018〕9076号"}));
    EXPECT_EQ(read_document_nos("晋政地字〔2010〕9118号, 国土资函〔2011〕9407号").size(), 2U);
    EXPECT_TRUE(read_document_nos(" ；、").empty());
    EXPECT_EQ(document_nos_text(read_document_nos("晋政地字〔2018〕9076号;晋政地字〔2010〕9118号")),
              "晋政地字〔2010〕9118号、晋政地字〔2018〕9076号");
}

}  // namespace
}  // namespace land
