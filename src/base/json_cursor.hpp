// JsonCursor: the other side of JsonWriter, for what is read by the hundred thousand. json.hpp has the documents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

/// Reads objects that JsonWriter wrote, member by member, without making a document of them. It knows the writer's
/// spelling alone: no white space, its escapes, plain decimals. Whatever is spelt otherwise, is cut off or is of
/// another type than asked for makes it fail, and it is never misread: parse_json reads every text it takes, to the
/// same values.
class JsonCursor {
  public:
    explicit JsonCursor(std::string_view text) : text_(text) {}

    /// Once true, always true; all that is read then is empty.
    bool failed() const { return failed_; }
    void fail() { failed_ = true; }
    /// Passes an object's opening brace.
    void begin_object() { pass('{'), first_ = true; }
    /// Whether the next member has this name, in which case its value comes next. Names without escapes alone.
    bool at_key(std::string_view name);
    /// Whether there is a next member; its value comes next.
    bool next_key(std::string& name);
    /// Passes the closing brace: there is no member left.
    void end_object() { pass('}'), first_ = false; }
    /// Nothing follows.
    bool at_end() const { return at_ == text_.size(); }

    void string(std::string& value);
    bool boolean();
    /// A number with at most that many places, times 10^decimals, from -most to most (below 10^17).
    std::int64_t decimal(int decimals, std::int64_t most);

  private:
    bool is_next(char c) const { return at_ < text_.size() && text_[at_] == c; }
    void pass(char c);
    bool pass_word(std::string_view word);
    void escape(std::string& value);

    std::string_view text_;
    std::size_t at_ = 0;
    bool first_ = true;  ///< no member of the object was read yet
    bool failed_ = false;
};

namespace json_text {
/// Whether a character of a string is written as an escape.
constexpr bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }
/// Length of what begins at `at` and stands in a JSON string as it is: printable ASCII, and well-formed characters of
/// three bytes, which is nearly all Chinese. What it stops at is an escape, another character, or no character.
std::size_t plain_length(std::string_view text, std::size_t at);
}  // namespace json_text

}  // namespace base
