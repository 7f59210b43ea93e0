// The plan reader on the notice of the campaign, against the book that was written by hand; and on damaged files.
#include "law/notice.hpp"

#include "base/json.hpp"
#include "base/shared_data.hpp"
#include "base/test_tree.hpp"
#include "law/law_testing.hpp"
#include "law/notice_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <utility>

namespace law {
namespace {

using namespace notice;
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
    static const std::string whole =
        file_text(base::testing::source_tree() + "/tests/cases/notices/county_wrapped.txt");
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

}  // namespace
}  // namespace law
