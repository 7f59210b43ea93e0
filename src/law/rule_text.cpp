#include "law/rule_text.hpp"

#include "base/text.hpp"
#include "law/watch.hpp"

#include <algorithm>

namespace law {

namespace {

struct NameRow {
    std::string_view column, word, zh, en;
};
constexpr NameRow kNames[] = {
#define P(id, zh, en) {"parameter", id, zh, en},
#define O(id, zh, en) {"output", id, zh, en},
#define W(column, word, zh, en) {"word:" column, word, zh, en},
#include "law/rule_names.def"
#undef P
#undef O
#undef W
};

std::optional<base::Text> named(std::string_view column, std::string_view word) {
    for (const NameRow& row : kNames)
        if (row.column == column && row.word == word) return base::Text{std::string(row.zh), std::string(row.en)};
    return std::nullopt;
}

base::Text as_it_stands(std::string_view text) { return {std::string(text), std::string(text)}; }

base::Text word_of(std::string_view column, std::string_view word) {
    if (const auto own = named("word:" + std::string(column), word)) return *own;
    if (const auto any = named("word:", word)) return *any;
    return as_it_stands(word);
}

/// "watch.start.second_warning_days": a watched day and which of its two warnings.
std::optional<base::Text> warning_text(std::string_view id) {
    constexpr std::string_view kBefore = "watch.";
    if (!base::starts_with(id, kBefore)) return std::nullopt;
    const std::size_t dot = id.rfind('.');
    if (dot < kBefore.size()) return std::nullopt;
    const std::string_view what = id.substr(kBefore.size(), dot - kBefore.size());
    const bool second = id.substr(dot + 1) == "second_warning_days";
    for (const auto& [kind, name] : watch_kinds())
        if (kind == what)
            return base::Text{name.zh + (second ? "：再次提醒" : "：提前提醒"),
                              name.en + (second ? ": second warning" : ": warning")};
    return std::nullopt;
}

base::Text unit_text(std::string_view unit, const Share& value) {
    const bool one = value == Share{1, 1};
    if (unit == "year") return {" 年", one ? " year" : " years"};
    if (unit == "month") return {" 个月", one ? " month" : " months"};
    if (unit == "day") return {" 日", one ? " day" : " days"};
    if (unit == "working_day") return {" 个工作日", one ? " working day" : " working days"};
    return {};
}

/// Hundredths as people write them: "25 %"; "4/1" is 4, and "1/3" stays.
std::string share_text(const Share& value) {
    if (value.den == 1) return std::to_string(value.num);
    return value.den == 100 ? value.percent() : value.text();
}

/// A list of words ("road,water") word by word.
base::Text words_text(const Parameter& parameter) {
    base::Text out;
    for (const std::string_view word : base::split(parameter.word, ',')) {
        const base::Text one = word_of(parameter.id, word);
        out.zh += (out.zh.empty() ? "" : "、") + one.zh;
        out.en += (out.en.empty() ? "" : ", ") + one.en;
    }
    return out;
}

base::Text sign_text(Comparison comparison) {
    static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
        {"小于 ", "< "}, {"不大于 ", "≤ "}, {"等于 ", "= "}, {"不小于 ", "≥ "}, {"大于 ", "> "}};
    const auto& [zh, en] = kSigns[static_cast<std::size_t>(comparison)];
    return {std::string(zh), std::string(en)};
}
base::Text day_sign_text(Comparison comparison) {
    static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {{"早于 ", "before "},
                                                                               {"不晚于 ", "on or before "},
                                                                               {"在 ", "on "},
                                                                               {"不早于 ", "on or after "},
                                                                               {"晚于 ", "after "}};
    const auto& [zh, en] = kSigns[static_cast<std::size_t>(comparison)];
    return {std::string(zh), std::string(en)};
}

base::Text number_text(ColumnType type, const Share& value) {
    if (type == ColumnType::Date) return as_it_stands(Date::from_days(static_cast<int>(value.num)).iso());
    if (type == ColumnType::Area) return as_it_stands(Area::from_units(value.num).m2_text() + " m²");
    if (type == ColumnType::Share) return as_it_stands(share_text(value));
    const base::Text unit = unit_text("day", value);
    return {value.text() + unit.zh, value.text() + unit.en};
}

base::Text limit_text(ColumnType type, const Limit& limit, const ParameterValues& values) {
    const base::Text sign = type == ColumnType::Date ? day_sign_text(limit.comparison) : sign_text(limit.comparison);
    const std::string& name = limit.bound.parameter;
    const std::optional<Share> value = name.empty() ? std::optional(limit.bound.value) : values(name);
    const base::Text number = value ? number_text(type, *value) : as_it_stands(name);
    return {sign.zh + number.zh, sign.en + number.en};
}

}  // namespace

base::Text parameter_text(std::string_view id) {
    if (const auto own = named("parameter", id)) return *own;
    if (const auto warning = warning_text(id)) return *warning;
    return as_it_stands(id);
}

base::Text value_text(const Parameter& parameter) {
    if (parameter.unit == "flag") return word_of("", parameter.value.num == 0 ? "no" : "yes");
    if (parameter.unit == "word") return words_text(parameter);
    if (parameter.unit == "share") return as_it_stands(share_text(parameter.value));
    const base::Text unit = unit_text(parameter.unit, parameter.value);
    return {parameter.value.text() + unit.zh, parameter.value.text() + unit.en};
}

base::Text output_text(std::string_view id) { return named("output", id).value_or(as_it_stands(id)); }

base::Text word_text(const DecisionTable& table, const Campaign* campaign, std::string_view column,
                     std::string_view word) {
    if (table.id == kRouteTable && campaign != nullptr) {
        if (column == "cause")
            if (const Cause* cause = campaign->cause(word)) return cause->name;
        if (column == "route")
            if (const Route* route = campaign->route(word)) return route->name;
    }
    return word_of(column, word);
}

base::Text alternative_text(const DecisionTable& table, const Campaign* campaign, std::size_t column,
                            const Alternative& one, const ParameterValues& values) {
    const TableColumn& of = table.columns[column];
    if (one.limits.empty()) return word_text(table, campaign, of.id, one.word);
    base::Text out;
    for (const Limit& limit : one.limits) {
        const base::Text text = limit_text(of.type, limit, values);
        out.zh += (out.zh.empty() ? "" : "，并且") + text.zh;
        out.en += (out.en.empty() ? "" : " and ") + text.en;
    }
    return out;
}

}  // namespace law
