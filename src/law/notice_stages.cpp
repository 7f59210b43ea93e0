// Stages: 「（一）摸排清理阶段（3月10日—3月20日）」, 「第一阶段：动员部署（即日起至4月底）」.
#include "law/notice_parts.hpp"

namespace law::notice {

namespace {

struct Test {
    View words;
    const char* code;
};
/// What a stage is to reach, in the words plans use.
constexpr Test kTests[] = {
    {U"底数清", "stock_clear"}, {U"任务明", "task_clear"},           {U"措施实", "measures_real"},  {U"处置快", "fast"},
    {U"效果好", "effective"},   {U"责任明", "responsibility_clear"}, {U"情况明", "situation_clear"}};

bool timetable(const Block& block) {
    return under(block, {U"步骤", U"阶段", U"时间安排", U"进度安排", U"实施安排", U"时间节点", U"工作安排"});
}

/// The head of a stage: up to the first full stop, with the range in its bracket or behind a colon.
View head_of(View text) {
    const std::size_t stop = text.find_first_of(U"。；");
    return text.substr(0, std::min<std::size_t>(stop, 60));
}

Chars name_of(View head, const DateRange& range) {
    View name = head.substr(0, head.find(U'（'));
    if (range.begin < name.size()) {
        name = name.substr(0, range.begin);
        while (!name.empty() && View(U"从自在于，：").find(name.back()) != kNowhere) name.remove_suffix(1);
    }
    const std::size_t colon = name.find(U'：');
    if (starts(name, U"第") && colon != kNowhere && colon + 1 < name.size()) name = name.substr(colon + 1);
    return Chars(trim(name, U"：，。"));
}

void read_block(Pages& pages, NoticeDraft& draft, const Block& block, const Block* next) {
    const View head = head_of(block.text);
    const bool named = has(head, U"阶段") || (starts(head, U"第") && has(head.substr(0, 4), U"步"));
    if (!named && !(timetable(block) && !block.title.empty())) return;
    if (heading_number(block.text).level == 0 && block.title.empty() && !starts(head, U"第")) return;
    auto range = pages.dates.range(head);
    const Block* dated = &block;
    if (!range && named && next != nullptr && next->clause == block.clause) {
        range = pages.dates.range(head_of(next->text));
        dated = next;
    }
    if (!range || (!named && head.find(U'（') == kNowhere)) return;
    if (!named && !percents(head).empty()) return;
    NoticeStage out;
    out.name = pages.quote(name_of(head, dated == &block ? *range : DateRange{{head.size(), head.size()}, {}, {}}));
    if (out.name.empty()) return;
    out.from = range->from;
    out.to = range->to;
    for (const Block& other : pages.blocks)
        if (other.clause == block.clause)
            for (const Test& test : kTests)
                if (has(other.text, test.words)) out.tests.emplace_back(test.code);
    out.source = pages.source(block, head);
    for (const DateWords& day : pages.dates.all(dated->sentences.empty() ? View{} : View(dated->sentences[0])))
        if (day.begin <= range->end) pages.taken.insert({{dated->line, 0}, day.begin});
    draft.stages.push_back(std::move(out));
}

}  // namespace

void read_stages(Pages& pages, NoticeDraft& draft) {
    for (std::size_t i = 0; i < pages.blocks.size(); ++i)
        if (!pages.blocks[i].annex)
            read_block(pages, draft, pages.blocks[i], i + 1 < pages.blocks.size() ? &pages.blocks[i + 1] : nullptr);
}

}  // namespace law::notice
