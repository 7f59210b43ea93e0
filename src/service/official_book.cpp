#include "service/official_book.hpp"

#include "base/text.hpp"
#include "land/codes.hpp"
#include "service/status.hpp"

#include <algorithm>
#include <set>

namespace service {
namespace {

void keep_latest(const Book& book, const land::Official& row, std::optional<base::Date>& on,
                 std::map<std::string, land::Official>& rows) {
    if (!row.extract || book.moment.as_of < *row.extract || (on && *row.extract < *on)) return;
    if (!on || *on < *row.extract) rows.clear();
    on = row.extract;
    rows[row.subject] = row;
}

/// What our book draws on for a supply: approvals with the area in scope.
struct Drawn {
    std::set<std::string> approvals;
    base::Area in_scope;
};

std::map<std::string, Drawn> draws_of(const Book& book) {
    std::map<std::string, Drawn> draws;
    for (const ledger::Cell& cell : book.cells()) {
        if (cell.holder.empty() || !cell.area.is_positive()) continue;
        Drawn& drawn = draws[cell.holder];
        if (const auto* approval = book.approval_of(cell.origin)) drawn.approvals.insert(approval->key);
        if (book.in_scope(cell.origin)) drawn.in_scope += cell.area;
    }
    return draws;
}

std::string text_of(const std::set<std::string>& approvals) {
    return land::document_nos_text({approvals.begin(), approvals.end()});
}

/// Whether the official row is linked to land of the campaign's stock.
bool scoped(const Book& book, const land::Official& row) {
    const std::vector<std::string> numbers = land::read_document_nos(row.approval);
    return std::any_of(numbers.begin(), numbers.end(),
                       [&](const std::string& number) { return book.in_scope("rest:" + number); });
}

class Comparer {
  public:
    Comparer(const Book& book, const OfficialBook& official)
        : book_(book), official_(official), draws_(draws_of(book)) {}

    void ours(const Held<land::Supply>& held) {
        const land::Supply& supply = held.record;
        if (supply.supervision_no.empty() || draws_.count(held.key) == 0) return;
        seen_.insert(supply.supervision_no);
        const auto found = official_.supplies.find(supply.supervision_no);
        if (found == official_.supplies.end()) return missing_there(held);
        both(held, found->second);
    }

    void theirs() {
        for (const auto& [number, row] : official_.supplies) {
            if (seen_.count(number) > 0) continue;
            Difference each = start(DifferenceKind::NotInOurs, row);
            each.apart = row.area.value_or(base::Area{});
            each.in_scope = scoped(book_, row);
            each.cure = {"补录到本账，或说明为何不属本县", "enter it in our book, or say why it is not ours"};
            rows_.push_back(std::move(each));
        }
    }

    std::vector<Difference> take() { return std::move(rows_); }

  private:
    Difference start(DifferenceKind kind, const land::Official& row) const {
        Difference each;
        each.kind = kind;
        each.supervision_no = row.subject;
        each.project = row.name;
        each.approvals = row.approval;
        each.theirs = row.area;
        each.their_date = row.on;
        each.their_link = row.approval;
        return each;
    }

    void add_ours(Difference& each, const Held<land::Supply>& held) {
        const Drawn& drawn = draws_[held.key];
        each.supervision_no = held.record.supervision_no;
        if (each.project.empty()) each.project = held.record.project;
        each.ours = held.record.area;
        each.our_date = held.record.signed_on;
        each.our_link = text_of(drawn.approvals);
        if (!each.our_link.empty()) each.approvals = each.our_link;
        each.in_scope = drawn.in_scope.is_positive();
    }

    void missing_there(const Held<land::Supply>& held) {
        // A list of supplies that covers only recent years says nothing of older ones: only land of the stock is asked
        // for, and what is recorded after the extract's day cannot be there yet.
        const auto& recorded = held.record.recorded_on;
        const bool later = recorded && *official_.supplies_on < *recorded;
        const bool recent = recorded && book_.rules.campaign().baseline_day < *recorded;
        const bool unrecorded =
            !recorded && held.record.signed_on && book_.rules.campaign().baseline_day < *held.record.signed_on;
        if (!later && !recent && !unrecorded) return;
        Difference each;
        each.kind = DifferenceKind::NotInTheirs;
        add_ours(each, held);
        each.apart = held.record.area.value_or(base::Area{});
        const bool pending = later || unrecorded;
        each.cure = pending ? base::Text{"已签未录：催办系统录入", "signed, not recorded: have it recorded"}
                            : base::Text{"本账记为已录，系统查不到：核对监管号，或请系统补录",
                                         "recorded by our book, absent there: check the number or have it recorded"};
        if (pending) each.in_scope = false;  // on the official basis our book does not count it either
        rows_.push_back(std::move(each));
    }

