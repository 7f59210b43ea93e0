#include "service/official_book.hpp"

#include "base/text.hpp"
#include "service/status.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace service {
namespace {

constexpr std::array<std::string_view, 6> kCodes = {"not_in_ours", "not_in_theirs", "area",
                                                    "date",        "link",          "other_county"};

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

std::string joined(const std::set<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : "、") + name;
    return out;
}

/// 晋政地字…号、晋政地字…号 in any order.
std::string sorted_numbers(const std::string& list) {
    std::set<std::string> numbers;
    std::size_t from = 0;
    while (from <= list.size()) {
        const std::size_t at = std::min(list.find("、", from), list.size());
        if (at > from) numbers.insert(list.substr(from, at - from));
        from = at + std::string_view("、").size();
    }
    return joined(numbers);
}

/// Whether the official row is linked to land of the campaign's stock.
bool scoped(const Book& book, const land::Official& row) {
    for (const auto& [number, held] : book.approvals) {
        if (base::contains(row.approval, number) && book.in_scope("rest:" + number)) return true;
    }
    return false;
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
        each.our_link = joined(drawn.approvals);
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
        const std::string ours = joined(draws_[held.key].approvals);
        if (!row.approval.empty() && !ours.empty() && sorted_numbers(row.approval) != ours)
            add(DifferenceKind::Link, draws_[held.key].in_scope,
                {"核对挂接批次，改正错的一方", "check the linked approval and correct the wrong side"});
    }

    const Book& book_;
    const OfficialBook& official_;
    std::map<std::string, Drawn> draws_;
    std::set<std::string> seen_;
    std::vector<Difference> rows_;
};

}  // namespace

std::string_view difference_code(DifferenceKind kind) { return kCodes[static_cast<std::size_t>(kind)]; }

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
    Bridge bridge;
    base::Area only_theirs, size;
    std::set<std::string> listed;
    for (const auto& [number, row] : official.approvals) {
        const std::string rest = "rest:" + number;
        if (book.approval_of(rest) == nullptr) {
            only_theirs += row.unsupplied.value_or(base::Area{});
            continue;
        }
        if (!book.in_scope(rest)) continue;
        listed.insert(number);
        bridge.official += row.unsupplied.value_or(base::Area{});
        if (row.area) size += book.approval_of(rest)->record.total.value_or(*row.area) - *row.area;
    }
    base::Area only_ours, not_ours, not_theirs, area;
    for (const auto& [number, held] : book.approvals) {
        if (book.in_scope("rest:" + number) && listed.count(number) == 0 && held.record.total)
            only_ours += *held.record.total;
    }
    for (const Difference& row : rows) {
        if (!row.in_scope) continue;
        if (row.kind == DifferenceKind::NotInOurs) not_ours += row.apart;
        if (row.kind == DifferenceKind::NotInTheirs) not_theirs -= row.apart;
        if (row.kind == DifferenceKind::Area) area -= row.apart;
    }
    PANHUO_TRY(const Status now, status(book, ""));
    const StockLine& stock = now.divisions.front().unsupplied;
    bridge.ours = stock.balance;
    const auto step = [&](const char* zh, const char* en, base::Area by) {
        if (!by.is_zero()) bridge.steps.push_back({{zh, en}, by});
    };
    step("批文面积不同", "approved areas differ", size);
    step("系统清单没有的批文", "approvals that the list lacks", only_ours);
    step("系统有、本账无的供应", "supplies they have and we have not", not_ours);
    step("本账已录、系统无的供应", "supplies we have recorded and they lack", not_theirs);
    step("供应面积不同", "areas of supplies differ", area);
    step("撤回、失效等（系统清单未减）", "withdrawn, lapsed (not taken off in the list)",
         -(stock.done_by.at("withdrawn") + stock.done_by.at("lapsed")));
    base::Area reached = bridge.official;
    for (const BridgeStep& each : bridge.steps) reached += each.area;
    bridge.unexplained = bridge.ours - reached;
    if (!only_theirs.is_zero())
        bridge.steps.push_back(
            {{"（另有本账没有的批文，未供，不计入上式）", "(beside these, approvals we lack, unsupplied)"},
             only_theirs});
    return bridge;
}

}  // namespace service
