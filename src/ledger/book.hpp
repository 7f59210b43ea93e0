// The book: what every cell holds while the events of a fold pass by, and the postings they leave behind.
//
// Rules say what to move, in which order of accounts, and how much; the book moves what is there, remembers what an
// offer took and what was idle before, and returns how much it moved. It cannot be overdrawn: the caller compares
// what it wanted with what it got and says so in a note. Only sources, given by name, may go below zero.
#pragma once

#include "ledger/rule.hpp"
#include "ledger/shelf.hpp"

#include <array>
#include <span>

namespace ledger {

using OriginId = std::uint32_t;
using HolderId = std::uint32_t;
constexpr HolderId kNobody = UINT32_MAX;

using Accounts = std::span<const Account>;
/// Order in which unsupplied land is taken (design/ledger §3).
constexpr Account kTakes[] = {Account::Ready, Account::Expropriated, Account::StageUnknown, Account::Unexpropriated};

/// Why something moves. `counted` is the day the ministry's system shows it; it is written only on postings that
/// leave a stock or come back to it, all others count on `on`.
struct Cause {
    Rule rule;
    Place record;
    const std::string* entry;
    Date on;
    std::optional<Date> counted;

    Cause as(Rule other) const {
        Cause cause = *this;
        cause.rule = other;
        return cause;
    }
};

enum class Ground : std::uint8_t { Plot, Rest, Existing, Unlinked, Listed };

/// A part of an offer that is still in process, and where it came from.
struct Offered {
    Place offer;
    Account from;
    Area left;
};

struct Origin {
    std::string name;  ///< "plot:KEY" …
    Ground ground;
    bool approved = false;                              ///< part of an approval on record
    std::array<Area, 6> stock = {};                     ///< StageUnknown … Recovered, holder "-"
    std::vector<Offered> offered;                       ///< parts of InProcess
    std::vector<std::pair<Date, Area>> counted_detail;  ///< supplied (+) and given back (-), by day of the system

    Area& at(Account a) { return stock[static_cast<std::size_t>(a) - static_cast<std::size_t>(Account::StageUnknown)]; }
};

/// What a holder has of one origin.
struct Held {
    OriginId origin;
    std::array<Area, 7> by = {};           ///< Unreported … Idle
    std::array<Area, 7> before_idle = {};  ///< parts of Idle, by the account they came from (rule 22)
    Area was_recovered;                    ///< part that was re-supplied from recovered land (rule 23)

    static std::size_t slot(Account a) {
        return static_cast<std::size_t>(a) - static_cast<std::size_t>(Account::Unreported);
    }
    Area& at(Account a) { return by[slot(a)]; }
    Area at(Account a) const { return by[slot(a)]; }
    Area total() const;
};

struct Holder {
    std::string name;
    std::vector<Held> held;          ///< in order of origin names
    std::optional<Date> counted_on;  ///< of its supply
    std::optional<Date> finished_on;
};

struct Move {
    OriginId origin;
    HolderId holder_from;
    HolderId holder_to;
    Account from;
    Account to;
    Area area;
    Cause cause;
};

/// `want` divided over `parts` (want <= their sum) pro rata: largest remainder, ties in order. Exact to the unit.
std::vector<Area> spread(std::span<const Area> parts, Area want);

class Book {
  public:
    explicit Book(const Shelf& shelf);

    // --- who and where
    OriginId plot(Place plot);
    OriginId rest(Place approval);
    OriginId existing(std::string_view division) { return shared(Ground::Existing, "existing:", division); }
    OriginId unlinked(std::string_view division) { return shared(Ground::Unlinked, "unlinked:", division); }
    OriginId plot_by_name(std::string_view key) { return shared(Ground::Plot, "plot:", key); }
    OriginId listed(std::string_view key);
    HolderId holder(Place supply);
    HolderId listed_holder(std::string_view number);
    Origin& origin(OriginId id) { return origins_[id]; }
    Holder& who(HolderId id) { return holders_[id]; }

    // --- holderless land
    Area available(OriginId id, Accounts order);
    /// From a source into a stock account of the origin.
    void enter(OriginId id, Account source, Account to, Area area, const Cause& cause);
    /// Out of the stock accounts, in order, up to `want`, into another account without holder. Returns the moved part.
    Area take(OriginId id, Accounts order, Area want, Account to, const Cause& cause);

    // --- offers
    /// Into InProcess, remembering where from; recovered land too, once nothing else is left (rule 23).
    Area offer(OriginId id, Area want, const Cause& cause);
    Area offered(OriginId id, Place offer);  ///< what is left of it
    void end_offer(OriginId id, Place offer, const Cause& cause);
    /// InProcess land into the no-detail account of openings; never what was recovered.
    Area open_from_offers(OriginId id, Area want, const Cause& cause);

    // --- supplied land
    Area supply_from(OriginId id, Accounts order, Area want, HolderId to, const Cause& cause);
    /// From what an offer holds in process; kNowhere = any offer.
    Area supply_from_offer(OriginId id, Place offer, Area want, HolderId to, const Cause& cause);
    void supply_from_source(OriginId id, Account source, Account to, Area area, HolderId holder, const Cause& cause);
    Area held(HolderId id, Accounts tiers, OriginId only);
    /// Within the holder: tier after tier, and within a tier pro rata over its origins. only = kNobody: all origins.
    Area shift(HolderId id, Accounts tiers, Area want, OriginId only, Account to, const Cause& cause);
    /// Idle land back to the accounts it was in before (rule 22).
    Area unrecognise(HolderId id, Area want, OriginId only, const Cause& cause);
    /// Out of the holder into `recovered` (rule 20).
    Area recover(HolderId id, Accounts tiers, Area want, OriginId only, const Cause& cause);
    /// Out of the holder back to where it came from: ready, recovered, or the source (rule 20b).
    Area give_back(HolderId id, Accounts tiers, Area want, OriginId only, const Cause& cause);
    /// Contract area corrected by a paper: up or down, pro rata over all the holder's cells (rule 29).
    Area remeasure(HolderId id, Area delta, OriginId if_empty, const Cause& cause);

    const std::vector<Move>& moves() const { return moves_; }
    std::vector<Posting> postings() const;

  private:
    struct Piece {
        std::size_t held;
        Account account;
        Area area;
    };
    OriginId open(Ground ground, std::string name);
    OriginId shared(Ground ground, std::string_view prefix, std::string_view name);
    Held& holding(HolderId id, OriginId origin);
    std::vector<Piece> pick(HolderId id, Accounts tiers, Area want, OriginId only);
    std::vector<Piece> all_cells(HolderId id);
    static void leave(Held& held, Account account, Area area);
    void post(OriginId origin, HolderId from_holder, Account from, HolderId to_holder, Account to, Area area,
              const Cause& cause);

    const Shelf& shelf_;
    std::vector<Origin> origins_;
    std::vector<Holder> holders_;
    std::vector<OriginId> by_place_;                         ///< of plots and approvals, kNowhere until opened
    std::vector<HolderId> holder_by_place_;                  ///< of supplies
    std::vector<std::pair<std::string, OriginId>> by_name_;  ///< existing, unlinked; sorted
    std::vector<Move> moves_;
};

}  // namespace ledger
