#include "cli/standing.hpp"

#include "cli/figures.hpp"
#include "cli/table.hpp"

namespace cli {
namespace {

/// The rows of the day that matters: the last milestone day not after the day, else the first to come. A day with two
/// shares that nobody decided has two.
std::vector<const law::MilestoneRow*> node_of(const service::StockLine& stock, base::Date as_of) {
    std::optional<base::Date> day;
    for (const law::MilestoneRow& row : stock.milestones) {
        if (row.date <= as_of || !day) day = row.date;
    }
    std::vector<const law::MilestoneRow*> rows;
    for (const law::MilestoneRow& row : stock.milestones) {
        if (row.date == day && row.task) rows.push_back(&row);
    }
    return rows;
}

std::string node_text(const Session& s, const service::StockLine& stock, base::Date as_of) {
    std::string text;
    for (const law::MilestoneRow* row : node_of(stock, as_of)) {
        const bool met = !row->gap.is_positive();
        const base::Area apart = met ? -row->gap : row->gap;
        text += (text.empty() ? "" : " / ") + row->share.percent() + " " +
                (met ? s.say("多 ", "met +") : s.say("差 ", "short ")) + apart.text(base::AreaUnit::Mu, 2) +
                s.say(" 亩", " mu");
        if (row->state == law::MilestoneState::Undecided) text += s.say("（待定）", " (undecided)");
    }
    return text.empty() ? "–" : text;
}

void add_line(const Session& s, Table& table, const service::DivisionLine& line, const char* stock_name,
              const service::StockLine& stock, base::Date as_of) {
    const std::string unit = s.say(service::line_text(line));
    const auto task = [&] {
        if (!stock.task) return std::string("–");
        return hectares(stock.task->area) + (stock.task->provisional ? s.say("（暂定）", " (prov.)") : "");
    };
    // Where no official figure is on record, our own opening stands in its place and says so.
    const std::string baseline =
        stock.baseline.area ? hectares(*stock.baseline.area) : hectares(stock.opening) + s.say("（本账）", " (own)");
    const std::string node = stock.task ? node_text(s, stock, as_of) : "–";
    table.row({unit, stock_name, baseline, task(), hectares(stock.done), percent(stock.completion), node,
               hectares(stock.balance), hectares(stock.signed_not_recorded)});
}

}  // namespace

void print_standing(const Session& s, const service::Status& status) {
    const base::Date as_of = status.moment.as_of;
    const bool official = status.moment.counting == ledger::Counting::Official;
    std::printf("%s %s  %s\n", s.say("截至", "as of"), as_of.iso().c_str(),
                official ? s.say("（按系统口径，公顷）", "(as the ministry's system shows, ha)")
                         : s.say("（按签订日期，公顷）", "(by contract date, ha)"));
    using Align = Table::Align;
    Table table({{s.say("单位", "unit")},
                 {s.say("存量", "stock")},
                 {s.say("基数", "baseline"), Align::Right},
                 {s.say("年度任务", "task"), Align::Right},
                 {s.say("累计完成", "done"), Align::Right},
                 {s.say("完成率", "completion"), Align::Right},
                 {s.say("节点", "milestone")},
                 {s.say("剩余", "left"), Align::Right},
                 {s.say("已签未录", "signed, not recorded"), Align::Right}});
    for (const service::DivisionLine& line : status.divisions) {
        add_line(s, table, line, s.say("批而未供", "unsupplied"), line.unsupplied, as_of);
        const bool idle = !line.idle.opening.is_zero() || !line.idle.balance.is_zero() || line.idle.task.has_value();
        if (idle) add_line(s, table, line, s.say("闲置土地", "idle"), line.idle, as_of);
    }
    std::printf("%s", table.text().c_str());
    std::string open;
    for (const service::ContradictionLine& line : status.contradictions) {
        if (line.decided.empty() && !line.contradiction.readings.empty())
            open += (open.empty() ? "" : ", ") + line.contradiction.id;
    }
    if (!open.empty()) std::printf("  %s %s\n", s.say("待决定的矛盾：", "contradictions to be decided:"), open.c_str());
}

}  // namespace cli
