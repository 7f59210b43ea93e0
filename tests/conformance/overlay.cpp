// Shapes onto a grid, through geo's kernel, and back to an area.
#include "base/test_tree.hpp"
#include "geo/arrangement.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"
#include "shapes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>

namespace conformance {
namespace {

/// Whose loop a number of the kernel stands for.
struct Owner {
    std::size_t operand = 0, polygon = 0;
    bool hole = false;
};

struct Frame {
    Spot origin;
    double step = 1;
    geo::Point point(const Spot& s) const {
        return {std::llround((s.x - origin.x) / step), std::llround((s.y - origin.y) / step)};
    }
};

Frame frame_for(const std::vector<Shape>& operands, std::optional<double> grid) {
    Spot low{std::numeric_limits<double>::max(), std::numeric_limits<double>::max()}, high{-low.x, -low.y};
    for (const Shape& shape : operands) {
        for (const Polygon& polygon : shape.polygons) {
            for (const Loop& loop : polygon) {
                for (const Spot& s : loop) {
                    low = {std::min(low.x, s.x), std::min(low.y, s.y)};
                    high = {std::max(high.x, s.x), std::max(high.y, s.y)};
                }
            }
        }
    }
    const double extent = std::max({high.x - low.x, high.y - low.y, 1e-300});
    const double step = grid ? *grid : std::exp2(std::ceil(std::log2(extent)) - 36);
    if (low.x > high.x) return {{0, 0}, step};
    return {{std::floor(low.x / step) * step, std::floor(low.y / step) * step}, step};
}

bool winds(Rule rule, std::int32_t count) {
    switch (rule) {
        case Rule::EvenOdd:
            return count % 2 != 0;
        case Rule::NonZero:
            return count != 0;
        case Rule::Positive:
            return count > 0;
        case Rule::Negative:
            return count < 0;
    }
    return false;
}

std::vector<bool> inside(const geo::Cover& cover, const std::vector<Owner>& owners, std::size_t operands, Rule rule) {
    std::vector<bool> out(operands);
    for (std::size_t i = 0; i < cover.size();) {
        const Owner& of = owners[cover[i].owner];
        bool shell = false, hole = false;
        for (; i < cover.size(); ++i) {
            const Owner& other = owners[cover[i].owner];
            if (other.operand != of.operand || other.polygon != of.polygon) break;
            (other.hole ? hole : shell) |= winds(rule, cover[i].count);
        }
        if (shell && !hole) out[of.operand] = true;
    }
    return out;
}

bool holds(Operation operation, const std::vector<bool>& in) {
    const auto count = std::count(in.begin(), in.end(), true);
    switch (operation) {
        case Operation::Intersection:
            return count == static_cast<std::ptrdiff_t>(in.size()) && count > 0;
        case Operation::Union:
            return count > 0;
        case Operation::Difference:
            return !in.empty() && in[0] && count == 1;
        case Operation::SymDifference:
            return count % 2 == 1;
    }
    return false;
}

}  // namespace

Answer overlay(const std::vector<Shape>& operands, Operation operation, Rule rule, std::optional<double> grid,
               bool as_one) {
    const Frame frame = frame_for(operands, grid);
    std::vector<geo::Segment> segments;
    std::vector<Owner> owners;
    for (std::size_t o = 0; o < operands.size(); ++o) {
        if (as_one) owners.push_back({o, 0, false});
        for (std::size_t p = 0; p < operands[o].polygons.size(); ++p) {
            const Polygon& polygon = operands[o].polygons[p];
            for (std::size_t r = 0; r < polygon.size(); ++r) {
                if (!as_one) owners.push_back({o, p, r > 0});
                const Loop& loop = polygon[r];
                for (std::size_t i = 0; i < loop.size(); ++i) {
                    segments.push_back({frame.point(loop[i]), frame.point(loop[(i + 1) % loop.size()]),
                                        static_cast<std::uint32_t>(owners.size() - 1)});
                }
            }
        }
    }
    const geo::Arrangement arrangement = geo::arrange(geo::node(segments));
    std::vector<std::int32_t> group_of;
    base::Int128 twice = 0;
    for (std::size_t c = 0; c < arrangement.covers.size(); ++c) {
        const bool in = holds(operation, inside(arrangement.covers[c], owners, operands.size(), rule));
        group_of.push_back(in ? 0 : -1);
        if (in) twice += arrangement.twice_area[c];
    }
    Answer out{static_cast<double>(twice) / 2 * frame.step * frame.step, frame.step, ""};
    base::Int128 traced = 0;
    const std::vector<std::uint8_t> kind_of(arrangement.covers.size());
    for (const geo::Region& region : geo::trace(arrangement, group_of, kind_of)) {
        traced += geo::twice_area({region.polygon});
        const geo::Validity validity = geo::check_validity({region.polygon});
        if (!validity.valid()) out.invalid = validity.reason + ": " + geo::write_wkt({region.polygon}, {1, 0});
    }
    if (traced != twice) out.invalid = "outlines and faces differ in area";
    return out;
}

double tolerance(const std::vector<Shape>& operands, double expected, double step) {
    double boundary = 0;
    for (const Shape& shape : operands) boundary += shape.perimeter();
    return std::max(1e-6 * std::abs(expected), step * boundary);
}

void Report::add(std::vector<std::pair<std::string, int>>& to, const std::string& name) {
    const auto known = std::find_if(to.begin(), to.end(), [&](const auto& each) { return each.first == name; });
    if (known != to.end()) {
        ++known->second;
    } else {
        to.emplace_back(name, 1);
    }
}

std::string Report::markdown() const {
    std::string out = "| operation | checked |\n|---|---|\n";
    int all = 0;
    for (const auto& [operation, count] : checked) {
        out += "| " + operation + " | " + std::to_string(count) + " |\n";
        all += count;
    }
    out += "| all | " + std::to_string(all) + " |\n";
    if (!not_checkable.empty()) out += "\nNothing to check an area against:\n";
    for (const auto& [reason, count] : not_checkable) out += "- " + std::to_string(count) + " × " + reason + "\n";
    if (!left_out.empty()) out += "\nLeft out by name:\n";
    for (const auto& [name, reason] : left_out) out += "- " + name + ": " + reason + "\n";
    return out;
}

std::string compare_with_document(const std::string& suite, const Report& report) {
    const std::string path = base::testing::source_tree() + "/docs/conformance.md";
    std::string text = slurp(path);
    const std::string begin = "<!-- " + suite + " -->\n", end = "<!-- end -->";
    const std::size_t from = text.find(begin);
    const std::size_t to = from == std::string::npos ? from : text.find(end, from);
    if (to == std::string::npos) return path + " has no part for " + suite;
    const std::size_t first = from + begin.size();
    if (text.substr(first, to - first) == report.markdown()) return "";
    if (std::getenv("PANHUO_WRITE_DOCS") == nullptr) {
        return path + " says something else about " + suite + "; run again with PANHUO_WRITE_DOCS=1 and look at the " +
               "difference. Found:\n" + report.markdown();
    }
    text.replace(first, to - first, report.markdown());
    std::ofstream(path, std::ios::binary) << text;
    return "";
}

}  // namespace conformance
