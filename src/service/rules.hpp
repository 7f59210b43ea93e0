// Rules: the rulebooks a store has adopted, read from its own journal. Editing a file changes no store.
#pragma once

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

/// The campaign in force as known at `known_at`.
base::Result<law::RulebookSet> adopted_rulebooks(store::Snapshot& snapshot, base::Instant known_at);

/// A campaign that is not adopted: a shipped book by its name, or a .toml file, named by its stem. The books it uses
/// are those the store has adopted, and shipped ones where it has not. Errors: RulebookNotFound, RulebookInvalid, those
/// of reading the file, Usage where the book is no campaign.
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
