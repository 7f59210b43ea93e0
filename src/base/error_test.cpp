#include "base/error.hpp"

#include "base/further_code.hpp"

#include <gtest/gtest.h>

#include <set>

namespace base {
namespace {

TEST(Error, NamesAreUpperCaseAndTextsAreFilled) {
    const Error error{Code::FileNotFound, {"a.csv"}};
    EXPECT_EQ(error.name(), "FILE_NOT_FOUND");
    EXPECT_EQ(error.exit_code(), 3);
    EXPECT_EQ(error.http_status(), 404);
    EXPECT_NE(error.text().zh.find("a.csv"), std::string::npos);
    EXPECT_NE(error.text().en.find("a.csv"), std::string::npos);
}

TEST(Error, ACodeOfTheServerIsARowLikeEveryOther) {
    const Error error{Further::StoreServed, {"county", "http://127.0.0.1:8080/"}};
    EXPECT_EQ(error.name(), "STORE_SERVED");
    EXPECT_EQ(error.http_status(), 409);
    EXPECT_NE(error.text().zh.find("http://127.0.0.1:8080/"), std::string::npos);
}

TEST(Error, ACodeOfBackupsIsARowLikeEveryOther) {
    const Error error{Further::BackupExists, {"/disk/2024"}};
    EXPECT_EQ(error.name(), "BACKUP_EXISTS");
    EXPECT_EQ(error.http_status(), 409);
    EXPECT_NE(error.text().en.find("/disk/2024"), std::string::npos);
}

TEST(Error, AnArgumentMaySpeakBothLanguages) {
    const Error error{Code::RecordInvalid, {"supply", both("缺少面积", "the area is missing")}};
    EXPECT_EQ(error.text().zh, "supply 记录不合格：缺少面积。");
    EXPECT_EQ(error.text().en, "The supply record is not valid: the area is missing.");
}

TEST(Error, FillLeavesWhatHasNoArgument) {
    EXPECT_EQ(fill("{0}-{1}-{0}-{2}-{x}", {"a", "b"}), "a-b-a-{2}-{x}");
    EXPECT_EQ(fill("{0}", {"{1}", "no"}), "{1}") << "arguments are not patterns";
}

TEST(Error, EveryCodeOfTheTableIsUsable) {
    struct Row {
        Code code;
        int exit_code;
        int http;
    };
    const Row rows[] = {
#define X(id, exit_code, http, zh, en) {Code::id, exit_code, http},
#include "base/error_codes.def"
#undef X
#define X(id, exit_code, http, zh, en) {Further::id, exit_code, http},
#include "base/further_codes.def"
#undef X
    };
    std::set<std::string> names;
    for (const Row& row : rows) {
        const Error error{row.code, {}};
        EXPECT_TRUE(row.exit_code == 2 || row.exit_code == 3) << error.name();
        EXPECT_TRUE(row.http >= 400 && row.http < 600) << error.name();
        EXPECT_FALSE(error.text().zh.empty() || error.text().en.empty()) << error.name();
        EXPECT_TRUE(names.insert(std::string(error.name())).second) << error.name();
    }
}

}  // namespace
}  // namespace base
