#include "intake/sheet_reader.hpp"

#include "base/text.hpp"
#include "intake/boundary_text.hpp"

#include <algorithm>
#include <cctype>

namespace intake {

namespace {

constexpr std::size_t kMostColumns = 2'000;  ///< as the worker lets through
constexpr char kNameLeftOut[] = "【人名未入账】";

bool is_sum_label(std::string_view cell) {
    const std::string key = heading_key(cell.substr(0, 120));
    for (const std::string_view word : {"合计", "小计", "总计", "共计", "累计"}) {
        if (key == word) return true;
        // 县合计, 2019年小计, 合计(公顷)
        if (base::char_count(key) <= 12 && (base::ends_with(key, word) || base::starts_with(key, word))) return true;
    }
    return base::starts_with(key, "其中:") && base::char_count(key) <= 12;
}

bool is_note_label(std::string_view cell) {
    const std::string key = heading_key(cell.substr(0, 120));
    for (const std::string_view word : {"注:", "备注:", "说明:", "填表人", "填报人", "制表", "审核人", "负责人",
                                        "联系电话", "联系人", "填报单位", "填报日期"}) {
        if (base::starts_with(key, word)) return true;
    }
    return key == "注" || base::starts_with(key, "注1") || base::starts_with(key, "注、");
}

/// 1 2 3 4 … or 甲 乙 1 2: the numbers of the columns, written under the head.
bool numbers_columns(const std::vector<std::string_view>& filled) {
    if (filled.size() < 3) return false;
    int expected = 1;
    std::size_t letters = 0;
    for (const std::string_view cell : filled) {
        static constexpr std::string_view kLetters[] = {"甲", "乙", "丙", "丁"};
        if (letters < 4 && expected == 1 && cell == kLetters[letters]) {
            ++letters;
            continue;
        }
        std::string key = heading_key(cell);
        if (key.size() > 2 && key.front() == '(' && key.back() == ')') key = key.substr(1, key.size() - 2);
        if (key != std::to_string(expected)) return false;
        ++expected;
    }
    return true;
}

/// At most so many bytes, whole characters.
std::string_view beginning(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

}  // namespace

SheetReader::SheetReader(std::string name, const HeadingTable& table, FileState& file, Sink& sink, FileResult& result)
    : name_(std::move(name)), table_(table), file_(file), sink_(sink), result_(result) {
    report_.name = name_;
}

void SheetReader::merge(const MergedRegion& region) {
    if (region.first_row == 0 || region.first_column == 0) return;
    coming_.emplace(region.first_row, Region{region, {}});
}

base::Status SheetReader::row(std::int64_t number, const std::vector<std::string_view>& cells) {
    any_row_ = true;
    if (points_) return points_->add(number, cells);
    if (opened_) return reader_ ? data_row(number, cells) : base::Status(base::Done{});
    SheetRow held;
    held.number = number;
    held.cells.assign(cells.begin(), cells.end());
    held_.push_back(std::move(held));
    return held_.size() < kHeadRows ? base::Status(base::Done{}) : open();
}

base::Status SheetReader::finish() {
    if (!opened_) PANHUO_DO(open());
    if (points_) PANHUO_DO(read_boundary_lines(points_->lines(), file_.options, result_, sink_));
    if (filled_cells_ > 0) {
        sink_.problem(make_problem("MERGED_FILLED", name_, 0, "", "", "", {std::to_string(filled_cells_)}));
    }
    return base::Done{};
}

/// The first rows with the text of merged regions in all their cells, as the eye reads a head.
std::vector<SheetRow> SheetReader::rows_for_head() const {
    std::vector<SheetRow> rows = held_;
    for (const auto& [first_row, region] : coming_) {
        const MergedRegion& at = region.at;
        std::string text;
        for (SheetRow& row : rows) {
            if (row.number < at.first_row || row.number > at.last_row) continue;
            if (row.number == at.first_row && at.first_column <= row.cells.size())
                text = row.cells[at.first_column - 1];
            if (text.empty()) break;
            for (std::size_t c = at.first_column - 1; c < at.last_column && c < kMostColumns; ++c) {
                if (c >= row.cells.size()) row.cells.resize(c + 1);
                if (row.cells[c].empty()) row.cells[c] = text;
            }
        }
    }
    return rows;
}

/// Whether the sheet is one of boundary points; then its first rows are taken.
base::Result<bool> SheetReader::open_points() {
    const std::optional<land::Kind>& kind = file_.options.kind;
    if (kind && *kind != land::Kind::Plot) return false;
    for (std::size_t at = 0; at < held_.size(); ++at) {
        points_ = PointTable::from_head(held_[at]);
        if (!points_) continue;
        if (result_.kind.empty()) result_.kind = land::kind_name(land::Kind::Plot);
        for (++at; at < held_.size(); ++at) {
            const std::vector<std::string_view> cells(held_[at].cells.begin(), held_[at].cells.end());
            PANHUO_DO(points_->add(held_[at].number, cells));
        }
        held_.clear();
        return true;
    }
    return false;
}

/// What somebody said of a place of this file.
base::Result<SheetReader::Chosen> SheetReader::head_said(const std::vector<SheetRow>& rows, const Mapping& said) {
    report_.said = true;
    report_.mapping = said.entry;
    Chosen chosen;
    if (said.head_row == 0) {
        chosen.head = find_head(rows, table_, said.kind);
        if (chosen.head && !said.columns.empty())
            chosen.head = head_at(rows, table_, chosen.head->first, chosen.head->depth, said.kind, &said);
        chosen.read = true;
    } else {
        std::size_t first = 0;
        while (first < rows.size() && rows[first].number != said.head_row) ++first;
        const auto depth = static_cast<std::size_t>(said.head_rows);
        if (first + depth > rows.size())
            return mapping_error(name_ + "!" + std::to_string(said.head_row) + " 不存在",
                                 "there is no " + name_ + "!" + std::to_string(said.head_row));
        chosen.head = head_at(rows, table_, first, depth, said.kind, &said);
        chosen.read = said.kind.has_value();
    }
    if (said.leave) {
        report_.state = SheetReport::State::Left;
        chosen.read = false;
    }
    if (!chosen.head) return chosen;
    if (!said.form.empty() && said.form != chosen.head->form)
        return base::Error{base::Code::ChangeNotPossible,
                           {base::both("工作表「" + name_ + "」的表头与确认列对应时不同，请重新试读",
                                       "the head of the sheet \"" + name_ +
                                           "\" is another than when it was mapped; try the file again")}};
    for (const MappedColumn& column : said.columns) {
        if (column.column >= chosen.head->columns.size())
            return mapping_error(name_ + "!" + column_letters(column.column) + " 不存在",
                                 "there is no " + name_ + "!" + column_letters(column.column));
    }
    return chosen;
}

/// What is remembered of the sheet's form, unless the kind that was told is another.
SheetReader::Chosen SheetReader::head_remembered(const std::vector<SheetRow>& rows) {
    Chosen chosen;
    const auto place = find_form(rows, file_.options.remembered);
    if (!place) return chosen;
    const Mapping& mapping = *place->mapping;
    if (file_.options.kind && (mapping.leave || mapping.kind != file_.options.kind)) return chosen;
    chosen.head = head_at(rows, table_, place->first, place->depth, mapping.kind, &mapping);
    chosen.read = !mapping.leave;
    report_.mapping = mapping.entry;
    if (mapping.leave) report_.state = SheetReport::State::Left;
    return chosen;
}

/// What was said of this file, then what is remembered of its form, then what the headings mean.
base::Result<SheetReader::Chosen> SheetReader::choose_head(const std::vector<SheetRow>& rows) {
    for (const Mapping& said : file_.options.said) {
        if (said.sheet == name_) return head_said(rows, said);
    }
    Chosen chosen = head_remembered(rows);
    if (chosen.head) return chosen;
    chosen.head = find_head(rows, table_, file_.options.kind);
    chosen.read = true;
    return chosen;
}

/// What the head looks like, for somebody who says how it is to be read.
void SheetReader::describe(const Head& head) {
    constexpr std::size_t kSample = 60;
    report_.form = head.form;
    report_.head_row = held_[head.first].number;
    report_.head_rows = static_cast<std::int64_t>(head.depth);
    report_.columns.clear();
    for (std::size_t c = 0; c < head.columns.size(); ++c) {
        const Column& column = head.columns[c];
        SheetReport::Column shown{column.heading, column.field, column.unit, column.unit_assumed, {}};
        for (std::size_t i = head.first + head.depth; i < held_.size() && shown.sample.empty(); ++i) {
            if (held_[i].number <= layer_head_rows_ || c >= held_[i].cells.size()) continue;
            shown.sample = masked(beginning(base::trim(held_[i].cells[c]), kSample));
        }
        report_.columns.push_back(std::move(shown));
    }
}

base::Status SheetReader::open() {
    opened_ = true;
    if (held_.empty()) return base::Done{};
    const bool said = std::any_of(file_.options.said.begin(), file_.options.said.end(),
                                  [&](const Mapping& each) { return each.sheet == name_; });
    if (!said) {
        PANHUO_TRY(const bool points, open_points());
        if (points) return base::Done{};
    }
    report_.state = SheetReport::State::Unknown;
    const std::vector<SheetRow> rows = rows_for_head();
    PANHUO_TRY(Chosen chosen, choose_head(rows));
    std::optional<Head>& head = chosen.head;
    if (!head || !chosen.read) {
        if (!head) head = head_at(rows, table_, likely_head(rows), 1, std::nullopt, nullptr);
        describe(*head);
        held_.clear();
        return base::Done{};
    }
    report_.state = SheetReport::State::Read;
    report_.kind = head->kind;
    describe(*head);
    head_ = std::move(*head);
    head_row_ = held_[head_.first + head_.depth - 1].number;
    coming_.erase(coming_.begin(), coming_.upper_bound(head_row_));
    reader_ = make_kind_reader(head_);
    if (result_.kind.empty()) result_.kind = land::kind_name(head_.kind);
    result_.headings.clear();
    for (const Column& column : head_.columns) result_.headings.push_back(column.heading);
    report_columns();
    for (std::size_t i = head_.first + head_.depth; i < held_.size(); ++i) {
        if (held_[i].number <= layer_head_rows_) continue;
        std::vector<std::string_view> cells(held_[i].cells.begin(), held_[i].cells.end());
        PANHUO_DO(data_row(held_[i].number, cells));
    }
    held_.clear();
    return base::Done{};
}

void SheetReader::report_columns() {
    for (std::size_t c = 0; c < head_.columns.size(); ++c) {
        Column& column = head_.columns[c];
        if (column.field.empty() || column.field == "-") continue;
        const std::string cell = column_letters(c) + std::to_string(head_row_);
        for (std::size_t other = 0; other < head_.columns.size(); ++other) {
            const Column& winner = head_.columns[other];
            const bool wins = winner.rank < column.rank || (winner.rank == column.rank && other < c);
            if (other == c || winner.field != column.field || !wins) continue;
            sink_.problem(make_problem("COLUMN_REPEATED", name_, head_row_, cell, column.field, column.heading,
                                       {column_letters(other)}));
            break;
        }
        if (!column.unit_assumed) continue;
        sink_.problem(make_problem("UNIT_ASSUMED", name_, head_row_, cell, column.field, column.heading));
    }
}

std::span<const std::string_view> SheetReader::fill_merged(std::int64_t number,
                                                           std::span<const std::string_view> cells) {
    while (!coming_.empty() && coming_.begin()->first <= number) {
        open_regions_.push_back(std::move(coming_.begin()->second));
        coming_.erase(coming_.begin());
    }
    std::erase_if(open_regions_, [&](const Region& region) { return region.at.last_row < number; });
    if (open_regions_.empty()) return cells;
    filled_.assign(cells.begin(), cells.end());
    for (Region& region : open_regions_) {
        const MergedRegion& at = region.at;
        if (number == at.first_row && at.first_column <= cells.size()) region.text = cells[at.first_column - 1];
        if (region.text.empty()) continue;
        for (std::size_t c = at.first_column - 1; c < at.last_column && c < kMostColumns; ++c) {
            if (c < filled_.size() && !filled_[c].empty()) continue;
            // An area or a price stands once for all the rows that it is merged over; repeated, it would count again.
            if (c >= head_.columns.size() || head_.columns[c].field.empty()) continue;
            if (is_area_unit(head_.columns[c].unit) || head_.columns[c].field == "price") continue;
            if (c >= filled_.size()) filled_.resize(c + 1);
            filled_[c] = region.text;
            ++filled_cells_;
        }
    }
    return filled_;
}

/// In an exported ledger, the line of a township or zone above the items: figures, and nothing that names land.
bool SheetReader::is_part_line(const Row& row) const {
    if (row.column_of("id") == Row::npos) return false;
    for (const std::string_view field : {"id", "approval", "plot", "plot_number"}) {
        const std::size_t column = row.column_of(field);
        if (column != Row::npos && !base::trim(row.cell(column)).empty()) return false;
    }
    return true;
}

bool SheetReader::is_no_data(Row& row) {
    std::vector<std::string_view> filled;
    bool repeats_head = true;
    for (std::size_t c = 0; c < row.width(); ++c) {
        const std::string_view cell = row.cell(c);
        if (cell.size() > 400) return false;
        const std::string_view text = base::trim(cell);
        if (text.empty()) continue;
        repeats_head = repeats_head && c < head_.columns.size() && base::ends_with(head_.columns[c].heading, text);
        filled.push_back(text);
    }
    if (filled.empty()) return true;
    const auto skip = [&](std::string_view code) {
        row.problem(code, Row::npos, filled.front());
        return true;
    };
    if (repeats_head && filled.size() > 1) return skip("ROW_IS_HEADING");
    for (std::size_t i = 0; i < filled.size() && i < 3; ++i) {
        if (is_sum_label(filled[i])) return skip("ROW_IS_SUM");
    }
    if (is_part_line(row)) return skip("ROW_IS_SUM");
    if (filled.size() <= 6 && is_note_label(filled.front())) return skip("ROW_IS_NOTE");
    if (numbers_columns(filled)) return skip("ROW_IS_HEADING");
    // 一、2019年批次: a title over a group of rows.
    if (filled.size() == 1 && head_.columns.size() >= 4) return skip("ROW_IS_HEADING");
    return false;
}

base::Status SheetReader::data_row(std::int64_t number, std::span<const std::string_view> written) {
    const std::span<const std::string_view> cells = fill_merged(number, written);
    Row row(head_, name_, number, cells, file_, sink_);
    if (is_no_data(row)) return base::Done{};
    return take(row, written);
}

base::Status SheetReader::take(Row& row, std::span<const std::string_view> written) {
    ++result_.rows;
    file_.shape_note.clear();
    file_.unkept.clear();
    ++report_.rows;
    std::optional<land::Record> record = reader_->read(row);
    if (!record) {
        PANHUO_ASSERT(row.refused(), "a row refused without a problem");
        ++result_.rejected;
        sink_.rejected(name_, row.number(), result_.headings, std::vector<std::string>(written.begin(), written.end()));
        return base::Done{};
    }
    Candidate candidate;
    candidate.record = std::move(*record);
    candidate.original.reserve(written.size());
    for (std::size_t c = 0; c < written.size(); ++c) {
        if (written[c].empty()) continue;
        const bool known = c < head_.columns.size();
        const bool kept = std::find(file_.unkept.begin(), file_.unkept.end(), c) == file_.unkept.end();
        candidate.original.emplace_back(known ? head_.columns[c].heading : "列 " + column_letters(c),
                                        kept ? masked(written[c]) : std::string(kNameLeftOut));
    }
    candidate.sheet = name_;
    candidate.shape_note = std::move(file_.shape_note);
    candidate.mapping = report_.mapping;
    candidate.row = row.number();
    if (const std::size_t id = row.column_of("id"); id != Row::npos) candidate.echo = row.text(row.cell(id));
    const std::string line = std::to_string(row.number());
    candidate.cells = "A" + line + ":" + column_letters(written.empty() ? 0 : written.size() - 1) + line;
    return sink_.candidate(std::move(candidate));
}

}  // namespace intake
