// Cases from practice, and the published supplies of the real county.
#include "base/test_tree.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace law {
namespace {

using Case = testing::SupplyCase;
using testing::code;
using testing::day;
using testing::has;

// ---- cases from practice (dates as the authorities published them) ----------------------------------------------

TEST(GoldenCases, UnstartedParcelsFoundIdle) {
    struct Published {
        const char *place, *start_by, *seen, *from;
    };
    const Published cases[] = {
        {"清远 2019-10-10", "2018-01-27", "2019-10-10", "2019-01-28"},
        {"绵阳 2023-11-14", "2022-06-08", "2023-11-14", "2023-06-09"},
        {"广州 2020-09-16", "2019-06-30", "2020-08-30", "2020-07-01"},
        {"南宁 2016-11-22", "2015-06-04", "2016-11-22", "2016-06-05"},
        {"南宁 2024-08-30", "2023-05-25", "2024-08-30", "2024-05-26"},
        {"文昌 2017-09-25", "2009-12-30", "2017-09-25", "2010-12-31"},
        {"绵阳 2015-11-10", "2005-05-17", "2015-11-10", "2006-05-18"},
    };
    for (const Published& one : cases) {
        const SupplyJudgement out = Case(one.start_by).seen("no_start", one.seen).judge(one.seen);
        EXPECT_EQ(code(out), "idle_by_law") << one.place;
        EXPECT_EQ(out.idle_from, day(one.from)) << one.place;
        EXPECT_EQ(code(Case(one.start_by).judge(one.seen)), "start_unknown") << one.place;
    }
}

TEST(GoldenCases, RecognisedParcelsTakeTheWayOfTheirCause) {
    struct Published {
        const char *place, *start_by, *recognised, *cause, *way;
    };
    const Published cases[] = {
        {"清远 2019-10-10", "2018-01-27", "2019-10-10", "政府原因", "按第十二条协商选择处置方式"},
        {"广州 2020-09-16", "2019-06-30", "2020-08-30", "政府原因", "按第十二条协商选择处置方式"},
        {"文昌 2017-09-25", "2009-12-30", "2017-09-25", "企业原因", "企业原因满两年：报批后无偿收回"},
        {"绵阳 2015-11-10", "2005-05-17", "2015-11-10", "企业原因", "企业原因满两年：报批后无偿收回"},
    };
    for (const Published& one : cases) {
        Case listed(one.start_by);
        land::Idle letter;
        letter.recognised_on = day(one.recognised);
        letter.cause = one.cause;
        listed.idle.push_back(letter);
        const SupplyJudgement out = listed.judge(one.recognised);
        EXPECT_EQ(code(out), "idle_recognised") << one.place;
        EXPECT_EQ(out.next_step.value_or(base::Text{}).zh.rfind(one.way, 0), 0U) << one.place;
    }
}

TEST(GoldenCases, StartedAndStoppedIsAMayAndNotTheFirstTest) {
    // 清远 2024: started, less than a third built, stopped over a year.
    Case one("2015-01-01");
    one.seen("start", "2015-01-01").seen("stop", "2019-01-01").seen("stop", "2024-02-27");
    one.development = Development{Area::from_m2(100), Area::from_m2(10'351), {}, {}, ""};
    EXPECT_EQ(code(one.judge("2024-02-27")), "idle_may");
    EXPECT_FALSE(has(one.judge("2024-02-27").findings, "IDLE_SUSPECTED"));
}

TEST(GoldenCases, SupportPilesLeaveTheQuestionOpen) {
    // 大冶: pit and support piles, then stopped; the bureau argued "started", the court's answer was not seen.
    Case one("2016-09-01");
    one.seen("start", "2016-08-20", "support_piles");
    EXPECT_EQ(code(one.judge("2019-04-22")), "start_unknown");
}

// ---- the real county ------------------------------------------------------------------------------------------

std::vector<std::string> csv_cells(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else if (c != '\r')
            cells.back().push_back(c);
    }
    return cells;
}

/// "2012年05月30日"; the sentinels 1900-01-01 and 1901-01-02 mean none.
std::optional<Date> published_date(const std::string& cell) {
    int y = 0;
    int m = 0;
    int d = 0;
    if (std::sscanf(cell.c_str(), "%d年%d月%d日", &y, &m, &d) != 3 || y < 1950) return std::nullopt;
    return Date::from_ymd(y, m, d);
}

TEST(RealCounty, NoneOfThe57IsAccused) {
    std::istringstream lines(
        testing::file_text(base::testing::source_tree() + "/samples/xixian/供地结果_已公布_2012-2016.csv"));
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    std::vector<std::string> numbers;
    int with_day = 0;
    while (std::getline(lines, line)) {
        const auto cells = csv_cells(line);
        ASSERT_GE(cells.size(), 22U) << line;
        if (std::find(numbers.begin(), numbers.end(), cells[1]) != numbers.end()) continue;
        numbers.push_back(cells[1]);
        Case one("");
        one.supply.agreed_start = published_date(cells[16]);
        one.supply.agreed_delivery = published_date(cells[15]);
        one.supply.actual_start = published_date(cells[18]);
        for (const char* as_of : {"2024-01-01", "2024-06-30", "2026-12-31"}) {
            const SupplyJudgement out = one.judge(as_of);
            EXPECT_EQ(code(out), "start_unknown") << cells[1];
            EXPECT_EQ(out.certainty, Certainty::Unknown);
            EXPECT_EQ(out.idle_from.has_value(), one.supply.agreed_start.has_value());
            EXPECT_EQ(std::count(out.missing.begin(), out.missing.end(), "supply.agreed_start"),
                      one.supply.agreed_start ? 0 : 1);
            for (const Finding& finding : out.findings) EXPECT_NE(finding.severity, Severity::Error) << finding.rule;
        }
        if (one.supply.agreed_start) ++with_day;
    }
    EXPECT_EQ(numbers.size(), 57U);
    EXPECT_EQ(with_day, 28);
}

}  // namespace
}  // namespace law
