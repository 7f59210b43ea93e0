#include "base/json.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

TEST(JsonWriter, WritesNestedValuesWithTheirSeparators) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("a");
    json.begin_array();
    json.begin_object();
    json.end_object();
    json.begin_array();
    json.end_array();
    json.integer(-5);
    json.end_array();
    json.key("m2");
    json.area(Area::from_units(53'943'360'500));
    json.key("yuan");
    json.decimal(-5, 2);
    json.key("ok");
    json.boolean(true);
    json.end_object();
    EXPECT_EQ(out, R"({"a":[{},[],-5],"m2":5394336.05,"yuan":-0.05,"ok":true})");
}

TEST(JsonWriter, EscapesAndRepairs) {
    std::string out;
    JsonWriter{out}.string("\"\\\n\r\t\x01隰\xFF");
    EXPECT_EQ(out, "\"\\\"\\\\\\n\\r\\t\\u0001隰\uFFFD\"");
}

TEST(ParseJson, NamesTheTextInTheError) {
    const auto read = parse_json("{\"a\":", "case.json");
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().code, Code::JsonMalformed);
    EXPECT_EQ(read.error().args[0], "case.json");
    EXPECT_FALSE(parse_json("1e999999", "x").ok());
}

RC_GTEST_PROP(JsonWriter, StringsReadBack, (const std::string& ascii)) {
    std::string text;
    for (const char c : ascii) text += static_cast<char>(c & 0x7F);
    text += "县\u00e9\U00020BB7";
    std::string out;
    JsonWriter{out}.string(text);
    RC_ASSERT(parse_json(out, "x").value().get<std::string>() == text);
}

RC_GTEST_PROP(JsonWriter, AnyBytesAreWrittenAsTheirRepair, ()) {
    const std::vector<std::string> kPieces = {"a",    "\"",           "\n", "县", "\xE5\x8E",
                                              "\xFF", "\xED\xA0\x80", "é",  "𠮷", "\x80"};
    std::string text;
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) text += *rc::gen::elementOf(kPieces);
    std::string out;
    JsonWriter{out}.string(text);
    RC_ASSERT(parse_json(out, "x").value().get<std::string>() == replace_invalid_utf8(text));
}

RC_GTEST_PROP(JsonWriter, AreasReadBackExactly, ()) {
    const Area area = Area::from_units(*rc::gen::inRange<std::int64_t>(-4'000'000'000'000'000, 4'000'000'000'000'000));
    std::string out;
    JsonWriter{out}.area(area);
    RC_ASSERT(area_from_json(parse_json(out, "x").value()) == area);
    RC_ASSERT(area_from_json(area_json(area)) == area);
}

}  // namespace
}  // namespace base
