#include "service/parcels.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "law/fact_text.hpp"
#include "service/record_series.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace service {
namespace {

using ledger::Account;

constexpr std::array kSupplyOrder = {Account::Idle,      Account::Stalled, Account::Undelivered, Account::Unreported,
                                     Account::Delivered, Account::Started, Account::Finished};
constexpr std::array kPlotOrder = {Account::InProcess,    Account::Unexpropriated, Account::StageUnknown,
                                   Account::Expropriated, Account::Ready,          Account::Recovered};

template <std::size_t N>
std::string first_with_area(const std::vector<ledger::Cell>& cells, const std::array<Account, N>& order) {
    for (const Account account : order) {
        for (const ledger::Cell& cell : cells) {
            if (cell.account == account && cell.area.is_positive()) return std::string(ledger::account_code(account));
        }
    }
    return "closed";
}

base::Area unsupplied_of(const std::vector<ledger::Cell>& cells) {
    base::Area sum;
    for (const ledger::Cell& cell : cells) {
        if (ledger::is_unsupplied(cell.account)) sum += cell.area;
    }
    return sum;
}

std::string key_of_subject(const std::string& subject) { return subject.substr(subject.find(':') + 1); }

template <class To, class From>  // Parcel, Book::Place, and the records that say where they lie
void put_place(To& parcel, const From& place) {
    parcel.division = place.division;
    parcel.zone = place.zone;
    parcel.township = place.township;
}

template <class Judged>  // SupplyJudgement, PlotJudgement, PortionJudgement
void put_judgement(Parcel& parcel, Judged&& judged) {
    parcel.judgement = judged.judgement;
    parcel.certainty = judged.certainty;
    parcel.next_step = judged.next_step;
    parcel.due = judged.due;
    parcel.missing = judged.missing;
    parcel.findings = std::forward<Judged>(judged).findings;
}

template <class Judged>  // PlotJudgement, PortionJudgement
void put_way(Parcel& parcel, const Judged& judged) {
    parcel.cause = judged.cause;
    parcel.route = judged.route;
}

void put_plan(Parcel& parcel, const law::PortionJudgement& judged) {
    parcel.planned = judged.planned;
    parcel.responsible_unit = judged.responsible_unit;
    parcel.dossier = judged.dossier;
}

/// Who clears idle land by when, as a row of a list says it.
void put_plan(Parcel& parcel, const land::Idle& row) {
    if (row.planned) parcel.planned = row.planned;
    if (!row.responsible_unit.empty()) parcel.responsible_unit = row.responsible_unit;
}

using Visit = std::function<base::Status(const Parcel&)>;

class Lister {
  public:
    Lister(const Book& book, const Visit& visit) : book_(book), visit_(visit) {}

    /// Land that has a parcel: a rest with cells, a plot, a row of a list that no plot stands for.
    base::Status land(const Land& land);
    /// `beside`: findings on the order in which supplies were recorded.
    base::Status supply(const Held<land::Supply>& held, std::vector<law::Finding>&& beside);
    base::Status unlinked_idle(const Held<land::Idle>& held);

  private:
    base::Status origin(const Land& land, const std::string& id, const std::string& name,
                        std::optional<base::Area> area);
    base::Status portion(const Parcel& plot, law::PortionJudgement&& judged);
    /// Parcel of a supply, or of what stands for one: its place, cells, judgement and notes.
    template <class Record>
    Parcel holder(const std::string& id, const Held<Record>& held, law::SupplyJudgement&& judged,
                  const std::string& subject) const;
    void add_notes(const std::string& subject, std::vector<law::Finding>& findings) const {
        for (const ledger::Note* note : book_.notes_of(subject)) findings.push_back(law::finding_of_note(*note));
    }

