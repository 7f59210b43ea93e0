// Routes: which of the ten ways out of the stock the clauses on measures open. Clauses on scope, aims, steps and duties
// use the same words for other ends and are not read.
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

bool measures(const Block& block) {
    return under(block, {U"措施", U"重点任务", U"工作任务", U"主要任务", U"处置方式", U"处置途径", U"分类处置",
                         U"方式方法", U"工作重点", U"工作内容", U"举措", U"政策"});
}

bool other_section(const Block& block) {
    return block.annex || block.clause == "0" ||
           under(block, {U"范围", U"目标", U"总体要求", U"指导思想", U"步骤", U"阶段", U"工作要求", U"组织", U"职责",
                         U"分工", U"保障", U"时间安排", U"进度", U"考核", U"报送"});
}

}  // namespace

void read_routes(Pages& pages, NoticeDraft& draft) {
    const bool has_section = std::any_of(pages.blocks.begin(), pages.blocks.end(), measures);
    each_sentence(pages, [&](const Block& block, std::size_t index, View text) {
        if (has_section ? !measures(block) : other_section(block)) return;
        const bool duty = pages.duty_sentences.count({block.line, index}) != 0;
        if (duty && !has_section) return;
        for (const std::string& route : pages.lexicon.routes_of(text)) {
            const auto same = [&](const NoticeRoute& one) { return one.id == route; };
            if (std::any_of(draft.routes.begin(), draft.routes.end(), same)) continue;
            const Lexicon::RouteName& known = *pages.lexicon.route_name(route);
            draft.routes.push_back({route, known.name, known.counts, pages.source(block, text)});
        }
    });
}

}  // namespace law::notice
