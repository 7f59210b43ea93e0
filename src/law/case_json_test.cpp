#include "law/case_json.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <set>

namespace law {
namespace {

using testing::day;
using testing::xixian;

base::Result<CaseFile> read(const char* text) { return read_case(*base::parse_json(text, "case.json")); }

CaseFile good(const char* text) {
    auto out = read(text);
    EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.error().text().en);
    return std::move(out).value();
}

TEST(CaseJson, TheWholeFormIsRead) {
    const CaseFile file = good(R"j({"as_of": "2020-08-30",
        "supply": {"mode": "挂牌出让", "area_m2": 30617.1234, "price_yuan": 431000000.05, "signed": "2016-01-10",
                   "delivered": "2016-02-01", "agreed_delivery": "2016-02-10", "agreed_start": "2019-06-30",
                   "agreed_finish": "2020-12-30"},
        "supplements": [{"signed": "2018-05-01", "agreed_start": "2019-06-30"}, {}],
        "progress": {"started": true, "started_on": "2019-01-01", "permit": "no", "work": "pit_done",
                     "measured_over": "parcel", "built_m2": 0, "should_build_m2": 1.5, "invested_yuan": 0.01,
                     "total_investment_yuan": 100, "stopped": "yes", "stopped_on": "2019-05-01"},
        "causes": [{"kind": "force_majeure", "item": "8(5)", "from": "2019-07-01", "to": "2019-07-01", "proved": true}],
        "encumbrances": ["seizure", "mortgage"], "recorded_in_system": "unknown",
        "transfers": [{"on": "2019-01-01", "kind": "judicial", "registered": false}],
        "procedure": {"notice_served_on": "2020-01-01", "recognised_on": "2020-02-01",
                      "hearing_notified_on": "2020-03-01", "scheme_approved_on": "2020-04-01", "decided": "no",
                      "decision": "fee", "service": "announcement", "other_service_failed": "yes"}
})j");
    EXPECT_EQ(file.as_of, day("2020-08-30"));
    const CaseFacts& facts = file.facts;
    EXPECT_EQ(facts.mode, "granted");
    EXPECT_EQ(facts.area->units(), 306'171'234);
    EXPECT_EQ(facts.price->fen, 43'100'000'005);
    EXPECT_EQ(facts.delivered, day("2016-02-01"));
    ASSERT_EQ(facts.supplements.size(), 2U);
    EXPECT_FALSE(facts.supplements[1].signed_on.has_value());
    EXPECT_EQ(facts.started, true);
    EXPECT_EQ(facts.permit, false);
    EXPECT_EQ(facts.built->units(), 0);
    EXPECT_EQ(facts.invested->fen, 1);
    EXPECT_EQ(facts.causes[0].kind, CauseKind::ForceMajeure);
    EXPECT_EQ(facts.causes[0].proved, true);
    EXPECT_TRUE(facts.mortgaged && facts.seized);
    EXPECT_FALSE(facts.recorded.has_value());
    EXPECT_EQ(facts.transfers[0].registered, false);
    EXPECT_EQ(facts.procedure.decided, false);
    EXPECT_EQ(facts.procedure.decision, "fee");
    EXPECT_EQ(facts.procedure.service, "announcement");
    EXPECT_EQ(facts.procedure.other_service_failed, true);
}

TEST(CaseJson, AbsentAndNullAreUnknown) {
    for (const char* text : {"{}", R"j({"supply": null, "progress": {"started": null}, "causes": null})j"}) {
        const CaseFile file = good(text);
        EXPECT_FALSE(file.as_of.has_value());
        EXPECT_FALSE(file.facts.started.has_value());
        EXPECT_FALSE(file.facts.agreed_start.has_value());
        EXPECT_TRUE(file.facts.causes.empty());
    }
}

TEST(CaseJson, EveryErrorNamesPlaceFoundAndExpected) {
    struct Broken {
        const char *text, *where, *found, *expected;
    };
    const Broken cases[] = {
        {"[]", "/", "[]", "an object"},
        {R"j({"asof": "2020-01-01"})j", "asof", "2020-01-01", "as_of"},
        {R"j({"supply": 3})j", "supply", "3", "an object"},
        {R"j({"supply": {"agreed_begin": 1}})j", "supply.agreed_begin", "1", "agreed_start"},
        {R"j({"supply": {"agreed_start": "2019-02-29"}})j", "supply.agreed_start", "2019-02-29", "2019-06-30"},
        {R"j({"supply": {"agreed_start": "1900-01-01"}})j", "supply.agreed_start", "1900-01-01", "1950"},
        {R"j({"supply": {"agreed_start": 20190630}})j", "supply.agreed_start", "20190630", "a date"},
        {R"j({"supply": {"mode": "赠与"}})j", "supply.mode", "赠与", "划拨"},
        {R"j({"supply": {"mode": 1}})j", "supply.mode", "1", "出让"},
        {R"j({"supply": {"price_yuan": -1}})j", "supply.price_yuan", "-1", "at least 0"},
        {R"j({"supply": {"price_yuan": 0.001}})j", "supply.price_yuan", "0.001", "2 decimals"},
        {R"j({"supply": {"price_yuan": 431000000.005}})j", "supply.price_yuan", "431000000.005", "2 decimals"},
        {R"j({"supply": {"area_m2": 1000000.00001}})j", "supply.area_m2", "1000000.00001", "4 decimals"},
        {R"j({"supply": {"price_yuan": 2e11}})j", "supply.price_yuan", "2", "1e11"},
        {R"j({"supply": {"area_m2": 0}})j", "supply.area_m2", "0", "above 0"},
        {R"j({"supply": {"area_m2": "10"}})j", "supply.area_m2", "10", "4 decimals"},
        {R"j({"progress": {"started": "maybe"}})j", "progress.started", "maybe", "yes | no"},
        {R"j({"progress": {"started": 1}})j", "progress.started", "1", "yes | no"},
        {R"j({"progress": {"work": "roof"}})j", "progress.work", "roof", "all_piles"},
        {R"j({"progress": {"started": "no", "started_on": "2019-01-01"}})j", "progress.started", "no", "started_on"},
        {R"j({"progress": {"stopped": "no", "stopped_on": "2019-01-01"}})j", "progress.stopped", "no", "stopped_on"},
        {R"j({"supplements": {}})j", "supplements", "{}", "a list"},
        {R"j({"supplements": [{}, {"begin": 1}]})j", "supplements[1].begin", "1", "agreed_start"},
        {R"j({"causes": [{}]})j", "causes[0].kind", "null", "government"},
        {R"j({"causes": [{"kind": "government", "item": "8(7)"}]})j", "causes[0].item", "8(7)", "8(6)"},
        {R"j({"causes": [{"kind": "government", "from": "2019-02-01", "to": "2019-01-31"}]})j", "causes[0].to",
         "2019-01-31", "2019-02-01"},
        {R"j({"encumbrances": "mortgage"})j", "encumbrances", "mortgage", "a list"},
        {R"j({"encumbrances": ["seizure", "lien"]})j", "encumbrances[1]", "lien", "mortgage"},
        {R"j({"encumbrances": [7]})j", "encumbrances[0]", "7", "mortgage"},
        {R"j({"transfers": [{"kind": "gift"}]})j", "transfers[0].kind", "gift", "judicial"},
        {R"j({"procedure": {"decided": "soon"}})j", "procedure.decided", "soon", "yes | no"},
    };
    for (const Broken& one : cases) {
        const auto out = read(one.text);
        ASSERT_FALSE(out.ok()) << one.text;
        EXPECT_EQ(out.error().code, base::Code::CaseInvalid);
        EXPECT_EQ(out.error().args[0], one.where) << one.text;
        EXPECT_NE(out.error().args[1].find(one.found), std::string::npos) << out.error().args[1];
        EXPECT_NE(out.error().text().en.find(one.expected), std::string::npos) << out.error().text().en;
        EXPECT_NE(out.error().text().zh.find("案情文件"), std::string::npos);
    }
}

TEST(CaseJson, TheFirstErrorIsToldAndLongValuesAreCut) {
    const auto first = read(R"j({"as_of": "x", "supply": {"mode": "y"}})j");
    ASSERT_FALSE(first.ok());
    EXPECT_EQ(first.error().args[0], "as_of");
    std::string text = R"j({"supply": {"mode": ")j";
    for (int i = 0; i < 50; ++i) text += "土地";
    const auto cut = read((text + "\"}}").c_str());
    ASSERT_FALSE(cut.ok());
    EXPECT_LT(cut.error().args[1].size(), 70U);
    EXPECT_NE(cut.error().args[1].find("…"), std::string::npos);
    EXPECT_NO_THROW(base::Json(cut.error().args[1]).dump());  // no character is cut in two
}

