#include "service/simulate.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "service/parcels.hpp"
#include "service/rules.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace service {
namespace {

ParcelView view_of(const Parcel& parcel) {
    return {std::string(law::judgement_code(parcel.judgement)), parcel.route,
            std::string(law::certainty_code(parcel.certainty)), parcel.due,
            parcel.next_step ? parcel.next_step->zh : ""};
}

void count_changes(const ParcelChange& change, std::map<std::string, std::int64_t>& by) {
    if (change.before.judgement != change.after.judgement) ++by["judgement"];
    if (change.before.route != change.after.route) ++by["route"];
    if (change.before.due != change.after.due) ++by["due"];
    if (change.before.way != change.after.way) ++by["next_step"];
}

/// Parcels stand in one order on both sides; a portion that only one side lists is compared with nothing.
base::Status compare_parcels(const Book& before, const Book& after, Simulation& out) {
    std::unordered_map<std::string, ParcelView> known;
    PANHUO_DO(each_parcel(before, [&](const Parcel& parcel) -> base::Status {
        known.emplace(parcel.kind + "|" + parcel.id, view_of(parcel));
        return base::Done{};
    }));
    return each_parcel(after, [&](const Parcel& parcel) -> base::Status {
        ++out.parcels;
        const auto old = known.find(parcel.kind + "|" + parcel.id);
        ParcelChange change{parcel.id, parcel.kind, parcel.name, parcel.area, {}, view_of(parcel)};
        if (old != known.end()) change.before = old->second;
        if (change.before == change.after) return base::Done{};
        count_changes(change, out.by);
        out.changes.push_back(std::move(change));
        return base::Done{};
    });
}

base::Json stock_side(const StockLine& line) {
    base::Json milestones = base::Json::array();
    for (const law::MilestoneRow& row : line.milestones)
        milestones.push_back({{"date", row.date.iso()},
                              {"share", row.share.value()},
                              {"required_m2", row.task ? base::area_json(row.required) : base::Json(nullptr)},
                              {"done_m2", base::area_json(row.done)},
                              {"gap_m2", row.task ? base::area_json(row.gap) : base::Json(nullptr)},
                              {"state", law::milestone_state_code(row.state)}});
    return {{"target_m2", line.task ? base::area_json(line.task->area) : base::Json(nullptr)},
            {"opening_m2", base::area_json(line.opening)},
            {"done_m2", base::area_json(line.done)},
            {"balance_m2", base::area_json(line.balance)},
            {"completion", line.completion ? base::Json(*line.completion) : base::Json(nullptr)},
            {"milestones", std::move(milestones)}};
}

void compare_stocks(const Status& before, const Status& after, Simulation& out) {
    for (const DivisionLine& line : after.divisions) {
        const auto old = std::find_if(before.divisions.begin(), before.divisions.end(), [&](const DivisionLine& one) {
            return one.division == line.division && one.kind == line.kind && one.name == line.name;
        });
        const DivisionLine none{};
        const DivisionLine& was = old == before.divisions.end() ? none : *old;
        const auto add = [&](const char* stock, const StockLine& a, const StockLine& b) {
            out.stocks.push_back({line.division, line.name, stock, a, b, stock_side(a) != stock_side(b)});
        };
        add("unsupplied", was.unsupplied, line.unsupplied);
        add("idle", was.idle, line.idle);
    }
}

void note_contradictions(const law::Rulebook& before, const law::Rulebook& after, Simulation& out) {
    std::set<std::string> known;
    for (const law::Contradiction& one : law::contradictions(before)) known.insert(one.id);
    for (law::Contradiction& one : law::contradictions(after))
        if (known.count(one.id) == 0) out.contradictions.push_back(std::move(one));
}

void note_remarks(const Book& before, const Book& after, Simulation& out) {
    const law::Campaign& was = before.rules.campaign();
    const law::Campaign& is = after.rules.campaign();
    if (was.baseline_day != is.baseline_day) out.remarks.emplace_back("BASELINE_DAY_DIFFERS");
    if (was.division != is.division) out.remarks.emplace_back("DIVISION_DIFFERS");
    if (before.moment.counting != after.moment.counting) out.remarks.emplace_back("COUNTING_DIFFERS");
}

}  // namespace

