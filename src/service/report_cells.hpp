// Small helpers of the report files: values that are stated go in, others stay away.
#pragma once

#include "land/vocabulary.hpp"
#include "report/paper.hpp"
#include "service/book.hpp"

namespace service {

class Cells {
  public:
    Cells(report::Item& item, base::Lang lang) : item_(item), lang_(lang) {}

    void text(const char* key, const std::string& value) {
        if (!value.empty()) item_.cells[key] = value;
    }
    void text(const char* key, const base::Text& value) { text(key, base::pick(value, lang_)); }
    /// Title of a member of a closed list; as written where it stands in none.
    void word(const char* key, const char* list, const std::string& identifier, const std::string& as_written = "") {
        text(key, identifier.empty() ? as_written : base::pick(land::vocabulary().title(list, identifier), lang_));
    }
    void area(const std::string& key, base::Area value) {
        if (!value.is_zero()) item_.cells[key] = value;
    }
    void area(const std::string& key, const std::optional<base::Area>& value) {
        if (value) item_.cells[key] = *value;
    }
    void date(const char* key, const std::optional<base::Date>& value) {
        if (value) item_.cells[key] = *value;
    }
    void share(const char* key, base::Area part, base::Area whole) {
        if (whole.is_positive()) item_.cells[key] = report::Share{part.m2() / whole.m2()};
    }
    void put(const char* key, report::Cell value) { item_.cells[key] = std::move(value); }
    bool zh() const { return lang_ == base::Lang::Zh; }

  private:
    report::Item& item_;
    base::Lang lang_;
};

/// All cells of an origin, also those of holders: cells() is sorted by origin.
std::vector<ledger::Cell> all_cells_of(const Book& book, std::string_view origin);

/// The lines a place counts in: its zone, then its township.
std::vector<report::Part> parts_of(const std::string& zone, const std::string& township, base::Lang lang);

/// Months of the calendar that are full between two days.
std::int64_t full_months(base::Date from, base::Date to);

}  // namespace service
