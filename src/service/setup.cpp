#include "service/setup.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "land/codes.hpp"
#include "service/command.hpp"
#include "service/opening.hpp"
#include "service/record.hpp"
#include "service/rules.hpp"

namespace service {
namespace {

/// Six digits; an office below the county keeps no store of its own. 000000 is the whole country.
std::optional<std::string> office_division(const std::string& division) {
    if (division == "000000") return division;
    const land::Checked code = land::read_division_code(division);
    if (!code.fine() || code.normalised.size() != 6) return std::nullopt;
    return code.normalised;
}

std::string founding_payload(const std::string& division, const std::string& rulebook) {
    std::string payload;
    base::JsonWriter writer(payload);
    writer.begin_object();
    writer.key("division");
    writer.string(division);
    writer.key("rulebook");
    writer.string(rulebook);
    writer.end_object();
    return payload;
}

base::Result<ImportedFile> record_file(Office& office, const std::string& path, const Act& act) {
    PANHUO_TRY(const std::string text, base::read_file(path));
    PANHUO_TRY(const base::Json document, base::parse_json(text, path));
    PANHUO_TRY(const Recorded recorded, record(office, document, act));
    ImportedFile file;
    file.file = path;
    file.kind = "record";
    file.rows = file.accepted = static_cast<std::int64_t>(recorded.entries.size());
    file.entries = recorded.entries.size();
    return file;
}

base::Result<ImportedFile> opening_of(Office& office, const std::string& day, const Act& act) {
    const auto on = base::parse_iso_date(day);
    if (!on) return base::Error{base::Code::DateInvalid, {day}};
    PANHUO_TRY(const Opened opened, open_from_official(office, *on, act));
    ImportedFile file;
    file.file = "opening " + day;
    file.kind = "opening";
    file.rows = opened.approvals;
    file.accepted = opened.entered;
    file.unchanged = opened.unchanged;
    file.rejected = static_cast<std::int64_t>(opened.unknown.size() + opened.silent.size());
    file.entries = static_cast<std::uint64_t>(opened.entered);
    return file;
}

/// as-of=2023-12-31, crs=EPSG:4525, approval=…
base::Status read_option(std::string_view word, ImportOptions& options) {
    const std::size_t at = word.find('=');
    const std::string name(word.substr(0, at));
    const std::string value(at == std::string_view::npos ? std::string_view() : word.substr(at + 1));
    if (name == "as-of") {
        options.as_of = base::parse_iso_date(value);
        if (!options.as_of) return base::Error{base::Code::DateInvalid, {value}};
    } else if (name == "crs") {
        options.crs = value;
    } else if (name == "propose") {
        options.propose = value != "no";
    } else if (name == "approval") {
        options.approval = value;
    } else {
        return base::Error{base::Code::Usage, {"manifest.txt: " + std::string(word)}};
    }
    return base::Done{};
}

}  // namespace

base::Status check_founding(const std::string& division, const std::string& rulebook) {
    if (!office_division(division)) return base::Error{base::Code::DivisionUnknown, {division}};
    PANHUO_TRY(const law::RulebookSet books, law::load(rulebook));
    if (!books.main().campaign) return base::Error{base::Code::RulebookInvalid, {rulebook, "kind", "not a campaign"}};
    return base::Done{};
}

base::Result<Founded> found_store(Office& office, const std::string& division, const std::string& rulebook,
                                  const Act& act) {
    const std::optional<std::string> code = office_division(division);
    if (!code) return base::Error{base::Code::DivisionUnknown, {division}};
    PANHUO_TRY(const law::RulebookSet books, law::load(rulebook));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    PANHUO_TRY(const std::string entry, command->say_plain(kStoreKind, *code, founding_payload(*code, rulebook), {}));
    PANHUO_DO(adopt_rulebook(*command, books));
    store::Transaction& transaction = command->transaction();
    PANHUO_DO(transaction.put_setting(setting::kDivision, *code));
    PANHUO_DO(transaction.put_setting(setting::kRulebook, rulebook));
    PANHUO_DO(transaction.put_setting(setting::kBaselineDay, books.campaign().baseline_day.iso()));
    PANHUO_DO(command->commit());
    return Founded{*code, rulebook};
}

base::Result<std::vector<ImportedFile>> import_sample(Office& office, const Act& act) {
    PANHUO_TRY(const std::string home, base::data_folder());
    const std::string folder = home + "/samples/xixian/";
    PANHUO_TRY(const std::string manifest, base::read_file(folder + "manifest.txt"));
    std::vector<ImportedFile> files;
    for (const std::string_view line : base::split(manifest, '\n')) {
        if (line.empty() || line.front() == '#') continue;
        const std::vector<std::string_view> words = base::split(line, ' ');
        if (words.front() == "record") {
            PANHUO_TRY(ImportedFile file, record_file(office, folder + std::string(words.back()), act));
            files.push_back(std::move(file));
            continue;
        }
        if (words.front() == "opening") {
            PANHUO_TRY(ImportedFile file, opening_of(office, std::string(words.back()), act));
            files.push_back(std::move(file));
            continue;
        }
        ImportOptions options;
        const std::optional<TableForm> form = table_form(std::string(words[1]));
        if (!form) return base::Error{base::Code::RecordKindUnknown, {std::string(words[1]), "manifest.txt"}};
        options.kind = form->kind;
        options.form = form->form;
        for (std::size_t i = 2; i + 1 < words.size(); ++i) PANHUO_DO(read_option(words[i], options));
        PANHUO_TRY(ImportedFile file, import_file(office, folder + std::string(words.back()), options, act));
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace service
