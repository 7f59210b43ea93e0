// Members of the leading group, from a roster: by unit and post. Names are dropped on the way in.
//
// Forms: 「组长：某某 县委常委」 with following rows of the same role; 「成员：县财政局局长、县住建局局长」 in one
// line; tables with the columns role, name, unit and post in any order.
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

/// 「东山镇副镇长」: the place and where what follows begins. A township's word is followed by a post or an organ.
std::optional<Span> township(View words) {
    for (const View level : {U"街道"sv, U"镇"sv, U"乡"sv})
        for (std::size_t at = words.find(level); at != kNowhere && at < 12; at = words.find(level, at + 1)) {
            const View after = words.substr(at + level.size());
            const bool follows = starts(after, U"党") || starts(after, U"人民政府") || starts(after, U"政府") ||
                                 starts(after, U"办事处") || starts(after, U"镇长") || starts(after, U"乡长") ||
                                 starts(after, U"副") || starts(after, U"主任") || starts(after, U"书记") ||
                                 starts(after, U"人大") || starts(after, U"武装") || starts(after, U"纪委");
            if (!follows || at < 1) continue;
            std::size_t begin = 0;
            for (const View above : {U"县"sv, U"市"sv, U"区"sv})
                if (const std::size_t cut_at = words.substr(0, at).rfind(above); cut_at != kNowhere && cut_at + 1 < at)
                    begin = std::max(begin, cut_at + 1);
            return Span{begin, at + level.size()};
        }
    return std::nullopt;
}

/// Behind the unit's own ending: 「自然资源|局|副局长」, 「生态环境|局某县分局|副局长」.
View post_behind(View words, std::size_t unit_end) {
    const std::size_t last = post_end(words);
    std::size_t begin = unit_end;
    for (const View organ : {U"委员会"sv, U"办公室"sv, U"服务中心"sv, U"中心"sv, U"管委会"sv, U"管理局"sv, U"分局"sv,
                             U"局"sv, U"委"sv, U"公司"sv, U"部门"sv, U"支队"sv, U"大队"sv, U"政府"sv, U"办"sv, U"厅"sv})
        for (std::size_t at = words.find(organ, unit_end > 0 ? unit_end - 1 : 0); at != kNowhere;
             at = words.find(organ, at + 1)) {
            const std::size_t end = at + organ.size();
            const View rest = words.substr(end, last > end ? last - end : 0);
            const bool inside_post = starts(rest, U"长") || starts(rest, U"员") || starts(rest, U"书记");
            if (end <= last && !rest.empty() && post_end(rest) > 0 && !inside_post) begin = std::max(begin, end);
        }
    return begin < last ? words.substr(begin, last - begin) : View{};
}

class Roster {
  public:
    Roster(Pages& pages, NoticeDraft& draft) : pages_(pages), draft_(draft), place_(decode(draft.place)) {}

    void read(const Block& block) {
        const RoleLabel label = role_label(block.spaced);
        if (label.length != 0) {
            role_ = label.role;
            if (label.role == "units") return;  // units without posts: notice_group.cpp
            rows(block, View(block.spaced).substr(label.length));
            return;
        }
        const bool row = !role_.empty() && role_ != "units" && !has_any(block.text, {U"，", U"；", U"设在"}) &&
                         (!ends(block.text, U"。") || has(block.spaced, U" ")) && post_end(block.text) > 0;
        if (row && heading_number(block.text).level <= 3 && block.text.size() < 60) {
            rows(block, block.spaced);
        } else if (block.text.size() > 3) {
            role_.clear();
        }
    }

  private:
    /// 「某某（县委副书记、县长）」 is one.
    static std::vector<View> pieces(View text) { return cut_outside(text, U"、；，"); }

    void rows(const Block& block, View text) {
        text = trim(text, U" ：。；");
        if (text.empty() || has_any(text, {U"姓名", U"姓 名", U"备注"})) return;
        const HeadingNumber number = heading_number(text);
        if (number.level == 3) text = trim(text.substr(number.length));
        if (const auto digits = number_at(text, 0); digits && is_digit(text[0])) text = trim(text.substr(digits->end));
        for (const Chars& one : split(text)) row(block, one);
    }

    /// 「县财政局局长、县住建局局长」 are two; 「县委常委、副县长」 is one person's.
    std::vector<Chars> split(View text) const {
        std::vector<Chars> out;
        std::string before;
        for (const View piece : pieces(text)) {
            std::string key;
            if (const auto place = township(piece)) key = encode(piece.substr(place->begin, place->end - place->begin));
            const Lexicon::Found found = pages_.lexicon.department(piece);
            if (key.empty() && found.unit != nullptr) key = found.unit->id;
            const bool same_person = key.empty() || key == before || key == "government" || post_end(piece) == 0;
            if (!out.empty() && same_person) {
                out.back() += U"、" + Chars(piece);
            } else {
                out.emplace_back(piece);
            }
            if (!key.empty()) before = key;
        }
        return out;
    }

    void row(const Block& block, View text) {
        const Chars words = without_name(text, pages_.lexicon, place_, pages_.names);
        if (words.size() < 2) return;
        NoticeMember out;
        out.role = role_;
        std::size_t unit_end = 0;
        if (const auto place = township(words)) {
            out.place = encode(View(words).substr(place->begin, place->end - place->begin));
            out.unit = unit_of(pages_, draft_, U"各乡镇");
            unit_end = place->end;
        } else if (const Lexicon::Found found = pages_.lexicon.department(words); found.unit != nullptr) {
            out.unit = unit_of(pages_, draft_, View(words).substr(found.begin, found.end - found.begin));
            unit_end = found.unit->id == "government" ? 0 : found.end;
        } else {
            const View post = post_behind(words, 0);
            const View name = View(words).substr(0, words.size() - post.size());
            out.unit = unit_of(pages_, draft_, name);
            unit_end = name.size();
        }
        const View post = post_behind(words, unit_end);
        out.post = encode(out.unit == "government" ? View(words).substr(0, post_end(words)) : post);
        // Without a post nothing tells where a unit ends and a name begins: only what was recognised is shown.
        const bool sure = post_end(words) > 0;
        const Chars shown = sure ? words : Chars{};
        const std::string label = role_ == "head" ? "组长" : role_ == "deputy" ? "副组长" : "成员";
        out.source = {label + "：" + (sure ? encode(pages_.names.without(shown)) : out.place), block.clause,
                      block.line};
        if (out.unit.empty() && out.post.empty()) return;
        draft_.members.push_back(std::move(out));
    }

    Pages& pages_;
    NoticeDraft& draft_;
    Chars place_;
    std::string role_;
};

}  // namespace

void read_members(Pages& pages, NoticeDraft& draft) {
    Roster roster(pages, draft);
    for (const Block& block : pages.blocks) roster.read(block);
    for (const Block& block : pages.blocks)
        for (const Chars& sentence : block.sentences) {
            pages.names.find_in(sentence, pages.lexicon);
            pages.names.find_behind_posts(sentence, pages.lexicon);
        }
}

}  // namespace law::notice
