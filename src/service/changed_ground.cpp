#include "service/changed_ground.hpp"

#include "service/versions.hpp"

namespace service {
namespace {

constexpr std::size_t kMostRecords = 1000;

/// Every version ever said of a record, also those not in force.
base::Status each_version(store::Snapshot& snapshot, const store::RecordId& id,
                          const std::function<void(const land::Record&)>& visit) {
    const std::optional<land::Kind> kind = land::kind_from_name(id.kind);
    if (!kind) return base::Done{};
    PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(id.kind, id.key));
    for (const store::VersionRow& row : rows) {
        PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
        if (entry.change == journal::Change::Retract) continue;
        PANHUO_TRY(const land::Record record, land::record_from_payload(*kind, entry.payload));
        visit(record);
    }
    return base::Done{};
}

}  // namespace

base::Result<std::optional<std::vector<store::GroundBox>>> changed_ground(store::Snapshot& snapshot,
                                                                          const journal::Entry& entry,
                                                                          Projections& projections) {
    std::vector<store::GroundBox> boxes;
    std::set<std::string> nodes;
    std::vector<std::string> open;
    std::set<store::RecordId> records;
    const auto look_at = [&](const land::Record& record) {
        const land::Geometry* const shape = geometry_of(record);
        const auto box = shape == nullptr ? std::nullopt : ground_box(*shape, projections);
        if (box) boxes.push_back(*box);
        for (const std::string& node : land::nodes_of(record)) {
            if (nodes.insert(node).second) open.push_back(node);
        }
    };
    records.insert({entry.kind, entry.key});
    PANHUO_DO(each_version(snapshot, {entry.kind, entry.key}, look_at));
    while (!open.empty()) {
        const std::string node = std::move(open.back());
        open.pop_back();
        PANHUO_TRY(const std::vector<store::RecordId> found, snapshot.records_of_node(node));
        for (const store::RecordId& id : found) {
            if (!records.insert(id).second) continue;
            if (records.size() > kMostRecords) return std::optional<std::vector<store::GroundBox>>();
            PANHUO_DO(each_version(snapshot, id, look_at));
        }
    }
    return std::optional(std::move(boxes));
}

}  // namespace service
