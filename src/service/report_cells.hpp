// Small helpers of the report files: values that are stated go in, others stay away.
#pragma once

#include "land/vocabulary.hpp"
#include "report/paper.hpp"
#include "service/book.hpp"

namespace service {

class Cells {
  public:
    Cells(report::Item& item, base::Lang lang) : item_(item), lang_(lang) {}

    void text(std::string_view key, const std::string& value) {
        if (!value.empty()) item_.cells[key] = value;
    }
    void text(std::string_view key, const base::Text& value) { text(key, base::pick(value, lang_)); }
    /// Title of a member of a closed list; as written where it stands in none.
    void word(std::string_view key, const char* list, const std::string& identifier,
              const std::string& as_written = "") {
        text(key, identifier.empty() ? as_written : base::pick(land::vocabulary().title(list, identifier), lang_));
    }
    void area(std::string_view key, const std::optional<base::Area>& value) {
        if (value) item_.cells[key] = *value;
    }
    /// Of sums over what may not exist: no figure where there is nothing.
    void area_if_any(std::string_view key, base::Area value) {
        if (!value.is_zero()) item_.cells[key] = value;
    }
    void date(std::string_view key, const std::optional<base::Date>& value) {
        if (value) item_.cells[key] = *value;
    }
    /// In 万元, as the forms have it.
    void money(std::string_view key, const std::optional<land::Money>& value) {
        constexpr double kFenOfTenThousand = 1'000'000;
        if (value) item_.cells[key] = static_cast<double>(value->fen) / kFenOfTenThousand;
    }
    void share(std::string_view key, base::Area part, base::Area whole) {
        if (whole.is_positive()) item_.cells[key] = report::Share{part.m2() / whole.m2()};
    }
    void put(std::string_view key, report::Cell value) { item_.cells[key] = std::move(value); }
    bool zh() const { return lang_ == base::Lang::Zh; }

  private:
    report::Item& item_;
    base::Lang lang_;
};

/// The lines a place counts in: its zone, then its township.
std::vector<report::Part> parts_of(const std::string& zone, const std::string& township, base::Lang lang);

}  // namespace service
