// Lines of TOML, appended one by one: what the writer of drafts is built on. Private to the room.
#pragma once

#include "law/rulebook.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace law::notice {

std::string in_quotes(std::string_view text);
std::string words(const std::vector<std::string>& list);  ///< ["a", "b"]
std::string share(const Share& one);                      ///< "25/100"

/// Grows the text; keys that are empty are left out, for the reader of books refuses empty texts.
class TomlLines {
  public:
    void line(const std::string& text);
    void table(const char* name);
    void pair(const char* key, const std::string& text);
    void raw(const char* key, const std::string& value);
    void flag(const char* key, bool value);
    void both(const char* key, const base::Text& text);
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

}  // namespace law::notice
