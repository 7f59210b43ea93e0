#include "intake/reject_file.hpp"

#include "base/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace intake {

namespace {

bool is_formula_start(char c) { return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r'; }

/// A plain number may begin with a minus sign.
bool is_number(std::string_view cell) {
    if (cell.size() < 2) return false;
    return cell.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

std::string joined(const std::vector<Problem>& problems, const std::string& (*take)(const Problem&)) {
    std::string text;
    for (const Problem& problem : problems) text += (text.empty() ? "" : "；") + take(problem);
    return text;
}

}  // namespace

struct RejectFile::Output {
    std::FILE* file = nullptr;
    bool failed = false;

    explicit Output(const std::string& path) : file(std::fopen(path.c_str(), "wb")) { failed = file == nullptr; }
    ~Output() {
        if (file != nullptr) std::fclose(file);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void write(std::string_view bytes) {
        if (!failed) failed = std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size();
    }
    void line(const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ",") + safe_csv_cell(cells[i]);
        write(text + "\r\n");
    }
    bool finish() {
        if (file != nullptr && std::fclose(file) != 0) failed = true;
        file = nullptr;
        return !failed;
    }
};

std::string safe_csv_cell(std::string_view cell) {
    std::string text;
    if (!cell.empty() && is_formula_start(cell.front()) && !is_number(cell)) text.push_back('\'');
    text.append(cell);
    if (text.find_first_of("\",\r\n\t") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted.push_back('"');
        quoted.push_back(c);
    }
    return quoted + "\"";
}

RejectFile::RejectFile(const std::string& folder, const std::string& source)
    : path_(folder + "/" + base::file_name(source) + ".rejected.csv") {}

RejectFile::~RejectFile() = default;

void RejectFile::problem(const Problem& problem) {
    if (problem.severity != Severity::Error) return;
    if (!pending_.empty() && (pending_.back().row != problem.row || pending_.back().sheet != problem.sheet))
        pending_.clear();
    pending_.push_back(problem);
}

base::Status RejectFile::row(std::string_view sheet, std::int64_t row, const std::vector<std::string>& headings,
                             const std::vector<std::string>& cells) {
    const auto unwritable = [&] { return base::Error{base::Code::FileUnwritable, {path_, std::strerror(errno)}}; };
    if (!out_) {
        out_ = std::make_unique<Output>(path_);
        out_->write("\xEF\xBB\xBF");
    }
    if (headings_ != headings) {
        // Another sheet, other columns: its own head within the file.
        headings_ = headings;
        std::vector<std::string> head = headings;
        for (const char* const name : {"原工作表", "原行号", "问题代码", "问题位置", "问题说明"})
            head.emplace_back(name);
        out_->line(head);
    }
    if (!pending_.empty() && (pending_.back().row != row || pending_.back().sheet != sheet)) pending_.clear();
    std::vector<std::string> line = cells;
    line.resize(std::max(headings.size(), cells.size()));
    line.emplace_back(sheet);
    line.push_back(std::to_string(row));
    line.push_back(joined(pending_, [](const Problem& p) -> const std::string& { return p.code; }));
    line.push_back(joined(pending_, [](const Problem& p) -> const std::string& { return p.cell; }));
    line.push_back(joined(pending_, [](const Problem& p) -> const std::string& { return p.message.zh; }));
    pending_.clear();
    out_->line(line);
    ++rows_;
    if (out_->failed) return unwritable();
    return base::Done{};
}

base::Status RejectFile::close() {
    if (out_ && !out_->finish()) return base::Error{base::Code::FileUnwritable, {path_, std::strerror(errno)}};
    return base::Done{};
}

}  // namespace intake
