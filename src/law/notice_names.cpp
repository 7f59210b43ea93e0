#include "law/notice_names.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

constexpr View kPosts[] = {
    U"分管负责人", U"主要负责人", U"负责人",   U"负责同志", U"分管领导", U"主要领导", U"局长",   U"主任",
    U"书记",       U"县长",       U"区长",     U"市长",     U"省长",     U"旗长",     U"镇长",   U"乡长",
    U"部长",       U"厅长",       U"处长",     U"科长",     U"股长",     U"所长",     U"站长",   U"院长",
    U"队长",       U"校长",       U"会长",     U"行长",     U"社长",     U"园长",     U"检察长", U"秘书长",
    U"总工程师",   U"总规划师",   U"总经济师", U"总工",     U"经理",     U"董事长",   U"主席",   U"委员",
    U"常委",       U"成员",       U"干部",     U"调研员",   U"巡视员",   U"科员",     U"专员",   U"组员",
    U"武装部长",   U"领导",       U"理事长",   U"总监",     U"庭长",     U"副职",     U"主管",   U"指挥长",
    U"乡（镇）长", U"镇（乡）长", U"乡镇长",
};

bool all_han(View text) { return std::all_of(text.begin(), text.end(), is_han); }

bool organ_suffix(View text) {
    constexpr View kSuffixes = U"局办委部院会所站处厅室行社队司镇乡县市区省心府";
    return !text.empty() && (kSuffixes.find(text.back()) != kNowhere || ends(text, U"街道"));
}

/// ×××, XXX, 某某, （空）.
bool placeholder(View token) {
    return std::all_of(token.begin(), token.end(), [](char32_t c) { return U"×XxＸ*〇○某□_"sv.find(c) != kNowhere; });
}

bool like_name(View token, const Lexicon& lexicon) {
    const bool organ = has_any(token, {U"政府", U"县委", U"市委", U"区委", U"党委", U"人大", U"政协"});
    return token.size() >= 2 && token.size() <= 4 && all_han(token) && !organ && post_end(token) == 0 &&
           lexicon.department(token).unit == nullptr;
}

Chars joined(const std::vector<View>& tokens, std::size_t from, std::size_t until) {
    Chars out;
    for (std::size_t i = from; i < until; ++i) out += tokens[i];
    return out;
}

bool has_unit(View text, const Lexicon& lexicon) {
    if (lexicon.department(text).unit != nullptr) return true;
    const std::size_t organ = text.find_first_of(U"局办委会室中镇乡");
    return organ != kNowhere && organ > 0 && organ + 1 < text.size() && text[organ + 1] != U'长';
}

/// The name that the row begins with: how many tokens it takes; 0 = none.
std::size_t leading_name(const std::vector<View>& tokens, const Lexicon& lexicon) {
    if (tokens.size() < 2) return 0;
    const bool split = tokens[0].size() == 1 && tokens[1].size() <= 2 && all_han(tokens[0]) && all_han(tokens[1]);
    if (split && tokens.size() > 2 && post_end(tokens[1]) == 0) return 2;
    if (placeholder(tokens[0])) return 1;
    if (!like_name(tokens[0], lexicon)) return 0;
    const Chars rest = joined(tokens, 1, tokens.size());
    return organ_suffix(tokens[0]) && !has_unit(rest, lexicon) ? 0 : 1;
}

std::size_t trailing_name(const std::vector<View>& tokens, std::size_t from, const Lexicon& lexicon) {
    const std::size_t n = tokens.size();
    if (n < from + 2) return 0;
    const bool split = n >= from + 3 && tokens[n - 2].size() == 1 && tokens[n - 1].size() <= 2 &&
                       all_han(tokens[n - 2]) && all_han(tokens[n - 1]);
    if (split && post_end(joined(tokens, from, n - 2)) > 0) return 2;
    if (placeholder(tokens[n - 1])) return 1;
    return like_name(tokens[n - 1], lexicon) && post_end(joined(tokens, from, n - 1)) > 0 ? 1 : 0;
}

}  // namespace

std::size_t post_end(View text) {
    std::size_t end = 0;
    for (const View post : kPosts) {
        const std::size_t at = text.rfind(post);
        if (at != kNowhere) end = std::max(end, at + post.size());
    }
    if (end > 0 && end < text.size() && text[end] == U'（') {
        const std::size_t close = text.find(U'）', end);
        if (close != kNowhere) end = close + 1;
    }
    return end;
}

void Names::add(View name) {
    if (name.size() < 2 || !names_.emplace(name).second) return;
    lengths_.insert(name.size());
}

