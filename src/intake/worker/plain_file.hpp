// A file of C's standard library that closes itself.
#pragma once

#include <cstdio>
#include <memory>

namespace intake::worker {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace intake::worker
