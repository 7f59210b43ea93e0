// A second ledger, written the naive way, for rules 1, 2, 2b, 7, 7b, 8-12, 15, 16, 20, 20b, 23, 24.
//
// It goes through every day of the county and on every day through every record, moves plain integers between named
// cells, and keeps no postings. The fold must give the same cells at the end of every day.

#include "ledger/story_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace {

using Units = std::int64_t;
using Names = std::vector<std::string>;

class Model {
  public:
    explicit Model(std::vector<ledger::RecordVersion> records) : records_(std::move(records)) {
        // One fixed order: by kind and key, as text.
        std::sort(records_.begin(), records_.end(), [](const auto& a, const auto& b) { return name(a) < name(b); });
    }

    /// What happens on one day, rule after rule.
    void live(ledger::Date today) {
        today_ = today;
        each<land::Approval>([&](const auto& a, const auto&) { approve(a); });
        each<land::Plot>([&](const auto& p, const auto& v) { draw_plot(p, v); });
        each<land::Supply>([&](const auto& s, const auto&) { sign(s); });
        observe("delivery", {"supplied.unreported", "supplied.undelivered"}, "supplied.delivered");
        observe(
            "start",
            {"supplied.delivered", "supplied.unreported", "supplied.undelivered", "supplied.stalled", "supplied.idle"},
            "supplied.started");
        each<land::Idle>([&](const auto& i, const auto&) { recognise(i); });
        each<land::Idle>([&](const auto& i, const auto& v) { list(i, v); });
        decide("recovered");
        decide("rescinded");
        each<land::Withdrawal>([&](const auto& w, const auto&) { withdraw(w); });
    }

    /// "origin|holder|account" -> units; empty cells left out.
    std::map<std::string, Units> cells() const {
        std::map<std::string, Units> filled;
        for (const auto& [cell, units] : cells_)
            if (units != 0) filled.emplace(cell, units);
        return filled;
    }

  private:
    static std::string name(const ledger::RecordVersion& v) {
        return std::string(land::kind_name(land::kind_of(v.record))) + ":" + land::key_of(v.record);
    }
    template <class T, class Do>
    void each(Do act) {
        for (const auto& v : records_)
            if (const T* record = std::get_if<T>(&v.record)) act(*record, v);
    }
    template <class T>
    const T* find(const std::string& key) {
        const T* found = nullptr;
        each<T>([&](const T& record, const auto&) {
            if (land::key_of(record) == key) found = &record;
        });
        return found;
    }
    Units& cell(const std::string& origin, const std::string& holder, const std::string& account) {
        return cells_[origin + "|" + holder + "|" + account];
    }
    /// Moves up to `want` and says how much it was; a source may go below zero.
    Units move(const std::string& origin, const std::string& holder, const std::string& account,
               const std::string& to_holder, const std::string& to, Units want) {
        const bool source =
            account == "approved" || account == "unlinked" || account == "existing" || account == "listed";
        const Units moved = source ? want : std::min(want, cell(origin, holder, account));
        cell(origin, holder, account) -= moved;
        cell(origin, to_holder, to) += moved;
        return moved;
    }

    void approve(const land::Approval& a) {
        if (a.approved_on != today_) return;
        Units rest = a.total->units();
        each<land::Plot>([&](const land::Plot& p, const auto&) {
            if (p.approval == a.document_no) rest -= p.area->units();
        });
        if (rest > 0) move("rest:" + a.document_no, "", "approved", "", "unsupplied.stage_unknown", rest);
    }

    void draw_plot(const land::Plot& p, const ledger::RecordVersion& v) {
        const auto* approval = find<land::Approval>(p.approval);
        if ((approval ? *approval->approved_on : v.recorded_on) != today_) return;
        Units own = approval ? p.area->units() : 0;
        if (approval) {
            Units before = 0;
            each<land::Plot>([&](const land::Plot& q, const auto&) {
                if (q.approval == p.approval && land::key_of(q) < land::key_of(p)) before += q.area->units();
            });
            own = std::clamp<Units>(approval->total->units() - before, 0, own);
        }
        const std::string origin = "plot:" + land::key_of(p);
        move(origin, "", "approved", "", "unsupplied.stage_unknown", own);
        move(origin, "", "unlinked", "", "unsupplied.stage_unknown", p.area->units() - own);
    }

