#include "store/writer_lock.hpp"

#include "base/date.hpp"
#include "base/files.hpp"
#include "base/further_code.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace store {
namespace {

using base::Code;
using base::Error;

std::string lock_path(const std::string& folder) { return folder + "/lock"; }

/// False if somebody else has it; errno says why if it is neither.
bool try_lock(int descriptor, short type) {
    struct flock request{};
    request.l_type = type;
    request.l_whence = SEEK_SET;
    return fcntl(descriptor, F_OFD_SETLK, &request) == 0;
}

/// Who holds it: the first line says which process since when, the second at which address it is served, if it is.
base::Error turned_away(const std::string& folder) {
    const auto text = base::read_file(lock_path(folder));
    if (!text.ok() || text->empty()) return Error{Code::StoreLocked, {folder, "?"}};
    const std::size_t end = std::min(text->find('\n'), text->size());
    const std::string address(base::trim(std::string_view(*text).substr(end)));
    if (!address.empty()) return Error{base::Further::StoreServed, {folder, address}};
    return Error{Code::StoreLocked, {folder, text->substr(0, end)}};
}

/// "pid 1234, 2024-06-30T12:00:00Z", replacing what an earlier holder left.
bool write_holder(int descriptor, const std::string& address) {
    const std::string text =
        "pid " + std::to_string(getpid()) + ", " + base::SystemClock().now().iso() + "\n" + address + "\n";
    return ftruncate(descriptor, 0) == 0 &&
           pwrite(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

}  // namespace

base::Result<WriterLock> WriterLock::take(const std::string& folder) {
    const std::string path = lock_path(folder);
    WriterLock lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (lock.descriptor_ < 0) return Error{Code::FileUnwritable, {path, std::strerror(errno)}};
    if (!try_lock(lock.descriptor_, F_WRLCK)) {
        if (errno == EAGAIN || errno == EACCES) return turned_away(folder);
        return Error{Code::FileUnwritable, {path, std::strerror(errno)}};
    }
    if (!write_holder(lock.descriptor_, "")) return Error{Code::FileUnwritable, {path, std::strerror(errno)}};
    return lock;
}

base::Result<WriterLock> WriterLock::share(const std::string& folder) {
    const std::string path = lock_path(folder);
    WriterLock lock(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (lock.descriptor_ < 0) {
        if (errno == ENOENT) return lock;
        return Error{Code::FileUnreadable, {path, std::strerror(errno)}};
    }
    if (!try_lock(lock.descriptor_, F_RDLCK)) {
        if (errno == EAGAIN || errno == EACCES) return turned_away(folder);
        return Error{Code::FileUnreadable, {path, std::strerror(errno)}};
    }
    return lock;
}

base::Status WriterLock::announce(const std::string& folder, const std::string& address) const {
    if (descriptor_ < 0 || write_holder(descriptor_, address)) return base::Done{};
    return Error{Code::FileUnwritable, {lock_path(folder), std::strerror(errno)}};
}

WriterLock::WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace store
