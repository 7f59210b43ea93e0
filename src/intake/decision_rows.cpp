// 决定: papers of an authority that move area or settle a question; and 任务: what the superior or the county asks of
// whom (任务分解).
#include "base/text.hpp"
#include "intake/on_land.hpp"
#include "land/vocabulary.hpp"

#include <array>

namespace intake {

namespace {

using DecisionDraft = OnLand<land::Decision>;

template <auto M>
constexpr auto said = set_text<DecisionDraft, M>;
template <auto M>
constexpr auto dated = set_date<DecisionDraft, M>;

constexpr std::array kDecisionFields = {
    FieldOf<DecisionDraft>{"number", said<&land::Decision::number>},
    FieldOf<DecisionDraft>{"type", [](Row& row, DecisionDraft& d, std::size_t column,
                                      std::string_view cell) { d.type = row.word("decision", column, cell, true); }},
    FieldOf<DecisionDraft>{"supply", [](Row& row, DecisionDraft& d, std::size_t column,
                                        std::string_view cell) { d.supply = supervision_number(row, column, cell); }},
    kApprovalField<DecisionDraft>,
    kPlotField<DecisionDraft>,
    kPlotNumberField<DecisionDraft>,
    FieldOf<DecisionDraft>{"area", set_main_area<DecisionDraft, &land::Decision::area>},
    FieldOf<DecisionDraft>{"on", [](Row& row, DecisionDraft& d, std::size_t column,
                                    std::string_view cell) { d.on = row.date(column, cell, true); }},
    FieldOf<DecisionDraft>{"counted_on", dated<&land::Decision::counted_on>},
    FieldOf<DecisionDraft>{"agreed_start", dated<&land::Decision::agreed_start>},
    FieldOf<DecisionDraft>{"document", said<&land::Decision::document>},
    FieldOf<DecisionDraft>{"note", said<&land::Decision::note>},
};

void finish_decision(Row& row, DecisionDraft& decision) {
    if (row.refused()) return;
    if (decision.supply.empty() && !settle_land(row, decision)) return;
    std::string missing;
    if (decision.type.empty()) missing = "决定类型";
    if (!decision.on) missing += missing.empty() ? "日期" : "、日期";
    if (!missing.empty()) row.problem("ROW_INCOMPLETE", Row::npos, decision.number, {missing});
}

struct TargetDraft : land::Target {
    Place where;
    std::string stock_text, nature;
};

/// "25 %", "25", "0.25": the payload wants a decimal share.
void set_rate(Row& row, TargetDraft& target, std::size_t column, std::string_view cell) {
    const std::optional<std::string> rate = row.share(column, cell);
    if (rate) target.rate = *rate;
}

constexpr std::array kTargetFields = {
    FieldOf<TargetDraft>{"stock", set_text<TargetDraft, &TargetDraft::stock_text>},
    FieldOf<TargetDraft>{"division_code", [](Row& row, TargetDraft& t, std::size_t,
                                             std::string_view cell) { read_division_code(row, t.where, cell); }},
    FieldOf<TargetDraft>{"division_name", [](Row& row, TargetDraft& t, std::size_t,
                                             std::string_view cell) { t.where.name = row.text(cell); }},
    FieldOf<TargetDraft>{"zone", set_text<TargetDraft, &land::Target::zone>},
    FieldOf<TargetDraft>{"township", set_text<TargetDraft, &land::Target::township>},
    FieldOf<TargetDraft>{"vintage", [](Row& row, TargetDraft& t, std::size_t column,
                                       std::string_view cell) { t.vintage = vintage_of(row, column, cell); }},
    FieldOf<TargetDraft>{"unit", set_text<TargetDraft, &land::Target::unit>},
    FieldOf<TargetDraft>{"responsible_person", set_post<TargetDraft, &land::Target::responsible_person>},
    FieldOf<TargetDraft>{"rate", set_rate},
    FieldOf<TargetDraft>{"area", set_main_area<TargetDraft, &land::Target::area>},
    FieldOf<TargetDraft>{"nature", set_text<TargetDraft, &TargetDraft::nature>},
    FieldOf<TargetDraft>{"in_force_from", set_date<TargetDraft, &land::Target::in_force_from>},
    FieldOf<TargetDraft>{"document", set_text<TargetDraft, &land::Target::document>},
    FieldOf<TargetDraft>{"note", set_text<TargetDraft, &land::Target::note>},
};

/// A unit's name says what it is: a township, a zone, or the county itself.
void settle_unit(Row& row, TargetDraft& target) {
    const std::string name = target.where.name;
    if (is_township_name(name)) {
        if (target.township.empty()) target.township = name;
    } else if (is_zone_name(name)) {
        if (target.zone.empty()) target.zone = name;
        target.where.name.clear();
    }
    target.division = settle_division(row, target.where);
}

void finish_target(Row& row, TargetDraft& target) {
    target.stock = stock_of(target.stock_text);
    if (target.stock.empty()) {
        row.problem("WORD_NEEDED", row.column_of("stock"), target.stock_text, {"存量类型", "批而未供、闲置"});
        return;
    }
    settle_unit(row, target);
    check_vintage_place(row, target.vintage, target.zone, target.township);
    target.provisional = land::vocabulary().detect("target_nature", target.nature) == "provisional";
    target.basis = base::contains(target.nature, "上限") ? "ceiling" : target.area ? "area" : "rate";
    if (target.area) target.rate.clear();
    if (!target.in_force_from) target.in_force_from = row.head().as_of;
    std::string missing;
    if (!target.area && target.rate.empty()) missing = "任务面积或比例";
    if (!target.in_force_from) missing += missing.empty() ? "生效日期" : "、生效日期";
    if (!row.refused() && !missing.empty()) row.problem("ROW_INCOMPLETE", Row::npos, target.where.name, {missing});
}

}  // namespace

std::unique_ptr<KindReader> make_decision_reader(const Head& head) {
    return std::make_unique<TableReader<DecisionDraft, land::Decision>>(head, kDecisionFields, finish_decision);
}

std::unique_ptr<KindReader> make_target_reader(const Head& head) {
    return std::make_unique<TableReader<TargetDraft, land::Target>>(head, kTargetFields, finish_target);
}

}  // namespace intake
