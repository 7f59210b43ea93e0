#include "report/sheet.hpp"

#include "base/files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

namespace report {
namespace {

TEST(Sheet, SameTableSameBytes) {
    const std::string path = testing::TempDir() + "sheet_" + std::to_string(getpid()) + ".xlsx";
    const Sheet sheet{
        "地块", {"编号", "公顷"}, {{std::string("=1+1"), Figure{13.0299, 4}}, {std::string("P01"), Figure{0, 4}}}};
    ASSERT_TRUE(write_xlsx(sheet, path).ok());
    const auto first = base::read_file(path);
    ASSERT_TRUE(write_xlsx(sheet, path).ok());
    const auto second = base::read_file(path);
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(*first, *second);
    EXPECT_EQ(first->substr(0, 2), "PK");
    std::remove(path.c_str());
}

TEST(Sheet, UnwritableFolderIsAnError) {
    const auto outcome = write_xlsx({"a", {"b"}, {}}, "/nonexistent/folder/a.xlsx");
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.error().code, base::Code::FileUnwritable);
}

}  // namespace
}  // namespace report
