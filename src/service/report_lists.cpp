// The lists that go out: 拟供地块清单 (land ready for supply, for investment promotion) and 撤回批文申报清单 (what is
// to be filed for withdrawal, and what has been).
#include "base/text.hpp"
#include "service/parcels.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace service {
namespace {

/// What a filing turns on: its conditions and its dates.
constexpr std::array<std::string_view, 5> kFilingRules = {"WITHDRAW_CANDIDATE", "WITHDRAW_NOT_OPEN", "FILING_DUE",
                                                          "FILING_OVERDUE", "WITHDRAWAL_EXCEEDS"};
constexpr std::array kWorks = {"road", "water", "power", "gas", "drainage", "fence", "levelling"};

void put_land(Cells& cells, const Book& book, const Parcel& parcel) {
    cells.text("approval", parcel.approval);
    cells.text("township", parcel.township);
    cells.text("name", parcel.name);
    const auto plot = book.plots.find(parcel.origin.substr(parcel.origin.find(':') + 1));
    if (!base::starts_with(parcel.origin, "plot:") || plot == book.plots.end()) {
        cells.text("plot_no", base::Text{"批文余量（未落地块）", "rest of the approval, no plot drawn"});
        return;
    }
    cells.text("plot_no", plot->second.record.number);
    cells.text("village", plot->second.record.village);
    cells.text("use", plot->second.record.use);
}

/// The works as last seen by the day; a work nobody spoke of stays blank.
void put_works(Cells& cells, const Book& book, const std::string& subject) {
    const auto found = book.readiness.find(subject);
    if (found == book.readiness.end()) return;
    const land::SiteReadiness* last = nullptr;
    for (const Held<land::SiteReadiness>& held : found->second) {
        const auto& on = held.record.on;
        if (!on || book.moment.as_of < *on || (last != nullptr && *on < *last->on)) continue;
        last = &held.record;
    }
    if (last == nullptr) return;
    for (const char* work : kWorks) {
        const bool done = base::contains("," + last->works + ",", std::string(",") + work + ",");
        cells.text(std::string("work.") + work, done ? base::Text{"√", "yes"} : base::Text{"×", "no"});
    }
    cells.word("gate.planning", "gate", last->planning);
    cells.word("gate.soil", "gate", last->soil);
    cells.word("gate.archaeology", "gate", last->archaeology);
    cells.word("gate.rights", "gate", last->rights);
    cells.date("checked_on", last->on);
}

/// Land under a filing stays on the list with the steps it has taken; what has been withdrawn is no longer unsupplied.
const land::Withdrawal* filing_of(const Book& book, const Parcel& parcel) {
    const auto found = book.withdrawals.find(subject_of_origin(parcel.origin));
    return found == book.withdrawals.end() || found->second.empty() ? nullptr : &found->second.back().record;
}

void put_filing(Cells& cells, const Book& book, const Parcel& parcel) {
    const land::Withdrawal* filing = filing_of(book, parcel);
    const auto by_then = [&](const std::optional<base::Date>& on) { return on && *on <= book.moment.as_of; };
    base::Text state{"未申报", "not filed"};
    if (filing != nullptr) {
        if (by_then(filing->filed_on)) state = {"已申报", "filed"};
        if (by_then(filing->accepted_on)) state = {"已受理", "accepted"};
        if (by_then(filing->reply_on)) state = {"原批准机关已同意", "consented"};
        if (by_then(filing->marked_on)) state = {"系统已标注", "marked"};
        if (by_then(filing->filed_on)) cells.date("filed_on", filing->filed_on);
        if (by_then(filing->accepted_on)) cells.date("accepted_on", filing->accepted_on);
        if (by_then(filing->reply_on)) cells.date("reply_on", filing->reply_on);
        if (by_then(filing->marked_on)) cells.date("marked_on", filing->marked_on);
    }
    cells.text("state", state);
}

/// A mark for each paper of the route's dossier; what nobody said anything of stays blank and is told with what lacks.
void put_papers(Cells& cells, const Parcel& parcel) {
    if (!parcel.dossier) return;
    std::string open;
    for (const law::Dossier::Paper& paper : parcel.dossier->papers) {
        const bool at_hand = paper.at_hand.value_or(false);
        if (paper.at_hand) cells.text("paper." + paper.id, at_hand ? base::Text{"√", "yes"} : base::Text{"缺", "no"});
        if (!at_hand)
            open += (open.empty() ? "" : cells.zh() ? "、" : "; ") + (cells.zh() ? paper.name.zh : paper.name.en);
    }
    cells.text("papers_open", open);
}

/// 补偿情况: what was due and paid, village by village; the land class on site as the portion has it.
void put_site(Cells& cells, const Book& book, const Parcel& parcel) {
    const std::string subject = subject_of_origin(parcel.origin);
    land::Money payable, paid;
    if (const auto found = book.expropriations.find(subject); found != book.expropriations.end()) {
        for (const Held<land::Expropriation>& held : found->second) {
            if (held.record.undone || !held.record.payable || !held.record.paid) continue;
            payable.fen += held.record.payable->fen;
            paid.fen += held.record.paid->fen;
        }
    }
    if (payable.fen > 0) {
        cells.money("compensation.due", payable);
        cells.money("compensation.paid", paid);
    }
    const land::Portion* portion = book.portion(subject, parcel.kind == "portion" ? parcel.id : "");
    if (portion == nullptr || portion->unchanged.empty()) return;
    cells.text("land_class", portion->unchanged == "yes" ? base::Text{"与批准前一致", "as before the approval"}
                                                         : base::Text{"与批准前不一致", "not as before the approval"});
}

/// How the land is to be supplied, as its portions say; several ways where they differ.
void put_mode(Cells& cells, const Book& book, const std::string& subject) {
    const auto portions = book.portions.find(subject);
    if (portions == book.portions.end()) return;
    std::set<std::string> modes;
    for (const Held<land::Portion>& held : portions->second)
        if (!held.record.intended_mode.empty()) modes.insert(held.record.intended_mode);
    std::string text;
    for (const std::string& mode : modes) {
        const base::Text title = land::vocabulary().title("mode", mode);
        text += (text.empty() ? "" : cells.zh() ? "、" : "; ") + (cells.zh() ? title.zh : title.en);
    }
    cells.text("mode", text);
}

}  // namespace

