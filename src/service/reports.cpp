#include "service/reports.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"
#include "land/division.hpp"
#include "service/report_cells.hpp"

#include <array>

namespace service {
namespace {

struct ReportKind {
    std::string_view name;
    base::Result<ReportItems> (*items)(const Book&, base::Lang);  ///< null for the ledger, whose items pass by
    bool counts;  ///< figures on the counting basis; else balances of the book
};
constexpr std::array kReports = {ReportKind{"ledger", nullptr, false},
                                 ReportKind{"idle_ledger", idle_items, false},
                                 ReportKind{"progress", progress_items, true},
                                 ReportKind{"approvals", approval_items, true},
                                 ReportKind{"differences", difference_items, true},
                                 ReportKind{"task_split", task_items, true},
                                 ReportKind{"ready", ready_items, false},
                                 ReportKind{"withdrawals", withdrawal_items, false},
                                 ReportKind{"watch", watch_items, false},
                                 ReportKind{"office", office_items, true}};

base::Result<ReportKind> kind_of(const std::string& name) {
    std::string known;
    for (const ReportKind& kind : kReports) {
        if (kind.name == name) return kind;
        known += (known.empty() ? "" : " ") + std::string(kind.name);
    }
    return base::Error{base::Code::Usage, {"report " + name + "; " + known}};
}

base::Text as_of_text(const ReportKind& kind, const Moment& moment) {
    const std::string day = moment.as_of.iso();
    if (!kind.counts) return {"截至 " + day + "（账簿余额）", "as of " + day + " (balances of the book)"};
    if (moment.counting == ledger::Counting::Signed)
        return {"截至 " + day + "（按签订日期）", "as of " + day + " (by contract date)"};
    return {"截至 " + day + "（按系统口径）", "as of " + day + " (as the ministry's system shows)"};
}

base::Result<std::vector<base::Text>> pass_items(const ReportKind& kind, const Book& book, base::Lang lang,
                                                 const TakeItem& take, report::PaperWriter& paper) {
    if (kind.items == nullptr) return each_ledger_item(book, lang, take);
    PANHUO_TRY(ReportItems made, kind.items(book, lang));
    for (report::Item& item : made.items) PANHUO_DO(take(std::move(item)));
    for (ReportItems::Beside& table : made.beside) {
        PANHUO_TRY(report::Layout layout, report::load_layout(table.layout));
        paper.add({table.sheet, std::move(layout), std::move(table.items)});
    }
    return std::move(made.notes);
}

base::Result<report::Layout> layout_of(const ReportOrder& order) {
    if (order.layout.empty()) return report::load_layout(order.name);
    PANHUO_TRY(const std::string tsv, base::read_file(order.layout));
    return report::parse_layout(tsv, order.layout);
}

}  // namespace

std::vector<report::Part> parts_of(const std::string& zone, const std::string& township, base::Lang lang) {
    std::vector<report::Part> parts;
    if (!zone.empty()) parts.push_back({0, (lang == base::Lang::Zh ? "其中：" : "of which: ") + zone});
    if (!township.empty()) parts.push_back({1, township});
    return parts;
}

std::vector<std::string> report_names() {
    std::vector<std::string> names;
    for (const ReportKind& kind : kReports) names.emplace_back(kind.name);
    return names;
}

base::Result<WrittenReport> write_report(Office& office, const ReportOrder& order) {
    PANHUO_TRY(const ReportKind kind, kind_of(order.name));
    PANHUO_TRY(const report::Layout layout, layout_of(order));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    const Hold hold = kind.items == nullptr ? Hold::ButLand : Hold::All;
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(*snapshot, order.moment, hold));
    report::Head head;
    head.filler = land::divisions().name_of(book->division).value_or(book->division);
    head.as_of = as_of_text(kind, book->moment);
    head.unit = order.unit;
    head.lang = order.lang;
    report::PaperWriter paper(layout, head, order.path);
    std::uint64_t taken = 0;
    std::map<report::Part, std::int64_t> parts;
    const TakeItem take = [&](report::Item&& item) {
        for (const report::Part& part : item.parts) ++parts[part];
        constexpr std::uint64_t kOften = 256;
        if (++taken % kOften == 0) tell(order.progress, "writing", taken);
        return paper.add(std::move(item));
    };
    PANHUO_TRY(const std::vector<base::Text> notes, pass_items(kind, *book, order.lang, take, paper));
    PANHUO_TRY(report::Sums sums, paper.finish(notes));
    PANHUO_TRY(const base::Hash hash, base::hash_file(base::HashAlgorithm::Sha256, order.path));
    return WrittenReport{base::hex(hash), sums.items, std::move(parts), std::move(sums.checks), notes};
}

}  // namespace service
