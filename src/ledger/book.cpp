#include "ledger/book.hpp"

#include "base/result.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace ledger {

Area Held::total() const {
    Area sum;
    for (const Area a : by) sum += a;
    return sum;
}

Book::Book(const Shelf& shelf) : shelf_(shelf) {
    by_place_.assign(shelf.all(land::Kind::Plot).size() + shelf.all(land::Kind::Approval).size(), kNowhere);
    holder_by_place_.assign(shelf.all(land::Kind::Supply).size(), kNobody);
    // About one posting for every plot, approval and supply: enough to keep large folds from copying themselves.
    holders_.reserve(holder_by_place_.size());
    origins_.reserve(by_place_.size() + 1);
    moves_.reserve(by_place_.size() + holder_by_place_.size());
}

// --- who and where ------------------------------------------------------------------------------------------------

OriginId Book::open(Ground ground, std::string name) {
    origins_.push_back({});
    origins_.back().name = std::move(name);
    origins_.back().ground = ground;
    return static_cast<OriginId>(origins_.size() - 1);
}

OriginId Book::plot(Place plot) {
    OriginId& id = by_place_[plot - shelf_.all(land::Kind::Plot).begin];
    if (id == kNowhere) id = open(Ground::Plot, "plot:" + shelf_.key(plot));
    return id;
}

OriginId Book::rest(Place approval) {
    const std::size_t plots = shelf_.all(land::Kind::Plot).size();
    OriginId& id = by_place_[plots + (approval - shelf_.all(land::Kind::Approval).begin)];
    if (id == kNowhere) id = open(Ground::Rest, "rest:" + shelf_.key(approval));
    return id;
}

OriginId Book::shared(Ground ground, std::string_view prefix, std::string_view name) {
    std::string full;
    full.reserve(prefix.size() + name.size());
    full.append(prefix).append(name);
    const auto it = std::lower_bound(by_name_.begin(), by_name_.end(), full,
                                     [](const auto& entry, const std::string& n) { return entry.first < n; });
    if (it != by_name_.end() && it->first == full) return it->second;
    const OriginId id = open(ground, full);
    by_name_.emplace(it, std::move(full), id);
    return id;
}

OriginId Book::listed(std::string_view key) { return open(Ground::Listed, "listed:" + std::string(key)); }

HolderId Book::holder(Place supply) {
    HolderId& id = holder_by_place_[supply - shelf_.all(land::Kind::Supply).begin];
    if (id == kNobody) id = listed_holder(shelf_.key(supply));
    return id;
}

HolderId Book::listed_holder(std::string_view number) {
    holders_.push_back({});
    holders_.back().name = number;
    return static_cast<HolderId>(holders_.size() - 1);
}

Held& Book::holding(HolderId id, OriginId origin) {
    auto& held = holders_[id].held;
    const auto it = std::lower_bound(held.begin(), held.end(), origin, [&](const Held& h, OriginId o) {
        return origins_[h.origin].name < origins_[o].name;
    });
    if (it != held.end() && it->origin == origin) return *it;
    Held fresh{};
    fresh.origin = origin;
    return *held.insert(it, fresh);
}

// --- holderless land ----------------------------------------------------------------------------------------------

Area Book::available(OriginId id, Accounts order) {
    Area sum;
    for (const Account a : order) sum += origins_[id].at(a);
    return sum;
}

void Book::enter(OriginId id, Account source, Account to, Area area, const Cause& cause) {
    if (!area.is_positive()) return;
    origins_[id].at(to) += area;
    post(id, kNobody, source, kNobody, to, area, cause);
}

Area Book::take(OriginId id, Accounts order, Area want, Account to, const Cause& cause) {
    Origin& origin = origins_[id];
    Area left = want;
    for (const Account from : order) {
        const Area part = from == to ? Area{} : min(left, origin.at(from));
        if (!part.is_positive()) continue;
        origin.at(from) -= part;
        if (is_unsupplied(to)) origin.at(to) += part;
        if (to == Account::Opening) origin.counted_detail.emplace_back(cause.on, part);
        post(id, kNobody, from, kNobody, to, part, cause);
        left -= part;
    }
    return want - left;
}

// --- offers -------------------------------------------------------------------------------------------------------

Area Book::offer(OriginId id, Area want, const Cause& cause) {
    Origin& origin = origins_[id];
    constexpr Account kOrder[] = {kTakes[0], kTakes[1], kTakes[2], kTakes[3], Account::Recovered};
    Area left = want;
    for (const Account from : kOrder) {
        const Area part = min(left, origin.at(from));
        if (!part.is_positive()) continue;
        origin.at(from) -= part;
        origin.at(Account::InProcess) += part;
        origin.offered.push_back({cause.record, from, part});
        post(id, kNobody, from, kNobody, Account::InProcess, part,
             from == Account::Recovered ? cause.as(Rule::R23) : cause);
        left -= part;
    }
    return want - left;
}

Area Book::offered(OriginId id, Place offer) {
    Area sum;
    for (const Offered& o : origins_[id].offered)
        if (offer == kNowhere || o.offer == offer) sum += o.left;
    return sum;
}

void Book::end_offer(OriginId id, Place offer, const Cause& cause) {
    Origin& origin = origins_[id];
    for (Offered& o : origin.offered) {
        if (o.offer != offer || !o.left.is_positive()) continue;
        origin.at(Account::InProcess) -= o.left;
        origin.at(o.from) += o.left;
        post(id, kNobody, Account::InProcess, kNobody, o.from, o.left, cause);
        o.left = Area{};
    }
    std::erase_if(origin.offered, [](const Offered& o) { return o.left.is_zero(); });
}

