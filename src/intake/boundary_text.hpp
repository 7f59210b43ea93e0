// 界址点坐标 TXT: the exchange text of cadastral surveyors, read into plots.
//
// Reads what docs/formats/boundary-text.md describes: sections [属性描述] and [地块坐标] (and any others before), a
// heading line ending in @ per plot, and point lines 点号,圈号,X north,Y east. Every plot of a file stands alone: one
// that cannot be read is refused with a problem, the others go on. Geometry goes out in metres, east north, on the
// 1 mm grid, with its CRS, or without one where the position cannot be known (1980西安, 1954北京, local grids).
//
// Areas: what the file declares stays `area`; what the coordinates give is `measured`. They are compared, never
// mixed. Where no area is declared `area` stays empty (AREA_NOT_STATED).
// Plots never overwrite each other: the key is the file's hash and the plot's place
// in it, unless an approval is told (ReadOptions), within which the plot's number counts.
#pragma once

#include "base/result.hpp"
#include "intake/boundary_lines.hpp"
#include "intake/intake.hpp"

#include <string>
#include <string_view>

namespace intake {

/// Whether decoded text is a boundary file: it has a section [地块坐标], or a plot heading followed by a point line.
bool looks_like_boundary_text(std::string_view text);

/// `text` is UTF-8 without byte-order mark (base::decode_text). Fails only when the sink stops it, or when the text
/// holds no plot (FORMAT_UNKNOWN). Problems name lines as cells ("L14"), candidates their range ("L12-L20").
base::Result<FileResult> read_boundary_text(std::string_view text, const std::string& file_name,
                                            const std::string& sha256, const ReadOptions& options, Sink& sink);

/// The same from lines that were taken apart already: adds its rows to `result`.
base::Status read_boundary_lines(const BoundaryLines& lines, const ReadOptions& options, FileResult& result,
                                 Sink& sink);

/// Declared in hectares with four decimals, cut off or rounded, from points rounded to 1 mm: up to 1 m² for the
/// decimals, and a little for the points (hangzhou BR14 declares 5.7089 and computes 5.7090).
inline constexpr base::Area kRoundingAllowance = base::Area::from_units(15'000);  // 1.5 m²
/// Whether declared and computed area are apart by no more than honest files show: the rounding, and one part in 2,000
/// for an area declared on the ellipsoid and computed on the map.
bool areas_agree(base::Area declared, base::Area computed);

}  // namespace intake
