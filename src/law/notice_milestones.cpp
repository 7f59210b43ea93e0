// Milestones: 「X月底前完成年度任务的Y%」, lists of months with lists of shares, 「11月底前全面完成」.
//
// A share belongs to the day that stands before it in the sentence (or behind it, where none stands before). It is of
// the year's task where the words say 任务 or 进度, and a rate of the stock where they say 消化率 or 处置率.
#include "law/notice_remarks.hpp"

#include <algorithm>
#include <numeric>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

struct Group {
    std::vector<DateWords> days;  ///< one, or a list that shares its shares
    std::size_t end = 0;          ///< where the words about them end: the next group or the end of the sentence
};

std::vector<Group> groups_of(const std::vector<DateWords>& days, std::size_t end) {
    std::vector<Group> out;
    bool joined = false;
    for (const DateWords& day : days) {
        if (!joined) out.push_back({{}, end});
        if (!joined && out.size() > 1) out[out.size() - 2].end = day.begin;
        out.back().days.push_back(day);
        joined = day.listed;
    }
    return out;
}

/// What the share is of; empty if the words do not speak of digestion at all.
std::string share_of(View words, const std::string& before) {
    const bool years = has_any(words, {U"两年", U"三年", U"五年"}) && has_any(words, {U"任务", U"目标"});
    if (years || (before == "plan" && !has_any(words, {U"年度", U"率"}))) return "plan";
    if (has_any(words, {U"消化率", U"处置率", U"盘活率"}) ||
        (has_any(words, {U"消化", U"处置", U"存量"}) && !has_any(words, {U"任务", U"进度", U"目标"}) &&
         !has(words, U"完成")))
        return "stock";
    if (has_any(words, {U"任务", U"进度", U"目标"})) return "task";
    if (has(words, U"完成率") || (has(words, U"完成") && !has(words, U"率"))) return "task";
    return has(words, U"供地率") ? "" : before;
}

/// 「全面完成」, 「完成全年任务」: all of it. A thing that is not the task (摸底, 申报) does not count.
bool whole_task(View words, bool beside_shares) {
    for (const View all : {U"全面完成"sv, U"全部完成"sv, U"完成全年"sv, U"完成全部"sv, U"完成年度"sv}) {
        const std::size_t at = words.find(all);
        if (at == kNowhere) continue;
        View rest = words.substr(at + all.size());
        rest = rest.substr(0, rest.find_first_of(U"，。；："));
        const bool named = has(rest, U"任务") && !has_any(rest, {U"征地拆迁任务", U"排查任务", U"摸底"});
        if (named || (rest.empty() && beside_shares)) return true;
        if (has_any(rest, {U"消化", U"处置"}) && beside_shares) return true;
    }
    return false;
}

class Sentence {
  public:
    Sentence(Pages& pages, NoticeDraft& draft, const Block& block, std::size_t index, View text)
        : pages_(pages), draft_(draft), block_(block), index_(index), text_(text), shares_(percents(text)) {}

    void read() {
        const std::size_t first = draft_.milestones.size();
        read_groups();
        settle_plan(first);
    }

