// Journal, versions, nodes, boxes, vault and settings.
#include "store/sqlite_queries.hpp"

#include <algorithm>

namespace store {
namespace {

using base::Done;
using base::Instant;
using base::Result;
using base::Status;
using journal::Head;
using journal::Stored;

std::int64_t signed_number(std::uint64_t sequence) {
    return sequence > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(sequence);
}

/// A hash of the wrong length stays visible as one that cannot fit.
base::Hash hash_of_blob(std::string_view bytes) {
    base::Hash hash{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
    return hash;
}

Stored stored_row(const Statement& row) {
    return {static_cast<std::uint64_t>(row.integer(0)), row.text(1), hash_of_blob(row.bytes(2))};
}

/// Columns: seq, chain, version, change, state, effective, recorded, command.
VersionRow version_row(const Statement& row, int first, std::string kind, std::string key) {
    VersionRow out;
    out.kind = std::move(kind);
    out.key = std::move(key);
    out.head.sequence = static_cast<std::uint64_t>(row.integer(first));
    out.chain = row.text(first + 1);
    out.head.version = static_cast<std::uint32_t>(row.integer(first + 2));
    out.head.change = static_cast<journal::Change>(row.integer(first + 3));
    out.head.state = static_cast<journal::State>(row.integer(first + 4));
    if (!row.is_null(first + 5)) {
        out.head.effective = base::Date::from_days(static_cast<std::int32_t>(row.integer(first + 5)));
    }
    out.head.recorded_at = Instant::from_micros(row.integer(first + 6));
    out.command = row.text(first + 7);
    return out;
}

RecordId record_of_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return {std::string(name.substr(0, colon)), std::string(name.substr(colon + 1))};
}

/// Of rows whose first column is the name of a record.
Result<std::vector<RecordId>> sorted_records(Statement q) {
    std::vector<RecordId> out;
    while (true) {
        PANHUO_TRY(const bool row, q.step());
        if (!row) break;
        out.push_back(record_of_name(q.bytes(0)));
    }
    std::sort(out.begin(), out.end());
    return out;
}

Result<std::optional<VaultRow>> vault_row(Statement statement) {
    PANHUO_TRY(const bool found, statement.step());
    if (!found) return std::optional<VaultRow>();
    return std::optional<VaultRow>({statement.text(0), statement.text(1), statement.text(2), statement.text(3)});
}

}  // namespace

std::string record_name(std::string_view kind, std::string_view key) {
    return std::string(kind) + ':' + std::string(key);
}

Result<std::optional<Head>> Queries::head(std::string_view chain) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT seq, hash FROM entries WHERE chain = ? ORDER BY seq DESC LIMIT 1"));
    PANHUO_TRY(const bool found, q.bind(chain).step());
    if (!found) return std::optional<Head>();
    return std::optional<Head>(
        {std::string(chain), static_cast<std::uint64_t>(q.integer(0)), hash_of_blob(q.bytes(1))});
}

Result<std::vector<Head>> Queries::heads() {
    std::vector<Head> out;
    std::string chain;  // steps from chain to chain; DISTINCT would read the whole index
    while (true) {
        PANHUO_TRY(Statement q, db_.prepare("SELECT chain FROM entries WHERE chain > ? ORDER BY chain LIMIT 1"));
        PANHUO_TRY(const bool found, q.bind(chain).step());
        if (!found) return out;
        std::string next = q.text(0);
        chain = std::move(next);
        PANHUO_TRY(auto found_head, head(chain));
        if (found_head) out.push_back(std::move(*found_head));
    }
}

Status Queries::scan(std::string_view chain, std::uint64_t from, const Visit<Stored>& visit) {
    PANHUO_TRY(Statement q,
               db_.prepare("SELECT seq, bytes, hash FROM entries WHERE chain = ? AND seq >= ? ORDER BY seq"));
    q.bind(chain).bind(signed_number(from));
    while (true) {
        PANHUO_TRY(const bool row, q.step());
        if (!row || !visit(stored_row(q))) return Done{};
    }
}

Result<std::optional<Stored>> Queries::entry(std::string_view chain, std::uint64_t sequence) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT seq, bytes, hash FROM entries WHERE chain = ? AND seq = ?"));
    PANHUO_TRY(const bool found, q.bind(chain).bind(signed_number(sequence)).step());
    if (!found) return std::optional<Stored>();
    return std::optional<Stored>(stored_row(q));
}

Result<std::optional<Instant>> Queries::last_recorded(std::string_view chain) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT bytes FROM entries WHERE chain = ? ORDER BY seq DESC LIMIT 1"));
    PANHUO_TRY(const bool found, q.bind(chain).step());
    if (!found) return std::optional<Instant>();
    PANHUO_TRY(const auto last, journal::decode(q.bytes(0)));
    return std::optional<Instant>(last.recorded_at);
}

Result<bool> Queries::has_command(std::string_view command) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT 1 FROM commands WHERE command = ?"));
    return q.bind_blob(command).step();
}

