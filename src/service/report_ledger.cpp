// 批而未供土地台账 (domain 5.1).
#include "base/text.hpp"
#include "law/campaign.hpp"
#include "service/parcels.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"

namespace service {
namespace {

using ledger::Account;

/// What the rows of one plot share, and what of its stages has not been laid out yet.
struct Ground {
    std::vector<ledger::Cell> stages;
    base::Area supplied, carried;
    std::string numbers;
    base::Area left;                        ///< of it that nobody supplied or took back
    bool settled = false;                   ///< on the list since the baseline day, and nothing is left
    bool recorded = true;                   ///< the ministry's system shows all that left
    std::optional<base::Date> recorded_on;  ///< when it showed the last of it
    std::vector<law::Finding> problems;     ///< of a divided plot itself: told with its first portion
    bool first = true;                      ///< the first row alone shows the plot's own areas, so that sums are true
};

/// 销号 is the end of the way and the mark in the ministry's system, both (domain part 2).
void settle(Ground& ground, const Book& book, std::span<const ledger::Posting> postings) {
    const base::Date baseline = book.rules.campaign().baseline_day;
    base::Area opening;
    bool listed = false;
    for (const ledger::Posting& posting : postings) {
        if (book.moment.as_of < posting.on) continue;
        const bool from = ledger::is_unsupplied(posting.from), to = ledger::is_unsupplied(posting.to);
        if (from == to) continue;
        if (posting.on <= baseline) opening += to ? posting.area : -posting.area;
        if (to) {
            listed = listed || baseline < posting.on;
            continue;
        }
        const bool shown = posting.counted_on && *posting.counted_on <= book.moment.as_of;
        ground.recorded = ground.recorded && shown;
        if (shown && (!ground.recorded_on || *ground.recorded_on < *posting.counted_on))
            ground.recorded_on = posting.counted_on;
    }
    ground.settled = ground.left.is_zero() && (listed || opening.is_positive());
}

Ground ground_of(const Book& book, const Land& land) {
    Ground ground;
    for (const ledger::Cell& cell : land.cells) {
        if (ledger::is_unsupplied(cell.account)) ground.stages.push_back(cell), ground.left += cell.area;
        if (cell.account == Account::Carried) ground.carried += cell.area;
        if (cell.holder.empty() || !ledger::is_supplied(cell.account) || !cell.area.is_positive()) continue;
        ground.supplied += cell.area;
        if (!base::contains(ground.numbers, cell.holder))
            ground.numbers += (ground.numbers.empty() ? "" : "\n") + cell.holder;
    }
    settle(ground, book, land.postings);
    return ground;
}

/// The item of one parcel of the land that `ground` tells of.
class LedgerRow {
  public:
    LedgerRow(const Book& book, const Land& land, Ground& ground, base::Lang lang)
        : book_(book), land_(land), ground_(ground), lang_(lang) {}

    report::Item of(const Parcel& parcel) {
        report::Item item;
        Cells cells(item, lang_);
        item.parts = parts_of(parcel.zone, parcel.township, lang_);
        approval(cells);
        plot(cells, parcel);
        cells.text("id", parcel.kind == "portion" ? "portion:" + parcel.id : subject_of_origin(land_.origin));
        const base::Area area = ground_.settled ? base::Area() : parcel.unsupplied;
        open_area(cells, parcel, area);
        work(cells, parcel);
        stages(cells, area);
        closing(cells);
        ground_.first = false;
        return item;
    }

  private:
    void approval(Cells& cells) const {
        const Held<land::Approval>* held = land_.approval;
        if (held == nullptr) return;
        const land::Approval& record = held->record;
        cells.text("batch", record.name);
        cells.word("approval_type", "approval_type", record.type);
        cells.text("authority", record.authority);
        cells.text("document_no", held->key);
        cells.date("approved_on", record.approved_on);
        cells.area("approved", record.total);
        cells.area("converted", record.converted);
        if (record.farmland && record.unused) cells.area("new_construction", *record.farmland + *record.unused);
        cells.area("cultivated", record.cultivated);
    }

