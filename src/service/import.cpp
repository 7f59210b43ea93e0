#include "service/import.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "geo/site_shift.hpp"
#include "intake/reject_file.hpp"
#include "intake/shape_place.hpp"
#include "service/command.hpp"
#include "service/draws.hpp"
#include "service/filled_ledger.hpp"
#include "service/ground_box.hpp"
#include "service/handover.hpp"
#include "service/kept_files.hpp"
#include "service/mappings.hpp"
#include "service/vault.hpp"
#include "service/versions.hpp"
#include "service/web_map.hpp"
#include "service/whereabouts.hpp"

#include <functional>
#include <unordered_map>

namespace service {
namespace {

/// The cells as written; a last member, whose name no heading has, says by which mapping they were read.
std::string original_json(const std::vector<std::pair<std::string, std::string>>& cells, const std::string& mapping) {
    std::string out;
    base::JsonWriter writer(out);
    writer.begin_object();
    for (const auto& [heading, cell] : cells) {
        writer.key(heading);
        writer.string(cell);
    }
    if (!mapping.empty()) {
        writer.key(kMappingMember);
        writer.string(mapping);
    }
    writer.end_object();
    return out;
}

std::string change_reason(const std::vector<land::FieldChange>& changes) {
    std::string reason;
    for (const land::FieldChange& change : changes) {
        if (!reason.empty()) reason += "; ";
        reason += change.field + ": " + (change.before.empty() ? "–" : change.before) + " → " +
                  (change.after.empty() ? "–" : change.after);
    }
    return reason;
}

void note_ground(const land::Record& record, const std::string& key, TouchedGround& touched) {
    if (const auto* link = std::get_if<land::Link>(&record)) touched.linked.insert(link->supply);
    const land::Geometry* const shape = geometry_of(record);
    if (shape == nullptr || shape->empty()) return;
    if (land::kind_of(record) == land::Kind::Plot) touched.plots.insert(key);
    if (land::kind_of(record) == land::Kind::Supply) touched.supplies.insert(key);
}

/// Receives candidates and decides: new, unchanged, repeated in this file, changed, or in conflict.
class Importer final : public intake::Sink {
  public:
    /// `before` is the store as it was, on whose ledger portions are laid; it must outlive the import.
    Importer(Office& office, Command& command, store::Snapshot& before, base::Date day, const base::Hash& file_hash,
             ImportedFile& file, intake::RejectFile* rejects, const TellProgress& progress)
        : command_(command),
          vault_(command.transaction(), office.random),
          before_(before),
          day_(day),
          file_hash_(file_hash),
          file_(file),
          rejects_(rejects),
          progress_(progress) {}

    base::Status candidate(intake::Candidate&& candidate) override;
    void problem(intake::Problem&& problem) override;
    void rejected(std::string_view sheet, std::int64_t row, const std::vector<std::string>& headings,
                  const std::vector<std::string>& cells) override;
    /// The first failure of writing the refused rows, which must not be lost unnoticed.
    const base::Status& reject_status() const { return reject_status_; }
    const TouchedGround& touched() const { return touched_; }

  private:
    /// What this file said under a key before: hash of the payload and where.
    struct Seen {
        std::size_t payload;
        std::int64_t row;
    };
    enum class Repeat { First, Same, Conflict };
    Repeat repeat_of(land::Record& record, std::int64_t row, std::string& key, std::string& payload);
    void refuse(const intake::Candidate& candidate, std::string_view code, const std::string& key,
                const std::vector<std::string>& more);
    enum class Laid { Speaks, Silent, Refused };
    base::Result<Laid> lay_over(intake::Candidate& candidate);
    base::Status enter(const intake::Candidate& candidate, const std::string& key, const std::string& payload);

