// panhuo judge FILE.json|- : one case of possible idle land, described by hand -> verdict with its reasons.
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/session.hpp"
#include "land/money.hpp"
#include "service/judge.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>

namespace cli {
namespace {

struct JudgeOptions {
    std::string file, as_of;
    std::string rulebook = "national/idle-land-53";
};

class VerdictPrinter {
  public:
    VerdictPrinter(const Session& session, const service::JudgedCase& judged)
        : session_(session), judged_(judged), verdict_(judged.verdict) {}

    void print() const {
        print_answer();
        print_clocks();
        print_reasons();
        print_open();
    }

  private:
    std::string say(const std::string& code) const { return session_.say(law::case_text(code)); }
    const char* say(const char* zh, const char* en) const { return session_.say(zh, en); }

    void line(const char* zh, const char* en, const std::string& value) const {
        std::printf("%s%s%s\n", say(zh, en), say("：", ": "), value.c_str());
    }

    std::string route() const {
        std::string code = "route_" + std::string(law::route_code(verdict_.route));
        std::replace(code.begin(), code.end(), '.', '_');
        return say(code);
    }

    void print_answer() const {
        line("判断日", "as of", judged_.as_of.iso());
        const bool local = verdict_.test == law::IdleTestName::T3;
        std::string answer = say("idle_" + std::string(law::answer_code(verdict_.idle)) + (local ? "_local" : ""));
        if (verdict_.idle_since) answer += say("，自 ", ", since ") + verdict_.idle_since->iso() + say(" 起", "");
        line("结论", "answer", answer);
        if (verdict_.idle != law::IdleAnswer::No) {
            line("原因", "cause", say("cause_" + verdict_.cause));
            line("处置", "route", route());
        }
        if (verdict_.gross_days) {
            std::string days = std::to_string(*verdict_.gross_days);
            if (verdict_.net_days)
                days += say("；扣除政府原因和不可抗力后 ", "; without government and force majeure ") +
                        std::to_string(*verdict_.net_days);
            line("天数", "days", days);
        }
        if (verdict_.fee) line("闲置费（元）", "fee (yuan)", land::yuan_text(*verdict_.fee));
        if (!verdict_.decided_by.empty()) line("由谁决定", "decided by", say(verdict_.decided_by));
        if (!verdict_.next_paper.empty()) line("下一份文书", "next paper", say(verdict_.next_paper));
    }

    void clock(const char* zh, const char* en, const std::optional<base::Date>& from,
               const std::optional<int>& days = {}) const {
        if (!from) return;
        std::printf("  %s  %s", from->iso().c_str(), say(zh, en));
        if (days) std::printf("%s%d%s", say("，至今 ", ", "), *days, say(" 日", " day(s) by now"));
        std::printf("\n");
    }

    void print_clocks() const {
        const law::CaseClocks& clocks = verdict_.clocks;
        if (!clocks.agreed_start) return;
        std::printf("\n%s\n", say("时间线（如一直未动工）", "clocks (if never started)"));
        clock("动工日期", "the start that governs", clocks.agreed_start);
        clock("合同违约金起算", "the contract's penalty runs", clocks.penalty_from, clocks.penalty_days);
        clock("构成闲置", "idle", clocks.idle_from);
        clock("可征闲置费（扣除后）", "fee (net of excused days)", clocks.fee_from);
        clock("可无偿收回（扣除后）", "free recovery (net of excused days)", clocks.recovery_from);
    }

    void print_reasons() const {
        std::printf("\n%s\n", say("依据", "reasons"));
        for (const law::CaseReason& one : verdict_.reasons) {
            std::printf("  · %s", session_.say(one.text).c_str());
            if (!one.article.empty()) std::printf("  [%s]", one.article.c_str());
            std::printf("\n");
        }
    }

    void print_open() const {
        if (!verdict_.missing.empty()) std::printf("\n%s\n", say("还缺", "missing"));
        for (const std::string& fact : verdict_.missing)
            std::printf("  ? %s  (%s)\n", session_.say(law::case_fact_text(fact)).c_str(), fact.c_str());
        if (!verdict_.warnings.empty()) std::printf("\n%s\n", say("提示", "warnings"));
        for (const std::string& code : verdict_.warnings)
            std::printf("  ! %s  (%s)\n", say(code).c_str(), code.c_str());
        if (!verdict_.would_change.empty()) std::printf("\n%s\n", say("怎样会有不同", "what would change it"));
        for (const law::CaseChange& one : verdict_.would_change)
            std::printf("  %s  ->  %s\n", one.if_fact.c_str(), one.then.c_str());
    }

    const Session& session_;
    const service::JudgedCase& judged_;
    const law::Verdict& verdict_;
};

base::Result<service::JudgedCase> answer_judge(const Session& session, const JudgeOptions& options) {
    service::CaseQuestion question;
    question.rulebook = options.rulebook;
    question.today = session.clock().now().shanghai_date();
    if (!options.as_of.empty()) {
        question.as_of = base::parse_iso_date(options.as_of);
        if (!question.as_of) return base::Error{base::Code::DateInvalid, {options.as_of}};
    }
    std::string text;
    if (options.file == "-") {
        text.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else {
        PANHUO_TRY(text, base::read_file(options.file));
    }
    PANHUO_TRY(question.document, base::parse_json(text, options.file));
    return service::judge(question);
}

int judge(const Session& session, const JudgeOptions& options) {
    const auto judged = answer_judge(session, options);
    if (!judged.ok()) return session.fail(judged.error());
    if (!session.print_json(service::judged_json(*judged, options.rulebook))) VerdictPrinter(session, *judged).print();
    return kDone;
}

}  // namespace

void add_judge_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<JudgeOptions>();
    CLI::App* command = app.add_subcommand("judge", "one case of possible idle land, described by hand");
    command->add_option("file", options->file, "case file (JSON) or - for standard input")->required();
    command->add_option("--as-of", options->as_of, "day of judgement (default: the case's, else today)");
    command->add_option("--rulebook", options->rulebook, "book whose law is applied")->capture_default_str();
    command->callback([&session, &run, options] { run = [&session, options] { return judge(session, *options); }; });
}

}  // namespace cli