    void plot(Cells& cells, const Parcel& parcel) const {
        cells.text("township", parcel.township);
        if (land_.plot != nullptr) {
            const land::Plot& record = land_.plot->record;
            put_place(cells, record);
            cells.text("note", record.note);
            if (ground_.first) cells.area("plot_area", record.area);
        } else if (land_.listed != nullptr) {
            put_place(cells, land_.listed->record);
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

    template <class Record>
    static void put_place(Cells& cells, const Record& record) {
        cells.text("plot_no", record.number);
        cells.text("village", record.village);
        cells.text("use", record.use);
    }

    static void open_area(Cells& cells, const Parcel& parcel, base::Area area) {
        cells.area("unsupplied", area);
        cells.area_if_any("cause." + (parcel.cause.empty() ? "unknown" : parcel.cause), area);
        cells.area_if_any("route." + (parcel.route.empty() ? "needs_facts" : parcel.route), area);
    }

    void work(Cells& cells, const Parcel& parcel) const {
        if (land_.listed != nullptr) {
            put_arrangement(cells, land_.listed->record);
            cells.text("note", land_.listed->record.note);
        }
        if (const land::Portion* portion = said_of(parcel)) {
            put_arrangement(cells, *portion);
            cells.text("note", portion->note);
        }
        cells.text("responsible_unit", parcel.responsible_unit);
        plan(cells, parcel);
    }

    const land::Portion* said_of(const Parcel& parcel) const {
        if (parcel.kind != "portion") return nullptr;
        return book_.portion(subject_of_origin(land_.origin), parcel.id);
    }

    static void put_arrangement(Cells& cells, const land::Arrangement& said) {
        cells.text("supporting_units", said.supporting_units);
        cells.text("responsible_person", said.responsible_person);
        cells.word("intended_mode", "mode", said.intended_mode);
        cells.text("intended_use", said.intended_use);
        cells.text("progress_text", said.progress_text);
        cells.date("updated_on", said.updated_on);
    }

    void closing(Cells& cells) const {
        const bool closed = ground_.settled && ground_.recorded;
        cells.text("closed_out", closed ? base::Text{"是", "yes"} : base::Text{"否", "no"});
        if (closed) cells.date("closed_on", ground_.recorded_on);
    }

    void plan(Cells& cells, const Parcel& parcel) const {
        cells.date("planned", parcel.planned);
        if (ground_.settled) return;  // its days and problems lie behind it
        cells.date("due", parcel.due);
        if (parcel.next_step) cells.text("next_step", *parcel.next_step);
        std::string problems;
        for (const auto* findings : {&std::as_const(ground_.problems), &parcel.findings}) {
            for (const law::Finding& finding : *findings) {
                if (finding.severity == law::Severity::Info) continue;
                problems += (problems.empty() ? "" : "\n") + base::pick(finding.text, lang_);
            }
        }
        cells.text("findings", problems);
        ground_.problems.clear();
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
    const Land& land_;
    Ground& ground_;
    base::Lang lang_;
};

/// What the bridge under the table needs, summed as the land passes by.
class LedgerSums {
  public:
    explicit LedgerSums(const Book& book) : book_(book), rules_(law::stock_rules(book.rules.campaign())) {}

    base::Area balance, signed_not_recorded;  ///< on the counting basis
    base::Area other_scope;
    base::Area beside;              ///< in the stock beside unsupplied land: carried, recovered, noise
    base::Area unsupplied, listed;  ///< of plots; of the rows of the table

    void take(const Land& land) {
        const bool scoped = book_.in_scope(land);
        for (const ledger::Cell& cell : land.cells) {
            if (!scoped && ledger::is_unsupplied(cell.account)) other_scope += cell.area;
            const bool held = (cell.account == Account::Carried && rules_.carried_in_stock) ||
                              (cell.account == Account::Recovered && rules_.recovered_in_stock) ||
                              (cell.account == Account::Noise && rules_.noise_in_stock);
            if (scoped && held) beside += cell.area;
        }
        if (!scoped) return;
        // The stock is a sum over postings, so the stock of all land is the sum of the stocks of each.
        const base::Date days[] = {book_.moment.as_of};
        const auto figures = ledger::unsupplied_stock(land.postings, rules_, {}, book_.moment.counting,
                                                      book_.rules.campaign().baseline_day, days);
        balance += figures.front().balance;
        signed_not_recorded += figures.front().signed_not_recorded;
    }

  private:
    const Book& book_;
    ledger::StockRules rules_;
};

/// From the balance that counts to the unsupplied land of the book, term by term, so that the two are never taken for
/// one another. Every term is a figure of its own; what they do not explain is said.
base::Text bridge(const Book& book, const LedgerSums& sums) {
    struct Term {
        const char* zh;
        const char* en;
        bool minus;
        base::Area area;  ///< as shown: taken off where `minus`
        base::Area change() const { return minus ? -area : area; }
    };
    std::vector<Term> terms;
    if (book.moment.counting == ledger::Counting::Official)
        terms.push_back({"已签未录", "signed, not recorded", true, sums.signed_not_recorded});
    terms.push_back({"存量中的带供、收回等", "carried, recovered and the like in the stock", true, sums.beside});
    terms.push_back({"范围外未供", "unsupplied, out of scope", false, sums.other_scope});
    base::Area reached = sums.balance;
    for (const Term& term : terms) reached += term.change();
    if (reached != sums.unsupplied)
        terms.push_back({"未能说明的差额", "NOT EXPLAINED", false, sums.unsupplied - reached});
    const auto ha = [](base::Area area) { return area.text(base::AreaUnit::Hectare, 4); };
    base::Text text{"勾稽（公顷）：计数口径剩余存量 " + ha(sums.balance),
                    "Bridge (ha): balance that counts " + ha(sums.balance)};
    for (const Term& term : terms) {
        text.zh += std::string(term.minus ? " － " : " ＋ ") + term.zh + " " + ha(term.area);
        text.en += std::string(term.minus ? " − " : " + ") + term.en + " " + ha(term.area);
    }
    text.zh += " ＝ 账簿未供 " + ha(sums.unsupplied) + "。";
    text.en += " = unsupplied in the book " + ha(sums.unsupplied) + ".";
    return text;
}

/// Land of which nothing is left, as the rows that it was: its portions, or itself where nobody divided it.
base::Status each_settled(const Book& book, const Land& land, Ground& ground, const Parcel& plot, base::Lang lang,
                          const TakeItem& take) {
    const auto portions = book.portions.find(subject_of_origin(land.origin));
    if (portions == book.portions.end()) return take(LedgerRow(book, land, ground, lang).of(plot));
    for (const Held<land::Portion>& held : portions->second) {
        Parcel parcel = plot;
        parcel.kind = "portion";
        parcel.id = held.key;
        parcel.planned = held.record.planned;
        parcel.responsible_unit = held.record.responsible_unit;
        PANHUO_DO(take(LedgerRow(book, land, ground, lang).of(parcel)));
    }
    return base::Done{};
}

}  // namespace

base::Result<std::vector<base::Text>> each_ledger_item(const Book& book, base::Lang lang, const TakeItem& take) {
    LedgerSums sums(book);
    Ground ground;
    const auto begins = [&](const Land& land) {
        sums.take(land);
        ground = ground_of(book, land);
    };
    PANHUO_DO(each_land_parcel(book, begins, [&](const Land& land, const Parcel& parcel) -> base::Status {
        if (parcel.kind == "plot") sums.unsupplied += parcel.unsupplied;
        if (ground.settled)
            return parcel.kind == "plot" ? each_settled(book, land, ground, parcel, lang, take) : base::Done{};
        if (parcel.divided) {
            ground.problems = parcel.findings;
            return base::Done{};
        }
        sums.listed += parcel.unsupplied;
        if (!parcel.unsupplied.is_positive()) return base::Done{};
        return take(LedgerRow(book, land, ground, lang).of(parcel));
    }));
    std::vector<base::Text> notes{bridge(book, sums)};
    if (sums.listed != sums.unsupplied) {
        const std::string apart = (sums.unsupplied - sums.listed).text(base::AreaUnit::Hectare, 4);
        notes.push_back({"处置单元面积之和与地块未供面积相差 " + apart + " 公顷，见「存在问题」栏。",
                         "Portions and the unsupplied areas of their plots are " + apart +
                             " ha apart; see the column of problems."});
    }
    return notes;
}

}  // namespace service
