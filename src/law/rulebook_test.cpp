#include "law/rulebook.hpp"

#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;

const char* const kSmall = R"(format = 1
kind = "national"
title = { zh = "甲", en = "A" }

[[document]]
id = "d"
number = "1号"
title = { zh = "办法", en = "Measures" }
issuer = "部"

[[parameter]]
id = "p"
value = "1/3"
unit = "share"
valid_from = 2012-07-01
valid_to = "open"
document = "d"
article = "第二条"
tag = "S"
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

struct Broken {
    const char* from;
    const char* to;
    const char* where;  ///< must stand in the second argument
    const char* what;   ///< must stand in the third
};

void expect_refused(const std::string& text, const Broken& broken) {
    const auto parsed = parse_rulebook(with(text, broken.from, broken.to), "book");
    ASSERT_FALSE(parsed.ok()) << broken.to;
    EXPECT_EQ(parsed.error().code, base::Code::RulebookInvalid);
    ASSERT_EQ(parsed.error().args.size(), 3U);
    EXPECT_EQ(parsed.error().args[0], "book");
    EXPECT_NE(parsed.error().args[1].find(broken.where), std::string::npos) << parsed.error().args[1];
    EXPECT_NE(parsed.error().args[2].find(broken.what), std::string::npos) << parsed.error().args[2];
}

TEST(Rulebook, ReadsAParameterWithItsSource) {
    const auto parsed = parse_rulebook(kSmall, "book");
    ASSERT_TRUE(parsed.ok()) << parsed.error().text().en;
    ASSERT_EQ(parsed->parameters.size(), 1U);
    const Parameter& p = parsed->parameters[0];
    EXPECT_EQ(p.value, (Share{1, 3}));
    EXPECT_EQ(p.valid_from, day("2012-07-01"));
    EXPECT_FALSE(p.valid_to.has_value());
    EXPECT_EQ(p.citation, "办法 第二条");
    EXPECT_EQ(p.tag.code, "S");
    EXPECT_EQ(parsed->text, kSmall);
}

TEST(Rulebook, EveryErrorNamesItsPlace) {
    const Broken cases[] = {
        {"format = 1", "format = 2", "line 1, format", "格式 1"},
        {"kind = \"national\"", "kind = \"local\"", "line 2, kind", "campaign"},
        {"en = \"A\" }", "fr = \"A\" }", "title.en", "missing"},
        {"tag = \"S\"", "tag = \"S\"\ntga = 1", "parameter[1].tga", "unknown key"},
        {"tag = \"S\"", "tag = \"sure\"", "line 19, parameter[1].tag", "M+"},
        {"article = \"第二条\"\n", "", "parameter[1].article", "missing"},
        {"value = \"1/3\"", "value = \"1/0\"", "parameter[1].value", "not a share"},
        {"value = \"1/3\"", "value = 0.33", "parameter[1].value", "share"},
        {"valid_from = 2012-07-01", "valid_from = \"2012-07-01\"", "parameter[1].valid_from", "wrong type"},
        {"valid_to = \"open\"", "valid_to = 2012-06-30", "parameter[1].valid_to", "before valid_from"},
        {"valid_to = \"open\"", "valid_to = \"never\"", "parameter[1].valid_to", "open"},
        {"document = \"d\"", "document = \"e\"", "parameter", "unknown document"},
        {"valid_from = 2012-07-01", "valid_from = 2012-02-30", "line 15", ""},
        {"[[parameter]]", "[[parameter]", "line 11", ""},
        {"title = { zh = \"甲\"", "title = { zh = \"\"", "title.zh", "empty"},
    };
    for (const Broken& broken : cases) expect_refused(kSmall, broken);
}

TEST(Rulebook, TwoValuesForOneDayAreRefusedAndTwoPeriodsAreNot) {
    const std::string again = std::string(kSmall) + R"(
[[parameter]]
id = "p"
value = 2
unit = "year"
valid_from = 2020-01-01
valid_to = "open"
document = "d"
article = "第三条"
tag = "M"
)";
    EXPECT_FALSE(parse_rulebook(again, "book").ok());
    EXPECT_TRUE(parse_rulebook(with(again, "valid_to = \"open\"", "valid_to = 2019-12-31"), "book").ok());
}

