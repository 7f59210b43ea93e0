// Scratch: a folder of our own for what one request reads or writes, gone when the request is.
#pragma once

#include "base/hash.hpp"
#include "base/result.hpp"

#include <string>

namespace http {

class Scratch {
  public:
    /// A folder with a name nobody can guess, inside `parent`. Errors: FileUnwritable.
    static base::Result<Scratch> make(const std::string& parent, base::Random& random);
    Scratch(Scratch&& other) noexcept;
    Scratch& operator=(Scratch&&) = delete;
    ~Scratch();

    const std::string& name() const { return name_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    Scratch(std::string path, std::string name) : path_(std::move(path)), name_(std::move(name)) {}
    std::string path_, name_;
};

/// The last step of what a caller says a file is called, without anything a file system could stumble over; empty where
/// nothing is left.
std::string safe_file_name(const std::string& said);

}  // namespace http
