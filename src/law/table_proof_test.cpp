// The prover against brute force: every combination of values is asked one by one, by a reader that knows nothing of
// cells and boxes, and both must agree on gaps, conflicts, rows out of reach and answers.
#include "law/table_proof.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace law {
namespace {

/// A value as a person would write it: -1 = unknown; flags 0/1; words by place; numbers in sixths.
using Point = std::vector<int>;
constexpr int kUnknown = -1;
constexpr int kSixths = 12;  // shares from 0 to 2

struct Small {
    DecisionTable table;
    std::vector<std::vector<int>> values;  ///< by column, all that brute force tries
};

TableColumn column(int index, ColumnType type, bool unknown) {
    TableColumn out;
    out.id = "c" + std::to_string(index);
    out.name = {out.id, out.id};
    out.type = type;
    out.unknown = unknown;
    if (type == ColumnType::Word) out.values = {"a", "b", "c"};
    return out;
}

bool limit_holds(const Limit& limit, int value) {
    const std::int64_t left = value * limit.bound.value.den;
    const std::int64_t right = limit.bound.value.num * 6;
    switch (limit.comparison) {
        case Comparison::Less:
            return left < right;
        case Comparison::AtMost:
            return left <= right;
        case Comparison::Equal:
            return left == right;
        case Comparison::AtLeast:
            return left >= right;
        case Comparison::More:
            break;
    }
    return left > right;
}

bool holds(const TableColumn& of, const Alternative& one, int value) {
    if (one.word == "unknown") return value == kUnknown;
    if (value == kUnknown) return false;
    if (of.type == ColumnType::Flag) return (one.word == "yes") == (value == 1);
    if (of.type == ColumnType::Word) return of.values[static_cast<std::size_t>(value)] == one.word;
    return std::all_of(one.limits.begin(), one.limits.end(), [&](const Limit& l) { return limit_holds(l, value); });
}

bool fits(const DecisionTable& table, const TableRow& row, const Point& point) {
    return std::all_of(row.when.begin(), row.when.end(), [&](const Condition& condition) {
        const std::size_t at = condition.column;
        return std::any_of(condition.any.begin(), condition.any.end(),
                           [&](const Alternative& one) { return holds(table.columns[at], one, point[at]); });
    });
}

std::vector<Point> all_points(const Small& small) {
    std::vector<Point> out{{}};
    for (const std::vector<int>& values : small.values) {
        std::vector<Point> next;
        for (const Point& point : out)
            for (const int value : values) {
                next.push_back(point);
                next.back().push_back(value);
            }
        out = std::move(next);
    }
    return out;
}

Alternative random_alternative(const TableColumn& of) {
    if (of.unknown && *rc::gen::inRange(0, 4) == 0) return {"unknown", {}};
    if (of.type == ColumnType::Flag) return {*rc::gen::element<std::string>("yes", "no"), {}};
    if (of.type == ColumnType::Word) return {*rc::gen::elementOf(of.values), {}};
    Alternative out;
    for (int i = *rc::gen::inRange(1, 3); i > 0; --i)
        out.limits.push_back({static_cast<Comparison>(*rc::gen::inRange(0, 5)), {{*rc::gen::inRange(0, 5), 3}, ""}});
    return out;
}

Small random_table(bool unique) {
    Small out;
    out.table.id = "t";
    out.table.unique = unique;
    out.table.outputs = {{"o", {"x"}}};
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
        const auto type = *rc::gen::element(ColumnType::Flag, ColumnType::Word, ColumnType::Share);
        out.table.columns.push_back(column(i, type, *rc::gen::arbitrary<bool>()));
        std::vector<int> values;
        const int most = type == ColumnType::Flag ? 2 : type == ColumnType::Word ? 3 : kSixths + 1;
        for (int value = 0; value < most; ++value) values.push_back(value);
        if (out.table.columns.back().unknown) values.push_back(kUnknown);
        out.values.push_back(std::move(values));
    }
    for (int i = *rc::gen::inRange(1, 7); i > 0; --i) {
        TableRow row;
        row.id = "r" + std::to_string(i);
        row.then = {0};
        for (std::size_t at = 0; at < out.table.columns.size(); ++at) {
            if (*rc::gen::arbitrary<bool>()) continue;
            Condition condition{at, {}};
            for (int n = *rc::gen::inRange(1, 3); n > 0; --n)
                condition.any.push_back(random_alternative(out.table.columns[at]));
            row.when.push_back(std::move(condition));
        }
        out.table.rows.push_back(std::move(row));
    }
    return out;
}

