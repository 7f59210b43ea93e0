// The desk: everything a rule needs at hand while a fold runs, and the small questions rules ask of it.
#pragma once

#include "ledger/book.hpp"
#include "ledger/ties.hpp"

#include <initializer_list>

namespace ledger {

using Facts = std::vector<std::pair<std::string, std::string>>;

/// An overdrawn draw whose note still lacks the day from which it would fit.
struct Shortage {
    std::size_t note;
    OriginId origin;
    Date on;
    Area area;
};

struct Desk {
    const Shelf& shelf;
    const Ties& ties;
    const FoldOptions& options;
    Book& book;
    std::vector<Note> notes = {};
    std::vector<Shortage> shortages = {};
    std::vector<Area> plotted = {};   ///< per approval: area of its plots entered so far
    std::vector<Area> received = {};  ///< per plot: area that came by adjustment so far

    void note(std::string_view code, std::string subject, std::optional<Date> on, Facts facts,
              const RecordVersion& version) {
        notes.push_back({std::string(code), std::move(subject), on, std::move(facts), version.entry});
    }
    /// Two figures that should agree, both told.
    void exceeds(std::string_view code, std::string subject, Date on, std::optional<Area> stated, Area posted,
                 const RecordVersion& version);

    /// The day the system shows it: as stated, else its own day if that is not after the baseline, else unknown.
    std::optional<Date> counted(std::optional<Date> stated, Date on, bool in_system = true) const;
    /// First day of an approval, of a plot: when their area enters the book.
    std::optional<Date> approval_date(Place approval) const;
    std::optional<Date> plot_date(Place plot) const;
    /// Area a plot brings in at its first day, and whether it is only measured.
    std::optional<Area> plot_area(Place plot) const;

    /// Origins meant by a record that names a plot, or an approval: its rest, then its plots in key order.
    /// Empty, with a note, if there is no such record.
    std::vector<OriginId> ground(const std::string& plot, const std::string& approval, Place record);
    /// First day of that ground, empty if unknown.
    std::optional<Date> ground_date(const std::string& plot, const std::string& approval) const;
    Area take(const std::vector<OriginId>& origins, Accounts order, std::optional<Area> want, Account to,
              const Cause& cause);
};

/// The area a record states as of one of its versions; a version that is silent leaves the one before in force.
template <class T>
std::optional<Area> stated_area(const Shelf& shelf, Place p, std::uint32_t version, std::optional<Area> T::* field) {
    for (std::uint32_t i = version + 1; i-- > 0;)
        if (const auto area = Shelf::as<T>(shelf.version(p, i)).*field) return area;
    for (std::uint32_t i = version + 1; i < shelf.count(p); ++i)
        if (const auto area = Shelf::as<T>(shelf.version(p, i)).*field) return area;
    return std::nullopt;
}

/// Index of the version in force on a day.
std::uint32_t version_on(const Shelf& shelf, Place p, Date day);

}  // namespace ledger
