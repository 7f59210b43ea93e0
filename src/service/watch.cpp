#include "service/watch.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "service/parcels.hpp"
#include "service/reports.hpp"

#include <algorithm>
#include <cstdlib>

namespace service {
namespace {

class Supervisor {
  public:
    Supervisor(const Book& book, const WatchOrder& order, const base::WorkCalendar& calendar)
        : book_(book), order_(order), calendar_(calendar) {
        const law::Campaign& campaign = book.rules.campaign();
        if (const law::Department* office = campaign.department(campaign.group.office)) office_ = office->name.zh;
    }

    base::Status run() {
        for (const auto& [key, held] : book_.approvals) land("approval:" + key, "rest:" + key, held.record.name);
        for (const auto& [key, held] : book_.plots) land("plot:" + key, key, held.record.name);
        for (const auto& [key, held] : book_.listed)
            if (held.record.plot.empty()) land("listed:" + key, "listed:" + key, held.record.name);
        for (const auto& [key, held] : book_.idle)
            if (held.record.supply.empty()) listed_idle(held);
        PANHUO_DO(book_.each_supply([&](const Held<land::Supply>& held) -> base::Status {
            supply(held);
            return base::Done{};
        }));
        std::sort(out_.lines.begin(), out_.lines.end(),
                  [](const WatchLine& a, const WatchLine& b) { return law::sooner(a.watch, b.watch); });
        note_absent();
        return base::Done{};
    }
    Supervision take() { return std::move(out_); }

  private:
    void land(const std::string& subject, const std::string& id, const std::string& name);
    void supply(const Held<land::Supply>& held);
    void listed_idle(const Held<land::Idle>& held);
    void put(const Watched& parcel, std::vector<law::Watch> days);
    bool shown(const law::Watch& watch) const;
    void note_absent();

