#include "law/decision_table.hpp"

#include <algorithm>

namespace law {

namespace {

constexpr std::size_t kMostCuts = 31;  // 31 bounds make 63 cells, and one is for "unknown"

bool of_numbers(ColumnType type) { return type != ColumnType::Flag && type != ColumnType::Word; }
bool whole(ColumnType type) { return type == ColumnType::Days || type == ColumnType::Date || type == ColumnType::Area; }
bool never_negative(ColumnType type) { return of_numbers(type) && type != ColumnType::Date; }

Cells bit(std::size_t cell) { return Cells{1} << cell; }

std::size_t lowest(Cells cells) {
    std::size_t out = 0;
    while ((cells & bit(out)) == 0) ++out;
    return out;
}

/// A share between two others, in small terms: 1/4 lies between 0 and 1/3.
Share between(const Share& a, const Share& b) { return {a.num + b.num, a.den + b.den}; }

}  // namespace

base::Result<CompiledTable> CompiledTable::compile(const DecisionTable& table, const ParameterValues& values) {
    CompiledTable out(table);
    if (const auto problem = out.gather_cuts(values))
        return base::Error{base::Code::RulebookInvalid, {table.id, "table " + table.id, *problem}};
    for (std::size_t column = 0; column < table.columns.size(); ++column) out.domain_.push_back(out.domain_of(column));
    for (const TableRow& row : out.table_.rows) {
        Box box = out.domain_;
        for (const Condition& condition : row.when) {
            Cells any = 0;
            for (const Alternative& one : condition.any) any |= out.cells_of(condition.column, one);
            box[condition.column] &= any;
        }
        out.rows_.push_back(std::move(box));
    }
    return out;
}

/// Puts numbers for the names of parameters and collects the bounds of each column.
std::optional<std::string> CompiledTable::gather_cuts(const ParameterValues& values) {
    cuts_.resize(table_.columns.size());
    std::optional<std::string> problem;
    const auto resolve = [&](Alternative& one, std::size_t column) {
        for (Limit& limit : one.limits) {
            if (!limit.bound.parameter.empty()) {
                const auto found = values(limit.bound.parameter);
                if (!found) problem = "没有参数 " + limit.bound.parameter + " (no such parameter)";
                limit.bound.value = found.value_or(Share{});
            }
            if (whole(table_.columns[column].type) && limit.bound.value.den != 1)
                problem = "界限应为整数 (the bound must be whole)";
            cuts_[column].push_back(limit.bound.value);
        }
    };
    for (std::size_t column = 0; column < table_.columns.size(); ++column)
        if (never_negative(table_.columns[column].type)) cuts_[column].push_back({0, 1});
    for (TableRow& row : table_.rows)
        for (Condition& condition : row.when)
            for (Alternative& one : condition.any) resolve(one, condition.column);
    for (TableCase& stored : table_.cases)
        for (std::size_t column = 0; column < stored.given.size(); ++column) resolve(stored.given[column], column);
    for (std::vector<Share>& cuts : cuts_) {
        std::sort(cuts.begin(), cuts.end(), [](const Share& a, const Share& b) { return compare(a, b) < 0; });
        const auto same = [](const Share& a, const Share& b) { return compare(a, b) == 0; };
        cuts.erase(std::unique(cuts.begin(), cuts.end(), same), cuts.end());
        if (cuts.size() > kMostCuts) problem = "一列的界限超过 31 个 (more than 31 bounds on one column)";
    }
    return problem;
}

/// Cells of numbers: 2i lies below cut i and above the one before it, 2i + 1 is cut i itself, the last is above all.
Cells CompiledTable::domain_of(std::size_t column) const {
    const TableColumn& one = table_.columns[column];
    Cells out = one.unknown ? unknown_cell(column) : 0;
    if (one.type == ColumnType::Flag) return out | 3;
    if (one.type == ColumnType::Word) return out | (bit(one.values.size()) - 1);
    const std::vector<Share>& cuts = cuts_[column];
    for (std::size_t cell = 0; cell <= 2 * cuts.size(); ++cell) {
        const std::size_t i = cell / 2;
        if (cell == 0 && never_negative(one.type)) continue;
        const bool gap = cell % 2 == 0 && i > 0 && i < cuts.size();
        if (gap && whole(one.type) && cuts[i].num - cuts[i - 1].num <= 1) continue;
        out |= bit(cell);
    }
    return out;
}

Cells CompiledTable::unknown_cell(std::size_t column) const {
    const TableColumn& one = table_.columns[column];
    if (one.type == ColumnType::Flag) return 4;
    return one.type == ColumnType::Word ? bit(one.values.size()) : bit(2 * cuts_[column].size() + 1);
}

Cells CompiledTable::cells_of(std::size_t column, const Limit& limit) const {
    const Cells at = number(column, limit.bound.value);
    const Cells below = at - 1;
    const Cells all = bit(2 * cuts_[column].size() + 1) - 1;
    switch (limit.comparison) {  // GCOVR_EXCL_BR_LINE: cases are lines; a value of none is nobody's branch
        case Comparison::Less:
            return below;
        case Comparison::AtMost:
            return below | at;
        case Comparison::Equal:
            return at;
        case Comparison::AtLeast:
            return all & ~below;
        case Comparison::More:
            break;
    }
    return all & ~below & ~at;
}

Cells CompiledTable::cells_of(std::size_t column, const Alternative& one) const {
    const TableColumn& of = table_.columns[column];
    if (of.unknown && one.word == "unknown") return unknown_cell(column);
    if (of.type == ColumnType::Flag) return one.word == "yes" ? 2 : 1;
    if (of.type == ColumnType::Word)
        return bit(
            static_cast<std::size_t>(std::find(of.values.begin(), of.values.end(), one.word) - of.values.begin()));
    Cells out = ~Cells{0};
    for (const Limit& limit : one.limits) out &= cells_of(column, limit);
    return out;
}

Cells CompiledTable::flag(std::size_t column, std::optional<bool> value) const {
    return value ? *value ? 2 : 1 : unknown_cell(column);
}
Cells CompiledTable::word(std::size_t column, std::optional<std::size_t> value) const {
    return value ? bit(*value) : unknown_cell(column);
}
Cells CompiledTable::number(std::size_t column, const std::optional<Share>& value) const {
    if (!value) return unknown_cell(column);
    const std::vector<Share>& cuts = cuts_[column];
    const auto found = std::lower_bound(cuts.begin(), cuts.end(), *value,
                                        [](const Share& cut, const Share& v) { return compare(cut, v) < 0; });
    const auto i = static_cast<std::size_t>(found - cuts.begin());
    const bool at = found != cuts.end() && compare(*found, *value) == 0;
    return bit(2 * i + (at ? 1 : 0));
}

std::optional<std::size_t> CompiledTable::first(const Cells* facts) const {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        bool fits = true;
        for (std::size_t column = 0; fits && column < domain_.size(); ++column)
            fits = (rows_[row][column] & facts[column]) != 0;
        if (fits) return row;
    }
    return std::nullopt;
}

