// panhuo evidence <store> ID : photographs and scans that show something about a parcel; attaching, taking back and
// taking out.
#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "service/evidence.hpp"
#include "service/explain.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace cli {
namespace {

using service::Evidence;

struct EvidenceOptions {
    std::string store, id, taken_on, note, take_back, save, output;
    std::vector<std::string> files;
    bool writes() const { return !files.empty() || !take_back.empty(); }
};

/// A photograph of nothing that the book lists would never be seen again.
base::Status require_parcel(service::Office& office, const std::string& id) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    service::Moment today;
    today.as_of = office.clock.now().shanghai_date();
    PANHUO_TRY(const std::unique_ptr<service::Book> book, service::Book::open(*snapshot, today));
    return service::require_listed(*snapshot, *book, id);
}

base::Result<std::vector<Evidence>> all_of(service::Office& office, const std::string& id) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    return service::evidence_of(*snapshot, id, base::Instant::end_of_time());
}

base::Result<int> list(const Session& session, const std::string& id, const std::vector<Evidence>& all) {
    base::Json pieces = base::Json::array();
    Table table({{session.say("文件", "file")},
                 {session.say("拍摄日期", "taken on")},
                 {session.say("字节", "bytes"), Table::Align::Right},
                 {session.say("说明", "note")},
                 {session.say("谁", "by")},
                 {session.say("日志", "entry")},
                 {"SHA-256"}});
    for (const Evidence& each : all) {
        pieces.push_back(service::evidence_json(each));
        table.row({each.name, each.taken_on ? each.taken_on->iso() : "–", std::to_string(each.bytes), each.note,
                   each.said_by, each.entry, each.sha256});
    }
    if (session.print_json({{"id", id}, {"evidence", std::move(pieces)}})) return kDone;
    if (table.empty()) {
        std::printf("%s\n", session.say("没有佐证。", "There is no evidence."));
    } else {
        std::fputs(table.text(0).c_str(), stdout);
    }
    return kDone;
}

base::Result<int> attach(const Session& session, service::Office& office, const EvidenceOptions& options) {
    service::EvidenceOrder order;
    order.subject = options.id;
    order.note = options.note;
    if (!options.taken_on.empty()) {
        order.taken_on = base::parse_iso_date(options.taken_on);
        if (!order.taken_on) return base::Error{base::Code::DateInvalid, {options.taken_on}};
    }
    for (const std::string& file : options.files) order.files.push_back({file, base::file_name(file)});
    PANHUO_TRY(const std::vector<Evidence> attached, service::attach_evidence(office, order, session.act()));
    return list(session, options.id, attached);
}

base::Result<int> take_back(const Session& session, service::Office& office, const EvidenceOptions& options) {
    if (session.reason.empty()) return base::Error{base::Code::Usage, {"--reason"}};
    PANHUO_DO(service::take_back_evidence(office, options.id, options.take_back, session.act()));
    if (!session.print_json({{"id", options.id}, {"taken_back", options.take_back}}))
        std::printf(session.say("已撤回 %s。\n", "%s is taken back.\n"), options.take_back.c_str());
    return kDone;
}

base::Result<int> save(const Session& session, service::Office& office, const EvidenceOptions& options) {
    PANHUO_TRY(const std::vector<Evidence> all, all_of(office, options.id));
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.sha256 == options.save; });
    if (found == all.end()) return base::Error{base::Code::RecordNotFound, {options.id + " " + options.save}};
    PANHUO_TRY(const std::string kept, service::evidence_path(office.store, found->sha256));
    PANHUO_DO(base::copy_file(kept, options.output));
    if (!session.print_json({{"file", options.output}, {"sha256", found->sha256}}))
        std::printf(session.say("已存为 %s。\n", "Saved as %s.\n"), options.output.c_str());
    return kDone;
}

}  // namespace

void add_evidence_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<EvidenceOptions>();
    CLI::App* command = app.add_subcommand("evidence", "photographs and scans of one parcel");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("id", options->id, "the parcel, as the list of parcels has it")->required();
    CLI::Option* const add = command->add_option("--add", options->files, "JPEG, PNG, TIFF or PDF to attach");
    command->add_option("--taken-on", options->taken_on, "the day that the files show")->needs(add);
    command->add_option("--note", options->note, "what they show")->needs(add);
    CLI::Option* const back =
        command->add_option("--take-back", options->take_back, "hash of a piece attached by mistake; needs --reason");
    CLI::Option* const take = command->add_option("--save", options->save, "hash of a piece to take out");
    CLI::Option* const output = command->add_option("-o,--output", options->output, "file to save it as");
    take->needs(output);
    output->needs(take);
    add->excludes(back)->excludes(take);
    back->excludes(take);
    command->callback([&session, &run, options] {
        run = [&session, options] {
            const auto access = options->writes() ? store::Access::Write : store::Access::Read;
            return with_store(session, options->store, access, [&](service::Office& office) -> base::Result<int> {
                PANHUO_DO(require_parcel(office, options->id));
                if (!options->files.empty()) return attach(session, office, *options);
                if (!options->take_back.empty()) return take_back(session, office, *options);
                if (!options->save.empty()) return save(session, office, *options);
                PANHUO_TRY(const std::vector<Evidence> all, all_of(office, options->id));
                return list(session, options->id, all);
            });
        };
    });
}

}  // namespace cli
