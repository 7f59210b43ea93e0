#include "ledger/story_test.hpp"

#include "base/text.hpp"
#include "land/fields.hpp"

#include <algorithm>
#include <cstdlib>

namespace story {
namespace {

/// RapidCheck draws a new seed for every run unless told; tests are to be the same every day.
[[maybe_unused]] const int kFixedSeed = setenv("RC_PARAMS", "seed=20240101", 0);

struct Setter {
    std::string_view name;
    std::string_view text;
    bool found = false;

    template <class T, class... Lists>
    void operator()(std::string_view field, T& member, const Lists&...) {
        if (field != name && field != std::string(name) + "_m2") return;
        found = true;
        if constexpr (std::is_same_v<T, std::string>)
            member = text;
        else if constexpr (std::is_same_v<T, bool>)
            member = text == "true";
        else if constexpr (std::is_same_v<T, std::int64_t>)
            member = std::atoll(std::string(text).c_str());
        else if constexpr (std::is_same_v<T, std::optional<Date>>)
            member = day(text);
        else if constexpr (std::is_same_v<T, std::optional<Area>>)
            member = base::parse_area(text, base::AreaUnit::SquareMetre).value().area;
        else if constexpr (std::is_same_v<T, std::optional<land::Money>>)
            member = land::Money{100 * std::atoll(std::string(text).c_str())};
        else
            std::abort();  // a field that stories cannot write
    }
};

template <std::size_t I = 0>
land::Record empty(std::size_t index) {
    if constexpr (I + 1 < std::variant_size_v<land::Record>) {
        if (index != I) return empty<I + 1>(index);
    }
    return land::Record(std::in_place_index<I>);
}

}  // namespace

std::vector<RecordVersion> read(std::string_view lines) {
    std::vector<RecordVersion> versions;
    for (const std::string_view whole : base::split(lines, '\n')) {
        const std::string_view line = base::trim(whole);
        if (line.empty()) continue;
        std::vector<std::string_view> words = base::split(line, ' ');
        RecordVersion v{{}, std::nullopt, day("2024-01-01"), "t/" + std::to_string(versions.size() + 1)};
        std::size_t at = 0;
        if (words[0] == "amend") {
            v.effective = day(words[1]);
            at = 2;
        }
        v.record = empty(static_cast<std::size_t>(land::kind_from_name(words[at]).value()));
        for (++at; at < words.size(); ++at) {
            if (words[at].empty()) continue;
            const std::size_t equals = words[at].find('=');
            Setter set{words[at].substr(0, equals), words[at].substr(equals + 1)};
            std::visit([&](auto& record) { land::fields(record, set); }, v.record);
            if (!set.found) std::abort();  // a story that names a field that is none
        }
        versions.push_back(std::move(v));
    }
    return versions;
}

std::string postings(const ledger::Fold& fold) {
    const auto cell = [](ledger::Account account, const std::string& holder) {
        const std::string code(ledger::account_code(account));
        return holder.empty() ? code : code + "(" + holder + ")";
    };
    std::string text;
    for (const ledger::Posting& p : fold.postings) {
        text += p.on.iso() + " " + p.rule + " " + p.origin + " " + cell(p.from, p.holder_from) + " -> " +
                cell(p.to, p.holder_to) + " " + p.area.m2_text();
        if (p.counted_on != p.on) text += p.counted_on ? " counted " + p.counted_on->iso() : " not counted";
        text += "\n";
    }
    return text;
}

std::string notes(const ledger::Fold& fold) {
    std::string text;
    for (const ledger::Note& n : fold.notes) {
        text += n.code + " " + n.subject;
        for (const auto& [name, value] : n.facts) text += " " + name + "=" + value;
        text += "\n";
    }
    return text;
}

std::string stocks(const ledger::Fold& fold, std::string_view iso) {
    std::string text;
    for (const ledger::Cell& c : ledger::balances(fold.postings, day(iso)))
        if (!ledger::is_source(c.account))
            text += c.origin + " " + (c.holder.empty() ? "-" : c.holder) + " " +
                    std::string(ledger::account_code(c.account)) + " " + c.area.m2_text() + "\n";
    return text;
}

// --- random counties ----------------------------------------------------------------------------------------------

namespace {

class County {
  public:
    explicit County(Random& random) : random_(random) {}

