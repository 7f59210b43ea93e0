#include "geo/arrangement.hpp"

#include <algorithm>
#include <memory_resource>
#include <set>
#include <unordered_map>
#include <utility>

namespace geo {
namespace {

using base::Int128;

struct HashCover {
    std::size_t operator()(const Cover& cover) const {
        std::size_t hash = 1469598103934665603ULL;
        for (const Turn& turn : cover) {
            hash = (hash ^ turn.owner) * 1099511628211ULL;
            hash = (hash ^ static_cast<std::uint32_t>(turn.count)) * 1099511628211ULL;
        }
        return hash ^ (hash >> 29);
    }
};

/// Gives covers their numbers.
class Register {
  public:
    explicit Register(std::vector<Cover>& covers) : covers_(covers) {
        covers_.assign(1, Cover{});
        numbers_.emplace(Cover{}, 0);
    }
    /// The number of `cover` after passing over an edge with these turns.
    std::uint32_t pass(std::uint32_t cover, std::span<const Turn> turns) {
        next_.clear();
        const Cover& old = covers_[cover];
        std::size_t i = 0;
        for (const Turn& turn : turns) {
            while (i < old.size() && old[i].owner < turn.owner) next_.push_back(old[i++]);
            Turn sum = turn;
            if (i < old.size() && old[i].owner == turn.owner) sum.count += old[i++].count;
            if (sum.count != 0) next_.push_back(sum);
        }
        next_.insert(next_.end(), old.begin() + static_cast<std::ptrdiff_t>(i), old.end());
        const auto [known, is_new] = numbers_.try_emplace(next_, static_cast<std::uint32_t>(covers_.size()));
        if (is_new) covers_.push_back(next_);
        return known->second;
    }

  private:
    std::vector<Cover>& covers_;
    std::unordered_map<Cover, std::uint32_t, HashCover> numbers_;
    Cover next_;
};

/// The edges that the sweep line passes at the moment, from south to north.
class Sweep {
  public:
    explicit Sweep(Arrangement& out)
        : out_(out),
          nodes_(out.noded.nodes),
          edges_(out.noded.edges),
          covers_(out.covers),
          active_(Below{this}, &memory_) {
        const std::size_t count = edges_.size();
        out_.below.resize(count);
        out_.above.resize(count);
        out_.under.assign(count, kNoEdge);
        place_.resize(count);
        ends_at_.resize(nodes_.size() + 1);
        for (const Edge& edge : edges_) ++ends_at_[edge.to + 1];
        for (std::size_t n = 1; n < ends_at_.size(); ++n) ends_at_[n] += ends_at_[n - 1];
        ending_.resize(count);
        std::vector<std::uint32_t> next(ends_at_.begin(), ends_at_.end() - 1);
        for (std::uint32_t e = 0; e < count; ++e) ending_[next[edges_[e].to]++] = e;
    }

    void run() {
        std::vector<std::uint32_t> starting;
        std::uint32_t e = 0;
        for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
            Active::iterator at = active_.end();
            const bool any_ends = ends_at_[n] < ends_at_[n + 1];
            // Edges that end here lie side by side: what follows the highest of them is where new ones go in.
            for (std::uint32_t i = ends_at_[n]; i < ends_at_[n + 1]; ++i) at = leave(ending_[i], at);
            starting.clear();
            for (; e < edges_.size() && edges_[e].from == n; ++e) starting.push_back(e);
            if (starting.empty()) continue;
            const Point origin = nodes_[n];
            std::sort(starting.begin(), starting.end(), [&](std::uint32_t a, std::uint32_t b) {
                return turn_of(origin, nodes_[edges_[a].to], nodes_[edges_[b].to]) > 0;
            });
            if (!any_ends) at = active_.lower_bound(starting.front());
            for (const std::uint32_t edge : starting) enter(edge, at);
        }
    }

  private:
    struct Below {
        const Sweep* sweep;
        bool operator()(std::uint32_t a, std::uint32_t b) const { return sweep->is_below(a, b); }
    };
    using Active = std::pmr::set<std::uint32_t, Below>;

    /// Order of two edges that some sweep line passes both. Neither crosses the other, so where the later one starts
    /// decides, or, from a common start, where it goes.
    bool is_below(std::uint32_t a, std::uint32_t b) const {
        if (a == b) return false;
        const Point a_from = nodes_[edges_[a].from], a_to = nodes_[edges_[a].to];
        const Point b_from = nodes_[edges_[b].from], b_to = nodes_[edges_[b].to];
        if (a_from == b_from) return turn_of(a_from, a_to, b_to) > 0;
        if (a_from < b_from) return turn_of(a_from, a_to, b_from) > 0;
        return turn_of(b_from, b_to, a_from) < 0;
    }

    Active::iterator leave(std::uint32_t edge, Active::iterator highest) {
        const Active::iterator next = active_.erase(place_[edge]);
        // The highest of the ending ones is followed by an edge that stays (or by none).
        if (next == active_.end() || nodes_[edges_[*next].to] != nodes_[edges_[edge].to]) return next;
        return highest;
    }

    void enter(std::uint32_t edge, Active::iterator next) {
        const Active::iterator here = active_.emplace_hint(next, edge);
        place_[edge] = here;
        std::uint32_t cover = 0;
        if (here != active_.begin()) {
            out_.under[edge] = *std::prev(here);
            cover = out_.above[out_.under[edge]];
        }
        const Edge& e = edges_[edge];
        out_.below[edge] = cover;
        out_.above[edge] = covers_.pass(cover, std::span(out_.noded.turns).subspan(e.first_turn, e.turns));
    }

    Arrangement& out_;
    const std::vector<Point>& nodes_;
    const std::vector<Edge>& edges_;
    Register covers_;
    std::pmr::unsynchronized_pool_resource memory_;  ///< edges come and go all the time
    Active active_;
    std::vector<Active::iterator> place_;
    std::vector<std::uint32_t> ends_at_, ending_;  ///< edges by the node they end at
};

void measure(Arrangement& out) {
    out.twice_area.assign(out.covers.size(), 0);
    for (std::size_t e = 0; e < out.noded.edges.size(); ++e) {
        const Point a = out.noded.nodes[out.noded.edges[e].from];
        const Point b = out.noded.nodes[out.noded.edges[e].to];
        const Int128 part = Int128{a.x} * b.y - Int128{a.y} * b.x;
        out.twice_area[out.above[e]] += part;
        out.twice_area[out.below[e]] -= part;
    }
    out.twice_area[0] = 0;
}

void add_directed(std::vector<Segment>& segments, const Ring& ring, std::uint32_t owner, bool against_clock,
                  Point origin) {
    const bool turn_round = (twice_signed_area(ring) > 0) != against_clock;
    const auto local = [origin](Point p) { return Point{p.x - origin.x, p.y - origin.y}; };
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Point from = local(ring[j]), to = local(ring[i]);
        segments.push_back(turn_round ? Segment{to, from, owner} : Segment{from, to, owner});
    }
}

}  // namespace

Arrangement arrange(Noded noded) {
    Arrangement out;
    out.noded = std::move(noded);
    Sweep(out).run();
    measure(out);
    return out;
}

void add_ring(std::vector<Segment>& segments, const Ring& ring, std::uint32_t owner, Point origin) {
    add_directed(segments, ring, owner, true, origin);
}

void add_boundary(std::vector<Segment>& segments, const Polygon& polygon, std::uint32_t owner, Point origin) {
    add_directed(segments, polygon.shell, owner, true, origin);
    for (const Ring& hole : polygon.holes) add_directed(segments, hole, owner, false, origin);
}

}  // namespace geo
