#include "law/judge_case.hpp"

#include "law/case_judge.hpp"

#include <algorithm>

namespace law {

namespace {

struct CaseRow {
    std::string_view code, article, zh, en;
};
constexpr CaseRow kRows[] = {
#define X(code, article, zh, en) {#code, article, zh, en},
#define F(place, zh, en)
#include "law/case_codes.def"
#undef X
#undef F
};

struct FactRow {
    std::string_view place, zh, en;
};
constexpr FactRow kFacts[] = {
#define X(code, article, zh, en)
#define F(place, zh, en) {place, zh, en},
#include "law/case_codes.def"
#undef X
#undef F
};

const CaseRow& row_of(std::string_view code) {
    const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const CaseRow& r) { return r.code == code; });
    PANHUO_ASSERT(row != std::end(kRows), "a code that is not in case_codes.def");
    return *row;
}

constexpr std::string_view kAnswers[] = {"no", "yes", "may", "unknown"};
constexpr std::string_view kTests[] = {"none", "T1", "T2", "T3"};

}  // namespace

std::string_view answer_code(IdleAnswer answer) { return kAnswers[static_cast<std::size_t>(answer)]; }
std::string_view test_code(IdleTestName test) { return kTests[static_cast<std::size_t>(test)]; }

base::Text case_text(std::string_view code) { return {std::string(row_of(code).zh), std::string(row_of(code).en)}; }
std::string_view case_article(std::string_view code) { return row_of(code).article; }
std::vector<std::string_view> case_codes() {
    std::vector<std::string_view> out;
    for (const CaseRow& row : kRows) out.push_back(row.code);
    return out;
}

base::Text case_fact_text(std::string_view place) {
    const std::size_t open = place.find('[');
    std::string plain(place.substr(0, open)), ordinal;
    if (open != std::string_view::npos) {
        const std::size_t close = place.find(']', open);
        PANHUO_ASSERT(close != std::string_view::npos, "a place in a list without its end");
        ordinal = " " + std::to_string(std::stoi(std::string(place.substr(open + 1, close - open - 1))) + 1);
        plain += place.substr(close + 1);
    }
    for (const FactRow& row : kFacts)
        if (row.place == plain) return {std::string(row.zh) + ordinal, std::string(row.en) + ordinal};
    return {std::string(place), std::string(place)};
}

void CaseJudge::warn(const char* code) {
    row_of(code);
    if (std::find(out_.warnings.begin(), out_.warnings.end(), code) == out_.warnings.end())
        out_.warnings.emplace_back(code);
}

void CaseJudge::miss(const std::string& fact) {
    if (std::find(out_.missing.begin(), out_.missing.end(), fact) == out_.missing.end()) out_.missing.push_back(fact);
}

void CaseJudge::reason(const char* rule, const std::vector<std::string>& args, const Parameter* by) {
    const CaseRow& row = row_of(rule);
    out_.reasons.push_back({rule,
                            by != nullptr ? by->citation : std::string(row.article),
                            {base::fill(row.zh, args), base::fill(row.en, args)}});
}

/// Observations made later than the day of judgement are not looked at, as in judge_supply.
void CaseJudge::strike_later_facts() {
    const auto later = [&](std::optional<Date>& day) {
        if (!day || *day <= as_of_) return false;
        day.reset();
        warn("FACT_AFTER_AS_OF");
        return true;
    };
    later(facts_.delivered);
    // What was not yet started on the day had not stopped either.
    if (later(facts_.started_on)) facts_.started.reset(), facts_.work.clear(), facts_.stopped.reset();
    if (later(facts_.stopped_on)) facts_.stopped.reset();
    later(facts_.procedure.notice_served_on);
    later(facts_.procedure.recognised_on);
    later(facts_.procedure.hearing_notified_on);
    later(facts_.procedure.scheme_approved_on);
}

void CaseJudge::check_dates() {
    const auto ordered = [&](const std::optional<Date>& first, const std::optional<Date>& then) {
        if (first && then && *then < *first) warn("DATE_ORDER");
    };
    ordered(facts_.signed_on, facts_.delivered);
    ordered(facts_.signed_on, facts_.started_on);
    ordered(facts_.agreed_start, facts_.agreed_finish);
    ordered(facts_.started_on, facts_.stopped_on);
    if (facts_.delivered && facts_.agreed_delivery && *facts_.agreed_delivery < *facts_.delivered)
        warn("DELIVERY_LATE");
    if (facts_.agreed_finish && *facts_.agreed_finish < as_of_) warn("FINISH_PASSED");
}

