#include "base/files.hpp"
#include "base/text.hpp"
#include "law/idle_tables.hpp"
#include "law/prove_book.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace law {

namespace {

base::Error invalid(const std::string& book, const std::string& where, const std::string& what) {
    return base::Error{base::Code::RulebookInvalid, {book, where, what}};
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Depth first: a book, then what it uses; `path` is the way from the main book, to see rings.
base::Status read_into(RulebookSet& set, const std::string& name, const BookSource& source,
                       std::vector<std::string> path) {
    PANHUO_TRY(const std::string text, source(name));
    PANHUO_TRY(Rulebook book, parse_rulebook(text, name));
    path.push_back(name);
    const std::vector<std::string> uses = book.uses;
    set.books.push_back(std::move(book));
    for (const std::string& used : uses) {
        if (holds(path, used)) return invalid(name, "uses", "「" + used + "」绕成了圈 (a ring of uses)");
        const auto same = [&](const Rulebook& b) { return b.name == used; };
        if (std::any_of(set.books.begin(), set.books.end(), same)) continue;
        PANHUO_DO(read_into(set, used, source, path));
    }
    return base::Done{};
}

bool overlap(const Parameter& a, const Parameter& b) {
    return !(a.valid_to && *a.valid_to < b.valid_from) && !(b.valid_to && *b.valid_to < a.valid_from);
}

/// A later book overrides an earlier one by saying so, never by its place in the list.
base::Status check_overrides(const RulebookSet& set) {
    for (const Rulebook& a : set.books)
        for (const Parameter& mine : a.parameters) {
            bool replaced = mine.replaces.empty();
            for (const Rulebook& b : set.books)
                for (const Parameter& other : b.parameters) {
                    if (&mine == &other || mine.id != other.id || !overlap(mine, other)) continue;
                    if (mine.replaces == b.name) replaced = true;
                    if (mine.replaces != b.name && other.replaces != a.name)
                        return invalid(
                            a.name, "parameter " + mine.id,
                            "规则集 " + b.name + " 也有此参数，又未写 replaces (also given there, without replaces)");
                }
            if (!replaced)
                return invalid(a.name, "parameter " + mine.id,
                               "replaces 所指的 " + mine.replaces + " 没有此参数 (replaces nothing)");
        }
    return base::Done{};
}

/// The same of tables, which hold from their day on and never end. A store that adopted a book before it held the table
/// lacks what a province's book replaces: there it only adds.
base::Status check_table_overrides(const RulebookSet& set, Tables tables) {
    for (const Rulebook& a : set.books)
        for (const DecisionTable& mine : a.tables) {
            bool replaced = mine.replaces.empty();
            for (const Rulebook& b : set.books)
                for (const DecisionTable& other : b.tables) {
                    if (&a == &b || mine.id != other.id) continue;
                    if (mine.replaces == b.name) replaced = true;
                    if (mine.replaces == b.name || other.replaces == a.name) continue;
                    return invalid(
                        a.name, "table " + mine.id,
                        "规则集 " + b.name + " 也有此表，又未写 replaces (also given there, without replaces)");
                }
            if (!replaced && tables == Tables::Own)
                return invalid(a.name, "table " + mine.id,
                               "replaces 所指的 " + mine.replaces + " 没有此表 (replaces nothing)");
        }
    return base::Done{};
}

/// What judge_supply and judge_plot ask for; units are part of the question.
constexpr std::array<std::pair<const char*, const char*>, 14> kNeeded{{
    {"idle.unstarted.years", "year"},
    {"idle.stalled.years", "year"},
    {"idle.stalled.built_share", "share"},
    {"idle.stalled.invested_share", "share"},
    {"idle.stalled.combination", "word"},
    {"idle.first_day_after", "day"},
    {"idle.no_date.years_after_delivery", "year"},
    {"idle.extension.limit_years", "year"},
    {"idle.investigate.days", "day"},
    {"idle.free_recovery.years", "year"},
    {"idle.fee.share", "share"},
    {"approval.lapse.years", "year"},
    {"approval.withdraw.years", "year"},
    {"deadline.warning_days", "day"},
}};

base::Status check_needed(const RulebookSet& set) {
    const Date issued = *set.main().document(set.campaign().document)->issued_on;  // parse_rulebook saw to it
    for (const auto& [id, unit] : kNeeded) {
        const Parameter* found = set.parameter(id, issued);
        if (found == nullptr || found->unit != unit)
            return invalid(set.main().name, "uses",
                           std::string("所用规则集在印发日没有参数 ") + id + "（" + unit +
                               "）(no such parameter on the day of issue)");
    }
    const Parameter* combination = set.parameter("idle.stalled.combination", issued);
    if (combination->word != "any_below" && combination->word != "both_below")
        return invalid(set.main().name, "parameter idle.stalled.combination", "应为 any_below 或 both_below");
    std::set<Date> days{issued};  // and every later day on which a table takes over
    for (const Rulebook& book : set.books)
        for (const DecisionTable& table : book.tables)
            if (issued < table.valid_from) days.insert(table.valid_from);
    for (const Date day : days)
        if (const auto problem = IdleTables::problem(set, day)) return invalid(set.main().name, "uses", *problem);
    return base::Done{};
}

/// A row that no case shows to fire passes: `rulebook check` tells of it.
base::Status check_tables(const RulebookSet& set, Proofs proofs) {
    for (const Rulebook& book : set.books) {
        std::vector<BookFault> faults = prove_tables(book, set);
        if (proofs == Proofs::Demanded)
            for (BookFault& fault : prove_routes(book)) faults.push_back(std::move(fault));
        for (const BookFault& fault : faults)
            if (fault.code != "ROW_UNFIRED")
                return invalid(
                    book.name, fault.where,
                    base::both(fault.text.zh + " " + fault.example.zh, fault.text.en + " " + fault.example.en));
    }
    return base::Done{};
}

constexpr const char* kLender = "national/idle-land-53";

base::Status lend_tables(RulebookSet& set) {
    const auto needed = [](const DecisionTable& table) { return IdleTables::is_needed(table.id); };
    for (const Rulebook& book : set.books)
        if (std::any_of(book.tables.begin(), book.tables.end(), needed)) return base::Done{};
    PANHUO_TRY(const std::string text, shipped_books()(kLender));
    PANHUO_TRY(Rulebook lender, parse_rulebook(text, kLender));
    lender.parameters.clear();  // those of the adopted book hold
    set.books.push_back(std::move(lender));
    return base::Done{};
}

std::filesystem::path rulebook_folder() {
    const auto data = base::data_folder();
    return data.ok() ? std::filesystem::path(*data) / "rulebooks" : std::filesystem::path{};
}

/// "xixian-2024" lies in campaigns/; every other book is named with its folder.
std::string book_file(const std::string& name) {
    return (rulebook_folder() / (base::contains(name, "/") ? name : "campaigns/" + name)).string() + ".toml";
}

}  // namespace

base::Result<RulebookSet> load_rulebooks(const std::string& name, const BookSource& source, Proofs proofs,
                                         Tables tables, const std::vector<std::string>& beside) {
    RulebookSet set;
    PANHUO_DO(read_into(set, name, source, {}));
    for (const std::string& other : beside) {
        const auto same = [&](const Rulebook& b) { return b.name == other; };
        if (std::none_of(set.books.begin(), set.books.end(), same)) PANHUO_DO(read_into(set, other, source, {}));
    }
    PANHUO_DO(check_overrides(set));
    PANHUO_DO(check_table_overrides(set, tables));
    if (tables == Tables::Lent) PANHUO_DO(lend_tables(set));
    if (proofs == Proofs::Left) return set;
    PANHUO_DO(check_tables(set, proofs));
    if (set.main().campaign) PANHUO_DO(check_needed(set));
    return set;
}

std::vector<std::string> shipped_book_names() {
    std::vector<std::string> names;
    std::error_code failed;
    for (const char* folder : {"campaigns", "local", "national", "shanxi"})
        for (const auto& file : std::filesystem::directory_iterator(rulebook_folder() / folder, failed)) {
            if (file.path().extension() != ".toml") continue;
            const std::string stem = file.path().stem().string();
            names.push_back(std::string_view(folder) == "campaigns" ? stem : std::string(folder) + "/" + stem);
        }
    std::sort(names.begin(), names.end());
    return names;
}

BookSource shipped_books() {
    return [](const std::string& name) -> base::Result<std::string> {
        const auto known = shipped_book_names();  // also keeps "../" out of the path
        if (holds(known, name)) return base::read_file(book_file(name));
        std::string list;
        for (const std::string& one : known) list += (list.empty() ? "" : ", ") + one;
        return base::Error{base::Code::RulebookNotFound, {name, list}};
    };
}

base::Result<RulebookSet> load(const std::string& name) { return load_rulebooks(name, shipped_books()); }

}  // namespace law