    void both(const Held<land::Supply>& held, const land::Official& row) {
        const auto add = [&](DifferenceKind kind, base::Area apart, base::Text cure) {
            Difference each = start(kind, row);
            add_ours(each, held);
            each.apart = apart;
            each.cure = std::move(cure);
            rows_.push_back(std::move(each));
        };
        if (!row.division.empty() && !held.record.division.empty() && row.division != held.record.division)
            add(DifferenceKind::OtherCounty, row.area.value_or(base::Area{}),
                {"系统归在 " + row.division + "：请上级改正归属",
                 "it stands under " + row.division + ": ask to move it"});
        if (row.area && held.record.area && *row.area != *held.record.area)
            add(DifferenceKind::Area, *held.record.area - *row.area,
                {"核对合同面积，改正错的一方", "check the contract's area and correct the wrong side"});
        if (row.on && held.record.signed_on && *row.on != *held.record.signed_on)
            add(DifferenceKind::Date, {}, {"核对签订日期，改正错的一方", "check the day of signing"});
        const std::string ours = text_of(draws_[held.key].approvals);
        if (!row.approval.empty() && !ours.empty() && row.approval != ours)
            add(DifferenceKind::Link, draws_[held.key].in_scope,
                {"核对挂接批次，改正错的一方", "check the linked approval and correct the wrong side"});
    }

    const Book& book_;
    const OfficialBook& official_;
    std::map<std::string, Drawn> draws_;
    std::set<std::string> seen_;
    std::vector<Difference> rows_;
};

/// What the two lists of approvals differ by, over the campaign's stock.
struct ApprovalGap {
    base::Area official;   ///< unsupplied by the system's list
    base::Area unknown;    ///< of approvals that our book lacks; beside the bridge
    base::Area size;       ///< our approved area less theirs
    base::Area only_ours;  ///< approved area of those the list lacks
    base::Area taken_off;  ///< approved less supplied less unsupplied: what their list has taken off already
};

ApprovalGap approval_gap(const Book& book, const OfficialBook& official) {
    ApprovalGap gap;
    for (const auto& [number, row] : official.approvals) {
        const auto* ours = book.approval_of("rest:" + number);
        const base::Area unsupplied = row.unsupplied.value_or(base::Area{});
        if (ours == nullptr) gap.unknown += unsupplied;
        if (ours == nullptr || !book.in_scope("rest:" + number)) continue;
        gap.official += unsupplied;
        if (row.area && ours->record.total) gap.size += *ours->record.total - *row.area;
        if (row.area && row.supplied) gap.taken_off += *row.area - *row.supplied - unsupplied;
    }
    for (const auto& [number, held] : book.approvals) {
        if (book.in_scope("rest:" + number) && official.approvals.count(number) == 0 && held.record.total)
            gap.only_ours += *held.record.total;
    }
    return gap;
}

}  // namespace

base::Result<OfficialBook> official_book(const Book& book) {
    OfficialBook official;
    PANHUO_DO(book.each_official([&](const land::Official& row) {
        if (row.row_kind == "approval") keep_latest(book, row, official.approvals_on, official.approvals);
        if (row.row_kind == "supply") keep_latest(book, row, official.supplies_on, official.supplies);
    }));
    return official;
}

base::Result<std::vector<Difference>> differences(const Book& book, const OfficialBook& official) {
    if (!official.supplies_on) return base::Error{base::Code::BookMissing, {book.moment.as_of.iso()}};
    Comparer comparer(book, official);
    PANHUO_DO(book.each_supply([&](const Held<land::Supply>& held) -> base::Status {
        comparer.ours(held);
        return base::Done{};
    }));
    comparer.theirs();
    std::vector<Difference> rows = comparer.take();
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Difference& a, const Difference& b) { return a.kind < b.kind; });
    return rows;
}

base::Result<Bridge> official_bridge(const Book& book, const OfficialBook& official,
                                     const std::vector<Difference>& rows) {
    const ApprovalGap gap = approval_gap(book, official);
    base::Area not_ours, not_theirs, area;
    for (const Difference& row : rows) {
        if (!row.in_scope) continue;
        if (row.kind == DifferenceKind::NotInOurs) not_ours += row.apart;
        if (row.kind == DifferenceKind::NotInTheirs) not_theirs += row.apart;
        if (row.kind == DifferenceKind::Area) area += row.apart;
    }
    PANHUO_TRY(const Status now, status(book, ""));
    const StockLine& stock = now.divisions.front().unsupplied;
    const base::Area withdrawn = stock.done_by.at("withdrawn") + stock.done_by.at("lapsed");
    Bridge bridge;
    bridge.official = gap.official;
    bridge.ours = stock.balance;
    bridge.unknown = gap.unknown;
    const auto step = [&](const char* zh, const char* en, base::Area by) {
        if (!by.is_zero()) bridge.steps.push_back({{zh, en}, by});
    };
    step("批文面积不同", "approved areas differ", gap.size);
    step("系统清单没有的批文", "approvals that the list lacks", gap.only_ours);
    step("系统有、本账无的供应", "supplies they have and we have not", not_ours);
    step("本账已录、系统无的供应", "supplies we have recorded and they lack", -not_theirs);
    step("供应面积不同", "areas of supplies differ", -area);
    step("撤回、失效（系统减的多于本账）", "withdrawn, lapsed (more taken off there than here)",
         gap.taken_off - withdrawn);
    bridge.unexplained = bridge.ours - bridge.official;
    for (const BridgeStep& each : bridge.steps) bridge.unexplained -= each.area;
    return bridge;
}

}  // namespace service
