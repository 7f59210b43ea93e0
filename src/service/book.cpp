#include "service/book.hpp"

#include "base/text.hpp"
#include "law/campaign.hpp"
#include "service/held.hpp"
#include "service/listed_portion.hpp"
#include "service/rules.hpp"

#include <algorithm>
#include <numeric>

namespace service {
namespace {

std::string_view after_colon(std::string_view text) { return text.substr(text.find(':') + 1); }

/// Every record of a kind as it holds on the day.
template <class T>
base::Status each_held(store::Snapshot& snapshot, land::Kind kind, const Moment& moment,
                       const std::function<base::Status(Held<T>&&)>& visit) {
    return each_record(snapshot, kind, moment.known_at,
                       [&](const std::string& key, std::vector<ledger::RecordVersion>&& versions) -> base::Status {
                           return visit(held_on<T>(key, std::move(versions), moment.as_of));
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

}  // namespace

std::string subject_of_origin(std::string_view origin) {
    if (base::starts_with(origin, "rest:")) return "approval:" + std::string(after_colon(origin));
    if (base::starts_with(origin, "plot:") || base::starts_with(origin, "listed:")) return std::string(origin);
    return {};
}

std::vector<ledger::Cell> without_holder(std::span<const ledger::Cell> cells) {
    std::vector<ledger::Cell> found;
    for (const ledger::Cell& cell : cells) {
        if (cell.holder.empty() && !ledger::is_source(cell.account)) found.push_back(cell);
    }
    return found;
}

std::string origin_of_subject(std::string_view subject) {
    if (base::starts_with(subject, "approval:")) return "rest:" + std::string(after_colon(subject));
    return std::string(subject);
}

base::Result<std::unique_ptr<Book>> Book::on(base::Date day) const {
    Moment other = moment;
    other.as_of = day;
    return open(snapshot_, other, Hold::All, simulated_ ? &rules : nullptr);
}

base::Result<std::unique_ptr<Book>> Book::open(store::Snapshot& snapshot, const Moment& moment, Hold hold,
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
    PANHUO_DO(book->load_notes());
    if (hold == Hold::ButLand) return book;
    PANHUO_DO(load_map(snapshot, land::Kind::Plot, book->moment, book->plots));
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

base::Status Book::load_notes() {
    PANHUO_DO(snapshot_.scan_notes(moment.known_at, [&](const store::NoteRow& row) {
        if (!row.note.on || *row.note.on <= moment.as_of) notes.push_back(row.note);
        return true;
    }));
    notes_by_subject_.resize(notes.size());
    std::iota(notes_by_subject_.begin(), notes_by_subject_.end(), 0u);
    std::stable_sort(notes_by_subject_.begin(), notes_by_subject_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return notes[a].subject < notes[b].subject; });
    return base::Done{};
}

std::vector<const ledger::Note*> Book::notes_of(std::string_view subject) const {
    const auto first =
        std::lower_bound(notes_by_subject_.begin(), notes_by_subject_.end(), subject,
                         [&](std::uint32_t index, std::string_view wanted) { return notes[index].subject < wanted; });
    std::vector<const ledger::Note*> found;
    for (auto index = first; index != notes_by_subject_.end() && notes[*index].subject == subject; ++index)
        found.push_back(&notes[*index]);
    return found;
}

base::Status Book::load_postings() {
    PANHUO_DO(snapshot_.scan_postings(moment.known_at, [&](const store::PostingRow& row) {
        postings.push_back(row.posting);
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
    return without_holder(all_cells_of_origin(origin));
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

base::Status Book::each_supply(const std::function<base::Status(Held<land::Supply>&&)>& visit) const {
    return each_held<land::Supply>(snapshot_, land::Kind::Supply, moment, visit);
}

base::Result<std::vector<Held<land::Supply>>> Book::supplies_of(std::string_view prefix,
                                                                store::Snapshot& snapshot) const {
    std::vector<Held<land::Supply>> found;
    PANHUO_DO(
        each_record_of(snapshot, land::Kind::Supply, prefix, moment.known_at,
                       [&](const std::string& key, std::vector<ledger::RecordVersion>&& versions) -> base::Status {
                           found.push_back(held_on<land::Supply>(key, std::move(versions), moment.as_of));
                           return base::Done{};
                       }));
    return found;
}

base::Result<std::optional<Held<land::Supply>>> Book::supply(const std::string& key, store::Snapshot& snapshot) const {
    PANHUO_TRY(std::vector<ledger::RecordVersion> versions,
               versions_in_force(snapshot, land::Kind::Supply, key, moment.known_at));
    if (versions.empty()) return std::optional<Held<land::Supply>>();
    return std::optional(held_on<land::Supply>(key, std::move(versions), moment.as_of));
}

std::shared_ptr<const Witnesses> Book::witnesses() const {
    const std::lock_guard guard(witnesses_mutex_);
    return witnesses_;
}

void Book::keep_witnesses(std::shared_ptr<const Witnesses> found) const {
    const std::lock_guard guard(witnesses_mutex_);
    witnesses_ = std::move(found);
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
    facts.development = law::development_of(facts.progress, moment.as_of);
    facts.cells = cells_of_holder(supply.key);
    return facts;
}

law::SupplyJudgement Book::judge(const Held<land::Supply>& supply) const {
    return law::judge_supply(facts_of(supply), law(), moment.as_of);
}

law::PlotJudgement Book::judge(const std::string& subject) const { return judge(land_of(origin_of_subject(subject))); }

law::PlotJudgement Book::judge(const Land& land) const {
    law::PlotJudgement judged = law::judge_plot(facts_of(land).facts, rules, moment.as_of);
    // The row is its own portion: nobody divided it.
    if (land.listed != nullptr && judged.portions.size() == 1)
        judged.portions.front().subject = subject_of_origin(land.origin);
    return judged;
}

Book::PlotCase Book::facts_of(const std::string& subject) const {
    return facts_of(land_of(origin_of_subject(subject)));
}

Book::PlotCase Book::facts_of(const Land& land) const {
    PlotCase out;
    law::PlotFacts& facts = out.facts;
    facts.subject = subject_of_origin(land.origin);
    if (land.plot != nullptr) facts.plot = {&land.plot->record, land.plot->entry};
    if (land.approval != nullptr) facts.approval = {&land.approval->record, land.approval->entry};
    facts.portions = said(portions, facts.subject);
    if (land.listed != nullptr) {
        out.own = std::make_unique<land::Portion>(portion_of_row(land.listed->key, land.listed->record));
        facts.portions = {{out.own.get(), land.listed->entry}};
    }
    facts.expropriations = said(expropriations, facts.subject);
    facts.readiness = said(readiness, facts.subject);
    facts.withdrawals = said(withdrawals, facts.subject);
    facts.offers = said(offers, facts.subject);
    facts.reserves = said(reserves, facts.subject);
    facts.cells = without_holder(land.cells);
    return out;
}

const Held<land::Approval>* Book::approval(const std::string& number) const {
    const auto found = approvals.find(number);
    return found == approvals.end() ? nullptr : &found->second;
}

Land Book::records_of(std::string_view origin) const {
    Land land;
    land.origin = origin;
    const std::string key(after_colon(origin));
    if (base::starts_with(origin, "rest:")) land.approval = approval(key);
    if (base::starts_with(origin, "plot:")) {
        if (const auto plot = plots.find(key); plot != plots.end()) land.plot = &plot->second;
    }
    if (base::starts_with(origin, "listed:")) {
        if (const auto row = listed.find(key); row != listed.end()) land.listed = &row->second;
    }
    if (land.plot != nullptr) land.approval = approval(land.plot->record.approval);
    if (land.listed != nullptr) land.approval = approval(land.listed->record.approval);
    return land;
}

Land Book::land_of(std::string_view origin) const {
    Land land = records_of(origin);
    land.cells = all_cells_of_origin(origin);
    return land;
}

const Held<land::Approval>* Book::approval_of(std::string_view origin) const { return records_of(origin).approval; }

bool Book::in_scope(std::string_view origin) const { return in_scope(records_of(origin)); }

bool Book::in_scope(const Land& land) const {
    if (land.approval != nullptr) return law::in_scope(land.approval->record, rules.main());
    return base::starts_with(land.origin, "listed:");
}

Book::Place Book::place_of(std::string_view origin) const { return place_of(records_of(origin)); }

Book::Place Book::place_of(const Land& land) const {
    Place place;
    const auto take = [&](const auto& record) { place = {record.division, record.zone, record.township}; };
    const std::string key(after_colon(land.origin));
    if (land.plot != nullptr) {
        take(land.plot->record);
    } else if (land.listed != nullptr) {
        take(land.listed->record);
    } else if (base::starts_with(land.origin, "listed:")) {
        if (const auto own = idle.find(key); own != idle.end()) take(own->second.record);
    } else if (base::starts_with(land.origin, "existing:") || base::starts_with(land.origin, "unlinked:")) {
        place.division = key;
    }
    if (land.approval != nullptr) {
        if (place.division.empty()) place.division = land.approval->record.division;
        if (place.zone.empty()) place.zone = land.approval->record.zone;
    }
    if (place.division.empty()) place.division = division;
    return place;
}

}  // namespace service
