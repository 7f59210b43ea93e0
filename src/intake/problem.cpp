#include "base/result.hpp"
#include "intake/intake.hpp"

#include <algorithm>
#include <array>

namespace intake {

namespace {

struct CatalogueEntry {
    std::string_view code;
    Severity severity;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array kCatalogue = {
#define X(code, severity, zh, en) CatalogueEntry{#code, Severity::severity, zh, en},
#include "intake/problem_codes.def"
#undef X
};

/// A cell of a megabyte helps nobody in a message.
std::string shortened(std::string text) {
    constexpr std::size_t kLongest = 300;
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

}  // namespace

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::Info:
            return "info";
        case Severity::Warning:
            return "warning";
        case Severity::Error:
            return "error";
    }
    return "error";
}

Problem make_problem(std::string_view code, std::string sheet, std::int64_t row, std::string cell, std::string field,
                     std::string found, const std::vector<std::string>& more_args) {
    const auto* entry = std::find_if(kCatalogue.begin(), kCatalogue.end(),
                                     [&](const CatalogueEntry& each) { return each.code == code; });
    PANHUO_ASSERT(entry != kCatalogue.end(), "problem code missing from problem_codes.def");
    Problem problem;
    problem.sheet = std::move(sheet);
    problem.row = row;
    problem.cell = std::move(cell);
    problem.field = std::move(field);
    problem.code = code;
    problem.severity = entry->severity;
    problem.found = shortened(std::move(found));
    std::vector<std::string> args{problem.found};
    args.insert(args.end(), more_args.begin(), more_args.end());
    problem.message = {base::fill(entry->zh, args), base::fill(entry->en, args)};
    return problem;
}

}  // namespace intake
