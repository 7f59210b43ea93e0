// Mappings: what somebody says of columns stands before what their headings mean.
#include "intake/mapping.hpp"

#include "intake/head.hpp"
#include "intake/test_support.hpp"

#include <rapidcheck/gtest.h>

namespace intake {
namespace {

using testing::SheetTest;

const HeadingTable& table() { return **heading_table(); }

Mapping plots(std::vector<MappedColumn> columns) {
    Mapping mapping;
    mapping.kind = land::Kind::Plot;
    mapping.columns = std::move(columns);
    return mapping;
}

std::string refusal(const Mapping& mapping) {
    const base::Status status = check_mapping(mapping, table());
    return status.ok() ? "" : status.error().text().en;
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

TEST(Mapping, LettersOfColumns) {
    EXPECT_EQ(column_from_letters("A"), 0U);
    EXPECT_EQ(column_from_letters("Z"), 25U);
    EXPECT_EQ(column_from_letters("AA"), 26U);
    for (const char* wrong : {"", "a", "A1", "ABCD", "表"}) EXPECT_FALSE(column_from_letters(wrong)) << wrong;
}

RC_GTEST_PROP(MappingProperty, LettersThereAndBack, ()) {
    const auto column = *rc::gen::inRange<std::size_t>(0, 18'000);
    RC_ASSERT(column_from_letters(column_letters(column)) == column);
}

TEST(Mapping, AFormIsItsHeadingsInTheirOrder) {
    const std::string form = form_of({"a", "b", ""});
    EXPECT_EQ(form.size(), 32U);
    EXPECT_EQ(form_of({"a", "b"}), form) << "blank columns at the end are none";
    EXPECT_NE(form_of({"b", "a"}), form);
    EXPECT_NE(form_of({"ab"}), form);
    EXPECT_NE(form_of({"", "a", "b"}), form);
    EXPECT_EQ(form_of({"", ""}), "");
}

TEST(Mapping, EveryKindOfTableHasFieldsWithNames) {
    for (const land::Kind kind : land::all_kinds()) {
        const std::vector<FieldInfo> fields = fields_of_kind(kind, table());
        EXPECT_EQ(fields.empty(), !is_table_kind(kind)) << land::kind_name(kind);
        for (const auto& group : needed_fields(kind)) {  // some fields of a group only give the kind away
            EXPECT_TRUE(std::any_of(group.begin(), group.end(),
                                    [&](const std::string& needed) {
                                        return std::any_of(fields.begin(), fields.end(),
                                                           [&](const FieldInfo& each) { return each.field == needed; });
                                    }))
                << land::kind_name(kind) << " " << group.front();
        }
    }
    EXPECT_EQ(table().label(land::Kind::Supply, "supervision_no").zh, "电子监管号");
    EXPECT_EQ(table().label(land::Kind::Supply, "supervision_no").en, "Electronic supervision number");
    EXPECT_EQ(table().label(land::Kind::Supply, "no_such").en, "no_such");
}

TEST(Mapping, AFieldThatTheKindHasNotIsRefusedWithThoseItHas) {
    const std::string text = refusal(plots({{0, "号", "number", Unit::None}, {1, "谁", "holder_no", Unit::None}}));
    EXPECT_TRUE(has(text, "B（谁）") && has(text, "holder_no") && has(text, "number")) << text;
}

TEST(Mapping, TwoColumnsForOneFieldAreRefused) {
    const std::string text = refusal(plots({{0, "", "number", Unit::None}, {2, "", "number", Unit::None}}));
    EXPECT_TRUE(has(text, "A, C") && has(text, "number")) << text;
    EXPECT_NE(refusal(plots({{0, "", "number", Unit::None}, {0, "", "area", Unit::None}})), "") << "a column twice";
    EXPECT_EQ(refusal(plots({{0, "", "-", Unit::None}, {1, "", "-", Unit::None}, {2, "", "", Unit::None}})), "");
    Mapping ledger;
    ledger.kind = land::Kind::Portion;
    ledger.columns = {{0, "", "cause_area", Unit::None}, {1, "", "cause_area", Unit::None}};
    EXPECT_EQ(refusal(ledger), "") << "causes have a column each";
}

TEST(Mapping, OnlyAreasAndMoneyHaveUnits) {
    EXPECT_EQ(refusal(plots({{0, "", "area", Unit::Mu}})), "");
    EXPECT_NE(refusal(plots({{0, "", "area", Unit::Yuan}})), "");
    EXPECT_NE(refusal(plots({{0, "", "number", Unit::Mu}})), "");
    EXPECT_NE(refusal(plots({{0, "", "", Unit::Mu}})), "");
}

TEST(Mapping, PlacesThatNoSheetHas) {
    Mapping mapping = plots({{0, "", "number", Unit::None}});
    mapping.head_row = 41;
    EXPECT_NE(refusal(mapping), "");
    mapping.head_row = 1;
    mapping.head_rows = 4;
    EXPECT_NE(refusal(mapping), "");
    mapping.head_rows = 3;
    EXPECT_EQ(refusal(mapping), "");
    EXPECT_NE(refusal(plots({{5000, "", "number", Unit::None}})), "");
    mapping.kind.reset();
    EXPECT_NE(refusal(mapping), "") << "columns of no kind";
}

class MappingReading : public SheetTest {
  protected:
    /// A sheet of which no heading is known.
    static constexpr char kStrange[] =
        "甲乙丙表\n代号,所属文,大小,说明\nb1,晋政地字〔2024〕9001号,15,东\nb2,晋政地字〔2024〕9001号,30,西\n";
    Mapping strange() const {
        Mapping mapping = plots(
            {{0, "代号", "number", Unit::None}, {1, "所属文", "approval", Unit::None}, {2, "大小", "area", Unit::Mu}});
        mapping.head_row = 2;
        return mapping;
    }
    const SheetReport& sheet(const FileResult& result) const { return result.sheets.at(0); }
};

TEST_F(MappingReading, AStrangeSheetIsReadAsSaid) {
    options_.said = {strange()};
    const FileResult result = read(kStrange);
    EXPECT_EQ(result.kind, "plot");
    ASSERT_EQ(sink_.candidates.size(), 2U);
    const auto& plot = sink_.record<land::Plot>(0);
    EXPECT_EQ(plot.number, "b1");
    EXPECT_EQ(plot.approval, "晋政地字〔2024〕9001号");
    EXPECT_EQ(plot.area->m2_text(), base::parse_area("15", base::AreaUnit::Mu)->area.m2_text());
    ASSERT_EQ(plot.extra.size(), 1U) << "what no field takes is kept beside";
    EXPECT_EQ(plot.extra[0].first, "说明");
    EXPECT_EQ(sheet(result).state, SheetReport::State::Read);
    EXPECT_EQ(sheet(result).rows, 2);
    EXPECT_EQ(sheet(result).columns.at(2).sample, "15");
    EXPECT_FALSE(says("UNIT_ASSUMED"));
}

TEST_F(MappingReading, WithoutItNobodyUnderstandsTheSheetAndItIsShown) {
    EXPECT_FALSE(read_file(folder_.file("t.csv", kStrange), options_, sink_).ok());
    options_.describe = true;
    const FileResult result = read(kStrange);
    EXPECT_EQ(result.kind, "");
    EXPECT_EQ(sheet(result).state, SheetReport::State::Unknown);
    EXPECT_EQ(sheet(result).head_row, 2);
    ASSERT_EQ(sheet(result).columns.size(), 4U);
    EXPECT_EQ(sheet(result).columns[1].heading, "所属文");
    EXPECT_TRUE(sink_.candidates.empty());
}

TEST_F(MappingReading, ARememberedFormIsFoundWhereverItsHeadStands) {
    options_.said = {strange()};
    const std::string form = sheet(read(kStrange)).form;
    sink_.candidates.clear();
    options_.said.clear();
    Mapping remembered = strange();
    remembered.form = form;
    remembered.head_row = 0;
    remembered.entry = "141031/7";
    options_.remembered = {remembered};
    const FileResult result = read("2025年\n\n填报：某\n代号,所属文,大小,说明\nb9,晋政地字〔2025〕9001号,2,\n");
    ASSERT_EQ(sink_.candidates.size(), 1U);
    EXPECT_EQ(sink_.candidates[0].mapping, "141031/7");
    EXPECT_EQ(sink_.candidates[0].row, 5);
    EXPECT_EQ(sheet(result).mapping, "141031/7");
    // Another order of the columns is another form.
    EXPECT_FALSE(read_file(folder_.file("u.csv", "所属文,代号,大小,说明\n文,b9,2,\n"), options_, sink_).ok());
    // Told to be something else, it is read as told.
    options_.kind = land::Kind::Supply;
    EXPECT_FALSE(read_file(folder_.file("v.csv", kStrange), options_, sink_).ok());
}

TEST_F(MappingReading, WhatIsSaidStandsBeforeWhatHeadingsMean) {
    constexpr char kPlain[] = "批准文号,地块编号,地块面积（公顷）,备用面积\n晋政地字〔2024〕9001号,1,2,3\n";
    read(kPlain);
    EXPECT_EQ(sink_.record<land::Plot>(0).area->m2_text(),
              base::parse_area("2", base::AreaUnit::Hectare)->area.m2_text());
    Mapping other =
        plots({{0, "", "approval", Unit::None}, {1, "", "number", Unit::None}, {3, "", "area", Unit::Hectare}});
    other.head_row = 1;
    options_.said = {other};
    read(kPlain);
    EXPECT_EQ(sink_.record<land::Plot>(1).area->m2_text(),
              base::parse_area("3", base::AreaUnit::Hectare)->area.m2_text());
}

TEST_F(MappingReading, ASheetThatIsLeftOutHasNoRows) {
    Mapping leave;
    leave.leave = true;
    leave.head_row = 1;
    options_.said = {leave};
    const FileResult result = read("批准文号,地块编号,地块面积（公顷）\n晋政地字〔2024〕9001号,1,2\n");
    EXPECT_TRUE(sink_.candidates.empty());
    EXPECT_EQ(result.rows, 0);
    EXPECT_EQ(sheet(result).state, SheetReport::State::Left);
}

TEST_F(MappingReading, ColumnsAndRowsThatAreNotThere) {
    Mapping mapping = strange();
    mapping.columns.push_back({9, "", "name", Unit::None});
    options_.said = {mapping};
    EXPECT_FALSE(read_file(folder_.file("t.csv", kStrange), options_, sink_).ok());
    mapping = strange();
    mapping.head_row = 30;
    options_.said = {mapping};
    EXPECT_FALSE(read_file(folder_.file("t.csv", kStrange), options_, sink_).ok());
    mapping = strange();
    mapping.form = "00000000000000000000000000000000";
    options_.said = {mapping};
    const auto result = read_file(folder_.file("t.csv", kStrange), options_, sink_);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, base::Code::ChangeNotPossible) << "the head is another than when it was mapped";
}

}  // namespace
}  // namespace intake
