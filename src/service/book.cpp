#include "service/book.hpp"

#include "base/text.hpp"
#include "law/campaign.hpp"
#include "service/rules.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <numeric>

namespace service {
namespace {

std::string_view after_colon(std::string_view text) { return text.substr(text.find(':') + 1); }

template <class T>
Held<T> held_of(const std::string& key, const ledger::RecordVersion& version) {
    return {key, std::get<T>(version.record), version.entry, version.recorded_on};
}

/// Every record of a kind as it holds on the day.
template <class T>
base::Status each_held(store::Snapshot& snapshot, land::Kind kind, const Moment& moment,
                       const std::function<base::Status(Held<T>&&)>& visit) {
    return each_record(snapshot, kind, moment.known_at,
                       [&](const std::string& key, std::vector<ledger::RecordVersion>&& versions) -> base::Status {
                           return visit(held_of<T>(key, *holding_on(versions, moment.as_of)));
                       });
}

template <class T>
base::Status load_map(store::Snapshot& snapshot, land::Kind kind, const Moment& moment,
                      std::map<std::string, Held<T>>& into) {
    return each_held<T>(snapshot, kind, moment, [&](Held<T>&& held) -> base::Status {
        std::string key = held.key;
        into.emplace_hint(into.end(), std::move(key), std::move(held));
        return base::Done{};
    });
}

/// The plot or approval a record speaks about.
template <class T>
std::string land_subject(const T& record) {
    return record.plot.empty() ? "approval:" + record.approval : "plot:" + record.plot;
}

template <class T>
base::Status load_by_land(store::Snapshot& snapshot, land::Kind kind, const Moment& moment, BySubject<T>& into) {
    return each_held<T>(snapshot, kind, moment, [&](Held<T>&& held) -> base::Status {
        into[land_subject(held.record)].push_back(std::move(held));
        return base::Done{};
    });
}

template <class T>
base::Status load_by_supply(store::Snapshot& snapshot, land::Kind kind, const Moment& moment, BySubject<T>& into) {
    return each_held<T>(snapshot, kind, moment, [&](Held<T>&& held) -> base::Status {
        if (!held.record.supply.empty()) into[held.record.supply].push_back(std::move(held));
        return base::Done{};
    });
}

template <class T>
std::vector<law::Said<T>> said(const BySubject<T>& all, const std::string& subject) {
    std::vector<law::Said<T>> list;
    if (const auto found = all.find(subject); found != all.end()) {
        for (const Held<T>& held : found->second) list.push_back({&held.record, held.entry});
    }
    return list;
}

/// A row of a list of remnants says cause and opinion itself: one portion of its own.
land::Portion portion_of_row(const land::Stocklist& row) {
    land::Portion portion;
    portion.area = row.area;
    portion.cause = row.cause;
    portion.cause_text = row.cause_text;
    portion.route = row.route;
    portion.route_text = row.route_text;
    return portion;
}

}  // namespace

std::string subject_of_origin(std::string_view origin) {
    if (base::starts_with(origin, "rest:")) return "approval:" + std::string(after_colon(origin));
    if (base::starts_with(origin, "plot:") || base::starts_with(origin, "listed:")) return std::string(origin);
    return {};
}

std::string origin_of_subject(std::string_view subject) {
    if (base::starts_with(subject, "approval:")) return "rest:" + std::string(after_colon(subject));
    return std::string(subject);
}

base::Result<std::unique_ptr<Book>> Book::on(base::Date day) const {
    Moment other = moment;
    other.as_of = day;
    return open(snapshot_, other, simulated_ ? &rules : nullptr);
}

base::Result<std::unique_ptr<Book>> Book::open(store::Snapshot& snapshot, const Moment& moment,
                                               const law::RulebookSet* draft) {
    std::unique_ptr<Book> book(new Book(snapshot));
    book->moment = moment;
    PANHUO_TRY(book->division, office_chain(snapshot));
    if (draft != nullptr) {
        book->rules = *draft;
        book->simulated_ = true;
    } else {
        PANHUO_TRY(book->rules, adopted_rulebooks(snapshot, moment.known_at));
    }
    book->idle_law = law::IdleLaw::on(book->rules, moment.as_of);
    const auto by_book = ledger::counting_from_code(book->rules.campaign().counting);
    book->moment.counting = moment.counting_asked.value_or(by_book.value_or(ledger::Counting::Official));
    PANHUO_TRY(book->closed, closed_periods(snapshot, moment.known_at));
    book->settle_closed();
    PANHUO_TRY(book->readings, recorded_readings(snapshot, book->moment.known_at));
    PANHUO_DO(book->load_records());
    PANHUO_DO(book->load_postings());
    return book;
}

void Book::settle_closed() {
    if (moment.known_at != base::Instant::end_of_time()) return;
    for (const Closed& each : closed) {
        if (each.cutoff == moment.as_of && each.counting == moment.counting) moment.known_at = each.known_at;
    }
    std::erase_if(closed, [&](const Closed& each) { return moment.known_at < each.known_at; });
}

base::Status Book::load_records() {
    using land::Kind;
    PANHUO_DO(load_map(snapshot_, Kind::Approval, moment, approvals));
    PANHUO_DO(load_map(snapshot_, Kind::Plot, moment, plots));
    PANHUO_DO(load_map(snapshot_, Kind::Stocklist, moment, listed));
    PANHUO_DO(load_map(snapshot_, Kind::Idle, moment, idle));
    for (const auto& [key, row] : idle) {
        if (!row.record.supply.empty()) idle_of_supply[row.record.supply].push_back(row);
    }
    PANHUO_DO(
        each_held<land::Baseline>(snapshot_, Kind::Baseline, moment, [&](Held<land::Baseline>&& held) -> base::Status {
            baselines.push_back(std::move(held));
            return base::Done{};
        }));
    PANHUO_DO(each_held<land::Target>(snapshot_, Kind::Target, moment, [&](Held<land::Target>&& held) -> base::Status {
        targets.push_back(std::move(held));
        return base::Done{};
    }));
    PANHUO_DO(load_by_land(snapshot_, Kind::Portion, moment, portions));
    PANHUO_DO(load_by_land(snapshot_, Kind::Expropriation, moment, expropriations));
    PANHUO_DO(load_by_land(snapshot_, Kind::SiteReadiness, moment, readiness));
    PANHUO_DO(load_by_land(snapshot_, Kind::Withdrawal, moment, withdrawals));
    PANHUO_DO(load_by_land(snapshot_, Kind::Offer, moment, offers));
    PANHUO_DO(load_by_land(snapshot_, Kind::Reserve, moment, reserves));
    PANHUO_DO(load_by_supply(snapshot_, Kind::Progress, moment, progress));
    return load_by_supply(snapshot_, Kind::Decision, moment, decisions);
}

base::Status Book::load_postings() {
    PANHUO_DO(snapshot_.scan_postings(moment.known_at, [&](const store::PostingRow& row) {
        postings.push_back(row.posting);
        return true;
    }));
    PANHUO_DO(snapshot_.scan_notes(moment.known_at, [&](const store::NoteRow& row) {
        if (!row.note.on || *row.note.on <= moment.as_of) notes.push_back(row.note);
        return true;
    }));
    cells_ = ledger::balances(postings, moment.as_of);
    cells_by_holder_.resize(cells_.size());
    std::iota(cells_by_holder_.begin(), cells_by_holder_.end(), 0u);
    std::stable_sort(cells_by_holder_.begin(), cells_by_holder_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return cells_[a].holder < cells_[b].holder; });
    return base::Done{};
}

