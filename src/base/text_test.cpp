#include "base/text.hpp"

#include "base/utf8.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

std::string utf16(std::string_view text, bool little) {
    std::string out;
    const auto unit = [&out, little](char32_t value) {
        const char low = static_cast<char>(value & 0xFF);
        const char high = static_cast<char>(value >> 8);
        out += little ? low : high;
        out += little ? high : low;
    };
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = utf8::next(text, i);
        if (c < 0x10000) {
            unit(c);
        } else {
            unit(0xD800 + ((c - 0x10000) >> 10));
            unit(0xDC00 + ((c - 0x10000) & 0x3FF));
        }
    }
    return out;
}

const std::string kTable = "编号,名称,面积\n1,一、𠮷甲,2.0658\n2,隰县午城镇,0.5\n";

TEST(Encoding, Utf8WithAndWithoutMark) {
    EXPECT_EQ(decode_text(kTable)->encoding, Encoding::Utf8);
    const auto marked = decode_text("\xEF\xBB\xBF" + kTable);
    EXPECT_EQ(marked->encoding, Encoding::Utf8Bom);
    EXPECT_EQ(marked->text, kTable);
    EXPECT_EQ(decode_text("")->text, "");
}

TEST(Encoding, Utf16WithAndWithoutMark) {
    for (const bool little : {true, false}) {
        const std::string mark = little ? "\xFF\xFE" : "\xFE\xFF";
        for (const std::string& bytes : {utf16(kTable, little), mark + utf16(kTable, little)}) {
            const auto read = decode_text(bytes);
            ASSERT_TRUE(read);
            EXPECT_EQ(read->encoding, little ? Encoding::Utf16Le : Encoding::Utf16Be);
            EXPECT_EQ(read->text, kTable);
        }
    }
}

TEST(Encoding, AStrayZeroByteDoesNotMakeAnAsciiFileUtf16) {
    EXPECT_EQ(decode_text(std::string("a,b\0c\n", 6))->encoding, Encoding::Utf8);
    EXPECT_EQ(decode_text(std::string("a\0,\0", 4))->encoding, Encoding::Utf16Le);
    EXPECT_EQ(decode_text(std::string("\0a\0\n", 4))->encoding, Encoding::Utf16Be);
}

TEST(Encoding, Gb18030) {
    const auto read = decode_text("\xE6\xF5\xCF\xD8,\xD0\xD0\xD5\xFE\xC7\xF8,\x81\x30\x84\x36\n");  // 隰 has four bytes
    ASSERT_TRUE(read);
    EXPECT_EQ(read->encoding, Encoding::Gb18030);
    EXPECT_TRUE(contains(read->text, "县,行政区,"));
}

TEST(Encoding, NothingFitsBrokenBytes) {
    EXPECT_FALSE(
        decode_text("\xEF\xBB\xBF"
                    "a\xFF"));
    EXPECT_FALSE(decode_text("a,\xFF\xFF\n"));
    EXPECT_FALSE(decode_text(std::string("\xFF\xFE\x00\xD8", 4))) << "a lone surrogate";
}

TEST(Encoding, KnowsInvalidUtf8) {
    for (const char* const bad :
         {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE9\x9A", "\x80", "abcdefgh\xFFijklmnop"}) {
        EXPECT_FALSE(is_utf8(bad));
        EXPECT_TRUE(is_utf8(replace_invalid_utf8(bad)));
    }
    EXPECT_EQ(replace_invalid_utf8("隰\xE9\x9A县"), "隰\uFFFD\uFFFD县");
}

TEST(Text, HalfWidth) {
    EXPECT_EQ(to_halfwidth("（１２．５）ＡＢ　。〔〕"), "(12.5)AB 。〔〕");
    EXPECT_EQ(to_halfwidth("a\xFFz"), "a\xFFz") << "invalid bytes are left alone";
}

TEST(Text, TrimAndSqueeze) {
    EXPECT_EQ(trim("\xEF\xBB\xBF\u3000 隰 县\u00A0\r\n"), "隰 县");
    EXPECT_EQ(trim(" \u3000 "), "");
    EXPECT_EQ(squeeze(" 面 积\u3000(公\n顷) "), "面积(公顷)");
}

TEST(Text, SplitKeepsEmptyParts) {
    EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

TEST(Text, WidthAndCount) {
    EXPECT_EQ(display_width("隰县 xi（）"), 4 + 3 + 4);
    EXPECT_EQ(char_count("隰县 xi"), 5U);
}

TEST(Text, Decimals) {
    EXPECT_EQ(parse_decimal("3720.0000", 2), 372'000);
    EXPECT_EQ(parse_decimal("1,518", 6), 1'518'000'000);
    EXPECT_EQ(parse_decimal("0.005", 2), 1);
    EXPECT_EQ(parse_decimal("-0.005", 2), -1);
    EXPECT_EQ(parse_decimal("0.00499999999999999999999", 2), 0);
    EXPECT_EQ(parse_decimal("92233720368547758.06", 2), 9'223'372'036'854'775'806);
    EXPECT_FALSE(parse_decimal("92233720368547758.07", 2)) << "kept off the limit, where rounding could pass it";
    for (const char* const text : {"", "-", ".", "1e5", "1.2.3", "一", "9999999999999999999999999"}) {
        EXPECT_FALSE(parse_decimal(text, 2)) << text;
    }
}

RC_GTEST_PROP(Text, Utf8ReadsBack, ()) {
    std::string text;
    std::u32string expected;
    for (const int value : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 0x110000))) {
        if (value >= 0xD800 && value < 0xE000) continue;
        expected += static_cast<char32_t>(value);
        utf8::append(text, static_cast<char32_t>(value));
    }
    std::u32string read;
    for (std::size_t i = 0; i < text.size();) read += utf8::next(text, i);
    RC_ASSERT(read == expected);
    RC_ASSERT(is_utf8(text));
}

RC_GTEST_PROP(Text, AnyBytesAreRepairedAndNeverReadOutOfBounds, (const std::string& bytes)) {
    RC_ASSERT(is_utf8(replace_invalid_utf8(bytes)));
    RC_ASSERT(is_utf8(bytes) == (replace_invalid_utf8(bytes) == bytes));
    RC_ASSERT(trim(trim(bytes)) == trim(bytes));
    if (const auto read = decode_text(bytes)) RC_ASSERT(is_utf8(read->text));
}

}  // namespace
}  // namespace base
