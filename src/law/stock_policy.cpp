#include "law/stock_policy.hpp"

#include "base/text.hpp"
#include "law/idle_tables.hpp"

#include <algorithm>

namespace law {

namespace {

std::optional<std::size_t> place(const auto& value) {
    return value ? std::optional(static_cast<std::size_t>(*value)) : std::nullopt;
}

bool holds_word(const Parameter& words, std::string_view use) {
    const auto all = base::split(words.word, ',');
    return std::any_of(all.begin(), all.end(), [&](std::string_view word) { return base::contains(use, word); });
}

}  // namespace

StockPolicy::Answer StockPolicy::ask(const CitedTable& of, const Question& question) {
    const CompiledTable& table = of.table;
    const std::optional<Share> day =
        question.supplied_on ? std::optional(Share{question.supplied_on->days(), 1}) : std::nullopt;
    const Cells facts[] = {table.word(0, place(question.use)), table.number(1, day),
                           table.word(2, place(question.state)), table.flag(3, question.recovery)};
    const auto row = table.first(facts);
    PANHUO_ASSERT(row.has_value(), "a decision table with a gap was let in");
    return {static_cast<Open>(table.table().rows[*row].then[0]), of.citations[*row]};
}

std::optional<StockPolicy::Use> StockPolicy::use_of(std::string_view use) const {
    if (use.empty()) return std::nullopt;
    if (holds_word(*residential, use)) return Use::Residential;
    return holds_word(*commercial, use) ? Use::Commercial : Use::Other;
}

std::shared_ptr<const StockPolicy> StockPolicy::on(const RulebookSet& books, Date day) {
    auto relief = IdleTables::cited_table(books, "stock.relief", day);
    auto buyback = IdleTables::cited_table(books, "stock.buyback", day);
    const Parameter* residential = books.parameter("stock.use.residential", day);
    const Parameter* commercial = books.parameter("stock.use.commercial", day);
    if (!relief || !buyback || residential == nullptr || commercial == nullptr) return nullptr;
    return std::make_shared<const StockPolicy>(
        StockPolicy{std::move(*relief), std::move(*buyback), residential, commercial});
}

}  // namespace law
