#include "law/case_json.hpp"

#include "base/json.hpp"
#include "land/money.hpp"
#include "law/case_reader.hpp"

namespace law {

namespace {

/// The Measures ask whether it was granted, not how: 出让 alone will do.
std::string read_mode(CaseReader& reader) {
    const std::string mode = reader.listed("mode", "mode", {"出让", "granted"});
    const bool other =
        mode.empty() || mode == "allocated" || mode == "lease" || mode == "equity" || mode == "authorised";
    return other ? mode : "granted";
}

void read_supply(CaseReader reader, CaseFacts& out) {
    out.mode = read_mode(reader);
    out.area = reader.area("area_m2", true);
    out.price = reader.money("price_yuan");
    out.farmland = reader.truth("farmland");
    out.rent = reader.money("rent_yuan");
    out.paid_use = reader.money("paid_use_yuan");
    out.output_value = reader.money("output_value_yuan");
    out.signed_on = reader.date("signed");
    out.delivered = reader.date("delivered");
    out.agreed_delivery = reader.date("agreed_delivery");
    out.agreed_start = reader.date("agreed_start");
    out.agreed_finish = reader.date("agreed_finish");
    reader.finish();
}

void read_progress(CaseReader reader, CaseFacts& out) {
    out.started = reader.truth("started");
    out.started_on = reader.date("started_on");
    out.permit = reader.truth("permit");
    out.work = reader.word("work", {"foundation_third", "pit_done", "all_piles", "support_piles", "clearing", "none"});
    out.measured_over = reader.word("measured_over", {"parcel", "project"});
    out.built = reader.area("built_m2");
    out.should_build = reader.area("should_build_m2", true);
    out.invested = reader.money("invested_yuan");
    out.total_investment = reader.money("total_investment_yuan", true);
    out.stopped = reader.truth("stopped");
    out.stopped_on = reader.date("stopped_on");
    const auto deny = [&](const char* key, const char* needs_zh, const char* needs_en) {
        reader.fail(key, "no", needs_zh, needs_en);
    };
    if (out.started_on && !out.started.value_or(true))
        deny("started", "写了 started_on 就不能写 no", "not \"no\" beside started_on");
    if (out.stopped_on && !out.stopped.value_or(true))
        deny("stopped", "写了 stopped_on 就不能写 no", "not \"no\" beside stopped_on");
    reader.finish();
}

CaseCause read_cause(CaseReader& reader) {
    CaseCause out;
    const std::string kind = reader.word("kind", {"government", "enterprise", "force_majeure"});
    if (kind.empty())
        reader.fail("kind", nullptr, "government | enterprise | force_majeure",
                    "government | enterprise | force_majeure");
    out.kind = cause_of(kind).value_or(CauseKind::Government);
    out.item = reader.word("item", {"8(1)", "8(2)", "8(3)", "8(4)", "8(5)", "8(6)"});
    out.from = reader.date("from");
    out.to = reader.date("to");
    out.proved = reader.truth("proved");
    if (out.from && out.to && *out.to < *out.from)
        reader.fail("to", out.to->iso(), "不早于 from（" + out.from->iso() + "）的日期",
                    "a date not before from (" + out.from->iso() + ")");
    reader.finish();
    return out;
}

void read_procedure(CaseReader reader, CaseProcedure& out) {
    out.notice_served_on = reader.date("notice_served_on");
    out.recognised_on = reader.date("recognised_on");
    out.hearing_notified_on = reader.date("hearing_notified_on");
    out.scheme_approved_on = reader.date("scheme_approved_on");
    out.decided = reader.truth("decided");
    out.decision = reader.word("decision", {"fee", "recovery"});
    out.service = reader.word("service", {"direct", "left", "electronic", "post", "announcement"});
    out.other_service_failed = reader.truth("other_service_failed");
    reader.finish();
}

void read_lists(CaseReader& root, CaseFacts& out) {
    for (CaseReader& one : root.objects("supplements")) {
        Supplement supplement;
        supplement.signed_on = one.date("signed");
        supplement.agreed_start = one.date("agreed_start");
        out.supplements.push_back(supplement);
        one.finish();
    }
    for (CaseReader& one : root.objects("causes")) out.causes.push_back(read_cause(one));
    for (CaseReader& one : root.objects("transfers")) {
        CaseTransfer transfer;
        transfer.on = one.date("on");
        transfer.kind = one.word("kind", {"judicial", "sale", "merger"});
        transfer.registered = one.truth("registered");
        out.transfers.push_back(std::move(transfer));
        one.finish();
    }
    for (const std::string& one : root.words("encumbrances", {"mortgage", "seizure"}))
        (one == "mortgage" ? out.mortgaged : out.seized) = true;
}

template <class T, class Show>
base::Json or_null(const std::optional<T>& value, const Show& show) {
    return value ? base::Json(show(*value)) : base::Json(nullptr);
}

base::Json count_json(const std::optional<int>& count) {
    return or_null(count, [](int n) { return n; });
}
base::Json money_json(const std::optional<land::Money>& money) {
    return or_null(money, [](land::Money m) { return static_cast<double>(m.fen) / 100; });
}
base::Json code_json(const std::string& code) { return code.empty() ? base::Json(nullptr) : base::Json(code); }
base::Json code_text_json(const std::string& code) {
    return code.empty() ? base::Json(nullptr) : base::text_json(case_text(code));
}

base::Json clocks_json(const CaseClocks& clocks) {
    return {{"agreed_start", base::day_json(clocks.agreed_start)},
            {"contract_penalty",
             {{"from", base::day_json(clocks.penalty_from)}, {"days", count_json(clocks.penalty_days)}}},
            {"idle", {{"from", base::day_json(clocks.idle_from)}}},
            {"fee", {{"from", base::day_json(clocks.fee_from)}}},
            {"free_recovery", {{"from", base::day_json(clocks.recovery_from)}}}};
}

}  // namespace

base::Result<CaseFile> read_case(const base::Json& document) {
    std::optional<base::Error> error;
    CaseReader root(document, "", error);
    CaseFile out;
    out.as_of = root.date("as_of");
    read_supply(root.object("supply"), out.facts);
    read_progress(root.object("progress"), out.facts);
    read_lists(root, out.facts);
    read_procedure(root.object("procedure"), out.facts.procedure);
    out.facts.recorded = root.truth("recorded_in_system");
    root.finish();
    if (error) return std::move(*error);
    return out;
}

base::Json verdict_json(const Verdict& verdict) {
    base::Json reasons = base::Json::array();
    for (const CaseReason& one : verdict.reasons)
        reasons.push_back({{"rule", one.rule}, {"article", one.article}, {"zh", one.text.zh}, {"en", one.text.en}});
    base::Json changes = base::Json::array();
    for (const CaseChange& one : verdict.would_change)
        changes.push_back({{"if", one.if_fact},
                           {"then", one.then},
                           {"idle", answer_code(one.idle)},
                           {"route", route_code(one.route)},
                           {"fee_yuan", money_json(one.fee)}});
    base::Json warned = base::Json::object();
    for (const std::string& code : verdict.warnings) {
        base::Json text = base::text_json(case_text(code));
        text["article"] = case_article(code);
        warned[code] = std::move(text);
    }
    return {{"idle", answer_code(verdict.idle)},
            {"test", test_code(verdict.test)},
            {"idle_since", base::day_json(verdict.idle_since)},
            {"gross_days", count_json(verdict.gross_days)},
            {"net_days", count_json(verdict.net_days)},
            {"cause", verdict.cause},
            {"route", route_code(verdict.route)},
            {"fee_yuan", money_json(verdict.fee)},
            {"decided_by", code_json(verdict.decided_by)},
            {"next_paper", code_json(verdict.next_paper)},
            {"missing", verdict.missing},
            {"warnings", verdict.warnings},
            {"reasons", std::move(reasons)},
            {"would_change", std::move(changes)},
            {"clocks", clocks_json(verdict.clocks)},
            {"texts",
             {{"decided_by", code_text_json(verdict.decided_by)},
              {"next_paper", code_text_json(verdict.next_paper)},
              {"warnings", std::move(warned)}}}};
}

}  // namespace law
