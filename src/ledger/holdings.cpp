// The second half of the book: movements inside and out of what a holder has.

#include "ledger/book.hpp"

#include <algorithm>

namespace ledger {

std::vector<Area> spread(std::span<const Area> parts, Area want) {
    Area whole;
    for (const Area part : parts) whole += part;
    std::vector<Area> shares(parts.size());
    if (!want.is_positive() || !whole.is_positive()) return shares;
    struct Remainder {
        std::int64_t units;
        std::size_t index;
    };
    std::vector<Remainder> remainders;
    Area left = want;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        shares[i] = base::scale_down(want, parts[i], whole);
        left -= shares[i];
        const auto product = static_cast<base::Int128>(want.units()) * parts[i].units();
        remainders.push_back({static_cast<std::int64_t>(product % whole.units()), i});
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const Remainder& a, const Remainder& b) { return a.units > b.units; });
    for (std::size_t i = 0; left.is_positive(); ++i) {  // fewer units than parts are left over
        shares[remainders[i].index] += Area::from_units(1);
        left -= Area::from_units(1);
    }
    return shares;
}

std::vector<Book::Piece> Book::pick(HolderId id, Accounts tiers, Area want, OriginId only) {
    std::vector<Piece> pieces;
    const auto& held = holders_[id].held;
    for (const Account tier : tiers) {
        if (!want.is_positive()) break;
        const std::size_t first = pieces.size();
        Area whole;
        for (std::size_t i = 0; i < held.size(); ++i) {
            const Area area = held[i].at(tier);
            if (!area.is_positive() || (only != kNobody && held[i].origin != only)) continue;
            pieces.push_back({i, tier, area});
            whole += area;
        }
        if (want < whole) {
            std::vector<Area> parts;
            for (std::size_t i = first; i < pieces.size(); ++i) parts.push_back(pieces[i].area);
            const std::vector<Area> shares = spread(parts, want);
            for (std::size_t i = first; i < pieces.size(); ++i) pieces[i].area = shares[i - first];
        }
        want -= min(want, whole);
    }
    std::erase_if(pieces, [](const Piece& p) { return p.area.is_zero(); });
    return pieces;
}

/// Takes area out of a cell of the holder. Idle area forgets what it was before, in account order.
void Book::leave(Held& held, Account account, Area area) {
    held.at(account) -= area;
    if (account != Account::Idle) return;
    for (Area& before : held.before_idle) {
        const Area part = min(before, area);
        before -= part;
        area -= part;
    }
}

Area Book::held(HolderId id, Accounts tiers, OriginId only) {
    Area sum;
    for (const Held& h : holders_[id].held)
        for (const Account tier : tiers)
            if (only == kNobody || h.origin == only) sum += h.at(tier);
    return sum;
}

Area Book::shift(HolderId id, Accounts tiers, Area want, OriginId only, Account to, const Cause& cause) {
    Area moved;
    for (const Piece& piece : pick(id, tiers, want, only)) {
        if (piece.account == to) continue;
        Held& held = holders_[id].held[piece.held];
        leave(held, piece.account, piece.area);
        held.at(to) += piece.area;
        if (to == Account::Idle) held.before_idle[Held::slot(piece.account)] += piece.area;
        const bool idle_starts = piece.account == Account::Idle && to == Account::Started;
        post(held.origin, id, piece.account, id, to, piece.area, idle_starts ? cause.as(Rule::R19) : cause);
        moved += piece.area;
    }
    return moved;
}

Area Book::unrecognise(HolderId id, Area want, OriginId only, const Cause& cause) {
    constexpr Account kIdle[] = {Account::Idle};
    Area moved;
    for (const Piece& piece : pick(id, kIdle, want, only)) {
        Held& held = holders_[id].held[piece.held];
        Area left = piece.area;
        for (std::size_t slot = 0; slot < held.before_idle.size(); ++slot) {
            const Area part = min(left, held.before_idle[slot]);
            if (!part.is_positive()) continue;
            const auto back = static_cast<Account>(static_cast<std::size_t>(Account::Unreported) + slot);
            held.before_idle[slot] -= part;
            held.at(Account::Idle) -= part;
            held.at(back) += part;
            post(held.origin, id, Account::Idle, id, back, part, cause);
            left -= part;
        }
        moved += piece.area - left;
    }
    return moved;
}

