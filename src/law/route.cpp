#include "base/text.hpp"
#include "law/judgement.hpp"

#include <algorithm>

namespace law {

namespace {

/// The class of a land use by the book's words; nothing where no word fits.
std::optional<std::string> class_of_use(const Campaign& campaign, std::string_view use) {
    for (const UseClass& one : campaign.use_classes)
        for (const std::string& word : one.words)
            if (base::contains(use, word)) return one.id;
    return std::nullopt;
}

enum class Holds { Yes, No, Unknown };

Holds expropriated_holds(const RouteRow& row, std::optional<bool> fact) {
    if (row.expropriated == "any") return Holds::Yes;
    if (!fact) return Holds::Unknown;
    return *fact == (row.expropriated == "yes") ? Holds::Yes : Holds::No;
}

Holds use_holds(const RouteRow& row, const std::optional<std::string>& fact) {
    if (row.use == "any") return Holds::Yes;
    if (!fact) return Holds::Unknown;
    return *fact == row.use ? Holds::Yes : Holds::No;
}

void add_missing(RouteAnswer& out, const char* fact) {
    if (std::find(out.missing.begin(), out.missing.end(), fact) == out.missing.end()) out.missing.emplace_back(fact);
}

}  // namespace

RouteAnswer route_for(const Campaign& campaign, std::string_view cause, std::optional<bool> expropriated,
                      std::string_view use) {
    const auto use_class = class_of_use(campaign, use);
    RouteAnswer out{"needs_facts", "", "", {}};
    for (const RouteRow& row : campaign.route_rows) {
        if (row.cause != cause) continue;
        const Holds by_stage = expropriated_holds(row, expropriated);
        const Holds by_use = use_holds(row, use_class);
        if (by_stage == Holds::No || by_use == Holds::No) continue;
        if (by_stage == Holds::Unknown) add_missing(out, "plot.expropriated");
        if (by_use == Holds::Unknown) add_missing(out, "plot.use");
        out.row = row.id;
        out.clause = row.clause;
        // A row that an unknown fact may or may not open ends the reading: guessing past it would hide the question.
        if (out.missing.empty()) out.route = row.route;
        if (out.route == "needs_facts" && out.missing.empty())
            add_missing(out, cause == "unknown" ? "portion.cause" : "portion.facts");
        return out;
    }
    add_missing(out, "portion.cause");
    return out;
}

}  // namespace law
