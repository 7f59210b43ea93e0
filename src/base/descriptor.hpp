// Descriptors: what the files of this room share of the system's own calls. Private to the room.
#pragma once

#include "base/result.hpp"

#include <unistd.h>

#include <string>
#include <string_view>
#include <utility>

namespace base {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    /// Closing can be the first to report a failed write (network folders).
    bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

  private:
    int fd_;
};

/// errno in words: FileNotFound or FileUnreadable; FileUnwritable.
Error unreadable(const std::string& path);
Error unwritable(const std::string& path);

/// False with errno where the system did not take all of it.
bool write_all(int fd, std::string_view bytes);

/// The names in the folder of a path are on the disk.
Status sync_folder_of(const std::string& path);

}  // namespace base
