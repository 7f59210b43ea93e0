// Document numbers, titles, issuer and date of issue; from them the place and the year of the campaign.
#include "land/division.hpp"
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

struct DocumentNumber : Span {
    Chars text;
};

/// 某政办发〔2024〕1号, with any of the brackets that scans leave.
std::optional<DocumentNumber> number_from(View text, std::size_t from) {
    constexpr View kOpen = U"〔[［（【﹝";
    constexpr View kClose = U"〕]］）】﹞";
    for (std::size_t open = text.find_first_of(kOpen, from); open != kNowhere;
         open = text.find_first_of(kOpen, open + 1)) {
        const auto year = number_at(text, open + 1);
        if (!year || year->value < 1949 || year->value > 2100 || year->end >= text.size()) continue;
        if (kClose.find(text[year->end]) == kNowhere) continue;
        std::size_t at = year->end + 1;
        if (at < text.size() && text[at] == U'第') ++at;
        const auto number = number_at(text, at);
        if (!number || number->end >= text.size() || text[number->end] != U'号') continue;
        std::size_t begin = open;
        while (begin > 0 && is_han(text[begin - 1])) --begin;
        if (open - begin < 2) continue;
        Chars out(text.substr(begin, open - begin));
        out += U"〔" + Chars(text.substr(open + 1, year->end - open - 1)) + U"〕";
        out += Chars(text.substr(number->begin, number->end - number->begin)) + U"号";
        return DocumentNumber{{begin, number->end + 1}, out};
    }
    return std::nullopt;
}

/// The title in 《…》 that ends where `end` is, with at most an opening bracket between; titles may nest.
std::optional<Span> title_before(View text, std::size_t end) {
    while (end > 0 && (text[end - 1] == U'（' || text[end - 1] == U'(')) --end;
    if (end == 0 || text[end - 1] != U'》') return std::nullopt;
    int depth = 0;
    for (std::size_t at = end; at-- > 0;) {
        if (text[at] == U'》') ++depth;
        if (text[at] == U'《' && --depth == 0) return Span{at + 1, end - 1};
    }
    return std::nullopt;
}

View first_title(View text) {
    const std::size_t open = text.find(U'《');
    const std::size_t close = open == kNowhere ? kNowhere : text.find(U'》', open);
    return close == kNowhere ? View{} : text.substr(open + 1, close - open - 1);
}

/// Who issued what is called 「某省人民政府办公厅关于…的通知」.
Chars issuer_in(View title) {
    const std::size_t about = title.find(U"关于");
    const View who = about == kNowhere ? View{} : title.substr(0, about);
    return who.size() >= 4 && who.size() <= 40 ? Chars(who) : Chars{};
}

bool is_basis(View sentence) {
    return has_any(sentence, {U"根据", U"按照", U"依据", U"落实", U"贯彻"}) &&
           has_any(sentence, {U"精神", U"要求", U"部署"});
}

void read_cited(Pages& pages, NoticeDraft& draft) {
    each_sentence(pages, [&](const Block& block, std::size_t, View sentence) {
        std::size_t from = 0;
        while (const auto number = number_from(sentence, from)) {
            from = number->end;
            const std::string text = encode(number->text);
            const auto same = [&](const NoticeDocument& one) { return one.number == text; };
            if (text == draft.notice.number || std::any_of(draft.documents.begin(), draft.documents.end(), same))
                continue;
            NoticeDocument out;
            out.number = text;
            if (const auto title = title_before(sentence, number->begin))
                out.title = encode(sentence.substr(title->begin, title->end - title->begin));
            out.issuer = encode(issuer_in(decode(out.title)));
            out.basis = block.clause == "0" && is_basis(sentence) && !out.title.empty();
            out.source = pages.source(block, sentence);
            draft.documents.push_back(std::move(out));
        }
    });
}

bool names_paper(View text) {
    return has_any(text, {U"通知", U"方案", U"意见", U"计划", U"通报", U"办法", U"安排", U"措施"});
}