std::span<const ledger::Cell> Book::all_cells_of_origin(std::string_view origin) const {
    const auto first =
        std::lower_bound(cells_.begin(), cells_.end(), origin,
                         [](const ledger::Cell& cell, std::string_view wanted) { return cell.origin < wanted; });
    auto last = first;
    while (last != cells_.end() && last->origin == origin) ++last;
    return {first, last};
}

std::vector<ledger::Cell> Book::cells_of_origin(std::string_view origin) const {
    std::vector<ledger::Cell> found;
    for (const ledger::Cell& cell : all_cells_of_origin(origin)) {
        if (cell.holder.empty() && !ledger::is_source(cell.account)) found.push_back(cell);
    }
    return found;
}

std::vector<ledger::Cell> Book::cells_of_holder(std::string_view holder) const {
    const auto first =
        std::lower_bound(cells_by_holder_.begin(), cells_by_holder_.end(), holder,
                         [&](std::uint32_t index, std::string_view wanted) { return cells_[index].holder < wanted; });
    std::vector<ledger::Cell> found;
    for (auto index = first; index != cells_by_holder_.end() && cells_[*index].holder == holder; ++index) {
        found.push_back(cells_[*index]);
    }
    return found;
}

base::Status Book::each_supply(const std::function<base::Status(const Held<land::Supply>&)>& visit) const {
    return each_held<land::Supply>(snapshot_, land::Kind::Supply, moment,
                                   [&](Held<land::Supply>&& held) { return visit(held); });
}

