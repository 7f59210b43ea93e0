#include "law/rulebook.hpp"

#include <algorithm>

namespace law {

namespace {

template <class Row>
const Row* by_id(const std::vector<Row>& rows, std::string_view id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

/// One that replaces another book's comes first, by its own word; of one book's the later.
bool comes_before(const DecisionTable& candidate, const DecisionTable* found) {
    if (found == nullptr) return true;
    if (candidate.replaces.empty() != found->replaces.empty()) return found->replaces.empty();
    return found->valid_from < candidate.valid_from;
}

}  // namespace

const Scope* Campaign::scope(std::string_view stock) const {
    const auto found = std::find_if(scopes.begin(), scopes.end(), [&](const Scope& s) { return s.stock == stock; });
    return found == scopes.end() ? nullptr : &*found;
}
const Route* Campaign::route(std::string_view id) const { return by_id(routes, id); }
const Cause* Campaign::cause(std::string_view id) const { return by_id(causes, id); }
const Department* Campaign::department(std::string_view id) const { return by_id(departments, id); }
const Deadline* Campaign::deadline(std::string_view id) const { return by_id(deadlines, id); }
const Document* Rulebook::document(std::string_view id) const { return by_id(documents, id); }

const Campaign& RulebookSet::campaign() const {
    PANHUO_ASSERT(!books.empty() && main().campaign, "the main book is no campaign");
    return *main().campaign;
}

const Parameter* RulebookSet::parameter(std::string_view id, Date on) const {
    const Parameter* found = nullptr;
    for (const Rulebook& book : books)
        for (const Parameter& candidate : book.parameters) {
            if (candidate.id != id || on < candidate.valid_from) continue;
            if (candidate.valid_to && *candidate.valid_to < on) continue;
            // load_rulebooks let two of them stand for one day only where one replaces the other
            if (found == nullptr || !candidate.replaces.empty()) found = &candidate;
        }
    return found;
}

const DecisionTable* RulebookSet::table(std::string_view id, Date on) const {
    const DecisionTable* found = nullptr;
    for (const Rulebook& book : books)
        for (const DecisionTable& candidate : book.tables)
            if (candidate.id == id && candidate.valid_from <= on && comes_before(candidate, found)) found = &candidate;
    return found;
}

}  // namespace law
