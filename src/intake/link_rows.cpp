// 挂接: which origin a supply takes its area from, and 批后进展: what was observed about a supply.
#include "intake/on_land.hpp"

#include <array>

namespace intake {

namespace {

using LinkDraft = OnLand<land::Link>;

/// The origin said in words: 存量, 现有建设用地 mean land that was construction land before.
void set_existing(Row& row, LinkDraft& link, std::size_t, std::string_view cell) {
    const std::string key = heading_key(cell);
    link.existing = row.yes(cell).value_or(base::contains(key, "存量") || base::contains(key, "现有"));
}

constexpr std::array kLinkFields = {
    FieldOf<LinkDraft>{"supply", [](Row& row, LinkDraft& l, std::size_t column,
                                    std::string_view cell) { l.supply = supervision_number(row, column, cell); }},
    kApprovalField<LinkDraft>,
    kPlotField<LinkDraft>,
    kPlotNumberField<LinkDraft>,
    FieldOf<LinkDraft>{"existing", set_existing},
    FieldOf<LinkDraft>{"area", set_main_area<LinkDraft, &land::Link::area>},
    FieldOf<LinkDraft>{"carried", set_yes<LinkDraft, &land::Link::carried>},
    FieldOf<LinkDraft>{"note", set_text<LinkDraft, &land::Link::note>},
};

void finish_link(Row& row, LinkDraft& link) {
    if (link.supply.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, link.plot + link.plot_number + link.approval, {"电子监管号"});
        return;
    }
    const bool names_land = !link.plot.empty() || !link.plot_number.empty() || !link.approval.empty();
    if (!link.existing || names_land) settle_land(row, link);
}

constexpr std::array kProgressFields = {
    FieldOf<land::Progress>{"supply", [](Row& row, land::Progress& p, std::size_t column,
                                         std::string_view cell) { p.supply = supervision_number(row, column, cell); }},
    FieldOf<land::Progress>{"event",
                            [](Row& row, land::Progress& p, std::size_t column, std::string_view cell) {
                                p.event_text = row.text(cell);
                                p.event = row.word("event", column, cell, true);
                            }},
    FieldOf<land::Progress>{"on", [](Row& row, land::Progress& p, std::size_t column,
                                     std::string_view cell) { p.on = row.date(column, cell, true); }},
    FieldOf<land::Progress>{"until", set_date<land::Progress, &land::Progress::until>},
    FieldOf<land::Progress>{"cause", [](Row& row, land::Progress& p, std::size_t column,
                                        std::string_view cell) { p.cause = row.word("delay_cause", column, cell); }},
    FieldOf<land::Progress>{"cause_item", set_text<land::Progress, &land::Progress::cause_item>},
    FieldOf<land::Progress>{"area", set_main_area<land::Progress, &land::Progress::area>},
    FieldOf<land::Progress>{"plot", set_text<land::Progress, &land::Progress::plot>},
    FieldOf<land::Progress>{"recorded_on", set_date<land::Progress, &land::Progress::recorded_on>},
    FieldOf<land::Progress>{"work", [](Row& row, land::Progress& p, std::size_t column,
                                       std::string_view cell) { p.work = row.word("work", column, cell); }},
    FieldOf<land::Progress>{"built", set_area<land::Progress, &land::Progress::built>},
    FieldOf<land::Progress>{"should_build", set_area<land::Progress, &land::Progress::should_build>},
    FieldOf<land::Progress>{"invested", set_money<land::Progress, &land::Progress::invested>},
    FieldOf<land::Progress>{"total_investment", set_money<land::Progress, &land::Progress::total_investment>},
    FieldOf<land::Progress>{"paper", set_text<land::Progress, &land::Progress::paper>},
    FieldOf<land::Progress>{"note", set_text<land::Progress, &land::Progress::note>},
};

void finish_progress(Row& row, land::Progress& progress) {
    if (row.refused()) return;
    std::string missing;
    if (progress.supply.empty()) missing = "电子监管号";
    if (progress.event.empty()) missing += missing.empty() ? "事项" : "、事项";
    if (!progress.on) missing += missing.empty() ? "日期" : "、日期";
    if (missing.empty()) return;
    row.problem("ROW_INCOMPLETE", Row::npos, progress.supply + progress.event_text, {missing});
}

}  // namespace

std::unique_ptr<KindReader> make_link_reader(const Head& head) {
    return std::make_unique<TableReader<LinkDraft, land::Link>>(head, kLinkFields, finish_link);
}

std::unique_ptr<KindReader> make_progress_reader(const Head& head) {
    return std::make_unique<TableReader<land::Progress>>(head, kProgressFields, finish_progress);
}

}  // namespace intake
