// Origins: where each piece of land lies and whether the campaign counts it, settled once for many questions.
#pragma once

#include "service/book.hpp"
#include "service/status.hpp"

#include <string>
#include <unordered_map>

namespace service {

/// What each origin is, settled once: the stock of every line asks for it for every posting and day.
class Origins {
  public:
    explicit Origins(const Book& book) : book_(book) {}

    struct Fact {
        Book::Place place;
        std::optional<base::Date> approved_on;
        bool in_scope = false;
        bool approved_land = false;  ///< plot, rest or list row, in scope or not
    };

    const Fact& of(const std::string& origin) {
        const auto [at, first] = facts_.try_emplace(origin);
        if (first) at->second = look(origin);
        return at->second;
    }

    bool lies_in(const std::string& origin, const DivisionLine& line) {
        const Fact& fact = of(origin);
        if (line.kind == "zone") return fact.place.zone == line.name && within(fact.place.division, line.division);
        if (line.kind == "township")
            return fact.place.township == line.name && within(fact.place.division, line.division);
        const bool of_years = line.kind != "vintage" || (fact.approved_on && line.vintage.covers(*fact.approved_on));
        if (!of_years) return false;
        return line.division == book_.division || fact.place.division == line.division;
    }

  private:
    bool within(const std::string& division, const std::string& of_line) const {
        return division == of_line || of_line == book_.division;
    }

    Fact look(const std::string& origin) const {
        Fact fact;
        fact.place = book_.place_of(origin);
        if (const auto* approval = book_.approval_of(origin)) fact.approved_on = approval->record.approved_on;
        fact.approved_land = !subject_of_origin(origin).empty();
        fact.in_scope = book_.in_scope(origin);
        return fact;
    }

    const Book& book_;
    std::unordered_map<std::string, Fact> facts_;
};

}  // namespace service
