// The shipped books are proved; broken copies of them are refused with the example that the case file names.
#include "law/prove_book.hpp"

#include "base/json.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace law {
namespace {

using base::Json;
using testing::xixian;

const std::vector<std::string> kShipped{"xixian-2024",
                                        "national/idle-land-53",
                                        "national/stock-quota-link",
                                        "shanxi/withdrawal-105",
                                        "local/hainan",
                                        "local/shanghai",
                                        "local/henan"};

base::Result<RulebookSet> left(const std::string& name, const BookSource& source = testing::source_tree()) {
    return load_rulebooks(name, source, Proofs::Left);
}

/// The source tree with one book changed.
BookSource changed(const std::string& name, const std::string& text) {
    return [name, text](const std::string& asked) {
        return asked == name ? base::Result<std::string>(text) : testing::source_tree()(asked);
    };
}

std::string shipped(const std::string& name) { return testing::source_tree()(name).value(); }

std::string with(std::string text, const std::string& from, const std::string& to, std::size_t after = 0) {
    const std::size_t at = text.find(from, after);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::vector<BookFault> faults_of(const std::string& name, const std::string& text) {
    const auto set = left(name, changed(name, text));
    EXPECT_TRUE(set.ok()) << set.error().text().en;
    return set.ok() ? prove_book(*set) : std::vector<BookFault>{};
}

TEST(ShippedBooks, AreProvedInUnderASecond) {
    const auto begin = std::chrono::steady_clock::now();
    for (const std::string& name : kShipped) {
        const auto set = left(name);
        ASSERT_TRUE(set.ok()) << name << " " << set.error().text().en;
        for (const BookFault& fault : prove_book(*set))
            ADD_FAILURE() << name << ": " << fault.code << " " << fault.where << " " << fault.text.en << " "
                          << fault.example.en;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took.count(), 10.0);  // the sanitizers slow it; docs/performance.md has the figure of a release build
}

TEST(BrokenTables, AreRefusedWithTheirExample) {
    const Json cases =
        Json::parse(testing::file_text(std::string(PANHUO_SOURCE_DIR) + "/tests/cases/tables/broken.json"));
    std::set<std::string> broken;
    for (const Json& one : cases) {
        const std::string name = one.at("book");
        std::string text = shipped(name);
        std::size_t at = text.find("id = \"" + one.at("table").get<std::string>() + "\"");
        at = text.find("id = \"" + one.at("row").get<std::string>() + "\"", at);
        text = with(text, one.at("find"), one.at("replace"), at);
        bool found = false;
        for (const BookFault& fault : faults_of(name, text))
            if (fault.code == one.at("code") && fault.where == one.at("where")) {
                found = true;
                EXPECT_EQ(fault.example.zh, one.at("zh")) << one.at("where");
                EXPECT_EQ(fault.example.en, one.at("en")) << one.at("where");
                EXPECT_FALSE(fault.text.zh.empty());
            }
        EXPECT_TRUE(found) << one.dump(1);
        const auto refused = load_rulebooks(name, changed(name, text));
        ASSERT_FALSE(refused.ok()) << one.at("where");
        EXPECT_EQ(refused.error().code, base::Code::RulebookInvalid);
        broken.insert(one.at("table"));
    }
    for (const std::string& name : kShipped) {
        const RulebookSet set = left(name).value();
        for (const DecisionTable& table : set.main().tables)
            EXPECT_EQ(broken.count(table.id), 1U) << table.id << " is never broken";
    }
}

struct Mended {
    const char *book, *from, *to, *code, *where, *example;
};
const Mended kFaults[] = {
    {"national/idle-land-53", "valid_from = 2021-01-01", "valid_from = 2021-01-03", "PARAMETER_GAP",
     "parameter idle.first_day_after", "2021-01-01"},
    {"national/idle-land-53", "valid_to = 2020-12-31", "valid_to = 2020-12-30", "PARAMETER_GAP",
     "parameter idle.first_day_after", "2020-12-31"},
    {"national/idle-land-53", "id = \"idle.fee.share\"\nvalue = \"20/100\"\nunit = \"share\"\nvalid_from = 2012-07-01",
     "id = \"idle.fee.share\"\nvalue = \"20/100\"\nunit = \"share\"\nvalid_from = 2012-06-30", "BEFORE_DOCUMENT",
     "parameter idle.fee.share", "2012-06-30"},
    {"national/idle-land-53", "issued_on = 2020-05-28", "issued_on = 2021-05-28", "BEFORE_DOCUMENT",
     "document civil-code", "2021-05-28"},
    {"national/idle-land-53", "document = \"order-53\"\narticle = \"第五条\"",
     "document = \"order-53\"\narticle = \"第三十八条\"", "ARTICLE_UNKNOWN", "parameter idle.investigate.days",
     "第三十八条"},
    {"national/idle-land-53", "then = { route = \"art14.2\" }\n  article = \"第十四条第二项\"",
     "then = { route = \"art14.2\" }\n  article = \"第十四条第九项\"", "ARTICLE_UNKNOWN", "idle.route/recovery",
     "第十四条第九项"},
    {"xixian-2024", "in_force_from = 2024-03-19", "in_force_from = 2024-03-18", "BEFORE_DOCUMENT", "target unsupplied",
     "2024-03-18"},
    {"xixian-2024", "level = \"not_stated\"\nclause = \"3.4\"", "level = \"not_stated\"\nclause = \"3.9\"",
     "ARTICLE_UNKNOWN", "zone demo", "3.9"},
    {"xixian-2024", "[group]\nclause = \"6.1\"", "[group]\nclause = \"6.9\"", "ARTICLE_UNKNOWN", "group", "6.9"},
    {"xixian-2024", "row = \"taken_along\"", "row = \"corner\"", "ROW_UNFIRED", "route_row/taken_along", "taken_along"},
};

TEST(BookFaults, AreFoundWithTheirExample) {
    for (const Mended& one : kFaults) {
        const auto faults = faults_of(one.book, with(shipped(one.book), one.from, one.to));
        const auto found = std::find_if(faults.begin(), faults.end(),
                                        [&](const BookFault& f) { return f.code == one.code && f.where == one.where; });
        ASSERT_NE(found, faults.end()) << one.code << " " << one.where;
        EXPECT_NE((found->example.zh + found->text.zh).find(one.example), std::string::npos) << found->example.zh;
        EXPECT_NE((found->example.en + found->text.en).find(one.example), std::string::npos) << found->example.en;
    }
}

TEST(BookFaults, ATableBeforeItsDocumentAndAParameterThatNobodyGives) {
    const std::string name = "national/idle-land-53";
    const std::string text = shipped(name);
    const auto early = faults_of(name, with(text, "valid_from = 2012-07-01\n\n  [[table.column]]",
                                            "valid_from = 2012-06-30\n\n  [[table.column]]"));
    ASSERT_FALSE(early.empty());
    EXPECT_EQ(early[0].code + " " + early[0].where, "BEFORE_DOCUMENT table idle.start");
    const auto unknown = faults_of(name, with(text, "< idle.stalled.built_share", "< idle.stalled.bilt_share"));
    ASSERT_FALSE(unknown.empty());
    EXPECT_EQ(unknown[0].code + " " + unknown[0].where, "TABLE_UNREADABLE idle.stalled");
}

TEST(BookFaults, ADocumentWhoseArticlesAreNotListedIsOnlyNamed) {
    std::string text = shipped("shanxi/withdrawal-105");
    text.resize(text.find("[[article]]"));
    EXPECT_TRUE(faults_of("shanxi/withdrawal-105", text).empty());
}

TEST(RouteTable, AnswersAsTheReaderOfTheRows) {
    const Campaign& campaign = xixian().campaign();
    const DecisionTable table = table_of_routes(campaign);
    const auto compiled = CompiledTable::compile(table, [](const std::string&) { return std::optional<Share>{}; });
    ASSERT_TRUE(compiled.ok());
    const std::vector<std::string>& causes = table.columns[0].values;
    const std::pair<std::optional<std::size_t>, const char*> uses[] = {
        {0U, "公园"}, {1U, "商服用地"}, {std::nullopt, ""}};
    for (std::size_t cause = 0; cause < causes.size(); ++cause)
        for (const std::optional<bool> expropriated : {std::optional<bool>{}, {true}, {false}})
            for (const auto& [use, words] : uses) {
                const Cells facts[] = {compiled->word(0, cause), compiled->flag(1, expropriated),
                                       compiled->word(2, use)};
                const std::string& route = table.outputs[0].values[compiled->answers(facts)[0]];
                EXPECT_EQ(route, route_for(campaign, causes[cause], expropriated, words).route) << causes[cause];
            }
}

}  // namespace
}  // namespace law
