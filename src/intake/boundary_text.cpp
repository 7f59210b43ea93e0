#include "intake/boundary_text.hpp"

#include "base/text.hpp"
#include "geo/site_shift.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"
#include "intake/boundary_lines.hpp"
#include "intake/boundary_place.hpp"
#include "intake/boundary_plot.hpp"
#include "intake/boundary_shape.hpp"
#include "intake/place_notes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace intake {
namespace {

/// Of the file's SHA-256, in plot keys: 64 bits tell the files of a county apart.
constexpr std::size_t kKeyDigits = 16;

/// FID_0: the row number of the tool's table, the same in every file.
bool is_tool_number(std::string_view value) {
    return value.empty() || is_template_word(value) || base::starts_with(value, "FID_") ||
           base::starts_with(value, "OBJECTID");
}

/// Some writers count the closing lines, some do not, some count closing lines they leave out: all are honest.
void check_count(const BoundaryPlot& plot, const PlotPoints& points) {
    const HeadingField* field = plot.field(PlotColumn::Count);
    if (field == nullptr) return;
    const auto stated = base::parse_decimal(base::to_halfwidth(field->value), 0);
    if (!stated) return;
    const std::size_t lines = points.points.size();
    const auto is = [&](std::size_t n) { return *stated == static_cast<std::int64_t>(n); };
    if (is(lines) || is(lines - points.closing_lines) || is(lines + points.unclosed())) return;
    plot.report_heading("COUNT_MISMATCH", field->title, field->value, {std::to_string(lines)});
}

bool read_points(const BoundaryPlot& plot, PlotPoints& out) {
    std::int64_t ring = 1;
    bool fullwidth_said = false;
    for (const TextLine& line : plot.lines().lines) {
        PointLine point;
        if (!read_point_line(line.text, ring, point)) {
            plot.report("POINT_UNREADABLE", line.number, "", std::string(line.text), {plot.label()});
            return false;
        }
        ring = point.ring;
        if (point.fullwidth && !fullwidth_said) {
            plot.report("FULLWIDTH_PUNCTUATION", line.number, "", std::string(line.text));
            fullwidth_said = true;
        }
        out.add(point, line);
    }
    return true;
}

/// False where the points enclose no land.
bool fill_geometry(const BoundaryPlot& plot, PlotPoints& points, const SurveyPlace& place, const geo::SiteShift* shift,
                   land::Plot& out) {
    Shaped shaped = shape_points(points, place.swapped);
    const auto say = [&](std::string_view code) { plot.report_heading(code, "", plot.label(), {shaped.detail}); };
    switch (shaped.outcome) {
        case Shaped::Outcome::Whole:
            break;
        case Shaped::Outcome::Touching:
            say("GEOMETRY_FLAWED");
            break;
        case Shaped::Outcome::Crossing:
            say("SELF_INTERSECTION");
            return false;
        case Shaped::Outcome::ShortRing:
            say("RING_TOO_SHORT");
            return false;
        case Shaped::Outcome::TooLarge:
            say("PLOT_TOO_LARGE");
            return false;
    }
    if (place.shifted) {
        shaped.polygons = shift->moved(std::move(shaped.polygons));
        if (shaped.polygons.empty() || !geo::check_validity(shaped.polygons).valid()) {
            plot.report_heading("PLOT_OUT_OF_REACH", "", plot.label(), {place.crs});
            return false;
        }
    }
    out.geometry = {place.crs, geo::write_wkt(shaped.polygons)};
    out.measured = geo::area_of(shaped.polygons);
    return true;
}

/// Reads the plots of one file, one after the other.
class Importer {
  public:
    Importer(const std::string& sha256, const ReadOptions& options, Sink& sink)
        : hash_(sha256.substr(0, kKeyDigits)), options_(options), sink_(sink) {}

    base::Status run(const BoundaryLines& lines, FileResult& result) {
        for (const TextLine& line : lines.ignored) {
            sink_.problem(make_problem("LINE_IGNORED", "", line.number, "L" + std::to_string(line.number), "",
                                       std::string(line.text)));
        }
        for (const PlotLines& plot_lines : lines.plots) {
            ++result.rows;
            const BoundaryPlot plot(plot_lines, lines.attributes[plot_lines.attributes],
                                    static_cast<std::size_t>(result.rows), sink_, said_once_);
            auto record = read_plot(plot);
            if (record) {
                Candidate candidate{std::move(*record), plot.original(), "", plot.heading_line(), plot.cells()};
                candidate.shape_note = std::exchange(shape_note_, {});
                PANHUO_DO(sink_.candidate(std::move(candidate)));
                continue;
            }
            ++result.rejected;
            std::vector<std::string> cells;
            result.headings.clear();
            plot.as_written(result.headings, cells);
            sink_.rejected("", plot.heading_line(), result.headings, cells);
        }
        return base::Done{};
    }