  private:
    /// Ends of different years in one sentence are steps of a plan and not of one year's task.
    void settle_plan(std::size_t first) {
        std::set<int> years;
        for (std::size_t i = first; i < draft_.milestones.size(); ++i) {
            const Date on = draft_.milestones[i].on;
            if (on != *Date::from_ymd(on.year(), 12, 31) || draft_.milestones[i].of != "task") return;
            years.insert(on.year());
        }
        for (std::size_t i = first; years.size() > 1 && i < draft_.milestones.size(); ++i)
            draft_.milestones[i].of = "plan";
    }
    void read_groups() {
        const std::vector<DateWords> days = deadlines_of(pages_.dates.all(text_));
        std::size_t group_begin = 0;
        for (const Group& group : groups_of(days, text_.size())) {
            settle_stock(group_begin, group.days.front().begin);
            read_group(group);
            group_begin = group.days.back().end;
        }
    }
    /// Days that are said as "by": a span like 「3月10日—3月20日」 is a stage's, 「2018年底以前形成的」 a band of
    /// years.
    std::vector<DateWords> deadlines_of(std::vector<DateWords> days) const {
        const auto other = [this](const DateWords& day) {
            const View after = text_.substr(day.end, 3);
            return (!day.by && !day.span) || has_any(after, {U"形成", U"批准", U"获批", U"供应的", U"认定", U"出让的"});
        };
        days.erase(std::remove_if(days.begin(), days.end(), other), days.end());
        return days;
    }
    void settle_stock(std::size_t from, std::size_t until) {
        std::set<std::string> named;
        for (const StockWord& word : stock_words(text_.substr(from, until - from))) named.insert(word.stock);
        if (named.size() == 1) stock_ = *named.begin();
        if (named.size() > 1 || stock_ == "approved_unused") stock_.clear();
    }
    void read_group(const Group& group) {
        std::vector<Percent> inside;
        const std::size_t begin = group.days.back().end;
        for (const Percent& share : shares_)
            if (share.begin >= begin && share.end <= group.end) inside.push_back(share);
        if (group.days.size() > 1) {
            read_list(group, inside);
        } else if (inside.empty()) {
            read_without_share(group);
        } else {
            std::string of = share_of(text_.substr(begin, inside[0].begin - begin), of_);
            if (of.empty()) of = share_of(text_.substr(0, group.days[0].begin), "");  // 「消化率：6月底前达到10%」
            const bool target = of == "stock" && count_rates() < 2;  // one rate with its day is the target itself
            if (!of.empty() && !target) add(group.days[0], inside[0].share, of, inside[0].end);
        }
    }
    /// How many days of this sentence have rates of a stock behind them.
    int count_rates() const {
        int out = 0;
        for (const Group& group : groups_of(deadlines_of(pages_.dates.all(text_)), text_.size()))
            out += std::any_of(shares_.begin(), shares_.end(), [&](const Percent& share) {
                return share.begin >= group.days.back().end && share.end <= group.end;
            });
        return stock_words(text_).size() > 1 ? 1 : out;
    }
    void read_list(const Group& group, const std::vector<Percent>& inside) {
        if (inside.empty()) return;
        const std::size_t begin = group.days.back().end;
        const std::string of = share_of(text_.substr(begin, inside[0].begin - begin), of_);
        if (of.empty()) return;
        if (inside.size() != group.days.size()) {
            remark_lengths(group.days.size(), inside.size());
            for (const DateWords& day : group.days) take(day);
            return;
        }
        const std::size_t from = group.days.front().begin;
        for (std::size_t i = 0; i < inside.size(); ++i) {
            add(group.days[i], inside[i].share, of, inside[i].end);
            if (!draft_.milestones.empty())
                draft_.milestones.back().words = pages_.quote(text_.substr(from, inside.back().end - from));
        }
    }
    /// 「6月30日前累计完成800亩」: one of several such steps, or said to be cumulative. A single area with its day is
    /// the target itself.
    bool read_area_step(const Group& group) {
        const std::size_t begin = group.days[0].end;
        for (const Quantity& area : areas(text_)) {
            if (area.begin < begin || area.end > group.end) continue;
            const View before = text_.substr(begin, area.begin - begin);
            const bool done = has_any(before, {U"完成", U"累计", U"消化", U"处置"});
            if (!done || !(has(before, U"累计") || count_area_steps() > 1)) return false;
            add(group.days[0], {0, 1}, "area", area.end);
            if (!draft_.milestones.empty() && draft_.milestones.back().of == "area") {
                draft_.milestones.back().area = area.area;
                if (draft_.milestones.back().stock.empty()) draft_.milestones.back().stock = stock_of_titles();
            }
            return true;
        }
        return false;
    }
    /// Sentences of the same section that begin with a day and say an area done by it.
    std::size_t count_area_steps() const {
        std::size_t out = 0;
        for (const Block& block : pages_.blocks) {
            if (block.titles.empty() || block_.titles.empty() || block.titles.front() != block_.titles.front())
                continue;
            for (const Chars& sentence : block.sentences)
                for (const Quantity& area : areas(sentence))
                    for (const DateWords& day : pages_.dates.all(sentence))
                        out += day.by && day.begin < 4 && day.end < area.begin && area.begin - day.end < 12 ? 1 : 0;
        }
        return out;
    }
    std::string stock_of_titles() const {
        for (auto title = block_.titles.rbegin(); title != block_.titles.rend(); ++title)
            for (const StockWord& word : stock_words(*title)) return word.stock;
        return {};
    }
    void read_without_share(const Group& group) {
        const std::size_t begin = group.days[0].end;
        if (read_area_step(group)) return;
        if (whole_task(text_.substr(begin, group.end - begin), !of_.empty())) {
            std::size_t end = text_.find_first_of(U"，。；", begin);
            add(group.days[0], {100, 100}, of_ == "plan" ? of_ : "task", std::min(end, text_.size()));
            return;
        }
        // 「年度任务的50%须于6月底前完成」: the share stands before its day.
        const View before = text_.substr(0, group.days[0].begin);
        const std::size_t clause = before.find_last_of(U"。；，") == kNowhere ? 0 : before.find_last_of(U"。；，") + 1;
        for (const Percent& share : shares_) {
            if (share.begin < clause || share.end > group.days[0].begin) continue;
            if (share_of(text_.substr(clause, share.begin - clause), "") != "task") continue;
            if (has(text_.substr(begin, 8), U"完成") || text_[share.end] == U'（')
                add(group.days[0], share.share, "task", group.days[0].end);
        }
    }
    void take(const DateWords& day) {
        pages_.taken.insert({{block_.line, index_}, day.begin});
        pages_.milestone_days.insert({{block_.line, index_}, day.begin});
    }
    void add(const DateWords& day, Share share, const std::string& of, std::size_t end) {
        of_ = of;
        take(day);
        if (day.unclear || day.impossible || !day.last || !day.by) {
            ask_day(pages_, draft_, block_, text_, day);
            return;
        }
        const std::string words = pages_.quote(text_.substr(day.begin, end - day.begin));
        NoticeMilestone out{*day.last, share, of, stock_, words, {}, {}};
        out.source = pages_.source(block_, text_);
        for (const Quantity& done : areas(text_.substr(day.begin, end - day.begin))) out.area = done.area;
        draft_.milestones.push_back(std::move(out));
    }
    void remark_lengths(std::size_t days, std::size_t shares) {
        draft_.contradictions.push_back(remark("list-" + std::to_string(block_.line), "LIST_LENGTHS_DIFFER",
                                               pages_.source(block_, text_),
                                               {std::to_string(days), std::to_string(shares)}));
    }

