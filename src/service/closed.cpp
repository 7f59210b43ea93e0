#include "service/closed.hpp"

#include "base/json.hpp"
#include "service/versions.hpp"

#include <algorithm>

namespace service {
namespace {

void take_done(const base::Json& line, const char* stock, std::map<std::string, base::Area>& into) {
    const std::string key = closed_line(line.at("division").get<std::string>(), line.at("kind").get<std::string>(),
                                        line.at("name").get<std::string>());
    into[key] = base::area_from_json(line.at(stock).at("done_m2"));
}

base::Result<Closed> closed_of(store::Snapshot& snapshot, const store::VersionRow& row) {
    PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
    PANHUO_TRY(const base::Json json, base::parse_json(entry.payload, "close"));
    Closed closed;
    closed.period = json.at("period").get<std::string>();
    const auto cutoff = base::parse_iso_date(json.at("cutoff").get<std::string>());
    if (!cutoff) return base::Error{base::Code::EntryMalformed, {std::to_string(row.head.sequence), "cutoff"}};
    closed.cutoff = *cutoff;
    closed.known_at = base::Instant::from_micros(json.at("known_at").get<std::int64_t>());
    if (json.at("counting") == "signed") closed.counting = ledger::Counting::Signed;
    closed.extract = json.value("extract", "");
    for (const base::Json& line : json.at("table").at("divisions")) {
        take_done(line, "unsupplied", closed.unsupplied_done);
        take_done(line, "idle", closed.idle_done);
    }
    return closed;
}

}  // namespace

std::string closed_line(const std::string& division, const std::string& kind, const std::string& name) {
    return division + "|" + kind + "|" + name;
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
