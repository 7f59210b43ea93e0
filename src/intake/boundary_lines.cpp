#include "intake/boundary_lines.hpp"

#include "base/text.hpp"
#include "geo/wkt.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace intake {
namespace {

/// Fields of a heading line in the national form, and those that provinces insert after the area.
constexpr std::size_t kNationalFields = 8;
constexpr std::size_t kRegionFields = 2;

constexpr std::array<std::pair<PlotColumn, std::string_view>, 10> kUsualTitles = {{
    {PlotColumn::Count, "界址点数"},
    {PlotColumn::Area, "地块面积"},
    {PlotColumn::RegionCode, "行政区代码"},
    {PlotColumn::RegionName, "行政区名称"},
    {PlotColumn::Number, "地块编号"},
    {PlotColumn::Name, "地块名称"},
    {PlotColumn::Shape, "图形属性"},
    {PlotColumn::Sheet, "图幅号"},
    {PlotColumn::Use, "地块用途"},
    {PlotColumn::UseCode, "地类编码"},
}};

std::string usual_title(PlotColumn column, std::size_t index) {
    for (const auto& [known, title] : kUsualTitles) {
        if (known == column) return std::string(title);
    }
    return "第" + std::to_string(index + 1) + "列";
}

/// Part of a title -> column; the first that fits counts.
PlotColumn column_from_title(std::string_view title) {
    static constexpr std::array<std::pair<std::string_view, PlotColumn>, 14> kParts = {{
        {"点数", PlotColumn::Count},
        {"点个数", PlotColumn::Count},
        {"面积", PlotColumn::Area},
        {"区代码", PlotColumn::RegionCode},
        {"区划代码", PlotColumn::RegionCode},
        {"区名称", PlotColumn::RegionName},
        {"区划名称", PlotColumn::RegionName},
        {"地块编号", PlotColumn::Number},
        {"地块名称", PlotColumn::Name},
        {"图形", PlotColumn::Shape},
        {"图幅", PlotColumn::Sheet},
        {"用途", PlotColumn::Use},
        {"地类编码", PlotColumn::UseCode},
        {"地类代码", PlotColumn::UseCode},
    }};
    const std::string squeezed = base::squeeze(title);
    for (const auto& [part, column] : kParts) {
        if (base::contains(squeezed, part)) return column;
    }
    return PlotColumn::Other;
}

bool is_shape_word(std::string_view value) { return value == "面" || value == "线" || value == "点"; }

bool is_number(std::string_view value) { return geo::parse_metres(base::trim(value)).has_value(); }

/// The content of [属性描述], ［属性描述］ or 【属性描述】; nothing for other lines, such as a list of fields.
std::optional<std::string> section_name(std::string_view line) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kBrackets = {
        {{"[", "]"}, {"［", "］"}, {"【", "】"}}};
    for (const auto& [open, close] : kBrackets) {
        if (!base::starts_with(line, open) || !base::ends_with(line, close)) continue;
        if (line.size() < open.size() + close.size()) continue;
        line = line.substr(open.size(), line.size() - open.size() - close.size());
        if (base::contains(line, ",") || base::contains(line, "@")) return std::nullopt;
        return std::string(base::trim(line));
    }
    return std::nullopt;
}

bool ends_in_at(std::string_view line) { return base::ends_with(line, "@") || base::ends_with(line, "＠"); }

bool is_field_list(std::string_view line) {
    return (base::starts_with(line, "【") || base::starts_with(line, "[")) &&
           (base::contains(line, "@】") || base::contains(line, "@]")) && base::contains(line, ",");
}

std::string_view without_at(std::string_view line) {
    for (const std::string_view at : {"@", "＠"}) {
        if (base::ends_with(line, at)) return base::trim(line.substr(0, line.size() - at.size()));
    }
    return line;
}

/// Fields between separators; the empty one after the last separator (in front of the @) is dropped.
std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> out;
    for (const std::string_view part : base::split(line, ',')) out.emplace_back(base::trim(part));
    if (!out.empty() && out.back().empty()) out.pop_back();
    return out;
}

std::vector<PlotColumn> columns_by_list(std::string_view field_list, std::vector<std::string>& titles) {
    std::string_view inner = field_list;
    for (const std::string_view open : {"【", "["}) {
        if (base::starts_with(inner, open)) inner.remove_prefix(open.size());
    }
    for (const std::string_view close : {"】", "]"}) {
        if (base::ends_with(inner, close)) inner.remove_suffix(close.size());
    }
    titles = fields_of(without_at(base::trim(inner)));
    std::vector<PlotColumn> out;
    for (const std::string& title : titles) out.push_back(column_from_title(title));
    return out;
}

/// Without a list: the national order, or the provincial one where the word 面 (or, failing that, a six-digit code
/// in third place of ten fields) shows that two fields were inserted.
std::vector<PlotColumn> columns_by_form(const std::vector<std::string>& fields) {
    static constexpr std::array kNational = {PlotColumn::Count, PlotColumn::Area,   PlotColumn::Number,
                                             PlotColumn::Name,  PlotColumn::Shape,  PlotColumn::Sheet,
                                             PlotColumn::Use,   PlotColumn::UseCode};
    const auto shape_at = [&](std::size_t i) { return i < fields.size() && is_shape_word(fields[i]); };
    bool regional = !shape_at(4) && shape_at(6);
    if (!shape_at(4) && !shape_at(6) && fields.size() == kNationalFields + kRegionFields)
        regional = fields[2].size() == 6 && is_number(fields[2]);
    std::vector<PlotColumn> out(kNational.begin(), kNational.end());
    if (regional) out.insert(out.begin() + 2, {PlotColumn::RegionCode, PlotColumn::RegionName});
    return out;
}

