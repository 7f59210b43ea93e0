// Every case of tests/cases/idle (its README says what is in them), read by one table-driven test.
//
// "expect": a key of the verdict, or a pointer into it ("/clocks/idle/from"), and its exact value; beside these
// missing_has, warnings_has, warnings_lack and would_change_has ({"if", "then"}) name members. A file with "approval"
// in place of "case" is about an approval and is judged by judge_plot.
#include "base/json.hpp"
#include "base/test_tree.hpp"
#include "law/case_json.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace law {
namespace {

using base::Json;
using testing::xixian;

/// The shipped books with the other reading of art 2(2).
const RulebookSet& both_below() {
    static const RulebookSet set = [] {
        RulebookSet out = xixian();
        for (Rulebook& book : out.books)
            for (Parameter& parameter : book.parameters)
                if (parameter.id == "idle.stalled.combination") parameter.word = "both_below";
        return out;
    }();
    return set;
}

bool fits(const Json& found, const Json& wanted) {
    if (!wanted.is_object()) return found == wanted;
    for (const auto& [key, value] : wanted.items())
        if (!found.contains(key) || found.at(key) != value) return false;
    return true;
}

bool has_member(const Json& list, const Json& wanted) {
    return std::any_of(list.begin(), list.end(), [&](const Json& one) { return fits(one, wanted); });
}

void expect_members(const std::string& what, const Json& verdict, const Json& wanted) {
    const std::size_t cut = what.rfind('_');
    const std::string key = what.substr(0, cut);
    for (const Json& member : wanted)
        EXPECT_EQ(has_member(verdict.at(key), member), what.substr(cut) == "_has")
            << what << " " << member.dump() << " in " << verdict.at(key).dump(1);
}

void check(const Json& expect, const Json& verdict) {
    for (const auto& [key, value] : expect.items()) {
        if (key == "missing_has" || key == "warnings_has" || key == "warnings_lack" || key == "would_change_has") {
            expect_members(key, verdict, value);
            continue;
        }
        const Json::json_pointer place(key.front() == '/' ? key : "/" + key);
        ASSERT_TRUE(verdict.contains(place)) << key;
        EXPECT_EQ(verdict.at(place), value) << key << " of " << verdict.dump(1);
    }
}

void judge_idleness(const Json& document) {
    const auto described = read_case(document.at("case"));
    ASSERT_TRUE(described.ok()) << described.error().text().en;
    ASSERT_TRUE(described->as_of.has_value());
    const bool both = document.value("setting", "any_below") == "both_below";
    const Verdict verdict = judge_case(described->facts, both ? both_below() : xixian(), *described->as_of);
    check(document.at("expect"), verdict_json(verdict));
    for (const CaseReason& one : verdict.reasons) {
        EXPECT_EQ(one.text.zh.find('{'), std::string::npos) << one.rule;
        EXPECT_EQ(one.text.en.find('{'), std::string::npos) << one.rule;
    }
}

/// An approval of which one portion is unsupplied, by the rules of the county's campaign.
void judge_approval(const Json& given, const Json& expect) {
    const bool paid = given.at("stage") == "expropriated";
    testing::PlotCase plot(paid ? ledger::Account::Expropriated : ledger::Account::Unexpropriated);
    plot.approval.authority = given.at("authority").get<std::string>();
    plot.approval.approved_on = testing::day(given.at("approved_on").get<std::string>().c_str());
    plot.approval.total = land::Area::from_m2(given.at("total_m2"));
    const std::int64_t unsupplied = given.at("unsupplied_m2");
    plot.cells.front().area = land::Area::from_m2(unsupplied);
    plot.divide("a", given.at("cause").get<std::string>().c_str(), unsupplied).route = given.value("route", "");
    const PlotJudgement judged = plot.judge(given.at("as_of").get<std::string>().c_str());
    EXPECT_EQ(judgement_code(judged.judgement), expect.at("judgement").get<std::string>());
    const std::vector<Finding>& findings = judged.portions.front().findings;
    for (const Json& code : expect.at("findings_has"))
        EXPECT_TRUE(testing::has(findings, code.get<std::string>())) << code;
    for (const Json& code : expect.value("findings_lack", Json::array()))
        EXPECT_FALSE(testing::has(findings, code.get<std::string>())) << code;
    const std::string returned = expect.value("returned_zh", "");
    EXPECT_NE(testing::get(findings, "RETURN_DOSSIER").text.zh.find(returned), std::string::npos) << returned;
}

TEST(IdleCases, EveryGoldenAndBoundaryCase) {
    std::set<int> numbers;
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(base::testing::source_tree() + "/tests/cases/idle"))
        if (file.path().extension() == ".json") files.push_back(file.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        SCOPED_TRACE(file.filename().string());
        const auto document = base::parse_json(testing::file_text(file.string()), file.string());
        ASSERT_TRUE(document.ok()) << document.error().text().en;
        EXPECT_FALSE(document->at("source").get<std::string>().empty());
        EXPECT_FALSE(document->at("expect").empty());
        if (document->contains("approval"))
            judge_approval(document->at("approval"), document->at("expect"));
        else
            judge_idleness(*document);
        numbers.insert(std::stoi(file.filename().string()));
    }
    // Every case of the collection, by its number.
    EXPECT_EQ(numbers, (std::set<int>{0, 1, 2, 4, 6, 8, 9, 10, 12, 13, 15, 17, 18, 20, 22, 23, 25, 27, 28, 29, 30}));
    EXPECT_GE(files.size(), 66U);
}

}  // namespace
}  // namespace law
