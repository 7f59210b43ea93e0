#include "geo/box_index.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace geo {
namespace {

/// The lower 31 bits of `value` with a zero before each.
std::uint64_t spread(std::uint64_t value) {
    value = (value | (value << 16)) & 0x0000FFFF0000FFFFULL;
    value = (value | (value << 8)) & 0x00FF00FF00FF00FFULL;
    value = (value | (value << 4)) & 0x0F0F0F0F0F0F0F0FULL;
    value = (value | (value << 2)) & 0x3333333333333333ULL;
    return (value | (value << 1)) & 0x5555555555555555ULL;
}

/// Position of the box's centre along the Morton curve over the whole.
std::uint64_t morton(const Box& box, const Box& whole, int shift) {
    const auto cell = [shift](std::int64_t low, std::int64_t high, std::int64_t start) {
        return spread(static_cast<std::uint64_t>((low - start) / 2 + (high - start) / 2) >> shift);
    };
    return cell(box.low.x, box.high.x, whole.low.x) | (cell(box.low.y, box.high.y, whole.low.y) << 1);
}

}  // namespace

Box joined(const Box& a, const Box& b) {
    return {{std::min(a.low.x, b.low.x), std::min(a.low.y, b.low.y)},
            {std::max(a.high.x, b.high.x), std::max(a.high.y, b.high.y)}};
}

BoxIndex::BoxIndex(const std::vector<Box>& boxes) {
    if (boxes.empty()) return;
    const Box whole = std::accumulate(boxes.begin(), boxes.end(), boxes.front(), joined);
    const std::int64_t extent = std::max(whole.high.x - whole.low.x, whole.high.y - whole.low.y);
    int shift = 0;
    while ((extent >> shift) >= (std::int64_t{1} << 31)) ++shift;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    order.reserve(boxes.size());
    for (const Box& box : boxes)
        order.emplace_back(morton(box, whole, shift), static_cast<std::uint32_t>(order.size()));
    std::sort(order.begin(), order.end());
    std::vector<Box> level;
    level.reserve(boxes.size());
    items_.reserve(boxes.size());
    for (const auto& [code, item] : order) {
        items_.push_back(item);
        level.push_back(boxes[item]);
    }
    levels_.push_back(std::move(level));
    while (levels_.back().size() > kFan) {
        const std::vector<Box>& lower = levels_.back();
        std::vector<Box> upper;
        upper.reserve(lower.size() / kFan + 1);
        for (std::size_t i = 0; i < lower.size(); ++i) {
            if (i % kFan == 0) {
                upper.push_back(lower[i]);
            } else {
                upper.back() = joined(upper.back(), lower[i]);
            }
        }
        levels_.push_back(std::move(upper));
    }
}

}  // namespace geo