Box facts_of(const CompiledTable& compiled, const Point& point) {
    Box out;
    for (std::size_t at = 0; at < point.size(); ++at) {
        const ColumnType type = compiled.table().columns[at].type;
        const int value = point[at];
        if (type == ColumnType::Flag)
            out.push_back(compiled.flag(at, value == kUnknown ? std::nullopt : std::optional(value == 1)));
        else if (type == ColumnType::Word)
            out.push_back(
                compiled.word(at, value == kUnknown ? std::nullopt : std::optional(static_cast<std::size_t>(value))));
        else
            out.push_back(compiled.number(at, value == kUnknown ? std::nullopt : std::optional(Share{value, 6})));
    }
    return out;
}

std::size_t count(const std::vector<BookFault>& faults, std::string_view code) {
    return static_cast<std::size_t>(
        std::count_if(faults.begin(), faults.end(), [&](const BookFault& f) { return f.code == code; }));
}

CompiledTable compiled(const DecisionTable& table) {
    auto out = CompiledTable::compile(table, [](const std::string&) { return std::optional<Share>{}; });
    EXPECT_TRUE(out.ok());
    return std::move(out).value();
}

RC_GTEST_PROP(TableProof, AgreesWithBruteForce, ()) {
    const bool unique = *rc::gen::arbitrary<bool>();
    const Small small = random_table(unique);
    const CompiledTable table = compiled(small.table);
    const std::vector<TableRow>& rows = small.table.rows;
    bool gap = false;
    std::vector<bool> reached(rows.size(), false);
    std::size_t conflicts = 0;
    std::vector<std::vector<bool>> both(rows.size(), std::vector<bool>(rows.size(), false));
    for (const Point& point : all_points(small)) {
        std::vector<std::size_t> fitting;
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (fits(small.table, rows[row], point)) fitting.push_back(row);
        const Box facts = facts_of(table, point);
        const auto first = table.first(facts.data());
        RC_ASSERT(first.has_value() == !fitting.empty());
        if (first) RC_ASSERT(*first == fitting.front());
        gap = gap || fitting.empty();
        if (!fitting.empty()) reached[fitting.front()] = true;
        for (const std::size_t a : fitting)
            for (const std::size_t b : fitting)
                if (a < b && !both[a][b]) both[a][b] = true, ++conflicts;
    }
    const std::vector<BookFault> faults = prove_table(table);
    RC_ASSERT((count(faults, "TABLE_GAP") == 1) == gap);
    RC_ASSERT(count(faults, "ROW_UNREACHABLE") ==
              static_cast<std::size_t>(std::count(reached.begin(), reached.end(), false)));
    RC_ASSERT(count(faults, "TABLE_CONFLICT") == (unique ? conflicts : 0));
    RC_ASSERT(count(faults, "ROW_UNFIRED") == rows.size());  // no case is stored
}

RC_GTEST_PROP(TableProof, WhatARowLeavesOfABoxIsTheRest, ()) {
    const auto cells = rc::gen::inRange<Cells>(0, 16);
    const Box box = *rc::gen::container<Box>(3, cells);
    const Box row = *rc::gen::container<Box>(3, cells);
    const std::vector<Box> rest = minus(box, row);
    for (Cells a = 1; a < 16; a <<= 1)
        for (Cells b = 1; b < 16; b <<= 1)
            for (Cells c = 1; c < 16; c <<= 1) {
                const Box point{a, b, c};
                const auto in = [&](const Box& of) { return !empty(intersection(of, point)); };
                const auto times = std::count_if(rest.begin(), rest.end(), in);
                RC_ASSERT(times == (in(box) && !in(row) ? 1 : 0));
            }
}

