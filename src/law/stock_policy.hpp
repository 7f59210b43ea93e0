// Whether a supply is open to the policies on the stock of real-estate land: to be listed (自然资发〔2024〕104号), to
// be bought back (242号, 〔2025〕45号). Two decision tables of a book that holds them; a book without them says
// nothing. Private to the room.
//
// The judgement itself is untouched: what must be recovered free stays so, and is said first. Nothing is said where a
// fact is unknown, since a policy that may be open is no duty.
#pragma once

#include "law/idle_tables.hpp"
#include "law/rulebook.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace law {

struct StockPolicy {
    CitedTable relief, buyback;
    const Parameter* residential;  ///< words of uses
    const Parameter* commercial;

    enum class Use : std::uint8_t { Residential, Commercial, Other };
    enum class State : std::uint8_t { Unstarted, Unfinished, Finished };
    /// The order of the tables' answers.
    enum class Open : std::uint8_t { No, Yes, Part, RecoverFirst, Unknown };

    struct Question {
        std::optional<Use> use;
        std::optional<Date> supplied_on;
        std::optional<State> state;
        std::optional<bool> recovery;  ///< to be recovered free of charge (art 14(2))
    };
    struct Answer {
        Open open = Open::Unknown;
        std::string article;
    };
    static Answer ask(const CitedTable& table, const Question& question);

    /// The class of a use as written; nothing where it is not stated.
    std::optional<Use> use_of(std::string_view use) const;

    /// Null where no book holds both tables and the words on that day.
    static std::shared_ptr<const StockPolicy> on(const RulebookSet& books, Date day);
};

}  // namespace law