TEST(CaseJson, TheModeIsReadAsInTheListsOfTheTrade) {
    struct Mode {
        const char *written, *meaning;
    };
    for (const Mode& one : {Mode{"出让", "granted"}, Mode{"granted", "granted"}, Mode{"协议", "granted"},
                            Mode{"listing", "granted"}, Mode{"划拨", "allocated"}, Mode{"作价出资（入股）", "equity"},
                            Mode{"租赁", "lease"}, Mode{"authorised", "authorised"}}) {
        const CaseFile file = good((std::string(R"j({"supply": {"mode": ")j") + one.written + "\"}}").c_str());
        EXPECT_EQ(file.facts.mode, one.meaning) << one.written;
    }
}

TEST(CaseJson, EveryAmountOfSoManyPlacesIsRead) {
    for (const char* yuan :
         {"0", "0.01", "0.29", "1.10", "4035.25", "431000000.05", "99999999999.99", "100000000000"}) {
        const CaseFile file = good((std::string(R"j({"supply": {"price_yuan": )j") + yuan + "}}").c_str());
        EXPECT_EQ(file.facts.price->fen, base::parse_decimal(yuan, 2)) << yuan;
    }
    for (const char* m2 : {"0.0001", "0.3333", "30617.1234", "1000000.0001", "99999999999.9999"}) {
        const CaseFile file = good((std::string(R"j({"supply": {"area_m2": )j") + m2 + "}}").c_str());
        EXPECT_EQ(file.facts.area->units(), base::parse_decimal(m2, 4)) << m2;
    }
}

