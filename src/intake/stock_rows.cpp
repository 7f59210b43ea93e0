// 存量: lists of remnants (批而未供清册), lists of idle land (闲置土地), and the official figure of a stock (存量基数).
#include "intake/common_fields.hpp"
#include "intake/kind_reader.hpp"
#include "land/vocabulary.hpp"

#include <array>

namespace intake {

namespace {

struct RemnantDraft : land::Stocklist {
    Place where;
    std::string plot_number;
    std::string plot_area_cell;
    std::size_t plot_area_column = Row::npos;
};

template <auto M>
constexpr auto remnant_text = set_text<RemnantDraft, M>;

constexpr std::array kRemnantFields = {
    FieldOf<RemnantDraft>{"number", remnant_text<&land::Stocklist::number>},
    FieldOf<RemnantDraft>{"plot", remnant_text<&land::Stocklist::plot>},
    FieldOf<RemnantDraft>{"plot_number", remnant_text<&RemnantDraft::plot_number>},
    FieldOf<RemnantDraft>{"approval",
                          [](Row& row, RemnantDraft& s, std::size_t column, std::string_view cell) {
                              s.approval_text = row.text(cell);
                              s.approval = approval_number(row, column, cell);
                          }},
    FieldOf<RemnantDraft>{"batch", remnant_text<&land::Stocklist::batch>},
    FieldOf<RemnantDraft>{"name", remnant_text<&land::Stocklist::name>},
    FieldOf<RemnantDraft>{"division_code", [](Row& row, RemnantDraft& s, std::size_t,
                                              std::string_view cell) { read_division_code(row, s.where, cell); }},
    FieldOf<RemnantDraft>{"division_name", [](Row& row, RemnantDraft& s, std::size_t,
                                              std::string_view cell) { s.where.name = row.text(cell); }},
    FieldOf<RemnantDraft>{"zone", remnant_text<&land::Stocklist::zone>},
    FieldOf<RemnantDraft>{"township", remnant_text<&land::Stocklist::township>},
    FieldOf<RemnantDraft>{"village", remnant_text<&land::Stocklist::village>},
    FieldOf<RemnantDraft>{"area", set_main_area<RemnantDraft, &land::Stocklist::area>},
    FieldOf<RemnantDraft>{"plot_area",
                          [](Row& row, RemnantDraft& s, std::size_t column, std::string_view cell) {
                              s.plot_area_cell = row.text(cell);
                              s.plot_area_column = column;
                          }},
    FieldOf<RemnantDraft>{"list_date", set_date<RemnantDraft, &land::Stocklist::list_date>},
    FieldOf<RemnantDraft>{"approved_on", set_date<RemnantDraft, &land::Stocklist::approved_on>},
    FieldOf<RemnantDraft>{"cause", remnant_text<&land::Stocklist::cause_text>},
    FieldOf<RemnantDraft>{"route", remnant_text<&land::Stocklist::route_text>},
    FieldOf<RemnantDraft>{"responsible_unit", remnant_text<&RemnantDraft::responsible_unit>},
    FieldOf<RemnantDraft>{"responsible_person", set_post<RemnantDraft, &RemnantDraft::responsible_person>},
    FieldOf<RemnantDraft>{"supporting_units", remnant_text<&RemnantDraft::supporting_units>},
    FieldOf<RemnantDraft>{"intended_mode",
                          [](Row& row, RemnantDraft& s, std::size_t column, std::string_view cell) {
                              s.intended_mode = row.word("mode", column, cell);
                          }},
    FieldOf<RemnantDraft>{"intended_use", remnant_text<&RemnantDraft::intended_use>},
    FieldOf<RemnantDraft>{"planned", set_date<RemnantDraft, &RemnantDraft::planned>},
    FieldOf<RemnantDraft>{"progress_text", remnant_text<&RemnantDraft::progress_text>},
    FieldOf<RemnantDraft>{"updated_on", set_date<RemnantDraft, &RemnantDraft::updated_on>},
    FieldOf<RemnantDraft>{"use", remnant_text<&land::Stocklist::use>},
    FieldOf<RemnantDraft>{"geometry",
                          [](Row& row, RemnantDraft& s, std::size_t column, std::string_view cell) {
                              Shape shape = read_shape(row, column, cell);
                              s.geometry = std::move(shape.geometry);
                              s.measured = shape.measured;
                          }},
    FieldOf<RemnantDraft>{"note", remnant_text<&land::Stocklist::note>},
};

/// The whole plot's area, which older layers give in hectares and newer ones in m²: a plot is not smaller than its
/// remnant, and where the figure read as m² is the remnant's area to a hundredth, it is m².
void settle_plot_area(Row& row, RemnantDraft& remnant) {
    if (remnant.plot_area_cell.empty()) return;
    const auto stated = row.area(remnant.plot_area_column, remnant.plot_area_cell, true);
    if (!stated || !remnant.area) {
        remnant.plot_area = stated;
        return;
    }
    const base::Area as_m2 = base::Area::from_units(base::round_half_away(stated->units(), 10'000));
    const base::Area apart = as_m2 < *remnant.area ? *remnant.area - as_m2 : as_m2 - *remnant.area;
    const bool in_m2 =
        row.head().columns[remnant.plot_area_column].unit_assumed && apart.units() <= remnant.area->units() / 100;
    remnant.plot_area = in_m2 ? as_m2 : *stated;
}

void finish_remnant(Row& row, RemnantDraft& remnant) {
    if (remnant.number.empty() && remnant.approval.empty() && remnant.batch.empty() && remnant.name.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, remnant.village, {"编号、批次、批准文号或名称"});
        return;
    }
    if (remnant.approval.empty()) remnant.approval = row.options().approval;
    if (remnant.plot.empty() && !remnant.plot_number.empty() && !remnant.approval.empty()) {
        remnant.plot = plot_key(remnant.approval, remnant.plot_number);
    }
    if (remnant.number.empty()) {
        remnant.number = !remnant.plot.empty()      ? remnant.plot
                         : remnant.approval.empty() ? remnant.batch + "/" + remnant.name
                                                    : remnant.approval + "/" + remnant.name;
    }
    remnant.number = distinct_number(row, "number", remnant.number);
    remnant.division = settle_division(row, remnant.where);
    if (is_township_name(remnant.where.name) && remnant.township.empty()) remnant.township = remnant.where.name;
    if (!remnant.list_date) remnant.list_date = row.head().as_of;
    remnant.cause = row.file().identify("cause", remnant.cause_text).value_or("");
    remnant.route = row.file().identify("route", remnant.route_text).value_or("");
    note_missing_area(row, "area", remnant.area);
    settle_plot_area(row, remnant);
    compare_areas(row, remnant.area, remnant.measured);
}

struct IdleDraft : land::Idle {
    Place where;
};

template <auto M>
constexpr auto idle_text = set_text<IdleDraft, M>;
template <auto M>
constexpr auto idle_date = set_date<IdleDraft, M>;

constexpr std::array kIdleFields = {
    FieldOf<IdleDraft>{"number", idle_text<&land::Idle::number>},
    FieldOf<IdleDraft>{"supply", [](Row& row, IdleDraft& i, std::size_t column,
                                    std::string_view cell) { i.supply = supervision_number(row, column, cell); }},
    FieldOf<IdleDraft>{"division_code", [](Row& row, IdleDraft& i, std::size_t,
                                           std::string_view cell) { read_division_code(row, i.where, cell); }},
    FieldOf<IdleDraft>{"division_name", [](Row& row, IdleDraft& i, std::size_t,
                                           std::string_view cell) { i.where.name = row.text(cell); }},
    FieldOf<IdleDraft>{"zone", idle_text<&land::Idle::zone>},
    FieldOf<IdleDraft>{"township", idle_text<&land::Idle::township>},
    FieldOf<IdleDraft>{"project", idle_text<&land::Idle::project>},
    FieldOf<IdleDraft>{"place", idle_text<&land::Idle::place>},
    FieldOf<IdleDraft>{"area", set_main_area<IdleDraft, &land::Idle::area>},
    FieldOf<IdleDraft>{"state", [](Row& row, IdleDraft& i, std::size_t column,
                                   std::string_view cell) { i.state = row.word("idle_state", column, cell); }},
    FieldOf<IdleDraft>{"list_date", idle_date<&land::Idle::list_date>},
    FieldOf<IdleDraft>{"recognised_on", idle_date<&land::Idle::recognised_on>},
    FieldOf<IdleDraft>{"letter_no", idle_text<&land::Idle::letter_no>},
    FieldOf<IdleDraft>{"idle_since", idle_date<&land::Idle::idle_since>},
    FieldOf<IdleDraft>{"type", [](Row& row, IdleDraft& i, std::size_t column,
                                  std::string_view cell) { i.type = row.word("idle_type", column, cell); }},
    FieldOf<IdleDraft>{"cause", idle_text<&land::Idle::cause>},
    FieldOf<IdleDraft>{"cause_detail", idle_text<&land::Idle::cause_detail>},
    FieldOf<IdleDraft>{"cause_item", idle_text<&land::Idle::cause_item>},
    FieldOf<IdleDraft>{"cause_from", idle_date<&land::Idle::cause_from>},
    FieldOf<IdleDraft>{"cause_to", idle_date<&land::Idle::cause_to>},
    FieldOf<IdleDraft>{"measure", idle_text<&land::Idle::measure>},
    FieldOf<IdleDraft>{"litigation",
                       [](Row& row, IdleDraft& i, std::size_t column, std::string_view cell) {
                           const std::optional<bool> yes = row.yes(cell);
                           if (yes) i.litigation = *yes ? "yes" : "no";
                           if (!yes) row.problem("WORD_UNKNOWN", column, cell, {"涉诉", "是、否"});
                       }},
    FieldOf<IdleDraft>{"evidence_uploaded_on", idle_date<&land::Idle::evidence_uploaded_on>},
    FieldOf<IdleDraft>{"mortgaged", set_yes_no<IdleDraft, &land::Idle::mortgaged>},
    FieldOf<IdleDraft>{"seized", set_yes_no<IdleDraft, &land::Idle::seized>},
    FieldOf<IdleDraft>{"developed_share", set_share<IdleDraft, &land::Idle::developed_share>},
    FieldOf<IdleDraft>{"invested_share", set_share<IdleDraft, &land::Idle::invested_share>},
    FieldOf<IdleDraft>{"investigation_no", idle_text<&land::Idle::investigation_no>},
    FieldOf<IdleDraft>{"investigation_served_on", idle_date<&land::Idle::investigation_served_on>},
    FieldOf<IdleDraft>{"proof", idle_text<&land::Idle::proof>},
    FieldOf<IdleDraft>{"scheme_authority", idle_text<&land::Idle::scheme_authority>},
    FieldOf<IdleDraft>{"scheme_approved_on", idle_date<&land::Idle::scheme_approved_on>},
    FieldOf<IdleDraft>{"fee_due", set_money<IdleDraft, &land::Idle::fee_due>},
    FieldOf<IdleDraft>{"fee_paid", set_money<IdleDraft, &land::Idle::fee_paid>},
    FieldOf<IdleDraft>{"responsible_unit", idle_text<&land::Idle::responsible_unit>},
    FieldOf<IdleDraft>{"responsible_person", set_post<IdleDraft, &land::Idle::responsible_person>},
    FieldOf<IdleDraft>{"planned", idle_date<&land::Idle::planned>},
    FieldOf<IdleDraft>{"mode", idle_text<&land::Idle::mode_text>},
    FieldOf<IdleDraft>{"use", idle_text<&land::Idle::use>},
    FieldOf<IdleDraft>{"signed_on", idle_date<&land::Idle::signed_on>},
    FieldOf<IdleDraft>{"agreed_delivery", idle_date<&land::Idle::agreed_delivery>},
    FieldOf<IdleDraft>{"agreed_start", idle_date<&land::Idle::agreed_start>},
    FieldOf<IdleDraft>{"actual_delivery", idle_date<&land::Idle::actual_delivery>},
    FieldOf<IdleDraft>{"geometry",
                       [](Row& row, IdleDraft& i, std::size_t column, std::string_view cell) {
                           Shape shape = read_shape(row, column, cell);
                           i.geometry = std::move(shape.geometry);
                           i.measured = shape.measured;
                       }},
    FieldOf<IdleDraft>{"note", idle_text<&land::Idle::note>},
};

void finish_idle(Row& row, IdleDraft& idle) {
    if (idle.number.empty() && idle.supply.empty() && idle.project.empty() && idle.place.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, idle.use, {"编号、电子监管号、项目或坐落"});
        return;
    }
    if (idle.number.empty()) {
        idle.number = !idle.letter_no.empty() ? idle.letter_no
                      : !idle.supply.empty()  ? idle.supply
                      : idle.project.empty()  ? idle.place
                                              : idle.project;
    }
    idle.number = distinct_number(row, "number", idle.number);
    const bool by_number = idle.where.code.empty() && idle.supply.size() >= 16;
    if (by_number) {
        idle.division = idle.supply.substr(0, 6);
        check_covered(row, idle.division, idle.where.name);
    } else {
        idle.division = settle_division(row, idle.where);
    }
    if (is_township_name(idle.where.name) && idle.township.empty()) idle.township = idle.where.name;
    if (!idle.list_date) idle.list_date = row.head().as_of;
    note_missing_area(row, "area", idle.area);
    compare_areas(row, idle.area, idle.measured);
}

struct BaselineDraft : land::Baseline {
    Place where;
    std::string stock_text;
};

constexpr std::array kBaselineFields = {
    FieldOf<BaselineDraft>{"stock", set_text<BaselineDraft, &BaselineDraft::stock_text>},
    FieldOf<BaselineDraft>{"division_code", [](Row& row, BaselineDraft& b, std::size_t,
                                               std::string_view cell) { read_division_code(row, b.where, cell); }},
    FieldOf<BaselineDraft>{"division_name", [](Row& row, BaselineDraft& b, std::size_t,
                                               std::string_view cell) { b.where.name = row.text(cell); }},
    FieldOf<BaselineDraft>{"zone", set_text<BaselineDraft, &land::Baseline::zone>},
    FieldOf<BaselineDraft>{"vintage", [](Row& row, BaselineDraft& b, std::size_t column,
                                         std::string_view cell) { b.vintage = vintage_of(row, column, cell); }},
    FieldOf<BaselineDraft>{"on", [](Row& row, BaselineDraft& b, std::size_t column,
                                    std::string_view cell) { b.on = row.date(column, cell, true); }},
    FieldOf<BaselineDraft>{"area", set_area<BaselineDraft, &land::Baseline::area>},
    FieldOf<BaselineDraft>{"document", set_text<BaselineDraft, &land::Baseline::document>},
    FieldOf<BaselineDraft>{"note", set_text<BaselineDraft, &land::Baseline::note>},
};

void finish_baseline(Row& row, BaselineDraft& baseline) {
    baseline.stock = stock_of(baseline.stock_text);
    if (baseline.stock.empty())
        row.problem("WORD_NEEDED", row.column_of("stock"), baseline.stock_text, {"存量类型", "批而未供、闲置"});
    baseline.division = settle_division(row, baseline.where);
    check_vintage_place(row, baseline.vintage, baseline.zone, "");
    if (!baseline.on) baseline.on = row.head().as_of;
    std::string missing;
    if (!baseline.on) missing = "基准日";
    if (!baseline.area) missing += missing.empty() ? "面积" : "、面积";
    if (!row.refused() && !missing.empty()) row.problem("ROW_INCOMPLETE", Row::npos, baseline.stock_text, {missing});
}

}  // namespace

std::unique_ptr<KindReader> make_stocklist_reader(const Head& head) {
    return std::make_unique<TableReader<RemnantDraft, land::Stocklist>>(head, kRemnantFields, finish_remnant);
}

std::unique_ptr<KindReader> make_idle_reader(const Head& head) {
    return std::make_unique<TableReader<IdleDraft, land::Idle>>(head, kIdleFields, finish_idle);
}

std::unique_ptr<KindReader> make_baseline_reader(const Head& head) {
    return std::make_unique<TableReader<BaselineDraft, land::Baseline>>(head, kBaselineFields, finish_baseline);
}

}  // namespace intake
