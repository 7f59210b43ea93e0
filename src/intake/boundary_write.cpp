#include "intake/boundary_write.hpp"

#include "base/text.hpp"
#include "geo/crs.hpp"
#include "geo/wkt.hpp"
#include "intake/boundary_plot.hpp"
#include "intake/boundary_text.hpp"

#include <initializer_list>

namespace intake {
namespace {

constexpr const char* kLineEnd = "\r\n";

std::string extra_of(const land::Plot& plot, std::initializer_list<std::string_view> titles) {
    for (const auto& [title, value] : plot.extra) {
        for (const std::string_view wanted : titles) {
            if (base::contains(title, wanted)) return value;
        }
    }
    return {};
}

/// As a field between commas: what would end it is written in full width, ends of lines as blanks.
std::string number_field(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == ',') {
            out += "，";
        } else if (c == '@') {
            out += "＠";
        } else {
            out += c == '\r' || c == '\n' || c == '\t' ? ' ' : c;
        }
    }
    return std::string(base::trim(out));
}

/// The same; a word of the template would be read as nothing, so nothing is written.
std::string field(const std::string& text) {
    const std::string out = number_field(text);
    return is_template_word(out) ? "" : out;
}

/// A value of the description, on one line.
std::string value(const std::string& text) {
    std::string out = text;
    for (char& c : out) c = c == '\r' || c == '\n' ? ' ' : c;
    return std::string(base::trim(out));
}

/// Hectares with four decimals, or as many as it takes: nothing is rounded.
std::string hectares(base::Area area) {
    constexpr int kUsual = 4, kExact = 8;
    std::string text = area.text(base::AreaUnit::Hectare, kExact);
    const std::size_t least = text.size() - (kExact - kUsual);
    while (text.size() > least && text.back() == '0') text.pop_back();
    return text;
}

/// A number of hectares that the reader would take for another unit, since only that fits the points, says its own.
std::string area_field(const land::Plot& plot, base::Area measured) {
    if (!plot.area) return {};
    const std::string bare = hectares(*plot.area);
    if (areas_agree(*plot.area, measured)) return bare;
    for (const base::AreaUnit unit : {base::AreaUnit::SquareMetre, base::AreaUnit::Mu}) {
        const base::ReadArea other = base::read_area(bare, unit);
        if (other.outcome == base::ReadArea::Outcome::Area && areas_agree(other.area, measured)) return bare + "公顷";
    }
    return bare;
}

std::string description(const land::Plot& plot) {
    std::string out;
    const auto line = [&](const std::string& text) { out += text + kLineEnd; };
    if (!plot.approval_text.empty()) {
        line("[项目信息]");
        line("批复文号=" + value(plot.approval_text));
    }
    line("[属性描述]");
    line("格式版本号=1.01");
    line("数据产生单位=" + value(extra_of(plot, {"数据产生单位"})));
    line("数据产生日期=" + (plot.drawn_on ? plot.drawn_on->iso() : ""));
    const auto grid = geo::grid_from_crs(plot.geometry.crs);
    // Left blank, numbers of an older system would be read back as CGCS2000: where a plot lies stays unknown by a word.
    line("坐标系=" + std::string(grid ? geo::datum_name(geo::Datum::Cgcs2000) : "位置不明"));
    line("几度分带=" + (grid ? std::to_string(grid->degrees) : ""));
    line("投影类型=高斯克吕格");
    line("计量单位=米");
    line("带号=" + (grid ? std::to_string(grid->zone) : ""));
    line("精度=0.001");
    line("转换参数=,,,,,,");
    line("[地块坐标]");
    return out;
}

/// Metres with exactly three decimals.
void append_metres(std::string& out, std::int64_t mm) {
    const std::uint64_t size = mm < 0 ? 0 - static_cast<std::uint64_t>(mm) : static_cast<std::uint64_t>(mm);
    const std::string rest = std::to_string(size % 1000);
    out += (mm < 0 ? "-" : "") + std::to_string(size / 1000) + "." + std::string(3 - rest.size(), '0') + rest;
}

/// Point lines of one ring, closed by its first point under its first name.
void append_ring(std::string& out, const geo::Ring& ring, std::size_t number, std::size_t& points) {
    const std::size_t first = points + 1;
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const geo::Point& p = ring[i % ring.size()];
        out += "J" + std::to_string(i == ring.size() ? first : ++points) + "," + std::to_string(number) + ",";
        append_metres(out, p.y);
        out += ',';
        append_metres(out, p.x);
        out += kLineEnd;
    }
}

std::string heading(const land::Plot& plot, base::Area measured, std::size_t points, const std::string& division) {
    std::string out = std::to_string(points) + "," + area_field(plot, measured) + ",";
    constexpr std::size_t kDivisionDigits = 6;
    if (plot.division.size() == kDivisionDigits && plot.division != division)
        out += plot.division + "," + field(extra_of(plot, {"区名称", "区划名称"})) + ",";
    out += number_field(plot.number) + "," + field(plot.name) + ",面," + field(extra_of(plot, {"图幅"})) + "," +
           field(plot.use) + "," + field(plot.use_code) + ",@";
    return out + kLineEnd;
}

}  // namespace

BoundaryText write_boundary_text(const std::vector<land::Plot>& plots, const std::string& division) {
    BoundaryText out;
    std::string said;
    for (const land::Plot& plot : plots) {
        const auto shape = geo::read_wkt(plot.geometry.wkt);
        if (plot.geometry.empty() || !shape.ok() || shape->empty()) {
            ++out.without_shape;
            continue;
        }
        std::string about = description(plot);
        if (about != said) out.text += about;
        said = std::move(about);
        std::string lines;
        std::size_t rings = 0, points = 0;
        for (const geo::Polygon& polygon : *shape) {
            append_ring(lines, polygon.shell, ++rings, points);
            for (const geo::Ring& hole : polygon.holes) append_ring(lines, hole, ++rings, points);
        }
        out.text += heading(plot, geo::area_of(*shape), points, division) + lines;
        ++out.written;
    }
    return out;
}

}  // namespace intake