// ---- by hand ---------------------------------------------------------------------------------------------------

TEST(TableProof, WholeNumbersHaveNothingBetweenNeighbours) {
    DecisionTable table;
    table.id = "days";
    table.columns = {column(0, ColumnType::Days, false)};
    table.outputs = {{"o", {"x"}}};
    const auto row = [&](const char* id, Comparison comparison, std::int64_t days) {
        table.rows.push_back({id, {{0, {{"", {{comparison, {{days, 1}, ""}}}}}}}, {0}, "", "", 0, false});
    };
    row("few", Comparison::AtMost, 29);
    row("many", Comparison::AtLeast, 30);
    table.cases = {{"few", {{"", {{Comparison::Equal, {{0, 1}, ""}}}}}, 0},
                   {"many", {{"", {{Comparison::Equal, {{31, 1}, ""}}}}}, 0}};
    EXPECT_TRUE(prove_table(compiled(table)).empty());
    table.rows[1].when[0].any[0].limits[0].bound.value.num = 31;
    const std::vector<BookFault> faults = prove_table(compiled(table));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, "TABLE_GAP");
    EXPECT_EQ(faults[0].example.zh, "c0 = 30");
    // A share between the two bounds is a gap.
    table.columns[0].type = ColumnType::Share;
    table.rows[1].when[0].any[0].limits[0].bound.value.num = 30;
    EXPECT_EQ(prove_table(compiled(table))[0].example.en, "c0 = 59/2");
}

