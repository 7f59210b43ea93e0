// The decision tables that the judgement of idleness asks, compiled for one day. Private to the room.
//
// What the code asks (columns, results, their order) is fixed here; what is answered stands in the books
// (rulebooks/national/idle-land-53.toml). A book whose table has another form is refused when it is loaded.
#pragma once

#include "law/rulebook.hpp"

#include <optional>
#include <string>

namespace law {

/// A table and, for each of its rows, the title of its document with the article.
struct CitedTable {
    CompiledTable table;
    std::vector<std::string> citations;
};

struct IdleTables {
    CompiledTable start;       ///< work, started, permit -> meaning, remark, missing
    CompiledTable stalled;     ///< combination, built, invested -> met
    CompiledTable route;       ///< test, gross_year, net_year, two_years -> route
    CompiledTable recognised;  ///< causes -> route
    CompiledTable decides;     ///< idle, route -> by
    CompiledTable next_paper;  ///< idle, decided, recognised, served, scheme, hearing, route -> paper

    /// Nothing where the books hold one of them not at all on that day, or in another form.
    static std::optional<IdleTables> on(const RulebookSet& books, Date day);
    /// A table that no book need hold ("stock.relief", "stock.buyback", "idle.fee"); nothing where none does, or in
    /// another form.
    static std::optional<CompiledTable> optional_table(const RulebookSet& books, const std::string& id, Date day);
    /// The same with the citation of each row.
    static std::optional<CitedTable> cited_table(const RulebookSet& books, const std::string& id, Date day);
    /// One of the six that every book of law must hold.
    static bool is_needed(std::string_view id);
    /// What is wrong with the tables of the books on that day, optional ones too; nothing if they serve.
    static std::optional<std::string> problem(const RulebookSet& books, Date day);
};

/// Values of the parameters in force on a day; the books must outlive it.
ParameterValues values_on(const RulebookSet& books, Date day);

}  // namespace law
