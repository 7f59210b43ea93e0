#include "intake/boundary_text.hpp"

#include "base/text.hpp"
#include "geo/wkt.hpp"
#include "intake/boundary_lines.hpp"
#include "intake/boundary_place.hpp"
#include "intake/boundary_shape.hpp"

#include <algorithm>
#include <set>

namespace intake {
namespace {

using base::Area;

/// Of the file's SHA-256, in plot keys: 64 bits tell the files of a county apart.
constexpr std::size_t kKeyDigits = 16;

// Areas agree when they differ by less than both effects that honest files show:
// - declared in hectares with four decimals, cut off or rounded, from points rounded to 1 mm: up to 1 m² for the
//   decimals, and a little for the points (hangzhou BR14 declares 5.7089 and computes 5.7090);
constexpr Area kRoundingAllowance = Area::from_units(15'000);  // 1.5 m²
// - declared on the ellipsoid, computed on the map: at the edge of a 3-degree zone the map is up to 0.05 % larger
//   (scale 1 + y²/2R² squared, y = 140 km).
constexpr std::int64_t kEllipsoidAllowance = 2'000;  // one part in

std::string hectares(Area area) { return area.text(base::AreaUnit::Hectare, 4); }

/// Field names of the format itself that tools leave standing where nothing was filled in.
bool is_template_word(std::string_view value) {
    static const std::set<std::string_view> kWords = {"DKMC", "DKBH", "DKMJ", "TFH", "DKYT", "DLBM", "JZDS", "JLTXSX"};
    return kWords.contains(value);
}

/// FID_0: the row number of the tool's table, the same in every file.
bool is_tool_number(std::string_view value) {
    return value.empty() || is_template_word(value) || base::starts_with(value, "FID_") ||
           base::starts_with(value, "OBJECTID");
}

/// Reads the plots of one file, one after the other.
class Importer {
  public:
    Importer(const BoundaryLines& lines, const std::string& sha256, const ReadOptions& options, Sink& sink,
             FileResult& result)
        : lines_(lines), sha256_(sha256), options_(options), sink_(sink), result_(result) {}

    base::Status run() {
        for (const TextLine& line : lines_.ignored) report("LINE_IGNORED", line.number, "", std::string(line.text));
        for (std::size_t i = 0; i < lines_.plots.size(); ++i) {
            ++result_.rows;
            plot_ = &lines_.plots[i];
            ordinal_ = i + 1;
            auto plot = read_plot();
            if (!plot) {
                refuse();
                continue;
            }
            Candidate candidate{std::move(*plot), original(), "", plot_->heading.number, cells()};
            PANHUO_DO(sink_.candidate(std::move(candidate)));
        }
        return base::Done{};
    }

  private:
    const std::vector<Attribute>& attributes() const { return lines_.attributes[plot_->attributes]; }

    void report(std::string_view code, std::int64_t line, std::string field, std::string found,
                const std::vector<std::string>& more = {}) {
        sink_.problem(
            make_problem(code, "", line, "L" + std::to_string(line), std::move(field), std::move(found), more));
    }
    void report_heading(std::string_view code, std::string field, std::string found,
                        const std::vector<std::string>& more = {}) {
        report(code, plot_->heading.number, std::move(field), std::move(found), more);
    }

    std::string cells() const {
        return "L" + std::to_string(plot_->heading.number) + "-L" + std::to_string(plot_->last_line());
    }

    const HeadingField* field(Column column) const {
        for (const HeadingField& f : heading_) {
            if (f.column == column) return &f;
        }
        return nullptr;
    }
    std::string value(Column column) const {
        const HeadingField* f = field(column);
        return f == nullptr ? "" : f->value;
    }
    /// As value(), but words of the template count as nothing.
    std::string content(Column column) const {
        std::string text = value(column);
        return is_template_word(text) ? "" : text;
    }

    /// How messages call the plot: number and name as far as there are any.
    std::string label() const {
        std::string text = value(Column::Number);
        const std::string name = content(Column::Name);
        if (!name.empty()) text += (text.empty() ? "" : " ") + name;
        return text.empty() ? "#" + std::to_string(ordinal_) : text;
    }

    std::vector<std::pair<std::string, std::string>> original() const {
        std::vector<std::pair<std::string, std::string>> out;
        for (const HeadingField& f : heading_) {
            if (!f.value.empty()) out.emplace_back(f.title, f.value);
        }
        for (const Attribute& a : attributes()) {
            if (!a.value.empty()) out.emplace_back(a.key, a.value);
        }
        return out;
    }

    /// Hands the plot back as it stands: the heading's fields, then all its lines.
    void refuse() {
        ++result_.rejected;
        std::vector<std::string> headings;
        std::vector<std::string> values;
        for (const HeadingField& f : heading_) {
            headings.push_back(f.title);
            values.push_back(f.value);
        }
        std::string points;
        for (const TextLine& line : plot_->lines) {
            if (!points.empty()) points += '\n';
            points += line.text;
        }
        headings.emplace_back("界址点");
        values.push_back(std::move(points));
        sink_.rejected("", plot_->heading.number, headings, values);
        result_.headings = std::move(headings);
    }

    std::optional<land::Plot> read_plot() {
        bool fullwidth = false;
        heading_ = read_heading(*plot_, fullwidth);
        if (fullwidth) report_heading("FULLWIDTH_PUNCTUATION", "", std::string(plot_->heading.text));
        const std::string shape = value(Column::Shape);
        if (shape == "点" || shape == "线") {
            report_heading("SHAPE_NOT_AREA", field(Column::Shape)->title, shape, {label()});
            return std::nullopt;
        }
        PlotPoints points;
        if (!read_points(points)) return std::nullopt;
        check_count(points);
        const StatedGrid stated = stated_grid(attributes());
        const Place place = place_plot(points.points, stated, options_.crs, label(), plot_->heading.number);
        for (const PlaceProblem& p : place.problems) {
            // The whole file has one description: said once, not a thousand times.
            if ((p.code == "POSITION_UNKNOWN" || p.code == "CRS_DISAGREES") && !said_once_.insert(p.code).second)
                continue;
            report(p.code, p.line, "", p.found, p.more);
        }
        if (place.refused) return std::nullopt;
        land::Plot plot;
        if (!shape_plot(points, place, plot)) return std::nullopt;
        fill_area(plot);
        fill_fields(plot);
        fill_key(plot);
        return plot;
    }

    bool read_points(PlotPoints& out) {
        std::int64_t ring = 1;
        bool fullwidth_said = false;
        for (const TextLine& line : plot_->lines) {
            PointLine point;
            if (!read_point_line(line.text, ring, point)) {
                report("POINT_UNREADABLE", line.number, "", std::string(line.text), {label()});
                return false;
            }
            ring = point.ring;
            if (point.fullwidth && !fullwidth_said) {
                report("FULLWIDTH_PUNCTUATION", line.number, "", std::string(line.text));
                fullwidth_said = true;
            }
            out.add(point, line);
        }
        return true;
    }

    /// Some writers count the closing lines, some do not, some count closing lines they leave out: all are honest.
    void check_count(const PlotPoints& points) {
        const HeadingField* f = field(Column::Count);
        if (f == nullptr) return;
        const auto stated = base::parse_decimal(base::to_halfwidth(f->value), 0);
        if (!stated) return;
        const std::size_t lines = points.points.size();
        const auto is = [&](std::size_t n) { return *stated == static_cast<std::int64_t>(n); };
        if (is(lines) || is(lines - points.closing_lines) || is(lines + points.unclosed())) return;
        report_heading("COUNT_MISMATCH", f->title, f->value, {std::to_string(lines)});
    }

    bool shape_plot(PlotPoints& points, const Place& place, land::Plot& plot) {
        const Shaped shaped = shape_points(points, place.swapped);
        switch (shaped.outcome) {
            case Shaped::Outcome::Whole:
                break;
            case Shaped::Outcome::Touching:
                report_heading("GEOMETRY_FLAWED", "", label(), {shaped.detail});
                break;
            case Shaped::Outcome::Crossing:
                report_heading("SELF_INTERSECTION", "", label(), {shaped.detail});
                return false;
            case Shaped::Outcome::ShortRing:
                report_heading("RING_TOO_SHORT", "", label(), {shaped.detail});
                return false;
            case Shaped::Outcome::TooLarge:
                report_heading("PLOT_TOO_LARGE", "", label(), {shaped.detail});
                return false;
        }
        plot.geometry = {place.crs, geo::write_wkt(shaped.polygons)};
        plot.measured = geo::area_of(shaped.polygons);
        return true;
    }

    void fill_area(land::Plot& plot) {
        const Area measured = *plot.measured;
        const HeadingField* f = field(Column::Area);
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
            for (const auto& [unit, name] :
                 {std::pair{base::AreaUnit::SquareMetre, "m²"}, {base::AreaUnit::Mu, "亩"}}) {
                const base::ReadArea other = base::read_area(written, unit);
                if (other.outcome != base::ReadArea::Outcome::Area || !areas_agree(other.area, measured)) continue;
                plot.area = other.area;
                report_heading("AREA_UNIT_ASSUMED", title, written, {name, hectares(other.area)});
                return;
            }
        }
        report_heading("AREA_MISMATCH", title, written, {hectares(read.area), hectares(measured)});
    }

    void fill_fields(land::Plot& plot) {
        plot.name = content(Column::Name);
        plot.use = content(Column::Use);
        plot.use_code = content(Column::UseCode);
        for (const HeadingField& f : heading_) {
            if (is_template_word(f.value) && f.column != Column::Number && f.column != Column::Area)
                report_heading("TEMPLATE_FIELD", f.title, f.value);
        }
        constexpr std::size_t kDivisionDigits = 6;  // longer codes name the township or village within it
        const std::string region = value(Column::RegionCode);
        plot.division = region.size() >= kDivisionDigits && base::parse_decimal(region, 0)
                            ? region.substr(0, kDivisionDigits)
                            : options_.division;
        for (const HeadingField& f : heading_) {
            const bool ours = f.column == Column::Sheet || f.column == Column::RegionCode ||
                              f.column == Column::RegionName || f.column == Column::Other;
            if (ours && !f.value.empty() && !is_template_word(f.value)) plot.extra.emplace_back(f.title, f.value);
        }
        for (const Attribute& a : attributes()) {
            const bool project = !base::contains(a.section, "属性描述");
            if ((project || a.key == "数据产生单位") && !a.value.empty()) plot.extra.emplace_back(a.key, a.value);
        }
        fill_survey_date(plot);
    }

    void fill_survey_date(land::Plot& plot) {
        const std::string text = attribute_value(attributes(), {"数据产生日期"});
        const base::ReadDate read = base::read_date(text);
        if (read.outcome == base::ReadDate::Outcome::Date) plot.drawn_on = read.date;
        if (read.outcome != base::ReadDate::Outcome::Unreadable || !said_once_.insert("SURVEY_DATE_UNREADABLE").second)
            return;
        for (const Attribute& a : attributes()) {
            if (a.value == text) return report("SURVEY_DATE_UNREADABLE", a.line, a.key, text);
        }
    }

    /// Numbers in these files are seldom more than "1" or FID_0, the same in every file. So the file's hash and the
    /// plot's place in it are its key, unless an approval is told, within which the surveyor's own number counts.
    void fill_key(land::Plot& plot) {
        const std::string hash = sha256_.substr(0, kKeyDigits);
        plot.file_key = hash + "#" + std::to_string(ordinal_);
        plot.number = base::to_halfwidth(value(Column::Number));
        plot.approval_text = stated_approval();
        if (plot.approval_text.empty()) plot.approval_text = options_.approval;
        if (options_.approval.empty()) return;
        plot.approval = options_.approval;
        const std::string written = plot.number;
        if (is_tool_number(written)) {
            plot.number = hash + "-" + std::to_string(ordinal_);
            report_heading("PLOT_UNNUMBERED", "", written, {plot.number});
            numbers_.insert(plot.number);
            return;
        }
        for (int copy = 2; !numbers_.insert(plot.number).second; ++copy)
            plot.number = written + "~" + std::to_string(copy);
        if (plot.number != written) report_heading("PLOT_NUMBER_REPEATED", "", written, {plot.number});
    }

    std::string stated_approval() const {
        return attribute_value(attributes(), {"批复文号", "批准文号", "批文号", "批文文号", "用地批准文号"});
    }

    const BoundaryLines& lines_;
    const std::string& sha256_;
    const ReadOptions& options_;
    Sink& sink_;
    FileResult& result_;
    const PlotLines* plot_ = nullptr;  ///< the plot being read, its place in the file and its heading
    std::size_t ordinal_ = 0;
    std::vector<HeadingField> heading_;
    std::set<std::string> numbers_;
    std::set<std::string> said_once_;
};

}  // namespace

bool areas_agree(base::Area declared, base::Area computed) {
    const base::Int128 apart =
        declared < computed ? computed.units() - declared.units() : declared.units() - computed.units();
    return apart <= base::Int128{kRoundingAllowance.units()} + computed.units() / kEllipsoidAllowance;
}

bool looks_like_boundary_text(std::string_view text) {
    constexpr std::size_t kHead = 64 * 1024;  // enough for any description
    const BoundaryLines lines = scan_boundary_lines(text.substr(0, kHead));
    PointLine point;
    for (const PlotLines& plot : lines.plots) {
        if (!plot.lines.empty() && read_point_line(plot.lines.front().text, 1, point)) return true;
    }
    for (const auto& block : lines.attributes) {
        for (const Attribute& a : block) {
            if (base::contains(a.section, "属性描述")) return true;
        }
    }
    return false;
}

base::Result<FileResult> read_boundary_text(std::string_view text, const std::string& file_name,
                                            const std::string& sha256, const ReadOptions& options, Sink& sink) {
    const BoundaryLines lines = scan_boundary_lines(text);
    if (lines.plots.empty()) return base::Error{base::Code::FormatUnknown, {file_name, "没有地块 / no plot"}};
    FileResult result;
    result.file = file_name;
    result.sha256 = sha256;
    result.kind = std::string(land::kind_name(land::Kind::Plot));
    PANHUO_DO(Importer(lines, sha256, options, sink, result).run());
    return result;
}

}  // namespace intake
