// The leading group as the text names it: names, office, who heads the office, units listed as members.
#include "law/notice_duties.hpp"
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

constexpr View kGroupWords[] = {U"领导小组", U"工作专班", U"指挥部", U"领导组", U"联席会议"};

constexpr std::size_t kFarthest = 1000;  // characters; the longest sentence

/// Without the place, the year and the quotation marks, so that two spellings of one name are one.
Chars bare_name(View name, View place) {
    for (bool again = true; again;) {
        again = false;
        if (!place.empty() && starts(name, place)) {
            name.remove_prefix(place.size());
            again = true;
        }
        for (const View lead : {U"全县"sv, U"全市"sv, U"我县"sv, U"我市"sv, U"县"sv, U"市"sv, U"区"sv, U"省"sv})
            if (starts(name, lead) && name.size() > lead.size() + 4) {
                name.remove_prefix(lead.size());
                again = true;
            }
        if (const auto year = number_at(name, 0); year && starts(name.substr(year->end), U"年度")) {
            name.remove_prefix(year->end + 2);
            again = true;
        } else if (year && year->end == 4 && starts(name.substr(year->end), U"年")) {
            name.remove_prefix(year->end + 1);
            again = true;
        }
    }
    return Chars(name);
}

/// The words between `from` and the last of the marks before `at`.
View behind_last(View whole, std::initializer_list<View> marks, std::size_t at) {
    // a sentence is read whole; a longer text, which no name fills, from near the end
    const View text = whole.substr(std::min(at, whole.size()) > kFarthest ? at - kFarthest : 0);
    at = std::min(at, kFarthest);
    const auto mark = last_of(text, marks, at);
    const std::size_t begin = mark ? mark->end : 0;
    return text.substr(begin, at - begin);
}

void add_names(const Pages& pages, NoticeDraft& draft) {
    std::vector<Chars> seen;
    for (const Block& block : pages.blocks)
        for (const Chars& name : group_names(block, decode(draft.place))) {
            Chars plain;
            for (const char32_t c : name)
                if (View(U"“”\"「」").find(c) == kNowhere) plain += c;
            if (std::find(seen.begin(), seen.end(), plain) != seen.end()) continue;
            seen.push_back(plain);
            draft.group.names.push_back(encode(name));
            if (draft.group.source.sentence.empty()) draft.group.source = pages.source(block, block.text);
        }
}

/// A group that has no name but its kind: 「建立由…为成员的工作专班」.
void add_unnamed(const Pages& pages, NoticeDraft& draft) {
    for (const Block& block : pages.blocks)
        for (const View word : kGroupWords) {
            const bool founded = has_any(block.text, {U"成立", U"建立", U"组建", U"设立"}) &&
                                 has_any(block.text, {U"组长", U"召集人", U"成员"});
            if (!draft.group.names.empty() || !founded || !has(block.text, word)) continue;
            draft.group.names.push_back(encode(word));
            draft.group.source = pages.source(block, block.text);
        }
}

void read_office(const Pages& pages, NoticeDraft& draft, const Block& block, View text) {
    const std::size_t at = text.find(U"办公室设在");
    if (at == kNowhere || !draft.group.office.empty()) return;
    View who = text.substr(at + 5);
    who = who.substr(0, who.find_first_of(U"，。；（"));
    draft.group.office = unit_of(pages, draft, who);
    if (draft.group.source.sentence.empty() || block.clause != "0") draft.group.source = pages.source(block, text);
}

/// 「办公室主任由自然资源局分管负责人担任」, 「自然资源局局长兼任办公室主任」.
void read_office_head(const Pages& pages, NoticeDraft& draft, const Block& block, View text) {
    const std::size_t at = text.find(U"办公室主任");
    if (at == kNowhere || !has_any(text, {U"担任", U"兼任", U"任办公室主任"})) return;
    View words;
    const View after = text.substr(at + 5);
    if (starts(after, U"由")) {
        words = after.substr(1, after.find_first_of(U"担兼，。") - 1);
    } else {
        words = behind_last(text, {U"，", U"；", U"。", U"由"}, at);
        words = words.substr(0, words.find_first_of(U"担兼"));
    }
    const Chars scrubbed = pages.names.without(words);
    const std::size_t end = post_end(scrubbed);
    const std::string described = encode(View(scrubbed).substr(0, end == 0 ? scrubbed.size() : end));
    const auto same = [&](const Group::Described& one) { return one.words == described; };
    if (described.empty() || (end == 0 && pages.lexicon.department(scrubbed).unit == nullptr)) return;
    if (std::any_of(draft.group.office_head.begin(), draft.group.office_head.end(), same)) return;
    draft.group.office_head.push_back({block.annex ? "附件" : "正文", described});
}

