// What holds for every history: conservation, order, wholeness, and the figures of a stock.

#include "ledger/stock.hpp"
#include "ledger/story_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace {

using namespace ledger;

FoldOptions baseline() { return {story::Random::first_day().plus_days(15)}; }

/// A property of a random county, by its seed.
template <class Property>
void for_every_county(const char* what, Property property) {
    EXPECT_TRUE(rc::check(what, [&](std::uint64_t seed) {
        story::Random random(seed);
        for (int i = 0; i < 20; ++i) {
            const auto versions = story::whole_county(random);
            property(versions, fold(versions, baseline()), random);
        }
    }));
}

TEST(Properties, OriginsSumToZeroAndNoStockIsNegative) {
    for_every_county("conservation", [](const auto&, const Fold& f, story::Random&) {
        for (const Posting& p : f.postings) {
            RC_ASSERT(p.area.is_positive());
            RC_ASSERT(p.holder_to.empty() == !(is_supplied(p.to)));
            RC_ASSERT(p.holder_from.empty() == !(is_supplied(p.from)));
        }
        for (int d = 0; d <= story::Random::kDays + 1; ++d) {
            std::map<std::string, Area> sums;
            for (const Cell& cell : balances(f.postings, story::Random::first_day().plus_days(d))) {
                sums[cell.origin] += cell.area;
                RC_ASSERT(is_source(cell.account) || cell.area.is_positive());
            }
            for (const auto& [origin, sum] : sums) RC_ASSERT(sum.is_zero());
        }
    });
}

TEST(Properties, EveryContractIsWhole) {
    for_every_county("whole contracts", [](const auto& versions, const Fold& f, story::Random&) {
        std::map<std::string, Area> signing, corrected, held, left;
        for (const Posting& p : f.postings) {
            if (p.holder_from == p.holder_to) continue;
            if (!p.holder_to.empty()) {
                (p.rule == "29" ? corrected : signing)[p.holder_to] += p.area;
                held[p.holder_to] += p.area;
            } else {
                held[p.holder_from] -= p.area;
                if (p.rule == "29")
                    corrected[p.holder_from] -= p.area;
                else
                    left[p.holder_from] += p.area;
            }
        }
        std::set<std::string> short_corrections;
        for (const Note& n : f.notes)
            if (n.code == "REMEASURE_EXCEEDS") short_corrections.insert(n.subject);
        std::map<std::string, std::vector<const RecordVersion*>> supplies;
        for (const RecordVersion& v : versions)
            if (const auto* s = std::get_if<land::Supply>(&v.record)) supplies[s->supervision_no].push_back(&v);
        for (auto& [key, list] : supplies) {
            std::sort(list.begin(), list.end(), [](auto* a, auto* b) { return a->effective < b->effective; });
            Area at_signing;
            for (const RecordVersion* v : list) {
                const auto& s = std::get<land::Supply>(v->record);
                if (!v->effective || *v->effective <= *s.signed_on) at_signing = *s.area;
            }
            const Area now = *std::get<land::Supply>(list.back()->record).area;
            RC_ASSERT(signing[key] == at_signing);
            RC_ASSERT(held[key] + left[key] == signing[key] + corrected[key]);
            if (short_corrections.count("supply:" + key) == 0) RC_ASSERT(held[key] + left[key] == now);
        }
    });
}

TEST(Properties, TheOrderOfTheRecordsDoesNotMatter) {
    for_every_county("order", [](auto versions, const Fold& f, story::Random& random) {
        std::shuffle(versions.begin(), versions.end(), random.engine());
        const Fold other = fold(versions, baseline());
        RC_ASSERT(other.postings == f.postings);
        RC_ASSERT(other.notes == f.notes);
    });
}

/// Components: records joined by shared nodes.
std::vector<std::vector<RecordVersion>> components(const std::vector<RecordVersion>& versions) {
    std::vector<std::size_t> leader(versions.size());
    for (std::size_t i = 0; i < leader.size(); ++i) leader[i] = i;
    const auto find = [&](std::size_t i) {
        while (leader[i] != i) i = leader[i];
        return i;
    };
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < versions.size(); ++i)
        for (const std::string& node : land::nodes_of(versions[i].record)) {
            const auto [it, fresh] = seen.emplace(node, i);
            if (!fresh) leader[find(i)] = find(it->second);
        }
    std::map<std::size_t, std::vector<RecordVersion>> groups;
    for (std::size_t i = 0; i < versions.size(); ++i) groups[find(i)].push_back(versions[i]);
    std::vector<std::vector<RecordVersion>> result;
    for (auto& [first, group] : groups) result.push_back(std::move(group));
    return result;
}

