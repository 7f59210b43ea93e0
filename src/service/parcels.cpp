#include "service/parcels.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
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

class Lister {
  public:
    Lister(const Book& book, const std::function<base::Status(const Parcel&)>& visit) : book_(book), visit_(visit) {
        for (const ledger::Note& note : book.notes) notes_[note.subject].push_back(&note);
    }

    base::Status origin(const std::string& origin, const std::string& id, const std::string& name,
                        std::optional<base::Area> area);
    base::Status supply(const Held<land::Supply>& held);
    base::Status unlinked_idle(const Held<land::Idle>& held);

  private:
    void add_notes(const std::string& subject, std::vector<law::Finding>& findings) const {
        const auto found = notes_.find(subject);
        if (found == notes_.end()) return;
        for (const ledger::Note* note : found->second) findings.push_back(law::finding_of_note(*note));
    }
    base::Status portion(const Parcel& plot, const law::PortionJudgement& judged);

    const Book& book_;
    const std::function<base::Status(const Parcel&)>& visit_;
    std::unordered_map<std::string, std::vector<const ledger::Note*>> notes_;
};

base::Status Lister::origin(const std::string& origin, const std::string& id, const std::string& name,
                            std::optional<base::Area> area) {
    const std::string subject = subject_of_origin(origin);
    law::PlotJudgement judged = book_.judge(subject);
    const Book::Place place = book_.place_of(origin);
    Parcel parcel;
    parcel.id = id;
    parcel.kind = "plot";
    parcel.division = place.division;
    parcel.zone = place.zone;
    parcel.township = place.township;
    if (const auto* approval = book_.approval_of(origin)) parcel.approval = approval->key;
    parcel.name = name;
    parcel.area = area;
    parcel.cells = book_.cells_of_origin(origin);
    parcel.unsupplied = unsupplied_of(parcel.cells);
    parcel.status = status_of(parcel.cells, false);
    parcel.judgement = judged.judgement;
    parcel.certainty = judged.certainty;
    parcel.cause = judged.cause;
    parcel.route = judged.route;
    parcel.next_step = judged.next_step;
    parcel.due = judged.due;
    parcel.missing = judged.missing;
    parcel.findings = std::move(judged.findings);
    add_notes(subject, parcel.findings);
    // A plot nobody divided is one portion; what is said of that portion is said of the plot.
    const bool undivided = judged.portions.size() == 1 && judged.portions.front().subject == subject;
    if (undivided) {
        law::PortionJudgement& own = judged.portions.front();
        parcel.planned = own.planned;
        parcel.responsible_unit = own.responsible_unit;
        std::move(own.findings.begin(), own.findings.end(), std::back_inserter(parcel.findings));
    }
    parcel.divided = !undivided && !judged.portions.empty();
    PANHUO_DO(visit_(parcel));
    if (undivided) return base::Done{};
    for (const law::PortionJudgement& each : judged.portions) PANHUO_DO(portion(parcel, each));
    return base::Done{};
}

base::Status Lister::portion(const Parcel& plot, const law::PortionJudgement& judged) {
    Parcel parcel;
    parcel.id = key_of_subject(judged.subject);
    parcel.kind = "portion";
    parcel.division = plot.division;
    parcel.zone = plot.zone;
    parcel.township = plot.township;
    parcel.approval = plot.approval;
    parcel.name = plot.name;
    parcel.area = judged.area;
    parcel.unsupplied = judged.area;
    parcel.status = plot.status;
    parcel.judgement = judged.judgement;
    parcel.certainty = judged.certainty;
    parcel.cause = judged.cause;
    parcel.route = judged.route;
    parcel.next_step = judged.next_step;
    parcel.due = judged.due;
    parcel.planned = judged.planned;
    parcel.responsible_unit = judged.responsible_unit;
    parcel.missing = judged.missing;
    parcel.findings = judged.findings;
    return visit_(parcel);
}

base::Status Lister::supply(const Held<land::Supply>& held) {
    const land::Supply& supply = held.record;
    if (supply.signed_on && *supply.signed_on > book_.moment.as_of) return base::Done{};
    law::SupplyJudgement judged = book_.judge(held);
    Parcel parcel;
    parcel.id = held.key;
    parcel.kind = "supply";
    parcel.division = supply.division;
    parcel.zone = supply.zone;
    parcel.township = supply.township;
    parcel.name = supply.project;
    parcel.area = supply.area;
    parcel.cells = book_.cells_of_holder(held.key);
    parcel.status = status_of(parcel.cells, true);
    parcel.judgement = judged.judgement;
    parcel.certainty = judged.certainty;
    parcel.next_step = judged.next_step;
    parcel.due = judged.due;
    parcel.idle_from = judged.idle_from;
    parcel.missing = judged.missing;
    parcel.findings = std::move(judged.findings);
    add_notes("supply:" + held.key, parcel.findings);
    std::set<std::string> approvals;
    for (const ledger::Cell& cell : parcel.cells) {
        if (const auto* approval = book_.approval_of(cell.origin)) approvals.insert(approval->key);
    }
    for (const std::string& number : approvals) parcel.approval += (parcel.approval.empty() ? "" : " ") + number;
    return visit_(parcel);
}

