// Deadlines: what is to be done by a day that is no milestone and no stage, and what recurs (「每月25日前报送」).
#include "law/notice_remarks.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

bool asks_for_something(View text) {
    return has_any(text, {U"完成", U"报",   U"提交", U"上传", U"制定", U"建立", U"录入", U"落实", U"整改", U"办结",
                          U"核实", U"印发", U"实施", U"到位", U"处置", U"签订", U"明确", U"收回", U"供应", U"征收"});
}

/// The clause with the day; with the next one too where the day closes its clause (「6月底前，完成申报」).
View words_around(View text, const DateWords& day) {
    const std::size_t before = text.find_last_of(U"，；。：", day.begin);
    const std::size_t begin = before == kNowhere ? 0 : before + 1;
    std::size_t end = std::min(text.find_first_of(U"，；。", day.end), text.size());
    if (end <= day.end + 1 && end < text.size()) end = std::min(text.find_first_of(U"，；。", end + 1), text.size());
    return trim(text.substr(begin, end - begin), U"，；。");
}

/// 「完成时限：6月底前」: the day of what the paragraph is about.
bool labelled(View text, const DateWords& day) {
    const View before = text.substr(0, day.begin);
    return ends(before, U"时限：") || ends(before, U"时间：") || ends(before, U"期限：");
}

/// Its heading, else what stands before the label, else the paragraph above.
View labelled_words(const Block& block, const Block* above, View text) {
    if (block.title.size() >= 4 && !has_any(block.title, {U"时限", U"时间", U"单位"})) return block.title;
    const View own = trim(text.substr(0, text.find_first_of(U"（。；：")), U"，。；：（ ");
    if (!own.empty() && !has_any(own, {U"时限", U"时间", U"期限", U"单位", U"部门"})) return own;
    if (above == nullptr) return {};
    return !above->title.empty() ? View(above->title) : trim(above->text, U"，。；：");
}

struct Period {
    View word;
    const char* code;
};
constexpr Period kPeriods[] = {{U"每周", "weekly"},        {U"每半月", "monthly"}, {U"每月", "monthly"},
                               {U"按月", "monthly"},       {U"每季", "quarterly"}, {U"按季", "quarterly"},
                               {U"每半年", "half_yearly"}, {U"每年", "yearly"},    {U"逐月", "monthly"}};

/// Every one of them, once for its words: 「每月25日前报送清单，每半年报送总结」 are two.
void read_recurring(const Pages& pages, NoticeDraft& draft, const Block& block, View text) {
    std::set<std::string> said;
    for (const Period& period : kPeriods) {
        const std::size_t at = text.find(period.word);
        if (at == kNowhere) continue;
        DateWords place;
        place.begin = at;
        place.end = at + period.word.size();
        const std::size_t before = text.find(U'前', at);
        if (before != kNowhere && before < at + 12) place.end = before + 1;  // 每月25日前
        const View words = words_around(text, place);
        if (!has_any(words, {U"报", U"调度", U"汇总"}) || has_any(words, {U"报批", U"报名"})) continue;
        std::string what = pages.quote(words);
        if (!said.insert(what).second) continue;
        draft.deadlines.push_back({std::nullopt, period.code, std::move(what), {}, pages.source(block, text)});
    }
}

/// A paragraph that lines of labels (责任单位：, 完成时限：) below it belong to.
bool heads_labels(const Block& block) {
    return !has_any(block.text, {U"单位：", U"部门：", U"时限：", U"时间："}) || !block.title.empty();
}

/// What is counted or in force since or until a day is no task: 「2022年12月31日前已认定的」, 「2009年至2023年底批准」.
bool bounds_stock(View text, const DateWords& day) {
    const View after = text.substr(day.end);
    for (const View word : {U"已"sv, U"批准"sv, U"经批准"sv, U"经依法批准"sv, U"形成"sv, U"认定"sv, U"获批"sv,
                            U"供应的"sv, U"出让的"sv, U"存量"sv})
        if (starts(after, word)) return true;
    for (const Years& years : year_ranges(text))
        if (years.from && years.to && years.begin < day.begin && day.begin < years.end) return true;
    return false;
}

void read_day(const Pages& pages, NoticeDraft& draft, const Block& block, const Block* about, View text,
              const DateWords& day) {
    const bool recurring = day.begin > 0 && View(U"每按逐").find(text[day.begin - 1]) != kNowhere;
    const bool states = day.begin >= 2 && text.substr(day.begin - 2, 2) == U"截至"sv;
    const View words = labelled(text, day) ? labelled_words(block, about, text) : words_around(text, day);
    if (recurring || states || bounds_stock(text, day) || words.empty() || !percents(words).empty()) return;
    if (!labelled(text, day) && !asks_for_something(words)) return;
    if (has_any(words, {U"以前批准", U"前批准", U"前已批准", U"年底前的"})) return;
    if (day.unclear || day.impossible || !day.last) {
        ask_day(pages, draft, block, text, day);
        return;
    }
    NoticeDeadline out{day.last, "", pages.quote(words), pages.lexicon.routes_of(words), {}};
    // The words of the day may name no route that its sentence does: 「可以撤回批文，并于8月31日前报省厅」.
    if (out.routes.empty() && has(words, U"报")) out.routes = pages.lexicon.routes_of(text);
    out.source = pages.source(block, text);
    const auto same = [&](const NoticeDeadline& one) {  // in the text and again behind 完成时限：
        return one.on == out.on && one.source.clause == out.source.clause;
    };
    if (labelled(text, day) && std::any_of(draft.deadlines.begin(), draft.deadlines.end(), same)) return;
    draft.deadlines.push_back(std::move(out));
}

}  // namespace

void read_deadlines(Pages& pages, NoticeDraft& draft) {
    const Block* about = nullptr;
    const Block* last = nullptr;
    each_sentence(pages, [&](const Block& block, std::size_t index, View text) {
        if (last != nullptr && last != &block && heads_labels(*last)) about = last;
        last = &block;
        if (block.clause == "0" || pages.table_lines.count(block.line) != 0) return;
        read_recurring(pages, draft, block, text);
        for (const DateWords& day : pages.dates.all(text))
            if (day.by && pages.taken.count({{block.line, index}, day.begin}) == 0)
                read_day(pages, draft, block, about, text, day);
    });
}

}  // namespace law::notice
