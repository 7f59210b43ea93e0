// 系统比对差异表 (domain 5.6), with the bridge from the official figure to ours at its foot.
#include "land/codes.hpp"
#include "service/official_book.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"

#include <map>
#include <set>

namespace service {
namespace {

base::Text kind_text(DifferenceKind kind) {
    switch (kind) {
        case DifferenceKind::NotInOurs:
            return {"系统有、本账无", "not in ours"};
        case DifferenceKind::NotInTheirs:
            return {"本账有、系统无", "not in theirs"};
        case DifferenceKind::Area:
            return {"面积不同", "area"};
        case DifferenceKind::Date:
            return {"日期不同", "date"};
        case DifferenceKind::Link:
            return {"挂接不同", "link"};
        case DifferenceKind::OtherCounty:
            return {"归属他县", "other county"};
    }
    return {};
}

/// Who is to record or link the land of an approval, and by when: what the portions say that wait for just that.
class Recorders {
  public:
    explicit Recorders(const Book& book) {
        for (const auto& [subject, portions] : book.portions) {
            const Held<land::Approval>* approval = book.approval_of(origin_of_subject(subject));
            if (approval == nullptr) continue;
            for (const Held<land::Portion>& held : portions) {
                const land::Portion& portion = held.record;
                if (portion.cause == "not_recorded" || portion.route == "record_backfill")
                    by_approval_[approval->key].add(portion);
            }
        }
    }

    /// Blank where the book says nothing: unknown is not nobody.
    void put(Cells& cells, const Difference& row) const {
        Recorder all;
        for (const std::string& number : land::read_document_nos(row.approvals)) {
            if (const auto found = by_approval_.find(number); found != by_approval_.end()) all.add(found->second);
        }
        std::string units;
        for (const std::string& unit : all.units) units += (units.empty() ? "" : "、") + unit;
        cells.text("owner", units);
        cells.date("due", all.due);
    }

  private:
    struct Recorder {
        std::set<std::string> units;
        std::optional<base::Date> due;  ///< the earliest
        void add(const land::Portion& portion) {
            if (!portion.responsible_unit.empty()) units.insert(portion.responsible_unit);
            if (portion.planned && (!due || *portion.planned < *due)) due = portion.planned;
        }
        void add(const Recorder& other) {
            units.insert(other.units.begin(), other.units.end());
            if (other.due && (!due || *other.due < *due)) due = other.due;
        }
    };
    std::map<std::string, Recorder> by_approval_;
};

report::Item item_of(const Difference& row, const Recorders& recorders, base::Lang lang) {
    report::Item item;
    const base::Text kind = kind_text(row.kind);
    item.parts = {{static_cast<int>(row.kind), base::pick(kind, lang)}};
    Cells cells(item, lang);
    cells.text("approvals", row.approvals);
    cells.text("supervision_no", row.supervision_no);
    cells.text("project", row.project);
    cells.area("their_area", row.theirs);
    cells.date("their_date", row.their_date);
    cells.text("their_link", row.their_link);
    cells.area("our_area", row.ours);
    cells.date("our_date", row.our_date);
    cells.text("our_link", row.our_link);
    cells.text("kind", kind);
    cells.area_if_any("apart", row.apart);
    cells.text("cure", row.cure);
    recorders.put(cells, row);
    return item;
}

base::Text bridge_text(const Bridge& bridge) {
    const auto ha = [](base::Area area) { return area.text(base::AreaUnit::Hectare, 4); };
    base::Text text{"两本账勾稽（公顷）：系统未供 " + ha(bridge.official),
                    "Bridge (ha): official unsupplied " + ha(bridge.official)};
    for (const BridgeStep& step : bridge.steps) {
        text.zh += "；" + step.text.zh + " " + ha(step.area);
        text.en += "; " + step.text.en + " " + ha(step.area);
    }
    if (!bridge.unknown.is_zero()) {
        text.zh += "（另有本账没有的批文，未供 " + ha(bridge.unknown) + "）";
        text.en += " (beside these, approvals we lack, unsupplied " + ha(bridge.unknown) + ")";
    }
    text.zh += "；未能说明 " + ha(bridge.unexplained) + "；本账剩余存量 " + ha(bridge.ours) + "。";
    text.en += "; not explained " + ha(bridge.unexplained) + "; our balance " + ha(bridge.ours) + ".";
    return text;
}

}  // namespace

base::Result<ReportItems> difference_items(const Book& book, base::Lang lang) {
    PANHUO_TRY(const OfficialBook official, official_book(book));
    PANHUO_TRY(const std::vector<Difference> rows, differences(book, official));
    ReportItems out;
    const Recorders recorders(book);
    for (const Difference& row : rows) out.items.push_back(item_of(row, recorders, lang));
    const std::string supplies = official.supplies_on->iso();
    const std::string approvals = official.approvals_on ? official.approvals_on->iso() : "–";
    out.notes.push_back({"系统供地清单截至 " + supplies + "，批文清单截至 " + approvals + "。",
                         "Official list of supplies of " + supplies + ", of approvals of " + approvals + "."});
    if (official.approvals_on) {
        PANHUO_TRY(const Bridge bridge, official_bridge(book, official, rows));
        out.notes.push_back(bridge_text(bridge));
    }
    return out;
}

}  // namespace service
