// 批而未供土地台账 (domain 5.1).
#include "base/text.hpp"
#include "service/parcels.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"

#include <algorithm>

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

std::string origin_of(const Parcel& parcel) {
    const bool named = base::starts_with(parcel.id, "rest:") || base::starts_with(parcel.id, "listed:");
    return named ? parcel.id : "plot:" + parcel.id;
}

Ground ground_of(const Book& book, const Parcel& parcel) {
    Ground ground;
    ground.origin = origin_of(parcel);
    ground.subject = subject_of_origin(ground.origin);
    for (const ledger::Cell& cell : all_cells_of(book, ground.origin)) {
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
        const std::string key = ground_.origin.substr(ground_.origin.find(':') + 1);
        if (const auto plot = book_.plots.find(key);
            base::starts_with(ground_.origin, "plot:") && plot != book_.plots.end()) {
            cells.text("plot_no", plot->second.record.number);
            cells.text("village", plot->second.record.village);
            cells.text("use", plot->second.record.use);
            cells.text("note", plot->second.record.note);
        } else if (const auto row = book_.listed.find(key); row != book_.listed.end()) {
            cells.text("plot_no", row->second.record.number);
            cells.text("village", row->second.record.village);
            cells.text("use", row->second.record.use);
        } else {
            cells.text("plot_no", base::Text{"批文余量（未落地块）", "rest of the approval, no plot drawn"});
        }
        cells.text("plot_name", parcel.name);
        if (!parcel.zone.empty()) cells.text("in_zone", base::Text{"是", "yes"});
        cells.text("supervision_nos", ground_.numbers);
        if (!ground_.first) return;
        cells.area("plot_area", area_of_ground());
        cells.area("supplied", ground_.supplied);
        cells.area("carried", ground_.carried);
    }

    /// Of a plot; the rest of an approval has no area of its own beside its balance.
    std::optional<base::Area> area_of_ground() const {
        const auto plot = book_.plots.find(ground_.origin.substr(ground_.origin.find(':') + 1));
        return plot == book_.plots.end() ? std::nullopt : plot->second.record.area;
    }

    void work(Cells& cells, const Parcel& parcel) const {
        cells.area("unsupplied", parcel.unsupplied);
        cells.area("cause." + (parcel.cause.empty() ? "unknown" : parcel.cause), parcel.unsupplied);
        cells.area("route." + (parcel.route.empty() ? "needs_facts" : parcel.route), parcel.unsupplied);
        cells.text("responsible_unit", parcel.responsible_unit);
        if (const land::Portion* portion = portion_of(parcel)) {
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

    const land::Portion* portion_of(const Parcel& parcel) const {
        const auto found = book_.portions.find(ground_.subject);
        if (parcel.kind != "portion" || found == book_.portions.end()) return nullptr;
        for (const Held<land::Portion>& held : found->second) {
            if (held.key == parcel.id) return &held.record;
        }
        return nullptr;
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

}  // namespace

base::Result<ReportItems> ledger_items(const Book& book, base::Lang lang) {
    ReportItems out;
    LedgerRows rows(book, lang, out.items);
    PANHUO_DO(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        rows.take(parcel);
        return base::Done{};
    }));
    return out;
}

}  // namespace service
