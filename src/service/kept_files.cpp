#include "service/kept_files.hpp"

#include "base/files.hpp"

namespace service {

base::Status keep_file(Office& office, const std::string& path, const base::Hash& sha256) {
    const std::string folder = office.store.folder();
    if (folder.empty()) return base::Done{};
    const std::string kept = folder + "/files/" + base::hex(sha256);
    if (base::file_exists(kept)) return base::Done{};
    PANHUO_TRY(const std::string bytes, base::read_file(path));
    return base::write_file_atomic(kept, bytes);
}

}  // namespace service
