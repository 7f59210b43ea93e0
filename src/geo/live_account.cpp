#include "geo/live_account.hpp"

#include "geo/account_parts.hpp"
#include "geo/box_index.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

namespace geo {
namespace {

using namespace account_parts;

/// Plots before supplies, as make_account numbers them.
constexpr std::uint32_t kSupplies = std::uint32_t{1} << 31;

std::uint32_t owner_of(ParcelId id) { return id.supply ? kSupplies + id.number : id.number; }
ParcelId parcel_of(std::uint32_t owner) {
    return owner < kSupplies ? ParcelId{false, owner} : ParcelId{true, owner - kSupplies};
}

struct Parcel {
    MultiPolygon polygons;
    Box box;
    bool road = false;
};

/// What one parcel brings to the account.
struct Share {
    Owned owned;
    std::vector<std::pair<std::uint32_t, Int128>> draws;  ///< of a plot: supply's number and area
    std::vector<Cut> pieces;                              ///< that it is the first plot of
};

/// Boxes that come and go: a static tree, and the few that came since it was built.
class MovingBoxes {
  public:
    explicit MovingBoxes(const std::map<std::uint32_t, Parcel>& parcels) : parcels_(parcels) {}

    void came(std::uint32_t owner) { fresh_.push_back(owner); }
    void tidy() {
        if (fresh_.size() <= kMostFresh) return;
        fresh_.clear();
        owners_.clear();
        boxes_.clear();
        for (const auto& [owner, parcel] : parcels_) {
            owners_.push_back(owner);
            boxes_.push_back(parcel.box);
        }
        tree_.emplace(boxes_);
    }
    /// Adds the parcels whose boxes touch `box`, as they are now.
    void touching(const Box& box, std::set<std::uint32_t>& out) const {
        const auto take = [&](std::uint32_t owner) {
            const auto found = parcels_.find(owner);
            if (found != parcels_.end() && touches(found->second.box, box)) out.insert(owner);
        };
        if (tree_) tree_->query(box, [&](std::uint32_t i) { take(owners_[i]); });
        for (const std::uint32_t owner : fresh_) take(owner);
    }

  private:
    static constexpr std::size_t kMostFresh = 500;

    const std::map<std::uint32_t, Parcel>& parcels_;
    std::vector<std::uint32_t> owners_, fresh_;
    std::vector<Box> boxes_;
    std::optional<BoxIndex> tree_;
};

std::optional<Box> box_around(const MultiPolygon& polygons) {
    std::optional<Box> out;
    for (const Polygon& polygon : polygons) {
        const auto box = box_of(polygon.shell);
        if (box) out = out ? joined(*out, *box) : *box;
    }
    return out;
}

}  // namespace

class LiveAccount::State {
  public:
    State(const Resolution& resolution, unsigned threads)
        : resolution_(resolution), threads_(std::max(1U, threads)), boxes_(parcels_) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    base::Result<Settled> change(std::vector<ParcelChange> changes);
    std::vector<std::uint32_t> numbers(bool supply) const;
    base::Result<Account> account() const;

  private:
    /// Puts the parcel there, or takes it away; returns what was there before.
    ParcelChange swap(ParcelChange&& change);
    base::Result<Settled> settle(const std::set<std::uint32_t>& anew);

