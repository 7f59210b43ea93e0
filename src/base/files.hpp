// Files and folders: whole-file reads, atomic writes, the folder of the running program and of its data.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace base {

Result<std::string> read_file(const std::string& path);
/// Temporary name, write, fsync, rename, fsync of the folder: the file is the old one or the new one, never half.
Status write_file_atomic(const std::string& path, std::string_view bytes);
bool file_exists(const std::string& path);
/// Within one file system: there under the new name, or unchanged.
Status move_file(const std::string& from, const std::string& to);
/// What was written to `from` by other means, synced and under its name for good; `from` is gone when that fails.
Status settle_file(const std::string& from, const std::string& to);
/// With everything in it; what is not there or cannot be removed is left alone.
void remove_folder(const std::string& path);
Status make_folders(const std::string& path);
std::string file_name(const std::string& path);  ///< last component
/// Where rulebooks/, samples/ and data tables lie: $PANHUO_HOME, else beside or above the program, else the
/// install prefix's share/panhuo.
Result<std::string> data_folder();
std::string program_folder();

}  // namespace base
