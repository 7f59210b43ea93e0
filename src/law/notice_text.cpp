#include "law/notice_text.hpp"

#include "base/text.hpp"
#include "law/notice_outline.hpp"
#include "law/notice_paper.hpp"

#include <algorithm>

namespace law::notice {

namespace {

constexpr std::size_t kLongest = 1U << 20U;      // bytes; the longest plans of provinces have a tenth of this
constexpr std::size_t kLongestParagraph = 5000;  // characters; longer ones are cut, for no reader looks further

base::Error unreadable(const std::string& name, std::string_view zh, std::string_view en) {
    return base::Error{base::Code::NoticeUnreadable, {name, base::both(zh, en)}};
}

/// Width of a full line: nine lines in ten are not longer.
std::size_t full_width(const std::vector<Line>& lines) {
    std::vector<std::size_t> widths;
    for (const Line& line : lines) widths.push_back(line.width);
    std::sort(widths.begin(), widths.end());
    return widths.empty() ? 0 : widths[widths.size() * 9 / 10];
}

bool begins_block(View spaced) {
    const Chars bare = squeeze(spaced);
    return heading_number(bare).level != 0 || role_label(spaced).length != 0 || starts(bare, U"附件") ||
           starts(bare, U"附表") || starts(bare, U"附：") || is_label(bare);
}

bool is_figure(View cell) {
    return std::all_of(cell.begin(), cell.end(), [](char32_t c) { return is_digit(c) || c == U'.' || c == U'%'; });
}

std::size_t blanks_between_words(View spaced) {
    std::size_t out = 0;
    for (std::size_t i = 1; i + 1 < spaced.size(); ++i)
        if (spaced[i] == U' ' && is_han(spaced[i - 1]) && is_han(spaced[i + 1])) ++out;
    return out;
}

/// 「3 核实，补正 县水利局 6月底前」: cells of words behind the row's own number, whatever signs they hold.
bool is_numbered_row(View spaced) {
    const std::vector<View> cells = cut(spaced, U" ");
    return cells.size() >= 4 && cells[0].size() <= 2 && is_figure(cells[0]) && blanks_between_words(spaced) >= 2;
}

/// A row "name unit post" or of a table: at least two blanks between characters that are no numbers.
bool is_row(View spaced) {
    const std::size_t blanks = blanks_between_words(spaced);
    const std::vector<View> cells = cut(spaced, U" ");
    // A row of a table ends with a figure; 「2009 年至 2025 年经…批准」 is a sentence.
    const bool figures = std::count_if(cells.begin(), cells.end(), is_figure) >= 2 && is_figure(cells.back());
    return role_label(spaced).length != 0 || ((blanks > 0 || figures) && !has_any(spaced, {U"，", U"。", U"；"}));
}

/// 「…的通知」, 「…实施方案」 on a line of its own, with no quotation open.
bool is_title(View spaced) {
    const bool paper = ends(spaced, U"通知") || ends(spaced, U"方案") || ends(spaced, U"意见") || ends(spaced, U"通报");
    return paper && !has_any(spaced, {U"，", U"。", U"；", U"《"});
}

/// No paragraph begins with such a sign, and none with the unit of a number above it.
bool is_torn(View line, View next) {
    constexpr View kNeverFirst = U"，。；、）》”%";
    constexpr View kUnits = U"年月日号亩公平万个宗季元";
    return kNeverFirst.find(next.front()) != kNowhere ||
           (is_digit(line.back()) && kUnits.find(next.front()) != kNowhere && !is_row(line));
}

/// Whether the text of `line` goes on in `next`. A line that ends a sentence ends its paragraph; any other goes on when
/// it is as long as a line can be, or is running prose that stops in the middle.
bool goes_on(const Line& line, const Line& next, std::size_t full) {
    constexpr View kEnds = U"。；：！？";
    constexpr View kOpen = U"，、（《“";
    const char32_t last = line.text.back();
    if (kEnds.find(last) != kNowhere || begins_block(next.text)) return false;
    if (kOpen.find(last) != kNowhere || is_torn(line.text, next.text)) return true;
    const bool row = is_numbered_row(line.text) || (is_row(line.text) && !has(line.text, U"，"));
    const bool date = (last == U'日' && line.width < 16) || ends(line.text, U"日印发");
    if (row || date || is_title(line.text) || (ends(next.text, U"：") && next.width < 40 && !has(line.text, U"，")))
        return false;
    const bool long_line = line.width >= 18 && line.width * 4 >= full * 3 && line.width <= 60;
    if (begins_block(line.text)) return long_line && last != U'）';  // a heading stands alone unless it fills its line
    const auto count = [&](char32_t c) { return std::count(line.text.begin(), line.text.end(), c); };
    const bool prose = has_any(line.text, {U"，", U"。", U"；"});
    return prose || count(U'《') > count(U'》') || long_line;
}

bool looks_binary(std::string_view bytes) {
    const auto control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x09 || (byte > 0x0D && byte < 0x20 && byte != 0x1A && byte != 0x1B) || byte == 0x7F;
    };
    const auto count = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), control));
    return count * 200 > bytes.size();
}

