// The extractors of the plan reader, one file each, over one shared reading of the text. Private to the room.
#pragma once

#include "law/notice.hpp"
#include "law/notice_dates.hpp"
#include "law/notice_lexicon.hpp"
#include "law/notice_names.hpp"
#include "law/notice_outline.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace law::notice {

/// What all extractors read and what they leave for each other.
struct Pages {
    std::vector<Block> blocks;
    Lexicon lexicon;
    DateReader dates{0, std::nullopt};
    Names names;
    /// Days that were read as a milestone, stage or target: (line of the block, sentence, position).
    std::set<std::pair<std::pair<int, std::size_t>, std::size_t>> taken;
    /// Those of them that are milestones: a number behind one is its share and no target.
    std::set<std::pair<std::pair<int, std::size_t>, std::size_t>> milestone_days;
    /// Sentences that gave a duty.
    std::set<std::pair<int, std::size_t>> duty_sentences;

    std::set<int> table_lines;   ///< rows of tables that were read
    std::set<int> unread_lines;  ///< rows of such tables that were not
    /// unsupplied or idle where the title of the notice names that stock alone; else empty.
    std::string only_stock;

    /// Words of the notice as they may be shown: without names of persons.
    std::string quote(View words) const { return encode(names.scrub(words)); }
    NoticeSource source(const Block& block, View sentence) const { return {quote(sentence), block.clause, block.line}; }
};

/// One sentence of a block with its place.
template <class Visit>
void each_sentence(const Pages& pages, Visit visit) {
    for (const Block& block : pages.blocks)
        for (std::size_t i = 0; i < block.sentences.size(); ++i) visit(block, i, View(block.sentences[i]));
}

/// By when the target is to be reached whose number stands at `number` of the sentence.
struct Due {
    std::optional<Date> day;
    bool whole_plan = false;
};
Due due_of(const Pages& pages, const Block& block, View sentence, std::size_t number);

void read_documents(Pages& pages, NoticeDraft& draft);
void read_scopes(Pages& pages, NoticeDraft& draft);
void read_zones(Pages& pages, NoticeDraft& draft);
void read_milestones(Pages& pages, NoticeDraft& draft);
void read_targets(Pages& pages, NoticeDraft& draft);
/// Tasks by place from tables flattened to text; after read_targets.
void read_task_table(Pages& pages, NoticeDraft& draft);
/// Duties and their days from a table with columns for the task and the units.
void read_duty_table(Pages& pages, NoticeDraft& draft);
/// Milestones that are areas become shares of the task; after read_targets.
void settle_area_steps(NoticeDraft& draft);
/// Scopes that only a target says; after read_targets.
void adopt_bands(NoticeDraft& draft);
void read_stages(Pages& pages, NoticeDraft& draft);
void read_duties(Pages& pages, NoticeDraft& draft);
void read_routes(Pages& pages, NoticeDraft& draft);
void read_members(Pages& pages, NoticeDraft& draft);
void read_group(Pages& pages, NoticeDraft& draft);
void read_deadlines(Pages& pages, NoticeDraft& draft);
void find_contradictions(const Pages& pages, NoticeDraft& draft);
void find_questions(const Pages& pages, NoticeDraft& draft);
/// Asks about figures that no draft holds: points of percent, parcels, letters inside a figure, tables not read.
void ask_figures(const Pages& pages, NoticeDraft& draft);

/// The id of the unit that a phrase names, entered into draft.units; empty if it names none. Units unknown to the table
/// are taken only if they end like one (局, 中心 …).
std::string unit_of(const Pages& pages, NoticeDraft& draft, View phrase);
/// 「住建、城管、交通等部门」 -> ids, in order; empty if any piece names no unit or the phrase is general (有关部门).
std::vector<std::string> units_of(const Pages& pages, NoticeDraft& draft, View list);

/// 领导小组 with what stands before it, as the notice names it.
std::vector<Chars> group_names(const Block& block, View place);

/// The draft as the struct of a book: what contradictions() and the writer work on.
Rulebook draft_book(const NoticeDraft& draft);
/// The rows of the draft that its book holds, by index: book.targets[i] is draft.targets[targets_of_book(draft)[i]].
/// The others stay questions.
std::vector<std::size_t> targets_of_book(const NoticeDraft& draft);
/// Of another year of the plan than the book's, or of the whole plan beside tasks of its years.
bool of_other_year(const NoticeDraft& draft, const NoticeTarget& target);
std::vector<std::size_t> milestones_of_book(const NoticeDraft& draft);
/// How the book calls the row's stage and zone.
std::string stage_id(std::size_t index);
std::string zone_id(std::size_t index);
/// An id for every milestone of the draft: "2024-06" for the end of a month, the day itself otherwise; "-a", "-b" where
/// a day of a stock has several rows.
std::vector<std::string> milestone_ids(const NoticeDraft& draft);

}  // namespace law::notice
