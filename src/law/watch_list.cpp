#include "law/watch_list.hpp"

#include "base/result.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace law {

namespace {

struct StateRow {
    std::string_view code;
    const char* rule;  ///< the finding that says it
    std::string_view zh, en;
};
constexpr std::array<StateRow, 6> kStates{{{"overdue", "WATCH_OVERDUE", "已逾期", "overdue"},
                                           {"passed", "WATCH_PASSED", "已过、情况不明", "passed, outcome unknown"},
                                           {"urgent", "WATCH_DUE", "紧迫", "urgent"},
                                           {"soon", "WATCH_DUE", "临近", "soon"},
                                           {"ahead", "WATCH_AHEAD", "未到", "ahead"},
                                           {"undated", "WATCH_UNDATED", "日期不明", "day unknown"}}};

struct KindRow {
    std::string_view what, zh, en;
};
constexpr std::array<KindRow, 19> kKinds{{
    {"approval_two_years", "批准满两年", "two years since approval"},
    {"expropriation_notice", "发布征收土地公告", "expropriation to be announced"},
    {"plan", "计划完成", "planned date"},
    {"filing", "撤回（调整）申报", "filing of the withdrawal"},
    {"offer_end", "公告（挂牌）截止", "end of the offer"},
    {"mortgage_end", "储备抵押到期", "end of the reserve's mortgage"},
    {"delivery", "约定交地", "agreed delivery"},
    {"payment", "缴清价款", "payment of the price"},
    {"extension_application", "申请延期的最后一天", "last day to apply for an extension"},
    {"start", "约定动工", "agreed start"},
    {"extension_limit", "延期上限", "limit of the extension"},
    {"idle_year", "满一年未动工起构成闲置", "idle from here if unstarted"},
    {"idle_two_years", "满两年可无偿收回", "free recovery from here if unstarted"},
    {"stalled_year", "中止建设满一年", "stopped for a full year"},
    {"investment", "本省投资标准起算", "the province's test of investment begins"},
    {"finish", "约定竣工", "agreed finish"},
    {"finish_limit", "竣工延期上限", "limit of a later finish"},
    {"investigation", "闲置调查", "investigation of idleness"},
    {"decision", "认定后的处置决定", "decision after recognition"},
}};

base::Text name_of(std::string_view what) {
    const auto row = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindRow& r) { return r.what == what; });
    PANHUO_ASSERT(row != kKinds.end(), "a watched day without a name");
    return {std::string(row->zh), std::string(row->en)};
}

const char* rule_of(WatchState state) { return kStates[static_cast<std::size_t>(state)].rule; }

}  // namespace

std::string_view watch_state_code(WatchState state) { return kStates[static_cast<std::size_t>(state)].code; }
base::Text watch_state_text(WatchState state) {
    const StateRow& row = kStates[static_cast<std::size_t>(state)];
    return {std::string(row.zh), std::string(row.en)};
}

std::vector<std::pair<std::string_view, base::Text>> watch_kinds() {
    std::vector<std::pair<std::string_view, base::Text>> out;
    for (const KindRow& row : kKinds) out.emplace_back(row.what, name_of(row.what));
    return out;
}

bool sooner(const Watch& a, const Watch& b) {
    if (a.state != b.state) return a.state < b.state;
    if (a.due != b.due) return a.due && (!b.due || *a.due < *b.due);
    return std::tie(a.subject, a.what) < std::tie(b.subject, b.what);
}

std::optional<std::vector<Date>> instalment_days(std::string_view words) {
    std::string text(words);
    for (const char* mark : {"；", "\n"})
        for (std::size_t at; (at = text.find(mark)) != std::string::npos;)
            text.replace(at, std::string_view(mark).size(), ";");
    std::vector<Date> out;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(';', from), text.size());
        const std::string part(base::trim(std::string_view(text).substr(from, end - from)));
        from = end + 1;
        if (part.empty()) continue;
        const auto read = base::read_date(part.substr(0, part.find(' ')));
        if (read.outcome != base::ReadDate::Outcome::Date) return std::nullopt;
        out.push_back(read.date);
    }
    std::sort(out.begin(), out.end());
    return out;
}

Watch WatchList::start(const char* what) const {
    Watch out;
    out.what = what;
    out.name = name_of(what);
    out.subject = subject_;
    return out;
}

std::optional<Date> WatchList::warning(const char* what, const char* which, Date due) const {
    const Parameter* days = books_.parameter(std::string("watch.") + what + "." + which, as_of_);
    if (days == nullptr) return std::nullopt;
    return due.plus_days(-static_cast<int>(days->value.num));
}

void WatchList::add(WatchedDay day) {
    Watch out = start(day.what);
    out.due = day.due;
    out.first_warning = warning(day.what, "warning_days", day.due);
    out.second_warning = warning(day.what, "second_warning_days", day.due);
    Certainty certainty = day.certainty;
    if (day.due < as_of_) {
        out.state = day.undone_after ? WatchState::Overdue : WatchState::Passed;
        if (!day.undone_after) certainty = Certainty::Unknown;
    } else if (out.second_warning && *out.second_warning <= as_of_) {
        out.state = WatchState::Urgent;
    } else if (out.first_warning && *out.first_warning <= as_of_) {
        out.state = WatchState::Soon;
    }
    const std::string left = std::to_string(day.due.days() - as_of_.days());
    const std::string late = std::to_string(as_of_.days() - day.due.days());
    const bool past = day.due < as_of_;
    // One finding per thing watched: of two instalments each day is a cause of its own.
    out.finding = make_finding(subject_, rule_of(out.state), std::string(day.what) + day.due.iso(), certainty,
                               {day.due.iso(), past ? late : left, out.name.zh, out.name.en});
    out.finding.article = std::move(day.article);
    out.finding.reasons = std::move(day.reasons);
    out.finding.due = day.due;
    list_.push_back(std::move(out));
}

void WatchList::undated(const char* what, const std::string& missing, const std::string& article,
                        std::vector<Reason> reasons) {
    Watch out = start(what);
    out.state = WatchState::Undated;
    out.missing = missing;
    out.finding =
        make_finding(subject_, rule_of(out.state), what, Certainty::Unknown, {missing, "", out.name.zh, out.name.en});
    out.finding.article = article;
    out.finding.reasons = std::move(reasons);
    list_.push_back(std::move(out));
}

std::vector<Watch> WatchList::take() {
    std::sort(list_.begin(), list_.end(), sooner);
    return std::move(list_);
}

}  // namespace law