    Command& command_;
    Vault vault_;
    store::Snapshot& before_;
    base::Date day_;
    base::Hash file_hash_;
    ImportedFile& file_;
    intake::RejectFile* rejects_;
    const TellProgress& progress_;
    std::uint64_t taken_ = 0;
    std::unique_ptr<FilledLedger> ledger_;  ///< read when the first portion comes
    std::unordered_map<std::string, Seen> seen_;
    Projections projections_;
    base::Status reject_status_ = base::Done{};
    TouchedGround touched_;
};

Importer::Repeat Importer::repeat_of(land::Record& record, std::int64_t row, std::string& key, std::string& payload) {
    while (true) {
        key = land::key_of(record);
        payload = land::payload_of(record);
        const std::size_t digest = std::hash<std::string>{}(payload);
        const auto [at, first] = seen_.emplace(key, Seen{digest, row});
        if (first) return Repeat::First;
        if (at->second.payload == digest) return Repeat::Same;
        // Rows without a number that agree in project, date and area but not in all: told apart by an ordinal.
        auto* supply = std::get_if<land::Supply>(&record);
        if (supply == nullptr || !supply->supervision_no.empty()) return Repeat::Conflict;
        ++supply->ordinal;
    }
}

/// A portion is laid over what the ledger shows; silent where its row says nothing new.
base::Result<Importer::Laid> Importer::lay_over(intake::Candidate& candidate) {
    const auto* row = std::get_if<land::Portion>(&candidate.record);
    if (row == nullptr) return Laid::Speaks;
    if (!ledger_) {
        PANHUO_TRY(ledger_, FilledLedger::open(before_, day_));
    }
    const FilledLedger::Answer answer = ledger_->lay(*row, !candidate.echo.empty());
    if (answer.doubtful)
        problem(intake::make_problem("PORTION_UNIT_DOUBTFUL", candidate.sheet, candidate.row, candidate.cells, "area",
                                     row->area->m2_text(), {answer.doubtful->m2_text()}));
    if (answer.listed_unknown) {
        ++file_.rejected;
        problem(intake::make_problem("PORTION_LISTED", candidate.sheet, candidate.row, candidate.cells, "id", row->plot,
                                     {}));
        return Laid::Refused;
    }
    if (!answer.said) return Laid::Silent;
    candidate.record = *answer.said;
    return Laid::Speaks;
}

base::Status Importer::candidate(intake::Candidate&& candidate) {
    constexpr std::uint64_t kOften = 256;
    if (++taken_ % kOften == 0) tell(progress_, "reading", taken_);
    PANHUO_DO(seal_person(vault_, candidate.record, candidate.original));
    PANHUO_TRY(const Laid laid, lay_over(candidate));
    if (laid == Laid::Silent) ++file_.unchanged;
    if (laid != Laid::Speaks) return base::Done{};
    std::string key;
    std::string payload;
    switch (repeat_of(candidate.record, candidate.row, key, payload)) {
        case Repeat::Same:
            ++file_.duplicate;
            return base::Done{};
        case Repeat::Conflict:
            refuse(candidate, "CONFLICTING_ROW", key, {std::to_string(seen_.at(key).row)});
            return base::Done{};
        case Repeat::First:
            return enter(candidate, key, payload);
    }
    return base::Done{};
}

void Importer::refuse(const intake::Candidate& candidate, std::string_view code, const std::string& key,
                      const std::vector<std::string>& more) {
    ++file_.rejected;
    problem(intake::make_problem(code, candidate.sheet, candidate.row, candidate.cells, "", key, more));
    std::vector<std::string> headings;
    std::vector<std::string> cells;
    for (const auto& [heading, cell] : candidate.original) {
        headings.push_back(heading);
        cells.push_back(cell);
    }
    rejected(candidate.sheet, candidate.row, headings, cells);
}

base::Status Importer::enter(const intake::Candidate& candidate, const std::string& key, const std::string& payload) {
    const land::Kind kind = land::kind_of(candidate.record);
    Saying saying;
    saying.source = {file_hash_, candidate.sheet, candidate.cells};
    PANHUO_TRY(const std::vector<ledger::RecordVersion> known,
               versions_in_force(command_.transaction(), kind, key, command_.recorded_at()));
    if (!known.empty()) {
        if (land::payload_of(known.back().record) == payload) {
            ++file_.unchanged;
            return base::Done{};
        }
        if (const auto metres = moved_as_web_map(known.back().record, candidate.record, projections_)) {
            refuse(candidate, "GCJ02_SHIFTED", key, {std::to_string(*metres)});
            return base::Done{};
        }
        saying.change = journal::Change::Correct;
        saying.reason = change_reason(land::changes_between(known.back().record, candidate.record));
    }
    if (!candidate.shape_note.empty()) saying.reason += (saying.reason.empty() ? "" : "; ") + candidate.shape_note;
    saying.original = original_json(candidate.original, candidate.mapping);
    ++file_.accepted;
    PANHUO_TRY(const std::string id, command_.say(candidate.record, saying));
    note_ground(candidate.record, key, touched_);
    return base::Done{};
}

void Importer::problem(intake::Problem&& problem) {
    if (rejects_ != nullptr && problem.severity == intake::Severity::Error) rejects_->problem(problem);
    ++file_.problem_counts[problem.code];
    if (file_.problems.size() < kMaxProblems) file_.problems.push_back(std::move(problem));
}

void Importer::rejected(std::string_view sheet, std::int64_t row, const std::vector<std::string>& headings,
                        const std::vector<std::string>& cells) {
    if (rejects_ == nullptr || !reject_status_.ok()) return;
    reject_status_ = rejects_->row(sheet, row, headings, cells);
}

/// Without the file nobody could say again where the shapes came to lie, and why.
base::Status keep_parameters(Office& office, const ImportOptions& options) {
    if (!options.shift) return base::Done{};
    PANHUO_TRY(const base::Hash hash, base::hash_file(base::HashAlgorithm::Sha256, options.shift_file));
    return keep_file(office, options.shift_file, hash);
}

/// Takes nothing: for looking at the heads of a file.
class Onlooker final : public intake::Sink {
  public:
    base::Status candidate(intake::Candidate&&) override { return base::Done{}; }
    void problem(intake::Problem&&) override {}
    void rejected(std::string_view, std::int64_t, const std::vector<std::string>&,
                  const std::vector<std::string>&) override {}
};

/// What is said of a sheet by its name is said of the form it has; the file is looked through for those forms.
base::Status name_forms(const std::string& path, std::vector<intake::Mapping>& said) {
    bool all = true;
    for (const intake::Mapping& each : said) all = all && !each.form.empty();
    if (all) return base::Done{};
    intake::ReadOptions options;
    options.said = said;
    options.describe = true;
    Onlooker onlooker;
    PANHUO_TRY(const intake::FileResult seen, intake::read_file(path, options, onlooker));
    for (intake::Mapping& each : said) {
        for (const intake::SheetReport& sheet : seen.sheets) {
            if (each.form.empty() && sheet.name == each.sheet) each.form = sheet.form;
        }
        if (each.form.empty())
            return intake::mapping_error("没有工作表「" + each.sheet + "」", "there is no sheet " + each.sheet);
    }
    return base::Done{};
}

/// How the columns are read: what is said, which is remembered from now on, and what is remembered already.
base::Status settle_mappings(Command& command, const std::string& path, const ImportOptions& options,
                             intake::ReadOptions& reading) {
    reading.said = options.mappings;
    PANHUO_DO(name_forms(path, reading.said));
    for (intake::Mapping& each : reading.said) {
        if (!each.leave && !each.kind) continue;  // only to be shown
        PANHUO_TRY(each.entry, remember_mapping(command, each));
    }
    // A form said of no sheet by name may stand in any.
    for (const intake::Mapping& each : reading.said) {
        if (each.sheet.empty() && each.head_row == 0) reading.remembered.push_back(each);
    }
    std::erase_if(reading.said, [](const intake::Mapping& each) { return each.sheet.empty() && each.head_row == 0; });
    if (options.by_headings) return base::Done{};
    PANHUO_TRY(std::vector<RememberedMapping> remembered, remembered_mappings(command.transaction()));
    for (RememberedMapping& each : remembered) reading.remembered.push_back(std::move(each.mapping));
    return base::Done{};
}

}  // namespace

std::optional<TableForm> table_form(const std::string& name) {
    if (name == "county_ledger") return TableForm{land::Kind::Portion, name};
    if (name == "task_split") return TableForm{land::Kind::Target, name};
    const std::optional<land::Kind> kind = land::kind_from_name(name);
    if (!kind || *kind == land::Kind::Opening) return std::nullopt;
    return TableForm{kind, ""};
}

std::vector<std::string> table_forms() {
    std::vector<std::string> names{"county_ledger", "task_split"};
    for (const land::Kind kind : land::all_kinds()) {
        if (kind != land::Kind::Opening) names.emplace_back(land::kind_name(kind));
    }
    return names;
}

base::Result<ImportOptions> read_import_options(const ImportWords& words) {
    ImportOptions options;
    PANHUO_TRY(intake::ToldCrs told, intake::read_told_crs(words.crs, words.crs_files));
    options.crs = std::move(told.code);
    options.shift = std::move(told.shift);
    options.shift_file = std::move(told.file);
    options.approval = words.approval;
    options.reject_folder = words.reject_folder;
    options.by_headings = words.by_headings;
    if (!words.mapping.empty()) {
        PANHUO_TRY(options.mappings, read_mappings(words.mapping));
    }
    if (!words.as_of.empty()) {
        options.as_of = base::parse_iso_date(words.as_of);
        if (!options.as_of) return base::Error{base::Code::DateInvalid, {words.as_of}};
    }
    if (words.kind.empty()) return options;
    const std::optional<TableForm> form = table_form(words.kind);
    if (!form) {
        std::string known;
        for (const std::string& name : table_forms()) known += (known.empty() ? "" : " ") + name;
        return base::Error{base::Code::RecordKindUnknown, {words.kind, known}};
    }
    options.kind = form->kind;
    options.form = form->form;
    return options;
}

base::Result<ImportedFile> import_file(Office& office, const std::string& path, const ImportOptions& options,
                                       const Act& act) {
    ImportedFile file;
    file.file = path;
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const base::Hash hash, base::hash_file(base::HashAlgorithm::Sha256, path));
    file.sha256 = base::hex(hash);
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    std::optional<intake::RejectFile> rejects;
    if (!options.reject_folder.empty()) {
        PANHUO_DO(base::make_folders(options.reject_folder));
        rejects.emplace(options.reject_folder, path);
    }
    const base::Date day = options.as_of.value_or(command->recorded_at().shanghai_date());
    Importer importer(office, *command, *snapshot, day, hash, file, rejects ? &*rejects : nullptr, options.progress);
    Handover handover(importer);
    intake::ReadOptions reading{options.kind, options.crs, chain, options.approval, options.as_of};
    reading.shift = options.shift;
    reading.shift_file = options.shift_file;
    PANHUO_TRY(reading.extent, extent_of(chain));
    reading.describe = options.describe;
    PANHUO_DO(settle_mappings(*command, path, options, reading));
    PANHUO_TRY(intake::FileResult read, intake::read_file(path, reading, handover));
    PANHUO_DO(handover.finish());
    if (read.kind.empty()) file.error = base::Error{base::Code::KindUndetected, {path}};
    file.sheets = std::move(read.sheets);
    file.kind = options.form.empty() ? read.kind : options.form;
    file.rows = read.rows;
    file.rejected += read.rejected;
    file.entries = command->entries();
    if (rejects) {
        PANHUO_DO(importer.reject_status());
        PANHUO_DO(rejects->close());
        if (rejects->rows() > 0) file.reject_file = rejects->path();
    }
    if (options.propose && file.entries > 0) {
        PANHUO_TRY(const ProposedDraws draws, propose_draws(*command, importer.touched(), day));
        file.proposed_draws = draws.count.proposed;
        file.taken_back = draws.count.taken_back;
    }
    tell(options.progress, "folding", static_cast<std::uint64_t>(file.rows), static_cast<std::uint64_t>(file.rows));
    if (file.entries > 0 && !act.dry_run) {
        PANHUO_DO(keep_file(office, path, hash));
        PANHUO_DO(keep_parameters(office, options));
    }
    PANHUO_DO(command->commit());
    if (act.dry_run) {  // what was said is not remembered
        for (intake::SheetReport& sheet : file.sheets) {
            if (sheet.said) sheet.mapping.clear();
        }
    }
    return file;
}

}  // namespace service
