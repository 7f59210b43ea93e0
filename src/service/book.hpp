// Book: the county's book as of a day and as known at an instant, read once and then only looked at.
//
// Holds the small kinds in memory (approvals, plots, portions, lists, targets) with the postings; supplies, of which
// a province has millions, are visited one by one. What only walks over the land (each_land) opens the book without
// plots and postings: they then pass by in the order of their keys and are never held together.
#pragma once

#include "land/records.hpp"
#include "law/contradiction.hpp"
#include "law/idle_law.hpp"
#include "law/judgement.hpp"
#include "law/rulebook.hpp"
#include "ledger/posting.hpp"
#include "ledger/stock.hpp"
#include "service/closed.hpp"
#include "service/office.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace service {

/// The three switches of every figure.
struct Moment {
    base::Date as_of;
    base::Instant known_at = base::Instant::end_of_time();
    std::optional<ledger::Counting> counting_asked;          ///< empty: the rulebook's basis
    ledger::Counting counting = ledger::Counting::Official;  ///< settled when the book is opened
};

/// A record as it holds on the day, and the entry that says it.
template <class T>
struct Held {
    std::string key;
    T record;
    std::string entry;
    base::Date recorded_on;
};

/// What the book knows about one subject beside the subject's own record, in key order.
template <class T>
using BySubject = std::unordered_map<std::string, std::vector<Held<T>>>;

/// One origin of approved land and all that the book knows of it. Pointers and spans are good until the visit ends.
struct Land {
    std::string origin;                              ///< "plot:KEY", "rest:APPROVAL", "listed:KEY"
    const Held<land::Plot>* plot = nullptr;          ///< null where nobody stated it
    const Held<land::Stocklist>* listed = nullptr;   ///< same
    const Held<land::Approval>* approval = nullptr;  ///< same
    std::span<const ledger::Posting> postings;       ///< known, of all days; only while walking
    std::span<const ledger::Cell> cells;             ///< at the end of the day, also those of holders
};

/// For each supply that was probably recorded late (law/late_record.hpp) the one whose number and date tell it; sorted
/// by key.
using Witnesses = std::vector<std::pair<std::string, std::string>>;

class LandPipe;

/// Whether the book holds plots, postings and balances, or only what passes by may ask for.
enum class Hold { All, ButLand };

class Book {
  public:
    /// Without a known_at asked for, the end of a closed period shows what was known when it was closed: what was
    /// published is never restated.
    /// `draft`: rules to judge by instead of those the store has adopted, for a simulation.
    static base::Result<std::unique_ptr<Book>> open(store::Snapshot& snapshot, const Moment& moment,
                                                    Hold hold = Hold::All, const law::RulebookSet* draft = nullptr);
    /// The same snapshot, basis, rules and knowledge at the end of another day.
    base::Result<std::unique_ptr<Book>> on(base::Date day) const;

    Moment moment;
    std::string division;
    law::RulebookSet rules;
    std::optional<law::IdleLaw> idle_law;  ///< of `rules` on the day of the moment; none where they hold none
    const law::IdleLaw* law() const { return idle_law ? &*idle_law : nullptr; }
    std::vector<law::Decided> readings;
    std::vector<Closed> closed;  ///< periods closed by then, in order

    std::map<std::string, Held<land::Approval>> approvals;
    std::map<std::string, Held<land::Plot>> plots;
    std::map<std::string, Held<land::Stocklist>> listed;
    std::map<std::string, Held<land::Idle>> idle;
    std::vector<Held<land::Baseline>> baselines;
    std::vector<Held<land::Target>> targets;
    BySubject<land::Portion> portions;              ///< by "plot:KEY" or "approval:KEY"
    BySubject<land::Expropriation> expropriations;  ///< same
    BySubject<land::SiteReadiness> readiness;       ///< same
    BySubject<land::Withdrawal> withdrawals;        ///< same
    BySubject<land::Offer> offers;                  ///< same
    BySubject<land::Reserve> reserves;              ///< same
    BySubject<land::Progress> progress;             ///< by supply key
    BySubject<land::Decision> decisions;            ///< by supply key
    BySubject<land::Idle> idle_of_supply;           ///< by supply key

    std::vector<ledger::Posting> postings;  ///< all that are known, of all days
    std::vector<ledger::Note> notes;
    /// Those about one subject, in the order of `notes`.
    std::vector<const ledger::Note*> notes_of(std::string_view subject) const;

