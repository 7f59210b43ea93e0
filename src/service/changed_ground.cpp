#include "service/changed_ground.hpp"

#include "service/component.hpp"
#include "service/versions.hpp"

#include <functional>

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
        if (row.head.change == journal::Change::Retract) continue;
        PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
        PANHUO_TRY(const land::Record record, land::record_from_payload(*kind, entry.payload));
        visit(record);
    }
    return base::Done{};
}

}  // namespace

base::Result<std::optional<std::vector<store::GroundBox>>> changed_ground(store::Snapshot& snapshot,
                                                                          const std::vector<journal::Entry>& entries,
                                                                          Projections& projections) {
    std::set<store::RecordId> said;
    for (const journal::Entry& entry : entries) said.insert({entry.kind, entry.key});
    std::set<std::string> nodes;
    for (const store::RecordId& id : said) {
        PANHUO_DO(each_version(snapshot, id, [&](const land::Record& record) {
            for (const std::string& node : land::nodes_of(record)) nodes.insert(node);
        }));
    }
    PANHUO_TRY(Joined joined, joined_records(snapshot, nodes, kMostRecords));
    joined.records.merge(said);
    if (joined.records.size() > kMostRecords) return std::optional<std::vector<store::GroundBox>>();
    std::vector<store::GroundBox> boxes;
    for (const store::RecordId& id : joined.records) {
        if (id.kind != land::kind_name(land::Kind::Plot) && id.kind != land::kind_name(land::Kind::Supply)) continue;
        PANHUO_DO(each_version(snapshot, id, [&](const land::Record& record) {
            const land::Geometry* const shape = geometry_of(record);
            const auto box = shape == nullptr ? std::nullopt : ground_box(*shape, projections);
            if (box) boxes.push_back(*box);
        }));
    }
    return std::optional(std::move(boxes));
}

}  // namespace service
