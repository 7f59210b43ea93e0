#include "service/rulebook_check.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <numeric>

namespace service {
namespace {

base::Result<std::string> text_of(const std::string& name) {
    if (base::ends_with(name, ".toml")) return base::read_file(name);
    return law::shipped_books()(name);
}

CheckedTable checked(const law::DecisionTable& table, std::vector<law::BookFault> faults) {
    return {table.id, table.title, table.valid_from, {}, table.rows.size(), table.cases.size(), std::move(faults)};
}

bool holds(const std::vector<law::BookFault>& faults, std::string_view code) {
    return std::any_of(faults.begin(), faults.end(), [&](const law::BookFault& fault) { return fault.code == code; });
}

base::Json fault_json(const law::BookFault& fault) {
    base::Json out{{"code", fault.code}, {"where", fault.where}};
    out.update(base::text_json(fault.text));
    out["example"] = base::text_json(fault.example);
    return out;
}

/// Those of one code; all for the empty one.
base::Json faults_json(const std::vector<law::BookFault>& faults, std::string_view code) {
    base::Json out = base::Json::array();
    for (const law::BookFault& fault : faults)
        if (code.empty() || fault.code == code) out.push_back(fault_json(fault));
    return out;
}

base::Json contradiction_json(const law::Contradiction& one) {
    base::Json out{{"id", one.id}, {"code", one.code}, {"where", one.where}, {"readings", base::Json::array()}};
    out.update(base::text_json(one.text));
    for (const law::Reading& reading : one.readings) {
        base::Json line{{"id", reading.id}};
        line.update(base::text_json(reading.text));
        out["readings"].push_back(std::move(line));
    }
    return out;
}

}  // namespace

std::size_t CheckedBook::rows() const {
    return std::accumulate(tables.begin(), tables.end(), std::size_t{0},
                           [](std::size_t sum, const CheckedTable& table) { return sum + table.rows; });
}
std::size_t CheckedBook::cases() const {
    return std::accumulate(tables.begin(), tables.end(), std::size_t{0},
                           [](std::size_t sum, const CheckedTable& table) { return sum + table.cases; });
}

CheckedBook check_book(const law::Rulebook& book, const law::RulebookSet& set) {
    CheckedBook out{book.name, book.title, {}, law::prove_book(book, set), law::contradictions(book)};
    for (const law::DecisionTable& table : book.tables) {
        out.tables.push_back(checked(table, law::prove_table(table, set)));
        out.tables.back().days = law::proof_days(table, set);
    }
    if (book.campaign && book.campaign->route_table) {
        out.tables.push_back(checked(book.campaign->route_table->table(), law::prove_routes(book)));
        // Its rows name no parameter: what holds on the day of the notice holds on every day.
        out.tables.back().from = *book.document(book.campaign->document)->issued_on;
        out.tables.back().days = {out.tables.back().from};
    }
    return out;
}

std::vector<CheckedBook> check_books(const law::RulebookSet& set) {
    std::vector<CheckedBook> out;
    for (const law::Rulebook& book : set.books) out.push_back(check_book(book, set));
    return out;
}

base::Result<CheckedBook> check_named_book(const std::string& name) {
    PANHUO_TRY(const law::RulebookSet set, law::load_rulebooks(name, text_of, law::Proofs::Left));
    return check_book(set.main(), set);
}

base::Json checked_json(const CheckedBook& book) {
    base::Json contradictions = base::Json::array();
    for (const law::Contradiction& one : book.contradictions) contradictions.push_back(contradiction_json(one));
    return {{"rulebook", book.name},
            {"tables", book.tables.size()},
            {"rows", book.rows()},
            {"cases", book.cases()},
            {"complete", !holds(book.faults, "TABLE_GAP")},
            {"conflicts", faults_json(book.faults, "TABLE_CONFLICT")},
            {"unfired", faults_json(book.faults, "ROW_UNFIRED")},
            {"faults", faults_json(book.faults, "")},
            {"contradictions", std::move(contradictions)}};
}

base::Json checked_tables_json(const CheckedBook& book) {
    base::Json list = base::Json::array();
    for (const CheckedTable& table : book.tables) {
        base::Json days = base::Json::array();
        for (const base::Date day : table.days) days.push_back(day.iso());
        list.push_back({{"id", table.id},
                        {"title", base::text_json(table.title)},
                        {"from", table.from.iso()},
                        {"rows", table.rows},
                        {"cases", table.cases},
                        {"days", std::move(days)},
                        {"complete", !holds(table.faults, "TABLE_GAP") && !holds(table.faults, "TABLE_UNREADABLE")},
                        {"conflicts", faults_json(table.faults, "TABLE_CONFLICT")},
                        {"unreachable", faults_json(table.faults, "ROW_UNREACHABLE")},
                        {"faults", faults_json(table.faults, "")}});
    }
    return list;
}

}  // namespace service
