#include "land/person.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace land {
namespace {

namespace utf8 = base::utf8;

/// Words that no personal name holds.
constexpr std::array<std::string_view, 48> kOrganisationWords = {
    "公司", "集团", "银行", "学校", "中学", "小学", "大学", "学院", "医院", "政府", "委员", "中心",
    "管理", "有限", "合作", "工程", "项目", "开发", "建设", "单位", "社区", "街道", "中国", "国家",
    "国土", "铁路", "公路", "高速", "电力", "供电", "移动", "联通", "电信", "石油", "石化", "煤矿",
    "煤业", "工业", "企业", "房产", "置业", "地产", "基金", "协会", "农场", "林场", "加油", "幼儿"};
/// Last characters of organisations and places; as good as never the last of a name.
constexpr std::u32string_view kOrganisationEnds =
    U"局厂站店院校部处所厅矿库馆队庙寺社委办署县省乡镇村区市组场团司户街室科股";
/// Last characters of both: 王军 is a person, 国家电网 is none. They decide only without a surname in front.
constexpr std::u32string_view kDoubtfulEnds = U"会园行城苑军港台宫电网路桥厦坊庄业";
/// The commoner surnames of one character; used where the ending leaves a doubt and for names of four characters.
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    U"谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安"
    U"齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游"
    U"辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应"
    U"臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌";
constexpr std::array<std::string_view, 12> kDoubleSurnames = {"欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟",
                                                              "东方", "慕容", "令狐", "司徒", "夏侯", "公孙"};

std::u32string characters_of(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) out += utf8::next(text, i);
    return out;
}

/// 自然人 and eight hex digits, as published data writes a person whose name was taken out; perhaps 户 or 人 behind.
bool is_token(std::string_view part) {
    constexpr std::string_view kToken = "自然人";
    if (!base::starts_with(part, kToken)) return false;
    part.remove_prefix(kToken.size());
    const std::size_t digits = std::min(part.find_first_not_of("0123456789abcdefABCDEF"), part.size());
    const std::string_view rest = part.substr(digits);
    return (digits == 0 || digits == 8) && (rest.empty() || rest == "户" || rest == "人" || rest == "等");
}

bool is_name(std::string_view part) {
    const std::u32string name = characters_of(part);
    if (name.size() < 2 || name.size() > 4 || !std::all_of(name.begin(), name.end(), utf8::is_han)) return false;
    for (const std::string_view word : kOrganisationWords) {
        if (base::contains(part, word)) return false;
    }
    const bool double_surname = std::any_of(kDoubleSurnames.begin(), kDoubleSurnames.end(),
                                            [part](std::string_view two) { return base::starts_with(part, two); });
    const bool surname = double_surname || kSurnames.find(name.front()) != std::u32string_view::npos;
    if (name.size() == 4 && !surname) return false;
    if (kOrganisationEnds.find(name.back()) != std::u32string_view::npos) return false;
    const bool doubtful = kDoubtfulEnds.find(name.back()) != std::u32string_view::npos;
    return !doubtful || (surname && (name.size() < 4 || double_surname));
}

/// "等 17 户", "等人", "等65人" off the end.
std::string without_others(std::string part) {
    constexpr std::string_view kOthers = "等";
    const std::size_t at = part.rfind(kOthers);
    if (at == std::string::npos || at == 0) return part;
    std::string_view rest = std::string_view(part).substr(at + kOthers.size());
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789"), rest.size()));
    if (rest.empty() || rest == "人" || rest == "户" || rest == "名" || rest == "位") part.resize(at);
    return part;
}

/// Without anything in brackets: 王某某（个体）.
std::string without_brackets(const std::string& half) {
    std::string out;
    int depth = 0;
    for (const char c : half) {
        if (c == '(') ++depth;
        if (depth == 0) out += c;
        if (c == ')' && depth > 0) --depth;
    }
    return out;
}

