// What a rulebook says, in words for people: names and values of parameters, words and conditions of decision tables.
//
// The books hold identifiers and exact numbers; the words are the program's own catalogue (rule_names.def), so that a
// book that a store adopted years ago is readable, too. What the catalogue does not know is given back as it stands, in
// both languages: nothing is hidden. Pure.
#pragma once

#include "law/rulebook.hpp"

#include <string_view>

namespace law {

/// "idle.stalled.built_share" -> 中止建设：开发面积低于; "watch.start.warning_days" -> 约定动工：提前提醒.
base::Text parameter_text(std::string_view id);
/// "1/3", "25 %", "30 日", 是: the value with its unit.
base::Text value_text(const Parameter& parameter);

/// "paper" -> 下一份文书: the head of a result column.
base::Text output_text(std::string_view id);
/// The word of a column or an output of a table. Causes and routes of the campaign's table have the book's own names.
base::Text word_text(const DecisionTable& table, const Campaign* campaign, std::string_view column,
                     std::string_view word);
/// "低于 1/3": one alternative of a condition, with the numbers of the day in the place of parameters.
base::Text alternative_text(const DecisionTable& table, const Campaign* campaign, std::size_t column,
                            const Alternative& one, const ParameterValues& values);

/// Id of the table that a campaign's rows cause × facts -> route make.
inline constexpr std::string_view kRouteTable = "route_row";

}  // namespace law
