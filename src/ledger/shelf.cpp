#include "ledger/shelf.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace ledger {
namespace {

using land::Kind;
constexpr std::size_t kKinds = std::variant_size_v<land::Record>;

/// Kinds in the alphabetical order of their names, so that the order of places is the order of "kind:key".
constexpr std::array<Kind, kKinds> kByName{
    Kind::Approval, Kind::Baseline,      Kind::Decision,  Kind::Expropriation, Kind::Idle,    Kind::Link,
    Kind::Offer,    Kind::Official,      Kind::Opening,   Kind::Plot,          Kind::Portion, Kind::Progress,
    Kind::Reserve,  Kind::SiteReadiness, Kind::Stocklist, Kind::Supply,        Kind::Target,  Kind::Withdrawal};

constexpr std::array<std::uint8_t, kKinds> ranks() {
    std::array<std::uint8_t, kKinds> rank{};
    for (std::size_t i = 0; i < kKinds; ++i) rank[static_cast<std::size_t>(kByName[i])] = static_cast<std::uint8_t>(i);
    return rank;
}
constexpr auto kRank = ranks();

std::uint8_t rank_of(Kind kind) { return kRank[static_cast<std::size_t>(kind)]; }

}  // namespace

Shelf::Shelf(const std::vector<RecordVersion>& versions) {
    struct Row {
        std::string key;
        const RecordVersion* version;
        std::uint8_t rank;
        auto order() const { return std::tie(rank, key, version->effective, version->entry); }
    };
    std::vector<Row> rows;
    rows.reserve(versions.size());
    for (const RecordVersion& v : versions)
        rows.push_back({land::key_of(v.record), &v, rank_of(land::kind_of(v.record))});
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.order() < b.order(); });

    versions_.reserve(rows.size());
    items_.reserve(rows.size());
    for (Row& row : rows) {
        const Kind kind = land::kind_of(row.version->record);
        const auto index = static_cast<std::uint32_t>(versions_.size());
        versions_.push_back(row.version);
        if (!items_.empty() && items_.back().kind == kind && items_.back().key == row.key) {
            ++items_.back().count;
            continue;
        }
        const auto place = static_cast<Place>(items_.size());
        PlaceRange& range = ranges_[static_cast<std::size_t>(kind)];
        if (range.size() == 0) range.begin = place;
        range.end = place + 1;
        items_.push_back({std::move(row.key), kind, index, 1});
    }
}

Place Shelf::find(Kind kind, std::string_view key) const {
    if (key.empty()) return kNowhere;
    const PlaceRange range = all(kind);
    const auto begin = items_.begin() + range.begin;
    const auto end = items_.begin() + range.end;
    const auto it =
        std::lower_bound(begin, end, key, [](const Item& item, std::string_view k) { return item.key < k; });
    if (it == end || it->key != key) return kNowhere;
    return static_cast<Place>(it - items_.begin());
}

std::string Shelf::name(Place p) const {
    const std::string_view kind = land::kind_name(items_[p].kind);
    std::string name;
    name.reserve(kind.size() + 1 + items_[p].key.size());
    name.append(kind).append(1, ':').append(items_[p].key);
    return name;
}

const RecordVersion& Shelf::at(Place p, Date day) const {
    const Item& item = items_[p];
    std::uint32_t i = item.count - 1;
    // effective is empty for the first version only, and an empty optional is before every date
    while (i > 0 && version(p, i).effective > day) --i;
    return version(p, i);
}

}  // namespace ledger
