// Figures of a draft that do not go together: targets of one kind, years and their plan, places and their whole.
#include "law/notice_remarks.hpp"

#include <cstdlib>
#include <map>
#include <tuple>

namespace law::notice {

namespace {

constexpr std::size_t kMostYears = 20;  // figures of one kind that the next is held against: a plan has three or five

std::string said(const NoticeTarget& one) {
    return one.basis == "rate" ? one.rate.percent() : one.area.text(base::AreaUnit::Hectare, 2) + " 公顷 (ha)";
}

/// The year that tells two targets of a plan apart; 0 = not said.
int year_of(const NoticeTarget& one) { return one.due ? one.due->year() : 0; }

/// Each against the first that says another figure for the same land, places and years.
void add_targets(NoticeDraft& draft) {
    using Key = std::tuple<std::string, std::string, std::string, bool, bool, int, int>;
    std::map<Key, std::vector<const NoticeTarget*>> alike;
    for (std::size_t i = 0; i < draft.targets.size(); ++i) {
        const NoticeTarget& b = draft.targets[i];
        auto& before = alike[{b.stock, b.basis, b.addressee, b.stretch, b.whole_plan, b.from_year.value_or(0),
                              b.to_year.value_or(0)}];
        for (const NoticeTarget* a : before) {
            const bool years = year_of(*a) != 0 && year_of(b) != 0 && year_of(*a) != year_of(b);
            if (years || (a->rate == b.rate && a->area == b.area)) continue;
            draft.contradictions.push_back(remark("targets-" + b.stock + "-" + std::to_string(i + 1), "TARGETS_DIFFER",
                                                  b.source, {said(*a), said(b)}));
            break;
        }
        if (before.size() < kMostYears) before.push_back(&b);
    }
}

/// Every figure in 亩 was rounded to 1/10,000 m² by itself: as many such units as there are figures are no difference.
bool adds_up(Area sum, Area whole, std::size_t parts) {
    return std::abs(sum.units() - whole.units()) <= static_cast<std::int64_t>(parts) + 1;
}

/// Tasks of the years that do not add up to that of the plan.
void add_years(NoticeDraft& draft) {
    std::map<std::string, std::map<int, Area>> years;
    std::map<std::string, const NoticeTarget*> whole;
    for (const NoticeTarget& one : draft.targets) {
        if (one.basis != "area" || !one.addressee.empty() || one.stretch) continue;
        if (one.whole_plan) whole.emplace(one.stock, &one);
        if (!one.whole_plan && one.due) years[one.stock].emplace(one.due->year(), one.area);
    }
    std::vector<NoticeRemark> out;
    for (const auto& [stock, plan] : whole) {
        Area sum;
        for (const auto& [year, area] : years[stock]) sum += area;
        if (years[stock].size() < 2 || adds_up(sum, plan->area, years[stock].size())) continue;
        NoticeTarget added = *plan;
        added.area = sum;
        out.push_back(remark("years-" + stock, "YEARS_DIFFER", plan->source, {said(added), said(*plan)}));
    }
    for (NoticeRemark& one : out) draft.contradictions.push_back(std::move(one));
}

/// Tasks by place that do not add up to the whole.
void add_parts(NoticeDraft& draft) {
    std::map<std::string, Area> sums;
    std::map<std::string, std::size_t> parts;
    std::map<std::string, const NoticeTarget*> last;
    std::set<std::string> told;
    for (const NoticeTarget& one : draft.targets)
        if (one.basis == "area" && !one.addressee.empty() && !one.stretch) {
            sums[one.stock] += one.area;
            ++parts[one.stock];
            last[one.stock] = &one;
        }
    std::vector<NoticeRemark> out;
    for (const NoticeTarget& whole : draft.targets) {
        if (whole.basis != "area" || !whole.addressee.empty() || whole.stretch || parts[whole.stock] < 2) continue;
        if (adds_up(sums[whole.stock], whole.area, parts[whole.stock]) || !told.insert(whole.stock).second) continue;
        NoticeTarget sum = whole;
        sum.area = sums[whole.stock];
        out.push_back(remark("parts-" + whole.stock, "PARTS_DIFFER", whole.source, {said(sum), said(whole)}));
        out.back().sentences.push_back(last[whole.stock]->source.sentence);
    }
    for (NoticeRemark& one : out) draft.contradictions.push_back(std::move(one));
}

}  // namespace

void find_figure_contradictions(NoticeDraft& draft) {
    add_targets(draft);
    add_years(draft);
    add_parts(draft);
}

}  // namespace law::notice
