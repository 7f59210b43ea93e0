#include "base/files.hpp"

#include "base/shared_data.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace base {
namespace {

std::size_t count_files(const std::string& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
    return count;
}

TEST(Files, ReadsBackWhatWasWritten) {
    const testing::TemporaryFolder folder;
    std::string bytes(300'001, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
    ASSERT_TRUE(write_file_atomic(folder.file("一 a"), bytes).ok());
    EXPECT_EQ(read_file(folder.file("一 a")).value(), bytes);
    ASSERT_TRUE(write_file_atomic(folder.file("一 a"), "").ok());
    EXPECT_EQ(read_file(folder.file("一 a")).value(), "");
    EXPECT_EQ(count_files(folder.path()), 1U) << "no temporary file is left";
}

TEST(Files, AFailedWriteLeavesTheOldFileAndNoRubbish) {
    const testing::TemporaryFolder folder;
    ASSERT_TRUE(make_folders(folder.file("sub/taken")).ok());
    const auto failed = write_file_atomic(folder.file("sub"), "x");  // a folder stands there
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().code, Code::FileUnwritable);
    EXPECT_EQ(count_files(folder.path()), 1U);
    EXPECT_FALSE(write_file_atomic(folder.file("none/a"), "x").ok());
}

TEST(Files, MissingAndUnreadable) {
    const testing::TemporaryFolder folder;
    EXPECT_EQ(read_file(folder.file("none")).error().code, Code::FileNotFound);
    EXPECT_EQ(read_file(folder.path()).error().code, Code::FileUnreadable);
    EXPECT_FALSE(file_exists(folder.file("none")));
    EXPECT_TRUE(file_exists(folder.path()));
}

TEST(Files, SpecialFilesAreReadToTheirEnd) { EXPECT_FALSE(read_file("/proc/self/status").value().empty()); }

TEST(Files, Names) {
    EXPECT_EQ(file_name("/a/b.csv"), "b.csv");
    EXPECT_EQ(file_name("b.csv"), "b.csv");
}

TEST(DataFolder, IsFoundAboveTheProgram) {
    const auto folder = data_folder();
    ASSERT_TRUE(folder.ok());
    EXPECT_TRUE(file_exists(*folder + "/rulebooks"));
}

TEST(DataFolder, IsWhereTheEnvironmentSays) {
    const testing::TemporaryFolder folder;
    ::setenv("PANHUO_HOME", folder.path().c_str(), 1);
    const auto without = data_folder();
    ASSERT_TRUE(make_folders(folder.file("rulebooks")).ok());
    const auto with = data_folder();
    ::unsetenv("PANHUO_HOME");
    EXPECT_FALSE(without.ok()) << "a wrong setting is said, not passed over";
    EXPECT_EQ(with.value(), folder.path());
}

}  // namespace
}  // namespace base
