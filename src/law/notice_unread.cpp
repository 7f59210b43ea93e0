// Figures of the text that no draft holds: points of percent, numbers of parcels, letters inside a figure, tables whose
// columns nobody named. Each becomes a question with its sentence; none is dropped in silence.
#include "law/notice_remarks.hpp"

#include <algorithm>

namespace law::notice {

namespace {

constexpr std::size_t kMost = 20;  // questions of one kind; a text with more of them is not read by asking

bool is_figure(View cell) {
    return !cell.empty() &&
           std::all_of(cell.begin(), cell.end(), [](char32_t c) { return is_digit(c) || c == U'.' || c == U'%'; });
}

class Asker {
  public:
    Asker(const Pages& pages, NoticeDraft& draft) : pages_(pages), draft_(draft) {}

    void ask(const char* code, const Block& block, View text, const std::vector<std::string>& args) {
        const std::size_t nth = ++counts_[code];
        if (nth > kMost) return;
        std::string id(code);
        std::transform(id.begin(), id.end(), id.begin(),
                       [](char c) { return c == '_' ? '-' : static_cast<char>(c + ('a' - 'A')); });
        draft_.questions.push_back(
            remark(id + (nth == 1 ? "" : "-" + std::to_string(nth)), code, pages_.source(block, text), args));
    }
    std::string words(View text, Span span) const {
        return pages_.quote(text.substr(span.begin, span.end - span.begin));
    }

    /// 「供地率提高5个百分点」: a change, and of what is not said in figures.
    void points(const Block& block, View text) {
        for (const View unit : {View(U"个百分点"), View(U"百分点")}) {
            const std::size_t at = text.find(unit);
            if (at == kNowhere || at == 0 || !(is_digit(text[at - 1]) || number_at(text, at - 1))) continue;
            std::size_t begin = at;
            while (begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == U'.' || number_at(text, begin - 1)))
                --begin;
            return ask("TARGET_RELATIVE", block, text, {words(text, {begin, at + unit.size()})});
        }
    }
    /// 「处置不少于15宗」; not 「共37宗」, which only says what there is.
    void parcels(const Block& block, View text) {
        for (std::size_t at = text.find(U'宗'); at != kNowhere; at = text.find(U'宗', at + 1)) {
            std::size_t begin = at;
            while (begin > 0 && number_at(text, begin - 1)) --begin;
            if (begin == at || begin == 0) continue;
            const std::size_t clause = text.find_last_of(U"，；。：、", begin - 1);
            const View before =
                text.substr(clause == kNowhere ? 0 : clause + 1, begin - (clause == kNowhere ? 0 : clause + 1));
            const bool asked = has_any(before, {U"处置", U"消化", U"完成", U"盘活", U"收回", U"供应"});
            const bool states = has_any(before, {U"共", U"现有", U"尚有", U"截至", U"已"});
            if (asked && !states) return ask("TARGET_PARCELS", block, text, {words(text, {begin, at + 1})});
        }
    }
    void broken(const Block& block, View text) {
        for (const Span& figure : broken_figures(text)) ask("FIGURE_UNREAD", block, text, {words(text, figure)});
    }

    /// 「各季度完成比例分别不低于20%、45%」: shares of the work that neither became a target nor a milestone.
    void shares(const Block& block, View text) {
        if (percents(text).empty() || !has_any(text, {U"任务", U"进度", U"消化率", U"处置率", U"完成比例"})) return;
        const bool condition =
            has_any(text, {U"低于", U"不足", U"未达到", U"达不到"}) && !has_any(text, {U"不低于", U"不得低于"});
        const bool other = has_any(text, {U"奖励", U"扣", U"闲置费", U"价款", U"保证金", U"投资", U"约谈", U"通报"});
        const std::string sentence = pages_.quote(text);
        const auto here = [&](const auto& row) { return row.source.sentence == sentence; };
        const auto said = [&](const auto& rows) { return std::any_of(rows.begin(), rows.end(), here); };
        if (condition || other || said(draft_.targets) || said(draft_.milestones)) return;
        for (const NoticeRemark& one : draft_.contradictions)
            if (!one.sentences.empty() && one.sentences.front() == sentence) return;
        for (const NoticeRemark& one : draft_.questions)  // a day that is asked about
            if (!one.sentences.empty() && one.sentences.front() == sentence) return;
        ask("SHARE_UNREAD", block, text, {words(text, percents(text).front())});
    }

    /// A row of figures, or cells that became lines of their own.
    void tables() {
        const Block* first = nullptr;
        std::size_t alone = 0;
        for (const Block& block : pages_.blocks) {
            if (pages_.table_lines.count(block.line) != 0) continue;
            const auto cells = cut(block.spaced, U" ");
            const auto figures = std::count_if(cells.begin(), cells.end(), is_figure);
            const bool row = figures >= 2 && !has_any(block.text, {U"，", U"。", U"年", U"月"});
            const bool cell = cells.size() == 1 && figures == 1;
            alone = cell ? alone + 1 : alone;
            if (first == nullptr && (row || pages_.unread_lines.count(block.line) != 0 || (cell && alone == 3)))
                first = &block;
        }
        if (first != nullptr)
            draft_.questions.push_back(
                remark("table", "TABLE_UNREAD", pages_.source(*first, first->text), {std::to_string(first->line)}));
    }

  private:
    const Pages& pages_;
    NoticeDraft& draft_;
    std::map<std::string, std::size_t> counts_;
};

}  // namespace

void ask_figures(const Pages& pages, NoticeDraft& draft) {
    Asker asker(pages, draft);
    each_sentence(pages, [&](const Block& block, std::size_t, View text) {
        asker.broken(block, text);
        if (block.clause == "0") return;
        asker.points(block, text);
        asker.parcels(block, text);
        asker.shares(block, text);
    });
    asker.tables();
}

}  // namespace law::notice