  private:
    std::optional<land::Plot> read_plot(const BoundaryPlot& plot) {
        const std::string shape = plot.value(PlotColumn::Shape);
        if (shape == "点" || shape == "线") {
            plot.report_heading("SHAPE_NOT_AREA", plot.field(PlotColumn::Shape)->title, shape, {plot.label()});
            return std::nullopt;
        }
        shape_note_.clear();
        PlotPoints points;
        if (!read_points(plot, points)) return std::nullopt;
        check_count(plot, points);
        const SurveyPlace place =
            place_plot(points.points, stated_grid(plot.attributes()), options_, plot.label(), plot.heading_line());
        for (const PlaceProblem& p : place.problems) {
            // The whole file has one description: said once, not a thousand times.
            const bool of_the_file =
                p.code == "POSITION_UNKNOWN" || p.code == "SITE_SHIFTED" || base::starts_with(p.code, "CRS_");
            if (!of_the_file || plot.first_time(p.code)) plot.report(p.code, p.line, "", p.found, p.more);
            if (p.code == "SITE_SHIFTED") shape_note_ = shift_note({p.code, p.more});
        }
        land::Plot out;
        if (place.refused || !fill_geometry(plot, points, place, options_.shift.get(), out)) return std::nullopt;
        plot.fill_area(out);
        plot.fill_fields(out, options_.division);
        fill_key(plot, out);
        return out;
    }

    /// Numbers in these files are seldom more than "1" or FID_0, the same in every file. So the file's hash and the
    /// plot's place in it are its key, unless an approval is told, within which the surveyor's own number counts.
    void fill_key(const BoundaryPlot& plot, land::Plot& out) {
        out.file_key = hash_ + "#" + std::to_string(plot.ordinal());
        out.number = base::to_halfwidth(plot.value(PlotColumn::Number));
        // A number in the file's own section is kept beside, but makes no key: many files of one approval share it.
        out.approval_text =
            attribute_value(plot.attributes(), {"批复文号", "批准文号", "批文号", "批文文号", "用地批准文号"});
        if (out.approval_text.empty()) out.approval_text = options_.approval;
        if (options_.approval.empty()) return;
        out.approval = options_.approval;
        const std::string written = out.number;
        if (is_tool_number(written)) {
            out.number = hash_ + "-" + std::to_string(plot.ordinal());
            plot.report_heading("PLOT_UNNUMBERED", "", written, {out.number});
        }
        int& copies = copies_[out.number];
        const std::string base = out.number;
        while (!numbers_.insert(out.number).second) out.number = base + "~" + std::to_string(++copies + 1);
        if (out.number != base) plot.report_heading("PLOT_NUMBER_REPEATED", "", written, {out.number});
    }

    const std::string hash_;
    const ReadOptions& options_;
    Sink& sink_;
    std::set<std::string> numbers_;      ///< given out so far
    std::map<std::string, int> copies_;  ///< by number as written: how often it came back
    std::set<std::string> said_once_;
    std::string shape_note_;  ///< of the plot being read (Candidate)
};

}  // namespace

bool looks_like_boundary_text(std::string_view text) {
    constexpr std::size_t kHead = 64 * 1024;  // enough for any description
    const BoundaryLines lines = scan_boundary_lines(text.substr(0, kHead));
    PointLine point;
    for (const PlotLines& plot : lines.plots) {
        if (!plot.lines.empty() && read_point_line(plot.lines.front().text, 1, point)) return true;
    }
    return std::any_of(lines.attributes.begin(), lines.attributes.end(), [](const std::vector<Attribute>& block) {
        return std::any_of(block.begin(), block.end(),
                           [](const Attribute& a) { return base::contains(a.section, "属性描述"); });
    });
}

base::Result<FileResult> read_boundary_text(std::string_view text, const std::string& file_name,
                                            const std::string& sha256, const ReadOptions& options, Sink& sink) {
    const BoundaryLines lines = scan_boundary_lines(text);
    if (lines.plots.empty()) return base::Error{base::Code::FormatUnknown, {file_name, "没有地块 / no plot"}};
    FileResult result;
    result.file = file_name;
    result.sha256 = sha256;
    result.kind = std::string(land::kind_name(land::Kind::Plot));
    PANHUO_DO(read_boundary_lines(lines, options, result, sink));
    return result;
}

base::Status read_boundary_lines(const BoundaryLines& lines, const ReadOptions& options, FileResult& result,
                                 Sink& sink) {
    return Importer(result.sha256, options, sink).run(lines, result);
}

}  // namespace intake
