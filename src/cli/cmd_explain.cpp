// panhuo explain <store> ID : one thing, with everything the book holds about it.
#include "base/json.hpp"
#include "cli/moment.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "law/fact_text.hpp"
#include "service/explain.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

std::string account_name(const Session& session, ledger::Account account) {
    return std::string(session.lang == base::Lang::Zh ? ledger::account_zh(account) : ledger::account_en(account));
}

void print_postings(const Session& session, const service::Explanation& explanation) {
    Table table({{session.say("日期", "on")},
                 {session.say("计数日", "counted")},
                 {session.say("土地", "origin")},
                 {session.say("由", "from")},
                 {session.say("到", "to")},
                 {session.say("公顷", "ha"), Table::Align::Right},
                 {session.say("规则", "rule"), Table::Align::Right},
                 {session.say("日志", "entry")}});
    for (const ledger::Posting& posting : explanation.postings) {
        table.row({posting.on.iso(), posting.counted_on ? posting.counted_on->iso() : "–", posting.origin,
                   account_name(session, posting.from), account_name(session, posting.to),
                   posting.area.text(base::AreaUnit::Hectare, 4), posting.rule, posting.entry});
    }
    if (!table.empty()) std::fputs(table.text().c_str(), stdout);
}

/// Where a fact stands: its entry, and the cell of the file it came from.
std::string place_of(const service::Explanation& explanation, const law::Reason& reason) {
    const auto source = explanation.sources.find(reason.entry);
    if (source == explanation.sources.end() || source->second.file.empty()) return reason.entry;
    return reason.entry + " (" + source->second.file.substr(0, 12) + " " + source->second.sheet + " " +
           source->second.cells + ")";
}

/// The chain of one finding: the facts with their source cells, then the rules with their articles.
void print_chain(const Session& session, const service::Explanation& explanation, const law::Finding& finding) {
    for (const bool rules : {false, true}) {
        for (const law::Reason& reason : finding.reasons) {
            const auto article = explanation.articles.find(reason.fact);
            if (rules != (article != explanation.articles.end())) continue;
            const std::string value = reason.value.empty() ? session.say("（没有记载）", "(not stated)") : reason.value;
            // A rule is named by its parameter, a fact by what it is called on paper.
            const std::string name =
                rules ? reason.fact.substr(reason.fact.find(':') + 1) : session.say(law::fact_text(reason.fact));
            std::printf("      %s %s = %s  %s\n", rules ? session.say("规则", "rule") : session.say("事实", "fact"),
                        name.c_str(), value.c_str(),
                        rules ? article->second.c_str() : place_of(explanation, reason).c_str());
        }
    }
}

void print_finding(const Session& session, const service::Explanation& explanation, const law::Finding& finding) {
    std::printf("  [%s, %s] %s %s\n", session.say(law::severity_text(finding.severity)).c_str(),
                session.say(law::certainty_text(finding.certainty)).c_str(), finding.rule.c_str(),
                session.say(finding.text).c_str());
    if (!finding.article.empty()) std::printf("      %s %s\n", session.say("依据", "basis"), finding.article.c_str());
    print_chain(session, explanation, finding);
}

void print_findings(const Session& session, const service::Explanation& explanation) {
    for (const law::Finding& finding : explanation.findings) print_finding(session, explanation, finding);
    if (!explanation.watch.empty()) std::printf("\n%s\n", session.say("监管期限", "days under supervision"));
    for (const law::Watch& each : explanation.watch) print_finding(session, explanation, each.finding);
    if (!explanation.gates.empty()) std::printf("\n%s\n", session.say("供地条件", "conditions before supply"));
    for (const law::Gate& each : explanation.gates) print_finding(session, explanation, each.finding);
}

/// Declared, on the map, on the ellipsoid; what the difference is and what to do.
void print_area(const Session& session, const service::AreaCheck& check) {
    const auto text = [](const std::optional<base::Area>& area) {
        return area ? area->text(base::AreaUnit::SquareMetre, 2) : std::string("–");
    };
    std::printf("  %s %s   %s %s   %s %s   m²\n", session.say("申报", "declared"), text(check.declared).c_str(),
                session.say("图上", "on the map"), text(check.planar).c_str(), session.say("椭球", "on the ellipsoid"),
                text(check.ellipsoidal).c_str());
    std::printf("  [%s] %s\n", std::string(service::area_class_name(check.found)).c_str(),
                session.say(check.cure).c_str());
    if (!check.source.empty())
        std::printf("      %s %.2f m²  %s\n", session.say("容差", "tolerance"), check.tolerance_m2,
                    check.source.c_str());
}

