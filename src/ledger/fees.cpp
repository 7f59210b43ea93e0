#include "ledger/fees.hpp"

#include <algorithm>
#include <map>

namespace ledger {

namespace {

bool enters(const Posting& p) { return p.to == Account::Idle && p.from != Account::Idle; }
bool leaves(const Posting& p) { return p.from == Account::Idle && p.to != Account::Idle; }

/// What one holder has idle of one origin.
struct Lying {
    Area idle;  ///< that no fee was collected for
    Area paid;  ///< idle by the ledger, disposed of by a fee
};

/// One holder's idle land through time.
class Holder {
  public:
    /// A posting that takes land out of idleness. Which part of it left is not said; the part with a fee goes first, so
    /// that nothing counts twice. That part, idle no more, is cut off and given back as a posting from delivered.
    std::optional<Posting> leave(Posting& posting) {
        Lying& lying = by_origin_[posting.origin];
        const Area again = base::min(lying.paid, posting.area);
        lying.paid -= again;
        lying.idle -= posting.area - again;
        if (!again.is_positive()) return std::nullopt;
        Posting rest = posting;
        rest.from = Account::Delivered;
        rest.area = again;
        posting.area -= again;
        return rest;
    }

    void enter(const Posting& posting) { by_origin_[posting.origin].idle += posting.area; }

    void pay(const Fee& fee, std::vector<Posting>& into) {
        std::optional<Area> left = fee.area;
        for (auto& [origin, lying] : by_origin_) {
            const Area area = left ? base::min(*left, lying.idle) : lying.idle;
            if (!area.is_positive()) continue;
            if (left) *left -= area;
            lying.idle -= area;
            lying.paid += area;
            into.push_back({fee.on, fee.counted_on, origin, fee.holder, Account::Idle, fee.holder, Account::Delivered,
                            area, fee.record, fee.entry, "17"});
        }
    }

  private:
    std::map<std::string, Lying> by_origin_;
};

}  // namespace

std::vector<Posting> with_fees(std::vector<Posting> postings, std::vector<Fee> fees) {
    std::stable_sort(fees.begin(), fees.end(), [](const Fee& a, const Fee& b) { return a.on < b.on; });
    std::map<std::string, Holder> holders;
    for (const Fee& fee : fees) holders.try_emplace(fee.holder);
    std::vector<std::size_t> moves;
    for (std::size_t i = 0; i < postings.size(); ++i) {
        const Posting& p = postings[i];
        const bool theirs = enters(p) ? holders.contains(p.holder_to) : leaves(p) && holders.contains(p.holder_from);
        if (theirs) moves.push_back(i);
    }
    std::stable_sort(moves.begin(), moves.end(),
                     [&](std::size_t a, std::size_t b) { return postings[a].on < postings[b].on; });
    std::vector<Posting> made;
    auto fee = fees.begin();
    const auto pay_before = [&](Date day) {
        for (; fee != fees.end() && fee->on < day; ++fee) holders[fee->holder].pay(*fee, made);
    };
    for (const std::size_t at : moves) {
        Posting& posting = postings[at];
        pay_before(posting.on);
        if (enters(posting))
            holders[posting.holder_to].enter(posting);
        else if (auto rest = holders[posting.holder_from].leave(posting))
            made.push_back(std::move(*rest));
    }
    for (; fee != fees.end(); ++fee) holders[fee->holder].pay(*fee, made);
    std::erase_if(postings, [](const Posting& p) { return p.area.is_zero(); });
    postings.insert(postings.end(), made.begin(), made.end());
    return postings;
}

}  // namespace ledger
