#include "law/measures.hpp"

#include <algorithm>
#include <utility>

namespace law {
namespace {

const std::vector<Measure>& own_measures() {
    static const std::vector<Measure> own = {{"digestion_rate",
                                              {"消化（处置）率", "rate (of baseline)"},
                                              "done",
                                              "baseline",
                                              {"已消化（处置）÷ 存量基数", "done ÷ baseline"},
                                              {}},
                                             {"completion_rate",
                                              {"完成率（占任务）", "completion (of task)"},
                                              "done",
                                              "task",
                                              {"已消化（处置）÷ 年度任务", "done ÷ task"},
                                              {}}};
    return own;
}

const std::vector<TargetKind>& own_kinds() {
    static const std::vector<TargetKind> own = {{"rate", {"比例", "rate"}, "rate_of_baseline", {}},
                                                {"area", {"面积", "area"}, "area", {}},
                                                {"ceiling", {"上限", "ceiling"}, "baseline_less_area", {}}};
    return own;
}

std::optional<Area> quantity(std::string_view name, const MeasureFigures& figures) {
    const std::pair<std::string_view, std::optional<Area>> known[] = {
        {"baseline", figures.baseline}, {"opening", figures.opening},         {"added", figures.added},
        {"done", figures.done},         {"written_off", figures.written_off}, {"balance", figures.balance},
        {"task", figures.task}};
    for (const auto& [each, area] : known) {
        if (each == name) return area;
    }
    return std::nullopt;
}

}  // namespace

const std::vector<Measure>& measures_of(const Campaign& campaign) {
    return campaign.measures.empty() ? own_measures() : campaign.measures;
}

std::optional<double> value_of(const Measure& measure, const MeasureFigures& figures) {
    const std::optional<Area> of = quantity(measure.of, figures);
    const std::optional<Area> over = quantity(measure.over, figures);
    if (!of || !over || !over->is_positive()) return std::nullopt;
    return of->m2() / over->m2();
}

const TargetKind* target_kind(const Campaign& campaign, std::string_view basis) {
    for (const std::vector<TargetKind>* kinds : {&campaign.target_kinds, &own_kinds()}) {
        const auto found =
            std::find_if(kinds->begin(), kinds->end(), [&](const TargetKind& kind) { return kind.id == basis; });
        if (found != kinds->end()) return &*found;
    }
    return nullptr;
}

Area task_area(const TargetKind& kind, Share rate, Area area, Area baseline) {
    if (kind.task == "rate_of_baseline") return rate.of(baseline);
    if (kind.task == "baseline_less_area") return base::max(Area{}, baseline - area);
    return area;
}

}  // namespace law
