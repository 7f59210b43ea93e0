#include "report/compose.hpp"
#include "report/paper_items.hpp"
#include "report/row_file.hpp"

#include <cstdio>

namespace report {

constexpr char kTooManyRows[] = "一张表最多 1,048,576 行 / a sheet holds 1,048,576 rows at most";

struct PaperWriter::Work {
    Work(const Layout& its_layout, const Head& its_head, const std::string& its_path)
        : layout(its_layout), head(its_head), path(its_path), composer(its_layout, its_head.lang) {}

    bool zh() const { return head.lang == base::Lang::Zh; }
    base::Status add(Item&& item);
    base::Status put(const std::vector<Cell>& line) { return poured->add(line, height_of(layout, line), head.unit); }
    /// Gives the row from which poured lines stand.
    base::Result<lxw_row_t> write(const std::string& to, const Sums& sums, const std::vector<base::Text>& notes) const;
    base::Status pour(const Sums& sums, const std::vector<base::Text>& notes);
    std::string whole_link(const PaperRows& rows, std::size_t column) const;
    void under(PaperSheet& sheet, const Sums& sums, const std::vector<base::Text>& notes) const;
    std::size_t lines() const { return poured ? poured->lines() : held.size(); }

    const Layout& layout;
    const Head& head;
    std::string path;
    Composer composer;
    std::vector<HeldItem> held;
    std::optional<RowFile> poured;  ///< once there are too many to hold
    std::vector<Beside> beside;
};

/// A table behind the others: totals first, then groups, then its rows, as the paper itself has them.
void write_beside(XlsxFile& file, Styles& styles, const Beside& table, const Head& head) {
    Composer composer(table.layout, head.lang);
    std::vector<std::vector<Cell>> lines;
    for (const Item& item : table.items) lines.push_back(composer.add(item));
    const Sums sums = composer.sums();
    const LinkOf nowhere = [](std::size_t) { return std::string(); };
    PaperSheet sheet(file.workbook(), styles, table.layout, head, base::pick(table.sheet, head.lang));
    sheet.title_and_heads();
    if (sums.summed) sheet.line(sums.whole, Weight::Sum, nowhere);
    for (const Sums::PartLine& part : sums.parts) sheet.line(part.cells, Weight::Sum, nowhere);
    for (const std::vector<Cell>& line : lines) sheet.line(line, Weight::Item, nowhere);
    for (const Check& check : sums.checks) sheet.text_line(check_text(check, head, sums.summed));
    for (const base::Text& note : table.layout.notes) sheet.text_line(base::pick(note, head.lang));
    sheet.page();
}

base::Status PaperWriter::Work::add(Item&& item) {
    std::vector<Cell> line = composer.add(item);
    if (!poured && held.size() < head.most_held) {
        held.push_back({std::move(item.parts), std::move(line), std::move(item.opened)});
        return base::Done{};
    }
    if (!poured) {
        PANHUO_TRY(RowFile file, RowFile::create(path));
        poured.emplace(std::move(file));
        for (const HeldItem& each : held) PANHUO_DO(put(each.line));
        held = {};
    }
    return put(line);
}

/// The sum of all opens to the column of the items' own rows.
std::string PaperWriter::Work::whole_link(const PaperRows& rows, std::size_t column) const {
    if (lines() == 0 || !layout.columns[column].total) return {};
    const lxw_row_t last = rows.first_item + static_cast<lxw_row_t>(lines()) - 1;
    return range_link(kPaperSheet, rows.first_item, column_of(column), last, column_of(column));
}

base::Result<lxw_row_t> PaperWriter::Work::write(const std::string& to, const Sums& sums,
                                                 const std::vector<base::Text>& notes) const {
    PANHUO_TRY(XlsxFile file, XlsxFile::open(to));
    Styles styles(file.workbook(), head.unit);
    PaperSheet sheet(file.workbook(), styles, layout, head);
    sheet.title_and_heads();
    PaperRows rows;
    rows.first_part = sheet.next_row() + (sums.summed ? 1 : 0);
    rows.first_item = rows.first_part + static_cast<lxw_row_t>(sums.parts.size());
    const PartItems parts(layout, head, sums, held);
    const OpenedFigures figures(layout, head, held);
    if (lines() > 0 && (layout.own_items || !layout.item_columns.empty()))
        sheet.filter(rows.first_item + static_cast<lxw_row_t>(lines()) - 1);
    if (sums.summed) sheet.line(sums.whole, Weight::Sum, [&](std::size_t column) { return whole_link(rows, column); });
    for (std::size_t part = 0; part < sums.parts.size(); ++part)
        sheet.line(sums.parts[part].cells, Weight::Sum, [&](std::size_t column) { return parts.link(part, column); });
    for (std::size_t item = 0; item < held.size(); ++item)
        sheet.line(held[item].line, Weight::Item, [&](std::size_t column) { return figures.link(item, column); });
    const lxw_row_t pattern_row = sheet.next_row();
    if (poured) sheet.pattern(poured->lines());
    under(sheet, sums, notes);
    if (sheet.next_row() > LXW_ROW_MAX) return base::Error{base::Code::FileUnwritable, {path, kTooManyRows}};
    sheet.page();
    parts.write(file.workbook(), styles, rows);
    figures.write(file.workbook(), styles, rows);
    for (const Beside& table : beside) write_beside(file, styles, table, head);
    PANHUO_DO(file.finish());
    return pattern_row;
}

/// The form that libxlsxwriter makes, with the waiting lines poured into it.
base::Status PaperWriter::Work::pour(const Sums& sums, const std::vector<base::Text>& notes) {
    const std::string form = path + ".form", part = path + ".part";
    const auto pour_to_part = [&]() -> base::Status {
        PANHUO_TRY(const lxw_row_t row, write(form, sums, notes));
        PANHUO_DO(poured->pour(form, row, part));
        if (std::rename(part.c_str(), path.c_str()) == 0) return base::Done{};
        return base::Error{base::Code::FileUnwritable, {path, "rename"}};
    };
    base::Status done = pour_to_part();
    std::remove(form.c_str());
    if (!done.ok()) std::remove(part.c_str());
    return done;
}

void PaperWriter::Work::under(PaperSheet& sheet, const Sums& sums, const std::vector<base::Text>& notes) const {
    for (const Check& check : sums.checks) sheet.text_line(check_text(check, head, sums.summed));
    for (const base::Text& note : notes) sheet.text_line(base::pick(note, head.lang));
    for (const base::Text& note : layout.notes) sheet.text_line(base::pick(note, head.lang));
    const bool listed = !layout.item_columns.empty() && !poured;
    if (sums.summed && listed)
        sheet.text_line(zh() ? "合计数可点开到其下各行；各分组行可点开到「分组明细」表，该表逐组加总核对。"
                             : "The total leads to the rows below it; each group leads to the sheet of items, which "
                               "adds it up again.");
    if (sums.summed && !listed && (layout.own_items || poured))
        sheet.text_line(zh() ? "合计数可点开到其下各行；分组（示范区、乡镇等）的明细，用表头的筛选即得。"
                             : "The total leads to the rows below it; the filter in the head shows the rows of a zone "
                               "or township.");
    sheet.text_line(zh()
                        ? "填表人：            审核人：            负责人：            联系电话：            填报日期："
                        : "filled by:            checked by:            head:            telephone:            date:");
}

PaperWriter::PaperWriter(const Layout& layout, const Head& head, const std::string& path)
    : work_(std::make_unique<Work>(layout, head, path)) {}

PaperWriter::~PaperWriter() = default;

base::Status PaperWriter::add(Item&& item) { return work_->add(std::move(item)); }

void PaperWriter::add(Beside&& table) { work_->beside.push_back(std::move(table)); }

base::Result<Sums> PaperWriter::finish(const std::vector<base::Text>& notes) {
    Sums sums = work_->composer.sums();
    if (work_->poured) {
        PANHUO_DO(work_->pour(sums, notes));
    } else {
        PANHUO_DO(work_->write(work_->path, sums, notes));
    }
    return sums;
}

}  // namespace report
