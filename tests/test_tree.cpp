#include "base/test_tree.hpp"

const std::string& base::testing::source_tree() {
    static const std::string tree = PANHUO_TEST_TREE;
    return tree;
}
