// 批而未供土地台账 (domain 5.1).
#include "base/text.hpp"
#include "law/campaign.hpp"
#include "service/parcels.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"
#include "service/status.hpp"

namespace service {
namespace {

using ledger::Account;

/// What the rows of one plot share, and what of its stages has not been laid out yet.
struct Ground {
    std::string origin, subject;
    std::vector<ledger::Cell> stages;
    base::Area supplied, carried;
    std::string numbers;
    bool first = true;  ///< the first row alone shows the plot's own areas, so that sums are true
};

Ground ground_of(const Book& book, const Parcel& parcel) {
    Ground ground;
    ground.origin = parcel.origin;
    ground.subject = subject_of_origin(ground.origin);
    for (const ledger::Cell& cell : book.all_cells_of_origin(ground.origin)) {
        if (ledger::is_unsupplied(cell.account)) ground.stages.push_back(cell);
        if (cell.account == Account::Carried) ground.carried += cell.area;
        if (cell.holder.empty() || !ledger::is_supplied(cell.account) || !cell.area.is_positive()) continue;
        ground.supplied += cell.area;
        if (!base::contains(ground.numbers, cell.holder))
            ground.numbers += (ground.numbers.empty() ? "" : "\n") + cell.holder;
    }
    return ground;
}

class LedgerRows {
  public:
    LedgerRows(const Book& book, base::Lang lang, std::vector<report::Item>& items)
        : book_(book), lang_(lang), items_(items) {}

    void take(const Parcel& parcel) {
        if (parcel.kind == "supply") return;
        if (parcel.kind == "plot") ground_ = ground_of(book_, parcel);
        if (parcel.divided || !parcel.unsupplied.is_positive()) return;
        report::Item item;
        Cells cells(item, lang_);
        item.parts = parts_of(parcel.zone, parcel.township, lang_);
        approval(cells);
        plot(cells, parcel);
        cells.text("id", parcel.kind == "portion" ? "portion:" + parcel.id : ground_.subject);
        work(cells, parcel);
        stages(cells, parcel.unsupplied);
        items_.push_back(std::move(item));
        ground_.first = false;
    }

  private:
    void approval(Cells& cells) const {
        const Held<land::Approval>* held = book_.approval_of(ground_.origin);
        if (held == nullptr) return;
        const land::Approval& record = held->record;
        cells.text("batch", record.name);
        cells.word("approval_type", "approval_type", record.type);
        cells.text("authority", record.authority);
        cells.text("document_no", held->key);
        cells.date("approved_on", record.approved_on);
        cells.area("approved", record.total);
        cells.area("converted", record.converted);
        cells.area("cultivated", record.cultivated);
    }

    void plot(Cells& cells, const Parcel& parcel) const {
        cells.text("township", parcel.township);
        if (const land::Plot* plot = record_in(book_.plots, "plot:")) {
            put_place(cells, *plot);
            cells.text("note", plot->note);
            if (ground_.first) cells.area("plot_area", plot->area);
        } else if (const land::Stocklist* row = record_in(book_.listed, "listed:")) {
            put_place(cells, *row);
        } else {
            cells.text("plot_no", base::Text{"批文余量（未落地块）", "rest of the approval, no plot drawn"});
        }
        cells.text("plot_name", parcel.name);
        if (!parcel.zone.empty()) cells.text("in_zone", base::Text{"是", "yes"});
        cells.text("supervision_nos", ground_.numbers);
        if (!ground_.first) return;
        cells.area_if_any("supplied", ground_.supplied);
        cells.area_if_any("carried", ground_.carried);
    }

    /// The record behind the origin, if it is of that kind. The rest of an approval has none.
    template <class Record>
    const Record* record_in(const std::map<std::string, Held<Record>>& records, std::string_view prefix) const {
        if (!base::starts_with(ground_.origin, prefix)) return nullptr;
        const auto found = records.find(ground_.origin.substr(prefix.size()));
        return found == records.end() ? nullptr : &found->second.record;
    }

    template <class Record>
    static void put_place(Cells& cells, const Record& record) {
        cells.text("plot_no", record.number);
        cells.text("village", record.village);
        cells.text("use", record.use);
    }

