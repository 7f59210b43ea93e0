// panhuo rulebook check [BOOK…]: the proofs of rulebooks, and what a notice contradicts, with the readings that mend
// it.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "law/rulebook.hpp"
#include "service/rulebook_check.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace cli {
namespace {

void print(const Session& session, const service::CheckedBook& book) {
    std::printf(session.say("%s：%zu 张表、%zu 行、%zu 个用例；%s\n", "%s: %zu tables, %zu rows, %zu cases; %s\n"),
                book.name.c_str(), book.tables.size(), book.rows(), book.cases(),
                book.proved() ? session.say("证明成立", "proved") : session.say("证明不成立", "not proved"));
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
    std::vector<service::CheckedBook> books;
    for (const std::string& name : names) {
        auto checked = service::check_named_book(name);
        if (!checked.ok()) return session.fail(checked.error());
        books.push_back(std::move(checked).value());
    }
    base::Json list = base::Json::array();
    for (const service::CheckedBook& book : books) list.push_back(service::checked_json(book));
    if (!session.print_json(one ? list[0] : base::Json{{"rulebooks", list}}))
        for (const service::CheckedBook& book : books) print(session, book);
    const bool proved =
        std::all_of(books.begin(), books.end(), [](const service::CheckedBook& b) { return b.proved(); });
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
