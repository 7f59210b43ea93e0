// panhuo rulebook adopt <store> BOOK : an optional book (a province's, a city's) in force beside the campaign.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "service/rules.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct Options {
    std::string store;
    service::BesideOrder order;
};

int adopt(Session& session, const Options& options) {
    const auto work = [&](service::Office& office) -> base::Result<int> {
        PANHUO_TRY(const std::vector<std::string> books, service::adopt_beside(office, options.order, session.act()));
        if (session.print_json({{"beside", books}})) return static_cast<int>(kDone);
        std::printf("%s\n", session.say("与方案并用的规则集", "books in force beside the campaign"));
        for (const std::string& name : books) std::printf("  %s\n", name.c_str());
        if (books.empty()) std::printf("  %s\n", session.say("没有", "none"));
        return static_cast<int>(kDone);
    };
    return with_store(session, options.store, store::Access::Write, work);
}

}  // namespace

void add_rulebook_adopt(CLI::App& group, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = group.add_subcommand("adopt", "put an optional book in force beside the campaign");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("book", options->order.book, "name of a shipped book, as local/hainan")->required();
    command->add_flag("--end", options->order.end, "from now on without it");
    command->callback([&session, &run, options] { run = [&session, options] { return adopt(session, *options); }; });
}

}  // namespace cli
