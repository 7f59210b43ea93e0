// For tests only: where the tree lies whose books, cases and files they read.
#pragma once

#include <string>

namespace base::testing {

/// The root of that tree. One object of a build knows it (tests/test_tree.cpp), so that all others are the same in
/// every checkout and the compiler's cache serves them.
const std::string& source_tree();

}  // namespace base::testing