const std::vector<std::size_t>& CompiledTable::answers(const Cells* facts) const {
    const auto row = first(facts);
    PANHUO_ASSERT(row.has_value(), "a decision table with a gap was let in");
    return table_.rows[*row].then;
}

Box CompiledTable::facts_of(std::size_t stored) const {
    Box out;
    const std::vector<Alternative>& given = table_.cases[stored].given;
    for (std::size_t column = 0; column < given.size(); ++column) out.push_back(cells_of(column, given[column]));
    return out;
}

std::string CompiledTable::number_text(std::size_t column, std::size_t cell) const {
    const std::vector<Share>& cuts = cuts_[column];
    const ColumnType type = table_.columns[column].type;
    const std::size_t i = cell / 2;
    Share value;
    if (cell % 2 == 1)
        value = cuts[i];
    else if (i == 0)
        value = cuts.empty() ? Share{} : Share{cuts[0].num - 1, cuts[0].den};
    else if (i == cuts.size() || whole(type))
        value = {cuts[i - 1].num + 1, cuts[i - 1].den};
    else
        value = between(cuts[i - 1], cuts[i]);
    if (type == ColumnType::Date) return Date::from_days(static_cast<int>(value.num)).iso();
    if (type == ColumnType::Area) return Area::from_units(value.num).m2_text() + " m²";
    return value.text();
}

base::Text CompiledTable::sample(std::size_t column, Cells cells) const {
    const Cells unknown = table_.columns[column].unknown ? unknown_cell(column) : 0;
    if ((cells & ~unknown) == 0) return {"不明", "unknown"};
    const std::size_t cell = lowest(cells & ~unknown);
    const TableColumn& of = table_.columns[column];
    if (of.type == ColumnType::Flag) return cell == 0 ? base::Text{"否", "no"} : base::Text{"是", "yes"};
    if (of.type == ColumnType::Word) return {of.values[cell], of.values[cell]};
    const std::string text = number_text(column, cell);
    return {text, text};
}

}  // namespace law
