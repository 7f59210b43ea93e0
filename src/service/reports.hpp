// Reports: the ledgers and tables a bureau owes (reference forms: domain part 5), as items by name; which of them a
// paper shows, in which order and under which heads, is the layout's (rulebooks/data/reports).
#pragma once

#include "report/paper.hpp"
#include "service/book.hpp"
#include "service/office.hpp"
#include "service/progress.hpp"

#include <map>
#include <string>
#include <vector>

namespace service {

struct ReportItems {
    std::vector<report::Item> items;
    std::vector<base::Text> notes;  ///< figures beside the table, such as supply rates and what they are of
    struct Beside {
        const char* layout;  ///< of rulebooks/data/reports
        base::Text sheet;
        std::vector<report::Item> items;
    };
    std::vector<Beside> beside = {};  ///< further tables of the paper
};

/// Takes an item of a paper as it comes.
using TakeItem = std::function<base::Status(report::Item&&)>;

/// 批而未供土地台账: one item per portion with unsupplied area; a plot nobody divided is one. Land that left the stock
/// since the baseline day stays on it, without area, until and after it is struck off (销号). Items pass by and are not
/// held; the book need not hold the land. Gives the notes.
base::Result<std::vector<base::Text>> each_ledger_item(const Book& book, base::Lang lang, const TakeItem& take);
/// 近五年平均供地率: of the approvals of the last five calendar years that ended on or before the day.
struct SupplyRate {
    base::Area supplied, approved;
    std::string text;  ///< "61.25 %"
};
/// Nothing where no such approval is known.
base::Result<std::optional<SupplyRate>> five_year_rate(const Book& book);
/// 批次供地情况表: one item per approval.
base::Result<ReportItems> approval_items(const Book& book, base::Lang lang);
/// 闲置土地台账: rows of idle lists, recognised land, and supplies that may be idle by law.
base::Result<ReportItems> idle_items(const Book& book, base::Lang lang);
/// 处置进度表: the division, its zones and townships, beside what the month before had counted at its cut-off; behind
/// it the same by way and by responsible unit.
base::Result<ReportItems> progress_items(const Book& book, base::Lang lang);
/// 系统比对差异表: our book against the latest official extract not after the day. Errors: BookMissing.
base::Result<ReportItems> difference_items(const Book& book, base::Lang lang);
/// 任务分解表: base, task and milestones of the county, its zones and townships.
base::Result<ReportItems> task_items(const Book& book, base::Lang lang);
/// 拟供地块清单: land that is ready or on offer, with its works.
base::Result<ReportItems> ready_items(const Book& book, base::Lang lang);
/// 撤回批文申报清单: portions to be withdrawn or adjusted, and how far each filing is.
base::Result<ReportItems> withdrawal_items(const Book& book, base::Lang lang);
/// 批后监管期限表: days that lie ahead, are overdue or have lately passed in silence.
base::Result<ReportItems> watch_items(const Book& book, base::Lang lang);
/// 办公室周报: one page of what the director is asked.
base::Result<ReportItems> office_items(const Book& book, base::Lang lang);

/// ledger, idle_ledger, progress, approvals, differences, task_split, ready, withdrawals, watch,
/// office.
std::vector<std::string> report_names();

struct ReportOrder {
    std::string name;  ///< of report_names(); Usage otherwise
    Moment moment;
    base::AreaUnit unit = base::AreaUnit::Hectare;
    base::Lang lang = base::Lang::Zh;
    std::string layout;          ///< file; empty = the product's own layout of that name
    std::string path;            ///< of the xlsx to write
    TellProgress progress = {};  ///< writing: items taken
};

struct WrittenReport {
    std::string sha256;
    std::int64_t items = 0;
    std::map<report::Part, std::int64_t> parts;  ///< items of each line of parts
    std::vector<report::Check> checks;
    std::vector<base::Text> notes;  ///< figures beside the table
};

base::Result<WrittenReport> write_report(Office& office, const ReportOrder& order);

}  // namespace service
