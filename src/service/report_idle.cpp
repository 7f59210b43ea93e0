// 闲置土地台账 (domain 5.2).
#include "base/text.hpp"
#include "law/judgement.hpp"
#include "service/parcels.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"

#include <map>

namespace service {
namespace {

using ledger::Account;

/// By law idle or perhaps idle; silence is neither (docs/rulebooks.md).
bool may_be_idle(law::Judgement judgement) {
    return judgement == law::Judgement::IdleByLaw || judgement == law::Judgement::IdleMay ||
           judgement == law::Judgement::IdleRecognised;
}

/// The latest word of the lists about a supply.
const land::Idle* listed_as(const Book& book, const Parcel& parcel) {
    if (base::starts_with(parcel.id, "listed:")) {
        const auto row = book.idle.find(parcel.id.substr(7));
        return row == book.idle.end() ? nullptr : &row->second.record;
    }
    const auto rows = book.idle_of_supply.find(parcel.id);
    return rows == book.idle_of_supply.end() || rows->second.empty() ? nullptr : &rows->second.back().record;
}

void put_supply(Cells& cells, const land::Supply& supply) {
    cells.text("supervision_no", supply.supervision_no);
    cells.text("contract_no", supply.contract_no);
    cells.text("parcel_no", supply.parcel_no);
    cells.text("project", supply.project);
    if (supply.holder_is_person) {
        cells.text("holder", base::Text{"自然人", "natural person"});
    } else {
        cells.text("holder", supply.holder);
    }
    cells.text("place", supply.place);
    cells.text("use", supply.use);
    cells.word("mode", "mode", supply.mode, supply.mode_text);
    cells.area("area", supply.area);
    cells.money("price", supply.price);
    cells.date("signed_on", supply.signed_on);
    cells.date("agreed_delivery", supply.agreed_delivery);
    cells.date("agreed_start", supply.agreed_start);
    cells.date("agreed_finish", supply.agreed_finish);
    cells.date("actual_delivery", supply.actual_delivery);
    cells.date("actual_start", supply.actual_start);
}

/// A share as a list states it, "0.25".
void put_stated_share(Cells& cells, const char* key, const std::string& stated) {
    constexpr int kPlaces = 8;
    const std::optional<std::int64_t> units = base::parse_decimal(stated, kPlaces);
    if (units) cells.put(key, report::Share{static_cast<double>(*units) / 1e8});
}

/// Papers, days and money of the procedure, and who answers for it.
void put_procedure(Cells& cells, const land::Idle& row) {
    cells.text("investigation_no", row.investigation_no);
    cells.date("investigation_served_on", row.investigation_served_on);
    cells.text("scheme_authority", row.scheme_authority);
    cells.date("scheme_approved_on", row.scheme_approved_on);
    cells.money("fee_due", row.fee_due);
    cells.money("fee_paid", row.fee_paid);
    cells.text("responsible_unit", row.responsible_unit);
    cells.text("responsible_person", row.responsible_person);
    cells.date("planned", row.planned);
    put_stated_share(cells, "developed_share", row.developed_share);
    put_stated_share(cells, "invested_share", row.invested_share);
}

/// Shares computed from what was observed; they go before what a list states.
void put_development(Cells& cells, const std::optional<law::Development>& seen) {
    if (!seen) return;
    if (seen->built && seen->should_build) cells.share("developed_share", *seen->built, *seen->should_build);
    const bool money = seen->invested && seen->total_investment && seen->total_investment->fen > 0;
    if (!money) return;
    const auto yuan = [](const land::Money& amount) { return static_cast<double>(amount.fen); };
    cells.put("invested_share", report::Share{yuan(*seen->invested) / yuan(*seen->total_investment)});
}

void put_listed(Cells& cells, const land::Idle& row, bool alone) {
    cells.word("idle_state", "idle_state", row.state);
    cells.word("idle_type", "idle_type", row.type);
    cells.date("idle_since", row.idle_since);
    cells.text("letter_no", row.letter_no);
    cells.date("recognised_on", row.recognised_on);
    cells.word("cause", "idle_cause", row.cause);
    cells.text("cause_detail", row.cause_detail);
    cells.text("cause_item", row.cause_item);
    cells.text("proof", row.proof);
    cells.text("measure", row.measure);
    cells.word("mortgaged", "yes_no", row.mortgaged);
    cells.word("seized", "yes_no", row.seized);
    cells.word("litigation", "yes_no", row.litigation);
    cells.date("evidence_uploaded_on", row.evidence_uploaded_on);
    put_procedure(cells, row);
    cells.text("note", row.note);
    if (!alone) return;
    cells.text("project", row.project);
    cells.text("place", row.place);
    cells.text("use", row.use);
    cells.text("mode", row.mode_text);
    cells.area("area", row.area);
    cells.date("signed_on", row.signed_on);
    cells.date("agreed_delivery", row.agreed_delivery);
    cells.date("agreed_start", row.agreed_start);
    cells.date("actual_delivery", row.actual_delivery);
}

void put_progress(Cells& cells, const Book& book, const std::string& supply) {
    const auto events = book.progress.find(supply);
    if (events == book.progress.end()) return;
    for (const Held<land::Progress>& held : events->second) {
        const land::Progress& event = held.record;
        if (!event.on || *event.on > book.moment.as_of) continue;
        if (event.event == "stop") cells.date("stopped_on", event.on);
        if (event.event == "start") cells.date("actual_start", event.on);
        if (event.event == "delivery") cells.date("actual_delivery", event.on);
    }
}

/// What left the idle account of one supply by the day: taken back, started, finished.
struct Disposal {
    base::Area area;
    base::Date on;
    std::optional<base::Date> counted_on;
    std::string record;  ///< of the last
};

std::map<std::string, Disposal> disposals_of(const Book& book) {
    std::map<std::string, Disposal> found;
    for (const ledger::Posting& posting : book.postings) {
        const bool leaves = posting.from == Account::Idle && posting.to != Account::Idle;
        if (!leaves || book.moment.as_of < posting.on) continue;
        Disposal& disposal = found[posting.holder_from];
        disposal.area += posting.area;
        if (posting.on < disposal.on) continue;
        disposal.on = posting.on;
        disposal.counted_on = posting.counted_on;
        disposal.record = posting.record;
    }
    return found;
}

void put_disposal(Cells& cells, const Book& book, const Disposal& disposal) {
    constexpr std::string_view kDecision = "decision:";
    cells.area("disposed", disposal.area);
    cells.date("disposed_on", disposal.on);
    if (disposal.counted_on && *disposal.counted_on <= book.moment.as_of)
        cells.date("disposal_recorded_on", disposal.counted_on);
    if (base::starts_with(disposal.record, kDecision))
        cells.text("disposal_paper", disposal.record.substr(kDecision.size()));
}

/// The start that the latest supplement sets, whether or not the law accepts it.
void put_supplement(Cells& cells, const Book& book, const std::string& supply) {
    const auto decisions = book.decisions.find(supply);
    if (decisions == book.decisions.end()) return;
    const land::Decision* last = nullptr;
    for (const Held<land::Decision>& held : decisions->second) {
        const land::Decision& each = held.record;
        if (each.type != "extended" || !each.on || book.moment.as_of < *each.on) continue;
        if (last == nullptr || *last->on <= *each.on) last = &each;
    }
    if (last != nullptr) cells.date("supplement_start", last->agreed_start);
}

void put_law(Cells& cells, const Book& book, const Parcel& parcel, const land::Idle* row) {
    cells.text("township", parcel.township);
    const auto account = ledger::account_from_code(parcel.status);
    if (account)
        cells.text("status",
                   base::Text{std::string(ledger::account_zh(*account)), std::string(ledger::account_en(*account))});
    cells.area_if_any("idle_area", area_in(parcel.cells, Account::Idle));
    cells.text("judgement", law::judgement_text(parcel.judgement));
    cells.text("certainty", law::certainty_text(parcel.certainty));
    if (parcel.next_step) cells.text("next_step", *parcel.next_step);
    cells.date("due", parcel.due);
    std::string missing;
    for (const std::string& fact : parcel.missing) missing += (missing.empty() ? "" : "\n") + fact;
    cells.text("missing", missing);
    const std::optional<base::Date> since = row != nullptr && row->idle_since ? row->idle_since : parcel.idle_from;
    if (since && *since <= book.moment.as_of) {
        cells.date("idle_since", since);
        cells.put("idle_months", std::int64_t{since->full_months_until(book.moment.as_of)});
    }
}

}  // namespace

base::Result<ReportItems> idle_items(const Book& book, base::Lang lang) {
    ReportItems out;
    const std::map<std::string, Disposal> disposals = disposals_of(book);
    PANHUO_DO(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        if (parcel.kind != "supply") return base::Done{};
        const land::Idle* row = listed_as(book, parcel);
        if (row == nullptr && !may_be_idle(parcel.judgement) && !area_in(parcel.cells, Account::Idle).is_positive())
            return base::Done{};
        const bool alone = base::starts_with(parcel.id, "listed:");
        report::Item item;
        Cells cells(item, lang);
        item.parts = parts_of(parcel.zone, parcel.township, lang);
        std::optional<law::Development> development;
        if (!alone) {
            PANHUO_TRY(const std::optional<Held<land::Supply>> supply, book.supply(parcel.id));
            if (supply) put_supply(cells, supply->record), development = book.facts_of(*supply).development;
            put_progress(cells, book, parcel.id);
            put_supplement(cells, book, parcel.id);
        }
        const auto disposal = disposals.find(parcel.id);
        if (disposal != disposals.end()) put_disposal(cells, book, disposal->second);
        if (row != nullptr) put_listed(cells, *row, alone);
        put_development(cells, development);
        put_law(cells, book, parcel, row);
        out.items.push_back(std::move(item));
        return base::Done{};
    }));
    return out;
}

}  // namespace service