    const Book& book_;
    const Visit& visit_;
};

base::Status Lister::land(const Land& land) {
    if (land.plot != nullptr) return origin(land, land.plot->key, land.plot->record.name, land.plot->record.area);
    if (land.listed != nullptr && land.listed->record.plot.empty())
        return origin(land, land.origin, land.listed->record.name, land.listed->record.area);
    const bool rest = base::starts_with(land.origin, "rest:") && land.approval != nullptr;
    if (!rest || without_holder(land.cells).empty()) return base::Done{};
    return origin(land, land.origin, land.approval->record.name, land.approval->record.total);
}

base::Status Lister::origin(const Land& land, const std::string& id, const std::string& name,
                            std::optional<base::Area> area) {
    const std::string subject = subject_of_origin(land.origin);
    law::PlotJudgement judged = book_.judge(land);
    Parcel parcel;
    parcel.id = id;
    parcel.kind = "plot";
    parcel.origin = land.origin;
    put_place(parcel, book_.place_of(land));
    if (land.approval != nullptr) parcel.approval = land.approval->key;
    parcel.name = name;
    parcel.area = area;
    parcel.cells = without_holder(land.cells);
    parcel.unsupplied = unsupplied_of(parcel.cells);
    parcel.status = status_of(parcel.cells, false);
    put_judgement(parcel, judged);
    put_way(parcel, judged);
    add_notes(subject, parcel.findings);
    // A plot nobody divided is one portion; what is said of that portion is said of the plot.
    const bool undivided = judged.portions.size() == 1 && judged.portions.front().subject == subject;
    if (undivided) {
        law::PortionJudgement& own = judged.portions.front();
        put_plan(parcel, own);
        std::move(own.findings.begin(), own.findings.end(), std::back_inserter(parcel.findings));
    }
    parcel.divided = !undivided && !judged.portions.empty();
    PANHUO_DO(visit_(parcel));
    if (undivided) return base::Done{};
    for (law::PortionJudgement& each : judged.portions) PANHUO_DO(portion(parcel, std::move(each)));
    return base::Done{};
}

base::Status Lister::portion(const Parcel& plot, law::PortionJudgement&& judged) {
    Parcel parcel;
    parcel.id = key_of_subject(judged.subject);
    parcel.kind = "portion";
    parcel.origin = plot.origin;
    put_place(parcel, plot);
    parcel.approval = plot.approval;
    parcel.name = plot.name;
    parcel.area = judged.area;
    parcel.unsupplied = judged.area;
    parcel.status = plot.status;
    put_way(parcel, judged);
    put_plan(parcel, judged);
    put_judgement(parcel, std::move(judged));
    return visit_(parcel);
}

template <class Record>
Parcel Lister::holder(const std::string& id, const Held<Record>& held, law::SupplyJudgement&& judged,
                      const std::string& subject) const {
    Parcel parcel;
    parcel.id = id;
    parcel.kind = "supply";
    put_place(parcel, held.record);
    parcel.name = held.record.project;
    parcel.area = held.record.area;
    parcel.cells = book_.cells_of_holder(held.key);
    parcel.status = status_of(parcel.cells, true);
    parcel.idle_from = judged.idle_from;
    put_judgement(parcel, std::move(judged));
    add_notes(subject, parcel.findings);
    return parcel;
}

base::Status Lister::supply(const Held<land::Supply>& held, std::vector<law::Finding>&& beside) {
    if (held.record.signed_on && *held.record.signed_on > book_.moment.as_of) return base::Done{};
    Parcel parcel = holder(held.key, held, book_.judge(held), "supply:" + held.key);
    if (const auto rows = book_.idle_of_supply.find(held.key); rows != book_.idle_of_supply.end())
        for (const Held<land::Idle>& row : rows->second) put_plan(parcel, row.record);
    std::set<std::string> approvals;
    for (const ledger::Cell& cell : parcel.cells) {
        if (const auto* approval = book_.approval_of(cell.origin)) approvals.insert(approval->key);
    }
    for (const std::string& number : approvals) parcel.approval += (parcel.approval.empty() ? "" : " ") + number;
    std::move(beside.begin(), beside.end(), std::back_inserter(parcel.findings));
    return visit_(parcel);
}

/// A row of an idle list whose supply nobody named stands for the supply until it is linked.
base::Status Lister::unlinked_idle(const Held<land::Idle>& held) {
    if (!held.record.supply.empty()) return base::Done{};
    const std::string subject = "listed:" + held.key;
    const land::Supply stand_in = supply_of_row(held.record);
    law::SupplyFacts facts;
    facts.subject = subject;
    facts.supply = {&stand_in, held.entry};
    facts.idle = {{&held.record, held.entry}};
    facts.cells = book_.cells_of_holder(held.key);
    Parcel parcel = holder(subject, held, law::judge_supply(facts, book_.law(), book_.moment.as_of), subject);
    put_plan(parcel, held.record);
    return visit_(parcel);
}

}  // namespace

land::Supply supply_of_row(const land::Idle& row) {
    land::Supply supply;
    put_place(supply, row);
    supply.project = row.project;
    supply.place = row.place;
    supply.area = row.area;
    supply.mode_text = row.mode_text;
    supply.use = row.use;
    supply.agreed_delivery = row.agreed_delivery;
    supply.agreed_start = row.agreed_start;
    supply.actual_delivery = row.actual_delivery;
    return supply;
}