TEST(CaseJson, AWrongValueOfAnyDepthIsRefused) {
    constexpr std::size_t kDeep = 1'000'000;
    const std::string deep = R"j({"supply": {"mode": )j" + std::string(kDeep, '[') + std::string(kDeep, ']') + "}}";
    const auto out = read(deep.c_str());
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().args[0], "supply.mode");
    EXPECT_EQ(out.error().args[1], "[…]");
}

TEST(CaseJson, TheVerdictHasTheKeysOfTheContract) {
    const base::Json verdict = verdict_json(judge_case({}, xixian(), day("2020-01-01")));
    for (const char* key : {"idle", "test", "idle_since", "gross_days", "net_days", "cause", "route", "fee_yuan",
                            "decided_by", "next_paper", "missing", "warnings", "reasons", "would_change"})
        EXPECT_TRUE(verdict.contains(key)) << key;
    EXPECT_EQ(verdict["idle"], "unknown");
    EXPECT_EQ(verdict["route"], "needs_facts");
    for (const char* key : {"rule", "article", "zh", "en"}) EXPECT_TRUE(verdict["reasons"][0].contains(key)) << key;
}

TEST(CaseCatalogue, EveryCodeHasBothTextsAndStandsOnce) {
    std::set<std::string_view> seen;
    for (const std::string_view code : case_codes()) {
        EXPECT_TRUE(seen.insert(code).second) << code;
        EXPECT_FALSE(case_text(code).zh.empty()) << code;
        EXPECT_FALSE(case_text(code).en.empty()) << code;
    }
    EXPECT_EQ(case_fact_text("causes[1].proved").zh, "原因是否证实 2");
    EXPECT_EQ(case_fact_text("progress.started").en, "whether it was started");
    EXPECT_EQ(case_fact_text("no.such").en, "no.such");
}

}  // namespace
}  // namespace law