    std::vector<RecordVersion> plain() {
        approvals();
        supplies(false);
        contract_events(false);
        withdrawals(false);
        return std::move(versions_);
    }

    std::vector<RecordVersion> whole() {
        approvals();
        ground_events();
        supplies(true);
        contract_events(true);
        withdrawals(true);
        amendments();
        return std::move(versions_);
    }

  private:
    template <class T>
    void add(T record, std::optional<Date> effective = std::nullopt) {
        if (!effective && random_.chance(3)) return;  // retracted: others may still speak of it
        versions_.push_back(
            {std::move(record), effective, random_.date(), "r/" + std::to_string(versions_.size() + 1)});
    }
    std::string name(std::string_view prefix) { return std::string(prefix) + std::to_string(++count_); }
    template <class T>
    const T& one_of(const std::vector<T>& list) {
        return list[random_.below(list.size())];
    }
    std::optional<Area> perhaps_area(std::uint64_t percent) {
        return random_.chance(percent) ? std::optional(random_.area()) : std::nullopt;
    }
    std::optional<Date> perhaps_date(std::uint64_t percent) {
        return random_.chance(percent) ? std::optional(random_.date()) : std::nullopt;
    }

    void approvals() {
        for (std::uint64_t i = 0, n = 1 + random_.below(2); i < n; ++i) {
            land::Approval a;
            a.document_no = name("A");
            a.approved_on = random_.date();
            a.total = random_.area();
            approvals_.push_back(a.document_no);
            for (std::uint64_t k = random_.below(3); k > 0; --k) {
                land::Plot p;
                p.approval = a.document_no;
                p.number = name("P");
                p.area = Area::from_units(1 + a.total->units() / static_cast<std::int64_t>(2 + random_.below(2)));
                plots_.push_back(land::key_of(p));
                plot_records_.push_back(p);
                add(p);
            }
            approval_records_.push_back(a);
            add(std::move(a));
        }
    }

    template <class T>
    void place(T& record) {
        if (!plots_.empty() && random_.chance(70))
            record.plot = one_of(plots_);
        else
            record.approval = one_of(approvals_);
    }

    void supplies(bool all) {
        for (std::uint64_t i = 0, n = 1 + random_.below(4); i < n; ++i) {
            land::Supply s;
            s.supervision_no = name("S");
            s.division = random_.chance(50) ? "D1" : "D2";
            s.signed_on = random_.date();
            s.area = random_.area();
            s.recorded_on = perhaps_date(60);
            if (random_.chance(30)) s.existing_class = random_.chance(50) ? *s.area : random_.area();
            if (all && random_.chance(20)) s.actual_start = random_.date();
            supplies_.push_back(s.supervision_no);
            links(s, all);
            supply_records_.push_back(s);
            add(std::move(s));
        }
    }

    void links(const land::Supply& s, bool all) {
        std::vector<std::string> taken;
        for (std::uint64_t k = random_.below(4); k > 0; --k) {
            land::Link l;
            l.supply = s.supervision_no;
            if (random_.chance(10))
                l.existing = true;
            else
                place(l);
            l.carried = all && !l.existing && random_.chance(10);
            if (random_.chance(85) || !all)
                l.area = Area::from_units(1 + s.area->units() / static_cast<std::int64_t>(1 + random_.below(3)));
            const std::string key = land::key_of(l);
            if (std::find(taken.begin(), taken.end(), key) != taken.end()) continue;  // the same draw said twice
            taken.push_back(key);
            add(std::move(l));
        }
    }

    void contract_events(bool all) {
        const std::vector<std::string> seen =
            all ? std::vector<std::string>{"delivery", "no_delivery", "start", "stop", "resume", "finish", "visit"}
                : std::vector<std::string>{"delivery", "start"};
        const std::vector<std::string> decided =
            all ? std::vector<std::string>{"recovered", "rescinded", "extended", "revoked", "fee"}
                : std::vector<std::string>{"recovered", "rescinded"};
        for (std::uint64_t k = random_.below(7); k > 0; --k) {
            land::Progress o;
            o.supply = one_of(supplies_);
            o.event = one_of(seen);
            o.on = random_.date();
            o.area = perhaps_area(40);
            if (!plots_.empty() && random_.chance(30)) o.plot = one_of(plots_);
            once(std::move(o));
        }
        for (std::uint64_t k = random_.below(3); k > 0; --k) {
            land::Idle i;
            i.number = name("I");
            i.area = random_.area();
            i.list_date = random_.date();
            if (!all || random_.chance(80)) i.supply = one_of(supplies_);
            add(std::move(i));
        }
        for (std::uint64_t k = random_.below(4); k > 0; --k) {
            land::Decision d;
            d.number = name("D");
            d.supply = one_of(supplies_);
            d.type = one_of(decided);
            d.on = random_.date();
            d.counted_on = perhaps_date(50);
            d.area = perhaps_area(50);
            add(std::move(d));
        }
    }

