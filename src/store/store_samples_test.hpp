// What the tests of this room share: stores in scratch folders, entries that follow each other, readable results.
#pragma once

#include "base/shared_data.hpp"
#include "store/store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace store {

/// A folder that is gone afterwards, with a store in it.
class ScratchFolder : public base::testing::TemporaryFolder {
  public:
    std::string store() const { return file("book"); }
    std::string database() const { return store() + "/panhuo.db"; }
};

template <class T>
T must(base::Result<T> result) {
    if (!result.ok()) {
        ADD_FAILURE() << result.error().text().en;
        std::abort();
    }
    return std::move(result).value();
}

/// The code of a failure; Usage stands for success, which no store gives.
template <class T>
base::Code code_of(const base::Result<T>& result) {
    return result.ok() ? base::Code::Usage : result.error().code;
}

inline base::Instant at(std::int64_t n) { return base::Instant::from_micros(1'700'000'000'000'000 + n); }

inline journal::Entry entry_after(const std::optional<journal::Head>& head, const std::string& chain,
                                  const std::string& key, std::int64_t time) {
    journal::Entry entry;
    entry.chain = chain;
    entry.sequence = head ? head->entries + 1 : 1;
    if (head) entry.previous = head->hash;
    entry.command = "command " + std::to_string(time);
    entry.kind = "supply";
    entry.key = key;
    entry.actor = {"wang", "clerk", "股"};
    entry.recorded_at = at(time);
    entry.payload = "{\"key\":\"" + key + "\"}";
    return entry;
}

/// Whether it went well, without what it gave.
template <class T>
base::Status only_status(const base::Result<T>& result) {
    if (!result.ok()) return result.error();
    return base::Done{};
}

/// Appends the next entry of the chain.
inline void append_next(Transaction& transaction, const std::string& chain, const std::string& key, std::int64_t time) {
    const auto entry = entry_after(must(transaction.head(chain)), chain, key, time);
    must(transaction.append(entry));
}

inline PostingRow posting_row(const std::string& origin, const std::string& from, const std::string& to,
                              const std::string& record, std::int64_t known_from) {
    PostingRow row;
    row.posting.on = *base::Date::from_ymd(2024, 3, 25);
    row.posting.counted_on = row.posting.on.plus_days(3);
    row.posting.origin = origin;
    row.posting.holder_from = from;
    row.posting.from = from.empty() ? ledger::Account::Approved : ledger::Account::Unreported;
    row.posting.holder_to = to;
    row.posting.to = ledger::Account::Started;
    row.posting.area = base::Area::from_units(123'456'789);
    row.posting.record = record;
    row.posting.entry = "141031/1";
    row.posting.rule = "7c";
    row.known_from = at(known_from);
    return row;
}

inline NoteRow note_row(const std::string& subject, const std::string& code, std::int64_t known_from) {
    NoteRow row;
    row.note.code = code;
    row.note.subject = subject;
    row.note.on = base::Date::from_ymd(2024, 6, 30);
    row.note.facts = {{"area_m2", "12.5"}, {"why", "多出 3:4 一块"}, {"", ""}};
    row.note.entry = "141031/2";
    row.known_from = at(known_from);
    return row;
}

inline std::vector<journal::Stored> all_of(Snapshot& snapshot, std::string_view chain, std::uint64_t from = 1) {
    std::vector<journal::Stored> out;
    must(snapshot.scan(chain, from, [&](const journal::Stored& stored) {
        out.push_back(stored);
        return true;
    }));
    return out;
}

inline std::vector<VersionRow> kind_of(Snapshot& snapshot, std::string_view kind, base::Instant known_at) {
    std::vector<VersionRow> out;
    must(snapshot.scan_kind(kind, known_at, [&](const VersionRow& row) {
        out.push_back(row);
        return true;
    }));
    return out;
}

inline std::vector<std::string> keys_of(Snapshot& snapshot, std::string_view kind, std::string_view prefix) {
    std::vector<std::string> out;
    must(snapshot.scan_keys(kind, prefix, base::Instant::end_of_time(), [&](const VersionRow& row) {
        out.push_back(row.key);
        return true;
    }));
    return out;
}

inline std::vector<PostingRow> postings_at(Snapshot& snapshot, base::Instant known_at) {
    std::vector<PostingRow> out;
    must(snapshot.scan_postings(known_at, [&](const PostingRow& row) {
        out.push_back(row);
        return true;
    }));
    return out;
}

inline std::vector<NoteRow> notes_at(Snapshot& snapshot, base::Instant known_at) {
    std::vector<NoteRow> out;
    must(snapshot.scan_notes(known_at, [&](const NoteRow& row) {
        out.push_back(row);
        return true;
    }));
    return out;
}

inline constexpr GroundBox kEverywhere{-1'800'000'000, -900'000'000, 1'800'000'000, 900'000'000};

inline std::vector<BoxRow> boxes_of(Snapshot& snapshot) {
    std::vector<BoxRow> out;
    must(snapshot.scan_boxes([&](const BoxRow& row) {
        out.push_back(row);
        return true;
    }));
    std::sort(out.begin(), out.end());
    return out;
}

/// Rows as text without their numbers, which are the store's own affair.
inline std::string told(const PostingRow& row) {
    const ledger::Posting& p = row.posting;
    return p.on.iso() + "|" + (p.counted_on ? p.counted_on->iso() : "-") + "|" + p.origin + "|" + p.holder_from + "|" +
           std::to_string(static_cast<int>(p.from)) + "|" + p.holder_to + "|" + std::to_string(static_cast<int>(p.to)) +
           "|" + std::to_string(p.area.units()) + "|" + p.record + "|" + p.entry + "|" + p.rule + "|" +
           std::to_string(row.known_from.micros()) + "|" + std::to_string(row.known_to.micros());
}
inline std::string told(const NoteRow& row) {
    std::string out = row.note.code + "|" + row.note.subject + "|" + (row.note.on ? row.note.on->iso() : "-") + "|" +
                      row.note.entry + "|" + std::to_string(row.known_from.micros()) + "|" +
                      std::to_string(row.known_to.micros());
    for (const auto& [name, value] : row.note.facts) out += "|" + name + "=" + value;
    return out;
}
inline std::string told(const VersionRow& row) {
    return row.kind + "|" + row.key + "|" + row.chain + "/" + std::to_string(row.head.sequence) + "|" + row.command +
           "|" + std::to_string(row.head.version) + std::string(journal::change_name(row.head.change)) +
           std::string(journal::state_name(row.head.state)) + "|" +
           (row.head.effective ? row.head.effective->iso() : "-") + "|" + std::to_string(row.head.recorded_at.micros());
}
inline std::string told(const VaultRow& row) {
    return row.commitment + "|" + row.lookup + "|" + row.salt + "|" + row.value;
}
inline std::string told(const RecordId& id) { return id.kind + ":" + id.key; }
inline std::string told(const std::string& text) { return text; }
inline std::string told(const journal::Head& head) {
    return journal::entry_id(head.chain, head.entries) + "|" + base::hex(head.hash);
}
inline std::string told(const journal::Stored& stored) {
    return std::to_string(stored.sequence) + "|" + base::hex(stored.hash) + "|" + base::hex(stored.bytes);
}

template <class Row>
std::vector<std::string> told(const std::vector<Row>& rows) {
    std::vector<std::string> out;
    for (const Row& row : rows) out.push_back(told(row));
    return out;
}

}  // namespace store
