#include "service/reports.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"
#include "land/division.hpp"
#include "service/report_cells.hpp"
#include "service/status.hpp"

#include <algorithm>

namespace service {

std::vector<ledger::Cell> all_cells_of(const Book& book, std::string_view origin) {
    const auto& cells = book.cells();
    const auto first =
        std::lower_bound(cells.begin(), cells.end(), origin,
                         [](const ledger::Cell& cell, std::string_view wanted) { return cell.origin < wanted; });
    auto last = first;
    while (last != cells.end() && last->origin == origin) ++last;
    return {first, last};
}

std::vector<report::Part> parts_of(const std::string& zone, const std::string& township, base::Lang lang) {
    std::vector<report::Part> parts;
    if (!zone.empty()) parts.push_back({0, (lang == base::Lang::Zh ? "其中：" : "of which: ") + zone});
    if (!township.empty()) parts.push_back({1, township});
    return parts;
}

std::int64_t full_months(base::Date from, base::Date to) {
    if (to < from) return 0;
    std::int64_t months = 12 * (to.year() - from.year()) + to.month() - from.month();
    if (from.plus_months(static_cast<int>(months)) > to) --months;
    return months;
}

namespace {

/// From the balance that counts to the sum of the ledger, so that the two are never taken for one another.
base::Status add_bridge(Office& office, const Moment& moment, ReportItems& items) {
    PANHUO_TRY(const Status now, status(office, moment, ""));
    const StockLine& stock = now.divisions.front().unsupplied;
    base::Area ledger;
    for (const report::Item& item : items.items) ledger += std::get<base::Area>(item.cells.find("unsupplied")->second);
    const base::Area other = ledger - (stock.balance - stock.signed_not_recorded + stock.other_scope);
    const auto ha = [](base::Area area) { return area.text(base::AreaUnit::Hectare, 4); };
    const bool signing = now.moment.counting == ledger::Counting::Signed;
    items.notes.push_back(
        {"勾稽（公顷）：" + std::string(signing ? "按签订日期" : "系统口径") + "剩余存量 " + ha(stock.balance) +
             " － 已签未录 " + ha(stock.signed_not_recorded) + " ＋ 范围外未供 " + ha(stock.other_scope) +
             " ＋ 其他（带供等） " + ha(other) + " ＝ 本表未供合计 " + ha(ledger) + "。",
         "Bridge (ha): balance that counts " + ha(stock.balance) + " − signed, not recorded " +
             ha(stock.signed_not_recorded) + " + unsupplied, out of scope " + ha(stock.other_scope) +
             " + other (carried and the like) " + ha(other) + " = sum of this ledger " + ha(ledger) + "."});
    return base::Done{};
}

}  // namespace

std::vector<std::string> report_names() { return {"ledger", "idle_ledger", "progress", "approvals"}; }

base::Result<ReportItems> report_items(Office& office, const std::string& name, const Moment& moment, base::Lang lang) {
    if (name == "progress") return progress_items(office, moment, lang);
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(*snapshot, moment));
    if (name == "ledger") {
        PANHUO_TRY(ReportItems items, ledger_items(*book, lang));
        PANHUO_DO(add_bridge(office, moment, items));
        return items;
    }
    if (name == "approvals") return approval_items(*book, lang);
    if (name == "idle_ledger") return idle_items(*book, lang);
    std::string known;
    for (const std::string& each : report_names()) known += (known.empty() ? "" : " ") + each;
    return base::Error{base::Code::Usage, {"report " + name + "; " + known}};
}

namespace {

/// Ledgers show what the book holds; tables that go to the superior, what counts.
base::Text as_of_text(const std::string& name, const Book& book) {
    const std::string day = book.moment.as_of.iso();
    if (name == "ledger" || name == "idle_ledger")
        return {"截至 " + day + "（账簿余额）", "as of " + day + " (balances of the book)"};
    if (book.moment.counting == ledger::Counting::Signed)
        return {"截至 " + day + "（按签订日期）", "as of " + day + " (by contract date)"};
    return {"截至 " + day + "（按系统口径）", "as of " + day + " (as the ministry's system shows)"};
}

base::Result<report::Head> head_of(Office& office, const std::string& name, const Moment& moment, base::AreaUnit unit,
                                   base::Lang lang) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(*snapshot, moment));
    report::Head head;
    head.filler = land::divisions().name_of(book->division).value_or(book->division);
    head.as_of = as_of_text(name, *book);
    head.unit = unit;
    head.lang = lang;
    return head;
}

base::Result<report::Layout> layout_of(const std::string& name, const std::string& file) {
    if (file.empty()) return report::load_layout(name);
    PANHUO_TRY(const std::string tsv, base::read_file(file));
    return report::parse_layout(tsv, file);
}

}  // namespace

base::Result<WrittenReport> write_report(Office& office, const std::string& name, const Moment& moment,
                                         base::AreaUnit unit, base::Lang lang, const std::string& layout_file,
                                         const std::string& path) {
    PANHUO_TRY(ReportItems made, report_items(office, name, moment, lang));
    PANHUO_TRY(const report::Layout layout, layout_of(name, layout_file));
    PANHUO_TRY(report::Head head, head_of(office, name, moment, unit, lang));
    head.notes = std::move(made.notes);
    PANHUO_TRY(const report::Paper paper, report::compose(layout, head, [&](const auto& take) -> base::Status {
                   for (const report::Item& item : made.items) PANHUO_DO(take(item));
                   return base::Done{};
               }));
    PANHUO_DO(report::write_paper(layout, head, paper, path));
    PANHUO_TRY(const base::Hash hash, base::hash_file(base::HashAlgorithm::Sha256, path));
    return WrittenReport{path, base::hex(hash), paper.items, paper.checks, head.notes};
}

}  // namespace service