/// 「以A为组长，B、C等为成员单位」, 「成员单位：B、C」, 「成员由B、C组成」, 「由B、C等部门组成的」.
void read_text_members(Pages& pages, NoticeDraft& draft, const Block& block, View text) {
    View list;
    const std::size_t label = text.find(U"成员单位：");
    const std::size_t consist = text.find(U"成员由");
    const std::size_t as = std::min(text.find(U"为成员"), text.find(U"组成的"));
    if (label != kNowhere) {
        list = text.substr(label + 5);
        list = list.substr(0, list.find_first_of(U"；。"));
    } else if (consist != kNowhere) {
        list = text.substr(consist + 3);
        list = list.substr(0, std::min(list.find(U"组成"), list.find_first_of(U"；。")));
    } else if (as != kNowhere && has_any(text, {U"组长", U"领导小组", U"专班", U"领导组"})) {
        list = behind_last(
            text, {U"组长，", U"副组长，", U"召集人，", U"指挥长，", U"总指挥，", U"；", U"。", U"以", U"由"}, as);
        list = list.substr(0, list.find(U"负责人为"));
    }
    for (const View tail :
         {U"等"sv, U"主要负责人"sv, U"分管负责人"sv, U"负责人"sv, U"负责同志"sv, U"等部门"sv, U"等单位"sv})
        if (ends(list, tail)) list.remove_suffix(tail.size());
    if (list.empty() || cut(list, U"、，").size() < 2) return;
    for (const View piece : cut_outside(list, U"、，"))
        for (const std::string& unit : units_of(pages, draft, piece)) {
            auto& all = draft.group.text_members;
            if (std::find(all.begin(), all.end(), unit) == all.end()) all.push_back(unit);
        }
    if (!draft.group.text_members.empty()) draft.group.source = pages.source(block, text);
}

/// 「以县政府分管领导为组长」, 「由副县长任组长」: a head where no roster names one.
void read_text_head(Pages& pages, NoticeDraft& draft, const Block& block, View text) {
    const auto has_role = [&](const char* role) {
        return std::any_of(draft.members.begin(), draft.members.end(), [&](auto& m) { return m.role == role; });
    };
    for (const auto& [word, role] :
         {std::pair{U"副组长"sv, "deputy"}, std::pair{U"副指挥长"sv, "deputy"}, std::pair{U"副总指挥"sv, "deputy"},
          std::pair{U"组长"sv, "head"}, std::pair{U"召集人"sv, "head"}, std::pair{U"总指挥"sv, "head"},
          std::pair{U"指挥长"sv, "head"}}) {
        for (std::size_t at = text.find(word); at != kNowhere && !has_role(role); at = text.find(word, at + 1)) {
            if (word[0] != U'副' && at > 0 && text[at - 1] == U'副') continue;
            View before = text.substr(0, at);
            if (ends(before, U"总")) before.remove_suffix(1);  // 总召集人
            const bool said = ends(before, U"为") || ends(before, U"任") || ends(before, U"担任");
            View who = said ? behind_last(before, {U"，", U"；", U"。", U"以", U"由"}, before.size()) : View{};
            if (!said && starts(text.substr(at + word.size()), U"由")) {
                who = text.substr(at + word.size() + 1);
                who = who.substr(0, who.find_first_of(U"担兼，。"));
            }
            const Chars words = pages.names.without(who);
            const std::size_t end = post_end(words);
            if (end == 0) continue;
            NoticeMember out;
            out.unit = unit_of(pages, draft, View(words).substr(0, end));
            out.post = encode(View(words).substr(0, end));
            out.role = role;
            out.source = pages.source(block, text);
            draft.members.push_back(std::move(out));
        }
    }
}

}  // namespace

std::vector<Chars> group_names(const Block& block, View place) {
    std::vector<Chars> out;
    for (const View word : kGroupWords)
        for (std::size_t at = block.text.find(word); at != kNowhere; at = block.text.find(word, at + 1)) {
            View name = behind_last(block.text,
                                    {U"，", U"。", U"；", U"：", U"、", U"的", U"成立", U"设立", U"组建", U"《",
                                     U"附件", U"）", U"在", U"由", U"经", U"报", U"向"},
                                    at);
            const Chars bare = bare_name(name, place);
            if (bare.size() < 4 || bare.size() > 40 || heading_number(bare).level != 0) continue;
            if (has_any(bare, {U"县政府", U"市政府", U"各", U"强化", U"加强", U"健全", U"完善"})) continue;
            out.push_back(bare + Chars(word));
        }
    return out;
}

void read_group(Pages& pages, NoticeDraft& draft) {
    add_names(pages, draft);
    add_unnamed(pages, draft);
    each_sentence(pages, [&](const Block& block, std::size_t, View text) {
        read_office(pages, draft, block, text);
        read_office_head(pages, draft, block, text);
        if (role_label(block.spaced).length == 0 || role_label(block.spaced).role == "units")
            read_text_members(pages, draft, block, text);
        if (role_label(block.spaced).length == 0) read_text_head(pages, draft, block, text);
    });
}

}  // namespace law::notice
