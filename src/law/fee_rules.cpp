#include "law/fee_rules.hpp"

#include <algorithm>

namespace law {

FeeRules::Answer FeeRules::ask(std::string_view mode, std::optional<bool> on_farmland) const {
    const CompiledTable& rules = table.table;
    const std::vector<std::string>& modes = rules.table().columns[0].values;
    const auto found = std::find(modes.begin(), modes.end(), mode);
    const auto place =
        found == modes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - modes.begin()));
    const Cells facts[] = {rules.word(0, place), rules.flag(1, on_farmland)};
    const auto row = rules.first(facts);
    PANHUO_ASSERT(row.has_value(), "a decision table with a gap was let in");
    const std::vector<std::size_t>& then = rules.table().rows[*row].then;
    return {static_cast<Basis>(then[0]), static_cast<Doubled>(then[1]), then[2] == 1, table.citations[*row]};
}

std::shared_ptr<const FeeRules> FeeRules::on(const RulebookSet& books, Date day) {
    auto table = IdleTables::cited_table(books, "idle.fee", day);
    if (!table) return nullptr;
    return std::make_shared<const FeeRules>(FeeRules{
        std::move(*table), books.parameter("idle.fee.rent.times", day), books.parameter("idle.fee.paid_use.times", day),
        books.parameter("idle.fee.output_value.times", day), books.parameter("idle.fee.farmland.times", day)});
}

}  // namespace law
