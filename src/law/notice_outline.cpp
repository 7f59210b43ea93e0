#include "law/notice_outline.hpp"

#include <algorithm>

namespace law::notice {

namespace {

constexpr View kCircled = U"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
constexpr std::size_t kLongestTitle = 40;
constexpr int kOrdinal = 3;  // 第一、 is an item, but the head of a section where no 一、 is
constexpr std::size_t kLongestSentence = 1000;

bool chinese_numeral(View text, std::size_t at) {
    return at < text.size() && !is_digit(text[at]) && number_at(text, at).has_value();
}

HeadingNumber bracketed(View text) {
    const auto number = number_at(text, 1);
    if (!number || number->end >= text.size() || text[number->end] != U'）' || number->value > 99) return {};
    return {is_digit(text[1]) ? 4 : 2, number->value, number->end + 1};
}

/// 第一章, 第三条, 第一、…; not 第一阶段, which is a name.
HeadingNumber ordinal(View text) {
    const auto number = number_at(text, 1);
    if (!number || number->end >= text.size()) return {};
    const char32_t unit = text[number->end];
    const bool listed = unit == U'、' || unit == U'，' || unit == U'：';
    if (listed && !is_digit(text[1]) && number->value <= 20) return {kOrdinal, number->value, number->end + 1};
    if (unit == U'章' || unit == U'部') return {1, number->value, number->end + (unit == U'部' ? 2U : 1U)};
    return unit == U'条' ? HeadingNumber{2, number->value, number->end + 1} : HeadingNumber{};
}

/// The numbers of the headings that are open.
class Path {
  public:
    void open(int level, std::int64_t number, Chars title) {
        close_from(level);
        open_.push_back({level, number, std::move(title)});
    }
    void close_from(int level) {
        while (!open_.empty() && open_.back().level >= level) open_.pop_back();
    }
    void enter_annex() {
        open_.clear();
        ++annexes_;
    }
    bool annex() const { return annexes_ > 0; }
    std::string clause() const {
        std::string out = annexes_ == 0 ? "" : annexes_ == 1 ? "A" : "A" + std::to_string(annexes_);
        for (const Open& one : open_) out += (out.empty() ? "" : ".") + std::to_string(one.number);
        return out.empty() ? "0" : out;
    }
    std::vector<Chars> titles() const {
        std::vector<Chars> out;
        for (const Open& one : open_) out.push_back(one.title);
        return out;
    }

  private:
    struct Open {
        int level;
        std::int64_t number;
        Chars title;
    };
    std::vector<Open> open_;
    int annexes_ = 0;
};

/// Up to the first full stop; a heading that runs on without one is cut where nobody would call it a title any more.
Chars title_of(View text) {
    const std::size_t stop = text.find_first_of(U"。；：");
    return Chars(text.substr(0, std::min(stop, kLongestTitle)));
}

bool names_annex(View text) {
    return starts(text, U"附件") || starts(text, U"附表") || (starts(text, U"附：") && text.size() < 40);
}

/// 「三、工作内容。（一）摸底…。（二）处置…。」 in one paragraph: where （一）, （二） … begin, if at least two of them
/// follow each other from one on, each behind the end of a sentence.
std::vector<std::size_t> inner_headings(View text) {
    std::vector<std::size_t> out;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] != U'（' || View(U"。；：").find(text[at - 1]) == kNowhere) continue;
        const HeadingNumber number = heading_number(text.substr(at));
        if (number.level == 2 && number.number == static_cast<std::int64_t>(out.size()) + 1) out.push_back(at);
    }
    return out.size() < 2 ? std::vector<std::size_t>{} : out;
}

/// Such paragraphs cut apart; all others as they are.
std::vector<Paragraph> apart(const std::vector<Paragraph>& paragraphs) {
    std::vector<Paragraph> out;
    for (const Paragraph& paragraph : paragraphs) {
        std::size_t begin = 0;
        for (const std::size_t at : inner_headings(paragraph.text)) {
            const Chars part = paragraph.text.substr(begin, at - begin);
            out.push_back({paragraph.line, part, part});
            begin = at;
        }
        if (begin == 0) {
            out.push_back(paragraph);
        } else {
            const Chars part = paragraph.text.substr(begin);
            out.push_back({paragraph.line, part, part});
        }
    }
    return out;
}

