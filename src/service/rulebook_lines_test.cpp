// What the page 法规 shows, held against the TOML of the shipped books as plain text, read here on its own.
#include "service/rulebook_lines.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/values_testing.hpp"
#include "law/rule_text.hpp"
#include "service/rulebook_check.hpp"
#include "service/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace service {
namespace {

using base::testing::day;

const law::RulebookSet& xixian() {
    static const law::RulebookSet set = law::load("xixian-2024").value();
    return set;
}

/// The campaign with a province's or a city's book beside it.
law::RulebookSet beside(const std::string& book) {
    return law::load_rulebooks("xixian-2024", law::shipped_books(), law::Proofs::Demanded, law::Tables::Own, {book})
        .value();
}

/// Heads of a TOML file, line by line: "[[table]]", "[[table.row]]" …
std::size_t heads(const law::Rulebook& book, std::string_view head) {
    std::size_t count = 0;
    for (const std::string_view line : base::split(book.text, '\n'))
        if (base::trim(line) == head) ++count;
    return count;
}

/// The value of `key = "…"` in the order of the file, inside of blocks of that head.
std::vector<std::string> values(const law::Rulebook& book, std::string_view head, const std::string& key) {
    std::vector<std::string> out;
    bool inside = false;
    for (const std::string_view raw : base::split(book.text, '\n')) {
        const std::string_view line = base::trim(raw);
        if (base::starts_with(line, "[")) inside = line == head;
        if (inside && base::starts_with(line, key + " = \"")) {
            const std::size_t from = key.size() + 4;
            out.emplace_back(line.substr(from, line.find('"', from) - from));
        }
    }
    return out;
}

const ArticleLine* article(const std::vector<DocumentLine>& lines, const std::string& id) {
    for (const DocumentLine& document : lines)
        for (const ArticleLine& each : document.articles)
            if (each.id == id) return &each;
    return nullptr;
}

TEST(TableLines, AreThoseOfTheFilesRowByRow) {
    const std::vector<TableLine> lines = table_lines(xixian(), day("2025-06-30"));
    std::size_t counted = 0;
    for (const law::Rulebook& book : xixian().books) {
        std::vector<std::string> shown, rows, stored;
        for (const TableLine& line : lines) {
            if (line.book->name != book.name || line.table->id == law::kRouteTable) continue;
            ++counted;
            shown.push_back(line.table->id);
            for (const law::TableRow& row : line.table->rows) rows.push_back(row.id);
        }
        EXPECT_EQ(shown, values(book, "[[table]]", "id")) << book.name;
        EXPECT_EQ(shown.size(), heads(book, "[[table]]")) << book.name;
        EXPECT_EQ(rows, values(book, "[[table.row]]", "id")) << book.name;
    }
    EXPECT_EQ(counted, 9U);
    EXPECT_EQ(lines.size(), counted + 1) << "the causes and routes of the campaign";
    std::vector<std::string> stated;
    for (const law::TableRow& row : lines.front().table->rows)
        if (!row.implied) stated.push_back(row.id);
    EXPECT_EQ(stated, values(xixian().main(), "[[route_row]]", "id"));
}

TEST(TableLines, HoldFromTheirDayAndUntilAnotherReplacesThem) {
    for (const TableLine& line : table_lines(xixian(), day("2012-06-30"))) {
        EXPECT_EQ(line.state, RuleState::Ahead) << line.table->id;
        EXPECT_FALSE(line.until) << line.table->id;
    }
    const law::RulebookSet set = beside("local/shanghai");
    std::map<std::string, RuleState> fee;
    for (const TableLine& line : table_lines(set, day("2024-06-30"))) {
        if (line.table->id != "idle.fee") continue;
        fee[line.book->name] = line.state;
        if (line.state == RuleState::Replaced) {
            EXPECT_EQ(line.replaced_by, "local/shanghai");
        }
    }
    EXPECT_EQ(fee, (std::map<std::string, RuleState>{{"local/shanghai", RuleState::InForce},
                                                     {"national/idle-land-53", RuleState::Replaced}}));
}

TEST(TableLines, SayConditionsWithTheValueOfTheDayAndOutcomesInWords) {
    const base::Json all = tables_json(table_lines(xixian(), day("2024-06-30")), xixian(), day("2024-06-30"));
    const auto table = [&](std::string_view id) {
        return *std::find_if(all.begin(), all.end(), [&](const base::Json& each) { return each.at("id") == id; });
    };
    const base::Json built = table("idle.stalled").at("rows").at(0);
    EXPECT_EQ(built.at("when").at(0).at("any").at(0).at("text").at("zh"), "小于 1/3");
    EXPECT_EQ(built.at("when").at(0).at("any").at(0).at("parameters"), base::Json({"idle.stalled.built_share"}));
    EXPECT_EQ(built.at("then").at(0).at("text").at("en"), "below");
    EXPECT_EQ(table("idle.stalled").at("rows").at(1).at("when").at(1).at("any").at(0).at("text").at("en"), "< 25 %");
    EXPECT_EQ(table("idle.route").at("rows").at(2).at("then").at(0).at("text").at("zh"), "无偿收回（第十四条第二项）");
    EXPECT_EQ(table("stock.relief").at("rows").at(2).at("when").at(0).at("any").at(0).at("text").at("en"),
              "after 2024-03-31");
    const base::Json route = table("route_row").at("rows").at(0);
    EXPECT_EQ(route.at("when").at(0).at("any").at(0).at("text").at("zh"), "征地补偿未到位");
    EXPECT_EQ(route.at("then").at(0).at("text").at("zh"), "加快征收");
}

TEST(ParameterLines, AreThoseOfTheFilesAndOneHoldsOnTheDay) {
    const std::vector<ParameterLine> lines = parameter_lines(xixian(), day("2024-06-30"));
    for (const law::Rulebook& book : xixian().books) {
        std::multiset<std::string> shown;
        for (const ParameterLine& line : lines)
            for (const ParameterValue& value : line.values)
                if (value.book->name == book.name) shown.insert(line.id);
        for (const std::string& id : values(book, "[[parameter]]", "id")) {
            const auto found = shown.find(id);
            ASSERT_NE(found, shown.end()) << book.name << " " << id;
            shown.erase(found);
        }
        // What is left stands in blocks of [[parameters]], a line for each.
        for (const std::string& id : shown) EXPECT_NE(book.text.find("\"" + id + "\" = "), std::string::npos) << id;
    }
    for (const ParameterLine& line : lines) {
        const auto holds = std::count_if(line.values.begin(), line.values.end(),
                                         [](const ParameterValue& v) { return v.state == RuleState::InForce; });
        EXPECT_LE(holds, 1) << line.id;
        EXPECT_EQ(holds == 1, xixian().parameter(line.id, day("2024-06-30")) != nullptr) << line.id;
    }
}

TEST(ParameterLines, TellWhatEndedWhatIsAheadAndWhatReplaces) {
    const auto states = [](const char* id, const char* on) {
        std::string out;
        for (const ParameterLine& line : parameter_lines(xixian(), day(on)))
            if (line.id == id)
                for (const ParameterValue& value : line.values)
                    out += value.book->name + " " + std::string(rule_state_code(value.state)) + "; ";
        return out;
    };
    EXPECT_EQ(states("gate.archaeology", "2025-02-28"), "xixian-2024 in_force; national/supervision ahead; ");
    EXPECT_EQ(states("gate.archaeology", "2025-03-01"), "xixian-2024 ended; national/supervision in_force; ");
    EXPECT_EQ(states("approval.withdraw.years", "2021-12-31"),
              "national/stock-quota-link in_force; shanxi/withdrawal-105 ahead; ");
    EXPECT_EQ(states("approval.withdraw.years", "2022-01-01"),
              "national/stock-quota-link replaced; shanxi/withdrawal-105 in_force; ");
    EXPECT_EQ(states("statute.land.cited_as_37", "2020-01-01"), "national/land-law ended; ");
}

TEST(DocumentLines, HoldEveryArticleOfTheFilesAndEveryOneThatIsCited) {
    const std::vector<DocumentLine> lines = document_lines(xixian(), day("2024-06-30"));
    std::map<std::string, std::size_t> texts;
    for (const DocumentLine& document : lines)
        for (const ArticleLine& each : document.articles)
            for (const ArticleLine::HeldText& held : each.texts) ++texts[held.book];
    for (const law::Rulebook& book : xixian().books)
        EXPECT_EQ(texts[book.name], heads(book, "[[article]]")) << book.name;

    std::set<std::string> cited;
    for (const base::Json& parameter : parameters_json(parameter_lines(xixian(), day("2024-06-30"))))
        for (const base::Json& value : parameter.at("values")) cited.insert(value.at("article_id"));
    for (const base::Json& table : tables_json(table_lines(xixian(), day("2024-06-30")), xixian(), day("2024-06-30")))
        for (const base::Json& row : table.at("rows")) cited.insert(row.at("article_id"));
    for (const std::string& id : cited) {
        const ArticleLine* line = article(lines, id);
        ASSERT_NE(line, nullptr) << id;
        EXPECT_FALSE(line->cited_by.empty()) << line->article;
    }
}

TEST(DocumentLines, AreOneForEveryBookThatNamesTheNumber) {
    const std::vector<DocumentLine> lines = document_lines(xixian(), day("2012-06-30"));
    std::size_t orders = 0;
    for (const DocumentLine& document : lines) {
        if (document.document->number != "国土资源部令第53号") continue;
        ++orders;
        EXPECT_EQ(document.books, (std::vector<std::string>{"national/idle-land-53", "national/supervision"}));
        EXPECT_EQ(document.from, day("2012-07-01"));
        EXPECT_EQ(document.state, RuleState::Ahead);
        // From memory, and it says so.
        const law::Rulebook& book = *std::find_if(xixian().books.begin(), xixian().books.end(), [](const auto& each) {
            return each.name == "national/idle-land-53";
        });
        const ArticleLine* late = article(lines, article_id(book, "order-53", "第二十二条"));
        ASSERT_NE(late, nullptr);
        EXPECT_EQ(late->texts.front().article->tag.code, "M");
        ASSERT_EQ(late->cited_by.size(), 2U);
        EXPECT_EQ(late->cited_by[0].id, "idle.no_date.years_after_delivery");
        EXPECT_EQ(late->cited_by[1].id, "idle.recognised/undated");
    }
    EXPECT_EQ(orders, 1U);
}

TEST(DocumentLines, TellWhenTheLastRuleThatRestedOnAnArticleEnded) {
    const auto seen = [](const char* on, const char* number, const char* wanted) {
        for (const DocumentLine& document : document_lines(xixian(), day(on)))
            for (const ArticleLine& each : document.articles)
                if (document.document->number == number && each.article == wanted)
                    return std::string(rule_state_code(each.state)) + (each.until ? " until " + each.until->iso() : "");
        return std::string("missing");
    };
    EXPECT_EQ(seen("2019-12-31", "土地管理法（1998 年修订）", "第三十七条"), "in_force until 2019-12-31");
    EXPECT_EQ(seen("2020-01-01", "土地管理法（1998 年修订）", "第三十七条"), "ended until 2019-12-31");
    EXPECT_EQ(seen("2019-12-31", "土地管理法（2019 年修正）", "第三十八条"), "ahead");
    EXPECT_EQ(seen("2025-03-01", "隰政办发〔2024〕1号", "6.2.e"), "in_force") << "a duty rests on it, too";
}

/// Whatever a shipped book holds has words in both languages, not its identifier.
TEST(RuleText, KnowsEveryParameterAndWordOfTheShippedBooks) {
    const auto has_words = [](const base::Json& text, const base::Json& id) {
        return !text.at("zh").empty() && text.at("zh") != id && text.at("zh") != text.at("en");
    };
    for (const std::string& name : law::shipped_book_names()) {
        const law::RulebookSet set = law::load(name).value();
        const base::Date on = day("2025-06-30");
        for (const base::Json& parameter : parameters_json(parameter_lines(set, on)))
            EXPECT_TRUE(has_words(parameter.at("name"), parameter.at("id"))) << parameter.at("id");
        for (const base::Json& table : tables_json(table_lines(set, on), set, on)) {
            for (const base::Json& output : table.at("outputs"))
                EXPECT_TRUE(has_words(output.at("name"), output.at("id"))) << output;
            for (const base::Json& row : table.at("rows")) {
                for (const base::Json& one : row.at("then"))
                    EXPECT_TRUE(has_words(one.at("text"), one.at("word"))) << one;
                for (const base::Json& condition : row.at("when"))
                    for (const base::Json& one : condition.at("any"))
                        if (one.at("word") != "") {
                            EXPECT_TRUE(has_words(one.at("text"), one.at("word"))) << one;
                        }
            }
        }
    }
}

TEST(CheckBooks, ProveWhatTheCommandProvesTableByTable) {
    const std::vector<CheckedBook> books = check_books(xixian());
    ASSERT_EQ(books.size(), xixian().books.size());
    for (const CheckedBook& book : books) {
        EXPECT_TRUE(book.proved()) << book.name;
        const auto alone = check_named_book(book.name);
        ASSERT_TRUE(alone.ok());
        EXPECT_EQ(checked_json(book), checked_json(*alone)) << book.name;
        for (const CheckedTable& table : book.tables) {
            EXPECT_FALSE(table.days.empty()) << table.id;
            EXPECT_EQ(*table.days.begin(), table.from) << table.id;
        }
    }
    EXPECT_EQ(books.front().tables.size(), 1U);
    EXPECT_EQ(books.front().tables[0].cases, heads(xixian().main(), "[[route_case]]"));
}

TEST(CheckBooks, AFaultStandsWithItsTable) {
    const law::BookSource source = [](const std::string& name) -> base::Result<std::string> {
        PANHUO_TRY(std::string text, law::shipped_books()(name));
        if (name != "national/idle-land-53") return text;
        // The last row of the fee asks for a fact that may be unknown: a gap, and a case without a row.
        const std::size_t at = text.find("when = {}", text.find("id = \"price\""));
        return text.replace(at, 9, "when = { farmland = \"no\" }");
    };
    const law::RulebookSet set = law::load_rulebooks("national/idle-land-53", source, law::Proofs::Left).value();
    const CheckedBook book = check_book(set.main(), set);
    EXPECT_FALSE(book.proved());
    EXPECT_EQ(checked_json(book).at("complete"), false);
    std::set<std::string> broken;
    for (const base::Json& table : checked_tables_json(book)) {
        if (table.at("faults").empty()) continue;
        broken.insert(table.at("id"));
        EXPECT_EQ(table.at("complete"), false);
        EXPECT_EQ(table.at("faults").at(0).at("code"), "TABLE_GAP");
        EXPECT_NE(table.at("faults").at(0).at("example").at("zh").get<std::string>().find("占用耕地"),
                  std::string::npos);
    }
    EXPECT_EQ(broken, std::set<std::string>{"idle.fee"});
}

}  // namespace
}  // namespace service
