// The shipped books are proved; broken copies of them are refused with the example that the case file names.
#include "law/prove_book.hpp"

#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/test_tree.hpp"
#include "law/idle_law.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

namespace law {
namespace {

using base::Json;
using testing::xixian;

/// Every book of the source tree, so that no book is shipped unproved.
std::vector<std::string> shipped_names() {
    std::vector<std::string> out;
    const std::filesystem::path folder = base::testing::source_tree() + "/rulebooks";
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (file.path().extension() != ".toml") continue;
        const std::string place = file.path().parent_path().filename().string();
        out.push_back((place == "campaigns" ? "" : place + "/") + file.path().stem().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}
const std::vector<std::string> kShipped = shipped_names();

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

TEST(ShippedBooks, AreProved) {
    ASSERT_GE(kShipped.size(), 8U);
    for (const std::string& name : kShipped) {
        const auto set = left(name);
        ASSERT_TRUE(set.ok()) << name << " " << set.error().text().en;
        for (const BookFault& fault : prove_book(*set))
            ADD_FAILURE() << name << ": " << fault.code << " " << fault.where << " " << fault.text.en << " "
                          << fault.example.en;
    }
}

TEST(BrokenTables, AreRefusedWithTheirExample) {
    const Json cases =
        Json::parse(testing::file_text(base::testing::source_tree() + "/tests/cases/tables/broken.json"));
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
    {"national/supervision", "document = \"land-rules-2021\"\narticle = \"第三十一条\"",
     "document = \"land-rules-2021\"\narticle = \"第三十三条\"", "ARTICLE_UNKNOWN",
     "parameter expropriation.notice.working_days", "第三十三条"},
    {"xixian-2024", "document = \"notice\"\narticle = \"5.2.1\"", "document = \"notice\"\narticle = \"5.2.9\"",
     "ARTICLE_UNKNOWN", "paper plan", "5.2.9"},
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
    std::string text = shipped("national/stock-quota-link");
    text.resize(text.find("[[article]]"));
    EXPECT_TRUE(faults_of("national/stock-quota-link", text).empty());
}

/// How docs/rulebooks.md tells a person to read the rows, without the table that they become.
std::string read_by_hand(const Campaign& campaign, const std::string& cause, std::optional<bool> expropriated,
                         const std::string& use_class) {
    for (const RouteRow& row : campaign.route_rows) {
        if (row.cause != cause) continue;
        if (row.expropriated != "any" && expropriated && *expropriated != (row.expropriated == "yes")) continue;
        if (row.use != "any" && !use_class.empty() && row.use != use_class) continue;
        const bool open = (row.expropriated != "any" && !expropriated) || (row.use != "any" && use_class.empty());
        return open ? "needs_facts" : row.route;
    }
    return "needs_facts";
}

TEST(RouteTable, AnswersAsTheRowsReadFromTheTop) {
    const Campaign& campaign = xixian().campaign();
    const std::pair<const char*, const char*> uses[] = {{"public", "公园"}, {"commercial", "商服用地"}, {"", ""}};
    for (const Cause& cause : campaign.causes)
        for (const std::optional<bool> expropriated : {std::optional<bool>{}, {true}, {false}})
            for (const auto& [use_class, words] : uses)
                EXPECT_EQ(route_for(campaign, cause.id, expropriated, words).route,
                          read_by_hand(campaign, cause.id, expropriated, use_class))
                    << cause.id << " " << use_class;
}

// ---- books that a store adopted before they held tables -----------------------------------------------------------

/// A shipped book as it was then: no tables, no articles, no cases.
BookSource before_tables() {
    return [](const std::string& name) -> base::Result<std::string> {
        std::string text = shipped(name);
        const std::size_t end = std::min(text.find("\n[[article]]"), text.find("\n[[route_case]]"));
        if (end != std::string::npos) text.resize(end + 1);
        return text;
    };
}

TEST(OldStores, ABookWithoutTablesIsLentThoseOfTheProgram) {
    EXPECT_FALSE(load_rulebooks("xixian-2024", before_tables()).ok());  // nobody adopts it any more
    const auto old = load_rulebooks("xixian-2024", before_tables(), Proofs::ButRoutes, Tables::Lent);
    ASSERT_TRUE(old.ok()) << old.error().text().en;
    EXPECT_TRUE(IdleLaw::on(*old, testing::day("2024-06-30")).has_value());
    testing::SupplyCase of("2019-06-30");
    of.seen("no_start", "2021-08-30");
    of.idle.emplace_back().recognised_on = testing::day("2021-08-30");
    of.idle[0].cause = "enterprise";
    const auto judged = of.judge(testing::day("2024-01-01"), *old);
    ASSERT_TRUE(judged.way.has_value());
    EXPECT_EQ(judged.way->route, of.judge("2024-01-01").way->route);
}

TEST(OldStores, RoutesWithAGapNeedFactsAndStopNothing) {
    const std::string gap = with(shipped("xixian-2024"), "use = \"commercial\"", "use = \"public\"",
                                 shipped("xixian-2024").find("id = \"used_without_supply-2\""));
    EXPECT_FALSE(load_rulebooks("xixian-2024", changed("xixian-2024", gap)).ok());
    const auto old = load_rulebooks("xixian-2024", changed("xixian-2024", gap), Proofs::ButRoutes, Tables::Lent);
    ASSERT_TRUE(old.ok()) << old.error().text().en;
    const RouteAnswer answer = route_for(old->campaign(), "used_without_supply", true, "商服用地");
    EXPECT_EQ(answer.route, "needs_facts");
    EXPECT_EQ(answer.missing, std::vector<std::string>{"portion.cause"});
}

/// Every answer of a table, case after case of its whole domain.
std::string all_answers(const CompiledTable& table) {
    std::string out;
    Box facts(table.domain().size());
    const std::function<void(std::size_t)> vary = [&](std::size_t column) {
        if (column == facts.size()) {
            for (const std::size_t value : table.answers(facts.data())) out += std::to_string(value);
            out += ' ';
            return;
        }
        for (Cells left = table.domain()[column]; left != 0; left &= left - 1) {
            facts[column] = left & ~(left - 1);
            vary(column + 1);
        }
    };
    vary(0);
    return out;
}

/// The tables judge old stores, too: what was found of the past may not change by an edit. A change of law is another
/// table with its own valid_from; where a row was wrong, say so in the docs and write its new sum here.
TEST(OldStores, TheTablesThatAreLentDoNotChange) {
    const auto law = IdleLaw::on(xixian(), testing::day("2024-06-30"));
    const std::pair<const CompiledTable*, const char*> tables[] = {
        {&law->tables->start, "49324d87314d"},   {&law->tables->stalled, "fdc07c695505"},
        {&law->tables->route, "350239404e0e"},   {&law->tables->recognised, "12c8d31b4238"},
        {&law->tables->decides, "d813c5d12b75"}, {&law->tables->next_paper, "906313ca6c3d"}};
    for (const auto& [table, sum] : tables)
        EXPECT_EQ(base::hex(base::hash(base::HashAlgorithm::Sha256, all_answers(*table))).substr(0, 12), sum)
            << table->table().id;
}

}  // namespace
}  // namespace law