void CaseJudge::settle_start() {
    start_ = start_date({facts_.agreed_start, facts_.supplements, facts_.delivered}, law_, as_of_);
    note_supplements();
    switch (start_.by) {  // GCOVR_EXCL_BR_LINE: cases are lines; a value of none is nobody's branch
        case StartDate::By::Agreed:
            return reason("START_AGREED", {start_.on->iso()});
        case StartDate::By::Supplement:
            return reason("START_SUPPLEMENT", {start_.on->iso()});
        case StartDate::By::Delivery:
            warn("START_BY_DELIVERY");
            return reason(
                "START_DELIVERED",
                {facts_.delivered->iso(), std::to_string(law_.years_after_delivery->value.num), start_.on->iso()},
                law_.years_after_delivery);
        case StartDate::By::Nothing:
            break;
    }
    reason("START_UNDATED", {}, law_.years_after_delivery);
}

void CaseJudge::note_supplements() {
    for (std::size_t i = 0; i < start_.states.size(); ++i) {
        const std::string name = "supplements[" + std::to_string(i) + "]";
        switch (start_.states[i]) {  // GCOVR_EXCL_BR_LINE: cases are lines; a value of none is nobody's branch
            case SupplementState::BackDated:
                warn("SUPPLEMENT_BACKDATED");
                break;
            case SupplementState::TooLong:
                warn("SUPPLEMENT_LIMIT");
                break;
            case SupplementState::Unsigned:
                miss(name + ".signed");
                break;
            case SupplementState::NoDate:
                miss(name + ".agreed_start");
                break;
            case SupplementState::NotYet:
                warn("FACT_AFTER_AS_OF");
                break;
            case SupplementState::Valid:
                break;
        }
    }
    const auto later = std::count(start_.states.begin(), start_.states.end(), SupplementState::NotYet);
    if (static_cast<std::ptrdiff_t>(start_.states.size()) - later > 1) warn("SUPPLEMENT_REPEATED");
}

void CaseJudge::run_clocks() {
    if (!start_.on) return;
    CaseClocks& clocks = out_.clocks;
    clocks.agreed_start = start_.on;
    const NetClock net = net_clock(*start_.on, excuses_of(facts_.causes, *start_.on, as_of_).sure, law_, as_of_);
    clocks.idle_from = net.idle_from;
    clocks.fee_from = net.fee_from;
    clocks.recovery_from = net.recovery_from;
    if (facts_.mode == "allocated" || law_.late_start_first_day == nullptr) return;
    clocks.penalty_from = start_.on->plus_days(static_cast<int>(law_.late_start_first_day->value.num));
    std::optional<Date> until;
    if (meaning_.meaning == StartMeaning::NotStarted) until = as_of_;
    if (meaning_.meaning == StartMeaning::Started) until = facts_.started_on;
    // The day on which it was started is no day of delay.
    const int started = meaning_.meaning == StartMeaning::Started ? 1 : 0;
    if (until) clocks.penalty_days = std::max(0, until->days() - clocks.penalty_from->days() + 1 - started);
}

Verdict CaseJudge::judge() {
    strike_later_facts();
    check_dates();
    settle_start();
    meaning_ = start_answer();
    if (meaning_.weak_work) warn("START_WORK_INSUFFICIENT");
    if (meaning_.no_permit) warn("WORK_WITHOUT_PERMIT");
    run_clocks();
    if (meaning_.meaning == StartMeaning::NotStarted)
        judge_unstarted();
    else if (meaning_.meaning == StartMeaning::Started)
        judge_stalled();
    else
        judge_unknown(meaning_.meaning == StartMeaning::Conflict);
    warn_of_owner();
    review_acts();
    next_step();
    return std::move(out_);
}

Verdict judge_case_once(const CaseFacts& facts, const RulebookSet& books, Date as_of) {
    if (const auto law = IdleLaw::on(books, as_of)) return CaseJudge(facts, *law, as_of).judge();
    Verdict out;
    out.warnings.emplace_back("LAW_NOT_IN_BOOK");
    const CaseRow& row = row_of("LAW_ABSENT");
    out.reasons.push_back({"LAW_ABSENT", "", {base::fill(row.zh, {as_of.iso()}), base::fill(row.en, {as_of.iso()})}});
    return out;
}

Verdict judge_case(const CaseFacts& facts, const RulebookSet& books, Date as_of) {
    Verdict out = judge_case_once(facts, books, as_of);
    out.would_change = would_change(facts, out, books, as_of);
    return out;
}

}  // namespace law