/// Collects lines into sections and plots.
class Scanner {
  public:
    explicit Scanner(BoundaryLines& out) : out_(out) { out_.attributes.emplace_back(); }

    void line(TextLine line) {
        if (line.text.empty()) return;
        if (is_field_list(line.text)) {
            field_list_ = line.text;
        } else if (const auto name = section_name(line.text)) {
            begin_section(*name);
        } else if (ends_in_at(line.text)) {
            out_.plots.push_back({line, {}, out_.attributes.size() - 1, field_list_});
            in_plot_ = true;
        } else if (in_plot_) {
            out_.plots.back().lines.push_back(line);
        } else if (!in_coordinates_ && attribute(line)) {
            return;
        } else {
            out_.ignored.push_back(line);
        }
    }

  private:
    void begin_section(const std::string& name) {
        // A description after plots starts another file glued to this one: its grid may differ.
        if (in_plot_ && !base::contains(name, "坐标")) {
            out_.attributes.emplace_back();
            field_list_ = {};
        }
        in_plot_ = false;
        in_coordinates_ = base::contains(name, "坐标");
        section_ = name;
    }

    bool attribute(TextLine line) {
        std::size_t at = line.text.find('=');
        std::size_t width = 1;
        if (at == std::string_view::npos) {
            static constexpr std::string_view kFullwidthEquals = "＝";
            at = line.text.find(kFullwidthEquals);
            width = kFullwidthEquals.size();
        }
        if (at == std::string_view::npos || at == 0) return false;
        out_.attributes.back().push_back({section_, std::string(base::trim(line.text.substr(0, at))),
                                          std::string(base::trim(line.text.substr(at + width))), line.number});
        return true;
    }

    BoundaryLines& out_;
    std::string section_;
    std::string_view field_list_;
    bool in_coordinates_ = false;
    bool in_plot_ = false;
};

}  // namespace

BoundaryLines scan_boundary_lines(std::string_view text) {
    BoundaryLines out;
    Scanner scanner(out);
    std::int64_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        scanner.line({++number, base::trim(text.substr(0, end))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::vector<HeadingField> read_heading(const PlotLines& plot, bool& fullwidth) {
    std::string_view line = without_at(plot.heading.text);
    std::vector<std::string> fields = fields_of(line);
    std::string halfwidth;
    fullwidth = base::ends_with(plot.heading.text, "＠");
    // Full-width commas occur within names; they are separators only where the ASCII ones do not make a heading.
    const bool odd_start = !fields.empty() && !is_number(fields.front()) && base::contains(fields.front(), "，");
    if (fields.size() < kNationalFields - 2 || odd_start) {
        halfwidth = base::to_halfwidth(line);
        std::vector<std::string> wider = fields_of(halfwidth);
        if (wider.size() > fields.size()) {
            fields = std::move(wider);
            fullwidth = true;
        }
    }
    std::vector<std::string> titles;
    std::vector<PlotColumn> columns;
    if (!plot.field_list.empty()) columns = columns_by_list(plot.field_list, titles);
    if (columns.empty() || columns.front() != PlotColumn::Count) {
        columns = columns_by_form(fields);
        titles.clear();
    }
    std::vector<HeadingField> out;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const PlotColumn column = i < columns.size() ? columns[i] : PlotColumn::Other;
        std::string title = i < titles.size() ? titles[i] : usual_title(column, i);
        out.push_back({column, std::move(title), std::move(fields[i])});
    }
    return out;
}

bool read_point_line(std::string_view line, std::int64_t previous_ring, PointLine& out) {
    std::vector<std::string_view> fields = base::split(line, ',');
    std::string halfwidth;
    out.fullwidth = false;
    const auto ascii = [](std::string_view text) {
        for (const char c : text) {
            if (static_cast<unsigned char>(c) >= 0x80) return false;
        }
        return true;
    };
    constexpr std::size_t kFields = 4;
    bool plain = fields.size() >= kFields;
    for (std::size_t i = 1; plain && i < kFields; ++i) plain = ascii(fields[i]);
    if (!plain) {
        halfwidth = base::to_halfwidth(line);
        fields = base::split(halfwidth, ',');
        out.fullwidth = halfwidth != line;
    }
    if (fields.size() < kFields) return false;
    const std::string_view ring = base::trim(fields[1]);
    if (ring.empty()) {
        out.ring = previous_ring;
    } else {
        const auto number = base::parse_decimal(ring, 0);
        if (!number || *number < 0) return false;
        out.ring = *number;
    }
    const auto first = geo::parse_metres(base::trim(fields[2]));
    const auto second = geo::parse_metres(base::trim(fields[3]));
    if (!first || !second) return false;
    out.first = *first;
    out.second = *second;
    return true;
}

}  // namespace intake
