#include "service/judge.hpp"

#include "base/json.hpp"
#include "law/case_json.hpp"

namespace service {

base::Result<JudgedCase> judge(const CaseQuestion& question) {
    PANHUO_TRY(const law::CaseFile described, law::read_case(question.document));
    PANHUO_TRY(const law::RulebookSet books, law::load(question.rulebook));
    JudgedCase out;
    out.as_of = question.as_of.value_or(described.as_of.value_or(question.today));
    out.verdict = law::judge_case(described.facts, books, out.as_of);
    return out;
}

base::Json judged_json(const JudgedCase& judged, const std::string& rulebook) {
    base::Json out = law::verdict_json(judged.verdict);
    out["as_of"] = judged.as_of.iso();
    out["rulebook"] = rulebook;
    return out;
}

}  // namespace service
