#include "base/json.hpp"
#include "service/status.hpp"

namespace service {
namespace {

base::Json optional_area(const std::optional<base::Area>& area) {
    return area ? base::area_json(*area) : base::Json(nullptr);
}

base::Json optional_share(const std::optional<double>& share) {
    return share ? base::Json(*share) : base::Json(nullptr);
}

base::Json baseline_json(const BaselineLine& baseline) {
    base::Json json = {{"date", baseline.date.iso()},
                       {"document", baseline.document},
                       {"area_m2", optional_area(baseline.area)},
                       {"own_m2", base::area_json(baseline.own)}};
    json["difference_m2"] = baseline.area ? base::area_json(*baseline.area - baseline.own) : base::Json(nullptr);
    return json;
}

base::Json milestone_json(const law::MilestoneRow& row) {
    base::Json json = {{"date", row.date.iso()},
                       {"share", row.share.value()},
                       {"required_m2", row.task ? base::area_json(row.required) : base::Json(nullptr)},
                       {"done_m2", base::area_json(row.done)},
                       {"gap_m2", row.task ? base::area_json(row.gap) : base::Json(nullptr)},
                       {"state", law::milestone_state_code(row.state)},
                       {"conflict", row.conflict.empty() ? base::Json(nullptr) : base::Json(row.conflict)}};
    if (row.cutoff != row.date) json["cutoff"] = row.cutoff.iso();
    return json;
}

base::Json forecast_json(const std::vector<ForecastPoint>& forecast) {
    base::Json points = base::Json::array();
    for (const ForecastPoint& point : forecast) {
        base::Json by = base::Json::object();
        for (const auto& [certainty, area] : point.by_certainty)
            by[std::string(law::certainty_code(certainty))] = base::area_json(area);
        points.push_back(
            {{"date", point.date.iso()}, {"done_m2", base::area_json(point.done)}, {"planned_m2", std::move(by)}});
    }
    return points;
}

base::Json measures_json(const std::vector<MeasureLine>& measures) {
    base::Json lines = base::Json::array();
    for (const MeasureLine& line : measures)
        lines.push_back({{"id", line.id},
                         {"name", base::text_json(line.name)},
                         {"definition", base::text_json(line.text)},
                         {"value", optional_share(line.value)}});
    return lines;
}

base::Json stock_json(const StockLine& stock) {
    base::Json done_by = base::Json::object();
    for (const auto& [way, area] : stock.done_by) done_by[way] = base::area_json(area);
    base::Json milestones = base::Json::array();
    for (const law::MilestoneRow& row : stock.milestones) milestones.push_back(milestone_json(row));
    return {{"baseline", baseline_json(stock.baseline)},
            {"opening_m2", base::area_json(stock.opening)},
            {"added_m2", base::area_json(stock.added)},
            {"done_m2", base::area_json(stock.done)},
            {"written_off_m2", base::area_json(stock.written_off)},
            {"balance_m2", base::area_json(stock.balance)},
            {"done_by", std::move(done_by)},
            {"signed_not_recorded_m2", base::area_json(stock.signed_not_recorded)},
            {"backfill_m2", base::area_json(stock.backfill)},
            {"late_m2", base::area_json(stock.late)},
            {"unlinked_m2", base::area_json(stock.unlinked)},
            {"existing_m2", base::area_json(stock.existing)},
            {"other_scope_m2", base::area_json(stock.other_scope)},
            {"target_m2", stock.task ? base::area_json(stock.task->area) : base::Json(nullptr)},
            {"target_basis", stock.task ? base::Json(stock.task->basis) : base::Json(nullptr)},
            {"provisional", stock.task ? base::Json(stock.task->provisional) : base::Json(nullptr)},
            {"rate", optional_share(stock.rate)},
            {"completion", optional_share(stock.completion)},
            {"measures", measures_json(stock.measures)},
            {"milestones", std::move(milestones)},
            {"forecast", forecast_json(stock.forecast)}};
}

base::Json amounts_json(const std::map<std::string, Amount>& amounts) {
    base::Json json = base::Json::object();
    for (const auto& [code, amount] : amounts) {
        json[code] = {{"parcels", amount.parcels}, {"area_m2", base::area_json(amount.area)}};
    }
    return json;
}

base::Json contradiction_json(const ContradictionLine& line) {
    base::Json readings = base::Json::array();
    for (const law::Reading& reading : line.contradiction.readings) {
        readings.push_back({{"id", reading.id}, {"zh", reading.text.zh}, {"en", reading.text.en}});
    }
    return {{"id", line.contradiction.id},
            {"code", line.contradiction.code},
            {"where", line.contradiction.where},
            {"zh", line.contradiction.text.zh},
            {"en", line.contradiction.text.en},
            {"readings", std::move(readings)},
            {"decided", line.decided.empty() ? base::Json(nullptr) : base::Json(line.decided)}};
}

}  // namespace

base::Text line_text(const DivisionLine& line) {
    if (line.kind == "township" && line.name.empty()) return {"（未分到乡镇）", "(no township stated)"};
    if (line.kind != "zone" && line.kind != "vintage") return {line.name, line.name};
    const base::Text name = line.kind == "zone" ? base::Text{line.name, line.name} : line.vintage.text();
    return {"其中：" + name.zh, "of which: " + name.en};
}

base::Text way_text(std::string_view way) {
    static const std::map<std::string_view, base::Text> kTexts = {
        {"allocated", {"划拨", "allocated"}},   {"granted", {"出让（含租赁等）", "granted"}},
        {"backfill", {"补录", "backfill"}},     {"withdrawn", {"撤回", "withdrawn"}},
        {"lapsed", {"失效", "lapsed"}},         {"cancelled", {"冲减", "cancelled"}},
        {"adjusted", {"调整", "adjusted"}},     {"undetailed", {"无明细", "without detail"}},
        {"carried", {"带供", "carried along"}}, {"recovered", {"收回", "recovered"}},
        {"started", {"动工", "started"}},       {"finished", {"竣工", "finished"}},
        {"other", {"其他方式", "other"}}};
    const auto found = kTexts.find(way);
    return found == kTexts.end() ? base::Text{std::string(way), std::string(way)} : found->second;
}

base::Json status_json(const Status& status) {
    base::Json divisions = base::Json::array();
    for (const DivisionLine& line : status.divisions) {
        base::Json findings = {{"error", 0}, {"warning", 0}, {"info", 0}};
        for (const auto& [severity, count] : line.findings) findings[severity] = count;
        divisions.push_back({{"division", line.division},
                             {"name", line.name},
                             {"kind", line.kind},
                             {"unsupplied", stock_json(line.unsupplied)},
                             {"idle", stock_json(line.idle)},
                             {"by_status", amounts_json(line.by_status)},
                             {"by_route", amounts_json(line.by_route)},
                             {"findings", std::move(findings)}});
    }
    base::Json groups = base::Json::array();
    for (const Group& group : status.groups) {
        groups.push_back({{"by", group.by},
                          {"key", group.key},
                          {"parcels", group.unsupplied.parcels},
                          {"unsupplied_m2", base::area_json(group.unsupplied.area)}});
    }
    const bool now = status.moment.known_at == base::Instant::end_of_time();
    return {{"as_of", status.moment.as_of.iso()},
            {"known_at", now ? base::Json("now") : base::Json(status.moment.known_at.iso())},
            {"counting", ledger::counting_code(status.moment.counting)},
            {"divisions", std::move(divisions)},
            {"groups", std::move(groups)},
            {"contradictions", contradictions_json(status.contradictions)}};
}

base::Json contradictions_json(const std::vector<ContradictionLine>& lines) {
    base::Json list = base::Json::array();
    for (const ContradictionLine& line : lines) list.push_back(contradiction_json(line));
    return list;
}

}  // namespace service
