#include "service/whereabouts.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <string>

namespace service {
namespace {

/// A line "141031,110.7,36.4,111.3,37.0"; nothing where it is none.
std::optional<geo::Extent> read_extent(const std::vector<std::string_view>& cells) {
    constexpr int kDecimals = 4;
    if (cells.size() != 5) return std::nullopt;
    double degrees[4] = {};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto read = base::parse_decimal(base::trim(cells[i + 1]), kDecimals);
        if (!read) return std::nullopt;
        degrees[i] = static_cast<double>(*read) / 10'000;
    }
    const geo::Extent extent{degrees[0], degrees[1], degrees[2], degrees[3]};
    const bool good = extent.west < extent.east && extent.south < extent.north;
    return good ? std::optional(extent) : std::nullopt;
}

/// 141031, 141000, 140000: how many digits of the code a line must share, best first.
int closeness(std::string_view listed, std::string_view division) {
    for (const std::size_t digits : {std::size_t{6}, std::size_t{4}, std::size_t{2}}) {
        const std::string code = std::string(division.substr(0, digits)) + std::string(6 - digits, '0');
        if (division.size() >= digits && listed == code) return static_cast<int>(digits);
    }
    return 0;
}

}  // namespace

base::Result<std::optional<geo::Extent>> extent_in(std::string_view csv, const std::string& what,
                                                   std::string_view division) {
    std::optional<geo::Extent> best;
    int closest = 0, number = 0;
    for (const std::string_view raw : base::split(csv, '\n')) {
        ++number;
        const std::string_view line = base::trim(raw);
        if (line.empty() || line.front() == '#' || base::starts_with(line, "code")) continue;
        const auto cells = base::split(line, ',');
        const auto extent = read_extent(cells);
        if (!extent) return base::Error{base::Code::RulebookInvalid, {what, std::to_string(number), std::string(line)}};
        const int near = closeness(cells[0], division);
        if (near <= closest) continue;
        closest = near;
        best = extent;
    }
    return best;
}

base::Result<std::optional<geo::Extent>> extent_of(std::string_view division) {
    PANHUO_TRY(const std::string home, base::data_folder());
    const std::string path = home + "/rulebooks/data/extents.csv";
    PANHUO_TRY(const std::string csv, base::read_file(path));
    return extent_in(csv, path, division);
}

}  // namespace service