base::Result<Chars> text_of(std::string_view bytes, const std::string& name) {
    if (base::trim(bytes).empty()) return unreadable(name, "文件是空的", "the file is empty");
    if (bytes.size() > kLongest) return unreadable(name, "文件超过 1 MB", "the file is larger than 1 MB");
    for (const auto& [mark, kind] :
         {std::pair{"%PDF", "PDF"}, {"PK\x03\x04", "docx/xlsx"}, {"\xD0\xCF\x11\xE0", "doc"}})
        if (base::starts_with(bytes, mark))
            return unreadable(name, std::string("这是 ") + kind + " 文件，请另存为纯文本",
                              std::string("this is a ") + kind + " file; save it as plain text");
    const auto decoded = base::decode_text(bytes);
    if (!decoded || looks_binary(decoded->text))
        return unreadable(name, "字节不是任何一种文字编码", "the bytes are text in no known encoding");
    return decode(decoded->text);
}

}  // namespace

RoleLabel role_label(View spaced) {
    struct Known {
        View word;
        const char* role;
    };
    static constexpr Known kKnown[] = {
        {U"副组长单位", "units"},  {U"成员单位", "units"}, {U"组成人员", "member"}, {U"第一副组长", "deputy"},
        {U"常务副组长", "deputy"}, {U"副组长", "deputy"},  {U"副指挥长", "deputy"}, {U"副总指挥", "deputy"},
        {U"双组长", "head"},       {U"第一组长", "head"},  {U"组长", "head"},       {U"总指挥", "head"},
        {U"指挥长", "head"},       {U"总召集人", "head"},  {U"召集人", "head"},     {U"成员", "member"},
        {U"组员", "member"},
    };
    for (const Known& known : kKnown) {
        std::size_t at = 0;
        std::size_t matched = 0;
        while (at < spaced.size() && matched < known.word.size()) {
            if (spaced[at] == known.word[matched]) {
                ++matched;
            } else if (spaced[at] != U' ') {
                break;
            }
            ++at;
        }
        if (matched < known.word.size()) continue;
        const std::size_t sign = spaced.find_first_not_of(U' ', at);
        if (sign == kNowhere) return {spaced.size(), known.role};
        if (spaced[sign] == U'：') return {sign + 1, known.role};
        if (sign > at) return {sign, known.role};  // a table: the label, a blank, the name
    }
    return {};
}

base::Result<std::vector<Paragraph>> paragraphs(std::string_view bytes, const std::string& name) {
    PANHUO_TRY(const Chars text, text_of(bytes, name));
    const std::vector<Line> lines = lines_of(text);
    const std::size_t full = full_width(lines);
    std::vector<Paragraph> out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool more = i > 0 && goes_on(lines[i - 1], lines[i], full);
        if (more && out.back().spaced.size() < kLongestParagraph) {
            out.back().spaced += lines[i].text;
        } else {
            for (std::size_t at = 0; at < lines[i].text.size(); at += kLongestParagraph)
                out.push_back({lines[i].number, {}, lines[i].text.substr(at, kLongestParagraph)});
        }
    }
    for (Paragraph& paragraph : out) paragraph.text = squeeze(paragraph.spaced);
    if (out.empty()) return unreadable(name, "没有文字", "it holds no words");
    return out;
}

}  // namespace law::notice
