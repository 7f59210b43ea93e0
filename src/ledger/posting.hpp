// Accounts, cells and postings of the area ledger (design/ledger is its contract; docs/ledger.md explains it).
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

using base::Area;
using base::Date;

/// Codes of the accounts are the status codes; see account_code().
enum class Account : std::uint8_t {
    // sources: may be negative
    Approved,
    Existing,
    Unlinked,
    Listed,
    Moved,
    Adjusted,
    Remeasured,
    // stock without holder
    StageUnknown,
    Unexpropriated,
    Expropriated,
    Ready,
    InProcess,
    Recovered,
    // stock of a supply
    Unreported,
    Undelivered,
    Delivered,
    Started,
    Stalled,
    Finished,
    Idle,
    // stock without detail
    Opening,
    Carried,
    // closed
    Withdrawn,
    Lapsed,
    Noise,
    Collective,
    kCount
};

std::string_view account_code(Account account);  ///< "unsupplied.stage_unknown", "supplied.unreported", "withdrawn" …
std::optional<Account> account_from_code(std::string_view code);
bool is_source(Account account);
bool is_unsupplied(Account account);  ///< U: the five unsupplied.* accounts
bool is_supplied(Account account);    ///< supplied.* with a holder
/// Chinese and English name on screen.
std::string_view account_zh(Account account);
std::string_view account_en(Account account);

/// One movement of area inside one origin.
struct Posting {
    Date on;                         ///< legal date
    std::optional<Date> counted_on;  ///< when the ministry's system shows it; = on where it does not matter
    std::string origin;              ///< plot:KEY rest:APPROVAL existing:DIV unlinked:DIV listed:KEY
    std::string holder_from;         ///< supply key or empty
    Account from = Account::Approved;
    std::string holder_to;
    Account to = Account::StageUnknown;
    Area area;           ///< > 0
    std::string record;  ///< "supply:1410…": kind:key of the record that caused it
    std::string entry;   ///< "141031/57"
    std::string rule;    ///< 1 … 32, 2b, 7c …
    bool operator==(const Posting&) const = default;
};

/// A fact about the book that a guard found: OVERDRAWN, PLOTS_EXCEED_APPROVAL …
struct Note {
    std::string code;
    std::string subject;  ///< "supply:KEY", "plot:KEY", "approval:KEY", "listed:KEY"
    std::optional<Date> on;
    std::vector<std::pair<std::string, std::string>> facts;  ///< name and value, areas as m² text
    std::string entry;
    bool operator==(const Note&) const = default;
};

/// A cell and what it holds.
struct Cell {
    std::string origin;
    std::string holder;
    Account account;
    Area area;
    bool operator==(const Cell&) const = default;
};

/// Balances of all cells at the end of day D, sorted by (origin, holder, account); zero cells left out.
std::vector<Cell> balances(const std::vector<Posting>& postings, Date day);

}  // namespace ledger