base::Result<ReportItems> ready_items(const Book& book, base::Lang lang) {
    ReportItems out;
    PANHUO_DO(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        if (parcel.kind != "plot") return base::Done{};
        const base::Area ready = area_in(parcel.cells, ledger::Account::Ready);
        const base::Area offered = area_in(parcel.cells, ledger::Account::InProcess);
        if (!(ready + offered).is_positive()) return base::Done{};
        report::Item item;
        item.parts = parts_of(parcel.zone, parcel.township, lang);
        Cells cells(item, lang);
        put_land(cells, book, parcel);
        cells.area_if_any("ready", ready);
        cells.area_if_any("in_process", offered);
        put_works(cells, book, subject_of_origin(parcel.origin));
        cells.date("planned", parcel.planned);
        put_mode(cells, book, subject_of_origin(parcel.origin));
        cells.text("contact", parcel.responsible_unit);
        std::string open;
        for (const law::Finding& finding : parcel.findings) {
            if (base::contains(finding.rule, "GATE"))
                open += (open.empty() ? "" : "\n") + base::pick(finding.text, lang);
        }
        cells.text("open", open);
        out.items.push_back(std::move(item));
        return base::Done{};
    }));
    return out;
}

base::Result<ReportItems> withdrawal_items(const Book& book, base::Lang lang) {
    ReportItems out;
    PANHUO_DO(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        const bool asked = parcel.route == "withdraw" || parcel.route == "adjust";
        const bool filed = filing_of(book, parcel) != nullptr;
        if (parcel.kind == "supply" || parcel.divided || !parcel.unsupplied.is_positive() || !(asked || filed))
            return base::Done{};
        report::Item item;
        item.parts = parts_of(parcel.zone, parcel.township, lang);
        Cells cells(item, lang);
        put_land(cells, book, parcel);
        if (const auto* approval = book.approval_of(parcel.origin)) {
            cells.text("authority", approval->record.authority);
            cells.date("approved_on", approval->record.approved_on);
            if (approval->record.approved_on) cells.date("two_years", approval->record.approved_on->plus_years(2));
        }
        cells.area("area", parcel.unsupplied);
        cells.word("cause", "cause", parcel.cause);
        cells.word("route", "route", parcel.route);
        cells.text("responsible_unit", parcel.responsible_unit);
        cells.date("planned", parcel.planned);
        put_site(cells, book, parcel);
        put_papers(cells, parcel);
        put_filing(cells, book, parcel);
        std::string remarks;
        for (const law::Finding& finding : parcel.findings) {
            if (std::find(kFilingRules.begin(), kFilingRules.end(), finding.rule) != kFilingRules.end())
                remarks += (remarks.empty() ? "" : "\n") + base::pick(finding.text, lang);
        }
        cells.text("remarks", remarks);
        out.items.push_back(std::move(item));
        return base::Done{};
    }));
    return out;
}

}  // namespace service
