#include "base/descriptor.hpp"

#include "base/file_copy.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace base {

Error unreadable(const std::string& path) {
    if (errno == ENOENT || errno == ENOTDIR) return Error{Code::FileNotFound, {path}};
    return Error{Code::FileUnreadable, {path, std::strerror(errno)}};
}

Error unwritable(const std::string& path) { return Error{Code::FileUnwritable, {path, std::strerror(errno)}}; }

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(fd, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

Status sync_folder_of(const std::string& path) {
    const std::filesystem::path parent = std::filesystem::path(path).parent_path();
    return sync_path(parent.empty() ? "." : parent.string());
}

}  // namespace base
