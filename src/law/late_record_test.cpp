// The order of electronic numbers: against an oracle that compares every two, and on the published results of Shanxi.
#include "law/late_record.hpp"

#include "base/shared_data.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace law {
namespace {

using testing::day;
using testing::xixian;

constexpr int kDays = 60;

std::optional<std::size_t> witness(const std::vector<Numbered>& papers, std::size_t of) {
    return witnesses(papers, kDays)[of];
}

TEST(LateRecord, ALowerNumberSignedLongAfterIsTheWitness) {
    const std::vector<Numbered> papers{{"1410312013A00159", day("2013-05-01"), "a"},
                                       {"1410312013B00148", day("2013-09-01"), "b"},
                                       {"1410312013C00161", day("2013-07-04"), "c"},
                                       {"1410312013B00170-1", day("2013-07-02"), "d"}};
    EXPECT_EQ(witness(papers, 0), 1U) << "serial 0015 is behind 0014, whatever letter and last digit";
    EXPECT_EQ(witness(papers, 1), std::nullopt);
    EXPECT_EQ(witness(papers, 2), std::nullopt) << "59 days are within the setting";
    EXPECT_EQ(witness(papers, 3), 1U) << "61 are not";
}

TEST(LateRecord, OtherSeriesAndEqualSerialsSayNothing) {
    EXPECT_EQ(witness({{"1410312013A00020", day("2013-01-01"), ""}, {"1410322013A00010", day("2013-12-01"), ""}}, 0),
              std::nullopt);
    EXPECT_EQ(witness({{"1410312013A00020", day("2013-01-01"), ""}, {"1410312012A00010", day("2012-12-01"), ""}}, 0),
              std::nullopt);
    EXPECT_EQ(witness({{"1410312013A00021", day("2013-01-01"), ""}, {"1410312013A00021-1", day("2013-12-01"), ""}}, 0),
              std::nullopt);
    EXPECT_EQ(witness({{"隰县挂牌3号", day("2013-01-01"), ""}, {"1410312013A00010", day("2013-12-01"), ""}}, 0),
              std::nullopt);
}

TEST(LateRecord, ADoubtfulDateIsAWitnessOnlyWhereThereIsNoOther) {
    const std::vector<Numbered> papers{{"1410312013A00010", day("2014-06-01"), ""},
                                       {"1410312013A00020", day("2013-09-01"), ""},
                                       {"1410312013A00030", day("2013-02-01"), ""},
                                       {"1410312013A00040", day("2013-08-01"), ""}};
    EXPECT_TRUE(signed_after_number(papers[0]));
    EXPECT_EQ(witness(papers, 2), 1U);
    EXPECT_EQ(witness(papers, 3), 0U);
}

TEST(LateRecord, TheFindingIsAnInferenceAndNeverADate) {
    const Parameter* days = xixian().parameter("record.late_days", day("2024-06-30"));
    ASSERT_NE(days, nullptr);
    EXPECT_EQ(days->value, (Share{60, 1}));
    const Numbered own{"1410312013A00030", day("2013-02-01"), "141031/3"};
    const Numbered sound{"1410312013A00020", day("2013-09-01"), "141031/2"};
    const Finding finding = late_record("supply:1410312013A00030", own, sound, *days);
    EXPECT_EQ(finding.rule, "LATE_RECORD");
    EXPECT_EQ(finding.certainty, Certainty::Inferred);
    EXPECT_FALSE(finding.due.has_value());
    ASSERT_EQ(finding.reasons.size(), 5U);
    EXPECT_EQ(finding.reasons[3], (Reason{"recorded_not_before", "2013-09-01", "141031/2"}));
    EXPECT_NE(finding.text.en.find("212 day(s)"), std::string::npos) << finding.text.en;
    const Numbered doubtful{"1410312013A00010", day("2014-06-01"), "141031/1"};
    for (const Reason& reason : late_record("supply:1410312013A00030", own, doubtful, *days).reasons)
        EXPECT_NE(reason.fact, "recorded_not_before") << "a date in doubt bounds nothing";
    EXPECT_EQ(late_signature("supply:1410312013A00010", doubtful).text.en,
              "Signed on 2014-06-01 under a number of 2013: numbered before it was signed, or the date is wrong. "
              "Check it.");
}

/// The rule as it is said: of every lower serial of the series, the one signed last, sound ones before doubtful ones.
std::optional<Date> oracle(const std::vector<Numbered>& papers, std::size_t own, bool doubtful_too) {
    std::optional<Date> latest;
    const std::string& number = papers[own].number;
    for (const Numbered& other : papers) {
        if (other.number.substr(0, 10) != number.substr(0, 10)) continue;
        if (other.number.substr(11, 4) >= number.substr(11, 4)) continue;
        if (!doubtful_too && std::to_string(other.signed_on.year()) > other.number.substr(6, 4)) continue;
        if (!latest || *latest < other.signed_on) latest = other.signed_on;
    }
    if (latest && latest->days() - papers[own].signed_on.days() > kDays) return latest;
    return std::nullopt;
}

RC_GTEST_PROP(LateRecordProperty, AgreesWithComparingEveryTwo, ()) {
    const std::size_t count = *rc::gen::inRange<std::size_t>(0, 60);
    std::vector<Numbered> papers;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string region = *rc::gen::element<std::string>("141031", "141032");
        const std::string year = *rc::gen::element<std::string>("2013", "2014");
        const std::string letter = *rc::gen::element<std::string>("A", "B", "C");
        const std::string serial = std::to_string(100000 + *rc::gen::inRange(0, 400)).substr(1);
        const std::string suffix = *rc::gen::element<std::string>("", "", "-1");
        const Date signed_on = day("2013-01-01").plus_days(*rc::gen::inRange(0, 900));
        papers.push_back({region + year + letter + serial + suffix, signed_on, ""});
    }
    const auto found = witnesses(papers, kDays);
    RC_ASSERT(found.size() == count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto sound = oracle(papers, i, false);
        const auto expected = sound ? sound : oracle(papers, i, true);
        RC_ASSERT(found[i].has_value() == expected.has_value());
        if (!found[i]) continue;
        RC_ASSERT(papers[*found[i]].signed_on == *expected);
        RC_ASSERT(!sound || !signed_after_number(papers[*found[i]]));
    }
}