    /// Keys made of (subject, date) can meet by chance; a second record would be another version.
    template <class T>
    void once(T record) {
        const std::string key = land::key_of(record);
        if (std::find(keys_.begin(), keys_.end(), key) != keys_.end()) return;
        keys_.push_back(key);
        add(std::move(record));
    }

    void withdrawals(bool all) {
        for (std::uint64_t k = random_.below(3); k > 0; --k) {
            land::Withdrawal w;
            w.number = name("W");
            place(w);
            w.area = perhaps_area(60);
            w.reply_on = random_.date();
            w.marked_on = perhaps_date(50);
            if (all && random_.chance(30)) w.kind = "lapsed";
            if (all && !plots_.empty() && random_.chance(20)) {
                w.kind = "adjusted";
                w.to_plot = one_of(plots_);
            }
            add(std::move(w));
        }
    }

    void ground_events() {
        for (std::uint64_t k = random_.below(4); k > 0; --k) {
            land::Expropriation e;
            place(e);
            e.on = random_.date();
            e.area = perhaps_area(60);
            e.undone = random_.chance(15);
            land::SiteReadiness r;
            place(r);
            r.on = random_.date();
            r.area = perhaps_area(60);
            r.ready = true;
            once(std::move(e));
            once(std::move(r));
        }
        for (std::uint64_t k = random_.below(3); k > 0; --k) {
            land::Offer o;
            o.number = name("O");
            place(o);
            o.area = perhaps_area(80);
            o.from = random_.date();
            o.valid_until = perhaps_date(60);
            if (random_.chance(40)) o.supply = "S" + std::to_string(count_ + 1 + random_.below(3));
            add(std::move(o));
        }
        for (std::uint64_t k = random_.below(2); k > 0; --k) {
            land::Decision d;
            d.number = name("D");
            place(d);
            d.type = random_.chance(50) ? "collective" : "noise";
            d.on = random_.date();
            d.area = perhaps_area(70);
            add(std::move(d));
        }
        if (random_.chance(30)) {
            land::Opening o;
            o.approval = one_of(approvals_);
            o.supplied = random_.area();
            o.on = random_.date();
            add(std::move(o));
        }
        if (random_.chance(30)) {
            land::Stocklist s;
            s.number = name("L");
            s.area = random_.area();
            s.list_date = random_.date();
            add(std::move(s));
        }
    }

    template <class T>
    void amend(const std::vector<T>& records, std::optional<Area> T::* field) {
        for (T record : records) {
            if (!random_.chance(20)) continue;
            record.*field = random_.area();
            if (in_force(record)) add(record, random_.date());
        }
    }
    template <class T>
    bool in_force(const T& record) const {
        return std::any_of(versions_.begin(), versions_.end(), [&](const RecordVersion& v) {
            return land::kind_of(v.record) == land::kind_of(record) && land::key_of(v.record) == land::key_of(record);
        });
    }
    void amendments() {
        amend(approval_records_, &land::Approval::total);
        amend(plot_records_, &land::Plot::area);
        amend(supply_records_, &land::Supply::area);
    }

    Random& random_;
    int count_ = 0;
    std::vector<RecordVersion> versions_;
    std::vector<std::string> approvals_, plots_, supplies_, keys_;
    std::vector<land::Approval> approval_records_;
    std::vector<land::Plot> plot_records_;
    std::vector<land::Supply> supply_records_;
};

}  // namespace

std::vector<RecordVersion> plain_county(Random& random) { return County(random).plain(); }
std::vector<RecordVersion> whole_county(Random& random) { return County(random).whole(); }

}  // namespace story
