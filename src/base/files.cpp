#include "base/files.hpp"

#include "base/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace base {
namespace {

namespace fs = std::filesystem;

/// Names nobody else uses: this process, and a count within it.
std::string temporary_name(const std::string& path) {
    static std::atomic<unsigned> count{0};
    return path + ".tmp." + std::to_string(::getpid()) + "." + std::to_string(++count);
}

bool holds_rulebooks(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "rulebooks", ignored);
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
    const Descriptor fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (fd.get() < 0) return unreadable(path);
    struct stat info{};
    if (::fstat(fd.get(), &info) != 0) return unreadable(path);
    std::string out;
    if (S_ISREG(info.st_mode)) out.reserve(static_cast<std::size_t>(info.st_size) + 1);
    for (;;) {
        const std::size_t have = out.size();
        out.resize(std::max(out.capacity(), have + (1 << 16)));
        const ssize_t got = ::read(fd.get(), out.data() + have, out.size() - have);
        out.resize(have + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return unreadable(path);
        if (got == 0) return out;
    }
}

Status write_file_atomic(const std::string& path, std::string_view bytes) {
    const std::string temporary = temporary_name(path);
    Descriptor fd{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
    if (fd.get() < 0) return unwritable(path);
    if (!write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0 || !fd.close() ||
        ::rename(temporary.c_str(), path.c_str()) != 0) {
        const Error why = unwritable(path);
        ::unlink(temporary.c_str());
        return why;
    }
    return sync_folder_of(path);
}

bool file_exists(const std::string& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

Status move_file(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return unwritable(to);
    return Done{};
}

Status settle_file(const std::string& from, const std::string& to) {
    Descriptor fd{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
    if (fd.get() < 0 || ::fsync(fd.get()) != 0 || !fd.close() || ::rename(from.c_str(), to.c_str()) != 0) {
        const Error why = unwritable(to);
        ::unlink(from.c_str());
        return why;
    }
    return sync_folder_of(to);
}

void remove_folder(const std::string& path) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
}

Status make_folders(const std::string& path) {
    std::error_code why;
    fs::create_directories(path, why);
    if (why) return Error{Code::FileUnwritable, {path, why.message()}};
    return Done{};
}

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

std::string program_folder() {
    std::error_code why;
    const fs::path self = fs::read_symlink("/proc/self/exe", why);
    return why ? std::string(".") : self.parent_path().string();
}

Result<std::string> data_folder() {
    if (const char* const home = std::getenv("PANHUO_HOME"); home != nullptr && *home != '\0') {
        if (!holds_rulebooks(home)) return Error{Code::FileNotFound, {std::string(home) + "/rulebooks"}};
        return std::string(home);
    }
    const fs::path program = program_folder();
    for (fs::path folder = program;; folder = folder.parent_path()) {
        if (holds_rulebooks(folder)) return folder.string();
        if (folder == folder.parent_path()) break;
    }
    const fs::path installed = program.parent_path() / "share" / "panhuo";
    if (holds_rulebooks(installed)) return installed.string();
    return Error{Code::FileNotFound, {(installed / "rulebooks").string()}};
}

}  // namespace base
