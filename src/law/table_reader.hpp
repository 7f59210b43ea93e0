// Strict reading of one TOML table: every key is asked for once, and a key that nobody asked for is an error.
// The first error wins; after it all reads give empty values, so that readers need no checks of their own.
// Private to the room.
#pragma once

#include "law/rulebook.hpp"
#include "law/toml_tree.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace law {

/// Where the first error of a book is kept.
class BookErrors {
  public:
    explicit BookErrors(std::string book) : book_(std::move(book)) {}
    void fail(int line, const std::string& where, const std::string& what);
    bool failed() const { return first_.has_value(); }
    const base::Error& first() const { return *first_; }

  private:
    std::string book_;
    std::optional<base::Error> first_;
};

class TableReader {
  public:
    TableReader(const TomlNode& table, std::string path, BookErrors& errors);

    bool has(const char* key) const { return table_->find(key) != nullptr; }
    std::string text(const char* key);  ///< required, not empty
    std::string text_or(const char* key, const char* otherwise);
    std::string one_of(const char* key, std::initializer_list<const char*> allowed);
    base::Text both(const char* key);  ///< required { zh = "…", en = "…" }
    base::Text both_or_empty(const char* key);
    Date date(const char* key);  ///< required
    std::optional<Date> optional_date(const char* key);
    std::optional<Date> date_or_open(const char* key);  ///< required: a date, or "open" for no end
    bool flag(const char* key);                         ///< required
    bool flag_or(const char* key, bool otherwise);
    int whole(const char* key, int from, int to);     ///< required: an integer of that range
    Share share(const char* key);                     ///< required: an integer, "1/3" or "25/100"
    Area area_or_zero(const char* key);               ///< text of m², "342000"
    Tag tag(const char* key);                         ///< required: S M+ M N I D
    std::vector<std::string> words(const char* key);  ///< required array of texts
    std::vector<std::string> words_or_none(const char* key);
    const TomlNode* take(const char* key);  ///< any node, or null
    std::vector<std::string> keys() const;
    std::optional<TableReader> table(const char* key);
    std::vector<TableReader> tables(const char* key);  ///< array of tables; absent = none
    void finish();                                     ///< unknown keys are errors

    void fail(const char* key, const std::string& what);
    int line() const { return table_->line; }
    const std::string& path() const { return path_; }

  private:
    const TomlNode* required(const char* key, TomlNode::Kind kind, const char* expected);
    std::string at(const char* key) const;

    const TomlNode* table_;
    std::string path_;
    BookErrors* errors_;
    std::set<std::string, std::less<>> seen_;
};

}  // namespace law
