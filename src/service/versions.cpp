#include "service/versions.hpp"

namespace service {
namespace {

struct Row {
    journal::VersionHead head;
    std::string chain;
};

base::Result<std::vector<ledger::RecordVersion>> parse_in_force(store::Snapshot& snapshot, land::Kind kind,
                                                                const std::vector<Row>& rows, base::Instant known_at) {
    std::vector<journal::VersionHead> heads;
    heads.reserve(rows.size());
    for (const Row& row : rows) heads.push_back(row.head);
    std::vector<ledger::RecordVersion> versions;
    for (const std::size_t index : journal::in_force(heads, known_at)) {
        const Row& row = rows[index];
        PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
        PANHUO_TRY(land::Record record, land::record_from_payload(kind, entry.payload));
        versions.push_back({std::move(record), versions.empty() ? std::nullopt : entry.effective,
                            entry.recorded_at.shanghai_date(), journal::entry_id(row.chain, row.head.sequence)});
    }
    return versions;
}

}  // namespace

base::Result<journal::Entry> read_entry(store::Snapshot& snapshot, std::string_view chain, std::uint64_t sequence) {
    PANHUO_TRY(const std::optional<journal::Stored> stored, snapshot.entry(chain, sequence));
    if (!stored) return base::Error{base::Code::EntryMalformed, {journal::entry_id(chain, sequence), "missing"}};
    return journal::decode(stored->bytes);
}

base::Status each_entry(store::Snapshot& snapshot, const std::string& chain,
                        const std::function<base::Status(const journal::Entry&)>& visit) {
    // In pieces, since the visitor may write what a scan would still be reading.
    constexpr std::size_t kPiece = 4096;
    std::uint64_t next = 1;
    while (true) {
        std::vector<journal::Stored> piece;
        PANHUO_DO(snapshot.scan(chain, next, [&](const journal::Stored& stored) {
            piece.push_back(stored);
            return piece.size() < kPiece;
        }));
        if (piece.empty()) return base::Done{};
        for (const journal::Stored& stored : piece) {
            PANHUO_TRY(const journal::Entry entry, journal::decode(stored.bytes));
            PANHUO_DO(visit(entry));
        }
        next = piece.back().sequence + 1;
    }
}

base::Result<std::vector<store::VersionRow>> last_words(store::Snapshot& snapshot, std::string_view kind,
                                                        std::string_view prefix, base::Instant known_at) {
    std::vector<store::VersionRow> rows;
    PANHUO_DO(snapshot.scan_keys(kind, prefix, known_at, [&](const store::VersionRow& row) {
        if (!rows.empty() && rows.back().key == row.key) rows.pop_back();
        rows.push_back(row);
        return true;
    }));
    std::erase_if(rows, [](const store::VersionRow& row) { return row.head.change == journal::Change::Retract; });
    return rows;
}

base::Result<std::vector<ledger::RecordVersion>> versions_in_force(store::Snapshot& snapshot, land::Kind kind,
                                                                   std::string_view key, base::Instant known_at) {
    PANHUO_TRY(const std::vector<store::VersionRow> found, snapshot.versions(land::kind_name(kind), key));
    std::vector<Row> rows;
    rows.reserve(found.size());
    for (const store::VersionRow& row : found) rows.push_back({row.head, row.chain});
    return parse_in_force(snapshot, kind, rows, known_at);
}

base::Status each_record(
    store::Snapshot& snapshot, land::Kind kind, base::Instant known_at,
    const std::function<base::Status(const std::string& key, std::vector<ledger::RecordVersion>&&)>& visit) {
    return each_record_of(snapshot, kind, "", known_at, visit);
}

base::Status each_record_of(
    store::Snapshot& snapshot, land::Kind kind, std::string_view prefix, base::Instant known_at,
    const std::function<base::Status(const std::string& key, std::vector<ledger::RecordVersion>&&)>& visit) {
    std::string key;
    std::vector<Row> rows;
    base::Status status = base::Done{};
    const auto flush = [&]() -> base::Status {
        if (rows.empty()) return base::Done{};
        PANHUO_TRY(std::vector<ledger::RecordVersion> versions, parse_in_force(snapshot, kind, rows, known_at));
        rows.clear();
        if (versions.empty()) return base::Done{};
        return visit(key, std::move(versions));
    };
    PANHUO_DO(snapshot.scan_keys(land::kind_name(kind), prefix, known_at, [&](const store::VersionRow& row) {
        if (row.key != key) {
            status = flush();
            if (!status.ok()) return false;
            key = row.key;
        }
        rows.push_back({row.head, row.chain});
        return true;
    }));
    if (!status.ok()) return status;
    return flush();
}

const ledger::RecordVersion* holding_on(const std::vector<ledger::RecordVersion>& versions, base::Date day) {
    const ledger::RecordVersion* held = versions.empty() ? nullptr : &versions.front();
    for (const ledger::RecordVersion& version : versions) {
        if (version.effective && *version.effective <= day) held = &version;
    }
    return held;
}

}  // namespace service
