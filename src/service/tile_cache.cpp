#include "service/tile_cache.hpp"

#include "base/deflate.hpp"
#include "service/changed_ground.hpp"
#include "service/command.hpp"
#include "service/versions.hpp"

#include <algorithm>

namespace service {
namespace {

/// More than that at once, or remembered, is a change of everything.
constexpr std::uint64_t kMostEntries = 500;
constexpr std::size_t kMostChanges = 20'000;

bool touch(const store::GroundBox& a, const store::GroundBox& b) {
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

std::string key_of(const TileRequest& request) {
    std::string key =
        geo::tile_name(request.tile) + "|" + request.as_of.iso() + "|" + std::to_string(request.known_at.micros());
    for (const std::string& layer : request.layers) key += "|" + layer;
    return key;
}

TileCache::PackedPointer pack(Tile&& tile) {
    constexpr std::size_t kWorthIt = 1400;  // a packet
    constexpr int kLevel = 6;
    auto packed = std::make_shared<TileCache::Packed>();
    static_cast<Tile&>(*packed) = std::move(tile);
    if (packed->bytes.size() >= kWorthIt) packed->gzip = base::deflated(packed->bytes, base::Wrap::Gzip, kLevel);
    return packed;
}

}  // namespace

/// Reads what was written since the last time; gives how many entries the snapshot's chain has.
base::Result<std::uint64_t> TileCache::catch_up(store::Snapshot& snapshot) {
    PANHUO_TRY(const std::string chain, office_chain(snapshot));
    PANHUO_TRY(const std::optional<journal::Head> head, snapshot.head(chain));
    const std::uint64_t now = head ? head->entries : 0;
    if (now <= seen_) return now;
    if (now - seen_ > kMostEntries || changes_.size() > kMostChanges) {
        changes_.clear();
        floor_ = seen_ = now;
        return now;
    }
    std::vector<journal::Entry> entries;
    for (std::uint64_t sequence = seen_ + 1; sequence <= now; ++sequence) {
        PANHUO_TRY(entries.emplace_back(), read_entry(snapshot, chain, sequence));
    }
    PANHUO_TRY(const auto boxes, changed_ground(snapshot, entries, projections_));
    if (boxes) {
        for (const store::GroundBox& box : *boxes) changes_.push_back({now, box});
    } else {
        floor_ = now;
    }
    seen_ = now;
    return now;
}

/// Null if it is not there or no longer good; then it is gone.
TileCache::PackedPointer TileCache::find(const std::string& key, std::uint64_t now) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    Kept& kept = *found->second;
    const auto first = std::partition_point(changes_.begin(), changes_.end(),
                                            [&](const Change& each) { return each.sequence <= kept.good_at; });
    const bool stale =
        kept.good_at < floor_ ||
        std::any_of(first, changes_.end(), [&](const Change& each) { return touch(each.box, kept.tile->reach); });
    if (stale) {
        bytes_ -= kept.tile->size();
        kept_.erase(found->second);
        by_key_.erase(found);
        return nullptr;
    }
    kept.good_at = std::max(kept.good_at, now);
    kept_.splice(kept_.begin(), kept_, found->second);
    return kept.tile;
}

void TileCache::keep(const std::string& key, const PackedPointer& tile, std::uint64_t made_at) {
    const auto before = by_key_.find(key);
    if (before != by_key_.end()) {
        bytes_ -= before->second->tile->size();
        kept_.erase(before->second);
    }
    kept_.push_front({key, tile, made_at});
    by_key_[key] = kept_.begin();
    bytes_ += tile->size();
    while (bytes_ > most_bytes_ && !kept_.empty()) {
        bytes_ -= kept_.back().tile->size();
        by_key_.erase(kept_.back().key);
        kept_.pop_back();
    }
}

base::Result<TileCache::PackedPointer> TileCache::tile(const TileRequest& request) {
    const std::string key = key_of(request);
    PANHUO_TRY(std::unique_ptr<store::Snapshot> snapshot, store_.read());
    std::uint64_t now = 0;
    {
        std::unique_lock lock(mutex_);
        PANHUO_TRY(now, catch_up(*snapshot));
        while (true) {
            if (PackedPointer found = find(key, now)) {
                ++counts_.found;
                return found;
            }
            if (making_.insert(key).second) break;
            made_.wait(lock);
        }
        ++counts_.made;
    }
    struct Done {
        TileCache& cache;
        const std::string& key;
        ~Done() {
            const std::lock_guard guard(cache.mutex_);
            cache.making_.erase(key);
            cache.made_.notify_all();
        }
    } done{*this, key};
    PANHUO_TRY(Tile made, service::tile(*snapshot, request));
    const PackedPointer tile = pack(std::move(made));
    const std::lock_guard guard(mutex_);
    keep(key, tile, now);
    return tile;
}

TileCache::Counts TileCache::counts() const {
    const std::lock_guard guard(mutex_);
    return counts_;
}

}  // namespace service
