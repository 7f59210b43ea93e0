#include "service/listed_portion.hpp"

#include <algorithm>

namespace service {
namespace {

constexpr char kUnit[] = "责任单位", kSupporting[] = "配合单位", kPlanned[] = "计划完成时间";

std::string extra_of(const land::Extra& extra, const char* heading) {
    const auto found =
        std::find_if(extra.begin(), extra.end(), [&](const auto& column) { return column.first == heading; });
    return found == extra.end() ? std::string() : found->second;
}

void put_extra(land::Extra& extra, const char* heading, const std::string& cell) {
    const auto found =
        std::find_if(extra.begin(), extra.end(), [&](const auto& column) { return column.first == heading; });
    if (found != extra.end()) {
        found->second = cell;
    } else if (!cell.empty()) {
        extra.emplace_back(heading, cell);
    }
}

}  // namespace

land::Portion portion_of_row(const std::string& key, const land::Stocklist& row) {
    land::Portion portion;
    portion.plot = "listed:" + key;
    portion.area = row.area;
    portion.cause = row.cause;
    portion.cause_text = row.cause_text;
    portion.route = row.route;
    portion.route_text = row.route_text;
    portion.responsible_unit = extra_of(row.extra, kUnit);
    portion.supporting_units = extra_of(row.extra, kSupporting);
    portion.planned = base::parse_iso_date(extra_of(row.extra, kPlanned));
    portion.note = row.note;
    return portion;
}

land::Stocklist row_with(land::Stocklist row, const land::Portion& portion) {
    row.area = portion.area;
    row.cause = portion.cause;
    row.cause_text = portion.cause_text;
    row.route = portion.route;
    row.route_text = portion.route_text;
    row.note = portion.note;
    put_extra(row.extra, kUnit, portion.responsible_unit);
    put_extra(row.extra, kSupporting, portion.supporting_units);
    if (portion.planned) put_extra(row.extra, kPlanned, portion.planned->iso());
    return row;
}

}  // namespace service
