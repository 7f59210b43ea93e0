// Duties and their days from a table flattened to lines: 「序号 重点任务 牵头单位 配合单位 完成时限」 over
// 「1 建立台账 县自然资源局 各乡（镇） 2月底前」.
//
// Only rows with a cell for every column are taken (the row's own number may be missing); the line of any other row is
// left for TABLE_UNREAD. A day in the column of days is the last one, with 前 or without.
#include "law/notice_duties.hpp"
#include "law/notice_remarks.hpp"

#include <algorithm>

namespace law::notice {

namespace {

enum class Kind { Number, Task, Lead, Responsible, Assist, Due, Other };

struct Column {
    View word;
    Kind kind;
};
constexpr Column kColumns[] = {{U"序号", Kind::Number},
                               {U"编号", Kind::Number},
                               {U"时限", Kind::Due},
                               {U"时间", Kind::Due},
                               {U"期限", Kind::Due},
                               {U"牵头", Kind::Lead},
                               {U"主责", Kind::Lead},
                               {U"主办", Kind::Lead},
                               {U"配合", Kind::Assist},
                               {U"协办", Kind::Assist},
                               {U"协同", Kind::Assist},
                               {U"参与", Kind::Assist},
                               {U"责任单位", Kind::Responsible},
                               {U"责任部门", Kind::Responsible},
                               {U"落实单位", Kind::Responsible},
                               {U"承办", Kind::Responsible},
                               {U"责任主体", Kind::Responsible},
                               {U"任务", Kind::Task},
                               {U"事项", Kind::Task},
                               {U"工作", Kind::Task},
                               {U"内容", Kind::Task},
                               {U"举措", Kind::Task},
                               {U"措施", Kind::Task}};

Kind kind_of(View cell) {
    for (const Column& column : kColumns)
        if (has(cell, column.word)) return column.kind;
    return Kind::Other;
}

const char* role_of(Kind kind) {
    return kind == Kind::Lead          ? "lead"
           : kind == Kind::Assist      ? "assist"
           : kind == Kind::Responsible ? "responsible"
                                       : "";
}

/// The kinds of the columns; empty if the line is no heading of a table of duties.
std::vector<Kind> columns_of(const Block& block) {
    const std::vector<View> cells = cut(block.spaced, U" ");
    if (cells.size() < 3 || has_any(block.spaced, {U"，", U"。", U"；", U"："})) return {};
    std::vector<Kind> out;
    for (const View cell : cells) {
        if (cell.size() > 10) return {};
        out.push_back(kind_of(cell));
    }
    const auto holds = [&](auto is) { return std::any_of(out.begin(), out.end(), is); };
    const bool task = std::count(out.begin(), out.end(), Kind::Task) == 1;
    const bool unit = holds([](Kind kind) { return *role_of(kind) != '\0'; });
    return task && unit ? out : std::vector<Kind>{};
}

bool is_own_number(View cell) { return number_at(cell, 0).has_value() && cell.size() <= 3; }

class Table {
  public:
    Table(Pages& pages, NoticeDraft& draft, std::vector<Kind> columns)
        : pages_(pages), draft_(draft), columns_(std::move(columns)) {}

    /// Whether the block is one of its rows.
    bool read(const Block& block) {
        std::vector<View> cells = cut(block.spaced, U" ");
        const bool numbered = columns_.front() == Kind::Number;
        if (numbered && cells.size() + 1 == columns_.size() && !is_own_number(cells.front()))
            cells.insert(cells.begin(), View{});
        if (cells.size() != columns_.size() || (numbered && !cells[0].empty() && !is_own_number(cells[0])))
            return false;
        const auto task_column = std::find(columns_.begin(), columns_.end(), Kind::Task) - columns_.begin();
        const View task = trim(cells[static_cast<std::size_t>(task_column)], U"。；，");
        if (task.size() < 2) return false;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (columns_[i] == Kind::Due) due(block, cells[i], task);
            if (*role_of(columns_[i]) != '\0') units(block, cells[i], role_of(columns_[i]), task);
        }
        pages_.table_lines.insert(block.line);
        return true;
    }

  private:
    void units(const Block& block, View cell, const char* role, View task) {
        for (const View piece : cut_outside(cell, U"、，；"))
            for (const std::string& unit : units_of(pages_, draft_, piece))
                add_duty(pages_, draft_, {unit, role, pages_.quote(task), pages_.source(block, block.spaced)}, block,
                         0);
    }
    void due(const Block& block, View cell, View task) {
        for (const DateWords& day : pages_.dates.all(cell)) {
            if (day.unclear || day.impossible || !day.last) {
                ask_day(pages_, draft_, block, block.text, day);
            } else {
                draft_.deadlines.push_back({day.last, "", pages_.quote(task), pages_.lexicon.routes_of(task),
                                            pages_.source(block, block.spaced)});
            }
        }
    }

    Pages& pages_;
    NoticeDraft& draft_;
    std::vector<Kind> columns_;
};

}  // namespace

void read_duty_table(Pages& pages, NoticeDraft& draft) {
    for (std::size_t i = 0; i < pages.blocks.size(); ++i) {
        const std::vector<Kind> columns = columns_of(pages.blocks[i]);
        if (columns.empty()) continue;
        pages.table_lines.insert(pages.blocks[i].line);
        Table table(pages, draft, columns);
        std::size_t next = i + 1;
        while (next < pages.blocks.size() && table.read(pages.blocks[next])) ++next;
        // A row that does not fit its columns: what it says is asked for.
        if (next < pages.blocks.size() && cut(pages.blocks[next].spaced, U" ").size() >= 3)
            pages.unread_lines.insert(pages.blocks[next].line);
        i = next - 1;
    }
}

}  // namespace law::notice
