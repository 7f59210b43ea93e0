// Papers: totals, parts, checks; and that the same paper gives the same bytes.
#include "report/paper.hpp"

#include "base/files.hpp"
#include "base/shared_data.hpp"
#include "base/zip_parts.hpp"
#include "report/compose.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>

namespace report {
namespace {

using base::Area;

constexpr char kLayout[] =
    "title\t台账\tLedger\n"
    "column\tname\t名称\tname\ttext\t9\tnone\n"
    "column\tunsupplied\t未供 > 合计\tunsupplied > total\tarea\t9\tsum\n"
    "column\tcause.a\t原因 > 甲\tcause > a\tarea\t9\tsum\n"
    "column\tcause.*\t原因 > 其他\tcause > other\tarea\t9\tsum\n"
    "column\titems\t宗数\titems\tcount\t9\tsum\n"
    "column\ton\t日期\tdate\tdate\t9\tnone\n"
    "check\tunsupplied\tcause.*\n";

Layout layout() { return parse_layout(kLayout, "test").value(); }

Item item(const std::string& name, std::int64_t a, std::int64_t other, const std::vector<Part>& parts = {}) {
    Item out;
    out.parts = parts;
    out.cells["name"] = name;
    if (a != 0) out.cells["cause.a"] = Area::from_units(a);
    if (other != 0) out.cells["cause.b"] = Area::from_units(other);
    out.cells["unsupplied"] = Area::from_units(a + other);
    out.cells["items"] = std::int64_t{1};
    return out;
}

struct Composed {
    Sums sums;
    std::vector<std::vector<Cell>> items;
};

Composed compose(const Layout& form, const std::vector<Item>& items) {
    Composer composer(form, base::Lang::Zh);
    Composed out;
    for (const Item& each : items) out.items.push_back(composer.add(each));
    out.sums = composer.sums();
    return out;
}

std::int64_t units(const std::vector<Cell>& line, std::size_t column) {
    return std::get<Area>(line.at(column)).units();
}

TEST(Compose, TotalsThenPartsBesideTheItems) {
    const Part zone{0, "其中：示范区"};
    const Part town{1, "城关镇"};
    const Layout form = layout();
    const auto paper = compose(form, {item("A", 3, 4, {zone, town}), item("B", 5, 0, {town}), item("C", 0, 1)});
    ASSERT_EQ(paper.sums.parts.size(), 2u);
    ASSERT_EQ(paper.sums.items, 3);
    EXPECT_EQ(std::get<std::string>(paper.sums.whole[0]), "合计");
    EXPECT_EQ(units(paper.sums.whole, 1), 13);
    EXPECT_EQ(units(paper.sums.whole, 3), 5);  // cause.* is what cause.a does not show
    EXPECT_EQ(std::get<std::int64_t>(paper.sums.whole[4]), 3);
    EXPECT_EQ(std::get<std::string>(paper.sums.parts[0].cells[0]), "其中：示范区");
    EXPECT_EQ(units(paper.sums.parts[0].cells, 1), 7);
    EXPECT_EQ(units(paper.sums.parts[1].cells, 1), 12);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(paper.items[2][2]));  // nothing is not zero
    ASSERT_EQ(paper.sums.checks.size(), 1u);
    EXPECT_TRUE(paper.sums.checks[0].holds());
}

TEST(Compose, ARowThatDoesNotAgreeIsCounted) {
    Item wrong = item("A", 3, 4);
    wrong.cells["unsupplied"] = Area::from_units(8);
    Item opposite = item("B", 3, 4);
    opposite.cells["unsupplied"] = Area::from_units(6);
    const Layout form = layout();
    const Check check = compose(form, {wrong, opposite, item("C", 1, 1)}).sums.checks[0];
    EXPECT_EQ(check.rows_off, 2);
    EXPECT_EQ(check.terms[0].sum, check.terms[1].sum);  // the sums hide it
    EXPECT_FALSE(check.holds());
}

TEST(Compose, AChecksColumnsShowEachFigureOnceOrAreNotNamed) {
    const std::vector<Item> items = {item("A", 3, 4)};
    const auto columns = [&](const std::string& more, const std::string& check) {
        const std::string form = "title\tx\tx\n" + more + "check\tunsupplied\t" + check + "\n";
        const Layout parsed = parse_layout(form, "test").value();
        return compose(parsed, items).sums.checks[0].terms[1].columns;
    };
    const auto column = [](const std::string& keys) { return "column\t" + keys + "\tx\tx\tarea\t9\tsum\n"; };
    using Columns = std::vector<std::size_t>;
    EXPECT_EQ(columns(column("cause.a") + column("cause.*"), "cause.*"), (Columns{0, 1}));
    // a sum column beside its parts: one of the two, not both
    EXPECT_EQ(columns(column("cause.a+cause.b") + column("cause.a") + column("cause.b"), "cause.*"), Columns{0});
    EXPECT_EQ(columns(column("unsupplied+cause.a") + column("cause.b"), "cause.*"), Columns{});
    EXPECT_EQ(columns(column("cause.a"), "cause.*"), Columns{});
    EXPECT_EQ(columns(column("cause.a") + column("unsupplied"), "unsupplied"), Columns{1});
}

RC_GTEST_PROP(Compose, TotalsAreTheExactSumsOfTheItems, ()) {
    std::vector<Item> items;
    std::int64_t sum = 0;
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
        const auto a = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
        const auto b = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
        items.push_back(item("x", a, b, {{0, *rc::gen::element<std::string>("甲", "乙")}}));
        sum += a + b;
    }
    const Layout form = layout();
    const auto paper = compose(form, items);
    if (items.empty()) return;
    RC_ASSERT(units(paper.sums.whole, 1) == sum);
    std::int64_t parts = 0;
    for (const Sums::PartLine& part : paper.sums.parts) parts += units(part.cells, 1);
    RC_ASSERT(parts == sum);
}

