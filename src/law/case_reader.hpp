// Reads one object of a case file, key by key, and remembers the first thing that is wrong. Private to the room.
#pragma once

#include "base/json_fwd.hpp"
#include "land/records.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

class CaseReader {
  public:
    /// `path` is empty for the document itself. The first error of all readers that share it is kept.
    CaseReader(const base::Json& object, std::string path, std::optional<base::Error>& error);

    std::string word(const char* key, std::initializer_list<std::string_view> allowed);
    /// Identifier of a spelling of one of the trade's lists (land/vocabulary.hpp); `also` are words beside it.
    std::string listed(const char* key, std::string_view list, std::initializer_list<std::string_view> also);
    std::vector<std::string> words(const char* key, std::initializer_list<std::string_view> allowed);
    std::optional<base::Date> date(const char* key);
    std::optional<base::Area> area(const char* key, bool positive = false);
    std::optional<land::Money> money(const char* key, bool positive = false);
    std::optional<bool> truth(const char* key);
    /// An absent object reads as an empty one.
    CaseReader object(const char* key);
    std::vector<CaseReader> objects(const char* key);

    /// Every key that nobody asked for is an error.
    void finish();
    void fail(const std::string& key, const base::Json& found, const std::string& zh, const std::string& en);
    std::string at(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

  private:
    const base::Json* find(const char* key);
    /// value × scale as an integer, or nothing and an error.
    std::optional<std::int64_t> decimal(const char* key, std::int64_t scale, bool positive);

    const base::Json* object_;
    std::string path_;
    std::optional<base::Error>* error_;
    std::vector<std::string> asked_;
};

}  // namespace law
