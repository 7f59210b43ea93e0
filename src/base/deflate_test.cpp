#include "base/deflate.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

TEST(Deflate, TheChecksumIsThatOfTheStandard) {
    EXPECT_EQ(crc32("123456789"), 0xCBF43926u);  // the check value of CRC-32/ISO-HDLC
    EXPECT_EQ(crc32("6789", crc32("12345")), 0xCBF43926u);
    EXPECT_EQ(crc32(""), 0u);
}

TEST(Deflate, GzipHasItsHeadAndEndsWithChecksumAndSize) {
    const std::string text(100'000, 'x');
    const std::string packed = deflated(text, Wrap::Gzip, 5);
    ASSERT_GT(packed.size(), 18u);
    EXPECT_LT(packed.size(), 1'000u);
    EXPECT_EQ(packed.substr(0, 3), "\x1f\x8b\x08");
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(packed[at + i]);
        return value;
    };
    EXPECT_EQ(number(packed.size() - 8), crc32(text));
    EXPECT_EQ(number(packed.size() - 4), text.size());
    EXPECT_EQ(inflated(packed.substr(10, packed.size() - 18), text.size()), text);
}

RC_GTEST_PROP(Deflate, WhatIsPackedByPiecesUnpacksToTheWhole, ()) {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>());
    Deflater deflater(Wrap::Bare, *rc::gen::inRange(1, 10));
    std::string whole, packed;
    for (const std::string& piece : pieces) {
        deflater.pack(piece, packed);
        whole += piece;
    }
    deflater.finish(packed);
    RC_ASSERT(inflated(packed, whole.size()) == whole);
    RC_ASSERT(!inflated(packed, whole.size() + 1).has_value());
    RC_ASSERT(!inflated(packed.substr(0, packed.size() - 1), whole.size()).has_value());
}

TEST(Deflate, MoreThanOneRoomIsPackedWhole) {
    std::string noise;
    std::uint32_t state = 1;
    for (int i = 0; i < 600'000; ++i) noise += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24U);
    EXPECT_EQ(inflated(deflated(noise, Wrap::Bare, 1), noise.size()), noise);
}

}  // namespace
}  // namespace base
