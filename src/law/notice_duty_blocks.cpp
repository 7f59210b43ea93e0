// Duties that a paragraph says by its form: 「责任单位：X、Y」, 「县财政局：…」, a heading that is nothing but a
// department.
#include "law/notice_duties.hpp"

#include <algorithm>

namespace law::notice {

namespace {

struct Known {
    View word;
    const char* role;
};
constexpr Known kLabels[] = {{U"牵头单位：", "lead"},        {U"牵头部门：", "lead"},   {U"责任单位：", "responsible"},
                             {U"责任部门：", "responsible"}, {U"主责单位：", "lead"},   {U"主办单位：", "lead"},
                             {U"配合单位：", "assist"},      {U"配合部门：", "assist"}, {U"协办单位：", "assist"},
                             {U"参与单位：", "assist"}};

std::size_t first_label(View text) {
    std::size_t out = kNowhere;
    for (const Known& label : kLabels) out = std::min(out, text.find(label.word));
    return out;
}

/// At ；, 。 or the end of the bracket that the label stands in; not at that of 「县（市、区）」.
std::size_t end_of_list(View rest) {
    int depth = 0;
    for (std::size_t at = 0; at < rest.size(); ++at) {
        if (rest[at] == U'；' || rest[at] == U'。') return at;
        if (rest[at] == U'（') ++depth;
        if (rest[at] == U'）' && --depth < 0) return at;
    }
    return rest.size();
}

/// What labelled units are to do: the heading where it is one, else what stands before the labels.
Chars labelled_task(const Block& block, View before) {
    const View own = trim(before, U"（。，；： ");
    if (own.empty()) return {};
    return block.title.size() >= 4 && own.size() > block.title.size() ? block.title : Chars(own);
}

/// The task of a paragraph, and where it stands.
struct Task {
    Chars words;
    std::string clause;
};

/// 「…。（牵头单位：A；责任单位：B、C）」. `above` is that of the paragraph above, for labels on lines of their own; it
/// is replaced where the paragraph says one itself.
bool read_labels(Pages& pages, NoticeDraft& draft, const Block& block, Task& above) {
    const View text = block.text;
    const std::size_t first = first_label(text);
    if (first == kNowhere) return false;
    if (Chars own = labelled_task(block, text.substr(0, first)); !own.empty()) {
        above = {std::move(own), block.clause};
    } else if (above.clause != block.clause && !block.titles.empty() && block.titles.back().size() >= 4) {
        above = {block.titles.back(), block.clause};  // behind ①②: of the heading that they stand under
    }
    const Chars& task = above.words;
    bool any = false;
    for (const Known& label : kLabels) {
        const std::size_t at = text.find(label.word);
        if (at == kNowhere) continue;
        const View rest = text.substr(at + label.word.size());
        const View list = trim(rest.substr(0, std::min(end_of_list(rest), first_label(rest))), U"，、（ ");
        for (const View piece :
             cut_outside(list, U"、，"))  // one unit that is general (各有关部门) does not lose the others
            for (const std::string& unit : units_of(pages, draft, piece)) {
                add_duty(pages, draft, {unit, label.role, pages.quote(task), pages.source(block, text)}, block, 0);
                any = true;
            }
    }
    for (std::size_t i = 0; any && i < block.sentences.size(); ++i) pages.duty_sentences.insert({block.line, i});
    return true;
}

/// 「县财政局：…」, 「1.财政部门。…」: the units that a whole paragraph is about; empty if its head is no list of
/// units.
std::vector<std::string> subject_of_block(const Pages& pages, NoticeDraft& draft, const Block& block) {
    const std::size_t stop = block.text.find_first_of(U"：。，");
    if (stop == kNowhere || stop > 30 || block.text[stop] == U'，' || stop + 1 >= block.text.size()) return {};
    const View head = View(block.text).substr(0, stop);
    if (has_duty_verb(head) || has_any(head, {U"附件", U"组长", U"成员"}) || block.clause == "0") return {};
    return units_of(pages, draft, head);
}

/// A heading that is nothing but units (「（一）县自然资源局」): what stands below it is theirs.
struct Standing {
    std::string clause;
    std::vector<std::string> units;
    Chars lead;
    bool covers(const Block& block) const {
        return !units.empty() && (block.clause == clause || block.clause.rfind(clause + ".", 0) == 0);
    }
};

bool opens(const Pages& pages, NoticeDraft& draft, const Block& block, Standing& standing) {
    if (!block.title.empty() && !standing.covers(block)) standing = {};
    if (block.title.empty() || block.text.size() > 24 || block.title != block.text || has_duty_verb(block.text))
        return false;
    const std::vector<std::string> units = units_of(pages, draft, block.text);
    if (units.empty()) return false;
    standing = {block.clause, units, block.text + U"："};
    return true;
}

void read_block(Pages& pages, NoticeDraft& draft, const Block& block, const Standing& standing, Task& task) {
    if (read_labels(pages, draft, block, task)) return;
    task = {labelled_task(block, block.text), block.clause};
    std::vector<std::string> given = subject_of_block(pages, draft, block);
    if (given.empty()) {
        if (standing.covers(block)) given = standing.units;
        for (std::size_t i = 0; i < block.sentences.size(); ++i)
            read_duty_sentence(pages, draft, block, i, given, standing.covers(block) ? View(standing.lead) : View{});
        return;
    }
    Block rest = block;  // without its head
    const std::size_t head = block.text.find_first_of(U"：。") + 1;
    rest.sentences = sentences(View(block.text).substr(head));
    for (std::size_t i = 0; i < rest.sentences.size(); ++i)
        read_duty_sentence(pages, draft, rest, i, given, View(block.text).substr(0, head));
}

}  // namespace

void read_duties(Pages& pages, NoticeDraft& draft) {
    Task task;
    Standing standing;
    for (const Block& block : pages.blocks) {
        const bool roster = role_label(block.spaced).length != 0 || (block.annex && has(block.spaced, U" "));
        if (block.clause == "0" || roster || pages.table_lines.count(block.line) != 0 ||
            opens(pages, draft, block, standing))
            continue;
        read_block(pages, draft, block, standing, task);
    }
}

}  // namespace law::notice
