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

}  // namespace http
