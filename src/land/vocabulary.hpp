// The closed lists of the trade and the words in which people write their members.
//
// The lists are data (rulebooks/data/values.tsv: list, identifier, spellings, Chinese and English title), so that a
// county's own words are added without touching code. Lists: mode, approval_type, event, work, cause, route,
// idle_state, idle_type, idle_cause, delay_cause, gate, remnant, withdrawal_kind, return_paper, quota_kind, decision,
// stock, target_nature, yes_no, and the land uses use:gbt21010-2007 and use:gbt21010-2017, whose identifiers are the
// codes. A word that stands in no list is not guessed at: identify gives nothing and the caller keeps the text as
// written.
#pragma once

#include "base/error.hpp"
#include "base/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace land {

class Vocabulary {
  public:
    /// `what` names the table in errors.
    static base::Result<Vocabulary> parse(std::string_view tsv, const std::string& what);

    /// Identifier of a spelling, whatever its white space, full or half width and letter case; the titles and the
    /// identifier itself are spellings, too.
    std::optional<std::string> identify(std::string_view list, std::string_view spelling) const;
    /// Identifier whose longest spelling stands in `text` (approval type or quota kind out of a batch's name).
    std::optional<std::string> detect(std::string_view list, std::string_view text) const;
    /// Title of a member; the identifier itself in both languages if it is not known.
    base::Text title(std::string_view list, std::string_view identifier) const;
    /// In the order of the table; empty for a list that does not exist.
    std::vector<std::string> identifiers(std::string_view list) const;
    /// Spellings of a member as the table writes them, its Chinese title first: for the lists in import forms.
    std::vector<std::string> spellings(std::string_view list, std::string_view identifier) const;
    bool empty() const { return lists_.empty(); }

  private:
    struct Member {
        std::string identifier;
        base::Text title;
        std::vector<std::string> spellings;
    };
    struct List {
        std::vector<Member> members;
        std::map<std::string, std::size_t, std::less<>> by_spelling;
    };
    const List* list_of(std::string_view name) const;
    std::map<std::string, List, std::less<>> lists_;
};

/// The product's own table, read once. If it cannot be read the vocabulary is empty and vocabulary_status() says why.
const Vocabulary& vocabulary();
const base::Status& vocabulary_status();

}  // namespace land
