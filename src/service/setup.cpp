#include "service/setup.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "land/codes.hpp"
#include "service/command.hpp"
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
        ImportOptions options;
        options.kind = land::kind_from_name(words[1]);
        PANHUO_TRY(ImportedFile file, import_file(office, folder + std::string(words.back()), options, act));
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace service