Area Book::open_from_offers(OriginId id, Area want, const Cause& cause) {
    Origin& origin = origins_[id];
    Area left = want;
    for (Offered& o : origin.offered) {
        const Area part = o.from == Account::Recovered ? Area{} : min(left, o.left);
        if (!part.is_positive()) continue;
        o.left -= part;
        origin.at(Account::InProcess) -= part;
        origin.counted_detail.emplace_back(cause.on, part);
        post(id, kNobody, Account::InProcess, kNobody, Account::Opening, part, cause);
        left -= part;
    }
    return want - left;
}

// --- supplied land ------------------------------------------------------------------------------------------------

namespace {

/// The system counts a supply only once it is linked to an approval (design/ledger §1, rule 2).
Cause counted_if_approved(const Origin& origin, const Cause& cause) {
    Cause result = cause;
    if (!origin.approved) result.counted.reset();
    return result;
}

}  // namespace

Area Book::supply_from(OriginId id, Accounts order, Area want, HolderId to, const Cause& cause) {
    const Cause counted = counted_if_approved(origins_[id], cause);
    Area left = want;
    for (const Account from : order) {
        const Area part = min(left, origins_[id].at(from));
        if (!part.is_positive()) continue;
        origins_[id].at(from) -= part;
        Held& held = holding(to, id);
        held.at(Account::Unreported) += part;
        if (from == Account::Recovered)
            held.was_recovered += part;
        else if (counted.counted)
            origins_[id].counted_detail.emplace_back(*counted.counted, part);
        post(id, kNobody, from, to, Account::Unreported, part, counted);
        left -= part;
    }
    return want - left;
}

Area Book::supply_from_offer(OriginId id, Place offer, Area want, HolderId to, const Cause& cause) {
    const Cause counted = counted_if_approved(origins_[id], cause);
    Area left = want;
    for (Offered& o : origins_[id].offered) {
        const Area part = offer == kNowhere || o.offer == offer ? min(left, o.left) : Area{};
        if (!part.is_positive()) continue;
        const bool recovered = o.from == Account::Recovered;
        o.left -= part;
        origins_[id].at(Account::InProcess) -= part;
        Held& held = holding(to, id);
        held.at(Account::Unreported) += part;
        if (recovered)
            held.was_recovered += part;
        else if (counted.counted)
            origins_[id].counted_detail.emplace_back(*counted.counted, part);
        post(id, kNobody, Account::InProcess, to, Account::Unreported, part,
             recovered ? counted.as(Rule::R23) : counted);
        left -= part;
    }
    return want - left;
}

void Book::supply_from_source(OriginId id, Account source, Account to, Area area, HolderId holder, const Cause& cause) {
    if (!area.is_positive()) return;
    Held& held = holding(holder, id);
    held.at(to) += area;
    if (to == Account::Idle) held.before_idle[Held::slot(Account::Unreported)] += area;
    post(id, kNobody, source, holder, to, area, cause);
}

// --- postings -----------------------------------------------------------------------------------------------------

namespace {

/// Whether a movement leaves a stock of design/ledger §5 or comes back to it: only there do the two dates differ.
bool leaves_or_returns(Account from, Account to) {
    const bool out_of_unsupplied = (is_unsupplied(from) || from == Account::Recovered) && !is_unsupplied(to) &&
                                   to != Account::Recovered && to != Account::Noise && to != Account::Carried;
    return out_of_unsupplied || from == Account::Idle || (is_supplied(from) && to == Account::Ready);
}

}  // namespace

void Book::post(OriginId origin, HolderId from_holder, Account from, HolderId to_holder, Account to, Area area,
                const Cause& cause) {
    PANHUO_ASSERT(area.is_positive(), "a posting moves some area");
    Move move{origin, from_holder, to_holder, from, to, area, cause};
    if (!leaves_or_returns(from, to)) move.cause.counted = cause.on;
    moves_.push_back(move);
}

std::vector<Posting> Book::postings() const {
    static const std::string kNone;
    const auto name = [&](HolderId id) -> const std::string& { return id == kNobody ? kNone : holders_[id].name; };
    std::vector<std::uint32_t> order(moves_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
        const Move& a = moves_[left];
        const Move& b = moves_[right];
        if (a.cause.on != b.cause.on) return a.cause.on < b.cause.on;
        if (a.cause.rule != b.cause.rule) return a.cause.rule < b.cause.rule;
        if (a.cause.record != b.cause.record) return a.cause.record < b.cause.record;
        if (a.origin != b.origin) {
            const int names = origins_[a.origin].name.compare(origins_[b.origin].name);
            if (names != 0) return names < 0;
        }
        const auto rest = [&](const Move& m) {
            return std::tie(name(m.holder_from), m.from, name(m.holder_to), m.to, m.area);
        };
        return rest(a) < rest(b);
    });

    std::vector<Posting> result;
    result.reserve(moves_.size());
    for (const std::uint32_t i : order) {
        const Move& m = moves_[i];
        result.push_back({m.cause.on, m.cause.counted, origins_[m.origin].name, name(m.holder_from), m.from,
                          name(m.holder_to), m.to, m.area, shelf_.name(m.cause.record), *m.cause.entry,
                          std::string(rule_text(m.cause.rule))});
    }
    return result;
}

}  // namespace ledger