    void sign(const land::Supply& s) {
        if (s.signed_on != today_) return;
        const std::string key = land::key_of(s);
        const std::string free = "unlinked:" + s.division;
        Units left = s.area->units();
        Units built = s.existing_class ? s.existing_class->units() : 0;
        bool linked = false;
        each<land::Link>([&](const land::Link& l, const auto&) {
            if (l.supply != key) return;
            linked = true;
            const Units want = std::min(left, l.area->units());
            left -= want;
            if (l.existing) {
                move("existing:" + s.division, "", "existing", key, "supplied.unreported", want);
                built -= want;
                return;
            }
            const bool known =
                l.plot.empty() ? find<land::Approval>(l.approval) != nullptr : find<land::Plot>(l.plot) != nullptr;
            const std::string origin = l.plot.empty() ? "rest:" + l.approval : "plot:" + l.plot;
            Units got = 0;
            if (known) {
                got += move(origin, "", "unsupplied.ready", key, "supplied.unreported", want);
                got += move(origin, "", "unsupplied.stage_unknown", key, "supplied.unreported", want - got);
                const Units again = move(origin, "", "recovered", key, "supplied.unreported", want - got);
                second_hand_[key + "|" + origin] += again;
                got += again;
            }
            move(free, "", "unlinked", key, "supplied.unreported", want - got);
        });
        Units existing = built == s.area->units() ? left : 0;
        if (linked) existing = std::clamp<Units>(built, 0, left);
        move("existing:" + s.division, "", "existing", key, "supplied.unreported", existing);
        move(free, "", "unlinked", key, "supplied.unreported", left - existing);
    }

    /// Origins in which the holder has something on the account.
    Names origins(const std::string& holder, const std::string& account) {
        Names names;
        const std::string tail = "|" + holder + "|" + account;
        for (const auto& [cell, units] : cells_)
            if (units > 0 && cell.size() > tail.size() &&
                cell.compare(cell.size() - tail.size(), tail.size(), tail) == 0)
                names.push_back(cell.substr(0, cell.size() - tail.size()));
        std::sort(names.begin(), names.end());
        return names;
    }

    /// Calls `each(origin, units)` for the parts of `want` on one account, pro rata by largest remainder.
    template <class Each>
    Units portion_out(const std::string& holder, const std::string& account, const std::string& only, Units want,
                      Each part_taken) {
        struct Share {
            std::string origin;
            Units units;
            base::Int128 remainder;
        };
        std::vector<Share> shares;
        Units whole = 0;
        for (const std::string& origin : origins(holder, account))
            if (only.empty() || origin == only) {
                shares.push_back({origin, cell(origin, holder, account), 0});
                whole += shares.back().units;
            }
        if (want < whole) {
            Units given = 0;
            for (Share& share : shares) {
                const auto exact = static_cast<base::Int128>(share.units) * want;
                share.units = static_cast<Units>(exact / whole);
                share.remainder = exact % whole;
                given += share.units;
            }
            for (; given < want; ++given) {
                Share* best = &shares.front();
                for (Share& share : shares)
                    if (share.remainder > best->remainder) best = &share;
                best->units += 1;
                best->remainder = -1;
            }
        }
        for (const Share& share : shares)
            if (share.units > 0) part_taken(share.origin, share.units);
        return std::min(want, whole);
    }

    bool due(ledger::Date stated, const land::Supply* s) const {
        return s && std::max(stated, *s->signed_on) == today_;
    }

    void observe(const std::string& event, const Names& from, const std::string& to) {
        std::vector<const land::Progress*> seen;
        each<land::Progress>([&](const land::Progress& o, const auto&) {
            if (o.event == event && due(*o.on, find<land::Supply>(o.supply))) seen.push_back(&o);
        });
        std::stable_sort(seen.begin(), seen.end(), [](const auto* a, const auto* b) { return *a->on < *b->on; });
        for (const land::Progress* o : seen) {
            const std::string only = o->plot.empty() ? "" : "plot:" + o->plot;
            Units left = o->area ? o->area->units() : INT64_MAX / 2;
            for (const std::string& account : from)
                left -= portion_out(o->supply, account, only, left, [&](const std::string& origin, Units units) {
                    move(origin, o->supply, account, o->supply, to, units);
                });
        }
    }

