#include "intake/head.hpp"

#include "base/files.hpp"
#include "base/test_tree.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>

namespace intake {
namespace {

const HeadingTable& table() {
    static const HeadingTable loaded = [] {
        auto read = HeadingTable::load(base::testing::source_tree() + "/rulebooks/data/headings.tsv");
        EXPECT_TRUE(read.ok());
        return std::move(read).value();
    }();
    return loaded;
}

/// Rows written with | between the cells.
std::vector<SheetRow> rows(const std::vector<std::string>& lines) {
    std::vector<SheetRow> all;
    for (const std::string& line : lines) {
        SheetRow row;
        row.number = static_cast<std::int64_t>(all.size()) + 1;
        for (const std::string_view cell : base::split(line, '|')) row.cells.emplace_back(cell);
        all.push_back(std::move(row));
    }
    return all;
}

const Column* column(const Head& head, std::string_view field) {
    for (const Column& each : head.columns) {
        if (each.field == field) return &each;
    }
    return nullptr;
}

TEST(Head, FirstRowOfAPlainTable) {
    const auto head = find_head(rows({"行政区|电子监管号|项目名称|面积(公顷)|供地方式|合同签订日期",
                                      "隰县|1410312012B00036-1|甲|0.2|挂牌出让|2012年03月09日"}),
                                table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(head->kind, land::Kind::Supply);
    EXPECT_EQ(head->first, 0U);
    EXPECT_EQ(head->depth, 1U);
    EXPECT_EQ(column(*head, "area")->unit, Unit::Hectare);
    EXPECT_FALSE(column(*head, "area")->unit_assumed);
}

TEST(Head, BelowATitleAndAUnitLine) {
    const auto head = find_head(rows({"隰县批而未供土地清册", "填报单位：隰县自然资源局|截至2023年12月31日|单位：亩",
                                      "序号|批次名称|批准文号|地块编号|未供面积|未供原因", "1|甲|乙|3|12.5|其他"}),
                                table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(head->kind, land::Kind::Stocklist);
    EXPECT_EQ(head->first, 2U);
    EXPECT_EQ(column(*head, "area")->unit, Unit::Mu);
    ASSERT_TRUE(head->as_of);
    EXPECT_EQ(head->as_of->iso(), "2023-12-31");
}

TEST(Head, TheHeadingsUnitWinsOverTheTitleLine) {
    const auto head = find_head(rows({"单位：亩", "批准文号|批次名称|批准日期|批准总面积（公顷）|耕地"}), table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(column(*head, "total")->unit, Unit::Hectare);
    EXPECT_EQ(column(*head, "cultivated")->unit, Unit::Mu);
}

TEST(Head, AnAreaWithoutAnyUnitIsHectaresAndSaysSo) {
    const auto head = find_head(rows({"电子监管号|面积|供地方式|土地来源"}), table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(column(*head, "area")->unit, Unit::Hectare);
    EXPECT_TRUE(column(*head, "area")->unit_assumed);
    EXPECT_FALSE(column(*head, "existing_class")->unit_assumed);
}

TEST(Head, TheOriginHasTheUnitOfTheArea) {
    const auto head = find_head(rows({"电子监管号|供应面积(亩)|供地方式|土地来源"}), table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(column(*head, "existing_class")->unit, Unit::Mu);
}

TEST(Head, TwoLevelsAreJoined) {
    const auto head = find_head(rows({"序号|批次名称|批准文号|批准日期|批准面积|||备注", "||||合计|农用地|耕地|",
                                      "1|甲|乙|2010-01-01|3.5|2|1|"}),
                                table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(head->kind, land::Kind::Approval);
    EXPECT_EQ(head->depth, 2U);
    EXPECT_EQ(column(*head, "total")->heading, "批准面积 > 合计");
    EXPECT_EQ(column(*head, "cultivated")->heading, "批准面积 > 耕地");
    EXPECT_EQ(column(*head, "note")->heading, "备注");
}

TEST(Head, ThreeLevelsOfTheOfficialLedger) {
    const auto head =
        find_head(rows({"地块情况|批准情况|||未供面积|处置意见", "地块编号|批准文号|批准日期|批次(项目)名称|合计|"}),
                  table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(head->kind, land::Kind::Stocklist);
    EXPECT_NE(column(*head, "approved_on"), nullptr);
    EXPECT_NE(column(*head, "area"), nullptr);
}

TEST(Head, RepeatedNamesAllBindAndTheTableOrdersSynonyms) {
    const auto head = find_head(rows({"土地用途|电子监管号|土地用途|供地方式|面积"}), table(), {});
    ASSERT_TRUE(head);
    EXPECT_EQ(head->columns[0].field, "use");
    EXPECT_EQ(head->columns[2].field, "use");
    const auto layer = find_head(rows({"GYFS|HTQDRQ|XMMC|DKMJ|GEWYLX|Shape_Area"}), table(), {});
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->kind, land::Kind::Supply);
    EXPECT_LT(layer->columns[5].rank, layer->columns[3].rank);
    EXPECT_EQ(layer->columns[5].unit, Unit::SquareMetre);
}

TEST(Head, SpacesFullWidthAndCaseDoNotMatter) {
    const auto head = find_head(rows({"电 子 监 管 号|面　积（公顷）|供地方式：|ＸＺＱＤＭ"}), table(), {});
    ASSERT_TRUE(head);
    EXPECT_NE(column(*head, "supervision_no"), nullptr);
    EXPECT_NE(column(*head, "area"), nullptr);
    EXPECT_NE(column(*head, "division_code"), nullptr);
}

TEST(Head, EveryTableKindIsTold) {
    const std::vector<std::pair<land::Kind, std::string>> heads = {
        {land::Kind::Approval, "批准文号|批次名称|批准机关|批准日期|批准总面积(公顷)"},
        {land::Kind::Plot, "批准文号|地块编号|地块名称|地块面积(公顷)|规划用途"},
        {land::Kind::Supply, "电子监管号|项目名称|面积(公顷)|供地方式|合同签订日期"},
        {land::Kind::Link, "电子监管号|批准文号|地块编号|挂接面积(公顷)"},
        {land::Kind::Progress, "电子监管号|事项|日期|凭证"},
        {land::Kind::Withdrawal, "撤回文号|批准文号|撤回面积(公顷)|申报日期|系统标注日期"},
        {land::Kind::Idle, "电子监管号|项目名称|闲置面积(公顷)|闲置原因|认定日期"},
        {land::Kind::Stocklist, "批准文号|地块编号|未供面积(公顷)|未供原因|处置意见"},
        {land::Kind::Baseline, "存量类型|行政区|基准日|存量基数(公顷)|文号"},
    };
    for (const auto& [kind, line] : heads) {
        const auto head = find_head(rows({line}), table(), {});
        ASSERT_TRUE(head) << line;
        EXPECT_EQ(land::kind_name(head->kind), land::kind_name(kind)) << line;
    }
}

TEST(Head, EnglishIdentifiersAreHeadingsToo) {
    const auto head = find_head(rows({"supervision_no,mode,area_m2,signed_on"}), table(), {});
    EXPECT_FALSE(head);  // commas are the worker's matter
    const auto split = find_head(rows({"supervision_no|mode|area_m2|signed_on"}), table(), {});
    ASSERT_TRUE(split);
    EXPECT_EQ(column(*split, "area")->unit, Unit::SquareMetre);
}

TEST(Head, NothingIsGuessed) {
    EXPECT_FALSE(find_head(rows({"姓名|电话|地址", "甲|1|乙"}), table(), {}));
    EXPECT_FALSE(find_head(rows({"批准文号|面积"}), table(), {}));
    EXPECT_FALSE(find_head({}, table(), {}));
    EXPECT_FALSE(find_head(rows({"电子监管号|项目名称|面积(公顷)|供地方式"}), table(), land::Kind::Approval));
}

TEST(Head, ToldKindDecidesWhereHeadingsAreWeak) {
    const std::vector<SheetRow> weak = rows({"批准文号|批次名称|面积(公顷)"});
    const auto told = find_head(weak, table(), land::Kind::Approval);
    ASSERT_TRUE(told);
    EXPECT_NE(column(*told, "total"), nullptr);
}

TEST(Head, ColumnLetters) {
    EXPECT_EQ(column_letters(0), "A");
    EXPECT_EQ(column_letters(25), "Z");
    EXPECT_EQ(column_letters(26), "AA");
    EXPECT_EQ(column_letters(701), "ZZ");
    EXPECT_EQ(column_letters(702), "AAA");
}

TEST(Units, TitleLines) {
    EXPECT_EQ(units_of_title("单位：公顷、万元").area, Unit::Hectare);
    EXPECT_EQ(units_of_title("单位：公顷、万元").money, Unit::TenThousandYuan);
    EXPECT_EQ(units_of_title("（单位:亩）").area, Unit::Mu);
    EXPECT_EQ(units_of_title("填报单位：隰县自然资源局").area, Unit::None);
    EXPECT_EQ(units_of_title("填报单位：某局　　单位：平方米").area, Unit::SquareMetre);
}

TEST(Units, OfHeadings) {
    EXPECT_EQ(split_unit(heading_key("面积（亩）")).unit, Unit::Mu);
    EXPECT_EQ(split_unit(heading_key("面积（亩）")).bare, "面积");
    EXPECT_EQ(split_unit(heading_key("面积/公顷")).unit, Unit::Hectare);
    EXPECT_EQ(split_unit(heading_key("供应面积亩")).unit, Unit::Mu);
    EXPECT_EQ(split_unit(heading_key("Area (hectare)")).unit, Unit::Hectare);
    EXPECT_EQ(split_unit(heading_key("Transaction price (ten thousand yuan)")).unit, Unit::TenThousandYuan);
    EXPECT_EQ(split_unit(heading_key("约定容积率(上限)")).unit, Unit::None);
    EXPECT_EQ(without_brackets("约定容积率(上限)"), "约定容积率");
}

TEST(HeadingTable, RefusesWhatItDoesNotUnderstand) {
    EXPECT_FALSE(HeadingTable::parse("supply\tarea", "t").ok());
    EXPECT_FALSE(HeadingTable::parse("nothing\tarea\t面积", "t").ok());
    EXPECT_FALSE(HeadingTable::parse("supply\tarea\t面积\t英亩", "t").ok());
    EXPECT_TRUE(HeadingTable::parse("# remark\n\nsupply\tarea\t面积\t公顷\t!\r\n", "t").ok());
}

}  // namespace
}  // namespace intake