    /// Cells of an origin at the end of the day, also those of holders.
    std::span<const ledger::Cell> all_cells_of_origin(std::string_view origin) const;
    /// Those without holder, sources left out.
    std::vector<ledger::Cell> cells_of_origin(std::string_view origin) const;
    /// Cells of a holder, at the end of the day.
    std::vector<ledger::Cell> cells_of_holder(std::string_view holder) const;
    const std::vector<ledger::Cell>& cells() const { return cells_; }

    /// Every supply as it holds on the day, in key order.
    base::Status each_supply(const std::function<base::Status(Held<land::Supply>&&)>& visit) const;
    /// Those whose keys begin with `prefix`, such as the region and year of an electronic number.
    base::Result<std::vector<Held<land::Supply>>> supplies_of(std::string_view prefix, store::Snapshot& snapshot) const;

    /// One supply as it holds on the day; nothing if no record of it is known.
    base::Result<std::optional<Held<land::Supply>>> supply(const std::string& key) const {
        return supply(key, snapshot_);
    }
    /// The same asked of another snapshot of the same moment: several threads may ask about one book, each with its
    /// own.
    base::Result<std::optional<Held<land::Supply>>> supply(const std::string& key, store::Snapshot& snapshot) const;

    /// What the last walk over all supplies (RecordSeries) found; null before there was one. A walk is long and one
    /// supply asked often, so the book keeps the answer; it is the same from each walk.
    std::shared_ptr<const Witnesses> witnesses() const;
    void keep_witnesses(std::shared_ptr<const Witnesses> found) const;

    /// The portion of that key on record; null if there is none. `key` empty: null.
    const land::Portion* portion(const std::string& subject, const std::string& key) const;

    /// All approved land, stated or only posted to: rests, plots, rows of lists, each in key order. Read in one pass
    /// from the store, whatever the book holds itself. A second thread reads ahead: the visitor must not ask the store.
    base::Status each_land(const std::function<base::Status(const Land&)>& visit) const;
    /// One origin of a book that holds all.
    Land land_of(std::string_view origin) const;

    /// Every row of the second book that is known.
    base::Status each_official(const std::function<void(const land::Official&)>& visit) const;

    /// What the law is asked with; it points into the book and into `supply`.
    law::SupplyFacts facts_of(const Held<land::Supply>& supply) const;
    law::SupplyJudgement judge(const Held<land::Supply>& supply) const;

    /// The same of land; a row of a list is its own portion, kept beside the facts that point at it.
    struct PlotCase {
        law::PlotFacts facts;
        std::unique_ptr<land::Portion> own;
    };
    /// subject "plot:KEY", "approval:KEY" (its rest) or "listed:KEY".
    PlotCase facts_of(const std::string& subject) const;
    PlotCase facts_of(const Land& land) const;
    law::PlotJudgement judge(const std::string& subject) const;
    law::PlotJudgement judge(const Land& land) const;

    /// Division, zone and township an origin lies in, as far as the book knows.
    struct Place {
        std::string division, zone, township;
    };
    Place place_of(std::string_view origin) const;
    Place place_of(const Land& land) const;
    /// The approval of an origin; null if nobody said.
    const Held<land::Approval>* approval_of(std::string_view origin) const;
    /// Whether the campaign counts an origin. A row of a list is part of the stock where nobody said its approval.
    bool in_scope(std::string_view origin) const;
    bool in_scope(const Land& land) const;

  private:
    explicit Book(store::Snapshot& snapshot) : snapshot_(snapshot) {}
    void settle_closed();
    base::Status load_records();
    base::Status load_postings();
    base::Status load_notes();
    Land records_of(std::string_view origin) const;
    base::Status read_lands(LandPipe& pipe) const;
    const Held<land::Approval>* approval(const std::string& number) const;

    store::Snapshot& snapshot_;
    bool simulated_ = false;                       ///< rules are a draft's
    std::vector<ledger::Cell> cells_;              ///< sorted by origin
    std::vector<std::uint32_t> cells_by_holder_;   ///< indices into cells_, sorted by holder
    std::vector<std::uint32_t> notes_by_subject_;  ///< indices into notes, sorted by subject
    mutable std::mutex witnesses_mutex_;
    mutable std::shared_ptr<const Witnesses> witnesses_;
};

/// "plot:KEY", "approval:KEY" for a rest, "listed:KEY"; empty for existing: and unlinked:.
std::string subject_of_origin(std::string_view origin);
/// Cells without holder, sources left out.
std::vector<ledger::Cell> without_holder(std::span<const ledger::Cell> cells);
/// The other way: "rest:KEY" for "approval:KEY"; plots and list rows are called alike.
std::string origin_of_subject(std::string_view subject);

}  // namespace service