/// Number and day of signing of every distinct number; they stand in the second column and in the last.
std::vector<Numbered> published(const std::string& csv) {
    std::vector<Numbered> out;
    std::set<std::string> seen;
    std::ifstream file(csv);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const std::size_t first = line.find(',');
        const std::string number = line.substr(first + 1, line.find(',', first + 1) - first - 1);
        int year = 0, month = 0, on = 0;
        const int read = std::sscanf(line.c_str() + line.rfind(',') + 1, "%d年%d月%d日", &year, &month, &on);
        const auto signed_on = Date::from_ymd(year, month, on);
        if (read == 3 && signed_on && seen.insert(number).second) out.push_back({number, *signed_on, ""});
    }
    return out;
}

TEST(LateRecord, FiguresOfShanxi) {
    const std::string file = base::testing::shared_file("landsupply/shanxi_14_2012_2016.csv");
    PANHUO_NEED_SHARED(file);
    const std::vector<Numbered> papers = published(file);
    EXPECT_EQ(papers.size(), 11'083U);
    std::set<std::string> serials;
    for (const Numbered& paper : papers)
        serials.insert(std::string(series_of(paper.number)) + paper.number.substr(11, 4));
    EXPECT_EQ(serials.size(), 11'080U) << "so the serials run through all letters";
    const auto found = witnesses(papers, kDays);
    const auto late = [](const auto& each) { return each.has_value(); };
    EXPECT_EQ(std::count_if(found.begin(), found.end(), late), 829);
    EXPECT_EQ(std::count_if(papers.begin(), papers.end(), signed_after_number), 171);
    // Most of the 829 rest on one of the 171 alone: only these bound the day of recording.
    const auto sound = [&](const auto& each) { return each && !signed_after_number(papers[*each]); };
    EXPECT_EQ(std::count_if(found.begin(), found.end(), sound), 163);
}

}  // namespace
}  // namespace law
