#include "base/hash.hpp"

#include "base/files.hpp"
#include "base/shared_data.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

TEST(Hash, Sm3OfTheStandardsExamples) {  // GB/T 32905-2016, annex A
    EXPECT_EQ(hex(hash(HashAlgorithm::Sm3, "abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string repeated;
    for (int i = 0; i < 16; ++i) repeated += "abcd";
    EXPECT_EQ(hex(hash(HashAlgorithm::Sm3, repeated)),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Hash, Sha256OfTheStandardsExamples) {  // FIPS 180-4
    EXPECT_EQ(hex(hash(HashAlgorithm::Sha256, "abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(hash(HashAlgorithm::Sha256, "")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/// HMAC (RFC 2104) from its definition over SM3, blocks of 64 bytes.
Hash hmac_by_definition(std::string key, const std::string& text) {
    const auto as_string = [](const Hash& value) {
        return std::string(reinterpret_cast<const char*>(value.data()), value.size());
    };
    if (key.size() > 64) key = as_string(hash(HashAlgorithm::Sm3, key));
    key.resize(64, '\0');
    std::string inner;
    std::string outer;
    for (const char c : key) {
        inner += static_cast<char>(c ^ 0x36);
        outer += static_cast<char>(c ^ 0x5C);
    }
    return hash(HashAlgorithm::Sm3, outer + as_string(hash(HashAlgorithm::Sm3, inner + text)));
}

RC_GTEST_PROP(Hash, KeyedHashIsHmac, (const std::string& key, const std::string& text)) {
    RC_ASSERT(keyed_hash(key, text) == hmac_by_definition(key, text));
}

TEST(Hash, KeysLongerThanABlock) {
    const std::string key(200, 'k');
    EXPECT_EQ(keyed_hash(key, "text"), hmac_by_definition(key, "text"));
}

TEST(Hash, AFileHashesAsItsBytes) {
    const testing::TemporaryFolder folder;
    const std::string bytes(200'000, 'x');
    ASSERT_TRUE(write_file_atomic(folder.file("a"), bytes).ok());
    EXPECT_EQ(hash_file(HashAlgorithm::Sm3, folder.file("a")).value(), hash(HashAlgorithm::Sm3, bytes));
    EXPECT_EQ(hash_file(HashAlgorithm::Sm3, folder.file("b")).error().code, Code::FileNotFound);
    EXPECT_EQ(hash_file(HashAlgorithm::Sm3, folder.path()).error().code, Code::FileUnreadable);
}

RC_GTEST_PROP(Hash, HexReadsBack, (const std::string& bytes)) { RC_ASSERT(from_hex(hex(bytes)) == bytes); }

TEST(Hash, HexRefusesOddAndForeignCharacters) {
    EXPECT_FALSE(from_hex("abc"));
    EXPECT_FALSE(from_hex("0g"));
    EXPECT_EQ(from_hex("0aFF"), std::string("\x0A\xFF"));
}

TEST(Random, GivesAsManyBytesAsAsked) {
    SystemRandom random;
    EXPECT_EQ(random.bytes(32).size(), 32U);
    EXPECT_NE(random.bytes(32), random.bytes(32));
}

}  // namespace
}  // namespace base
