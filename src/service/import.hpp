// Import: files -> entries. One file is one command; a bad row never stops it, a bad file never half enters it.
#pragma once

#include "base/json_fwd.hpp"
#include "intake/intake.hpp"
#include "service/office.hpp"
#include "service/progress.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace service {

struct ImportOptions {
    std::optional<land::Kind> kind;
    std::string form;                 ///< the name of the kind where it goes by another (county_ledger, task_split)
    std::optional<base::Date> as_of;  ///< the day a list shows, where it does not say so itself
    std::string crs;                  ///< a code
    std::string approval;
    std::string reject_folder;              ///< empty: refused rows are only reported
    bool propose = true;                    ///< draws that the shapes suggest (service/draws.hpp)
    std::vector<intake::Mapping> mappings;  ///< said of this file, or of forms; each is remembered (mappings.hpp)
    bool by_headings = false;               ///< what is remembered of forms is not asked
    bool describe = false;  ///< a file that nobody understands is no failure: its sheets are shown, with `error`
    TellProgress progress;  ///< reading: rows taken; folding
    /// A site's parameters for coordinates of before 2000, and their file, which is kept with the import.
    std::shared_ptr<const geo::SiteShift> shift = {};
    std::string shift_file = {};
};

/// rows = accepted + unchanged + duplicate + rejected.
struct ImportedFile {
    std::string file;
    std::string sha256;
    std::string kind;
    std::int64_t rows = 0, accepted = 0, unchanged = 0, duplicate = 0, rejected = 0;
    std::vector<intake::Problem> problems;  ///< the first kMaxProblems
    std::map<std::string, std::int64_t> problem_counts;
    std::string reject_file;
    std::uint64_t entries = 0;         ///< of the rows
    std::uint64_t proposed_draws = 0;  ///< entries beside them: what the shapes suggest, waiting for a person
    std::uint64_t taken_back = 0;      ///< … and such as no longer hold
    std::optional<base::Error> error;  ///< the file could not be read: nothing of it was entered
    std::vector<intake::SheetReport> sheets;
};

/// What --as may say: the kinds that tables have, and the two forms that are kinds by another name.
struct TableForm {
    std::optional<land::Kind> kind;
    std::string form;
};
std::optional<TableForm> table_form(const std::string& name);
std::vector<std::string> table_forms();

/// What people say beside a file, on the command line or in an address.
struct ImportWords {
    std::string kind;   ///< of table_forms(); empty: detected
    std::string as_of;  ///< 2024-06-30 or empty
    std::string crs, approval, reject_folder;
    std::string mapping;  ///< JSON, as read_mappings takes it, or empty
    bool by_headings = false;
    /// Whether `crs` may name a file of this machine: on the command line, not in an address.
    bool crs_files = false;
};
/// Errors: DateInvalid, RecordKindUnknown with the kinds there are, RecordInvalid (a mapping), those of
/// intake::read_told_crs.
base::Result<ImportOptions> read_import_options(const ImportWords& words);

/// Problems kept per file; all are counted.
inline constexpr std::size_t kMaxProblems = 10'000;

base::Result<ImportedFile> import_file(Office& office, const std::string& path, const ImportOptions& options,
                                       const Act& act);

/// As the contract has it: counts, problems with their cells, the error where the file could not be read.
base::Json imported_json(const ImportedFile& file);

}  // namespace service
