// Explain: one thing with everything the book holds about it. Cells, postings, findings with reasons down to the
// source cell, and the history of who said what when.
#pragma once

#include "base/json_fwd.hpp"
#include "law/supply_gates.hpp"
#include "law/watch.hpp"
#include "service/area_check.hpp"
#include "service/book.hpp"
#include "service/ground_findings.hpp"
#include "service/parcels.hpp"
#include "service/sources.hpp"

#include <string>

namespace service {

struct HistoryLine {
    std::string entry;
    std::string kind, key;
    std::uint32_t version = 1;
    std::string change, state;
    std::optional<base::Date> effective;
    base::Instant recorded_at;
    std::string actor, reason;
    SourceCell source;
    std::string payload;
};

struct Explanation {
    std::string id;
    std::vector<ledger::Cell> cells;
    std::vector<ledger::Posting> postings;
    std::vector<law::Finding> findings;
    std::vector<HistoryLine> history;
    std::vector<law::Watch> watch;  ///< its days under supervision
    std::vector<law::Gate> gates;   ///< conditions before supply, of unsupplied land
    struct Papers {
        std::string id, route;  ///< of the parcel that is to go that way
        law::Dossier dossier;
    };
    std::vector<Papers> papers;  ///< what the routes of its parcels take
    Ground ground;               ///< the geometry behind its postings; its findings are among `findings`
    std::map<std::string, std::string> articles;  ///< of every parameter a reason names: "parameter:ID" -> citation
    Sources sources;                              ///< of every entry a finding's reason names
    std::optional<AreaCheck> area;                ///< of a plot or supply with a shape: declared and measured
};

/// `id` is a supply's number, a plot key, a 批文号, "rest:…", "listed:…" or a portion's key. RecordNotFound otherwise.
base::Result<Explanation> explain(Office& office, const std::string& id, const Moment& moment);
/// The same from a book that is open already, and its snapshot.
base::Result<Explanation> explain(store::Snapshot& snapshot, const Book& book, const std::string& id);

/// RecordNotFound unless the list of parcels has an id that reads so.
base::Status require_listed(store::Snapshot& snapshot, const Book& book, const std::string& id);

base::Json explanation_json(const Explanation& explanation);

}  // namespace service