TEST(TableProof, DatesAndAreasAreShownAsSuch) {
    DecisionTable table;
    table.id = "t";
    table.columns = {column(0, ColumnType::Date, false), column(1, ColumnType::Area, true)};
    table.outputs = {{"o", {"x"}}};
    const Share day{base::parse_iso_date("2024-11-07")->days(), 1};
    table.rows.push_back({"old", {{0, {{"", {{Comparison::Less, {day, ""}}}}}}}, {0}, "", "", 0, false});
    table.rows.push_back({"small", {{1, {{"", {{Comparison::AtMost, {{350'000, 1}, ""}}}}}}}, {0}, "", "", 0, false});
    const std::vector<BookFault> faults = prove_table(compiled(table));
    EXPECT_EQ(faults[0].example.zh, "c0 = 2024-11-07，c1 = 35.0001 m²");
    EXPECT_EQ(faults[1].code, "ROW_UNFIRED");
    EXPECT_EQ(faults[1].example.en, "c0 = 2024-11-06");
    table.rows.clear();
    table.rows.push_back({"never",
                          {{0, {{"", {{Comparison::Less, {day, ""}}, {Comparison::More, {day, ""}}}}}}},
                          {0},
                          "",
                          "",
                          0,
                          false});
    const std::vector<BookFault> never = prove_table(compiled(table));
    EXPECT_EQ(never[0].example.zh, "任何情形");
    EXPECT_NE(never[1].text.en.find("exclude each other"), std::string::npos);
}

TEST(TableProof, ACaseThatIsAnsweredByAnotherRowOrByNoneIsNamed) {
    DecisionTable table;
    table.id = "t";
    table.columns = {column(0, ColumnType::Word, false), column(1, ColumnType::Date, true)};
    table.outputs = {{"o", {"x"}}};
    table.rows.push_back({"a", {{0, {{"a", {}}}}}, {0}, "", "", 0, false});
    table.rows.push_back({"b", {{0, {{"b", {}}}}}, {0}, "", "", 0, false});
    table.rows.push_back({"dark", {{1, {{"unknown", {}}}}}, {0}, "", "", 0, false});
    table.cases = {{"b", {{"a", {}}, {"unknown", {}}}, 0},
                   {"a", {{"c", {}}, {"", {{Comparison::Equal, {{19'000, 1}, ""}}}}}, 0}};
    const std::vector<BookFault> faults = prove_table(compiled(table));
    ASSERT_EQ(faults.size(), 6U);
    EXPECT_EQ(faults[0].code, "TABLE_GAP");
    EXPECT_EQ(faults[0].example.zh, "c0 = c，c1 = 2022-01-07");  // the day before the one bound
    EXPECT_EQ(faults[1].code, "CASE_WRONG");
    EXPECT_NE(faults[1].text.en.find("is by row 1 \"a\""), std::string::npos) << faults[1].text.en;
    EXPECT_EQ(faults[2].code, "CASE_WRONG");
    EXPECT_NE(faults[2].text.en.find("is by no row"), std::string::npos);
    EXPECT_EQ(count(faults, "ROW_UNFIRED"), 3U);
}

TEST(TableProof, ADayOfWhichNoRowSpeaksIsShownAsAnyDay) {
    DecisionTable table;
    table.id = "t";
    table.columns = {column(0, ColumnType::Date, true)};
    table.outputs = {{"o", {"x"}}};
    table.rows.push_back({"dark", {{0, {{"unknown", {}}}}}, {0}, "", "", 0, true});
    EXPECT_EQ(prove_table(compiled(table))[0].example.zh, "c0 = 1970-01-01");
}

TEST(TableProof, AWordOrAFlagThatMayNotBeUnknownIsNever) {
    DecisionTable table;
    table.id = "t";
    table.columns = {column(0, ColumnType::Flag, false), column(1, ColumnType::Word, true)};
    table.outputs = {{"o", {"x"}}};
    table.rows.push_back({"yes", {{0, {{"yes", {}}}}, {1, {{"b", {}}}}}, {0}, "", "", 0, true});
    const CompiledTable out = compiled(table);
    EXPECT_EQ(out.sample(0, out.flag(0, true)).zh, "是");
    EXPECT_EQ(out.sample(0, out.flag(0, false)).zh, "否");
    EXPECT_EQ(out.sample(1, out.word(1, std::nullopt)).zh, "不明");
    EXPECT_EQ(out.sample(1, out.word(1, 2)).zh, "c");
    EXPECT_EQ(out.domain(), (Box{3, 15}));
}

TEST(TableProof, ATableOfManyColumnsIsNotWalkedPointByPoint) {
    DecisionTable table;  // 2^48 cases
    table.id = "wide";
    for (int i = 0; i < 16; ++i) table.columns.push_back(column(i, ColumnType::Flag, true));
    table.outputs = {{"o", {"x"}}};
    for (std::size_t i = 0; i < 16; ++i)
        for (const char* word : {"yes", "no"})
            table.rows.push_back({"r" + std::to_string(i) + word, {{i, {{word, {}}}}}, {0}, "", "", 0, true});
    const std::vector<BookFault> faults = prove_table(compiled(table));
    ASSERT_EQ(faults.size(), 1U);  // only where nothing at all is known
    EXPECT_EQ(faults[0].code, "TABLE_GAP");
}

TEST(TableProof, TooManyBoundsOrAnUnknownParameterAreErrors) {
    DecisionTable table;
    table.id = "t";
    table.columns = {column(0, ColumnType::Share, false)};
    table.outputs = {{"o", {"x"}}};
    const auto none = [](const std::string&) { return std::optional<Share>{}; };
    table.rows.push_back({"r", {{0, {{"", {{Comparison::Less, {{}, "idle.nothing"}}}}}}}, {0}, "", "", 0, false});
    EXPECT_NE(CompiledTable::compile(table, none).error().args[2].find("idle.nothing"), std::string::npos);
    const auto half = [](const std::string&) { return std::optional(Share{1, 2}); };
    EXPECT_TRUE(CompiledTable::compile(table, half).ok());
    table.columns[0].type = ColumnType::Days;
    EXPECT_NE(CompiledTable::compile(table, half).error().args[2].find("whole"), std::string::npos);
    table.columns[0].type = ColumnType::Share;
    for (std::int64_t i = 1; i < 40; ++i)
        table.rows.push_back({"r", {{0, {{"", {{Comparison::Less, {{i, 1}, ""}}}}}}}, {0}, "", "", 0, false});
    EXPECT_NE(CompiledTable::compile(table, half).error().args[2].find("31"), std::string::npos);
}

}  // namespace
}  // namespace law