/// Paragraphs with which an annex begins: 附件, 附件1, 附件：…. The list of annexes below the text begins in the same
/// way; it has words behind its colon and other such paragraphs after it.
std::vector<bool> annex_heads(const std::vector<Paragraph>& paragraphs) {
    std::vector<bool> out(paragraphs.size(), false);
    bool later = false;
    for (std::size_t i = paragraphs.size(); i-- > 0;) {
        const View text = paragraphs[i].text;
        if (!names_annex(text)) continue;
        const auto number = number_at(text, 2);
        const std::size_t after = number ? number->end : starts(text, U"附：") ? 1 : 2;
        const bool colon = after < text.size() && text[after] == U'：';
        const bool list = colon && after + 1 < text.size() && later;
        const bool head = after >= text.size() || colon || (number && text.size() < 40);
        out[i] = head && !list;
        later = later || out[i];
    }
    return out;
}

/// Whether 第一、, 第二、 head the sections: none of them is numbered 一、.
bool ordinals_on_top(const std::vector<Paragraph>& paragraphs) {
    return std::none_of(paragraphs.begin(), paragraphs.end(),
                        [](const Paragraph& one) { return heading_number(one.text).level == 1; });
}

}  // namespace

HeadingNumber heading_number(View text) {
    if (text.size() < 2) return {};
    if (text[0] == U'（') return bracketed(text);
    if (text[0] == U'第') return ordinal(text);
    const std::size_t circled = kCircled.find(text[0]);
    if (circled != kNowhere) return {5, static_cast<std::int64_t>(circled) + 1, 1};
    const auto number = number_at(text, 0);
    if (!number || number->end >= text.size() || number->value > 99) return {};
    const char32_t sign = text[number->end];
    if (chinese_numeral(text, 0))
        return sign == U'、' ? HeadingNumber{1, number->value, number->end + 1} : HeadingNumber{};
    const auto next = number_at(text, number->end + 1);
    const bool year = next && next->value >= 1949 && next->value <= 2100 && starts(text.substr(next->end), U"年");
    const bool digit_next = number->end + 1 < text.size() && is_digit(text[number->end + 1]) && !year;
    const bool listed = sign == U'、' && number->end + 1 < text.size() && next.has_value() && !year;
    if (digit_next || listed || (sign != U'.' && sign != U'、' && sign != U'．')) return {};
    return {3, number->value, number->end + 1};
}

bool is_label(View text) {
    const std::size_t colon = text.substr(0, 8).find(U'：');
    return colon != kNowhere && has_any(text.substr(0, colon), {U"单位", U"部门", U"时限", U"期限", U"责任人"});
}

std::vector<Chars> sentences(View text) {
    std::vector<Chars> out;
    Chars one;
    int depth = 0;
    for (const char32_t c : text) {
        one += c;
        if (c == U'（' || c == U'《') ++depth;
        if ((c == U'）' || c == U'》') && depth > 0) --depth;
        const bool stop = c == U'。' || c == U'；' || c == U'！' || c == U'？';
        if (one.size() < kLongestSentence && (!stop || (depth > 0 && c != U'。'))) continue;
        out.push_back(std::move(one));
        one.clear();
        depth = 0;
    }
    if (!one.empty()) out.push_back(std::move(one));
    return out;
}

std::vector<Block> outline(const std::vector<Paragraph>& given) {
    const std::vector<Paragraph> paragraphs = apart(given);
    std::vector<Block> out;
    Path path;
    bool item_closed = false;  // the last item was a whole sentence: a paragraph without number is not part of it
    const std::vector<bool> heads = annex_heads(paragraphs);
    const bool ordinal_top = ordinals_on_top(paragraphs);
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        const Paragraph& paragraph = paragraphs[i];
        Block block;
        block.line = paragraph.line;
        block.text = paragraph.text;
        block.spaced = paragraph.spaced;
        HeadingNumber number = heading_number(block.text);
        if (ordinal_top && number.level == kOrdinal && starts(block.text, U"第")) number.level = 1;
        if (number.level != 0) {
            block.text.erase(0, number.length);
            block.title = title_of(block.text);
            path.open(number.level, number.number, block.title);
            item_closed = number.level >= 3 && ends(block.text, U"。");
        } else if (heads[i]) {
            path.enter_annex();
            item_closed = false;
        } else if (item_closed && !is_label(block.text)) {
            path.close_from(3);
            item_closed = false;
        }
        block.clause = path.clause();
        block.titles = path.titles();
        block.annex = path.annex();
        block.sentences = sentences(block.text);
        out.push_back(std::move(block));
    }
    return out;
}

bool under(const Block& block, std::initializer_list<View> words) {
    return std::any_of(block.titles.begin(), block.titles.end(),
                       [&](const Chars& title) { return has_any(title, words); });
}

}  // namespace law::notice
