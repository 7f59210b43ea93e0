#include "service/restore.hpp"

#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/further_code.hpp"
#include "service/backup.hpp"
#include "service/open_store.hpp"
#include "service/proof.hpp"
#include "service/unfinished_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace service {
namespace {

namespace fs = std::filesystem;
using base::Code;
using base::Error;
using base::Further;

Error refused(const std::string& backup, const std::string& file, std::string_view zh, std::string_view en) {
    return Error{Further::BackupRefused, {backup, file, base::both(zh, en)}};
}

/// What reading the backup as a store leaves beside it. An index of a log and a lock say nothing; a log with something
/// in it does.
bool is_trace(const fs::directory_entry& entry, const std::string& name) {
    std::error_code why;
    if (!entry.is_regular_file(why)) return false;
    if (name == "panhuo.db-shm" || name == "lock" || name == kManifestName) return true;
    return name == "panhuo.db-wal" && entry.file_size(why) == 0;
}

/// Nothing beside what the manifest names.
base::Status check_nothing_else(const std::string& backup, const BackupManifest& manifest) {
    std::set<std::string> known{"files"};
    for (const BackupFile& file : manifest.files) known.insert(file.name);
    for (const std::string inside : {"", "files/"}) {
        std::error_code why;
        for (fs::directory_iterator at(backup + "/" + inside, why), end; !why && at != end; at.increment(why)) {
            const std::string name = inside + at->path().filename().string();
            if (known.contains(name) || is_trace(*at, name)) continue;
            return refused(backup, name, "清单里没有这个文件，是后来放进去的",
                           "the manifest does not name it: it came later");
        }
        if (why) return Error{Code::FileUnreadable, {backup + "/" + inside, why.message()}};
    }
    return base::Done{};
}

/// Before anything is copied: each is there, is a file, and as long as it was.
base::Status check_sizes(const std::string& backup, const BackupManifest& manifest) {
    for (const BackupFile& file : manifest.files) {
        std::error_code why;
        const fs::path path = backup + "/" + file.name;
        const fs::file_status status = fs::symlink_status(path, why);
        if (!fs::exists(status)) return refused(backup, file.name, "缺少这个文件", "it is missing");
        if (!fs::is_regular_file(status)) return refused(backup, file.name, "不是普通文件", "it is no plain file");
        const std::uintmax_t bytes = fs::file_size(path, why);
        if (why) return Error{Code::FileUnreadable, {path.string(), why.message()}};
        if (bytes == file.bytes) continue;
        const std::string found = std::to_string(bytes), wanted = std::to_string(file.bytes);
        return refused(backup, file.name, "大小是 " + found + " 字节，清单记的是 " + wanted + " 字节",
                       "it has " + found + " bytes, the manifest says " + wanted);
    }
    return base::Done{};
}

base::Status copy_all(const std::string& backup, const BackupManifest& manifest, const std::string& folder,
                      const TellProgress& progress) {
    PANHUO_DO(base::make_folders(folder + "/files"));
    std::uint64_t done = 0;
    for (const BackupFile& file : manifest.files) {
        tell(progress, "copying_files", done++, manifest.files.size());
        const std::string copy = folder + "/" + file.name;
        PANHUO_DO(base::copy_file(backup + "/" + file.name, copy));
        PANHUO_TRY(const base::FileFacts facts, base::file_facts(copy));
        if (base::hex(facts.sha256) != file.sha256 || facts.bytes != file.bytes)
            return refused(backup, file.name, "内容与清单的哈希不符，已损坏或被换过",
                           "its content does not have the hash of the manifest: damaged or exchanged");
    }
    return base::sync_path(folder + "/files");
}

/// The chains end where the manifest says, and nothing in them or in the files they name was changed.
base::Status prove(const std::string& backup, const BackupManifest& manifest, Office& office,
                   const TellProgress& progress) {
    const journal::Checkpoint expected = manifest.checkpoint();
    PANHUO_TRY(const Verification proof, verify(office, &expected, progress));
    if (!proof.ok()) {
        const journal::Fault& fault = proof.faults.front();
        return refused(backup, fault.entry, "账簿核验未通过：" + fault.code,
                       "the journal does not verify: " + fault.code);
    }
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string division, office_chain(*snapshot));
    if (proof.chains == manifest.heads && division == manifest.division) return base::Done{};
    return refused(backup, kManifestName, "清单与库里的账簿链或行政区划不符，不是同一份备份",
                   "its heads or its division are not those of the database: they are of different backups");
}

base::Status check_goes_on(const RestoreOrder& order, Office& office) {
    if (!order.against || order.despite) return base::Done{};
    PANHUO_TRY(const journal::Checkpoint now, take_checkpoint(office));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    const auto hash_at = [&](std::string_view chain, std::uint64_t number) -> base::Result<std::optional<base::Hash>> {
        PANHUO_TRY(const std::optional<journal::Stored> entry, snapshot->entry(chain, number));
        return entry ? std::optional<base::Hash>(entry->hash) : std::nullopt;
    };
    PANHUO_TRY(const std::vector<journal::Fault> faults, journal::compare(*order.against, now, hash_at));
    if (faults.empty()) return base::Done{};
    return Error{Further::BackupBehind, {order.backup, order.against_name, faults.front().entry, faults.front().code}};
}

base::Status check_target(const std::string& backup, const std::string& target) {
    if (base::name_in_use(target)) return Error{Further::RestoreExists, {target}};
    if (!fs::is_directory(parent_of(target))) return Error{Code::FileNotFound, {parent_of(target)}};
    if (!base::lies_in(base::real_path(target), base::real_path(backup))) return base::Done{};
    return Error{Further::BackupPlace,
                 {target, base::both("它在备份 " + backup + " 里面", "it lies inside the backup " + backup)}};
}

}  // namespace

base::Result<BackupManifest> restore(const RestoreOrder& order, const base::Clock& clock, base::Random& random,
                                     const TellProgress& progress) {
    const std::string target = without_end(order.store);
    PANHUO_DO(check_target(order.backup, target));
    PANHUO_TRY(const BackupManifest manifest, read_manifest(order.backup));
    PANHUO_DO(check_nothing_else(order.backup, manifest));
    PANHUO_DO(check_sizes(order.backup, manifest));
    PANHUO_DO(check_room(parent_of(target), manifest.bytes()));
    PANHUO_TRY(UnfinishedFolder folder, UnfinishedFolder::beside(target, UnfinishedFolder::For::Everybody));
    PANHUO_DO(copy_all(order.backup, manifest, folder.path(), progress));
    {
        const auto opened = open_store(folder.path(), store::Access::Write);
        if (!opened.ok()) return refused(order.backup, "panhuo.db", opened.error().text().zh, opened.error().text().en);
        Office office{**opened, clock, random};
        PANHUO_DO(prove(order.backup, manifest, office, progress));
        PANHUO_DO(check_goes_on(order, office));
    }
    tell(progress, "writing", 0);
    PANHUO_DO(base::sync_path(folder.path() + "/panhuo.db"));
    PANHUO_DO(folder.finish(target));
    return manifest;
}

}  // namespace service