bool is_organ(View text) {
    return text.size() >= 4 && text.size() <= 30 && !has_any(text, {U"：", U"，", U"。", U"关于"}) &&
           (ends(text, U"人民政府") || ends(text, U"办公室") || ends(text, U"办公厅") || ends(text, U"局") ||
            ends(text, U"厅") || ends(text, U"委员会") || ends(text, U"领导小组") || ends(text, U"部"));
}

/// The plan inside 「某县人民政府办公室关于印发某县…方案的通知」; any other title as it is.
View handed_out(View title) {
    const std::size_t about = title.find(U"关于印发");
    if (about == kNowhere || !ends(title, U"的通知")) return title;
    const View inner = title.substr(about + 4, title.size() - about - 7);
    return trim(inner, U"《》");
}

/// Head of the notice: number, title, who and when; each from the first place that has it.
struct Head {
    NoticeDraft& draft;
    Pages& pages;
    Chars title_lines;

    void number(const Block& block) {
        const auto found = number_from(block.text, 0);
        if (!draft.notice.number.empty() || !found || title_before(block.text, found->begin)) return;
        if (found->begin > 12 || block.text.size() > found->end + 12) return;  // a line of its own
        draft.notice.number = encode(found->text);
        draft.notice.source = pages.source(block, block.text);
    }
    void title(const Block& block) {
        if (!draft.notice.title.empty() || block.clause != "0") return;
        const View quoted = first_title(block.text);
        const bool hands_out = has_any(block.text, {U"印发", U"下发", U"现将"});
        if (!quoted.empty() && (hands_out || block.text.size() <= quoted.size() + 4) && names_paper(quoted)) {
            draft.notice.title = encode(quoted);
            return;
        }
        const bool short_line = block.text.size() <= 60 && !has_any(block.text, {U"。", U"：", U"；"});
        if (ends(block.text, U"文件") || !short_line || number_from(block.text, 0) ||
            DateReader(2000, {}).range(block.text))
            return;
        if (is_organ(title_lines) && starts(block.text, title_lines))
            title_lines.clear();  // the head of the paper above
        title_lines += block.text;
        if (!names_paper(block.text)) return;
        draft.notice.title = encode(handed_out(title_lines));
        if (draft.notice.issuer.empty()) draft.notice.issuer = encode(issuer_in(title_lines));
    }
    /// 「某区自然资源局 某区财政局」 alone on the line under the title: the first of them leads.
    void issuers(const Block& block) {
        if (!draft.notice.issuer.empty() || draft.notice.title.empty() || block.clause != "0") return;
        const std::vector<View> organs = cut(block.spaced, U" ");
        if (organs.size() < 2 || !std::all_of(organs.begin(), organs.end(), is_organ)) return;
        draft.notice.issuer = encode(organs.front());
    }
    /// 「某县人民政府办公室 2024年3月19日印发」, or a line with nothing but a date under a line with nothing but an
    /// organ.
    void issue(const Block& block, const Block* above) {
        View text = block.text;
        const bool printed = ends(text, U"印发") || ends(text, U"发布");
        if (printed) text.remove_suffix(2);
        for (std::size_t at = 0; at < text.size() && at < 40; ++at) {
            const auto day = DateReader(0, {}).at(text, at);
            if (!day || !day->last || day->span || day->end != text.size()) continue;
            const View who = text.substr(0, at);
            if (at > 0 && !is_organ(who) && !printed) return;
            found_date(*day->last, block);
            if (is_organ(who)) draft.notice.issuer = encode(who);
            if (at == 0 && above != nullptr && is_organ(above->text)) draft.notice.issuer = encode(above->text);
            return;
        }
    }
    void found_date(Date day, const Block& block) {
        if (!draft.notice.issued_on) {
            draft.notice.issued_on = day;
            if (draft.notice.source.sentence.empty()) draft.notice.source = pages.source(block, block.text);
        } else if (*draft.notice.issued_on != day) {
            other_dates.push_back({day, &block});
        }
    }
    std::vector<std::pair<Date, const Block*>> other_dates;
};