class WritePaper : public testing::Test {
  protected:
    void SetUp() override { head_.filler = "隰县"; }

    std::string file(const std::string& name) const { return folder_.file(name); }
    Sums write(const Layout& form, const std::vector<Item>& items, const std::string& name) const {
        PaperWriter paper(form, head_, file(name));
        for (Item each : items) EXPECT_TRUE(paper.add(std::move(each)).ok());
        const auto sums = paper.finish({{"注", "note"}});
        EXPECT_TRUE(sums.ok());
        return sums.value();
    }
    /// The text of a part of the workbook.
    std::string part(const std::string& name, const std::string& inside) const {
        const auto parts = base::read_zip(file(name));
        if (!parts.ok()) return "no zip";
        for (const base::ZipPart& each : *parts) {
            if (each.name == inside) return base::unpack(each, name).value();
        }
        return "no part";
    }
    std::string sheet(const std::string& name, int number) const {
        return part(name, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
    }

    base::testing::TemporaryFolder folder_;
    Head head_;
};

std::size_t times(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

TEST_F(WritePaper, TheSamePaperGivesTheSameBytes) {
    Item dated = item("=1+1", 10'000, 5);
    dated.cells["on"] = *base::Date::from_ymd(2024, 6, 30);
    const Layout form = layout();
    for (const std::size_t held : {1u, 2'000u}) {
        head_.most_held = held;
        write(form, {dated, dated}, "a.xlsx");
        write(form, {dated, dated}, "b.xlsx");
        EXPECT_EQ(base::read_file(file("a.xlsx")).value(), base::read_file(file("b.xlsx")).value());
        for (const char* left : {"a.xlsx.part", "a.xlsx.form", "a.xlsx.rows"})
            EXPECT_FALSE(base::file_exists(file(left)));
        PaperWriter nowhere(form, head_, file("no/such/folder.xlsx"));
        EXPECT_FALSE(nowhere.add(Item(dated)).ok() && nowhere.add(Item(dated)).ok() && nowhere.finish({}).ok());
    }
}

std::string fixed_digits(const std::string& number) {
    char text[40];
    std::snprintf(text, sizeof text, "%.12g", std::stod(number));
    return text;
}

/// Every cell of a sheet by its place, whichever way texts are kept, as "A9=…"; its look left out.
std::string cells_of(const std::string& sheet, const std::string& strings) {
    std::vector<std::string> shared;
    for (std::size_t at = strings.find("<si>"); at != std::string::npos; at = strings.find("<si>", at + 1)) {
        const std::size_t text = strings.find('>', strings.find("<t", at)) + 1;
        shared.push_back(strings.substr(text, strings.find("</t>", text) - text));
    }
    std::string all;
    for (std::size_t at = sheet.find("<c r="); at != std::string::npos; at = sheet.find("<c r=", at + 1)) {
        const std::string cell = sheet.substr(at, sheet.find("/c>", at) - at);
        const std::size_t head = cell.find('>');
        if (cell[head - 1] == '/') continue;
        const std::string name = cell.substr(6, cell.find('"', 6) - 6);
        const std::size_t value = cell.find(cell.find("<v>") != std::string::npos ? "<v>" : "<t ");
        const std::size_t text = cell.find('>', value) + 1;
        std::string shown = cell.substr(text, cell.find('<', text) - text);
        const bool in_table = cell.substr(0, head).find("t=\"s\"") != std::string::npos;
        if (in_table) shown = shared.at(std::stoul(shown));
        // The library writes sixteen digits, one of which may be off: 0.0005999999999999999.
        if (!in_table && cell.find("<v>") != std::string::npos) shown = fixed_digits(shown);
        all += name + "=" + shown + "\n";
    }
    return all;
}

TEST_F(WritePaper, RowsThatWaitInAFileAreTheRowsHeldInMemory) {
    std::vector<Item> items;
    for (int i = 0; i < 40; ++i) {
        items.push_back(item("<地块 & " + std::to_string(i) + ">\n\x07", 12'345 * i, i % 3 * 10'000, {{1, "甲"}}));
        if (i % 2 == 0) items.back().cells["on"] = base::Date::from_days(i);
    }
    const Layout form = layout();
    write(form, items, "held.xlsx");
    head_.most_held = 10;
    const Sums sums = write(form, items, "poured.xlsx");
    EXPECT_EQ(sums.items, 40);
    const auto cells = [&](const char* name) { return cells_of(sheet(name, 1), part(name, "xl/sharedStrings.xml")); };
    // Beside the note on groups that only a large paper needs (row 49), they are the same.
    const auto table = [&](const char* name) { return cells(name).substr(0, cells(name).find("\nA49=")); };
    EXPECT_EQ(table("held.xlsx"), table("poured.xlsx"));
    EXPECT_NE(cells("poured.xlsx").find("&lt;地块 &amp; 39&gt;"), std::string::npos);
}

TEST_F(WritePaper, ASumLeadsToItsItemsAndTheyAddUpToIt) {
    const std::string text = std::string(kLayout) + "items\tname\n";
    const Layout form = parse_layout(text, "test").value();
    write(form,
          {item("A", 30'000'000, 0, {{1, "甲"}}), item("B", 0, 5, {{1, "乙"}}), item("C", 10'000'000, 0, {{1, "甲"}})},
          "a.xlsx");
    const std::string paper = sheet("a.xlsx", 1);
    // heads in rows 3-4, the whole in row 5, the parts in 6-7, the items in 8-10
    EXPECT_NE(paper.find("<hyperlink ref=\"B5\" location=\"Sheet1!B8:B10\""), std::string::npos) << paper;
    // by words: 乙 (block of rows 3-5) before 甲 (rows 7-10), an empty row between
    EXPECT_NE(paper.find("<hyperlink ref=\"B7\" location=\"分组明细!B8:B9\""), std::string::npos) << paper;
    EXPECT_NE(paper.find("<hyperlink ref=\"A7\" location=\"分组明细!A7:E10\""), std::string::npos) << paper;
    const std::string items = sheet("a.xlsx", 2);
    EXPECT_NE(items.find("<hyperlink ref=\"A7\" location=\"Sheet1!A7:F7\""), std::string::npos) << items;
    EXPECT_NE(items.find("<hyperlink ref=\"A9\" location=\"Sheet1!A10:F10\""), std::string::npos) << items;
    const std::string cells = cells_of(items, part("a.xlsx", "xl/sharedStrings.xml"));
    EXPECT_NE(cells.find("A9=C\n"), std::string::npos) << cells;
    EXPECT_NE(cells.find("B10=0.4\n"), std::string::npos) << cells;
    EXPECT_EQ(times(cells, "与正表相符"), 2u);
    EXPECT_EQ(times(cells, "与正表不符"), 0u);
}

TEST_F(WritePaper, AFigureThatIsASumItselfOpensToWhatItIsMadeOf) {
    Item done = item("隰县", 30'000'000, 0);
    done.opened.push_back({"cause.a",
                           {},
                           Area::from_units(30'000'000),
                           {{"S1", "公司", base::Date::from_days(0), Area::from_units(30'000'000)}}});
    done.opened.push_back({"unsupplied", {}, Area::from_units(7), {{"S2", "", {}, Area::from_units(6)}}});
    const Layout form = layout();
    write(form, {done}, "a.xlsx");
    EXPECT_NE(sheet("a.xlsx", 1).find("<hyperlink ref=\"C6\" location=\"数字构成!A3:E5\""), std::string::npos);
    const std::string cells = cells_of(sheet("a.xlsx", 2), part("a.xlsx", "xl/sharedStrings.xml"));
    EXPECT_NE(cells.find("A3=隰县 · 原因 &gt; 甲\n"), std::string::npos) << cells;
    EXPECT_NE(cells.find("F5=与正表相符\n"), std::string::npos) << cells;
    EXPECT_NE(cells.find("F9=与正表不符\n"), std::string::npos) << cells;
}

}  // namespace
}  // namespace report
