// panhuo report <store> ledger|idle_ledger|progress|approvals|differences|… -o F.xlsx : the tables a bureau owes.
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/moment.hpp"
#include "cli/session.hpp"
#include "service/reports.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace cli {
namespace {

struct Options {
    std::string store, name, output, unit = "ha", layout;
    MomentOptions moment;
};

base::Json check_json(const report::Check& check) {
    base::Json sums = base::Json::object();
    for (const report::Check::Term& term : check.terms) sums[term.keys + "_m2"] = base::area_json(term.sum);
    return {{"holds", check.holds()}, {"rows_off", check.rows_off}, {"sums", std::move(sums)}};
}

base::Json report_json(const std::string& file, const service::WrittenReport& written) {
    base::Json checks = base::Json::array();
    for (const report::Check& check : written.checks) checks.push_back(check_json(check));
    base::Json parts = base::Json::array();
    for (const auto& [part, items] : written.parts) parts.push_back({{"part", part.words}, {"items", items}});
    base::Json notes = base::Json::array();
    for (const base::Text& note : written.notes) notes.push_back(base::text_json(note));
    return {{"file", file},
            {"sha256", written.sha256},
            {"items", written.items},
            {"parts", std::move(parts)},
            {"checks", std::move(checks)},
            {"notes", std::move(notes)}};
}

base::Result<int> write(Session& session, const Options& options, service::Office& office) {
    if (!base::ends_with(options.output, ".xlsx")) {
        return base::Error{base::Code::Usage, {"-o " + options.output + ": FILE.xlsx"}};
    }
    PANHUO_TRY(const service::Moment moment, read_moment(options.moment, session.clock()));
    const base::AreaUnit unit = options.unit == "mu" ? base::AreaUnit::Mu : base::AreaUnit::Hectare;
    PANHUO_TRY(
        const service::WrittenReport written,
        service::write_report(office, {options.name, moment, unit, session.lang, options.layout, options.output}));
    if (session.print_json(report_json(options.output, written))) return kDone;
    const bool all_hold =
        std::all_of(written.checks.begin(), written.checks.end(), [](const auto& check) { return check.holds(); });
    std::printf("%s%s%lld%s%s\n", options.output.c_str(), session.say("：", ": "),
                static_cast<long long>(written.items), session.say(" 行，核对", " rows, checks "),
                all_hold ? session.say("相符", "agree")
                         : session.say("有不符，见表下", "do not all agree: see under the table"));
    return kDone;
}

}  // namespace

void add_report_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("report", "the ledgers and tables a bureau owes, as xlsx");
    command->add_option("store", options->store, "folder of the store")->required();
    std::string names;
    for (const std::string& name : service::report_names()) names += (names.empty() ? "" : " | ") + name;
    command->add_option("name", options->name, names)->required()->check(CLI::IsMember(service::report_names()));
    add_moment_options(*command, options->moment);
    command->add_option("-o,--output", options->output, "FILE.xlsx")->required();
    command->add_option("--unit", options->unit, "ha | mu")->check(CLI::IsMember({"ha", "mu"}));
    command->add_option("--layout", options->layout, "your own layout instead of rulebooks/data/reports/NAME.tsv");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read,
                              [&](service::Office& office) { return write(session, *options, office); });
        };
    });
}

}  // namespace cli
