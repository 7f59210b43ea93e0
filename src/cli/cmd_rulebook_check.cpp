// panhuo rulebook check [BOOK…]: the proofs of rulebooks, and what a notice contradicts, with the readings that mend
// it.
#include "base/files.hpp"
#include "base/text.hpp"
#include "cli/session.hpp"
#include "law/contradiction.hpp"
#include "law/prove_book.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace cli {
namespace {

struct Checked {
    std::string name;
    std::size_t tables = 0, rows = 0, cases = 0;
    std::vector<law::BookFault> faults;
    std::vector<law::Contradiction> contradictions;
};

/// A name of the shipped books, or a file of one's own (its name ends in .toml) that may use shipped ones.
base::Result<std::string> text_of(const std::string& name) {
    if (base::ends_with(name, ".toml")) return base::read_file(name);
    return law::shipped_books()(name);
}

base::Result<Checked> check(const std::string& name) {
    PANHUO_TRY(const law::RulebookSet set, law::load_rulebooks(name, text_of, law::Proofs::Left));
    Checked out{name, 0, 0, 0, law::prove_book(set), law::contradictions(set.main())};
    std::vector<law::DecisionTable> tables = set.main().tables;
    if (set.main().campaign && set.main().campaign->route_table)
        tables.push_back(set.main().campaign->route_table->table());
    for (const law::DecisionTable& table : tables) {
        ++out.tables;
        out.rows += table.rows.size();
        out.cases += table.cases.size();
    }
    return out;
}

base::Json fault_json(const law::BookFault& fault) {
    base::Json out{{"code", fault.code}, {"where", fault.where}};
    out.update(base::text_json(fault.text));
    out["example"] = base::text_json(fault.example);
    return out;
}

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

base::Json book_json(const Checked& book) {
    base::Json contradictions = base::Json::array();
    for (const law::Contradiction& one : book.contradictions) contradictions.push_back(contradiction_json(one));
    return {{"rulebook", book.name},
            {"tables", book.tables},
            {"rows", book.rows},
            {"cases", book.cases},
            {"complete", faults_json(book.faults, "TABLE_GAP").empty()},
            {"conflicts", faults_json(book.faults, "TABLE_CONFLICT")},
            {"unfired", faults_json(book.faults, "ROW_UNFIRED")},
            {"faults", faults_json(book.faults, "")},
            {"contradictions", std::move(contradictions)}};
}

void print(const Session& session, const Checked& book) {
    std::printf(session.say("%s：%zu 张表、%zu 行、%zu 个用例；%s\n", "%s: %zu tables, %zu rows, %zu cases; %s\n"),
                book.name.c_str(), book.tables, book.rows, book.cases,
                book.faults.empty() ? session.say("证明成立", "proved") : session.say("证明不成立", "not proved"));
    for (const law::BookFault& fault : book.faults) {
        std::printf("  %s  %s\n    %s\n", fault.code.c_str(), fault.where.c_str(), session.say(fault.text).c_str());
        if (!fault.example.zh.empty())
            std::printf("    %s%s\n", session.say("例：", "example: "), session.say(fault.example).c_str());
    }
    if (book.contradictions.empty()) return;
    std::printf("%s\n",
                session.say("  文件自身的矛盾和没有说清的（照录，不算规则集的错）：",
                            "  what the notice contradicts or leaves open (kept as written, no fault of the book):"));
    for (const law::Contradiction& one : book.contradictions) {
        std::printf("  %-6s %s [%s]\n", one.where.c_str(), session.say(one.text).c_str(), one.id.c_str());
        for (const law::Reading& reading : one.readings)
            std::printf("         %s %s: %s\n", session.say("可读作", "may be read"), reading.id.c_str(),
                        session.say(reading.text).c_str());
    }
}

int run_check(const Session& session, std::vector<std::string> names) {
    const bool one = names.size() == 1;
    if (names.empty()) names = law::shipped_book_names();
    std::vector<Checked> books;
    for (const std::string& name : names) {
        auto checked = check(name);
        if (!checked.ok()) return session.fail(checked.error());
        books.push_back(std::move(checked).value());
    }
    base::Json list = base::Json::array();
    for (const Checked& book : books) list.push_back(book_json(book));
    if (!session.print_json(one ? list[0] : base::Json{{"rulebooks", list}}))
        for (const Checked& book : books) print(session, book);
    const bool proved = std::all_of(books.begin(), books.end(), [](const Checked& b) { return b.faults.empty(); });
    return proved ? kDone : kRefused;
}

}  // namespace

void add_rulebook_check(CLI::App& group, Session& session, Run& run) {
    const auto names = std::make_shared<std::vector<std::string>>();
    CLI::App* command = group.add_subcommand(
        "check", "proofs of rulebooks: no gap, no conflict, every row reachable and shown to fire; contradictions");
    command->add_option("book", *names, "names of books or files ending in .toml; none = all that are shipped");
    command->callback([&session, &run, names] { run = [&session, names] { return run_check(session, *names); }; });
}

}  // namespace cli
