#include "service/remnant_ways.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "land/fields.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace service {
namespace {

template <class List>
bool known(const List& list, std::string_view value) {
    return value.empty() || std::find(std::begin(list), std::end(list), value) != std::end(list);
}

std::optional<geo::RemnantClass> class_named(std::string_view name) {
    for (const geo::RemnantClass each : geo::kRemnantClasses) {
        if (geo::remnant_name(each) == name) return each;
    }
    return std::nullopt;
}

}  // namespace

bool RemnantWays::is_road(std::string_view use) const {
    return std::any_of(road_words.begin(), road_words.end(),
                       [&](const std::string& word) { return base::contains(use, word); });
}

base::Result<RemnantWays> parse_remnant_ways(std::string_view tsv, const std::string& what) {
    RemnantWays out;
    int number = 0;
    const auto bad = [&](const std::string& found) {
        return base::Error{base::Code::RulebookInvalid, {what, std::to_string(number), found}};
    };
    for (std::string_view line : base::split(tsv, '\n')) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#' || base::starts_with(line, "class\t")) continue;
        const auto fields = base::split(line, '\t');
        if (fields.size() == 2 && fields[0] == "road" && out.road_words.empty()) {
            for (const std::string_view word : base::split(fields[1], ',')) {
                if (base::trim(word).empty()) return bad(std::string(line));
                out.road_words.emplace_back(base::trim(word));
            }
            continue;
        }
        const auto kind = class_named(fields[0]);
        if (!kind || fields.size() != 6 || !known(land::values::kCause, fields[1]) ||
            !known(land::values::kRoute, fields[2]))
            return bad(std::string(line));
        RemnantWay way{std::string(fields[1]),
                       std::string(fields[2]),
                       std::string(fields[3]),
                       {std::string(fields[4]), std::string(fields[5])}};
        if (!out.by_class.emplace(*kind, std::move(way)).second) return bad(std::string(line));
    }
    for (const geo::RemnantClass each : geo::kRemnantClasses) {
        if (out.by_class.count(each) == 0) return bad(std::string(geo::remnant_name(each)) + " = ?");
    }
    return out;
}

base::Result<RemnantWays> load_remnant_ways() {
    PANHUO_TRY(const std::string home, base::data_folder());
    const std::string path = home + "/rulebooks/data/remnant_ways.tsv";
    PANHUO_TRY(const std::string tsv, base::read_file(path));
    return parse_remnant_ways(tsv, path);
}

}  // namespace service
