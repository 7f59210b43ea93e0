#include "law/fact_text.hpp"

#include "base/text.hpp"

#include <string>

namespace law {

namespace {

struct FactRow {
    std::string_view fact, zh, en;
};
constexpr FactRow kFacts[] = {
#define F(fact, zh, en) {fact, zh, en},
#include "law/fact_names.def"
#undef F
};
/// Those of the ledger's notes.
constexpr FactRow kNoteFacts[] = {
    {"on", "日期", "on"},
#define X(code, severity, zh, en)
#define F(name, zh, en) {#name, zh, en},
#include "law/finding_codes.def"
#undef X
#undef F
};

const FactRow* row_of(std::string_view fact) {
    for (const FactRow& row : kFacts)
        if (row.fact == fact) return &row;
    for (const FactRow& row : kNoteFacts)
        if (row.fact == fact) return &row;
    return nullptr;
}

}  // namespace

base::Text fact_text(std::string_view fact) {
    const std::string rest(fact.substr(fact.find(':') == std::string_view::npos ? 0 : fact.find(':') + 1));
    if (base::starts_with(fact, "parameter:")) return {"规则参数 " + rest, "rule " + rest};
    if (base::starts_with(fact, "deadline:")) return {"方案期限", "deadline of the campaign"};
    if (const FactRow* row = row_of(fact)) return {std::string(row->zh), std::string(row->en)};
    return {std::string(fact), std::string(fact)};
}

std::vector<std::string_view> fact_names() {
    std::vector<std::string_view> out;
    for (const FactRow& row : kFacts) out.push_back(row.fact);
    return out;
}

}  // namespace law
