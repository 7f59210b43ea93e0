#include "cli/table.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace cli {
namespace {

std::string padded(const std::string& cell, std::size_t width, Table::Align align, bool last) {
    const auto shown = static_cast<std::size_t>(base::display_width(cell));
    const std::string space(width > shown ? width - shown : 0, ' ');
    if (align == Table::Align::Right) return space + cell;
    return last ? cell : cell + space;
}

bool is_number(const std::string& cell) {
    return !cell.empty() && cell.find_first_not_of("0123456789.-+%, ") == std::string::npos;
}

}  // namespace

std::string Table::text(int indent) const {
    std::vector<std::size_t> widths;
    for (const Column& column : columns_)
        widths.push_back(static_cast<std::size_t>(base::display_width(column.heading)));
    for (const auto& cells : rows_) {
        for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], static_cast<std::size_t>(base::display_width(cells[i])));
        }
    }
    std::string out;
    const auto line = [&](auto&& cell_at) {
        out.append(static_cast<std::size_t>(indent), ' ');
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0) out += "  ";
            out += padded(cell_at(i), widths[i], columns_[i].align, i + 1 == columns_.size());
        }
        out += '\n';
    };
    line([&](std::size_t i) { return columns_[i].heading; });
    line([&](std::size_t i) { return std::string(widths[i], '-'); });
    for (const auto& cells : rows_) {
        line([&](std::size_t i) { return i < cells.size() ? cells[i] : std::string(); });
    }
    return out;
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += ',';
        std::string cell = cells[i];
        if (!cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos && !is_number(cell)) {
            cell.insert(0, "'");
        }
        if (cell.find_first_of(",\"\r\n") == std::string::npos) {
            out += cell;
            continue;
        }
        out += '"';
        for (const char c : cell) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    return out + "\r\n";
}

}  // namespace cli
