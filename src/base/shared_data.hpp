// For tests only: real data that is not part of the product, and temporary folders.
#pragma once

#include "base/test_tree.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace base::testing {

/// Path of a file or folder of real data, in $PANHUO_SHARED, else in ../shared/data beside the checkout. Tests that
/// read it say PANHUO_NEED_SHARED(path) and skip, visibly, where it is absent.
inline std::string shared_file(const std::string& path) {
    const char* const folder = std::getenv("PANHUO_SHARED");
    return (folder != nullptr ? std::string(folder) : source_tree() + "/../shared/data") + "/" + path;
}

/// A folder of one test, gone at its end.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "panhuo-test-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }
    /// A file with these bytes; its path.
    std::string file(const std::string& name, std::string_view bytes) const {
        std::ofstream(file(name), std::ios::binary) << bytes;
        return file(name);
    }

  private:
    std::string path_;
};

}  // namespace base::testing

#define PANHUO_NEED_SHARED(path) \
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "real data is not here (PANHUO_SHARED): " << (path)
