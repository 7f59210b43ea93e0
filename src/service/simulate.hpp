// Simulate: a draft rulebook, or a new target, run over a whole store beside the book in force, before anybody adopts
// it. Which parcels change route, judgement or due date, and what stocks and milestones become. Writes nothing.
//
// Both sides read one snapshot, one day, one counting basis (the draft's own, unless one is asked for). Postings are
// those of the store: a draft with another baseline day leaves them as they are, and is told so (BASELINE_DAY_DIFFERS),
// since dates that nobody recorded were settled by the old one.
#pragma once

#include "land/records.hpp"
#include "service/book.hpp"
#include "service/status.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace service {

struct SimulationOrder {
    std::string book;  ///< name of a shipped book, or a .toml file; empty: the book in force; no campaign: beside it
    std::vector<land::Target> targets;  ///< added to the recorded ones
    Moment moment;
};

/// What is compared of a parcel.
struct ParcelView {
    std::string judgement, route, certainty;
    std::optional<base::Date> due;
    std::string way;  ///< of a supply that is idle: the next step in words
    bool operator==(const ParcelView&) const = default;
};
struct ParcelChange {
    std::string id, kind, name;
    std::optional<base::Area> area;
    ParcelView before, after;
};
struct StockChange {
    std::string division, name, stock;  ///< stock: unsupplied | idle
    StockLine before, after;
    bool changed = false;
};

struct Simulation {
    std::string in_force, draft;  ///< names
    Moment before, after;         ///< with the counting basis of each
    std::int64_t parcels = 0;
    std::vector<ParcelChange> changes;               ///< in the order of parcels
    std::map<std::string, std::int64_t> by;          ///< judgement | route | due | next_step: parcels that change in it
    std::vector<StockChange> stocks;                 ///< of every division and zone
    std::vector<law::Contradiction> contradictions;  ///< of the draft that the book in force has not
    std::vector<std::string> remarks;                ///< BASELINE_DAY_DIFFERS | DIVISION_DIFFERS | COUNTING_DIFFERS
};

/// Errors: RulebookNotFound, RulebookInvalid, FileNotFound.
base::Result<Simulation> simulate(Office& office, const SimulationOrder& order);

base::Json simulation_json(const Simulation& simulation);
base::Text remark_text(std::string_view remark);

}  // namespace service