    void work(Cells& cells, const Parcel& parcel) const {
        cells.area("unsupplied", parcel.unsupplied);
        cells.area("cause." + (parcel.cause.empty() ? "unknown" : parcel.cause), parcel.unsupplied);
        cells.area("route." + (parcel.route.empty() ? "needs_facts" : parcel.route), parcel.unsupplied);
        cells.text("responsible_unit", parcel.responsible_unit);
        if (const land::Portion* portion = book_.portion(ground_.subject, parcel.kind == "portion" ? parcel.id : "")) {
            cells.text("supporting_units", portion->supporting_units);
            cells.text("note", portion->note);
        }
        cells.date("planned", parcel.planned);
        cells.date("due", parcel.due);
        if (parcel.next_step) cells.text("next_step", *parcel.next_step);
        std::string problems;
        for (const law::Finding& finding : parcel.findings) {
            if (finding.severity == law::Severity::Info) continue;
            problems += (problems.empty() ? "" : "\n") + base::pick(finding.text, lang_);
        }
        cells.text("findings", problems);
    }

    /// A portion does not say in which stage it is. Where its plot is in one stage the portion is, too; else stages are
    /// laid out in order, and the table says so.
    void stages(Cells& cells, base::Area left) {
        for (ledger::Cell& cell : ground_.stages) {
            const base::Area part = base::min(left, cell.area);
            if (!part.is_positive()) continue;
            const std::string_view code = ledger::account_code(cell.account);
            cells.area("stage." + std::string(code.substr(code.find('.') + 1)), part);
            cell.area -= part;
            left -= part;
        }
    }

    const Book& book_;
    base::Lang lang_;
    std::vector<report::Item>& items_;
    Ground ground_;
};

/// What the stock holds beside unsupplied land, by the campaign's settings: carried, recovered, noise.
base::Area held_beside(const Book& book) {
    const ledger::StockRules rules = law::stock_rules(book.rules.campaign());
    base::Area sum;
    for (const ledger::Cell& cell : book.cells()) {
        const bool held = (cell.account == Account::Carried && rules.carried_in_stock) ||
                          (cell.account == Account::Recovered && rules.recovered_in_stock) ||
                          (cell.account == Account::Noise && rules.noise_in_stock);
        if (held && book.in_scope(cell.origin)) sum += cell.area;
    }
    return sum;
}

/// From the balance that counts to the unsupplied land of the book, term by term, so that the two are never taken for
/// one another. Every term is a figure of its own; what they do not explain is said.
base::Text bridge(const Book& book, const StockLine& stock, base::Area unsupplied) {
    struct Term {
        const char* zh;
        const char* en;
        bool minus;
        base::Area area;  ///< as shown: taken off where `minus`
        base::Area change() const { return minus ? -area : area; }
    };
    std::vector<Term> terms;
    if (book.moment.counting == ledger::Counting::Official)
        terms.push_back({"已签未录", "signed, not recorded", true, stock.signed_not_recorded});
    terms.push_back({"存量中的带供、收回等", "carried, recovered and the like in the stock", true, held_beside(book)});
    terms.push_back({"范围外未供", "unsupplied, out of scope", false, stock.other_scope});
    base::Area reached = stock.balance;
    for (const Term& term : terms) reached += term.change();
    if (reached != unsupplied) terms.push_back({"未能说明的差额", "NOT EXPLAINED", false, unsupplied - reached});
    const auto ha = [](base::Area area) { return area.text(base::AreaUnit::Hectare, 4); };
    base::Text text{"勾稽（公顷）：计数口径剩余存量 " + ha(stock.balance),
                    "Bridge (ha): balance that counts " + ha(stock.balance)};
    for (const Term& term : terms) {
        text.zh += std::string(term.minus ? " － " : " ＋ ") + term.zh + " " + ha(term.area);
        text.en += std::string(term.minus ? " − " : " + ") + term.en + " " + ha(term.area);
    }
    text.zh += " ＝ 账簿未供 " + ha(unsupplied) + "。";
    text.en += " = unsupplied in the book " + ha(unsupplied) + ".";
    return text;
}

}  // namespace

base::Result<ReportItems> ledger_items(const Book& book, base::Lang lang) {
    ReportItems out;
    LedgerRows rows(book, lang, out.items);
    base::Area unsupplied, listed;
    PANHUO_DO(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        rows.take(parcel);
        if (parcel.kind == "plot") unsupplied += parcel.unsupplied;
        if (parcel.kind != "supply" && !parcel.divided) listed += parcel.unsupplied;
        return base::Done{};
    }));
    PANHUO_TRY(const Status now, status(book, ""));
    out.notes.push_back(bridge(book, now.divisions.front().unsupplied, unsupplied));
    if (listed != unsupplied) {
        const std::string apart = (unsupplied - listed).text(base::AreaUnit::Hectare, 4);
        out.notes.push_back({"处置单元面积之和与地块未供面积相差 " + apart + " 公顷，见「存在问题」栏。",
                             "Portions and the unsupplied areas of their plots are " + apart +
                                 " ha apart; see the column of problems."});
    }
    return out;
}

}  // namespace service
