// The lines of a boundary-point TXT, sorted into sections, plots, rings and points. No judgement of coordinates here.
//
// Part of boundary_text; the format is described in docs/formats/boundary-text.md. Views point into the text given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {

struct TextLine {
    std::int64_t number = 0;  ///< 1-based
    std::string_view text;    ///< trimmed
};

/// One key=value line of a section before the plots.
struct Attribute {
    std::string section;  ///< 属性描述, 项目信息 …
    std::string key;
    std::string value;
    std::int64_t line = 0;
};

/// What a field of a plot's heading line holds.
enum class PlotColumn { Count, Area, RegionCode, RegionName, Number, Name, Shape, Sheet, Use, UseCode, Other };

struct HeadingField {
    PlotColumn column = PlotColumn::Other;
    std::string title;  ///< as in the file's list of fields, else the usual name
    std::string value;  ///< as written, trimmed
};

struct PlotLines {
    TextLine heading;
    std::vector<TextLine> lines;  ///< all lines up to the next heading, empty ones left out
    std::size_t attributes = 0;   ///< index into BoundaryLines::attributes
    std::string_view field_list;  ///< the row 【…,@】 that governs it; empty without
    std::int64_t last_line() const { return lines.empty() ? heading.number : lines.back().number; }
};

struct BoundaryLines {
    std::vector<std::vector<Attribute>> attributes;  ///< one block per description; joined files have several
    std::vector<PlotLines> plots;
    std::vector<TextLine> ignored;  ///< lines that belong nowhere
};

/// One pass over the text.
BoundaryLines scan_boundary_lines(std::string_view text);

/// Splits a heading line up to its @. Columns are found by the field list if there is one, else by where 面 stands:
/// fifth in the national form, seventh where a region code and name are inserted. `fullwidth` says whether full-width
/// commas had to be taken for separators (those within names are left alone).
std::vector<HeadingField> read_heading(const PlotLines& plot, bool& fullwidth);

/// A point line: name, ring, two coordinates in mm in the order written.
struct PointLine {
    std::int64_t ring = 1;
    std::int64_t first = 0;
    std::int64_t second = 0;
    bool fullwidth = false;
};
/// Nothing if the line is no point. `previous_ring` serves where the ring number is left blank.
bool read_point_line(std::string_view line, std::int64_t previous_ring, PointLine& out);

}  // namespace intake
