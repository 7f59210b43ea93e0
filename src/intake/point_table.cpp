#include "intake/point_table.hpp"

#include "base/text.hpp"
#include "intake/units.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace intake {
namespace {

constexpr std::size_t kMostPoints = 4'000'000;

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), key) != names.end();
}

/// Heading key without its unit: "x坐标(m)" -> "x坐标".
std::string bare(std::string_view heading) {
    std::string key = without_brackets(heading_key(heading));
    for (const std::string_view unit : {"_m", "/m"}) {
        if (base::ends_with(key, unit)) key.resize(key.size() - unit.size());
    }
    return key;
}

/// Commas and at signs would end a field of the boundary text.
std::string plain(std::string_view text) {
    std::string out(base::trim(text));
    std::replace_if(out.begin(), out.end(), [](char c) { return c == ',' || c == '@' || c == '\n' || c == '\r'; }, ' ');
    return out;
}

}  // namespace

std::optional<PointTable> PointTable::from_head(const SheetRow& row) {
    PointTable table;
    const auto take = [](std::size_t& column, std::size_t at) {
        if (column == kNone) column = at;
    };
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const std::string key = bare(row.cells[at]);
        if (base::contains(key, "面积") || is_one_of(key, {"wkt", "geom", "geometry", "the_geom", "图形"}))
            return std::nullopt;
        if (is_one_of(key, {"x", "x坐标", "坐标x", "纵坐标", "纵坐标x", "x纵坐标", "北坐标", "north", "northing"})) {
            take(table.x_, at);
        } else if (is_one_of(key,
                             {"y", "y坐标", "坐标y", "横坐标", "横坐标y", "y横坐标", "东坐标", "east", "easting"})) {
            take(table.y_, at);
        } else if (is_one_of(key, {"点号", "界址点号", "界址点", "点名", "点", "point", "id", "序号"})) {
            take(table.point_, at);
        } else if (is_one_of(key, {"圈号", "环号", "ring"})) {
            take(table.ring_, at);
        } else if (is_one_of(key, {"地块编号", "地块号", "地块", "宗地号", "宗地代码", "宗地编号", "plot", "dkbh"})) {
            take(table.number_, at);
        } else if (is_one_of(key, {"地块名称", "宗地名称", "名称", "name", "dkmc"})) {
            take(table.name_, at);
        }
    }
    const bool good = table.x_ != kNone && table.y_ != kNone && table.point_ != kNone;
    return good ? std::optional(std::move(table)) : std::nullopt;
}

std::string_view PointTable::cell(std::span<const std::string_view> cells, std::size_t column) const {
    return column < cells.size() ? base::trim(cells[column]) : std::string_view();
}

base::Status PointTable::add(std::int64_t number, std::span<const std::string_view> cells) {
    const std::string_view x = cell(cells, x_), y = cell(cells, y_);
    if (x.empty() && y.empty()) return base::Done{};
    if (++points_ > kMostPoints) return base::Error{base::Code::ReaderLimit, {"", "> 4,000,000 points"}};
    const std::string key = plain(cell(cells, number_));
    const auto [at, fresh] = by_number_.try_emplace(key, plots_.size());
    if (fresh) plots_.push_back({",," + key + "," + plain(cell(cells, name_)) + ",面,,,,@", number, {}});
    const std::string ring = ring_ == kNone ? "1" : plain(cell(cells, ring_));
    plots_[at->second].lines.emplace_back(number,
                                          plain(cell(cells, point_)) + "," + ring + "," + plain(x) + "," + plain(y));
    return base::Done{};
}

BoundaryLines PointTable::lines() const {
    BoundaryLines out;
    out.attributes.emplace_back();
    for (const Plot& plot : plots_) {
        PlotLines lines;
        lines.heading = {plot.first_row, plot.heading};
        for (const auto& [number, text] : plot.lines) lines.lines.push_back({number, text});
        out.plots.push_back(std::move(lines));
    }
    return out;
}

}  // namespace intake
