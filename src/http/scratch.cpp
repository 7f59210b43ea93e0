#include "http/scratch.hpp"

#include "base/files.hpp"

#include <utility>

namespace http {

base::Result<Scratch> Scratch::make(const std::string& parent, base::Random& random) {
    const std::string name = base::hex(random.bytes(16));
    PANHUO_DO(base::make_folders(parent + "/" + name));
    return Scratch(parent + "/" + name, name);
}

Scratch::Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, "")), name_(std::move(other.name_)) {}

Scratch::~Scratch() {
    if (!path_.empty()) base::remove_folder(path_);
}

std::string safe_file_name(const std::string& said) {
    std::string name;
    for (const char c : said.substr(said.find_last_of("/\\") + 1)) {
        const auto byte = static_cast<unsigned char>(c);
        name += byte < 0x20 || byte == 0x7f || c == ':' || c == '"' ? '_' : c;
    }
    constexpr std::size_t kLongest = 180;
    if (name.empty() || name.front() == '.' || name.size() > kLongest) return {};
    return name;
}

}  // namespace http
