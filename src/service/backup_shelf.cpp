#include "service/backup_shelf.hpp"

#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "service/unfinished_folder.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace service {
namespace {

namespace fs = std::filesystem;

constexpr char kPrefix[] = "panhuo-";
constexpr char kGoing[] = ".going-";
constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kShanghaiSeconds = 8 * 3600;

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// panhuo-DDDDDD-YYYYMMDD-HHMMSS
bool is_server_name(std::string_view name) {
    if (!name.starts_with(kPrefix)) return false;
    name.remove_prefix(sizeof(kPrefix) - 1);
    return name.size() == 22 && name[6] == '-' && name[15] == '-' && all_digits(name.substr(0, 6)) &&
           all_digits(name.substr(7, 8)) && all_digits(name.substr(16));
}

base::Result<std::vector<std::string>> folders_on(const std::string& shelf) {
    std::vector<std::string> names;
    std::error_code why;
    for (fs::directory_iterator at(shelf, why), end; !why && at != end; at.increment(why)) {
        std::error_code unknown;
        if (at->is_directory(unknown) && !at->is_symlink(unknown)) names.push_back(at->path().filename().string());
    }
    if (why) return base::Error{base::Code::FileUnreadable, {shelf, why.message()}};
    return names;
}

}  // namespace

std::string backup_name(const std::string& division, base::Instant now) {
    const std::int64_t seconds = now.micros() / kSecondUs + kShanghaiSeconds;
    const int of_day = static_cast<int>(seconds % kDaySeconds);
    char time[16];
    std::snprintf(time, sizeof time, "%02d%02d%02d", of_day / 3600, of_day / 60 % 60, of_day % 60);
    std::string day = now.shanghai_date().iso();
    day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
    return kPrefix + division + "-" + day + "-" + time;
}

base::Result<std::vector<Shelved>> backups_on(const std::string& shelf, const std::string& store_identity) {
    PANHUO_TRY(const std::vector<std::string> names, folders_on(shelf));
    std::vector<Shelved> found;
    for (const std::string& name : names) {
        if (name.find(kUnfinished) != std::string::npos || name.find(kGoing) != std::string::npos) continue;
        base::Result<BackupManifest> manifest = read_manifest(shelf + "/" + name);
        if (manifest.ok() && manifest->store == store_identity) found.push_back({name, *std::move(manifest)});
    }
    std::sort(found.begin(), found.end(), [](const Shelved& a, const Shelved& b) {
        return std::pair(b.manifest.taken_at, b.name) < std::pair(a.manifest.taken_at, a.name);
    });
    return found;
}

base::Result<std::vector<std::string>> remove_old_backups(const std::string& shelf, const std::string& store_identity,
                                                          std::size_t keep) {
    PANHUO_TRY(const std::vector<Shelved> standing, backups_on(shelf, store_identity));
    std::vector<std::string> gone;
    for (std::size_t i = std::max<std::size_t>(keep, 1); i < standing.size(); ++i) {
        const std::string& name = standing[i].name;
        if (!is_server_name(name)) continue;
        // Under another name first: a backup is there whole or not there.
        const std::string path = shelf + "/" + name, going = shelf + "/" + name + kGoing;
        base::remove_folder(going);
        PANHUO_DO(base::move_file(path, going));
        base::remove_folder(going);
        gone.push_back(name);
    }
    return gone;
}

void clear_unfinished(const std::string& shelf) {
    const auto names = folders_on(shelf);
    if (!names.ok()) return;
    for (const std::string& name : *names) {
        const std::size_t end = std::min(name.find(kUnfinished), name.find(kGoing));
        if (end != std::string::npos && is_server_name(std::string_view(name).substr(0, end)))
            base::remove_folder(shelf + "/" + name);
    }
}

base::Json shelved_json(const Shelved& shelved) {
    base::Json json{{"name", shelved.name}};
    json.update(manifest_json(shelved.manifest));
    return json;
}

}  // namespace service
