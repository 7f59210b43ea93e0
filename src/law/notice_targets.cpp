// Targets: rates (「消化率达到25%」), areas (「消化1200亩」), ceilings (「控制在150公顷以内」), by band of years or by
// place; and baselines (「截至2023年底，批而未供土地3500亩」), which are no targets.
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

/// The comma clause around a position.
Span clause_of(View text, std::size_t at) {
    const std::size_t before = text.find_last_of(U"，；。：", at);
    const std::size_t after = text.find_first_of(U"，；。", at);
    return {before == kNowhere ? 0 : before + 1, std::min(after, text.size())};
}

class Sentence {
  public:
    Sentence(Pages& pages, NoticeDraft& draft, const Block& block, std::size_t index)
        : pages_(pages), draft_(draft), block_(block), index_(index), text_(block.sentences[index]) {}

    void read() {
        for (const Percent& percent : percents(text_)) {
            read_rate(percent);
            last_ = percent.end;
        }
        last_ = 0;
        for (const Quantity& area : areas(text_)) {
            read_area(area);
            last_ = area.end;
        }
    }

  private:
    /// Named last before the number in this sentence, else in an earlier one of the paragraph, else in a heading.
    std::string stock_before(std::size_t until) const {
        std::string out = respectively(until);
        if (!out.empty()) return out;
        for (const StockWord& word : stock_words(text_))
            if (word.end <= until) out = word.stock;
        for (std::size_t i = index_; out.empty() && i-- > 0;)
            for (const StockWord& word : stock_words(block_.sentences[i])) out = word.stock;
        for (auto title = block_.titles.rbegin(); out.empty() && title != block_.titles.rend(); ++title)
            for (const StockWord& word : stock_words(*title)) out = word.stock;
        return out.empty() ? pages_.only_stock : out;
    }
    /// 「批而未供和闲置土地处置率分别达到30%、20%」: the n-th number is of the n-th stock.
    std::string respectively(std::size_t number) const {
        const std::size_t word = text_.rfind(U"分别", number);
        if (word == kNowhere) return {};
        const std::size_t begin =
            text_.find_last_of(U"，；。：", word) == kNowhere ? 0 : text_.find_last_of(U"，；。：", word);
        const std::size_t end = std::min(text_.find_first_of(U"，；。", word), text_.size());
        std::vector<std::string> stocks = stocks_between(begin, word);
        if (stocks.empty()) stocks = stocks_between(0, begin);  // 「处置批而未供…、闲置…，处置率分别不低于35%和40%」
        std::vector<std::size_t> numbers;
        for (const Percent& one : percents(text_))
            if (one.begin > word && one.end <= end) numbers.push_back(one.begin);
        for (const Quantity& one : areas(text_))
            if (one.begin > word && one.end <= end) numbers.push_back(one.begin);
        const auto at = std::find(numbers.begin(), numbers.end(), number);
        if (stocks.size() < 2 || stocks.size() != numbers.size() || at == numbers.end()) return {};
        return stocks[static_cast<std::size_t>(at - numbers.begin())];
    }
    /// Each once, in the order of the words.
    std::vector<std::string> stocks_between(std::size_t begin, std::size_t end) const {
        std::vector<std::string> out;
        for (const StockWord& one : stock_words(text_.substr(begin, end - begin)))
            if (std::find(out.begin(), out.end(), one.stock) == out.end()) out.emplace_back(one.stock);
        return out;
    }
    bool is_milestone(std::size_t number) const {
        std::size_t day_before = kNowhere;
        for (const auto& [where, at] : pages_.milestone_days)
            if (where == std::pair{block_.line, index_} && at < number) day_before = at;
        return day_before != kNowhere;
    }
    /// Where the words about a number begin: behind the number before it.
    View words_before(std::size_t number) const {
        std::size_t from = last_;
        for (const Percent& p : percents(text_))
            if (p.end <= number) from = std::max(from, p.end);
        for (const Quantity& q : areas(text_))
            if (q.end <= number) from = std::max(from, q.end);
        return text_.substr(from, number - from);
    }
    bool provisional() const {
        return has_any(block_.text,
                       {U"暂参照", U"暂按", U"暂定", U"暂以", U"暂时", U"再行调整", U"另行下达", U"最终任务", U"预下达",
                        U"待省", U"待市", U"预安排", U"最终以", U"下达任务为准", U"下达的任务为准", U"下达为准"});
    }
    /// Of the stock of a named day (「2023年底存量的25%」), or of an explicit base.
    bool base_stated() const {
        if (has_any(text_, {U"为基数", U"为基准", U"基数的"})) return true;
        std::size_t stock = text_.find(U"存量的");
        for (const View word : {U"存量闲置"sv, U"存量批而未供"sv}) stock = std::min(stock, text_.find(word));
        return stock != kNowhere && has_any(text_.substr(0, stock), {U"年底", U"年末", U"12月31日", U"截至"});
    }
    /// The day of the stock that the rates are of.
    std::optional<Date> base_day() const {
        for (const DateWords& day : pages_.dates.all(text_))
            if (day.last && has_any(text_.substr(day.end, 10), {U"存量", U"为基数", U"为基准"})) return day.last;
        return std::nullopt;
    }
    /// 「2018年以前批准的」; not 「2023年底前消化…」, which is a day.
    static bool is_band(View after) {
        const View near = after.substr(0, 8);
        return starts(near, U"的") || starts(near, U"批而未供") || starts(near, U"闲置土地") ||
               has_any(near, {U"批准", U"形成", U"获批", U"期间", U"供应的", U"批次"});
    }
    void finish(NoticeTarget& out, Span number, View before) {
        const View after = text_.substr(number.end, 4);
        out.at_least = has_any(before, {U"不低于", U"不少于", U"以上", U"至少", U"高于"}) || has(after, U"以上");
        out.stretch = has_any(before, {U"力争", U"争取"}) && !has_any(before, {U"确保", U"不低于", U"不少于"});
        out.provisional = provisional();
        std::optional<Years> band;
        for (const Years& years : year_ranges(before))
            if (years.from || years.to) band = years;
        if (band && is_band(before.substr(band->end))) {
            out.from_year = band->from;
            out.to_year = band->to;
        }
        if (out.base_stated && !draft_.base_day) draft_.base_day = base_day();
        const Due due = due_of(pages_, block_, text_, number.begin);
        out.due = due.day;
        out.whole_plan = due.whole_plan;
        out.source = pages_.source(block_, text_);
        // A day before the number is the day of this target and no deadline of its own.
        for (const DateWords& day : pages_.dates.all(text_))
            if (day.end <= number.begin && text_.find(U'；', day.end) >= number.begin)
                pages_.taken.insert({{block_.line, index_}, day.begin});
        draft_.targets.push_back(std::move(out));
    }
    void read_rate(const Percent& percent) {
        if (is_milestone(percent.begin) && !is_rate_of_stock(percent.begin)) return;
        const View before = words_before(percent.begin);
        const View clause =
            text_.substr(clause_of(text_, percent.begin).begin, percent.begin - clause_of(text_, percent.begin).begin);
        if (has_any(before, {U"任务", U"进度"}) && !has(before, U"率")) return;
        const bool condition = has_any(before, {U"低于", U"不足", U"不到", U"未达到", U"达不到", U"未达"}) &&
                               !has_any(before, {U"不低于", U"不得低于"}) && starts(text_.substr(percent.end), U"的");
        if (condition || has_any(before, {U"奖励", U"核减", U"扣减", U"扣除"})) return;
        if (has_any(clause, {U"保证金", U"土地出让", U"投资", U"闲置费", U"总额", U"面积不足", U"应动工"})) return;
        NoticeTarget out;
        out.basis = "rate";
        out.rate = percent.share;
        out.base_stated = base_stated();
        out.stock = has(before, U"供地率") ? "approval_supply_rate" : stock_before(percent.begin);
        const bool first_of_sentence = last_ == 0;
        const bool measure =
            has_any(before, {U"率", U"比例", U"消化", U"处置", U"盘活", U"下降", U"压减", U"减少", U"降低"});
        const bool goes_on =
            !first_of_sentence && (before.size() <= 2 || has_any(before, {U"不低于", U"不少于", U"达到", U"达", U"批准",
                                                                          U"力争", U"争取", U"确保"}));
        const bool last_step = is_rate_of_stock(percent.begin);
        if (out.stock.empty() || (!measure && !last_step && !(goes_on && rate_seen_))) return;
        rate_seen_ = true;
        finish(out, percent, before);
    }
    /// The last of several rates with days is where the stock is to end: also the target.
    bool is_rate_of_stock(std::size_t number) const {
        const std::vector<Percent> all = percents(text_);
        return !draft_.milestones.empty() && draft_.milestones.back().of == "stock" && !all.empty() &&
               all.back().begin == number && draft_.milestones.back().source.line == block_.line;
    }
    void read_area(const Quantity& quantity) {
        if (is_milestone(quantity.begin)) return;
        const Span span = clause_of(text_, quantity.begin);
        const View clause = text_.substr(span.begin, span.end - span.begin);
        const View before = words_before(quantity.begin);
        const std::string stock = stock_before(quantity.begin);
        const bool cap = has_any(before, {U"控制在", U"不超过", U"不突破", U"压减到", U"压减至", U"降至", U"降到",
                                          U"下降到", U"低于"}) ||
                         has_any(text_.substr(quantity.end, 3), {U"以内", U"以下", U"之内"});
        const bool floor = has_any(before, {U"不低于", U"不少于"});
        const bool base = ends(before, U"存量") && has(text_.substr(quantity.end, 4), U"为基");
        const bool states = base ||
                            has_any(clause, {U"截至", U"现有", U"共有", U"尚有", U"存量为", U"存量面积为", U"总面积",
                                             U"底数", U"核定"}) ||
                            as_counted(text_.substr(0, quantity.begin)) ||
                            has_any(text_.substr(0, quantity.begin), {U"截至", U"现有", U"共有", U"尚有"});
        const bool acts =
            has_any(before, {U"消化", U"处置", U"盘活", U"完成", U"任务", U"化解", U"压减", U"减少", U"下达", U"清理"});
        if (stock.empty() || (has(before, U"其中") && addressee(before).empty())) return;
        if (cap && !floor) return add_area(quantity, stock, "ceiling", before);
        if (states && !floor) return add_baseline(quantity, stock);
        if (acts || floor || area_seen_ || part_of_target(before)) add_area(quantity, stock, "area", before);
    }
    /// 「以2023年12月31日平台数据为准，…」: what the stock is.
    static bool as_counted(View before) {
        const std::size_t as = before.find(U"为准");
        return as != kNowhere && before.find(U'以') < as;
    }
    /// 「其中，甲镇160亩」 behind the target of the whole.
    bool part_of_target(View before) const {
        const bool follows = !draft_.targets.empty() && draft_.targets.back().source.line == block_.line &&
                             draft_.targets.back().basis == "area";
        return follows && !addressee(before).empty();
    }
    void add_area(const Quantity& quantity, const std::string& stock, const char* basis, View before) {
        NoticeTarget out;
        out.basis = basis;
        out.area = quantity.area;
        out.stock = stock;
        out.addressee = addressee(before);
        area_seen_ = true;
        finish(out, quantity, before);
    }
    void add_baseline(const Quantity& quantity, const std::string& stock) {
        NoticeBaseline out{stock, quantity.area, std::nullopt, pages_.source(block_, text_)};
        for (const DateWords& day : pages_.dates.all(text_))
            if (day.end <= quantity.begin) out.on = day.last;
        draft_.baselines.push_back(std::move(out));
    }
    /// 「甲县30公顷」: a place directly before the number or before the verb.
    static std::string addressee(View before) {
        View part =
            before.substr(before.find_last_of(U"，；。：、") == kNowhere ? 0 : before.find_last_of(U"，；。：、") + 1);
        if (starts(part, U"其中")) part.remove_prefix(2);
        for (const View verb :
             {U"不少于"sv, U"不低于"sv, U"消化"sv, U"处置"sv, U"完成"sv, U"任务"sv, U"为"sv, U"控制在"sv, U"不超过"sv})
            if (const std::size_t at = part.find(verb); at != kNowhere) part = part.substr(0, at);
        const bool place = part.size() >= 2 && part.size() <= 8 &&
                           (View(U"县市区镇乡旗").find(part.back()) != kNowhere || ends(part, U"街道"));
        const bool whole = has_any(part, {U"全县", U"全市", U"全区", U"我县", U"我市", U"各县", U"本市", U"开发区"});
        return place && !whole ? encode(part) : "";
    }

    Pages& pages_;
    NoticeDraft& draft_;
    const Block& block_;
    std::size_t index_;
    View text_;
    std::size_t last_ = 0;
    bool rate_seen_ = false;
    bool area_seen_ = false;
};

}  // namespace

void read_targets(Pages& pages, NoticeDraft& draft) {
    for (const Block& block : pages.blocks) {
        if (under(block, {U"范围", U"组织领导", U"措施要求"}) && !under(block, {U"目标", U"任务"})) continue;
        for (std::size_t i = 0; i < block.sentences.size(); ++i) Sentence(pages, draft, block, i).read();
    }
}

}  // namespace law::notice