Area Book::recover(HolderId id, Accounts tiers, Area want, OriginId only, const Cause& cause) {
    Area moved;
    for (const Piece& piece : pick(id, tiers, want, only)) {
        Held& held = holders_[id].held[piece.held];
        leave(held, piece.account, piece.area);
        held.was_recovered = min(held.was_recovered, held.total());
        origins_[held.origin].at(Account::Recovered) += piece.area;
        post(held.origin, id, piece.account, kNobody, Account::Recovered, piece.area, cause);
        moved += piece.area;
    }
    return moved;
}

Area Book::give_back(HolderId id, Accounts tiers, Area want, OriginId only, const Cause& given) {
    Cause cause = given;
    if (!holders_[id].counted_on) cause.counted.reset();  // what the system never showed, it cannot cancel
    Area moved;
    const auto back = [&](const Held& held, Account from, Account to, Area area) {
        if (!area.is_positive()) return;
        if (to == Account::Ready || to == Account::Recovered) origins_[held.origin].at(to) += area;
        if (to == Account::Ready && cause.counted)
            origins_[held.origin].counted_detail.emplace_back(*cause.counted, -area);
        post(held.origin, id, from, kNobody, to, area, cause);
        moved += area;
    };
    for (const Piece& piece : pick(id, tiers, want, only)) {
        Held& held = holders_[id].held[piece.held];
        const Area first_hand = held.total() - held.was_recovered;
        leave(held, piece.account, piece.area);
        switch (origins_[held.origin].ground) {
            case Ground::Existing:
                back(held, piece.account, Account::Existing, piece.area);
                break;
            case Ground::Unlinked:
                back(held, piece.account, Account::Unlinked, piece.area);
                break;
            case Ground::Listed:
                back(held, piece.account, Account::Listed, piece.area);
                break;
            case Ground::Plot:
            case Ground::Rest: {
                // Land that had been recovered before must not come back as new stock.
                const Area fresh = min(piece.area, first_hand);
                held.was_recovered -= piece.area - fresh;
                back(held, piece.account, Account::Ready, fresh);
                back(held, piece.account, Account::Recovered, piece.area - fresh);
                break;
            }
        }
    }
    return moved;
}

std::vector<Book::Piece> Book::all_cells(HolderId id) {
    std::vector<Piece> cells;
    const auto& held = holders_[id].held;
    for (std::size_t i = 0; i < held.size(); ++i)
        for (std::size_t slot = 0; slot < held[i].by.size(); ++slot)
            if (held[i].by[slot].is_positive())
                cells.push_back(
                    {i, static_cast<Account>(static_cast<std::size_t>(Account::Unreported) + slot), held[i].by[slot]});
    return cells;
}

Area Book::remeasure(HolderId id, Area delta, OriginId if_empty, const Cause& cause) {
    const bool grows = delta.is_positive();
    std::vector<Piece> cells = all_cells(id);
    if (cells.empty() && grows) {
        supply_from_source(if_empty, Account::Remeasured, Account::Unreported, delta, id, cause);
        return delta;
    }
    std::vector<Area> parts;
    Area whole;
    for (const Piece& cell : cells) {
        parts.push_back(cell.area);
        whole += cell.area;
    }
    const Area want = grows ? delta : min(-delta, whole);
    const std::vector<Area> shares = spread(parts, want);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!shares[i].is_positive()) continue;
        const Account account = cells[i].account;
        Held& held = holders_[id].held[cells[i].held];
        if (grows) {
            supply_from_source(held.origin, Account::Remeasured, account, shares[i], id, cause);
        } else {
            leave(held, account, shares[i]);
            held.was_recovered = min(held.was_recovered, held.total());
            post(held.origin, id, account, kNobody, Account::Remeasured, shares[i], cause);
        }
    }
    return grows ? want : -want;
}

}  // namespace ledger
