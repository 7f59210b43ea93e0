#include "service/rights.hpp"

#include "base/ascii.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "land/codes.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

namespace service {
namespace {

enum class ActionSort : std::uint8_t { Business, Administration, Both };

struct Row {
    std::string_view name;
    ActionSort sort;
    const char* zh;
    const char* en;
};

constexpr std::array kRows = {
#define X(id, name, sort, zh, en) Row{name, ActionSort::sort, zh, en},
#include "service/actions.def"
#undef X
};

const Row& row(Action action) { return kRows[static_cast<std::size_t>(action)]; }

bool fits(RoleSort role, ActionSort action) {
    if (action == ActionSort::Both) return true;
    return (role == RoleSort::Administration) == (action == ActionSort::Administration);
}

base::Error refused(const std::string& where, std::string_view zh, std::string_view en) {
    return {base::Code::RecordInvalid, {where, base::both(zh, en)}};
}

base::Error not_allowed(Action action) {
    return {base::Code::NotAllowed, {base::both(row(action).zh, row(action).en)}};
}

/// One line of the table, understood.
struct Line {
    Role role{};
    Action action{};
    bool everywhere = false;
    Rights::Answer answer{};
};

base::Result<Line> read_line(std::string_view text, const std::string& where) {
    const std::vector<std::string_view> cells = base::split(text, '\t');
    if (cells.size() != 4) return refused(where, "应为四列：角色、事项、范围、答复", "expected four columns");
    const std::string quoted = "「" + std::string(text) + "」";
    const auto role = role_from_name(cells[0]);
    if (!role) return refused(where, "没有这个角色 " + quoted, "there is no role " + std::string(cells[0]));
    const auto action = action_from_name(cells[1]);
    if (!action) return refused(where, "没有这个事项 " + quoted, "there is no action " + std::string(cells[1]));
    if (cells[2] != "own" && cells[2] != "all")
        return refused(where, "范围应为 own 或 all " + quoted, "the scope is own or all, not " + std::string(cells[2]));
    if (cells[3] != "yes" && cells[3] != "proposes")
        return refused(where, "答复应为 yes 或 proposes " + quoted,
                       "the answer is yes or proposes, not " + std::string(cells[3]));
    if (!fits(role_sort(*role), row(*action).sort)) {
        return refused(where, "三员分立：管理员不涉业务，业务角色不涉管理 " + quoted,
                       "administrators have no business with the book, business roles none with accounts");
    }
    return Line{*role, *action, cells[2] == "all", cells[3] == "yes" ? Rights::Answer::Yes : Rights::Answer::Proposes};
}

}  // namespace

const std::vector<Action>& all_actions() {
    static const std::vector<Action> actions = {
#define X(id, name, sort, zh, en) Action::id,
#include "service/actions.def"
#undef X
    };
    return actions;
}

std::string_view action_name(Action action) { return row(action).name; }

std::optional<Action> action_from_name(std::string_view name) {
    for (const Action action : all_actions()) {
        if (action_name(action) == name) return action;
    }
    return std::nullopt;
}

base::Text action_text(Action action) { return {row(action).zh, row(action).en}; }

std::string_view answer_name(Rights::Answer answer) {
    switch (answer) {
        case Rights::Answer::No:
            return "no";
        case Rights::Answer::Proposes:
            return "proposes";
        case Rights::Answer::Yes:
            break;
    }
    return "yes";
}

base::Result<Rights> Rights::load(std::string_view tsv) {
    Rights rights;
    int number = 0;
    for (std::string_view text : base::split(tsv, '\n')) {
        ++number;
        if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
        if (text.empty() || text.front() == '#') continue;
        const std::string where = "rights.tsv:" + std::to_string(number);
        PANHUO_TRY(const Line line, read_line(text, where));
        Said& said = rights.table_[{line.role, line.action}];
        Answer& answer = line.everywhere ? said.everywhere : said.own;
        if (answer != Answer::No) return refused(where, "前面已经说过", "said before");
        answer = line.answer;
    }
    return rights;
}

base::Result<const Rights*> Rights::installed() {
    static std::mutex mutex;
    static std::unique_ptr<const Rights> rights;
    const std::lock_guard<std::mutex> lock(mutex);
    if (!rights) {
        PANHUO_TRY(const std::string home, base::data_folder());
        PANHUO_TRY(const std::string text, base::read_file(home + "/rulebooks/data/rights.tsv"));
        PANHUO_TRY(Rights read, load(text));
        rights = std::make_unique<const Rights>(std::move(read));
    }
    return rights.get();
}

Rights::Said Rights::said(const Person& person, Action action) const {
    Said together;
    if (!person.active() || person.must_change) return together;
    for (const Role role : person.roles) {
        const auto found = table_.find({role, action});
        if (found == table_.end()) continue;
        together.own = std::max(together.own, found->second.own);
        together.everywhere = std::max(together.everywhere, found->second.everywhere);
    }
    return together;
}

Rights::Answer Rights::may(const Person& person, Action action) const {
    const Said answers = said(person, action);
    return std::max(answers.own, answers.everywhere);
}

Rights::Answer Rights::may(const Person& person, Action action, const Place& place) const {
    const Said answers = said(person, action);
    return in_scope(person, place) ? std::max(answers.own, answers.everywhere) : answers.everywhere;
}

Rights::Reach Rights::reach(const Person& person, Action action) const {
    const Said answers = said(person, action);
    if (answers.everywhere != Answer::No) return Reach::Everything;
    if (answers.own == Answer::No) return Reach::Nothing;
    return in_scope(person, {}) ? Reach::Everything : Reach::Own;
}

base::Status Rights::require(const Person& person, Action action, Answer needed) const {
    return may(person, action) >= needed ? base::Status(base::Done{}) : base::Status(not_allowed(action));
}

base::Status Rights::require(const Person& person, Action action, Answer needed, const Place& place) const {
    return may(person, action, place) >= needed ? base::Status(base::Done{}) : base::Status(not_allowed(action));
}

bool in_scope(const Person& person, const Place& place) {
    if (!person.division.empty() && !land::covers(person.division, place.division)) return false;
    if (!person.township.empty() && person.township != place.township) return false;
    return person.zone.empty() || person.zone == place.zone;
}

base::Status check_second_person(std::string_view maker, std::string_view settler) {
    const bool apart = !maker.empty() && !settler.empty() && base::lower_case(maker) != base::lower_case(settler);
    if (apart) return base::Done{};
    return base::Error{base::Code::SamePerson, {std::string(maker)}};
}

}  // namespace service
