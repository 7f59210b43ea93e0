// Stock lines: the two stocks of every division, with baseline, task and milestones.
#pragma once

#include "service/status.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace service {

/// What the stock figures need to know of the supplies that drew on approved land: way and backfill. Of all others, of
/// which there are many more, nothing is kept.
class SupplyTraits {
  public:
    explicit SupplyTraits(const Book& book);
    void add(const Held<land::Supply>& supply);

    ledger::Way way_of(std::string_view holder) const;
    bool backfill(std::string_view holder) const;

  private:
    struct Trait {
        ledger::Way way = ledger::Way::Granted;
        bool backfill = false;
    };
    std::unordered_map<std::string, Trait> traits_;
};

/// Fills `unsupplied` and `idle` of every line.
void fill_stocks(const Book& book, const SupplyTraits& traits, std::vector<DivisionLine>& lines);

}  // namespace service
