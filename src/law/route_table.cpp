// The routes of a campaign as a decision table: proved and asked like every other.
#include "base/text.hpp"
#include "law/judgement.hpp"
#include "law/rulebook_parts.hpp"

#include <algorithm>

namespace law {

namespace {

enum Column : std::size_t { kCause, kExpropriated, kUse };

Alternative word(const std::string& value) { return {value, {}}; }

std::optional<std::size_t> place_of(const std::vector<std::string>& values, std::string_view value) {
    const auto found = std::find(values.begin(), values.end(), value);
    return found == values.end() ? std::nullopt : std::optional<std::size_t>(found - values.begin());
}

/// The place of the class of a land use, by the book's words; nothing where no word fits.
std::optional<std::size_t> class_of_use(const Campaign& campaign, std::string_view use) {
    for (std::size_t i = 0; i < campaign.use_classes.size(); ++i)
        for (const std::string& one : campaign.use_classes[i].words)
            if (base::contains(use, one)) return i;
    return std::nullopt;
}

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

CompiledTable table_of_routes(const Campaign& campaign) {
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
        out.rows.push_back(row_of(row, *place_of(routes, row.route)));
        if (out.rows.back().when.size() > 1) out.rows.push_back(stop_after(out.rows.back(), 1));
    }
    out.outputs.push_back({"route", std::move(routes)});
    for (const RouteCase& stored : campaign.route_cases)
        out.cases.push_back({stored.row, {word(stored.cause), word(stored.expropriated), word(stored.use)}, 0});
    return CompiledTable::compile(out, [](const std::string&) { return std::optional<Share>{}; }).value();
}

RouteAnswer route_for(const Campaign& campaign, std::string_view cause, std::optional<bool> expropriated,
                      std::string_view use) {
    if (campaign.route_table == nullptr) return {"needs_facts", "", "", {"portion.cause"}};
    const CompiledTable& table = *campaign.route_table;
    const auto given = place_of(table.table().columns[kCause].values, cause);
    if (!given) return {"needs_facts", "", "", {"portion.cause"}};
    const auto use_class = class_of_use(campaign, use);
    const Cells facts[] = {table.word(kCause, given), table.flag(kExpropriated, expropriated),
                           table.word(kUse, use_class)};
    const auto fits = table.first(facts);
    if (!fits) return {"needs_facts", "", "", {"portion.cause"}};

    const std::vector<TableRow>& rows = table.table().rows;
    const TableRow& row = rows[*fits].implied ? rows[*fits - 1] : rows[*fits];  // the row that the stop belongs to
    RouteAnswer out{table.table().outputs[0].values[rows[*fits].then[0]], row.id, row.article, {}};
    for (const Condition& condition : row.when) {
        if (condition.column == kExpropriated && !expropriated) out.missing.emplace_back("plot.expropriated");
        if (condition.column == kUse && !use_class) out.missing.emplace_back("plot.use");
    }
    if (out.route == "needs_facts" && out.missing.empty())
        out.missing.emplace_back(cause == "unknown" ? "portion.cause" : "portion.facts");
    return out;
}

}  // namespace law
