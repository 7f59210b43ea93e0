#include "service/proposals.hpp"

#include "land/records.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <charconv>

namespace service {
namespace {

/// The proposals among the versions of one record that nothing of the same version settled later; a new record that
/// was stated meanwhile needs no approval any more.
void take_open(const std::vector<store::VersionRow>& rows, std::vector<store::VersionRow>& open) {
    for (const store::VersionRow& row : rows) {
        if (row.head.state != journal::State::Proposed) continue;
        const bool settled = std::any_of(rows.begin(), rows.end(), [&](const store::VersionRow& other) {
            if (other.head.sequence < row.head.sequence || other.head.state == journal::State::Proposed) return false;
            const bool stated = row.head.change == journal::Change::New && other.head.change == journal::Change::New &&
                                other.head.state == journal::State::Approved;
            return other.head.version == row.head.version || stated;
        });
        if (!settled) open.push_back(row);
    }
}

}  // namespace

namespace {

base::Result<std::vector<journal::Entry>> open_among(store::Snapshot& snapshot, const std::vector<land::Kind>& kinds) {
    std::vector<store::VersionRow> open;
    for (const land::Kind kind : kinds) {
        std::vector<store::VersionRow> of_record;
        PANHUO_DO(
            snapshot.scan_kind(land::kind_name(kind), base::Instant::end_of_time(), [&](const store::VersionRow& row) {
                if (!of_record.empty() && of_record.front().key != row.key) {
                    take_open(of_record, open);
                    of_record.clear();
                }
                of_record.push_back(row);
                return true;
            }));
        take_open(of_record, open);
    }
    std::sort(open.begin(), open.end(), [](const auto& a, const auto& b) {
        return std::pair(a.head.recorded_at, a.head.sequence) < std::pair(b.head.recorded_at, b.head.sequence);
    });
    std::vector<journal::Entry> entries;
    for (const store::VersionRow& row : open) {
        PANHUO_TRY(journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

base::Result<std::vector<journal::Entry>> open_proposals(store::Snapshot& snapshot) {
    return open_among(snapshot, land::all_kinds());
}

base::Result<std::vector<journal::Entry>> open_proposals(store::Snapshot& snapshot, land::Kind kind) {
    return open_among(snapshot, {kind});
}

base::Result<journal::Entry> open_proposal(store::Snapshot& snapshot, const std::string& id) {
    const std::size_t slash = id.rfind('/');
    std::uint64_t sequence = 0;
    const bool read = slash != std::string::npos &&
                      std::from_chars(id.data() + slash + 1, id.data() + id.size(), sequence).ec == std::errc{};
    const base::Error none{base::Code::ChangeNotPossible,
                           {base::both(id + " 不是待复核的记录", id + " is no open proposal")}};
    if (!read) return none;
    PANHUO_TRY(const auto stored, snapshot.entry(id.substr(0, slash), sequence));
    if (!stored) return none;
    PANHUO_TRY(journal::Entry entry, read_entry(snapshot, id.substr(0, slash), sequence));
    PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(entry.kind, entry.key));
    std::vector<store::VersionRow> open;
    take_open(rows, open);
    const bool is_open =
        std::any_of(open.begin(), open.end(), [&](const auto& row) { return row.head.sequence == sequence; });
    if (!is_open) return none;
    return entry;
}

}  // namespace service
