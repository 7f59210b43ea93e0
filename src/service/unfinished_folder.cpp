#include "service/unfinished_folder.hpp"

#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/further_code.hpp"

#include <unistd.h>

#include <filesystem>

namespace service {
namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;
constexpr std::uint64_t kSlackBytes = 4 * kMegabyte;  // the manifest, folders, and the log of the check

}  // namespace

base::Result<UnfinishedFolder> UnfinishedFolder::beside(const std::string& target, For whom) {
    const std::string path = target + kUnfinished + std::to_string(::getpid());
    base::remove_folder(path);  // of an earlier process of this number, killed half-way
    if (whom == For::Owner) {
        PANHUO_DO(base::make_private_folder(path));
    } else {
        PANHUO_DO(base::make_folders(path));
    }
    return UnfinishedFolder(path);
}

UnfinishedFolder::~UnfinishedFolder() {
    if (!path_.empty()) base::remove_folder(path_);
}

base::Status UnfinishedFolder::finish(const std::string& target) {
    PANHUO_DO(base::sync_path(path_));
    PANHUO_DO(base::take_name(path_, target));
    path_.clear();
    return base::Done{};
}

std::string without_end(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
}

std::string parent_of(const std::string& path) {
    const std::filesystem::path parent = std::filesystem::path(path).parent_path();
    return parent.empty() ? "." : parent.string();
}

base::Status check_room(const std::string& folder, std::uint64_t bytes) {
    PANHUO_TRY(const std::uint64_t free, base::free_bytes(folder));
    if (bytes + kSlackBytes <= free) return base::Done{};
    return base::Error{
        base::Further::BackupRoom,
        {folder, std::to_string((bytes + kSlackBytes) / kMegabyte + 1), std::to_string(free / kMegabyte)}};
}

}  // namespace service