TEST(Rulebook, ParametersThatDifferInValueAloneStandTogether) {
    const std::string many = with(kSmall, "[[parameter]]\nid = \"p\"\nvalue = \"1/3\"", "[[parameters]]") +
                             "  [parameters.values]\n  \"a.first\" = \"1/4\"\n  \"a.second\" = 2\n";
    const auto parsed = parse_rulebook(many, "book");
    ASSERT_TRUE(parsed.ok()) << parsed.error().text().en;
    ASSERT_EQ(parsed->parameters.size(), 2U);
    EXPECT_EQ(parsed->parameters[0].id, "a.first");
    EXPECT_EQ(parsed->parameters[0].value, (Share{1, 4}));
    EXPECT_EQ(parsed->parameters[1].value, (Share{2, 1}));
    EXPECT_EQ(parsed->parameters[1].citation, "办法 第二条");
    EXPECT_EQ(parsed->parameters[1].valid_from, day("2012-07-01"));
    const Broken cases[] = {
        {"\"a.second\" = 2", "\"a.second\" = \"two\"", "parameters[1].values.a.second", "not a share"},
        {"[parameters.values]", "[parameters.value]", "parameters[1].value", "missing"},
        {"document = \"d\"", "document = \"e\"", "parameter", "unknown document"},
    };
    for (const Broken& broken : cases) expect_refused(many, broken);
}

TEST(Rulebook, ShippedBooksLoad) {
    const RulebookSet& set = testing::xixian();
    ASSERT_EQ(set.books.size(), 9U);
    EXPECT_EQ(set.campaign().routes.size(), 10U);
    EXPECT_EQ(set.campaign().milestones.size(), 7U);
    EXPECT_EQ(set.campaign().stages.size(), 3U);
    EXPECT_EQ(set.campaign().baseline_day, day("2023-12-31"));
    EXPECT_EQ(set.campaign().counting, "official");
    EXPECT_EQ(set.main().documents[1].number, "隰政办发〔2024〕1号");
    const Parameter* third = set.parameter("idle.stalled.built_share", day("2024-01-01"));
    ASSERT_NE(third, nullptr);
    EXPECT_EQ(third->value, (Share{1, 3}));
    EXPECT_EQ(third->citation, "闲置土地处置办法 第二条第二款");
    EXPECT_EQ(set.parameter("idle.stalled.built_share", day("2012-06-30")), nullptr);
}

TEST(Rulebook, CampaignFaultsNameTheirPlace) {
    const std::string book = testing::book_text("campaigns/xixian-2024");
    const Broken cases[] = {
        {"rate = \"25/100\"", "rate = \"125/100\"", "target[1].rate", "between 0 and 1"},
        {"id = \"2024-06-b\"", "id = \"2024-06-a\"", "milestone", "given twice"},
        {"strike = [\"2024-06-b\"]", "strike = [\"2024-07\"]", "reading", "unknown milestone"},
        {"contradiction = \"milestone-2024-06-30\"", "contradiction = \"milestone-2024-07-01\"", "reading",
         "unknown contradiction"},
        {"route = \"expropriate\"", "route = \"buy\"", "route_row", "unknown route"},
        {"routes = [\"withdraw\", \"adjust\"]", "routes = [\"withdraw\", \"ajust\"]", "deadline", "unknown route"},
        {"routes = [\"adjust\"]", "routes = [\"ajust\"]", "paper", "unknown route"},
        {"id = \"city_opinion\"", "id = \"request\"", "paper", "given twice"},
        {"decides = \"bureau\"", "decides = \"mayor\"", "route[9].decides", "county_government"},
        {"department = \"finance\"", "department = \"treasury\"", "duty", "unknown department"},
        {"place = \"龙泉镇\"", "place = \"龙泉街道\"", "group", "unknown township"},
        {"to = 2024-03-20", "to = 2024-03-01", "stage[1].to", "before from"},
        {"issued_on = 2024-03-19\n", "", "document", "needs its date"},
    };
    for (const Broken& broken : cases) expect_refused(book, broken);
}

TEST(Rulebook, HoldsNoNamesOfPersons) {
    const std::string book = testing::book_text("campaigns/xixian-2024");
    for (const char* key : {"name = \"张", "person", "姓名 ="}) EXPECT_EQ(book.find(key), std::string::npos) << key;
    for (const Member& member : testing::xixian().campaign().group.members) {
        EXPECT_FALSE(member.post.empty());
        EXPECT_NE(testing::xixian().campaign().department(member.unit), nullptr);
    }
}

