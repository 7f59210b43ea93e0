#include "geo/neighbourhoods.hpp"

#include "geo/box_index.hpp"

#include <algorithm>
#include <numeric>

namespace geo {
namespace {

/// Union by smallest number, with path halving.
class Groups {
  public:
    explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::uint32_t find(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a);
        b = find(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::uint32_t> parent_;
};

}  // namespace

std::vector<Neighbourhood> neighbourhoods(const std::vector<Part>& parts) {
    std::vector<Box> boxes;
    boxes.reserve(parts.size());
    for (const Part& part : parts) boxes.push_back(part.box);
    const BoxIndex index(boxes);
    Groups groups(parts.size());
    for (std::uint32_t i = 0; i < parts.size(); ++i) index.query(boxes[i], [&](std::uint32_t j) { groups.join(i, j); });
    std::vector<Neighbourhood> out;
    std::vector<std::uint32_t> place(parts.size());
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
        const std::uint32_t first = groups.find(i);
        if (first == i) {
            place[i] = static_cast<std::uint32_t>(out.size());
            out.push_back({{}, boxes[i]});
        }
        Neighbourhood& here = out[place[first]];
        here.parts.push_back(i);
        here.box = joined(here.box, boxes[i]);
    }
    return out;
}

}  // namespace geo
