#include "law/contradiction.hpp"

#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <map>

namespace law {
namespace {

using testing::xixian;

TEST(Contradictions, OfTheNoticeAreAllFound) {
    std::vector<std::string> ids;
    for (const Contradiction& one : contradictions(xixian().main())) {
        ids.push_back(one.code + " " + one.id + " @" + one.where);
        EXPECT_FALSE(one.text.zh.empty());
        EXPECT_FALSE(one.text.en.empty());
    }
    const std::vector<std::string> expected{
        "SCOPE_WORDS_NARROW scope-conversion-only @2.1",
        "SCOPE_AMBIGUOUS scope-idle-since @2.2",
        "BASELINE_DAY_UNSTATED baseline-day @3.1",
        "TARGET_PROVISIONAL provisional-unsupplied @3.1",
        "RATE_BASE_UNSTATED rate-base-unsupplied @3.1",
        "TARGET_PROVISIONAL provisional-idle @3.1",
        "RATE_BASE_UNSTATED rate-base-idle @3.1",
        "DUPLICATE_MILESTONE_DATE milestone-2024-06-30 @3.3",
        "FIRST_MILESTONE_SOON first-milestone @3.3",
        "ZONE_LEVEL_UNSTATED zone-level-demo @3.4",
        "STAGE_BEFORE_ISSUE stage-1-before-issue @4.1",
        "SCOPE_GAP supplied-unused @5.3",
        "GROUP_NAMES_DIFFER group-name @6.1",
        "OFFICE_HEAD_DIFFERS office-head @6.1",
        "MEMBER_LISTS_DIFFER member-lists @6.1",
        "MEMBER_WITHOUT_DUTY member-without-duty-human_resources @6.2",
        "MEMBER_WITHOUT_DUTY member-without-duty-development_reform @6.2",
        "MEMBER_WITHOUT_DUTY member-without-duty-township @6.2",
        "MEMBER_WITHOUT_DUTY member-without-duty-zone @6.2",
        "DUTY_WITHOUT_MEMBER duty-without-member-commerce @6.2.f",
        "DUTY_WITHOUT_MEMBER duty-without-member-investment @6.2.g",
        "DUTY_WITHOUT_MEMBER duty-without-member-urban_management @6.2.h",
    };
    EXPECT_EQ(ids, expected);
}

TEST(Contradictions, SayTheFigures) {
    std::map<std::string, base::Text> texts;
    for (const Contradiction& one : contradictions(xixian().main())) texts[one.id] = one.text;
    EXPECT_NE(texts["first-milestone"].zh.find("只有 12 天"), std::string::npos);
    EXPECT_NE(texts["stage-1-before-issue"].en.find("ends 1 day(s) after"), std::string::npos);
    EXPECT_NE(texts["milestone-2024-06-30"].en.find("50 %, 75 %"), std::string::npos);
    const std::string& lists = texts["member-lists"].zh;
    for (const char* unit : {"生态环境", "文旅", "交通", "水利", "示范区"})
        EXPECT_NE(lists.find(unit), std::string::npos) << unit;
    EXPECT_EQ(lists.find("财政"), std::string::npos);
}

TEST(Contradictions, AMendedBookHasFewer) {
    std::string book = testing::book_text("campaigns/xixian-2024");
    // The 75 % row on another day: the conflict is gone, and readings of it are then refused as names of nothing.
    const std::string row = "id = \"2024-06-b\"\non = 2024-06-30";
    book.replace(book.find(row), row.size(), "id = \"2024-06-b\"\non = 2024-07-31");
    const auto refused = parse_rulebook(book, "b");
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().args[2].find("milestone-2024-06-30"), std::string::npos);
}

TEST(Decision, IsCheckedAgainstTheBook) {
    const Rulebook& book = xixian().main();
    EXPECT_TRUE(check_decision(book, "milestone-2024-06-30", "july").ok());
    EXPECT_EQ(check_decision(book, "milestone-2024-06-30", "august").error().code, base::Code::ReadingUnknown);
    EXPECT_EQ(check_decision(book, "milestone-2024-05-31", "july").error().code, base::Code::ContradictionUnknown);
    EXPECT_EQ(check_decision(book, "office-head", "text").error().code, base::Code::ReadingUnknown);
}

}  // namespace
}  // namespace law
