// Units: from the words of a notice to an identifier, for one name and for lists.
#include "law/notice_duties.hpp"
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

bool general(View phrase) {
    return has_any(phrase, {U"有关", U"相关", U"各部门", U"各单位", U"成员单位", U"各级", U"领导小组", U"领导组",
                            U"专班", U"责任单位", U"牵头单位", U"部门单位", U"用地单位"});
}

/// What may stand around a unit's word in a list: its level, its kind, a place.
View core(View phrase) {
    for (const View tail : {U"等有关"sv, U"等"sv, U"主要负责人"sv, U"分管负责人"sv, U"负责人"sv})
        if (ends(phrase, tail)) phrase.remove_suffix(tail.size());
    for (const View lead : {U"并由"sv, U"由"sv, U"以"sv, U"各"sv, U"其中"sv})
        if (starts(phrase, lead) && phrase.size() > lead.size() + 1) phrase.remove_prefix(lead.size());
    return phrase;
}

bool like_unit(View phrase) {
    constexpr View kEnds[] = {U"局", U"办", U"委",   U"中心",   U"公司", U"部门", U"委员会", U"所", U"站",
                              U"院", U"社", U"大队", U"办公室", U"支队", U"集团", U"银行",   U"厅"};
    const bool end = std::any_of(std::begin(kEnds), std::end(kEnds), [&](View e) { return ends(phrase, e); });
    const bool plain = std::all_of(phrase.begin(), phrase.end(), is_han);
    return end && plain && phrase.size() >= 3 && phrase.size() <= 16;
}

std::string enter(NoticeDraft& draft, const std::string& id, const base::Text& name, bool known) {
    if (draft.unit(id) == nullptr) draft.units.push_back({id, name, known});
    return id;
}

bool is_township(View phrase) {
    return has_any(phrase, {U"乡镇", U"各镇", U"各乡", U"街道"}) || ends(phrase, U"镇") || ends(phrase, U"乡") ||
           ends(phrase, U"镇政府") || ends(phrase, U"乡政府") || ends(phrase, U"镇人民政府") ||
           ends(phrase, U"乡人民政府");
}

/// 「东山镇石上村」, 「各社区」; not 农村 or 乡村, which are no units.
bool is_village(View phrase) {
    const bool village = ends(phrase, U"村") && !ends(phrase, U"农村") && !ends(phrase, U"乡村");
    return village || ends(phrase, U"社区") || ends(phrase, U"村（社区）") || ends(phrase, U"村委会") ||
           ends(phrase, U"村民委员会") || ends(phrase, U"居委会");
}

/// Cuts at 、 and ，, and at 和 or 及 where it is not inside a unit's own word (住房和城乡建设局).
std::vector<View> pieces(const Lexicon& lexicon, View list) {
    std::vector<View> out;
    for (View piece : cut_outside(list, U"、，")) {
        for (;;) {
            std::size_t at = kNowhere;
            for (std::size_t i = 1; i + 1 < piece.size() && at == kNowhere; ++i) {
                if (View(U"和及与").find(piece[i]) == kNowhere) continue;
                const Lexicon::Found whole = lexicon.department(piece);
                const bool inside = whole.unit != nullptr && whole.begin < i && i < whole.end;
                if (!inside && lexicon.department(piece.substr(0, i)).unit != nullptr) at = i;
            }
            if (at == kNowhere) break;
            out.push_back(piece.substr(0, at));
            piece = piece.substr(at + 1);
        }
        if (!piece.empty()) out.push_back(piece);
    }
    return out;
}

}  // namespace

std::string unit_of(const Pages& pages, NoticeDraft& draft, View phrase) {
    const bool below = phrase.size() < 16 && (starts(phrase, U"各县") || starts(phrase, U"各区") ||
                                              starts(phrase, U"各市") || starts(phrase, U"各旗"));
    if (const Lexicon::Unit* districts = below ? pages.lexicon.by_id("districts") : nullptr)
        return enter(draft, districts->id, districts->name, true);
    phrase = core(phrase);
    if (general(phrase)) return {};
    const bool level = phrase == U"镇" || phrase == U"乡" || phrase == U"村";  // 「各街道、镇」
    if (phrase.size() < 2 && !level) return {};
    const Lexicon::Unit* village = is_village(phrase) ? pages.lexicon.by_id("village") : nullptr;
    if (village != nullptr && phrase.size() <= 12) return enter(draft, village->id, village->name, true);
    const Lexicon::Found found = pages.lexicon.department(phrase);
    if (found.unit != nullptr && found.begin <= 9 && phrase.size() - (found.end - found.begin) <= 12)
        return enter(draft, found.unit->id, found.unit->name, true);
    if (is_township(phrase) && phrase.size() <= 12) {
        const Lexicon::Unit* township = pages.lexicon.by_id("township");
        if (township != nullptr) return enter(draft, township->id, township->name, true);
    }
    const bool government = ends(phrase, U"人民政府") || ends(phrase, U"县政府") || ends(phrase, U"区政府");
    if (const Lexicon::Unit* below_us = government && phrase.size() <= 9 ? pages.lexicon.by_id("districts") : nullptr)
        return enter(draft, below_us->id, below_us->name, true);
    if (!like_unit(phrase)) return {};
    const std::string name = encode(phrase);
    for (const NoticeUnit& unit : draft.units)
        if (unit.name.zh == name) return unit.id;
    const auto unknown = std::count_if(draft.units.begin(), draft.units.end(), [](auto& u) { return !u.known; });
    return enter(draft, "unit-" + std::to_string(unknown + 1), {name, name}, false);
}

std::vector<std::string> units_of(const Pages& pages, NoticeDraft& draft, View list) {
    for (const View tail :
         {U"等部门"sv, U"等单位"sv, U"等有关部门"sv, U"等相关部门"sv, U"等有关单位"sv, U"等相关单位"sv})
        if (ends(list, tail)) list.remove_suffix(tail.size());
    if (list.size() > 3 && ends(list, U"部门")) list.remove_suffix(2);
    const std::size_t before = draft.units.size();  // a phrase that turns out to be none leaves no unit behind
    std::vector<std::string> out;
    for (const View piece : pieces(pages.lexicon, list)) {
        std::string id = unit_of(pages, draft, piece);
        if (id.empty()) {
            draft.units.resize(before);
            return {};
        }
        if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(std::move(id));
    }
    return out;
}

}  // namespace law::notice
