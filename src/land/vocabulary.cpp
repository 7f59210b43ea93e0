#include "land/vocabulary.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace land {
namespace {

/// What two spellings of one word have in common.
std::string folded(std::string_view spelling) {
    std::string out = base::squeeze(base::to_halfwidth(spelling));
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

struct Own {
    Vocabulary vocabulary;
    base::Status status = base::Done{};
};

base::Result<Vocabulary> load_own() {
    PANHUO_TRY(const std::string folder, base::data_folder());
    const std::string path = folder + "/rulebooks/data/values.tsv";
    PANHUO_TRY(const std::string tsv, base::read_file(path));
    return Vocabulary::parse(tsv, path);
}

const Own& own() {
    static const Own once = [] {
        Own made;
        auto loaded = load_own();
        if (loaded.ok()) {
            made.vocabulary = std::move(loaded).value();
        } else {
            made.status = std::move(loaded).error();
        }
        return made;
    }();
    return once;
}

}  // namespace

base::Result<Vocabulary> Vocabulary::parse(std::string_view tsv, const std::string& what) {
    Vocabulary out;
    std::size_t number = 0;
    for (const std::string_view line : base::split(tsv, '\n')) {
        ++number;
        if (base::trim(line).empty() || line[0] == '#' || base::starts_with(line, "list\t")) continue;
        const auto cells = base::split(line, '\t');
        const auto refuse = [&](std::string_view zh, std::string_view en) {
            const std::string row = std::to_string(number);
            return base::Error{
                base::Code::FileUnreadable,
                {what, base::both("第 " + row + " 行" + std::string(zh), "line " + row + " " + std::string(en))}};
        };
        if (cells.size() != 5) return refuse("应有 5 列", "should have 5 columns");
        List& list = out.lists_[std::string(cells[0])];
        Member member{std::string(cells[1]), {std::string(cells[3]), std::string(base::trim(cells[4]))}, {}};
        member.spellings.push_back(member.title.zh);
        if (!cells[2].empty()) {
            for (const std::string_view word : base::split(cells[2], ';'))
                member.spellings.emplace_back(base::trim(word));
        }
        std::vector<std::string> all = member.spellings;
        all.push_back(member.identifier);
        all.push_back(member.title.en);
        for (const std::string& word : all) {
            const auto [at, added] = list.by_spelling.emplace(folded(word), list.members.size());
            if (!added && at->second != list.members.size()) {
                return refuse("的「" + word + "」已属于另一项",
                              "has \"" + word + "\", which belongs to another member");
            }
        }
        list.members.push_back(std::move(member));
    }
    return out;
}

const Vocabulary::List* Vocabulary::list_of(std::string_view name) const {
    const auto at = lists_.find(name);
    return at == lists_.end() ? nullptr : &at->second;
}

std::optional<std::string> Vocabulary::identify(std::string_view list, std::string_view spelling) const {
    const List* const found = list_of(list);
    if (found == nullptr) return std::nullopt;
    const auto at = found->by_spelling.find(folded(spelling));
    if (at == found->by_spelling.end()) return std::nullopt;
    return found->members[at->second].identifier;
}

std::optional<std::string> Vocabulary::detect(std::string_view list, std::string_view text) const {
    const List* const found = list_of(list);
    if (found == nullptr) return std::nullopt;
    const std::string where = folded(text);
    std::size_t longest = 0;
    const Member* best = nullptr;
    for (const auto& [word, member] : found->by_spelling) {
        if (word.size() <= longest || !base::contains(where, word)) continue;
        longest = word.size();
        best = &found->members[member];
    }
    if (best == nullptr) return std::nullopt;
    return best->identifier;
}

base::Text Vocabulary::title(std::string_view list, std::string_view identifier) const {
    if (const List* const found = list_of(list)) {
        for (const Member& member : found->members) {
            if (member.identifier == identifier) return member.title;
        }
    }
    return {std::string(identifier), std::string(identifier)};
}

std::vector<std::string> Vocabulary::identifiers(std::string_view list) const {
    std::vector<std::string> out;
    if (const List* const found = list_of(list)) {
        for (const Member& member : found->members) out.push_back(member.identifier);
    }
    return out;
}

std::vector<std::string> Vocabulary::spellings(std::string_view list, std::string_view identifier) const {
    if (const List* const found = list_of(list)) {
        for (const Member& member : found->members) {
            if (member.identifier == identifier) return member.spellings;
        }
    }
    return {};
}

const Vocabulary& vocabulary() { return own().vocabulary; }
const base::Status& vocabulary_status() { return own().status; }

}  // namespace land
