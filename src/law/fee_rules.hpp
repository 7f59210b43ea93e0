// What the idle fee is a share or a multiple of: the table idle.fee, and the parameters that its answers name. Private
// to the room.
//
// The Measures know one answer (the price); provinces have others (a year's rent, the yearly output of farmland). A
// store whose books hold no such table is charged by the price, as it always was.
// Sources: 闲置土地处置办法 14; the provincial books that replace its table.
#pragma once

#include "law/idle_tables.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace law {

struct FeeRules {
    /// The order of the table's answers.
    enum class Basis : std::uint8_t { Price, Rent, PaidUse, OutputValue, Unknown };
    enum class Doubled : std::uint8_t { No, May, Unknown };

    CitedTable table;
    const Parameter* rent;          ///< idle.fee.rent.times: years of rent
    const Parameter* paid_use;      ///< idle.fee.paid_use.times
    const Parameter* output_value;  ///< idle.fee.output_value.times
    const Parameter* farmland;      ///< idle.fee.farmland.times: by which it may be raised on farmland

    struct Answer {
        Basis basis = Basis::Price;
        Doubled doubled = Doubled::No;
        bool at_most = false;
        std::string article;  ///< of the row
    };
    /// `mode` as in CaseFacts; empty = not stated.
    Answer ask(std::string_view mode, std::optional<bool> farmland) const;

    /// Null where no book holds the table on that day.
    static std::shared_ptr<const FeeRules> on(const RulebookSet& books, Date day);
};

}  // namespace law