void Names::find_behind_posts(View sentence, const Lexicon& lexicon) {
    if (!has_any(sentence, {U"组长", U"召集人", U"指挥长", U"总指挥", U"专班"})) return;
    constexpr View kStops[] = {U"任", U"为", U"担任", U"兼", U"、", U"同志"};
    for (const View post : kPosts) {
        if (post.back() != U'长' && !ends(post, U"书记") && !ends(post, U"主任") && !ends(post, U"总工")) continue;
        for (std::size_t at = sentence.find(post); at != kNowhere; at = sentence.find(post, at + 1)) {
            const View rest = sentence.substr(at + post.size());
            for (const std::size_t length : {std::size_t{2}, std::size_t{3}}) {
                const View name = rest.substr(0, length);
                const View after = rest.substr(name.size());
                const bool stops =
                    std::any_of(std::begin(kStops), std::end(kStops), [&](View s) { return starts(after, s); });
                const bool verb = has_any(name, {U"负责", U"牵头", U"分管", U"担任", U"兼任", U"任", U"为", U"会议",
                                                 U"单位", U"办公", U"助理", U"主持", U"召集", U"组长", U"同志", U"等"});
                if (stops && !verb && like_name(name, lexicon) && !organ_suffix(name)) add(name);
            }
        }
    }
}

Chars Names::put(View text, View instead) const {
    if (names_.empty()) return Chars(text);
    Chars out;
    for (std::size_t at = 0; at < text.size();) {
        const auto here = [&](std::size_t length) {
            return at + length <= text.size() && names_.count(Chars(text.substr(at, length))) != 0;
        };
        const auto length = std::find_if(lengths_.begin(), lengths_.end(), here);
        if (length == lengths_.end()) {
            out += text[at++];
        } else {
            out += instead;
            at += *length;
        }
    }
    return out;
}

Chars Names::without(View text) const { return put(text, U""); }
Chars Names::scrub(View text) const { return put(text, U"（姓名略）"); }

void Names::find_in(View sentence, const Lexicon& lexicon) {
    for (const View verb :
         {U"担任"sv, U"兼任"sv, U"任组长"sv, U"任副组长"sv, U"任主任"sv, U"任办公室主任"sv, U"为组长"sv})
        for (std::size_t at = sentence.find(verb); at != kNowhere; at = sentence.find(verb, at + 1)) {
            View before = sentence.substr(0, at);
            before = before.substr(
                before.find_last_of(U"，；。：、（") == kNowhere ? 0 : before.find_last_of(U"，；。：、（") + 1);
            if (ends(before, U"同志")) before.remove_suffix(2);
            before = before.substr(post_end(before));
            for (const View lead : {U"由"sv, U"以"sv})
                if (const std::size_t by = before.rfind(lead); by != kNowhere) before = before.substr(by + 1);
            if (like_name(before, lexicon) && !organ_suffix(before)) add(before);
        }
}

namespace {

/// 「某某某（县财政局局长）」: the post; 「县财政局局长（某某某）」: what stands before. Anything else as it is.
Chars out_of_brackets(View row, const Lexicon& lexicon, Names& names) {
    const std::size_t open = row.find(U'（');
    if (open == kNowhere || !ends(row, U"）")) return Chars(row);
    Chars before;
    for (const char32_t c : row.substr(0, open))
        if (c != U' ') before += c;
    const View inner = row.substr(open + 1, row.size() - open - 2);
    if (like_name(before, lexicon) && post_end(inner) > 0) {
        names.add(before);
        return Chars(inner);
    }
    if (post_end(before) == 0 || !like_name(inner, lexicon) || ends(inner, U"工作") || ends(inner, U"级"))
        return Chars(row);
    names.add(inner);
    return Chars(row.substr(0, open));
}

}  // namespace

Chars without_name(View line, const Lexicon& lexicon, View place, Names& names) {
    const Chars row = out_of_brackets(line, lexicon, names);
    const std::vector<View> tokens = cut(row, U" ");
    const std::size_t first = leading_name(tokens, lexicon);
    if (first > 0) names.add(joined(tokens, 0, first));
    const std::size_t last = trailing_name(tokens, first, lexicon);
    if (last > 0) names.add(joined(tokens, tokens.size() - last, tokens.size()));
    Chars out = joined(tokens, first, tokens.size() - last);
    const std::size_t end = post_end(out);
    if (end > 0 && end < out.size()) {  // 「副县长某某某」: what follows the post is no part of it
        const View rest = trim(View(out).substr(end), U"：、，；。同志");
        if (like_name(rest, lexicon)) names.add(rest);
        out.erase(end);
    }
    if (first > 0 || tokens.size() > 1) return out;
    // 「某某某县委常委」: a name in front without a blank. The place's own name (示例县财政局) is none.
    const std::size_t unit = lexicon.department(out).unit != nullptr ? lexicon.department(out).begin : 0;
    const View before = View(out).substr(0, unit);
    if (before.size() < 2 || before.size() > 5 || starts(before, place) || !all_han(before)) return out;
    const bool with_level = View(U"县市区省").find(before.back()) != kNowhere;
    const View name = with_level ? before.substr(0, before.size() - 1) : before;
    if (with_level && !first && name.size() == 2)
        return out;  // 「某某市」 reads as a place more often than as a person
    if (!like_name(name, lexicon) || organ_suffix(name)) return out;
    names.add(name);
    return Chars(View(out).substr(name.size()));
}

}  // namespace law::notice
