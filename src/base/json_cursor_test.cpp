// What the cursor reads, a document reads to the same values.
#include "base/json_cursor.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

/// One object with a member of each type, read as its writer would read it.
struct Members {
    std::string text, inner;
    bool yes = false;
    std::int64_t area = 0, count = 0;
    bool operator==(const Members&) const = default;
};

std::string written(const Members& members) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("text");
    json.string(members.text);
    json.key("yes");
    json.boolean(members.yes);
    json.key("m2");
    json.area(Area::from_units(members.area));
    json.key("n");
    json.integer(members.count);
    json.key("in");
    json.begin_object();
    json.key(members.text);
    json.string(members.inner);
    json.end_object();
    json.end_object();
    return out;
}

constexpr std::int64_t kMost = 4'000'000'000'000'000;

std::optional<Members> read_by_cursor(std::string_view text) {
    Members members;
    JsonCursor json(text);
    json.begin_object();
    if (json.at_key("text")) json.string(members.text);
    if (json.at_key("yes")) members.yes = json.boolean();
    if (json.at_key("m2")) members.area = json.decimal(4, kMost);
    if (json.at_key("n")) members.count = json.decimal(0, kMost);
    if (json.at_key("in")) {
        json.begin_object();
        std::string heading;
        if (json.next_key(heading)) json.string(members.inner);
        json.end_object();
    }
    json.end_object();
    if (json.failed() || !json.at_end()) return std::nullopt;
    return members;
}

Members read_by_document(const Json& json) {
    Members members;
    if (json.contains("text")) members.text = json["text"].get<std::string>();
    if (json.contains("yes")) members.yes = json["yes"].get<bool>();
    if (json.contains("m2")) members.area = area_from_json(json["m2"]).units();
    if (json.contains("n")) members.count = json["n"].get<std::int64_t>();
    if (json.contains("in") && !json["in"].empty()) members.inner = json["in"].front().get<std::string>();
    return members;
}

Members any_members() {
    const std::vector<std::string> kPieces = {"a",    "\"",   "\\",   "\n", "\r", "\t", "\x01",
                                              "\x1f", "\x7f", "隰县", "é",  "𠮷", "/"};
    Members members;
    for (std::string* text : {&members.text, &members.inner}) {
        for (int i = *rc::gen::inRange(0, 6); i > 0; --i) *text += *rc::gen::elementOf(kPieces);
    }
    members.yes = *rc::gen::arbitrary<bool>();
    members.area = *rc::gen::inRange<std::int64_t>(-kMost, kMost);
    members.count = *rc::gen::inRange<std::int64_t>(-kMost, kMost);
    return members;
}

RC_GTEST_PROP(JsonCursor, ReadsWhatTheWriterWrote, ()) {
    const Members members = any_members();
    const std::string text = written(members);
    RC_ASSERT(read_by_cursor(text) == members);
    RC_ASSERT(read_by_document(parse_json(text, "x").value()) == members);
}

RC_GTEST_PROP(JsonCursor, TakesNothingThatADocumentReadsOtherwise, ()) {
    const std::vector<std::string> kPieces = {"\"",
                                              "\\",
                                              ",",
                                              ":",
                                              "{",
                                              "}",
                                              " ",
                                              "0",
                                              "9",
                                              "-",
                                              ".",
                                              "e1",
                                              "null",
                                              "\\u0041",
                                              "\\u001F",
                                              "\\/",
                                              "\xE5",
                                              "\x01",
                                              "\xED\xA0\x80",
                                              "true",
                                              "[]",
                                              "\"in\":{},"};
    std::string text = written(any_members());
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        const auto gone = *rc::gen::inRange<std::size_t>(0, 3);
        text.replace(at, gone, *rc::gen::arbitrary<bool>() ? *rc::gen::elementOf(kPieces) : std::string());
    }
    const std::optional<Members> taken = read_by_cursor(text);
    RC_CLASSIFY(taken.has_value());
    if (!taken) return;
    const auto document = parse_json(text, "x");
    RC_ASSERT(document.ok());
    RC_ASSERT(read_by_document(*document) == *taken);
}

TEST(JsonCursor, KnowsTheWritersSpellingAlone) {
    EXPECT_EQ(read_by_cursor("{}"), Members{});
    EXPECT_EQ(read_by_cursor(R"({"m2":-0.05})")->area, -500);
    EXPECT_EQ(read_by_cursor(R"({"n":4000000000000000})")->count, kMost);
    for (const char* other : {"",
                              "{",
                              "{} ",
                              R"({ "n":1})",
                              R"({"n":01})",
                              R"({"n":1.0})",
                              R"({"n":1e3})",
                              R"({"n":-})",
                              R"({"n":null})",
                              R"({"n":4000000000000001})",
                              R"({"m2":0.00001})",
                              R"({"m2":1.})",
                              R"({"m2":.5})",
                              R"({"yes":1})",
                              R"({"text":"\u0041"})",
                              R"({"text":"\/"})",
                              R"({"text":"\u00"})",
                              R"({"text":"a)",
                              "{\"text\":\"\n\"}",
                              R"({"n":1,"text":"a"})",
                              R"({"n":1,})",
                              R"({,"n":1})",
                              R"({"n":1"in":{}})",
                              R"({"in":{"a":"b","c":"d"}})"})
        EXPECT_FALSE(read_by_cursor(other)) << other;
}

}  // namespace
}  // namespace base
