// Rules: the rulebooks a store has adopted, read from its own journal. Editing a file changes no store.
#pragma once

#include "journal/entry.hpp"
#include "law/contradiction.hpp"
#include "law/rulebook.hpp"
#include "service/office.hpp"

#include <optional>
#include <string>
#include <vector>

namespace service {

/// Entries for a book and all it uses, with their full text; as part of a running command.
class Command;
base::Status adopt_rulebook(Command& command, const law::RulebookSet& books);

/// Optional books (a province's, a city's) in force beside the campaign, as known at `known_at`.
base::Result<std::vector<std::string>> adopted_beside(store::Snapshot& snapshot, base::Instant known_at);

/// Puts an optional book in force beside the campaign, or ends that. Its text and that of books it uses which the store
/// has not adopted yet go into the journal; what was asked before keeps its answer by `known_at`. Errors: those of
/// loading; Usage for a campaign, for a book that is in force already, and for one to be ended that is not.
struct BesideOrder {
    std::string book;
    bool end = false;
};
base::Result<std::vector<std::string>> adopt_beside(Office& office, const BesideOrder& order, const Act& act);

/// Who put a book into the journal, and when: the entry that holds its text.
struct Adoption {
    std::string entry;
    base::Instant at;
    journal::Actor by;
};
/// The first entry that holds exactly the text of this book, read from that store at whatever instant. Nothing for a
/// book that the store never adopted: one whose tables are lent to it (law::Tables::Lent).
base::Result<std::optional<Adoption>> adoption_of(store::Snapshot& snapshot, const law::Rulebook& book);

/// The campaign in force as known at `known_at`.
base::Result<law::RulebookSet> adopted_rulebooks(store::Snapshot& snapshot, base::Instant known_at);

/// A book that is not adopted: a shipped one by its name, or a .toml file, named by its stem. A campaign stands in the
/// place of the one in force; any other book beside it. The books it uses are those the store has adopted, and shipped
/// ones where it has not. Errors: RulebookNotFound, RulebookInvalid, those of reading the file.
base::Result<law::RulebookSet> draft_rulebooks(store::Snapshot& snapshot, const std::string& book,
                                               base::Instant known_at);

/// Readings of contradictions that operators recorded.
base::Result<std::vector<law::Decided>> recorded_readings(store::Snapshot& snapshot, base::Instant known_at);

/// An operator's reading of a contradiction and the paper it rests on.
struct ReadingChoice {
    std::string contradiction;
    std::string reading;
    std::string paper;
    std::optional<base::Date> on;  ///< day from which it applies; empty = today
};
/// Returns the entry's id.
base::Result<std::string> decide(Office& office, const ReadingChoice& choice, const Act& act);

}  // namespace service