base::Result<std::optional<Held<land::Supply>>> Book::supply(const std::string& key) const {
    PANHUO_TRY(const std::vector<ledger::RecordVersion> versions,
               versions_in_force(snapshot_, land::Kind::Supply, key, moment.known_at));
    const ledger::RecordVersion* held = holding_on(versions, moment.as_of);
    if (held == nullptr) return std::optional<Held<land::Supply>>();
    return std::optional(held_of<land::Supply>(key, *held));
}

const land::Portion* Book::portion(const std::string& subject, const std::string& key) const {
    const auto found = portions.find(subject);
    if (key.empty() || found == portions.end()) return nullptr;
    for (const Held<land::Portion>& held : found->second) {
        if (held.key == key) return &held.record;
    }
    return nullptr;
}

base::Status Book::each_official(const std::function<void(const land::Official&)>& visit) const {
    return each_held<land::Official>(snapshot_, land::Kind::Official, moment,
                                     [&](Held<land::Official>&& held) -> base::Status {
                                         visit(held.record);
                                         return base::Done{};
                                     });
}

law::SupplyFacts Book::facts_of(const Held<land::Supply>& supply) const {
    law::SupplyFacts facts;
    facts.subject = "supply:" + supply.key;
    facts.supply = {&supply.record, supply.entry};
    facts.progress = said(progress, supply.key);
    facts.decisions = said(decisions, supply.key);
    facts.idle = said(idle_of_supply, supply.key);
    facts.cells = cells_of_holder(supply.key);
    return facts;
}

law::SupplyJudgement Book::judge(const Held<land::Supply>& supply) const {
    return law::judge_supply(facts_of(supply), law(), moment.as_of);
}

law::PlotJudgement Book::judge(const std::string& subject) const {
    return law::judge_plot(facts_of(subject).facts, rules, moment.as_of);
}

Book::PlotCase Book::facts_of(const std::string& subject) const {
    PlotCase out;
    law::PlotFacts& facts = out.facts;
    facts.subject = subject;
    const std::string key(after_colon(subject));
    const std::string origin = origin_of_subject(subject);
    if (const auto plot = plots.find(key); origin == subject && plot != plots.end()) {
        facts.plot = {&plot->second.record, plot->second.entry};
    }
    if (const Held<land::Approval>* approval = approval_of(origin))
        facts.approval = {&approval->record, approval->entry};
    facts.portions = said(portions, subject);
    if (const auto row = listed.find(key); base::starts_with(subject, "listed:") && row != listed.end()) {
        out.own = std::make_unique<land::Portion>(portion_of_row(row->second.record));
        facts.portions = {{out.own.get(), row->second.entry}};
    }
    facts.expropriations = said(expropriations, subject);
    facts.readiness = said(readiness, subject);
    facts.withdrawals = said(withdrawals, subject);
    facts.offers = said(offers, subject);
    facts.reserves = said(reserves, subject);
    facts.cells = cells_of_origin(origin);
    return out;
}

const Held<land::Approval>* Book::approval_of(std::string_view origin) const {
    std::string number;
    const std::string key(after_colon(origin));
    if (base::starts_with(origin, "rest:")) number = key;
    if (base::starts_with(origin, "plot:")) {
        if (const auto plot = plots.find(key); plot != plots.end()) number = plot->second.record.approval;
    }
    if (base::starts_with(origin, "listed:")) {
        if (const auto row = listed.find(key); row != listed.end()) number = row->second.record.approval;
    }
    const auto found = approvals.find(number);
    return found == approvals.end() ? nullptr : &found->second;
}

bool Book::in_scope(std::string_view origin) const {
    if (const Held<land::Approval>* approval = approval_of(origin))
        return law::in_scope(approval->record, rules.main());
    return base::starts_with(origin, "listed:");
}

Book::Place Book::place_of(std::string_view origin) const {
    const std::string key(after_colon(origin));
    Place place;
    if (base::starts_with(origin, "plot:")) {
        if (const auto plot = plots.find(key); plot != plots.end()) {
            place = {plot->second.record.division, plot->second.record.zone, plot->second.record.township};
        }
    } else if (base::starts_with(origin, "listed:")) {
        if (const auto row = listed.find(key); row != listed.end()) {
            place = {row->second.record.division, row->second.record.zone, row->second.record.township};
        } else if (const auto own = idle.find(key); own != idle.end()) {
            place = {own->second.record.division, own->second.record.zone, own->second.record.township};
        }
    } else if (base::starts_with(origin, "existing:") || base::starts_with(origin, "unlinked:")) {
        place.division = key;
    }
    if (const Held<land::Approval>* approval = approval_of(origin)) {
        if (place.division.empty()) place.division = approval->record.division;
        if (place.zone.empty()) place.zone = approval->record.zone;
    }
    if (place.division.empty()) place.division = division;
    return place;
}

}  // namespace service