    const Book& book_;
    const WatchOrder& order_;
    const base::WorkCalendar& calendar_;
    std::string office_;
    Supervision out_;
};

bool Supervisor::shown(const law::Watch& watch) const {
    if (order_.all || watch.state == law::WatchState::Overdue) return true;
    if (!watch.due) return false;
    return std::abs(watch.due->days() - book_.moment.as_of.days()) <= order_.within_days;
}

void Supervisor::put(const Watched& parcel, std::vector<law::Watch> days) {
    std::optional<law::Watch> next;
    for (law::Watch& watch : days) {
        ++out_.counts[watch.state];
        const bool ahead = watch.due && book_.moment.as_of <= *watch.due;
        if (order_.next && ahead && (!next || *watch.due < *next->due)) next = watch;
        if (shown(watch)) out_.lines.push_back({parcel, std::move(watch)});
    }
    if (order_.next) out_.next.push_back({parcel, std::move(next)});
}

void Supervisor::land(const std::string& subject, const std::string& id, const std::string& name) {
    const std::string origin = origin_of_subject(subject);
    const Book::PlotCase known = book_.facts_of(subject);
    if (known.facts.cells.empty()) return;
    const law::PlotJudgement judged = law::judge_plot(known.facts, book_.rules, book_.moment.as_of);
    if (!judged.unsupplied.is_positive()) return;
    const Book::Place place = book_.place_of(origin);
    Watched parcel{id, "plot", name, place.division, place.zone, place.township, "", judged.unsupplied, "", "", ""};
    if (const auto* approval = book_.approval_of(origin)) parcel.approval = approval->key;
    parcel.status = status_of(known.facts.cells, false);
    std::map<std::string, Watched> by_subject;
    for (const law::PortionJudgement& portion : judged.portions) {
        Watched part = parcel;
        part.unit = portion.responsible_unit;
        part.area = portion.area;
        if (portion.subject == subject) {
            parcel.unit = portion.responsible_unit;
        } else {
            part.kind = "portion";
            part.id = portion.subject.substr(portion.subject.find(':') + 1);
        }
        std::vector<law::Gate> gates = law::supply_gates(known.facts, portion, book_.rules, book_.moment.as_of);
        if (!gates.empty()) out_.gates.push_back({part, portion.route, std::move(gates)});
        by_subject.emplace(portion.subject, std::move(part));
    }
    std::map<std::string, std::vector<law::Watch>> days;
    for (law::Watch& watch : law::watch_plot(known.facts, judged, book_.rules, calendar_, book_.moment.as_of))
        days[watch.subject].push_back(std::move(watch));
    put(parcel, std::move(days[subject]));
    for (const auto& [portion, part] : by_subject)
        if (portion != subject) put(part, std::move(days[portion]));
}

void Supervisor::supply(const Held<land::Supply>& held) {
    const land::Supply& record = held.record;
    if (record.signed_on && book_.moment.as_of < *record.signed_on) return;
    const law::SupplyFacts facts = book_.facts_of(held);
    const std::string status = status_of(facts.cells, true);
    if (status == "closed" || status == "supplied.finished") return;
    Watched parcel{held.key, "supply", record.project, record.division, record.zone, record.township, "", record.area,
                   office_,  "",       status};
    if (!record.holder_is_person) parcel.holder = record.holder;
    for (const ledger::Cell& cell : facts.cells)
        if (const auto* approval = book_.approval_of(cell.origin); approval != nullptr && parcel.approval.empty())
            parcel.approval = approval->key;
    put(parcel, law::watch_supply(facts, book_.rules, book_.law(), book_.moment.as_of));
}

/// A row of an idle list whose supply nobody named stands for the supply until it is linked.
void Supervisor::listed_idle(const Held<land::Idle>& held) {
    const land::Supply stand_in = supply_of_row(held.record);
    law::SupplyFacts facts;
    facts.subject = "listed:" + held.key;
    facts.supply = {&stand_in, held.entry};
    facts.idle = {{&held.record, held.entry}};
    facts.cells = book_.cells_of_holder(held.key);
    const std::string status = status_of(facts.cells, true);
    if (status == "closed") return;
    put({facts.subject, "supply", held.record.project, held.record.division, held.record.zone, held.record.township, "",
         held.record.area, office_, "", status},
        law::watch_supply(facts, book_.rules, book_.law(), book_.moment.as_of));
}

/// A book adopted before these rules were written holds none of them; that is told, never filled in.
void Supervisor::note_absent() {
    for (const auto& [what, name] : law::watch_kinds()) {
        const std::string id = "watch." + std::string(what) + ".warning_days";
        if (book_.rules.parameter(id, book_.moment.as_of) == nullptr) out_.rules_absent.push_back(id);
    }
    for (const char* id : {"contract.payment.days", "contract.extension_application.days",
                           "contract.finish_extension.limit_years", "approval.new.min_supply_rate"})
        if (book_.rules.parameter(id, book_.moment.as_of) == nullptr) out_.rules_absent.emplace_back(id);
}

/// 近五年平均供地率 against the threshold of the books.
base::Result<std::optional<law::Finding>> gate_of_new_approvals(const Book& book) {
    const law::Parameter* least = book.rules.parameter("approval.new.min_supply_rate", book.moment.as_of);
    PANHUO_TRY(const std::optional<SupplyRate> rate, five_year_rate(book));
    if (least == nullptr || !rate) return std::optional<law::Finding>();
    const bool below = base::Int128{rate->supplied.units()} * least->value.den <
                       base::Int128{rate->approved.units()} * least->value.num;
    law::Finding finding =
        law::make_finding("division:" + book.division, below ? "NEW_APPROVAL_BARRED" : "NEW_APPROVAL_OPEN", "",
                          law::Certainty::Inferred, {rate->text, least->value.percent()});
    finding.article = least->citation;
    finding.reasons = {{"five_years.supplied", rate->supplied.m2_text(), ""},
                       {"five_years.approved", rate->approved.m2_text(), ""},
                       law::parameter_reason(*least)};
    return std::optional(std::move(finding));
}

base::Json parcel_fields(const Watched& parcel) {
    return {{"id", parcel.id},
            {"kind", parcel.kind},
            {"name", parcel.name},
            {"division", parcel.division},
            {"zone", parcel.zone},
            {"township", parcel.township},
            {"approval", parcel.approval},
            {"area_m2", parcel.area ? base::area_json(*parcel.area) : base::Json(nullptr)},
            {"status", parcel.status},
            {"unit", parcel.unit},
            {"holder", parcel.holder}};
}

base::Json watch_json(const law::Watch& watch, base::Date as_of) {
    return {{"what", watch.what},
            {"title", base::text_json(watch.name)},
            {"due", base::day_json(watch.due)},
            {"days", watch.due ? base::Json(watch.due->days() - as_of.days()) : base::Json(nullptr)},
            {"first_warning", base::day_json(watch.first_warning)},
            {"second_warning", base::day_json(watch.second_warning)},
            {"state", law::watch_state_code(watch.state)},
            {"missing", watch.missing}};
}

}  // namespace

base::Result<Supervision> supervise(const Book& book, const WatchOrder& order) {
    PANHUO_TRY(const base::WorkCalendar calendar, base::WorkCalendar::load_own());
    Supervisor supervisor(book, order, calendar);
    PANHUO_DO(supervisor.run());
    Supervision out = supervisor.take();
    PANHUO_TRY(out.new_approval, gate_of_new_approvals(book));
    return out;
}

std::vector<law::Finding> findings_of(const Supervision& found) {
    std::vector<law::Finding> out;
    for (const WatchLine& line : found.lines) out.push_back(line.watch.finding);
    for (const GateLine& line : found.gates)
        for (const law::Gate& gate : line.gates) out.push_back(gate.finding);
    return out;
}

base::Json supervision_json(const Supervision& found, const Moment& moment, const WatchOrder& order,
                            const Sources& sources) {
    base::Json items = base::Json::array(), gates = base::Json::array(), next = base::Json::array();
    for (const WatchLine& line : found.lines) {
        base::Json item = parcel_fields(line.parcel);
        item.update(watch_json(line.watch, moment.as_of));
        item["finding"] = sourced_json(line.watch.finding, sources);
        items.push_back(std::move(item));
    }
    for (const GateLine& line : found.gates) {
        base::Json item = parcel_fields(line.parcel);
        item["route"] = line.route;
        item["gates"] = base::Json::array();
        for (const law::Gate& gate : line.gates)
            item["gates"].push_back({{"gate", gate.id},
                                     {"state", !gate.met   ? "unknown"
                                               : *gate.met ? "met"
                                                           : "open"},
                                     {"finding", sourced_json(gate.finding, sources)}});
        gates.push_back(std::move(item));
    }
    for (const NextLine& line : found.next) {
        base::Json item = parcel_fields(line.parcel);
        item["next"] = line.next ? watch_json(*line.next, moment.as_of) : base::Json(nullptr);
        next.push_back(std::move(item));
    }
    base::Json counts = base::Json::object();
    for (const auto& [state, count] : found.counts) counts[std::string(law::watch_state_code(state))] = count;
    return {{"as_of", moment.as_of.iso()},
            {"within_days", order.within_days},
            {"counts", std::move(counts)},
            {"items", std::move(items)},
            {"gates", std::move(gates)},
            {"next", std::move(next)},
            {"new_approval", found.new_approval ? finding_json(*found.new_approval) : base::Json(nullptr)},
            {"rules_absent", found.rules_absent}};
}

}  // namespace service