std::vector<std::string> parts_of(std::string_view holder) {
    const std::string half = without_brackets(base::to_halfwidth(holder));
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < half.size();) {
        const std::size_t start = i;
        const char32_t c = utf8::next(half, i);
        if (utf8::is_space(c) || c == U',' || c == U';' || c == U'、' || c == U'/' || c == U'\\' || c == U'·') {
            if (!parts.back().empty()) parts.emplace_back();
        } else {
            parts.back().append(half, start, i - start);
        }
    }
    if (parts.back().empty()) parts.pop_back();
    return parts;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A number in the middle of a longer one or of its decimals is none of ours: 8.19620990753 is an area.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
    if (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '.')) return false;
    if (end < text.size() && is_word(text[end])) return false;
    return !(end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]));
}

/// Length of a mobile number at `at`, 0 if there is none; 138-1234-5678 and 138 1234 5678 are 13 long.
std::size_t mobile_at(std::string_view text, std::size_t at) {
    if (text[at] != '1' || at + 11 > text.size() || text[at + 1] < '3' || text[at + 1] > '9') return 0;
    std::size_t i = at;
    for (int digit = 0; digit < 11; ++digit, ++i) {
        const bool gap = (digit == 3 || digit == 7) && i < text.size() && (text[i] == ' ' || text[i] == '-');
        if (gap) ++i;
        if (i >= text.size() || !is_digit(text[i])) return 0;
    }
    return stands_alone(text, at, i) ? i - at : 0;
}

bool identity_at(std::string_view text, std::size_t at) {
    constexpr std::size_t kLength = 18;
    if (at + kLength > text.size() || text[at] == '0' || !stands_alone(text, at, at + kLength)) return false;
    const std::string_view number = text.substr(at, kLength);
    if (!std::all_of(number.begin(), number.begin() + 17, is_digit)) return false;
    const auto value = [number](std::size_t from, std::size_t count) {
        int sum = 0;
        for (const char c : number.substr(from, count)) sum = sum * 10 + (c - '0');
        return sum;
    };
    const auto born = base::Date::from_ymd(value(6, 4), value(10, 2), value(12, 2));
    if (!born || born->year() < 1900 || born->year() > 2100) return false;
    const char last = number[17] == 'x' ? 'X' : number[17];
    return last == identity_check_character(number.substr(0, 17));
}

std::string masked(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (is_digit(text[i])) {
            if (identity_at(text, i)) {
                out += "【身份证号已隐去】";
                i += 18;
                continue;
            }
            if (const std::size_t length = mobile_at(text, i)) {
                out += "【手机号已隐去】";
                i += length;
                continue;
            }
        }
        out += text[i++];
    }
    return out;
}

bool names_a_post(std::string_view text) {
    constexpr std::array<std::string_view, 22> kPosts = {
        "长",   "主任", "书记", "委员", "主席", "经理", "主管",   "专员", "干事", "科员", "职员",
        "人员", "负责", "经办", "分管", "联络", "网格", "工程师", "会计", "助理", "队员", "岗"};
    return std::any_of(kPosts.begin(), kPosts.end(),
                       [text](std::string_view post) { return base::contains(text, post); });
}

}  // namespace

bool looks_like_person(std::string_view holder) {
    const auto parts = parts_of(holder);
    // 「王 某」: a name of two characters is often spaced out to the width of three.
    const bool spaced = parts.size() >= 2 && parts.size() <= 3 &&
                        std::all_of(parts.begin(), parts.end(), [](const auto& p) { return base::char_count(p) == 1; });
    if (spaced) {
        std::string joined;
        for (const std::string& part : parts) joined += part;
        return is_name(joined);
    }
    return std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
        const std::string alone = without_others(part);
        return is_token(alone) || is_name(alone);
    });
}

bool names_person_for_post(std::string_view text) { return looks_like_person(text) && !names_a_post(text); }

char identity_check_character(std::string_view first17) {
    constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view kCheck = "10X98765432";
    if (first17.size() != kWeights.size() || !std::all_of(first17.begin(), first17.end(), is_digit)) return '\0';
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (first17[i] - '0') * kWeights[i];
    return kCheck[static_cast<std::size_t>(sum % 11)];
}

std::string mask_private(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    if (digits >= 11) return masked(text);
    // Full-width digits are three bytes each; only a text that long can hide a number in them.
    constexpr std::size_t kShortest = 33;
    if (text.size() < kShortest || !base::contains(text, "\xEF\xBC")) return std::string(text);
    const std::string half = base::to_halfwidth(text);
    std::string out = masked(half);
    return out == half ? std::string(text) : out;
}

}  // namespace land