TEST(Properties, ComponentsFoldedAloneGiveTheSame) {
    for_every_county("components", [](const auto& versions, const Fold& whole, story::Random&) {
        const auto order = [](const Posting& p) {
            return std::tie(p.on, p.record, p.origin, p.rule, p.holder_from, p.from, p.holder_to, p.to, p.area);
        };
        const auto sorted = [&](std::vector<Posting> list) {
            std::sort(list.begin(), list.end(),
                      [&](const Posting& a, const Posting& b) { return order(a) < order(b); });
            return list;
        };
        std::vector<Posting> parts;
        std::size_t notes = 0;
        for (const auto& component : components(versions)) {
            const Fold f = fold(component, baseline());
            parts.insert(parts.end(), f.postings.begin(), f.postings.end());
            notes += f.notes.size();
        }
        RC_ASSERT(sorted(parts) == sorted(whole.postings));
        RC_ASSERT(notes == whole.notes.size());
    });
}

TEST(Properties, StocksAddUpOnEveryDay) {
    for_every_county("stocks", [](const auto&, const Fold& f, story::Random& random) {
        std::vector<Date> days;
        for (int i = 0; i < 6; ++i) days.push_back(random.date().plus_days(2));
        std::sort(days.begin(), days.end());
        StockRules rules{random.chance(50), random.chance(50), random.chance(50), random.chance(50)};
        StockScope scope;
        scope.in_scope = [](std::string_view origin) { return origin.substr(0, 4) != "list"; };
        scope.way_of = [](std::string_view holder) { return holder.back() % 2 ? Way::Allocated : Way::Granted; };
        const Date from = *baseline().baseline_day;
        const auto official = unsupplied_stock(f.postings, rules, scope, Counting::Official, from, days);
        const auto by_paper = unsupplied_stock(f.postings, rules, scope, Counting::Signed, from, days);
        rules.recovered_in_stock = true;
        const auto with_recovered = unsupplied_stock(f.postings, rules, scope, Counting::Signed, from, days);
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto& o = official[i];
            RC_ASSERT(o.opening + o.added - o.done - o.written_off == o.balance);
            RC_ASSERT(o.balance - by_paper[i].balance == o.signed_not_recorded);
            RC_ASSERT(o.signed_not_recorded == by_paper[i].signed_not_recorded);
            RC_ASSERT(o.done_by.cancelled <= Area{});
            // by signature and with recovered land, the stock is a plain sum of cells
            Area cells;
            for (const Cell& c : balances(f.postings, days[i]))
                if (scope.in_scope(c.origin) && (is_unsupplied(c.account) || c.account == Account::Recovered ||
                                                 (c.account == Account::Carried && rules.carried_in_stock) ||
                                                 (c.account == Account::Noise && rules.noise_in_stock)))
                    cells += c.area;
            RC_ASSERT(with_recovered[i].balance == cells);
        }
    });
}

TEST(Properties, IdleStockAddsUpOnEveryDay) {
    for_every_county("idle stock", [](const auto&, const Fold& f, story::Random& random) {
        std::vector<Date> days{random.date(), random.date(), random.date()};
        std::sort(days.begin(), days.end());
        const Date from = *baseline().baseline_day;
        const auto official = idle_stock(f.postings, {}, Counting::Official, from, days);
        const auto by_paper = idle_stock(f.postings, {}, Counting::Signed, from, days);
        for (std::size_t i = 0; i < days.size(); ++i) {
            Area cells;
            for (const Cell& c : balances(f.postings, days[i]))
                if (c.account == Account::Idle) cells += c.area;
            RC_ASSERT(by_paper[i].balance == cells);
            RC_ASSERT(official[i].balance - cells == official[i].signed_not_recorded);
            RC_ASSERT(official[i].opening + official[i].added - official[i].done - official[i].written_off ==
                      official[i].balance);
        }
    });
}

}  // namespace
