// The routes of a campaign as a decision table, so that they are proved like every other.
#include "law/prove_book.hpp"

#include <algorithm>

namespace law {

namespace {

enum Column : std::size_t { kCause, kExpropriated, kUse };

Alternative word(const std::string& value) { return {value, {}}; }

TableRow row_of(const RouteRow& from, std::size_t route) {
    TableRow out;
    out.id = from.id;
    out.article = from.clause;
    out.tag = from.tag.code;
    out.then = {route};
    out.when.push_back({kCause, {word(from.cause)}});
    if (from.expropriated != "any") out.when.push_back({kExpropriated, {word(from.expropriated)}});
    if (from.use != "any") out.when.push_back({kUse, {word(from.use)}});
    return out;
}

/// The same conditions, met or unknown: after the row itself it answers exactly what turns on an unknown fact.
TableRow stop_after(TableRow row, std::size_t needs_facts) {
    row.id += "?";
    row.implied = true;
    row.then = {needs_facts};
    for (Condition& condition : row.when)
        if (condition.column != kCause) condition.any.push_back(word("unknown"));
    return row;
}

}  // namespace

DecisionTable table_of_routes(const Campaign& campaign) {
    DecisionTable out;
    out.id = "route_row";
    out.title = {"未供原因与处置途径对照", "Causes and routes"};
    TableColumn cause{"cause", {"原因", "cause"}, ColumnType::Word, false, {}};
    for (const Cause& one : campaign.causes) cause.values.push_back(one.id);
    TableColumn use{"use", {"用途", "use"}, ColumnType::Word, true, {}};
    for (const UseClass& one : campaign.use_classes) use.values.push_back(one.id);
    out.columns = {
        std::move(cause), {"expropriated", {"已征收", "expropriated"}, ColumnType::Flag, true, {}}, std::move(use)};
    std::vector<std::string> routes{"none", "needs_facts"};
    for (const Route& route : campaign.routes) routes.push_back(route.id);
    for (const RouteRow& row : campaign.route_rows) {
        const auto route = std::find(routes.begin(), routes.end(), row.route) - routes.begin();
        out.rows.push_back(row_of(row, static_cast<std::size_t>(route)));
        if (out.rows.back().when.size() > 1) out.rows.push_back(stop_after(out.rows.back(), 1));
    }
    out.outputs.push_back({"route", std::move(routes)});
    for (const RouteCase& stored : campaign.route_cases)
        out.cases.push_back({stored.row, {word(stored.cause), word(stored.expropriated), word(stored.use)}, 0});
    return out;
}

}  // namespace law
