// panhuo rulebook read NOTICE.txt [-o DRAFT.toml] : a notice turned into a draft rulebook.
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "law/notice.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct ReadOptions {
    std::string notice;
    std::string out;
};

std::string percent(const law::Share& share) { return share.percent(); }

std::string size_of(const law::NoticeTarget& target) {
    return target.basis == "rate" ? percent(target.rate) : target.area.text(base::AreaUnit::Hectare, 2) + " ha";
}

std::string day_or(const std::optional<base::Date>& day, const char* otherwise) { return day ? day->iso() : otherwise; }

/// A heading and its rows, or that there are none.
void print(const Session& session, const char* zh, const char* en, const Table& table) {
    std::printf("\n%s\n", session.say(zh, en));
    std::printf("%s", table.empty() ? session.say("  （没有读到）\n", "  (none found)\n") : table.text().c_str());
}

void print_figures(const Session& session, const law::NoticeDraft& draft) {
    Table targets({{session.say("条款", "clause")},
                   {session.say("存量", "stock")},
                   {session.say("方式", "basis")},
                   {session.say("数值", "figure"), Table::Align::Right},
                   {session.say("说明", "remark")}});
    for (const law::NoticeTarget& one : draft.targets)
        targets.row(
            {one.source.clause, one.stock, one.basis, size_of(one),
             (one.provisional ? std::string(session.say("暂定 ", "provisional ")) : std::string{}) + one.addressee});
    print(session, "任务", "Targets", targets);
    Table milestones({{session.say("条款", "clause")},
                      {session.say("日期", "date")},
                      {session.say("累计比例", "share"), Table::Align::Right},
                      {session.say("原文", "words")}});
    for (const law::NoticeMilestone& one : draft.milestones)
        milestones.row({one.source.clause, one.on.iso(), percent(one.share), one.words});
    print(session, "节点", "Milestones", milestones);
    Table stages({{session.say("条款", "clause")},
                  {session.say("阶段", "stage")},
                  {session.say("起", "from")},
                  {session.say("止", "to")}});
    for (const law::NoticeStage& one : draft.stages)
        stages.row({one.source.clause, one.name, day_or(one.from, "?"), day_or(one.to, "?")});
    print(session, "步骤", "Stages", stages);
    Table deadlines({{session.say("条款", "clause")}, {session.say("期限", "due")}, {session.say("事项", "what")}});
    for (const law::NoticeDeadline& one : draft.deadlines)
        deadlines.row({one.source.clause, one.on ? one.on->iso() : one.recurs, one.what});
    print(session, "期限", "Deadlines", deadlines);
}

std::string unit_name(const Session& session, const law::NoticeDraft& draft, const std::string& id) {
    const law::NoticeUnit* unit = draft.unit(id);
    return unit != nullptr ? session.say(unit->name) : "?";
}

void print_organisation(const Session& session, const law::NoticeDraft& draft) {
    Table routes({{session.say("条款", "clause")}, {session.say("途径", "route")}, {session.say("原文", "words")}});
    for (const law::NoticeRoute& one : draft.routes) routes.row({one.source.clause, one.id, one.source.sentence});
    print(session, "处置途径", "Routes", routes);
    Table duties({{session.say("条款", "clause")},
                  {session.say("部门", "department")},
                  {session.say("职责", "duty")},
                  {session.say("方式", "role")}});
    for (const law::NoticeDuty& one : draft.duties)
        duties.row({one.source.clause, unit_name(session, draft, one.department), one.task, one.role});
    print(session, "职责", "Duties", duties);
    Table members({{session.say("单位", "unit")}, {session.say("岗位", "post")}, {session.say("角色", "role")}});
    for (const law::NoticeMember& one : draft.members)
        members.row({one.place.empty() ? unit_name(session, draft, one.unit) : one.place, one.post, one.role});
    print(session, "领导小组（只记岗位，不记姓名）", "Leading group (posts, no names)", members);
}

void print_remarks(const Session& session, const law::NoticeDraft& draft) {
    std::printf("\n%s\n", session.say("自相矛盾和没有说清的", "Contradictions"));
    for (const law::NoticeRemark& one : draft.contradictions)
        std::printf("  %-6s %s [%s]\n", one.where.c_str(), session.say(one.text).c_str(), one.code.c_str());
    std::printf("\n%s\n", session.say("要向上请示的问题", "Questions to send upward"));
    for (std::size_t i = 0; i < draft.questions.size(); ++i)
        std::printf("  %2zu. %s [%s]\n", i + 1, session.say(draft.questions[i].text).c_str(),
                    draft.questions[i].code.c_str());
}

void print_text(const Session& session, const law::NoticeDraft& draft) {
    std::printf("%s  %s\n%s  %s\n", draft.notice.number.c_str(), draft.notice.title.c_str(),
                draft.notice.issuer.c_str(),
                day_or(draft.notice.issued_on, session.say("（没有印发日期）", "(no date of issue)")).c_str());
    print_figures(session, draft);
    print_organisation(session, draft);
    print_remarks(session, draft);
}

base::Result<law::NoticeDraft> read(const ReadOptions& options) {
    PANHUO_TRY(const std::string bytes, base::read_file(options.notice));
    PANHUO_TRY(law::NoticeDraft draft, law::read_notice(bytes, options.notice));
    if (!options.out.empty()) PANHUO_DO(base::write_file_atomic(options.out, law::notice_toml(draft)));
    return draft;
}

int run_read(const Session& session, const ReadOptions& options) {
    const auto draft = read(options);
    if (!draft.ok()) return session.fail(draft.error());
    if (!session.print_json(law::notice_json(*draft))) print_text(session, *draft);
    if (options.out.empty()) return kDone;
    std::fprintf(stderr, "%s %s\n", session.say("草稿已写入", "draft written to"), options.out.c_str());
    for (const base::Text& gap : law::notice_gaps(*draft))
        std::fprintf(stderr, "  %s%s\n", session.say("还不能采用：", "not yet a rulebook: "), session.say(gap).c_str());
    return kDone;
}

}  // namespace

void add_rulebook_read(CLI::App& group, Session& session, Run& run) {
    const auto options = std::make_shared<ReadOptions>();
    CLI::App* command = group.add_subcommand(
        "read", "a notice (plain text) as a draft rulebook, with its contradictions and questions");
    command->add_option("notice", options->notice, "the notice as a text file")->required();
    command->add_option("-o,--output", options->out, "file for the draft (TOML)");
    command->callback([&session, &run, options] { run = [&session, options] { return run_read(session, *options); }; });
}

}  // namespace cli
