#include "law/finding.hpp"

#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <set>

namespace law {
namespace {

TEST(Finding, IdDependsOnSubjectRuleAndCauseOnly) {
    const std::string id = finding_id("supply:A", "OVERDRAWN", "x");
    EXPECT_EQ(id.size(), 12U);
    EXPECT_EQ(id, finding_id("supply:A", "OVERDRAWN", "x"));
    const std::set<std::string> ids{id, finding_id("supply:B", "OVERDRAWN", "x"),
                                    finding_id("supply:A", "DATE_ORDER", "x"), finding_id("supply:A", "OVERDRAWN", "y"),
                                    finding_id("supply:AO", "VERDRAWN", "x")};
    EXPECT_EQ(ids.size(), 5U);
}

TEST(Catalogue, EveryCodeHasBothTextsOnce) {
    std::set<std::string_view> seen;
    for (const std::string_view code : finding_codes()) {
        EXPECT_TRUE(seen.insert(code).second) << code;
        const Finding finding =
            make_finding("supply:S", code, "", Certainty::Stated, {"a", "b", "c", "d", "e", "f", "g"});
        EXPECT_FALSE(finding.text.zh.empty()) << code;
        EXPECT_FALSE(finding.text.en.empty()) << code;
        EXPECT_EQ(finding.text.zh.find('{'), std::string::npos) << code << ": more arguments than any caller gives";
        EXPECT_EQ(finding.text.en.find('{'), std::string::npos) << code;
    }
}

ledger::Note note(const char* code) {
    return {code, "supply:S", testing::day("2015-09-10"), {{"have_m2", "1200"}, {"drawn_m2", "9000"}}, "141031/57"};
}

TEST(FindingOfNote, CarriesTheFactsInTextAndReasons) {
    const Finding finding = finding_of_note(note("OVERDRAWN"));
    EXPECT_EQ(finding.rule, "OVERDRAWN");
    EXPECT_EQ(finding.severity, Severity::Error);
    EXPECT_EQ(finding.subject, "supply:S");
    EXPECT_NE(finding.text.zh.find("（可供 m² 1200；挂接 m² 9000）。"), std::string::npos) << finding.text.zh;
    EXPECT_NE(finding.text.en.find("(had m² 1200; drawn m² 9000)"), std::string::npos) << finding.text.en;
    ASSERT_EQ(finding.reasons.size(), 3U);
    EXPECT_EQ(finding.reasons[0], (Reason{"on", "2015-09-10", "141031/57"}));
    EXPECT_EQ(finding.reasons[2], (Reason{"drawn_m2", "9000", "141031/57"}));
}

TEST(FindingOfNote, TwoNotesOfOneSubjectAreTwoFindings) {
    ledger::Note other = note("OVERDRAWN");
    other.facts[1].second = "9500";
    EXPECT_NE(finding_of_note(note("OVERDRAWN")).id, finding_of_note(other).id);
}

TEST(FindingOfNote, DaysOfTheLedgerGoByTheirNames) {
    ledger::Note early = note("OVERDRAWN");
    early.facts = {{"fits_since", "2015-03-01"}};
    EXPECT_NE(finding_of_note(early).text.zh.find("（可容纳之日 2015-03-01）"), std::string::npos);
    early.code = "SIGNED_BEFORE_APPROVAL";
    early.facts = {{"signed_on", "2014-01-01"}, {"approved_on", "2015-03-01"}};
    EXPECT_NE(finding_of_note(early).text.zh.find("（签订日期 2014-01-01；批准日期 2015-03-01）"), std::string::npos);
}

TEST(FindingOfNote, ACodeNobodyKnowsIsNotLost) {
    const Finding finding = finding_of_note(note("SOMETHING_NEW"));
    EXPECT_EQ(finding.rule, "SOMETHING_NEW");
    EXPECT_EQ(finding.severity, Severity::Warning);
    EXPECT_NE(finding.text.zh.find("SOMETHING_NEW（可供 m² 1200"), std::string::npos) << finding.text.zh;
    const Finding bare = finding_of_note({"AREA_MISSING", "plot:P", std::nullopt, {}, "141031/3"});
    ASSERT_EQ(bare.reasons.size(), 1U);
    EXPECT_EQ(bare.reasons[0].entry, "141031/3");
}

/// Notes have no arguments, so a code that the ledger raises must have a text without placeholders.
TEST(FindingOfNote, CodesOfTheLedgerAreInTheCatalogueWithoutPlaceholders) {
    for (const char* code : {"OVERDRAWN",
                             "PLOTS_EXCEED_APPROVAL",
                             "NUMBER_REUSED",
                             "NUMBER_SUPERSEDED",
                             "SIGNED_BEFORE_APPROVAL",
                             "DRAWS_SHORT",
                             "DRAWS_EXCEED",
                             "DATE_ORDER",
                             "AREA_MISSING",
                             "AREA_NOT_STATED",
                             "DATE_MISSING",
                             "APPROVED_ON_MISSING",
                             "SIGNED_MISSING",
                             "PLOT_WITHOUT_APPROVAL",
                             "OPENING_REPLACED",
                             "OPENING_EXCEEDS",
                             "DETAIL_EXCEEDS_OPENING",
                             "POSSIBLE_DOUBLE",
                             "WITHDRAWAL_EXCEEDS",
                             "LAPSE_EXCEEDS",
                             "ADJUSTMENT_EXCEEDS",
                             "ADJUSTED_WHERE",
                             "OFFER_EXCEEDS",
                             "OFFER_UNNAMED",
                             "STATUS_CONFLICT",
                             "START_MISSING",
                             "EXTENSION_INVALID",
                             "LINK_TO_PLOT",
                             "LINK_AMENDED",
                             "SUPPLY_UNKNOWN",
                             "PLOT_UNKNOWN",
                             "APPROVAL_UNKNOWN",
                             "PLACE_MISSING",
                             "PLOT_NOT_DRAWN",
                             "MEASURED_DIFFERS",
                             "PORTIONS_UNBALANCED",
                             "GATE_OPEN",
                             "IDLE_SUSPECTED",
                             "IDLE_DISPOSED",
                             "IDLE_AREA_DIFFERS",
                             "PROGRESS_EXCEEDS",
                             "STAGE_EXCEEDS",
                             "DECISION_EXCEEDS",
                             "DECISION_TYPE_UNKNOWN",
                             "CARRIED_EXCEEDS",
                             "REMEASURE_EXCEEDS",
                             "REASON_MISSING",
                             "SAME_LAND_TWO_APPROVALS",
                             "SAME_LAND_DRAWN_TWICE"}) {
        EXPECT_TRUE(is_finding_code(code)) << code;
        EXPECT_EQ(finding_of_note(note(code)).text.zh.find('{'), std::string::npos) << code;
    }
}

TEST(Finding, WorstFirst) {
    const Finding error = make_finding("supply:Z", "OVERDRAWN", "", Certainty::Stated, {});
    const Finding warning = make_finding("supply:A", "DATE_ORDER", "", Certainty::Stated, {});
    EXPECT_TRUE(worse_first(error, warning));
    EXPECT_FALSE(worse_first(warning, error));
    EXPECT_FALSE(worse_first(error, error));
}

}  // namespace
}  // namespace law
