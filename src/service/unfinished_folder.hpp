// A folder made under another name beside the one it is to have; gone with everything in it unless it takes that name.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace service {

inline constexpr char kUnfinished[] = ".unfinished-";

class UnfinishedFolder {
  public:
    enum class For : std::uint8_t { Owner, Everybody };  ///< who may look in; everybody: as the system is set up
    /// Errors: FileUnwritable.
    static base::Result<UnfinishedFolder> beside(const std::string& target, For whom);
    UnfinishedFolder(UnfinishedFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    UnfinishedFolder& operator=(UnfinishedFolder&&) = delete;
    ~UnfinishedFolder();

    const std::string& path() const { return path_; }
    /// Takes the name. FileUnwritable where something else took it meanwhile.
    base::Status finish(const std::string& target);

  private:
    explicit UnfinishedFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

/// A path as people write it, without the slashes at its end.
std::string without_end(std::string path);
std::string parent_of(const std::string& path);
/// BackupRoom unless the disk under a folder has room for so many bytes and what goes with them.
base::Status check_room(const std::string& folder, std::uint64_t bytes);

}  // namespace service
