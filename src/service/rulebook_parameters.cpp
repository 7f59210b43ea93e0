#include "base/json.hpp"
#include "law/rule_text.hpp"
#include "service/rulebook_lines.hpp"

#include <algorithm>
#include <map>

namespace service {
namespace {

ParameterValue value_on(const law::RulebookSet& set, const law::Rulebook& book, const law::Parameter& one,
                        base::Date on) {
    if (on < one.valid_from) return {&book, &one, RuleState::Ahead, ""};
    if (one.valid_to && *one.valid_to < on) return {&book, &one, RuleState::Ended, ""};
    const law::Parameter* holds = set.parameter(one.id, on);
    if (holds == &one) return {&book, &one, RuleState::InForce, ""};
    return {&book, &one, RuleState::Replaced, book_of(set, holds, &law::Rulebook::parameters)->name};
}

base::Json value_json(const ParameterValue& value) {
    const law::Parameter& one = *value.parameter;
    const law::Document& document = *value.book->document(one.document);
    return {{"value", one.unit == "word" ? one.word : one.value.text()},
            {"unit", one.unit},
            {"text", base::text_json(law::value_text(one))},
            {"from", one.valid_from.iso()},
            {"until", base::day_json(one.valid_to)},
            {"state", rule_state_code(value.state)},
            {"replaced_by", value.replaced_by},
            {"replaces", one.replaces},
            {"book", value.book->name},
            {"level", book_level(*value.book)},
            {"document", base::text_json(document.title)},
            {"article", one.article},
            {"article_id", article_id(*value.book, one.document, one.article)},
            {"tag", one.tag.code},
            {"note", base::text_json(one.note)}};
}

}  // namespace

std::vector<ParameterLine> parameter_lines(const law::RulebookSet& set, base::Date on) {
    std::map<std::string, std::vector<ParameterValue>> by_id;
    for (const law::Rulebook& book : set.books)
        for (const law::Parameter& one : book.parameters) by_id[one.id].push_back(value_on(set, book, one, on));
    std::vector<ParameterLine> out;
    for (auto& [id, values] : by_id) {
        std::stable_sort(values.begin(), values.end(), [](const ParameterValue& a, const ParameterValue& b) {
            return a.parameter->valid_from < b.parameter->valid_from;
        });
        out.push_back({id, std::move(values)});
    }
    return out;
}

base::Json parameters_json(const std::vector<ParameterLine>& lines) {
    base::Json list = base::Json::array();
    for (const ParameterLine& line : lines) {
        base::Json values = base::Json::array();
        for (const ParameterValue& value : line.values) values.push_back(value_json(value));
        list.push_back(
            {{"id", line.id}, {"name", base::text_json(law::parameter_text(line.id))}, {"values", std::move(values)}});
    }
    return list;
}

}  // namespace service
