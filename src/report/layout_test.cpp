// Layouts: what the table may say, what is refused and where.
#include "report/layout.hpp"

#include "base/files.hpp"

#include <gtest/gtest.h>

namespace report {
namespace {

constexpr char kGood[] =
    "# words\n"
    "title\t台账\tLedger\n"
    "page\tA4\t2\t1\n"
    "column\tseq\t序号\tNo.\tcount\t5\tnone\r\n"
    "column\tcause.a+cause.b\t原因 > 甲\tcause > a\tarea\t9\tsum\n"
    "check\tunsupplied\tcause.*\n"
    "note\t说明\tnote\n";

std::string refused(const std::string& tsv) {
    const auto layout = parse_layout(tsv, "x.tsv");
    return layout.ok() ? "" : layout.error().args.at(1) + ": " + layout.error().args.at(2);
}

TEST(Layout, IsRead) {
    const auto layout = parse_layout(kGood, "x.tsv");
    ASSERT_TRUE(layout.ok());
    EXPECT_EQ(layout->title.zh, "台账");
    EXPECT_FALSE(layout->a3);
    EXPECT_EQ(layout->frozen_columns, 2);
    ASSERT_EQ(layout->columns.size(), 2u);
    EXPECT_EQ(layout->columns[1].keys, (std::vector<std::string>{"cause.a", "cause.b"}));
    EXPECT_EQ(head_levels(layout->columns[1].head.zh), (std::vector<std::string>{"原因", "甲"}));
    EXPECT_TRUE(layout->columns[1].total);
    EXPECT_EQ(layout->checks.size(), 1u);
}

TEST(Layout, FaultsNameTheirLine) {
    EXPECT_EQ(refused("").substr(0, 2), "1:");
    EXPECT_EQ(refused("colum\tx\n").substr(0, 2), "1:");
    EXPECT_EQ(refused("\npage\tA5\t1\t1\n").substr(0, 2), "2:");
    EXPECT_EQ(refused("column\tx\t甲\ta\tarea\t9\n").substr(0, 2), "1:");
    EXPECT_EQ(refused("column\tx\t甲\ta\tmiles\t9\tsum\n").substr(0, 2), "1:");
    EXPECT_EQ(refused("column\tx\t甲\ta\tarea\t-3\tsum\n").substr(0, 2), "1:");
    EXPECT_EQ(refused("column\tx\t甲 > 乙\ta\tarea\t9\tsum\n").substr(0, 2), "1:");  // levels differ
    EXPECT_EQ(refused("column\tx+y\t甲\ta\ttext\t9\tnone\n").substr(0, 2), "1:");    // text does not add up
    EXPECT_EQ(refused("column\tx\t甲\ta\tdate\t9\tsum\n").substr(0, 2), "1:");
}

TEST(Layout, OurOwnTablesAreGood) {
    for (const char* name : {"ledger", "idle_ledger", "progress", "approvals"}) {
        const auto layout = load_layout(name);
        ASSERT_TRUE(layout.ok()) << name << " " << layout.error().text().en;
        EXPECT_GT(layout->columns.size(), 20u) << name;
    }
    EXPECT_FALSE(load_layout("no-such-report").ok());
}

TEST(Keys, StarsTakeWhatBeginsSo) {
    EXPECT_TRUE(key_matches("cause.*", "cause.other"));
    EXPECT_FALSE(key_matches("cause.*", "causes"));
    EXPECT_TRUE(key_matches("cause.a", "cause.a"));
    EXPECT_FALSE(key_matches("cause.a", "cause.ab"));
}

}  // namespace
}  // namespace report
