#include "service/places.hpp"

#include "base/text.hpp"
#include "service/held.hpp"

namespace service {
namespace {

template <class T>
base::Result<std::optional<T>> record_on(store::Snapshot& snapshot, land::Kind kind, const std::string& key,
                                         base::Date day) {
    PANHUO_TRY(std::vector<ledger::RecordVersion> versions,
               versions_in_force(snapshot, kind, key, base::Instant::end_of_time()));
    if (versions.empty()) return std::optional<T>();
    return std::optional<T>(held_on<T>(key, std::move(versions), day).record);
}

template <class Record>
Place place_in(const Record& record) {
    return {record.division, record.township, record.zone};
}

/// What the record does not say, its approval does; a store of one division has no other.
base::Result<std::optional<Place>> completed(store::Snapshot& snapshot, Place place, const std::string& approval,
                                             base::Date day) {
    PANHUO_TRY(const auto paper, record_on<land::Approval>(snapshot, land::Kind::Approval, approval, day));
    if (paper && place.division.empty()) place.division = paper->division;
    if (paper && place.zone.empty()) place.zone = paper->zone;
    if (place.division.empty()) {
        PANHUO_TRY(place.division, office_chain(snapshot));
    }
    return std::optional<Place>(std::move(place));
}

/// A contract's number stands for all its parcels; they lie in one place.
base::Result<std::optional<Place>> place_of_supply(store::Snapshot& snapshot, const std::string& node, base::Date day) {
    PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_of_node(node));
    for (const store::RecordId& id : records) {
        if (id.kind != land::kind_name(land::Kind::Supply)) continue;
        PANHUO_TRY(const auto supply, record_on<land::Supply>(snapshot, land::Kind::Supply, id.key, day));
        if (supply) return std::optional<Place>(place_in(*supply));
    }
    return std::optional<Place>();
}

base::Result<std::optional<Place>> place_of_row(store::Snapshot& snapshot, const std::string& key, base::Date day) {
    PANHUO_TRY(const auto row, record_on<land::Stocklist>(snapshot, land::Kind::Stocklist, key, day));
    if (row) return completed(snapshot, place_in(*row), row->approval, day);
    PANHUO_TRY(const auto idle, record_on<land::Idle>(snapshot, land::Kind::Idle, key, day));
    if (idle) return completed(snapshot, place_in(*idle), "", day);
    return std::optional<Place>();
}

}  // namespace

base::Result<std::optional<Place>> place_of_node(store::Snapshot& snapshot, const std::string& node, base::Date day) {
    const std::string key = node.substr(std::min(node.find(':') + 1, node.size()));
    if (base::starts_with(node, "supply:")) return place_of_supply(snapshot, node, day);
    if (base::starts_with(node, "listed:")) return place_of_row(snapshot, key, day);
    if (base::starts_with(node, "plot:")) {
        PANHUO_TRY(const auto plot, record_on<land::Plot>(snapshot, land::Kind::Plot, key, day));
        if (plot) return completed(snapshot, place_in(*plot), plot->approval, day);
    }
    if (base::starts_with(node, "approval:")) {
        PANHUO_TRY(const auto paper, record_on<land::Approval>(snapshot, land::Kind::Approval, key, day));
        if (paper) return completed(snapshot, {paper->division, "", paper->zone}, key, day);
    }
    return std::optional<Place>();
}

}  // namespace service
