// One plot of a boundary file while it is being read: its heading, its description, and the problems found in it.
//
// Part of boundary_text. Fills the fields of a land::Plot from the heading and the description; the points are
// boundary_shape's, the place boundary_place's.
#pragma once

#include "intake/boundary_lines.hpp"
#include "intake/intake.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {

class BoundaryPlot {
  public:
    /// `said_once` belongs to the file: what holds for its description is said with its first plot only.
    BoundaryPlot(const PlotLines& lines, const std::vector<Attribute>& attributes, std::size_t ordinal, Sink& sink,
                 std::set<std::string>& said_once);

    const PlotLines& lines() const { return lines_; }
    const std::vector<Attribute>& attributes() const { return attributes_; }
    std::int64_t heading_line() const { return lines_.heading.number; }
    std::size_t ordinal() const { return ordinal_; }

    /// Nothing if the heading has no such column.
    const HeadingField* field(PlotColumn column) const;
    std::string value(PlotColumn column) const;
    /// As value(), but words of the template (DKMC, TFH …) count as nothing.
    std::string content(PlotColumn column) const;
    /// How messages call the plot: number and name as far as there are any.
    std::string label() const;
    /// "L12-L20"
    std::string cells() const;
    /// Heading fields and description as written, empty ones left out.
    std::vector<std::pair<std::string, std::string>> original() const;
    /// The plot as it stands, for --reject-to: the heading's fields, then all its lines in one cell.
    void as_written(std::vector<std::string>& headings, std::vector<std::string>& cells) const;

    void report(std::string_view code, std::int64_t line, std::string field, std::string found,
                const std::vector<std::string>& more = {}) const;
    void report_heading(std::string_view code, std::string field, std::string found,
                        const std::vector<std::string>& more = {}) const;
    /// True the first time a code is asked about in this file.
    bool first_time(const std::string& code) const { return said_once_.insert(code).second; }

    /// The declared area beside the measured one, which is set already.
    void fill_area(land::Plot& plot) const;
    /// Name, use, division (`division` where the heading names none), date, and all else as extra.
    void fill_fields(land::Plot& plot, const std::string& division) const;

  private:
    void fill_survey_date(land::Plot& plot) const;

    const PlotLines& lines_;
    const std::vector<Attribute>& attributes_;
    std::size_t ordinal_;
    Sink& sink_;
    std::set<std::string>& said_once_;
    std::vector<HeadingField> heading_;
};

/// A value that is the name of a field of the format, left standing by a tool where nothing was filled in.
bool is_template_word(std::string_view value);

}  // namespace intake
