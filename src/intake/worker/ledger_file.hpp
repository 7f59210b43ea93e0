// The ledger of tests/files/ledger.fods: what any reader of workbooks must make of it.
#pragma once

#include "base/files.hpp"
#include "base/test_tree.hpp"
#include "intake/worker/test_files.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace intake::worker::testing {

inline std::string kept(const std::string& name) {
    return base::read_file(base::testing::source_tree() + "/tests/files/" + name).value();
}

inline void expect_ledger(const Said& said) {
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 2U);
    EXPECT_EQ(said.sheets[0].name, "2023年");
    ASSERT_EQ(said.sheets[0].rows.size(), 4U);
    EXPECT_EQ(said.sheets[0].rows[0].cells, (std::vector<std::string>{"隰县批而未供土地清册"}));
    EXPECT_EQ(said.sheets[0].rows[1].number, 4U);
    EXPECT_EQ(said.sheets[0].rows[1].cells,
              (std::vector<std::string>{"批次名称", "地块编号", "未供面积（亩）", "批准日期"}));
    EXPECT_EQ(said.sheets[0].rows[2].cells, (std::vector<std::string>{"一批次", "D-01", "15.2", "2020-03-25"}));
    EXPECT_EQ(said.sheets[0].rows[3].cells, (std::vector<std::string>{"", "D-02", "3.3", "2020-12-01"}));
    ASSERT_EQ(said.sheets[0].merges.size(), 2U);
    EXPECT_EQ(said.sheets[0].merges[0], (std::vector<std::uint32_t>{1, 1, 1, 4}));
    EXPECT_EQ(said.sheets[0].merges[1], (std::vector<std::uint32_t>{5, 1, 6, 1}));
    EXPECT_EQ(said.sheets[1].name, "旧 & old");
    EXPECT_TRUE(said.sheets[1].hidden);
    EXPECT_TRUE(said.sheets[1].rows.empty());
}

}  // namespace intake::worker::testing
