// A static R-tree: which of many boxes touch a box.
//
// Built once, packed by the Morton order of the boxes' centres, eight to a node, so that boxes near each other on the
// ground are near each other in memory. Building takes n log n, a question log n plus what it finds (for boxes that do
// not all lie over each other). Coordinates are any integers within ±2^61.
#pragma once

#include "geo/polygon.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace geo {

inline bool touches(const Box& a, const Box& b) {
    return a.low.x <= b.high.x && b.low.x <= a.high.x && a.low.y <= b.high.y && b.low.y <= a.high.y;
}

/// The smallest box around both.
Box joined(const Box& a, const Box& b);

class BoxIndex {
  public:
    explicit BoxIndex(const std::vector<Box>& boxes);

    /// Numbers of the boxes in an order that keeps near ones together: ask in it, and memory is warm.
    const std::vector<std::uint32_t>& order() const { return items_; }

    /// Calls visit(number of the box) for every box that touches `box`, edges included, in no particular order.
    template <class Visit>
    void query(const Box& box, const Visit& visit) const {
        if (levels_.empty()) return;
        struct Place {
            std::uint32_t level, node;
        };
        // Each level below the first leaves at most kFan - 1 nodes waiting.
        std::array<Place, kFan * kMaxLevels> waiting;
        std::size_t count = 0;
        const auto top = static_cast<std::uint32_t>(levels_.size() - 1);
        for (std::uint32_t i = 0; i < levels_[top].size(); ++i) waiting[count++] = {top, i};
        while (count > 0) {
            const Place at = waiting[--count];
            if (!touches(levels_[at.level][at.node], box)) continue;
            if (at.level == 0) {
                visit(items_[at.node]);
                continue;
            }
            const std::size_t end =
                std::min<std::size_t>(std::size_t{at.node + 1U} * kFan, levels_[at.level - 1].size());
            for (std::size_t child = std::size_t{at.node} * kFan; child < end; ++child)
                waiting[count++] = {at.level - 1, static_cast<std::uint32_t>(child)};
        }
    }

  private:
    static constexpr std::uint32_t kFan = 8;
    static constexpr std::size_t kMaxLevels = 12;  ///< 8^11 boxes are more than a 32-bit number counts

    std::vector<std::uint32_t> items_;      ///< numbers of the boxes in Morton order
    std::vector<std::vector<Box>> levels_;  ///< boxes of the items, of eight of them, of eight of those …
};

}  // namespace geo
