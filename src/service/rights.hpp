// Rights: what a role may do, from one table (rulebooks/data/rights.tsv, whose head describes its form).
//
// What the table does not say is denied. Two roles of one person combine by the stronger answer. A disabled person and
// one who still has an initial password may do nothing. "own" rows hold inside the person's division, township and
// zone only; a person without these has the whole store. Pure; the loader names the line it refuses.
#pragma once

#include "service/people.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace service {

enum class Action : std::uint8_t {
#define X(id, name, sort, zh, en) id,
#include "service/actions.def"
#undef X
};
const std::vector<Action>& all_actions();
std::string_view action_name(Action action);  ///< "read_personal"
std::optional<Action> action_from_name(std::string_view name);
base::Text action_text(Action action);

/// Where something lies that is to be read or written. Empty: not known, or of the whole store.
struct Place {
    std::string division;
    std::string township;
    std::string zone;
};

class Rights {
  public:
    enum class Answer : std::uint8_t { No, Proposes, Yes };
    enum class Reach : std::uint8_t { Nothing, Own, Everything };

    /// Errors: RecordInvalid with line and reason: unknown role, action, scope or answer; said twice; business for an
    /// administrator or administration for others.
    static base::Result<Rights> load(std::string_view tsv);
    /// This installation's, read once.
    static base::Result<const Rights*> installed();

    /// Anywhere at all: what a page may offer. For one thing ask with its place.
    Answer may(const Person& person, Action action) const;
    Answer may(const Person& person, Action action, const Place& place) const;
    /// How far the answer (Proposes or Yes) goes: what a list has to be filtered by.
    Reach reach(const Person& person, Action action) const;
    /// NotAllowed unless the answer is at least `needed`, anywhere at all or at the place.
    base::Status require(const Person& person, Action action, Answer needed = Answer::Yes) const;
    base::Status require(const Person& person, Action action, Answer needed, const Place& place) const;

  private:
    struct Said {
        Answer own = Answer::No;
        Answer everywhere = Answer::No;
    };
    Said said(const Person& person, Action action) const;

    std::map<std::pair<Role, Action>, Said> table_;
};

std::string_view answer_name(Rights::Answer answer);  ///< no | proposes | yes

/// Whether the place lies in the person's scope. A person bound to a township does not see what lies in no known one.
bool in_scope(const Person& person, const Place& place);

/// The maker of a record is never its reviewer: SamePerson if both are one login, or one of them is not known.
base::Status check_second_person(std::string_view maker, std::string_view settler);

}  // namespace service
