#include "intake/boundary_plot.hpp"

#include "base/text.hpp"
#include "intake/boundary_place.hpp"
#include "intake/boundary_text.hpp"

namespace intake {
namespace {

using base::Area;

// Declared on the ellipsoid, computed on the map: at the edge of a 3-degree zone the map is up to 0.05 % larger
// (scale 1 + y²/2R² squared, y = 140 km).
constexpr std::int64_t kEllipsoidAllowance = 2'000;  // one part in

std::string hectares(Area area) { return area.text(base::AreaUnit::Hectare, 4); }

}  // namespace

bool is_template_word(std::string_view value) {
    static const std::set<std::string_view> kWords = {"DKMC", "DKBH", "DKMJ", "TFH", "DKYT", "DLBM", "JZDS", "JLTXSX"};
    return kWords.contains(value);
}

bool areas_agree(base::Area declared, base::Area computed) {
    const base::Int128 apart =
        declared < computed ? computed.units() - declared.units() : declared.units() - computed.units();
    return apart <= base::Int128{kRoundingAllowance.units()} + computed.units() / kEllipsoidAllowance;
}

BoundaryPlot::BoundaryPlot(const PlotLines& lines, const std::vector<Attribute>& attributes, std::size_t ordinal,
                           Sink& sink, std::set<std::string>& said_once)
    : lines_(lines), attributes_(attributes), ordinal_(ordinal), sink_(sink), said_once_(said_once) {
    bool fullwidth = false;
    heading_ = read_heading(lines, fullwidth);
    if (fullwidth) report_heading("FULLWIDTH_PUNCTUATION", "", std::string(lines.heading.text));
}

void BoundaryPlot::report(std::string_view code, std::int64_t line, std::string field, std::string found,
                          const std::vector<std::string>& more) const {
    sink_.problem(make_problem(code, "", line, "L" + std::to_string(line), std::move(field), std::move(found), more));
}

void BoundaryPlot::report_heading(std::string_view code, std::string field, std::string found,
                                  const std::vector<std::string>& more) const {
    report(code, heading_line(), std::move(field), std::move(found), more);
}

std::string BoundaryPlot::cells() const {
    return "L" + std::to_string(heading_line()) + "-L" + std::to_string(lines_.last_line());
}

const HeadingField* BoundaryPlot::field(PlotColumn column) const {
    for (const HeadingField& f : heading_) {
        if (f.column == column) return &f;
    }
    return nullptr;
}
std::string BoundaryPlot::value(PlotColumn column) const {
    const HeadingField* f = field(column);
    return f == nullptr ? "" : f->value;
}
std::string BoundaryPlot::content(PlotColumn column) const {
    std::string text = value(column);
    return is_template_word(text) ? "" : text;
}

std::string BoundaryPlot::label() const {
    std::string text = value(PlotColumn::Number);
    const std::string name = content(PlotColumn::Name);
    if (!name.empty()) text += (text.empty() ? "" : " ") + name;
    return text.empty() ? "#" + std::to_string(ordinal_) : text;
}

std::vector<std::pair<std::string, std::string>> BoundaryPlot::original() const {
    std::vector<std::pair<std::string, std::string>> out;
    for (const HeadingField& f : heading_) {
        if (!f.value.empty()) out.emplace_back(f.title, f.value);
    }
    for (const Attribute& a : attributes_) {
        if (!a.value.empty()) out.emplace_back(a.key, a.value);
    }
    return out;
}

void BoundaryPlot::as_written(std::vector<std::string>& headings, std::vector<std::string>& cells) const {
    for (const HeadingField& f : heading_) {
        headings.push_back(f.title);
        cells.push_back(f.value);
    }
    std::string points;
    for (const TextLine& line : lines_.lines) {
        if (!points.empty()) points += '\n';
        points += line.text;
    }
    headings.emplace_back("界址点");
    cells.push_back(std::move(points));
}

void BoundaryPlot::fill_area(land::Plot& plot) const {
    const Area measured = *plot.measured;
    const HeadingField* f = field(PlotColumn::Area);
    const std::string written = f == nullptr ? "" : f->value;
    const std::string title = f == nullptr ? "" : f->title;
    const base::ReadArea read = base::read_area(written, base::AreaUnit::Hectare);
    if (read.outcome != base::ReadArea::Outcome::Area || !read.area.is_positive()) {
        report_heading("AREA_NOT_STATED", title, written, {hectares(measured)});
        return;
    }
    plot.area = read.area;
    if (areas_agree(read.area, measured)) return;
    if (!read.unit_in_cell) {
        for (const auto& [unit, name] : {std::pair{base::AreaUnit::SquareMetre, "m²"}, {base::AreaUnit::Mu, "亩"}}) {
            const base::ReadArea other = base::read_area(written, unit);
            if (other.outcome != base::ReadArea::Outcome::Area || !areas_agree(other.area, measured)) continue;
            plot.area = other.area;
            report_heading("AREA_UNIT_ASSUMED", title, written, {name, hectares(other.area)});
            return;
        }
    }
    report_heading("AREA_MISMATCH", title, written, {hectares(read.area), hectares(measured)});
}

void BoundaryPlot::fill_fields(land::Plot& plot, const std::string& division) const {
    plot.name = content(PlotColumn::Name);
    plot.use = content(PlotColumn::Use);
    plot.use_code = content(PlotColumn::UseCode);
    for (const HeadingField& f : heading_) {
        if (is_template_word(f.value) && f.column != PlotColumn::Number && f.column != PlotColumn::Area)
            report_heading("TEMPLATE_FIELD", f.title, f.value);
    }
    constexpr std::size_t kDivisionDigits = 6;  // longer codes name the township or village within it
    const std::string region = value(PlotColumn::RegionCode);
    const bool is_code = region.size() >= kDivisionDigits && region.find_first_not_of("0123456789") == region.npos;
    plot.division = is_code ? region.substr(0, kDivisionDigits) : division;
    for (const HeadingField& f : heading_) {
        const bool ours = f.column == PlotColumn::Sheet || f.column == PlotColumn::RegionCode ||
                          f.column == PlotColumn::RegionName || f.column == PlotColumn::Other;
        if (ours && !f.value.empty() && !is_template_word(f.value)) plot.extra.emplace_back(f.title, f.value);
    }
    for (const Attribute& a : attributes_) {
        const bool project = !base::contains(a.section, "属性描述");
        if ((project || a.key == "数据产生单位") && !a.value.empty()) plot.extra.emplace_back(a.key, a.value);
    }
    fill_survey_date(plot);
}

void BoundaryPlot::fill_survey_date(land::Plot& plot) const {
    const std::string text = attribute_value(attributes_, {"数据产生日期"});
    const base::ReadDate read = base::read_date(text);
    if (read.outcome == base::ReadDate::Outcome::Date) plot.drawn_on = read.date;
    if (read.outcome != base::ReadDate::Outcome::Unreadable || !first_time("SURVEY_DATE_UNREADABLE")) return;
    for (const Attribute& a : attributes_) {
        if (a.value == text) return report("SURVEY_DATE_UNREADABLE", a.line, a.key, text);
    }
}

}  // namespace intake
