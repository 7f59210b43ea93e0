// The plan reader on the notice of the campaign, against the book that was written by hand; and its parts.
#include "law/notice.hpp"

#include "base/shared_data.hpp"
#include "law/law_testing.hpp"
#include "law/notice_dates.hpp"
#include "law/notice_names.hpp"
#include "law/notice_outline.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <utility>

namespace law {
namespace {

using namespace notice;
using testing::day;
using testing::file_text;
using testing::xixian;

std::string mission_file() { return base::testing::shared_file("../mission/notice.zh.txt"); }

class MissionNotice : public ::testing::Test {
  protected:
    void SetUp() override {
        PANHUO_NEED_SHARED(mission_file());
        auto read = read_notice(file_text(mission_file()), "notice");
        ASSERT_TRUE(read.ok()) << read.error().text().en;
        draft_ = std::move(read).value();
    }
    const Campaign& book() const { return xixian().campaign(); }
    std::size_t count(const std::string& code) const {
        std::size_t out = 0;
        for (const NoticeRemark& one : draft_.contradictions) out += one.code == code ? 1 : 0;
        return out;
    }
    bool found(const std::string& id) const {
        for (const NoticeRemark& one : draft_.contradictions)
            if (one.id == id) return true;
        return false;
    }
    NoticeDraft draft_;
};

TEST_F(MissionNotice, HeadIsThatOfTheBook) {
    const Document* notice = xixian().main().document("notice");
    EXPECT_EQ(draft_.notice.number, notice->number);
    EXPECT_EQ(draft_.notice.issued_on, notice->issued_on);
    EXPECT_EQ(draft_.notice.issuer, notice->issuer);
    EXPECT_EQ(draft_.division, book().division);
    std::set<std::string> cited;
    for (const NoticeDocument& one : draft_.documents) cited.insert(one.number);
    EXPECT_EQ(cited, (std::set<std::string>{"临政办发〔2024〕4号", "晋政办函〔2021〕105号"}));
}

TEST_F(MissionNotice, ScopesAndTargetsAreThoseOfTheBook) {
    ASSERT_EQ(draft_.scopes.size(), 2U);
    for (const NoticeScope& read : draft_.scopes) {
        const Scope* written = book().scope(read.stock);
        ASSERT_NE(written, nullptr);
        EXPECT_EQ(read.from_year, written->from.year());
        EXPECT_EQ(read.to_year.has_value(), written->to.has_value());
        EXPECT_EQ(read.source.clause, written->clause);
    }
    ASSERT_EQ(draft_.targets.size(), book().targets.size());
    for (std::size_t i = 0; i < draft_.targets.size(); ++i) {
        EXPECT_EQ(draft_.targets[i].stock, book().targets[i].stock);
        EXPECT_EQ(draft_.targets[i].rate, book().targets[i].rate);
        EXPECT_TRUE(draft_.targets[i].provisional);
        EXPECT_FALSE(draft_.targets[i].base_stated);
    }
}

TEST_F(MissionNotice, MilestonesStagesAndDeadlinesAreThoseOfTheBook) {
    ASSERT_EQ(draft_.milestones.size(), book().milestones.size());
    for (std::size_t i = 0; i < draft_.milestones.size(); ++i) {
        EXPECT_EQ(draft_.milestones[i].on, book().milestones[i].on);
        EXPECT_EQ(draft_.milestones[i].share.value(), book().milestones[i].share.value());
        EXPECT_EQ(draft_.milestones[i].of, "task");
    }
    ASSERT_EQ(draft_.stages.size(), book().stages.size());
    for (std::size_t i = 0; i < draft_.stages.size(); ++i) {
        EXPECT_EQ(draft_.stages[i].name, book().stages[i].name.zh);
        EXPECT_EQ(draft_.stages[i].from, book().stages[i].from);
        EXPECT_EQ(draft_.stages[i].to, book().stages[i].to);
        EXPECT_EQ(draft_.stages[i].tests, book().stages[i].tests);
        EXPECT_EQ(draft_.stages[i].source.clause, book().stages[i].clause);
    }
    std::multiset<std::pair<Date, std::vector<std::string>>> read;
    std::multiset<std::pair<Date, std::vector<std::string>>> written;
    for (const NoticeDeadline& one : draft_.deadlines) read.insert({one.on.value_or(Date{}), one.routes});
    for (const Deadline& one : book().deadlines) written.insert({one.on, one.routes});
    EXPECT_EQ(read, written);
}

TEST_F(MissionNotice, RoutesAreThoseTheTextWords) {
    std::map<std::string, std::string> clause;
    for (const NoticeRoute& one : draft_.routes) clause[one.id] = one.source.clause;
    // record_backfill is the book's own; the notice speaks of comparing with the system only. The unnumbered paragraphs
    // that the book calls 5.3 and 5.4 stand below 五、（二）.
    const std::map<std::string, std::string> wanted = {{"supply", "5.1"},
                                                       {"expropriate", "5.1.1"},
                                                       {"prepare_site", "5.1.2"},
                                                       {"allocate_manager", "5.2.1"},
                                                       {"complete_papers", "5.2.2"},
                                                       {"reoffer", "5.2.3"},
                                                       {"withdraw", "5.2"},
                                                       {"adjust", "5.2"},
                                                       {"idle_procedure", "5.2"}};
    EXPECT_EQ(clause, wanted);
}

TEST_F(MissionNotice, EveryDutyOfTheBookIsThereWithItsDepartment) {
    std::map<std::string, std::size_t> read;
    std::map<std::string, std::size_t> written;
    for (const NoticeDuty& one : draft_.duties) ++read[one.department];
    for (const Duty& one : book().duties) ++written[one.department];
    EXPECT_EQ(read, written);
    for (const NoticeDuty& one : draft_.duties) EXPECT_EQ(one.source.clause, "6.2");
}

TEST_F(MissionNotice, TheRosterIsThatOfTheBookByPost) {
    ASSERT_EQ(draft_.members.size(), book().group.members.size());
    for (std::size_t i = 0; i < draft_.members.size(); ++i) {
        const Member& written = book().group.members[i];
        EXPECT_EQ(draft_.members[i].role, written.role);
        EXPECT_EQ(draft_.members[i].place, written.place);
        if (i < 2) continue;  // the book names the first two by what they stand for in the text
        EXPECT_EQ(draft_.members[i].unit, written.unit);
        EXPECT_EQ(draft_.members[i].post, written.post);
    }
    const std::set<std::string> listed(draft_.group.text_members.begin(), draft_.group.text_members.end());
    EXPECT_EQ(listed, std::set<std::string>(book().group.text_members.begin(), book().group.text_members.end()));
    EXPECT_EQ(draft_.group.names.size(), book().group.names.size());
    ASSERT_EQ(draft_.group.office_head.size(), 2U);
    EXPECT_EQ(draft_.group.office_head[0].words, book().group.office_head[0].words);
    EXPECT_EQ(draft_.group.office_head[1].words, book().group.office_head[1].words);
}

TEST_F(MissionNotice, EveryContradictionOfTheListIsFlagged) {
    EXPECT_TRUE(found("milestone-2024-06-30"));
    EXPECT_TRUE(found("stage-1-before-issue"));
    EXPECT_TRUE(found("first-milestone"));
    for (const char* department : {"commerce", "investment", "urban_management"})
        EXPECT_TRUE(found(std::string("duty-without-member-") + department)) << department;
    EXPECT_EQ(count("DUTY_WITHOUT_MEMBER"), 3U);
    EXPECT_TRUE(found("member-without-duty-human_resources"));
    EXPECT_TRUE(found("member-without-duty-development_reform"));
    EXPECT_EQ(count("MEMBER_LISTS_DIFFER"), 1U);
    EXPECT_EQ(count("GROUP_NAMES_DIFFER"), 1U);
    EXPECT_EQ(count("ZONE_LEVEL_UNSTATED"), 1U);
    EXPECT_EQ(count("OFFICE_HEAD_DIFFERS"), 1U);
    EXPECT_EQ(count("TARGET_PROVISIONAL"), 2U);
    EXPECT_EQ(count("RATE_BASE_UNSTATED"), 2U);
}

/// The reader finds what contradictions() finds in the book by hand, code by code; SCOPE_GAP is a question here.
TEST_F(MissionNotice, FindsWhatTheBookByHandShows) {
    std::multiset<std::string> read;
    std::multiset<std::string> written;
    for (const NoticeRemark& one : draft_.contradictions) read.insert(one.code);
    for (const Contradiction& one : contradictions(xixian().main()))
        if (one.code != "SCOPE_GAP") written.insert(one.code);
    EXPECT_EQ(read, written);
    bool gap = false;
    for (const NoticeRemark& one : draft_.questions) gap = gap || one.code == "SCOPE_GAP";
    EXPECT_TRUE(gap);
    for (const NoticeRemark& one : draft_.questions) EXPECT_NE(one.code, "TABLE_UNREAD") << "the notice has no table";
}

TEST_F(MissionNotice, TheDoubledJuneHasTheReadingsOfTheBook) {
    std::set<std::string> read;
    std::set<std::string> written;
    for (const NoticeRemark& one : draft_.contradictions)
        if (one.id == "milestone-2024-06-30")
            for (const law::Reading& reading : one.readings) read.insert(reading.id);
    for (const law::Reading& reading : book().readings)
        if (reading.contradiction == "milestone-2024-06-30") written.insert(reading.id);
    EXPECT_EQ(read, written);
}

/// Roster lines of the file are the only place with names: what stands between role or line begin and the post.
TEST_F(MissionNotice, NoNameOfAPersonIsShown) {
    const std::string shown = notice_json(draft_).dump() + notice_toml(draft_);
    const auto text = paragraphs(file_text(mission_file()), "notice");
    ASSERT_TRUE(text.ok());
    std::size_t names = 0;
    bool roster = false;
    for (const Paragraph& paragraph : *text) {
        const RoleLabel label = role_label(paragraph.spaced);
        roster = (roster || label.length != 0) && paragraph.text.size() < 40;
        if (!roster) continue;
        const auto tokens = cut(View(paragraph.spaced).substr(label.length), U" ");
        ASSERT_GE(tokens.size(), 2U) << encode(paragraph.spaced);
        const std::string name = encode(tokens[0]) + (tokens[0].size() == 1 ? encode(tokens[1]) : "");
        EXPECT_EQ(shown.find(name), std::string::npos) << "a name from line " << paragraph.line;
        ++names;
    }
    EXPECT_EQ(names, 21U);
    // … and nothing else is taken for a name.
    const std::string left_out = "（姓名略）";
    const std::string post = "负责人";
    for (std::size_t at = shown.find(left_out); at != std::string::npos; at = shown.find(left_out, at + 1))
        EXPECT_EQ(shown.substr(at - post.size(), post.size()), post) << shown.substr(at - 60, 120);
}

TEST_F(MissionNotice, TheDraftIsABookThatLoads) {
    const std::string toml = notice_toml(draft_);
    const BookSource source = [&](const std::string& name) -> base::Result<std::string> {
        return name == "draft" ? base::Result<std::string>(toml) : testing::source_tree()(name);
    };
    const auto set = load_rulebooks("draft", source);
    ASSERT_TRUE(set.ok()) << set.error().text().en << "\n" << toml;
    EXPECT_EQ(set->campaign().milestones.size(), 7U);
    EXPECT_TRUE(check_decision(set->main(), "milestone-2024-06-30", "july").ok());
}

/// A cut file, a lost line, a stray character: an answer or an error, never a crash.
RC_GTEST_PROP(NoticeDamage, IsAnsweredOrRefused, ()) {
    static const std::string whole = file_text(PANHUO_SOURCE_DIR "/tests/cases/notices/county_wrapped.txt");
    std::string bytes = whole;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        const auto length = *rc::gen::inRange<std::size_t>(0, 200);
        if (*rc::gen::arbitrary<bool>())
            bytes.erase(at, length);
        else
            bytes.insert(at, *rc::gen::element<std::string>("（", "》", "、", "9", "月底前", "100%", "\n", "由", "：",
                                                            "成员："));
        if (bytes.empty()) break;
    }
    const auto draft = read_notice(bytes, "damaged");
    if (!draft.ok()) {
        RC_ASSERT(draft.error().code == base::Code::NoticeUnreadable);
        return;
    }
    RC_ASSERT(notice_json(*draft).contains("questions"));
    const auto book = parse_rulebook(notice_toml(*draft), "draft");
    RC_ASSERT(book.ok() || !notice_gaps(*draft).empty());
}

/// What no writer wrote: one line of a hundred thousand shares. Cut, and answered.
TEST(NoticeDamage, ALineWithoutEndIsAnswered) {
    std::string text = "一、目标\n二、任务\n批而未供土地";
    for (int i = 0; i < 20'000; ++i) text += "6月底前25%，";
    EXPECT_TRUE(read_notice(text, "long").ok());
}

// ---- parts

TEST(NoticeText, JoinsLinesThatBreakInsideWordsAndDropsPageNumbers) {
    const auto text = paragraphs(
        "一、任务\n３月底前完成任务的２０％，６月底前完成年度任\n- 3 -\n务的５０％。\n二、要求\n（联系人：甲某 "
        "电话：1）\n",
        "n");
    ASSERT_TRUE(text.ok());
    ASSERT_EQ(text->size(), 3U);
    EXPECT_EQ(encode((*text)[1].text), "3月底前完成任务的20%，6月底前完成年度任务的50%。");
    EXPECT_EQ((*text)[2].line, 5);
}

TEST(NoticeText, ALongLineGoesOnAndARosterLineDoesNot) {
    const auto text = paragraphs(
        "为切实做好全县存量建设用地的清理处置工作，根据上级部\n门的要求，制定本方案。\n成 员：甲某某 "
        "县财政局副局长\n乙某 县审计局局长\n",
        "n");
    ASSERT_TRUE(text.ok());
    ASSERT_EQ(text->size(), 3U);
    EXPECT_EQ((*text)[0].line, 1);
    EXPECT_EQ((*text)[2].line, 4);
    EXPECT_EQ(encode((*text)[2].spaced), "乙某 县审计局局长");
}

TEST(NoticeOutline, KnowsTheOfficialNumbersAndNothingElse) {
    const auto level = [](const char* text) { return heading_number(decode(text)).level; };
    EXPECT_EQ(level("一、总体要求"), 1);
    EXPECT_EQ(level("十二、附则"), 1);
    EXPECT_EQ(level("（三）保障"), 2);
    EXPECT_EQ(level("1.对征地"), 3);
    EXPECT_EQ(level("2、对手续"), 3);
    EXPECT_EQ(level("（1）核实"), 4);
    EXPECT_EQ(level("①核实"), 5);
    EXPECT_EQ(level("3.5公顷土地"), 0);
    EXPECT_EQ(level("2024年度"), 0);
    EXPECT_EQ(level("第一阶段：动员"), 0);
    EXPECT_EQ(level("第三条 适用"), 2);
    EXPECT_EQ(level("3、6、9月底前"), 0);
}

std::string days(const char* text) {
    std::string out;
    for (const DateWords& one : DateReader(2024, day("2024-03-19")).all(decode(text)))
        out += (out.empty() ? "" : " ") + (one.last ? one.last->iso() : std::string("?")) + (one.unclear ? "?" : "");
    return out;
}

TEST(NoticeDates, ReadsTheWaysADayIsWritten) {
    EXPECT_EQ(days("3月底前"), "2024-03-31");
    EXPECT_EQ(days("二月末"), "2024-02-29");
    EXPECT_EQ(days("十一月三十日前"), "2024-11-30");
    EXPECT_EQ(days("2025年1月10日前"), "2025-01-10");
    EXPECT_EQ(days("次年1月10日前"), "2025-01-10");
    EXPECT_EQ(days("年底前"), "2024-12-31");
    EXPECT_EQ(days("2023年底前"), "2023-12-31");
    EXPECT_EQ(days("一季度末"), "2024-03-31");
    EXPECT_EQ(days("第三季度末前"), "2024-09-30");
    EXPECT_EQ(days("上半年"), "2024-06-30");
    EXPECT_EQ(days("4月上旬前"), "2024-04-10");
    EXPECT_EQ(days("3月、6月、9月、12月底前"), "2024-03-31 2024-06-30 2024-09-30 2024-12-31");
    EXPECT_EQ(days("3、6、9、12月底前"), "2024-03-31 2024-06-30 2024-09-30 2024-12-31");
    EXPECT_EQ(days("一、二、三季度末"), "2024-03-31 2024-06-30 2024-09-30");
    EXPECT_EQ(days("9月前"), "2024-09-30?");
    EXPECT_EQ(days("6月31日前"), "?");
    EXPECT_EQ(days("完成25%，30公顷，第一批"), "");
}

TEST(NoticeDates, ReadsRanges) {
    const auto range = [](const char* text) -> std::string {
        const auto found = DateReader(2024, day("2024-03-19")).range(decode(text));
        if (!found) return "-";
        return (found->from ? found->from->iso() : "?") + " " + (found->to ? found->to->iso() : "?");
    };
    EXPECT_EQ(range("（3月10日一3月20日）"), "2024-03-10 2024-03-20");
    EXPECT_EQ(range("（3月10日至20日）"), "2024-03-10 2024-03-20");
    EXPECT_EQ(range("2024年4月—6月"), "2024-04-01 2024-06-30");
    EXPECT_EQ(range("（即日起至4月底）"), "2024-03-19 2024-04-30");
    EXPECT_EQ(range("（4月底前）"), "? 2024-04-30");
    EXPECT_EQ(range("召开会议"), "-");
}

TEST(NoticeChars, ReadsSharesAreasAndYears) {
    EXPECT_EQ(percent_at(U"25%", 0)->share, (Share{25, 100}));
    EXPECT_EQ(percent_at(U"百分之二十五", 0)->share, (Share{25, 100}));
    EXPECT_EQ(percent_at(U"三分之一", 0)->share, (Share{1, 3}));
    EXPECT_DOUBLE_EQ(percent_at(U"12.5%", 0)->share.value(), 0.125);
    EXPECT_FALSE(percent_at(U"25", 0));
    EXPECT_EQ(area_at(U"1.2万亩", 0)->area, Area::from_m2(8'000'000));
    EXPECT_EQ(area_at(U"35.5公顷", 0)->area, Area::from_m2(355'000));
    EXPECT_FALSE(area_at(U"35.5万元", 0));
    EXPECT_EQ(years_at(U"2009—2018年批准", 0)->to, 2018);
    EXPECT_EQ(years_at(U"2018年以前", 0)->to, 2017);
    EXPECT_EQ(years_at(U"2018年及以前", 0)->to, 2018);
    EXPECT_EQ(years_at(U"2009年以来", 0)->from, 2009);
    EXPECT_FALSE(years_at(U"2024年度", 0));
}

TEST(NoticeNames, AreDroppedAndPlacesAreKept) {
    const auto lexicon = Lexicon::load();
    ASSERT_TRUE(lexicon.ok()) << lexicon.error().text().en;
    const auto clean = [&](const char* row) {
        Names names;
        return encode(without_name(decode(row), *lexicon, U"示例县", names));
    };
    EXPECT_EQ(clean("甲乙丙 县财政局副局长"), "县财政局副局长");
    EXPECT_EQ(clean("甲 乙 县财政局副局长"), "县财政局副局长");
    EXPECT_EQ(clean("县财政局副局长 甲乙丙"), "县财政局副局长");
    EXPECT_EQ(clean("县财政局副局长 甲 乙"), "县财政局副局长");
    EXPECT_EQ(clean("县政府副县长甲乙丙"), "县政府副县长");
    EXPECT_EQ(clean("甲乙丙县委常委、副县长"), "县委常委、副县长");
    EXPECT_EQ(clean("××× 县财政局副局长"), "县财政局副局长");
    EXPECT_EQ(clean("示例县财政局副局长"), "示例县财政局副局长");
    EXPECT_EQ(clean("东山镇 副镇长"), "东山镇副镇长");
    EXPECT_EQ(clean("县自然资源局副局长（主持工作）"), "县自然资源局副局长（主持工作）");
}

}  // namespace
}  // namespace law
