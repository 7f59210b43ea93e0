#include "service/backup.hpp"

#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/further_code.hpp"
#include "service/proof.hpp"
#include "service/unfinished_folder.hpp"
#include "store/backup.hpp"

#include <algorithm>
#include <filesystem>

namespace service {
namespace {

namespace fs = std::filesystem;
using base::Code;
using base::Error;
using base::Further;

struct Kept {
    std::vector<std::string> names;  ///< sorted
    std::uint64_t bytes = 0;
};

/// Files under their hash and the names they came with; what is half written has another name.
base::Result<Kept> kept_files(const std::string& store) {
    Kept kept;
    std::error_code why;
    for (fs::directory_iterator at(store + "/files", why), end; !why && at != end; at.increment(why)) {
        const std::string name = at->path().filename().string();
        std::error_code unknown;
        if (!is_kept_name(name) || !at->is_regular_file(unknown)) continue;
        kept.names.push_back(name);
        const std::uintmax_t bytes = at->file_size(unknown);
        if (!unknown) kept.bytes += bytes;
    }
    if (why && why != std::errc::no_such_file_or_directory)
        return Error{Code::FileUnreadable, {store + "/files", why.message()}};
    std::sort(kept.names.begin(), kept.names.end());
    return kept;
}

base::Result<BackupFile> facts_of(const std::string& folder, const std::string& name) {
    PANHUO_TRY(const base::FileFacts facts, base::file_facts(folder + "/" + name));
    return BackupFile{name, facts.bytes, base::hex(facts.sha256)};
}

base::Status copy_kept(const std::string& store, const std::string& folder, const Kept& kept,
                       std::vector<BackupFile>& files, const TellProgress& progress) {
    PANHUO_DO(base::make_private_folder(folder + "/files"));
    for (const std::string& name : kept.names) {
        tell(progress, "copying_files", files.size(), kept.names.size());
        const std::string file = "files/" + name;
        PANHUO_DO(base::copy_file(store + "/" + file, folder + "/" + file));
        PANHUO_TRY(BackupFile facts, facts_of(folder, file));
        if (!name.ends_with(".name") && facts.sha256 != name)
            return Error{Further::BackupUnproved, {file, "FILE_CHANGED"}};
        files.push_back(std::move(facts));
    }
    return base::sync_path(folder + "/files");
}

/// The copy, proved as a store of its own; its chains end where those of the store did when it was copied.
base::Status prove(const std::string& folder, const journal::Checkpoint& expected, Office& office,
                   const TellProgress& progress) {
    {
        PANHUO_TRY(const std::unique_ptr<store::Store> copy, store::open_sqlite(folder, store::Access::Read));
        Office of_copy{*copy, office.clock, office.random};
        PANHUO_TRY(const Verification proof, verify(of_copy, &expected, progress));
        if (!proof.ok()) return Error{Further::BackupUnproved, {proof.faults.front().entry, proof.faults.front().code}};
        if (proof.chains != expected.heads) return Error{Further::BackupUnproved, {"heads", "CHAIN_REWRITTEN"}};
    }
    store::clear_reading_traces(folder);
    return base::Done{};
}

base::Status check_target(const std::string& store, const std::string& target) {
    if (target.empty()) return Error{Code::Usage, {"-o"}};
    if (base::name_in_use(target)) return Error{Further::BackupExists, {target}};
    if (!fs::is_directory(parent_of(target))) return Error{Code::FileNotFound, {parent_of(target)}};
    return check_backup_place(store, target);
}

}  // namespace

base::Status check_backup_place(const std::string& store_folder, const std::string& place) {
    if (!base::lies_in(base::real_path(place), base::real_path(store_folder))) return base::Done{};
    return Error{Further::BackupPlace,
                 {place, base::both("它在库 " + store_folder + " 里面", "it lies inside the store " + store_folder)}};
}

bool is_backup(const std::string& folder) { return base::file_exists(folder + "/" + kManifestName); }

base::Result<BackupManifest> make_backup(Office& office, const std::string& wanted, const TellProgress& progress) {
    const std::string source = office.store.folder();
    const std::string target = without_end(wanted);
    if (source.empty()) return Error{Code::StoreNotFound, {"memory"}};
    PANHUO_DO(check_target(source, target));
    PANHUO_TRY(const std::uint64_t database, store::database_bytes(source));
    PANHUO_TRY(const Kept before, kept_files(source));
    PANHUO_DO(check_room(parent_of(target), database + before.bytes));

    BackupManifest manifest;
    manifest.program = PANHUO_VERSION;
    PANHUO_TRY(UnfinishedFolder folder, UnfinishedFolder::beside(target, UnfinishedFolder::For::Owner));
    manifest.taken_at = office.clock.now();
    PANHUO_TRY(manifest.heads,
               store::copy_database(source, folder.path() + "/panhuo.db", [&](std::uint64_t done, std::uint64_t all) {
                   tell(progress, "copying", done, all);
               }));
    // Listed after the moment of the database: a file is kept before the entry that names it.
    PANHUO_TRY(const Kept kept, kept_files(source));
    PANHUO_DO(copy_kept(source, folder.path(), kept, manifest.files, progress));
    PANHUO_TRY(BackupFile facts, facts_of(folder.path(), "panhuo.db"));
    manifest.files.push_back(std::move(facts));  // sorts behind files/

    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(manifest.division, office_chain(*snapshot));
    PANHUO_TRY(const std::optional<journal::Stored> first, snapshot->entry(kSystemChain, 1));
    if (first) manifest.store = base::hex(first->hash);
    PANHUO_DO(prove(folder.path(), manifest.checkpoint(), office, progress));

    tell(progress, "writing", 0);
    manifest.verified_at = office.clock.now();
    PANHUO_DO(base::write_file_atomic(folder.path() + "/" + kManifestName, manifest_text(manifest)));
    PANHUO_DO(folder.finish(target));
    return manifest;
}

}  // namespace service
