// Tiles that were made, kept until something changes on the ground they show.
//
// A tile is looked up by its place, day and knowledge. It is good as long as no entry written since changed a plot or a
// supply inside its reach (Tile::reach); what changed is read from the journal once, entry by entry, so a record that
// lies elsewhere, or nowhere, costs no tile. A change of everything (an import) lets go of all tiles.
// Guarantees: the bytes are those that tile() gives; never older than the last commit before the request; at most
// `most_bytes` of tiles are held, those used last. Thread-safe; one who asks for a tile that is being made waits for
// it.
#pragma once

#include "service/ground_box.hpp"
#include "service/tile.hpp"

#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace service {

class TileCache {
  public:
    explicit TileCache(store::Store& store, std::size_t most_bytes = 64 * 1024 * 1024)
        : store_(store), most_bytes_(most_bytes) {}

    /// A tile as it is sent: also as gzip, packed once for all who ask.
    struct Packed : Tile {
        std::string gzip;  ///< empty where it would gain nothing
        std::size_t size() const { return bytes.size() + gzip.size(); }
    };
    using PackedPointer = std::shared_ptr<const Packed>;

    /// Errors: those of tile().
    base::Result<PackedPointer> tile(const TileRequest& request);

    /// How many were found and how many had to be made.
    struct Counts {
        std::uint64_t found = 0, made = 0;
    };
    Counts counts() const;

  private:
    struct Kept {
        std::string key;
        PackedPointer tile;
        std::uint64_t good_at;  ///< entries of the chain when it was last seen to be good
    };
    struct Change {
        std::uint64_t sequence;
        store::GroundBox box;
    };

    base::Result<std::uint64_t> catch_up(store::Snapshot& snapshot);
    PackedPointer find(const std::string& key, std::uint64_t now);
    void keep(const std::string& key, const PackedPointer& tile, std::uint64_t made_at);

    store::Store& store_;
    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    std::condition_variable made_;
    std::set<std::string> making_;
    std::list<Kept> kept_;  ///< used last first
    std::map<std::string, std::list<Kept>::iterator> by_key_;
    std::size_t bytes_ = 0;
    std::deque<Change> changes_;
    std::uint64_t seen_ = 0;   ///< entries that were looked at
    std::uint64_t floor_ = 0;  ///< a tile from before is of no use
    Projections projections_;
    Counts counts_;
};

}  // namespace service
