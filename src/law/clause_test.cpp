#include "law/clause.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

TEST(Clause, TheTenthStandsBehindTheSecond) {
    EXPECT_TRUE(clause_before("2.1", "10"));
    EXPECT_FALSE(clause_before("10", "2.1"));
    EXPECT_TRUE(clause_before("5.2", "5.2.1"));
    EXPECT_TRUE(clause_before("5.9", "5.10"));
    EXPECT_TRUE(clause_before("10", "A"));
    EXPECT_TRUE(clause_before("6.2.9", "6.2.a"));
    EXPECT_FALSE(clause_before("3.1", "3.1"));
}

TEST(Clause, WhatTwoShareIsTheClauseThatHoldsBoth) {
    EXPECT_EQ(common_clause("6.2.a", "6.2.h"), "6.2");
    EXPECT_EQ(common_clause("6.2", "6.2"), "6.2");
    EXPECT_EQ(common_clause("6.2", "6.20"), "6");
    EXPECT_EQ(common_clause("4", "6.2"), "");
}

}  // namespace
}  // namespace law
