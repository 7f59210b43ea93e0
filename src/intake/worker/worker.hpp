// The reader and writer of foreign files, as a program of its own: `panhuo-worker read FILE` says on stdout what is in
// it (frames.hpp), `panhuo-worker write FORMAT DATE SPOOL` the bytes of the files that it makes (map_spool.hpp).
//
// It opens nothing but the given file, starts nothing, and has no network: a defect in a parser of foreign formats
// ends this process, not the book-keeping. Exit codes: 0 = an End or an Error frame was written; 2 = wrong usage.
#pragma once

#include "intake/worker/output.hpp"

#include <string>
#include <vector>

namespace intake::worker {

/// Reads one file and says what is in it; failures are Error frames. False if nobody listens any more.
bool read_to(const std::string& path, Output& out);

/// The program. `arguments` without the program's name.
int run(const std::vector<std::string>& arguments);

}  // namespace intake::worker
