#include "base/zip_file.hpp"

#include "base/files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace base {
namespace {

TEST(ZipFile, TheSameFilesGiveTheSameBytesAndUnzipReadsThem) {
    const std::vector<NamedBytes> files{
        {"plots.dbf", std::string(100'000, 'a')}, {"空.cpg", ""}, {"b", std::string("\0\xff", 2)}};
    const std::string zip = zip_of(files);
    EXPECT_EQ(zip_of(files), zip);
    EXPECT_LT(zip.size(), 1'000u) << "deflated";
    EXPECT_EQ(zip.substr(0, 4), "PK\x03\x04");
    EXPECT_EQ(zip.substr(zip.size() - 22, 4), "PK\x05\x06");
    EXPECT_EQ(zip[zip.size() - 14], 3) << "members";
    EXPECT_EQ(zip_of({}).size(), 22u);
}

}  // namespace
}  // namespace base