/// The year of the campaign: in the title, else most often said with 年度, else of the issue.
int campaign_year(const Pages& pages, const NoticeDraft& draft) {
    const Chars title = decode(draft.notice.title);
    for (const Years& years :
         year_ranges(title)) {  // a plan of several years, 「（2024—2026年）」: the one it is issued in
        if (!years.from || !years.to) continue;
        const int issued = draft.notice.issued_on ? draft.notice.issued_on->year() : *years.from;
        return issued >= *years.from && issued <= *years.to ? issued : *years.from;
    }
    std::map<int, int> said;
    const auto count = [&](View text, int weight) {
        for (std::size_t at = 0; at + 4 < text.size(); ++at) {
            const auto year = number_at(text, at);
            if (!year || year->end - at != 4 || year->value < 1990 || year->value > 2100) continue;
            if (starts(text.substr(year->end), U"年度")) said[static_cast<int>(year->value)] += weight;
            if (weight > 1 && starts(text.substr(year->end), U"年")) said[static_cast<int>(year->value)] += 1;
        }
    };
    count(title, 1000);
    if (said.empty() && draft.notice.issued_on) return draft.notice.issued_on->year();
    if (said.empty())
        for (const Block& block : pages.blocks) count(block.text, 1);
    const auto most = std::max_element(said.begin(), said.end(), [](auto& a, auto& b) { return a.second < b.second; });
    return most == said.end() ? 0 : most->first;
}

/// 「示例县」 of 「示例县人民政府办公室」, 「某市某县自然资源局」.
Chars place_of(View issuer) {
    for (const View organ : {U"人民政府"sv, U"自然资源"sv, U"规划和自然"sv, U"国土资源"sv, U"人民"sv}) {
        const std::size_t at = issuer.find(organ);
        if (at != kNowhere && at >= 2) return Chars(issuer.substr(0, at));
    }
    const std::size_t level = issuer.find_first_of(U"县市区旗省");
    return level != kNowhere && level >= 1 ? Chars(issuer.substr(0, level + 1)) : Chars{};
}

/// 「…闲置土地专项整治方案」: what figures without a word of their own are of.
std::string only_stock(View title) {
    std::string out;
    for (const StockWord& word : stock_words(title)) {
        if (!out.empty() && out != word.stock) return {};
        out = word.stock;
    }
    return out == "idle" || out == "unsupplied" ? out : std::string{};
}

}  // namespace

void read_documents(Pages& pages, NoticeDraft& draft) {
    Head head{draft, pages, {}, {}};
    const Block* above = nullptr;
    bool text_begun = false;
    for (const Block& block : pages.blocks) {
        const bool first = block.clause == "0";
        if (first && !text_begun) head.number(block);
        if (first) head.title(block);
        if (first && !text_begun) head.issuers(block);
        if (!block.annex || !draft.notice.issued_on) head.issue(block, above);
        text_begun = text_begun || !first;
        above = &block;
    }
    draft.year = campaign_year(pages, draft);
    const std::string& named = draft.notice.issuer.empty() ? draft.notice.title : draft.notice.issuer;
    draft.place = encode(place_of(decode(named)));
    draft.division = draft.place.empty() ? "" : land::divisions().code_of(draft.place).value_or("");
    for (const auto& [day, block] : head.other_dates)
        draft.contradictions.push_back(
            {"issue-date",
             "ISSUE_DATES_DIFFER",
             block->clause,
             {"印发日期写了两个：" + draft.notice.issued_on->iso() + "、" + day.iso() + "；暂用前一个。",
              "Two dates of issue are given: " + draft.notice.issued_on->iso() + " and " + day.iso() +
                  "; the first is used."},
             {encode(block->text)},
             {}});
    pages.dates = DateReader(draft.year, draft.notice.issued_on);
    pages.only_stock = only_stock(decode(draft.notice.title));
    read_cited(pages, draft);
}

}  // namespace law::notice
