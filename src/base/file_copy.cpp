#include "base/file_copy.hpp"

#include "base/descriptor.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

namespace base {
namespace {

namespace fs = std::filesystem;

Status pour(int from, int to, const std::string& from_path, const std::string& to_path) {
    std::vector<char> buffer(1 << 20);
    for (;;) {
        const ssize_t got = ::read(from, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return unreadable(from_path);
        if (got == 0) break;
        if (!write_all(to, {buffer.data(), static_cast<std::size_t>(got)})) return unwritable(to_path);
    }
    if (::fsync(to) != 0) return unwritable(to_path);
    return Done{};
}

}  // namespace

Result<FileFacts> file_facts(const std::string& path) {
    {
        const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.get() < 0) return unreadable(path);
        ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
    }
    FileFacts facts;
    PANHUO_TRY(facts.sha256, hash_file(HashAlgorithm::Sha256, path));
    struct stat info{};
    if (::stat(path.c_str(), &info) != 0) return unreadable(path);
    facts.bytes = static_cast<std::uint64_t>(info.st_size);
    return facts;
}

Status copy_file(const std::string& from, const std::string& to) {
    const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (source.get() < 0) return unreadable(from);
    const Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (target.get() < 0) return unwritable(to);
    return pour(source.get(), target.get(), from, to);
}

Status make_private_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) != 0) return unwritable(path);
    return Done{};
}

Status sync_path(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    // Some network file systems cannot sync a folder (EINVAL).
    if (file.get() < 0 || (::fsync(file.get()) != 0 && errno != EINVAL)) return unwritable(path);
    return Done{};
}

Status take_name(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno != EINVAL && errno != ENOSYS) return unwritable(to);
        // A file system that cannot refuse by itself: looked at just before instead.
        errno = EEXIST;
        if (name_in_use(to) || ::rename(from.c_str(), to.c_str()) != 0) return unwritable(to);
    }
    return sync_folder_of(to);
}

bool name_in_use(const std::string& path) {
    struct stat info{};
    return ::lstat(path.c_str(), &info) == 0;
}

Result<std::uint64_t> free_bytes(const std::string& folder) {
    struct statvfs room{};
    if (::statvfs(folder.c_str(), &room) != 0) return unreadable(folder);
    return std::uint64_t{room.f_bavail} * room.f_frsize;
}

std::string real_path(const std::string& path) {
    std::error_code why;
    const fs::path real = fs::weakly_canonical(fs::absolute(path, why), why);
    std::string text = why ? path : real.string();
    while (text.size() > 1 && text.back() == '/') text.pop_back();
    return text;
}

bool lies_in(const std::string& path, const std::string& folder) {
    return path == folder || folder == "/" || starts_with(path, folder + "/");
}

}  // namespace base