    void recognise(const land::Idle& i) {
        if (!due(*i.list_date, find<land::Supply>(i.supply))) return;
        for (const char* account :
             {"supplied.unreported", "supplied.undelivered", "supplied.delivered", "supplied.stalled"})
            for (const std::string& origin : origins(i.supply, account))
                move(origin, i.supply, account, i.supply, "supplied.idle", INT64_MAX / 2);
    }

    void list(const land::Idle& i, const ledger::RecordVersion& v) {
        if (find<land::Supply>(i.supply) || i.list_date != today_) return;
        move("listed:" + land::key_of(v.record), "", "listed", land::key_of(v.record), "supplied.idle",
             i.area->units());
    }

    void decide(const std::string& type) {
        each<land::Decision>([&](const land::Decision& d, const auto&) {
            if (d.type != type || !due(*d.on, find<land::Supply>(d.supply))) return;
            Units left = d.area ? d.area->units() : INT64_MAX / 2;
            for (const char* account : {"supplied.idle", "supplied.stalled", "supplied.unreported",
                                        "supplied.undelivered", "supplied.delivered", "supplied.started"})
                left -= portion_out(d.supply, account, "", left, [&](const std::string& origin, Units units) {
                    take_back(type == "rescinded", d.supply, origin, account, units);
                });
        });
    }

    void take_back(bool rescinded, const std::string& holder, const std::string& origin, const std::string& account,
                   Units units) {
        Units& second_hand = second_hand_[holder + "|" + origin];
        Units held = 0;
        for (const auto& [cell, area] : cells_)
            if (cell.rfind(origin + "|" + holder + "|", 0) == 0) held += area;
        const std::string ground = origin.substr(0, origin.find(':'));
        if (!rescinded) {
            move(origin, holder, account, "", "recovered", units);
            second_hand = std::min(second_hand, held - units);
        } else if (ground == "existing" || ground == "unlinked") {
            move(origin, holder, account, "", ground, units);
        } else {
            const Units first_hand = std::min(units, held - second_hand);
            move(origin, holder, account, "", "unsupplied.ready", first_hand);
            second_hand -= move(origin, holder, account, "", "recovered", units - first_hand);
        }
    }

    void withdraw(const land::Withdrawal& w) {
        if (w.reply_on != today_) return;
        Names places;
        if (!w.plot.empty()) {
            if (find<land::Plot>(w.plot)) places.push_back("plot:" + w.plot);
        } else if (find<land::Approval>(w.approval)) {
            places.push_back("rest:" + w.approval);
            each<land::Plot>([&](const land::Plot& p, const auto&) {
                if (p.approval == w.approval) places.push_back("plot:" + land::key_of(p));
            });
        }
        Units left = w.area ? w.area->units() : INT64_MAX / 2;
        for (const std::string& place : places)
            for (const char* account : {"unsupplied.ready", "unsupplied.stage_unknown", "recovered"})
                left -= move(place, "", account, "", "withdrawn", left);
    }

    std::vector<ledger::RecordVersion> records_;
    std::map<std::string, Units> cells_;
    std::map<std::string, Units> second_hand_;  ///< "holder|origin": part that had been recovered before
    ledger::Date today_;
};

TEST(Oracle, SameCellsAtTheEndOfEveryDay) {
    std::size_t postings = 0;
    for (std::uint64_t seed = 1; seed <= 5000; ++seed) {
        story::Random random(seed);
        const auto records = story::plain_county(random);
        const ledger::Fold fold = ledger::fold(records, {});
        postings += fold.postings.size();
        Model model(records);
        for (int d = 0; d <= story::Random::kDays; ++d) {
            const ledger::Date today = story::Random::first_day().plus_days(d);
            model.live(today);
            std::map<std::string, Units> cells;
            for (const ledger::Cell& c : ledger::balances(fold.postings, today))
                cells[c.origin + "|" + c.holder + "|" + std::string(ledger::account_code(c.account))] += c.area.units();
            ASSERT_EQ(cells, model.cells()) << "county " << seed << ", " << today.iso() << "\n"
                                            << story::postings(fold);
        }
    }
    EXPECT_GT(postings, 50'000U);  // the counties are not empty
}

}  // namespace