Result<std::optional<std::int64_t>> Queries::name_id(std::string_view name) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT id FROM names WHERE name = ?"));
    PANHUO_TRY(const bool found, q.bind(name).step());
    return found ? std::optional<std::int64_t>(q.integer(0)) : std::nullopt;
}

Result<std::vector<VersionRow>> Queries::versions(std::string_view kind, std::string_view key) {
    std::vector<VersionRow> out;
    PANHUO_TRY(const auto id, name_id(record_name(kind, key)));
    if (!id) return out;
    PANHUO_TRY(Statement q, db_.prepare("SELECT seq, chain, version, change, state, effective, recorded,"
                                        " (SELECT command FROM commands WHERE id = versions.command)"
                                        " FROM versions WHERE record = ? ORDER BY seq, chain"));
    q.bind(*id);
    while (true) {
        PANHUO_TRY(const bool row, q.step());
        if (!row) return out;
        out.push_back(version_row(q, 0, std::string(kind), std::string(key)));
    }
}

Status Queries::scan_keys(std::string_view kind, std::string_view prefix, Instant known_at,
                          const Visit<VersionRow>& visit) {
    // CROSS JOIN keeps the order of the loops: names in order of their index, then the versions of each.
    PANHUO_TRY(Statement q, db_.prepare("SELECT name, seq, chain, version, change, state, effective, recorded,"
                                        " (SELECT command FROM commands WHERE id = versions.command)"
                                        " FROM names CROSS JOIN versions ON versions.record = names.id"
                                        " WHERE name >= ? AND name < ? AND recorded <= ? ORDER BY name, seq, chain"));
    const std::string first = std::string(kind) + ':' + std::string(prefix);
    std::string behind = first;  // no byte of UTF-8 is 0xFF, so the last one has a successor
    behind.back() = static_cast<char>(behind.back() + 1);
    q.bind(first).bind(behind).bind(known_at.micros());
    while (true) {
        PANHUO_TRY(const bool row, q.step());
        if (!row) return Done{};
        const std::string key = std::string(q.bytes(0).substr(kind.size() + 1));
        if (!visit(version_row(q, 1, std::string(kind), key))) return Done{};
    }
}

Result<std::vector<RecordId>> Queries::records_of_node(std::string_view node) {
    PANHUO_TRY(const auto id, name_id(node));
    if (!id) return std::vector<RecordId>();
    PANHUO_TRY(Statement q, db_.prepare("SELECT (SELECT name FROM names WHERE id = nodes.record)"
                                        " FROM nodes WHERE node = ?"));
    q.bind(*id);
    return sorted_records(std::move(q));
}

Result<std::vector<std::string>> Queries::nodes_of_record(const RecordId& record) {
    PANHUO_TRY(const auto id, name_id(record_name(record.kind, record.key)));
    if (!id) return std::vector<std::string>();
    return nodes_of(*id);
}

Result<std::vector<std::string>> Queries::nodes_of(std::int64_t record) {
    std::vector<std::string> out;
    PANHUO_TRY(Statement q, db_.prepare("SELECT (SELECT name FROM names WHERE id = nodes.node)"
                                        " FROM nodes WHERE record = ?"));
    q.bind(record);
    while (true) {
        PANHUO_TRY(const bool row, q.step());
        if (!row) break;
        out.push_back(q.text(0));
    }
    std::sort(out.begin(), out.end());
    return out;
}

Result<std::vector<RecordId>> Queries::records_in_box(const GroundBox& box) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT DISTINCT (SELECT name FROM names WHERE id = boxes.record) FROM boxes"
                                        " WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?"));
    q.bind(std::int64_t{box.east}).bind(std::int64_t{box.west});
    q.bind(std::int64_t{box.north}).bind(std::int64_t{box.south});
    return sorted_records(std::move(q));
}

Status Queries::scan_boxes(const Visit<BoxRow>& visit) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT (SELECT name FROM names WHERE id = boxes.record),"
                                        " west, south, east, north FROM boxes"));
    const auto side = [&](int column) { return static_cast<std::int32_t>(q.integer(column)); };
    while (true) {
        PANHUO_TRY(const bool row, q.step());
        if (!row || !visit({record_of_name(q.bytes(0)), {side(1), side(2), side(3), side(4)}})) return Done{};
    }
}

Result<std::optional<VaultRow>> Queries::vault_find(std::string_view lookup) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT commitment, lookup, salt, value FROM vault"
                                        " WHERE lookup = ? ORDER BY id LIMIT 1"));
    q.bind(lookup);
    return vault_row(std::move(q));
}

Result<std::optional<VaultRow>> Queries::vault_get(std::string_view commitment) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT commitment, lookup, salt, value FROM vault WHERE commitment = ?"));
    q.bind(commitment);
    return vault_row(std::move(q));
}

Result<std::optional<std::string>> Queries::setting(std::string_view name) {
    PANHUO_TRY(Statement q, db_.prepare("SELECT value FROM settings WHERE name = ?"));
    PANHUO_TRY(const bool found, q.bind(name).step());
    return found ? std::optional<std::string>(q.text(0)) : std::nullopt;
}

}  // namespace store
