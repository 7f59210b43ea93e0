// Papers: totals, parts, checks; and that the same paper gives the same bytes.
#include "report/paper.hpp"

#include "base/files.hpp"

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

Area area(const Paper& paper, std::size_t line, std::size_t column) {
    return std::get<Area>(paper.lines.at(line).cells.at(column));
}

TEST(Compose, TotalsFirstThenPartsThenItems) {
    const Part zone{0, "其中：示范区"};
    const Part town{1, "城关镇"};
    const auto paper =
        compose(layout(), base::Lang::Zh, {item("A", 3, 4, {zone, town}), item("B", 5, 0, {town}), item("C", 0, 1)});
    ASSERT_EQ(paper.lines.size(), 6u);
    EXPECT_EQ(std::get<std::string>(paper.lines[0].cells[0]), "合计");
    EXPECT_EQ(area(paper, 0, 1).units(), 13);
    EXPECT_EQ(area(paper, 0, 3).units(), 5);  // cause.* is what cause.a does not show
    EXPECT_EQ(std::get<std::int64_t>(paper.lines[0].cells[4]), 3);
    EXPECT_EQ(std::get<std::string>(paper.lines[1].cells[0]), "其中：示范区");
    EXPECT_EQ(area(paper, 1, 1).units(), 7);
    EXPECT_EQ(area(paper, 2, 1).units(), 12);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(paper.lines[5].cells[2]));  // nothing is not zero
    ASSERT_EQ(paper.checks.size(), 1u);
    EXPECT_TRUE(paper.checks[0].holds());
}

TEST(Compose, ARowThatDoesNotAgreeIsCounted) {
    Item wrong = item("A", 3, 4);
    wrong.cells["unsupplied"] = Area::from_units(8);
    Item opposite = item("B", 3, 4);
    opposite.cells["unsupplied"] = Area::from_units(6);
    const auto paper = compose(layout(), base::Lang::Zh, {wrong, opposite, item("C", 1, 1)});
    EXPECT_EQ(paper.checks[0].rows_off, 2);
    EXPECT_EQ(paper.checks[0].terms[0].sum, paper.checks[0].terms[1].sum);  // the sums hide it
    EXPECT_FALSE(paper.checks[0].holds());
}

TEST(Compose, AChecksColumnsShowEachFigureOnceOrAreNotNamed) {
    const std::vector<Item> items = {item("A", 3, 4)};
    const auto columns = [&](const std::string& more, const std::string& check) {
        const std::string form = "title\tx\tx\n" + more + "check\tunsupplied\t" + check + "\n";
        return compose(parse_layout(form, "test").value(), base::Lang::Zh, items).checks[0].terms[1].columns;
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
    const auto paper = compose(layout(), base::Lang::Zh, items);
    if (items.empty()) return;
    RC_ASSERT(area(paper, 0, 1).units() == sum);
    std::int64_t parts = 0;
    for (const Paper::Line& line : paper.lines) {
        if (line.kind == Paper::Line::Kind::Part) parts += std::get<Area>(line.cells[1]).units();
    }
    RC_ASSERT(parts == sum);
}

TEST(WritePaper, TheSamePaperGivesTheSameBytes) {
    std::string folder = testing::TempDir() + "panhuo-paper-XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    Head head;
    head.filler = "隰县";
    Item dated = item("=1+1", 10'000, 5);
    dated.cells["on"] = *base::Date::from_ymd(2024, 6, 30);
    const auto paper = compose(layout(), base::Lang::Zh, {dated});
    ASSERT_TRUE(write_paper(layout(), head, paper, folder + "/a.xlsx").ok());
    ASSERT_TRUE(write_paper(layout(), head, paper, folder + "/b.xlsx").ok());
    EXPECT_EQ(base::read_file(folder + "/a.xlsx").value(), base::read_file(folder + "/b.xlsx").value());
    EXPECT_FALSE(base::file_exists(folder + "/a.xlsx.part"));
    EXPECT_FALSE(write_paper(layout(), head, paper, folder + "/no/such/folder.xlsx").ok());
}

}  // namespace
}  // namespace report
