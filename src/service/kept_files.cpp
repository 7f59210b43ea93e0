#include "service/kept_files.hpp"

#include "base/files.hpp"

namespace service {

base::Status keep_file(Office& office, const std::string& path, const base::Hash& sha256) {
    const std::string folder = office.store.folder();
    if (folder.empty()) return base::Done{};
    const std::string kept = folder + "/files/" + base::hex(sha256);
    if (!base::file_exists(kept + ".name")) {
        PANHUO_DO(base::write_file_atomic(kept + ".name", base::file_name(path)));
    }
    if (base::file_exists(kept)) return base::Done{};
    PANHUO_TRY(const std::string bytes, base::read_file(path));
    return base::write_file_atomic(kept, bytes);
}

std::string kept_name(const store::Store& store, const std::string& sha256_hex) {
    const std::string note = store.folder() + "/files/" + sha256_hex + ".name";
    if (sha256_hex.empty() || store.folder().empty() || !base::file_exists(note)) return {};
    const base::Result<std::string> name = base::read_file(note);
    return name.ok() ? *name : std::string();
}

}  // namespace service
