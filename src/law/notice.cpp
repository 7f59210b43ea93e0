#include "law/notice.hpp"

#include "law/notice_parts.hpp"

#include <algorithm>

namespace law {

namespace {

using namespace notice;

/// A notice has the form of one (a number, a title, two numbered headings) and speaks of land.
std::optional<base::Text> why_no_notice(const std::vector<Block>& blocks) {
    std::size_t han = 0;
    std::size_t all = 0;
    std::size_t headings = 0;
    bool paper = false;
    bool land = false;
    for (const Block& block : blocks) {
        all += block.text.size();
        han += static_cast<std::size_t>(std::count_if(block.text.begin(), block.text.end(), notice::is_han));
        headings += block.title.empty() ? 0 : 1;
        const bool named =
            has_any(block.text, {U"通知", U"方案", U"意见", U"通报", U"印发", U"计划", U"批复", U"会议纪要"});
        paper = paper || (named && (block.clause == "0" || headings < 3));
        land = land || has_any(block.text, {U"批而未", U"闲置土地", U"建设用地", U"供地", U"土地"});
    }
    if (han < 20 || han * 3 < all) return base::Text{"没有成段的中文", "it holds no running Chinese text"};
    if (!paper && headings < 2)
        return base::Text{"没有文号、标题或编号的条目，不像通知",
                          "no number, title or numbered headings: not like a notice"};
    if (!land) return base::Text{"通篇没有提到土地", "it never speaks of land"};
    return std::nullopt;
}

/// Sources taken before the roster was read are cleaned of its names.
void scrub(const Pages& pages, NoticeDraft& draft) {
    const auto clean = [&](std::string& text) { text = encode(pages.names.scrub(decode(text))); };
    clean(draft.notice.source.sentence);
    clean(draft.notice.title);
    for (NoticeDocument& one : draft.documents) clean(one.source.sentence);
    for (NoticeRemark& one : draft.contradictions)
        for (std::string& sentence : one.sentences) clean(sentence);
    for (NoticeMember& one : draft.members) clean(one.source.sentence);
}

}  // namespace

const NoticeUnit* NoticeDraft::unit(std::string_view id) const {
    const auto found = std::find_if(units.begin(), units.end(), [&](const NoticeUnit& one) { return one.id == id; });
    return found == units.end() ? nullptr : &*found;
}

base::Result<NoticeDraft> read_notice(std::string_view bytes, const std::string& name) {
    PANHUO_TRY(const std::vector<Paragraph> text, paragraphs(bytes, name));
    Pages pages;
    pages.blocks = outline(text);
    if (const auto why = why_no_notice(pages.blocks))
        return base::Error{base::Code::NoticeUnreadable, {name, base::both(why->zh, why->en)}};
    PANHUO_TRY(pages.lexicon, Lexicon::load());
    NoticeDraft draft;
    draft.name = name;
    read_documents(pages, draft);
    read_members(pages, draft);  // before all that quotes: it finds the names to leave out
    read_scopes(pages, draft);
    read_zones(pages, draft);
    read_stages(pages, draft);
    read_milestones(pages, draft);
    read_targets(pages, draft);
    read_task_table(pages, draft);
    settle_area_steps(draft);
    adopt_bands(draft);
    read_group(pages, draft);
    read_duty_table(pages, draft);
    read_duties(pages, draft);
    read_routes(pages, draft);
    read_deadlines(pages, draft);
    find_contradictions(pages, draft);
    find_questions(pages, draft);
    scrub(pages, draft);
    return draft;
}

}  // namespace law