base::Area area_in(const std::vector<ledger::Cell>& cells, ledger::Account account) {
    base::Area sum;
    for (const ledger::Cell& cell : cells) {
        if (cell.account == account) sum += cell.area;
    }
    return sum;
}

std::string status_of(const std::vector<ledger::Cell>& cells, bool is_supply) {
    return is_supply ? first_with_area(cells, kSupplyOrder) : first_with_area(cells, kPlotOrder);
}

base::Status each_parcel(const Book& book, const Visit& visit) {
    Lister lister(book, visit);
    for (const auto& [key, held] : book.approvals) PANHUO_DO(lister.land(book.land_of("rest:" + key)));
    for (const auto& [key, held] : book.plots) PANHUO_DO(lister.land(book.land_of("plot:" + key)));
    for (const auto& [key, held] : book.listed) PANHUO_DO(lister.land(book.land_of("listed:" + key)));
    for (const auto& [key, held] : book.idle) PANHUO_DO(lister.unlinked_idle(held));
    RecordSeries series(book, [&](const Held<land::Supply>& held, std::vector<law::Finding>&& beside) {
        return lister.supply(held, std::move(beside));
    });
    PANHUO_DO(book.each_supply([&](Held<land::Supply>&& held) { return series.add(std::move(held)); }));
    return series.finish();
}

base::Status parcels_of(store::Snapshot& snapshot, const Book& book, const std::string& subject, const Visit& visit) {
    Lister lister(book, visit);
    const std::string key = key_of_subject(subject);
    if (base::starts_with(subject, "supply:")) {
        PANHUO_TRY(const std::optional<Held<land::Supply>> supply, book.supply(key, snapshot));
        if (!supply) return base::Done{};
        PANHUO_TRY(std::vector<law::Finding> beside, record_findings(book, *supply, snapshot));
        return lister.supply(*supply, std::move(beside));
    }
    if (!base::starts_with(subject, "listed:")) return lister.land(book.land_of(origin_of_subject(subject)));
    PANHUO_DO(lister.land(book.land_of(subject)));
    const auto own = book.idle.find(key);
    return own == book.idle.end() ? base::Status(base::Done{}) : lister.unlinked_idle(own->second);
}

base::Status each_land_parcel(const Book& book, const std::function<void(const Land&)>& land_begins,
                              const std::function<base::Status(const Land&, const Parcel&)>& visit) {
    const Land* passing = nullptr;
    const Visit visit_parcel = [&](const Parcel& parcel) { return visit(*passing, parcel); };
    Lister lister(book, visit_parcel);
    return book.each_land([&](const Land& land) {
        passing = &land;
        land_begins(land);
        return lister.land(land);
    });
}

base::Json finding_json(const law::Finding& finding) {
    base::Json reasons = base::Json::array();
    for (const law::Reason& reason : finding.reasons) {
        const base::Text name = law::fact_text(reason.fact);
        reasons.push_back({{"fact", reason.fact},
                           {"zh", name.zh},
                           {"en", name.en},
                           {"value", reason.value},
                           {"source", {{"entry", reason.entry}}}});
    }
    return {{"id", finding.id},
            {"rule", finding.rule},
            {"article", finding.article},
            {"subject", finding.subject},
            {"severity", law::severity_code(finding.severity)},
            {"certainty", law::certainty_code(finding.certainty)},
            {"due", base::day_json(finding.due)},
            {"reasons", std::move(reasons)},
            {"zh", finding.text.zh},
            {"en", finding.text.en}};
}

base::Json parcel_json(const Parcel& parcel) {
    return {{"id", parcel.id},
            {"kind", parcel.kind},
            {"division", parcel.division},
            {"zone", parcel.zone},
            {"township", parcel.township},
            {"approval", parcel.approval},
            {"name", parcel.name},
            {"area_m2", parcel.area ? base::area_json(*parcel.area) : base::Json(nullptr)},
            {"unsupplied_m2", base::area_json(parcel.unsupplied)},
            {"status", parcel.status},
            {"judgement", law::judgement_code(parcel.judgement)},
            {"certainty", law::certainty_code(parcel.certainty)},
            {"cause", parcel.cause},
            {"route", parcel.route},
            {"next_step", parcel.next_step ? base::text_json(*parcel.next_step) : base::Json(nullptr)},
            {"due", base::day_json(parcel.due)},
            {"planned", base::day_json(parcel.planned)},
            {"responsible_unit", parcel.responsible_unit},
            {"idle_from", base::day_json(parcel.idle_from)},
            {"missing", parcel.missing}};
}

}  // namespace service