/// A row of an idle list whose supply nobody named stands for the supply until it is linked.
base::Status Lister::unlinked_idle(const Held<land::Idle>& held) {
    Held<land::Supply> stand_in{held.key, {}, held.entry, held.recorded_on};
    const land::Idle& row = held.record;
    stand_in.record.division = row.division;
    stand_in.record.zone = row.zone;
    stand_in.record.township = row.township;
    stand_in.record.project = row.project;
    stand_in.record.place = row.place;
    stand_in.record.area = row.area;
    stand_in.record.mode_text = row.mode_text;
    stand_in.record.use = row.use;
    stand_in.record.agreed_delivery = row.agreed_delivery;
    stand_in.record.agreed_start = row.agreed_start;
    stand_in.record.actual_delivery = row.actual_delivery;
    law::SupplyFacts facts;
    facts.subject = "listed:" + held.key;
    facts.supply = {&stand_in.record, held.entry};
    facts.idle = {{&row, held.entry}};
    facts.cells = book_.cells_of_holder(held.key);
    law::SupplyJudgement judged = law::judge_supply(facts, book_.rules, book_.moment.as_of);
    Parcel parcel;
    parcel.id = "listed:" + held.key;
    parcel.kind = "supply";
    parcel.division = row.division;
    parcel.zone = row.zone;
    parcel.township = row.township;
    parcel.name = row.project;
    parcel.area = row.area;
    parcel.cells = facts.cells;
    parcel.status = status_of(parcel.cells, true);
    parcel.judgement = judged.judgement;
    parcel.certainty = judged.certainty;
    parcel.next_step = judged.next_step;
    parcel.due = judged.due;
    parcel.missing = judged.missing;
    parcel.findings = std::move(judged.findings);
    add_notes("listed:" + held.key, parcel.findings);
    return visit_(parcel);
}

/// A rest exists where the ledger holds cells of it.
bool has_cells(const Book& book, const std::string& origin) { return !book.cells_of_origin(origin).empty(); }

}  // namespace

std::string status_of(const std::vector<ledger::Cell>& cells, bool is_supply) {
    return is_supply ? first_with_area(cells, kSupplyOrder) : first_with_area(cells, kPlotOrder);
}

base::Status each_parcel(const Book& book, const std::function<base::Status(const Parcel&)>& visit) {
    Lister lister(book, visit);
    for (const auto& [key, held] : book.approvals) {
        if (has_cells(book, "rest:" + key)) {
            PANHUO_DO(lister.origin("rest:" + key, "rest:" + key, held.record.name, held.record.total));
        }
    }
    for (const auto& [key, held] : book.plots) {
        PANHUO_DO(lister.origin("plot:" + key, key, held.record.name, held.record.area));
    }
    for (const auto& [key, held] : book.listed) {
        if (!held.record.plot.empty()) continue;  // its plot stands for it
        PANHUO_DO(lister.origin("listed:" + key, "listed:" + key, held.record.name, held.record.area));
    }
    for (const auto& [key, held] : book.idle) {
        if (held.record.supply.empty()) PANHUO_DO(lister.unlinked_idle(held));
    }
    return book.each_supply([&](const Held<land::Supply>& held) { return lister.supply(held); });
}

base::Json finding_json(const law::Finding& finding) {
    base::Json reasons = base::Json::array();
    for (const law::Reason& reason : finding.reasons) {
        reasons.push_back({{"fact", reason.fact}, {"value", reason.value}, {"source", {{"entry", reason.entry}}}});
    }
    return {{"id", finding.id},
            {"rule", finding.rule},
            {"article", finding.article},
            {"subject", finding.subject},
            {"severity", law::severity_code(finding.severity)},
            {"certainty", law::certainty_code(finding.certainty)},
            {"due", finding.due ? base::Json(finding.due->iso()) : base::Json(nullptr)},
            {"reasons", std::move(reasons)},
            {"zh", finding.text.zh},
            {"en", finding.text.en}};
}

base::Json parcel_json(const Parcel& parcel) {
    const auto date = [](const std::optional<base::Date>& value) {
        return value ? base::Json(value->iso()) : base::Json(nullptr);
    };
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
            {"due", date(parcel.due)},
            {"planned", date(parcel.planned)},
            {"responsible_unit", parcel.responsible_unit},
            {"idle_from", date(parcel.idle_from)},
            {"missing", parcel.missing}};
}

}  // namespace service