    Pages& pages_;
    NoticeDraft& draft_;
    const Block& block_;
    std::size_t index_;
    View text_;
    std::vector<Percent> shares_;
    std::string of_;
    std::string stock_;
};

}  // namespace

/// Steps given as areas are shares of the task where the task is one area.
void settle_area_steps(NoticeDraft& draft) {
    for (NoticeMilestone& step : draft.milestones) {
        if (step.of != "area") continue;
        std::vector<const NoticeTarget*> tasks;
        for (const NoticeTarget& target : draft.targets)
            if (target.basis == "area" && target.addressee.empty() && !target.stretch && !target.whole_plan &&
                (!target.due || target.due->year() == step.on.year()) &&
                (step.stock.empty() || target.stock == step.stock))
                tasks.push_back(&target);
        if (tasks.empty() || !tasks.front()->area.is_positive()) continue;
        const NoticeTarget& task = *tasks.front();
        const std::int64_t common = std::gcd(step.area.units(), task.area.units());
        step.share = {step.area.units() / common, task.area.units() / common};
        step.stock = task.stock;
        step.of = "task";
    }
}

void read_milestones(Pages& pages, NoticeDraft& draft) {
    each_sentence(pages, [&](const Block& block, std::size_t index, View text) {
        if (!block.annex || !has(block.text, U"组长")) Sentence(pages, draft, block, index, text).read();
    });
}

}  // namespace law::notice
