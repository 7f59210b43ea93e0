// Shapes of other people's test suites, as doubles: read from their formats, measured, and laid over each other by our
// kernel on a grid that fits them.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace conformance {

struct Spot {
    double x = 0, y = 0;
};
using Loop = std::vector<Spot>;
using Polygon = std::vector<Loop>;  ///< a shell, then its holes

struct Shape {
    std::vector<Polygon> polygons;
    bool others = false;  ///< holds points or lines, too
    bool readable = true;

    bool is_area() const { return readable && !others; }
    double area() const;  ///< shells minus holes
    double perimeter() const;
};

/// Well-known text, collections included, or the hexadecimal form of well-known binary.
Shape read_shape(const std::string& text);
Shape read_geojson(const nlohmann::json& geometry);

enum class Operation { Intersection, Union, Difference, SymDifference };
enum class Rule { EvenOdd, NonZero, Positive, Negative };

struct Answer {
    double area = 0;
    double step = 0;      ///< of the grid
    std::string invalid;  ///< an outline of the outcome that is no valid polygon, and why
};

/// The operation over the first operand and the others. Without a grid, a power of two near a 2^36th of the extent.
/// Operands are read ring by ring with the rule, holes taken from their shells; with `as_one`, all loops of an operand
/// wind together, in their own directions.
Answer overlay(const std::vector<Shape>& operands, Operation operation, Rule rule, std::optional<double> grid = {},
               bool as_one = false);

/// What the suites' test promises: within 1e-6 of the expected area, or a grid step along all boundaries.
double tolerance(const std::vector<Shape>& operands, double expected, double step);

/// Cases of one suite, counted by operation; what is left out is named or counted, with the reason.
struct Report {
    std::vector<std::pair<std::string, int>> checked;           ///< operation, cases passed
    std::vector<std::pair<std::string, int>> not_checkable;     ///< reason, cases
    std::vector<std::pair<std::string, std::string>> left_out;  ///< case, reason

    void count(const std::string& operation) { add(checked, operation); }
    void skip(const std::string& reason) { add(not_checkable, reason); }
    /// The suite's part of docs/conformance.md.
    std::string markdown() const;

  private:
    static void add(std::vector<std::pair<std::string, int>>& to, const std::string& name);
};

/// Empty if docs/conformance.md says the same between its marks for `suite`; else what to do. With
/// PANHUO_WRITE_DOCS set the document is brought up to date.
std::string compare_with_document(const std::string& suite, const Report& report);

std::string slurp(const std::string& path);

}  // namespace conformance