/// The geometry behind the postings: shapes, what a supply takes of a plot in book and map, what is left.
void print_ground(const Session& session, const service::Ground& ground) {
    if (ground.shapes.empty()) return;
    std::printf("\n%s\n", session.say("图形", "ground"));
    for (const service::GroundShape& each : ground.shapes)
        std::printf(session.say("  %s  登记 %s 公顷，图形 %s 公顷  %s\n", "  %s  declared %s ha, drawn %s ha  %s\n"),
                    each.subject.c_str(), each.declared ? each.declared->text(base::AreaUnit::Hectare, 4).c_str() : "–",
                    each.measured.text(base::AreaUnit::Hectare, 4).c_str(), each.entry.c_str());
    for (const service::GroundDraw& each : ground.draws)
        std::printf(session.say("  %s 占用 %s：账上 %s 公顷，图上 %s 公顷（推定）\n",
                                "  %s on %s: booked %s ha, on the ground %s ha (inferred)\n"),
                    each.supply.c_str(), each.plot.c_str(), each.booked.text(base::AreaUnit::Hectare, 4).c_str(),
                    each.covered.text(base::AreaUnit::Hectare, 4).c_str());
    for (const service::MapPiece& each : ground.pieces)
        std::printf(session.say("  剩余 %s：%s 平方米，%s\n", "  left, %s: %s m², %s\n"),
                    session.say(geo::remnant_text(each.remnant.kind)).c_str(), each.area.m2_text().c_str(),
                    session.say(each.remnant.reason()).c_str());
}

void print_explanation(const Session& session, const service::Explanation& explanation) {
    std::printf("%s\n\n%s\n", explanation.id.c_str(), session.say("面积账户", "cells"));
    Table cells({{session.say("土地", "origin")},
                 {session.say("使用者", "holder")},
                 {session.say("科目", "account")},
                 {session.say("公顷", "ha"), Table::Align::Right}});
    for (const ledger::Cell& cell : explanation.cells) {
        cells.row({cell.origin, cell.holder, account_name(session, cell.account),
                   cell.area.text(base::AreaUnit::Hectare, 4)});
    }
    if (!cells.empty()) std::fputs(cells.text().c_str(), stdout);
    std::printf("\n%s\n", session.say("分录", "postings"));
    print_postings(session, explanation);
    if (explanation.area) {
        std::printf("\n%s\n", session.say("申报与量算", "declared and measured"));
        print_area(session, *explanation.area);
    }
    print_ground(session, explanation.ground);
    std::printf("\n%s\n", session.say("判断与依据", "findings"));
    print_findings(session, explanation);
    std::printf("\n%s\n", session.say("来历", "history"));
    for (const service::HistoryLine& line : explanation.history) {
        std::printf("  %s  %s  %s v%u %s  %s: %s\n", line.recorded_at.iso().c_str(), line.entry.c_str(),
                    line.kind.c_str(), line.version, line.change.c_str(), line.actor.c_str(), line.reason.c_str());
    }
}

}  // namespace

void add_explain_command(CLI::App& app, Session& session, Run& run) {
    struct Options {
        std::string store, id;
        MomentOptions moment;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("explain", "one thing: cells, postings, findings with reasons, history");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("id", options->id, "supply number, plot, approval number, rest:… or listed:…")->required();
    add_moment_options(*command, options->moment);
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(
                session, options->store, store::Access::Read, [&](service::Office& office) -> base::Result<int> {
                    PANHUO_TRY(const service::Moment moment, read_moment(options->moment, session.clock()));
                    PANHUO_TRY(const service::Explanation explanation, service::explain(office, options->id, moment));
                    if (!session.print_json(service::explanation_json(explanation)))
                        print_explanation(session, explanation);
                    return kDone;
                });
        };
    });
}

}  // namespace cli
