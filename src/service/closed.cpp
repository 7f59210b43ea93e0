#include "service/closed.hpp"

#include "base/json.hpp"
#include "service/versions.hpp"

#include <algorithm>

namespace service {
namespace {

base::Result<Closed> closed_of(store::Snapshot& snapshot, const store::VersionRow& row) {
    PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
    PANHUO_TRY(const base::Json json, base::parse_json(entry.payload, "close"));
    Closed closed;
    closed.period = json.at("period").get<std::string>();
    const auto cutoff = base::parse_iso_date(json.at("cutoff").get<std::string>());
    if (!cutoff) return base::Error{base::Code::EntryMalformed, {std::to_string(row.head.sequence), "cutoff"}};
    closed.cutoff = *cutoff;
    closed.known_at = base::Instant::from_micros(json.at("known_at").get<std::int64_t>());
    const auto counting = ledger::counting_from_code(json.at("counting").get<std::string>());
    if (!counting) return base::Error{base::Code::EntryMalformed, {std::to_string(row.head.sequence), "counting"}};
    closed.counting = *counting;
    closed.extract = json.value("extract", "");
    for (const auto& [line, done] : json.at("done").items()) {
        closed.unsupplied_done[line] = base::area_from_json(done.at("unsupplied_m2"));
        closed.idle_done[line] = base::area_from_json(done.at("idle_m2"));
    }
    return closed;
}

}  // namespace

std::string closed_line(const std::string& division, const std::string& kind, const std::string& name) {
    return division + "|" + kind + "|" + name;
}

std::string closed_payload(const Closed& closed, const base::Json& table) {
    base::Json json = {{"period", closed.period},
                       {"cutoff", closed.cutoff.iso()},
                       {"known_at", closed.known_at.micros()},
                       {"counting", ledger::counting_code(closed.counting)}};
    if (!closed.extract.empty()) json["extract"] = closed.extract;
    base::Json& done = json["done"] = base::Json::object();
    for (const auto& [line, area] : closed.unsupplied_done)
        done[line] = {{"unsupplied_m2", base::area_json(area)},
                      {"idle_m2", base::area_json(closed.idle_done.at(line))}};
    json["table"] = table;
    return json.dump();
}

base::Result<std::vector<Closed>> closed_periods(store::Snapshot& snapshot, base::Instant known_at) {
    std::vector<store::VersionRow> rows;
    PANHUO_DO(snapshot.scan_kind(kCloseKind, known_at, [&](const store::VersionRow& row) {
        rows.push_back(row);
        return true;
    }));
    std::vector<Closed> all;
    for (const store::VersionRow& row : rows) {
        PANHUO_TRY(Closed closed, closed_of(snapshot, row));
        all.push_back(std::move(closed));
    }
    std::sort(all.begin(), all.end(), [](const Closed& a, const Closed& b) { return a.cutoff < b.cutoff; });
    return all;
}

}  // namespace service
