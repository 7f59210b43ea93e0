#include "law/judgement.hpp"

#include <array>

namespace law {

namespace {

struct JudgementRow {
    std::string_view code;
    const char* zh;
    const char* en;
};

constexpr std::array<JudgementRow, 12> kJudgements{{
    {"not_due", "未到期", "not due"},
    {"start_unknown", "开工情况不明", "start unknown"},
    {"start_overdue", "逾期未开工", "start overdue"},
    {"idle_by_law", "疑似闲置", "idle by law"},
    {"idle_may", "可认定闲置", "may be recognised idle"},
    {"idle_recognised", "已认定闲置", "recognised idle"},
    {"finish_overdue", "逾期未竣工", "finish overdue"},
    {"lapse_due", "批文可能失效", "lapse due"},
    {"withdrawable", "可申请撤回", "withdrawable"},
    {"gate_open", "前置条件未具备", "gate open"},
    {"gate_closed", "前置条件已具备", "gate closed"},
    {"facts_missing", "缺少事实", "facts missing"},
}};

}  // namespace

Reason parameter_reason(const Parameter& used) {
    return {"parameter:" + used.id, (used.unit == "word" ? used.word : used.value.text()) + " " + used.unit, ""};
}

std::string_view judgement_code(Judgement judgement) { return kJudgements[static_cast<std::size_t>(judgement)].code; }

base::Text judgement_text(Judgement judgement) {
    const JudgementRow& row = kJudgements[static_cast<std::size_t>(judgement)];
    return {row.zh, row.en};
}

}  // namespace law