TEST(LoadRulebooks, RingsAndSilentOverridesAreRefused) {
    const auto books = [](const std::string& a, const std::string& b) -> BookSource {
        return [a, b](const std::string& name) -> base::Result<std::string> {
            if (name == "a") return a;
            if (name == "b") return b;
            return base::Error{base::Code::RulebookNotFound, {name, "a, b"}};
        };
    };
    const std::string title = "title = { zh = \"甲\", en = \"A\" }\n";
    const std::string uses_b = with(kSmall, title, title + "uses = [\"b\"]\n");
    const std::string uses_a = with(kSmall, title, title + "uses = [\"a\"]\n");
    const std::string uses_c = with(kSmall, title, title + "uses = [\"c\"]\n");

    EXPECT_EQ(load_rulebooks("a", books(uses_c, kSmall)).error().code, base::Code::RulebookNotFound);
    const auto ring = load_rulebooks("a", books(uses_b, uses_a));
    ASSERT_FALSE(ring.ok());
    EXPECT_NE(ring.error().args[2].find("ring"), std::string::npos);
    const auto silent = load_rulebooks("a", books(uses_b, kSmall));
    ASSERT_FALSE(silent.ok());
    EXPECT_NE(silent.error().args[2].find("replaces"), std::string::npos);

    const std::string spoken = with(with(uses_b, "tag = \"S\"", "tag = \"S\"\nreplaces = \"b\""), "\"1/3\"", "\"1/4\"");
    const auto replaced = load_rulebooks("a", books(spoken, kSmall));
    ASSERT_TRUE(replaced.ok()) << replaced.error().text().en;
    EXPECT_EQ(replaced->parameter("p", day("2020-01-01"))->value, (Share{1, 4}));
}

const DecisionTable* fee_table(const RulebookSet& set) { return set.table("idle.fee", day("2020-01-01")); }

TEST(LoadRulebooks, ABookBesideTheCampaignReplacesBySayingSo) {
    const auto plain = load("xixian-2024");
    ASSERT_TRUE(plain.ok());
    EXPECT_EQ(fee_table(*plain)->document, "order-53");
    for (const std::vector<std::string>& beside : {std::vector<std::string>{"local/shanghai", "local/hainan"},
                                                   std::vector<std::string>{"local/hainan", "local/shanghai"}}) {
        const auto set = load_rulebooks("xixian-2024", shipped_books(), Proofs::Demanded, Tables::Own, beside);
        ASSERT_TRUE(set.ok()) << set.error().text().en;
        EXPECT_EQ(fee_table(*set)->document, "shanghai") << "whatever the order";
        EXPECT_NE(set->parameter("idle.invested_late.years", day("2020-01-01")), nullptr);
        EXPECT_EQ(set->parameter("idle.invested_late.years", day("2013-10-31")), nullptr) << "not before its day";
    }
    const auto both = load_rulebooks("xixian-2024", shipped_books(), Proofs::Demanded, Tables::Own,
                                     {"local/shanghai", "local/henan"});
    ASSERT_FALSE(both.ok()) << "two books give one table and neither replaces the other";
    EXPECT_NE(both.error().args[2].find("replaces"), std::string::npos);
}

TEST(LoadRulebooks, ATableWithoutReplacesIsRefusedBesideAnother) {
    const auto silent = [](const std::string& name) -> base::Result<std::string> {
        PANHUO_TRY(std::string text, shipped_books()(name));
        if (name == "local/henan") text = with(text, "replaces = \"national/idle-land-53\"\n", "");
        return text;
    };
    const auto refused = load_rulebooks("local/henan", silent);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().args[1], "table idle.fee");
}

TEST(LoadRulebooks, ShanxiCountsItsOwnTwoYears) {
    const auto set = load("xixian-2024");
    ASSERT_TRUE(set.ok());
    EXPECT_EQ(set->parameter("approval.withdraw.years", day("2024-05-01"))->document, "withdrawal-105");
    EXPECT_EQ(set->parameter("approval.withdraw.years", day("2021-12-31"))->document, "link-2018");
    EXPECT_NE(set->parameter("approval.withdraw.recovered", day("2024-05-01")), nullptr);
}

TEST(Share, IsExact) {
    EXPECT_EQ((Share{25, 100}).percent(), "25 %");
    EXPECT_EQ((Share{1, 3}).percent(), "33.33 %");
    EXPECT_EQ((Share{1, 8}).percent(), "12.5 %");
    EXPECT_EQ((Share{25, 100}).of(Area::from_units(11'696'175'000)), Area::from_units(2'924'043'750));
    EXPECT_EQ((Share{1, 2}).of(Area::from_units(3)), Area::from_units(2));  // half away from zero
}

}  // namespace
}  // namespace law