    Resolution resolution_;
    unsigned threads_;
    std::map<std::uint32_t, Parcel> parcels_;
    std::map<std::uint32_t, Share> shares_;
    MovingBoxes boxes_;
    double largest_move_ = 0;
};

ParcelChange LiveAccount::State::swap(ParcelChange&& change) {
    const std::uint32_t owner = owner_of(change.parcel);
    ParcelChange before{change.parcel, {}, false};
    const auto found = parcels_.find(owner);
    if (found != parcels_.end()) {
        before.polygons = std::move(found->second.polygons);
        before.road = found->second.road;
        parcels_.erase(found);
    }
    if (const auto box = box_around(change.polygons)) {
        parcels_.emplace(owner, Parcel{std::move(change.polygons), *box, change.road});
        boxes_.came(owner);
    }
    return before;
}

base::Result<Settled> LiveAccount::State::change(std::vector<ParcelChange> changes) {
    std::set<std::uint32_t> anew;
    std::vector<Box> old_boxes;
    std::vector<ParcelChange> undo;
    for (ParcelChange& each : changes) {
        PANHUO_ASSERT(each.parcel.number < kSupplies, "numbers of parcels are below 2^31");
        const auto found = parcels_.find(owner_of(each.parcel));
        if (found != parcels_.end()) old_boxes.push_back(found->second.box);
        anew.insert(owner_of(each.parcel));
        undo.push_back(swap(std::move(each)));
    }
    boxes_.tidy();
    const std::set<std::uint32_t> changed = anew;
    for (const Box& box : old_boxes) boxes_.touching(box, anew);
    for (const std::uint32_t owner : changed) {
        const auto found = parcels_.find(owner);
        if (found != parcels_.end()) boxes_.touching(found->second.box, anew);
    }
    base::Result<Settled> settled = settle(anew);
    if (!settled.ok()) {
        for (auto each = undo.rbegin(); each != undo.rend(); ++each) swap(std::move(*each));
    }
    return settled;
}

/// Lays the parcels of `anew` over all that touch them, and replaces what they bring to the account.
base::Result<Settled> LiveAccount::State::settle(const std::set<std::uint32_t>& anew) {
    std::set<std::uint32_t> near;
    for (const std::uint32_t owner : anew) {
        const auto found = parcels_.find(owner);
        if (found != parcels_.end()) boxes_.touching(found->second.box, near);
    }
    Layers layers;
    layers.plots = kSupplies;
    layers.resolution = resolution_;
    for (const std::uint32_t owner : near) {
        const Parcel& parcel = parcels_.at(owner);
        add_parts(parcel.polygons, owner, layers.parts);
        if (parcel.road) layers.roads.push_back(owner);
    }
    std::mutex one_at_a_time;
    std::vector<Outcome> outcomes;
    PANHUO_DO(overlay_all(neighbourhoods(layers.parts), layers, threads_, [&](unsigned, Outcome&& outcome) {
        const std::lock_guard lock(one_at_a_time);
        outcomes.push_back(std::move(outcome));
    }));
    Settled out;
    out.looked_at = near.size();
    for (const std::uint32_t owner : anew) {
        shares_.erase(owner);
        if (parcels_.count(owner) == 0) continue;
        shares_[owner];
        out.parcels.push_back(parcel_of(owner));
    }
    // What the outcomes say of parcels that were only looked at is not whole, and they have their shares already.
    const auto share_of = [&](std::uint32_t owner) -> Share* {
        return anew.count(owner) > 0 ? &shares_[owner] : nullptr;
    };
    for (Outcome& outcome : outcomes) {
        for (const auto& [owner, sums] : outcome.firsts) {
            if (Share* const share = share_of(owner)) share->owned.first += sums;
        }
        for (const auto& [owner, halves] : outcome.halves) {
            if (Share* const share = share_of(owner)) share->owned.halves += halves;
        }
        for (const auto& [pair, area] : outcome.draws) {
            if (Share* const share = share_of(pair.first)) share->draws.emplace_back(pair.second, area);
        }
        for (Cut& cut : outcome.pieces) {
            if (Share* const share = share_of(cut.piece.plots.front())) share->pieces.push_back(std::move(cut));
        }
        largest_move_ = std::max(largest_move_, outcome.largest_move);
    }
    return out;
}

std::vector<std::uint32_t> LiveAccount::State::numbers(bool supply) const {
    std::vector<std::uint32_t> out;
    for (const auto& [owner, parcel] : parcels_) {
        if (parcel_of(owner).supply == supply) out.push_back(parcel_of(owner).number);
    }
    return out;
}

base::Result<Account> LiveAccount::State::account() const {
    const std::vector<std::uint32_t> plots = numbers(false), supplies = numbers(true);
    const auto place = [](const std::vector<std::uint32_t>& of, std::uint32_t number) {
        return static_cast<std::uint32_t>(std::lower_bound(of.begin(), of.end(), number) - of.begin());
    };
    const auto count = static_cast<std::uint32_t>(plots.size());
    Total whole;
    for (const auto& [owner, share] : shares_) {
        const bool plot = owner < kSupplies;
        const std::uint32_t at = plot ? place(plots, owner) : count + place(supplies, owner - kSupplies);
        whole.sums += share.owned.first;
        whole.halves.emplace_back(at, share.owned.halves);
        for (const auto& [supply, area] : share.draws) whole.draws.push_back({{at, place(supplies, supply)}, area});
        for (const Cut& cut : share.pieces) {
            whole.pieces.push_back(cut);
            for (std::uint32_t& number : whole.pieces.back().piece.plots) number = place(plots, number);
        }
    }
    whole.largest_move = largest_move_;
    whole.settle();
    return rounded(std::move(whole), count, supplies.size(), resolution_);
}

LiveAccount::LiveAccount(const Resolution& resolution, unsigned threads)
    : state_(std::make_unique<State>(resolution, threads)) {}
LiveAccount::~LiveAccount() = default;
LiveAccount::LiveAccount(LiveAccount&&) noexcept = default;
LiveAccount& LiveAccount::operator=(LiveAccount&&) noexcept = default;

base::Result<Settled> LiveAccount::change(std::vector<ParcelChange> changes) {
    return state_->change(std::move(changes));
}
std::vector<std::uint32_t> LiveAccount::plots() const { return state_->numbers(false); }
std::vector<std::uint32_t> LiveAccount::supplies() const { return state_->numbers(true); }
base::Result<Account> LiveAccount::account() const { return state_->account(); }

}  // namespace geo
