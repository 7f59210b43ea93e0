#include "service/remnant_rules.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace service {
namespace {

using Rules = geo::RemnantRules;
constexpr std::array<std::pair<std::string_view, double Rules::*>, 11> kNames = {{
    {"noise_width_m", &Rules::noise_width_m},
    {"noise_beside_share", &Rules::noise_beside_share},
    {"noise_area_m2", &Rules::noise_area_m2},
    {"usable_width_m", &Rules::usable_width_m},
    {"usable_area_m2", &Rules::usable_area_m2},
    {"strip_elongation", &Rules::strip_elongation},
    {"green_width_m", &Rules::green_width_m},
    {"green_beside_share", &Rules::green_beside_share},
    {"road_beside_share", &Rules::road_beside_share},
    {"agree_area_m2", &Rules::agree_area_m2},
    {"agree_share", &Rules::agree_share},
}};

}  // namespace

base::Result<geo::RemnantRules> parse_remnant_rules(std::string_view tsv, const std::string& what) {
    Rules rules;
    std::array<bool, kNames.size()> seen = {};
    int number = 0;
    const auto bad = [&](const std::string& found) {
        return base::Error{base::Code::RulebookInvalid, {what, std::to_string(number), found}};
    };
    for (const std::string_view raw : base::split(tsv, '\n')) {
        ++number;
        const std::string_view line = base::trim(raw);
        if (line.empty() || line.front() == '#' || base::starts_with(line, "name")) continue;
        const auto fields = base::split(line, '\t');
        const auto* known =
            std::find_if(kNames.begin(), kNames.end(), [&](const auto& each) { return each.first == fields[0]; });
        const auto value = fields.size() == 2 ? base::parse_decimal(base::trim(fields[1]), 4) : std::nullopt;
        const auto place = static_cast<std::size_t>(known - kNames.begin());
        if (known == kNames.end() || !value || *value < 0 || seen[place]) return bad(std::string(line));
        seen[place] = true;
        rules.*known->second = static_cast<double>(*value) / 10'000;
    }
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (!seen[i]) return bad(std::string(kNames[i].first) + " = ?");
    }
    return rules;
}

base::Result<geo::RemnantRules> load_remnant_rules() {
    PANHUO_TRY(const std::string home, base::data_folder());
    const std::string path = home + "/rulebooks/data/remnants.tsv";
    PANHUO_TRY(const std::string tsv, base::read_file(path));
    return parse_remnant_rules(tsv, path);
}

}  // namespace service