base::Text remark_text(std::string_view remark) {
    if (remark == "BASELINE_DAY_DIFFERS")
        return {"基准日不同：分录仍按原基准日，没有录入日期的结果可能不同。",
                "Another baseline day: postings keep the old one, so what nobody dated may turn out otherwise."};
    if (remark == "DIVISION_DIFFERS") return {"草案属于别的行政区。", "The draft is of another division."};
    return {"计数口径不同，面积不能直接相比。", "Another counting basis: areas cannot be compared as they stand."};
}

base::Result<Simulation> simulate(Office& office, const SimulationOrder& order) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::unique_ptr<Book> before, Book::open(*snapshot, order.moment));
    law::RulebookSet rules = before->rules;
    if (!order.book.empty()) {
        PANHUO_TRY(rules, draft_rulebooks(*snapshot, order.book, order.moment.known_at));
    }
    Simulation out;
    out.in_force = before->rules.main().name;
    const bool beside = !order.book.empty() && rules.main().name == out.in_force;
    out.draft = beside ? order.book : rules.main().name;
    PANHUO_TRY(const std::unique_ptr<Book> after, Book::open(*snapshot, order.moment, Hold::All, &rules));
    for (land::Target target : order.targets) {
        if (target.division.empty()) target.division = after->division;
        after->targets.push_back({"simulated", std::move(target), "", order.moment.as_of});
    }
    out.before = before->moment;
    out.after = after->moment;
    note_remarks(*before, *after, out);
    note_contradictions(before->rules.main(), after->rules.main(), out);
    PANHUO_DO(compare_parcels(*before, *after, out));
    PANHUO_TRY(const Status was, status(*before, ""));
    PANHUO_TRY(const Status is, status(*after, ""));
    compare_stocks(was, is, out);
    return out;
}

base::Json simulation_json(const Simulation& simulation) {
    const auto side = [](const ParcelView& view) {
        return base::Json{{"judgement", view.judgement},
                          {"route", view.route},
                          {"certainty", view.certainty},
                          {"due", base::day_json(view.due)},
                          {"next_step", view.way}};
    };
    base::Json changes = base::Json::array(), stocks = base::Json::array(), contradictions = base::Json::array();
    for (const ParcelChange& change : simulation.changes)
        changes.push_back({{"id", change.id},
                           {"kind", change.kind},
                           {"name", change.name},
                           {"area_m2", change.area ? base::area_json(*change.area) : base::Json(nullptr)},
                           {"before", side(change.before)},
                           {"after", side(change.after)}});
    for (const StockChange& stock : simulation.stocks)
        stocks.push_back({{"division", stock.division},
                          {"name", stock.name},
                          {"stock", stock.stock},
                          {"changed", stock.changed},
                          {"before", stock_side(stock.before)},
                          {"after", stock_side(stock.after)}});
    for (const law::Contradiction& one : simulation.contradictions)
        contradictions.push_back({{"id", one.id}, {"code", one.code}, {"zh", one.text.zh}, {"en", one.text.en}});
    base::Json by = base::Json::object();
    for (const auto& [what, count] : simulation.by) by[what] = count;
    return {{"in_force", simulation.in_force},
            {"draft", simulation.draft},
            {"as_of", simulation.after.as_of.iso()},
            {"parcels", simulation.parcels},
            {"changed", simulation.changes.size()},
            {"changed_by", std::move(by)},
            {"changes", std::move(changes)},
            {"stocks", std::move(stocks)},
            {"contradictions", std::move(contradictions)},
            {"remarks", simulation.remarks}};
}

}  // namespace service
