// Questions to send upward: what a contradiction has to be asked about, and what the notice does not say.
#include "law/notice_remarks.hpp"

#include <algorithm>

namespace law::notice {

namespace {

/// The words that fill the question of a contradiction.
std::vector<std::string> args_of(const NoticeDraft& draft, const NoticeRemark& found) {
    if (found.code == "DUPLICATE_MILESTONE_DATE") {
        const std::string day = found.id.substr(10);
        std::string shares;
        for (const std::size_t i : milestones_of_book(draft))
            if (const NoticeMilestone& one = draft.milestones[i]; one.on.iso() == day)
                shares += (shares.empty() ? "" : ", ") + one.share.percent();
        return {day, shares};
    }
    for (std::size_t i = 0; i < draft.zones.size(); ++i)
        if (found.id == "zone-level-" + zone_id(i)) return {draft.zones[i].name};
    if (found.code == "RATE_BASE_UNSTATED") {
        const Rulebook book = draft_book(draft);
        for (const CampaignTarget& target : book.campaign->targets)
            if (found.id == "rate-base-" + target.id) return {target.rate.percent()};
    }
    for (const char* prefix : {"duty-without-member-", "member-without-duty-"})
        if (found.id.rfind(prefix, 0) == 0)
            if (const NoticeUnit* unit = draft.unit(found.id.substr(std::string(prefix).size())))
                return {unit->name.zh, unit->name.en};
    return {};
}

bool asked(const std::string& code) {
    constexpr const char* kAsked[] = {"TARGET_PROVISIONAL",  "RATE_BASE_UNSTATED",  "BASELINE_DAY_UNSTATED",
                                      "ZONE_LEVEL_UNSTATED", "SCOPE_AMBIGUOUS",     "SCOPE_WORDS_NARROW",
                                      "OFFICE_HEAD_DIFFERS", "GROUP_NAMES_DIFFER",  "DUTY_WITHOUT_MEMBER",
                                      "MEMBER_WITHOUT_DUTY", "MEMBER_LISTS_DIFFER", "DUPLICATE_MILESTONE_DATE"};
    return std::any_of(std::begin(kAsked), std::end(kAsked), [&](const char* one) { return code == one; });
}

class Asker {
  public:
    Asker(const Pages& pages, NoticeDraft& draft) : pages_(pages), draft_(draft) {}

    void all() {
        for (const NoticeRemark& found : draft_.contradictions)
            if (asked(found.code)) {
                NoticeRemark out = found;
                out.text = remark_text(found.code, args_of(draft_, found));
                questions_.push_back(std::move(out));
            }
        head();
        scope_and_targets();
        milestones();
        organisation();
        scope_gaps();
        annex();
        for (NoticeRemark& one : questions_) draft_.questions.push_back(std::move(one));
    }

  private:
    void ask(const std::string& id, const std::string& code, const std::vector<std::string>& args = {},
             const NoticeSource& source = {"", "0", 0}) {
        questions_.push_back(remark(id, code, source, args));
    }
    void head() {
        if (!draft_.notice.issued_on) ask("issue-date", "ISSUE_DATE_MISSING");
        for (const Block& block : pages_.blocks) {
            if (block.clause != "0") break;
            for (const View word : {View(U"征求意见稿"), View(U"送审稿"), View(U"讨论稿"), View(U"草案")})
                if (has(block.text, word)) return draft_paper(word, block);
        }
        ask_head();
    }
    void draft_paper(View word, const Block& block) {
        ask("draft", "DRAFT_PAPER", {encode(word)}, pages_.source(block, block.text));
        ask_head();
    }
    void ask_head() {
        if (draft_.year == 0) ask("year", "YEAR_MISSING");
        if (draft_.notice.number.empty()) ask("number", "NUMBER_MISSING");
        if (draft_.division.empty()) ask("division", "DIVISION_UNKNOWN", {draft_.place});
        if (!draft_.counting_stated) ask("counting", "COUNTING_UNSTATED");
    }
    void scope_and_targets() {
        const auto scope = [&](const char* stock) {
            return std::any_of(draft_.scopes.begin(), draft_.scopes.end(), [&](auto& s) { return s.stock == stock; });
        };
        if (!scope("unsupplied")) ask("scope-unsupplied", "SCOPE_MISSING", {"批而未供", "unsupplied land"});
        if (!scope("idle")) ask("scope-idle", "SCOPE_MISSING", {"闲置土地", "idle land"});
        if (draft_.targets.empty()) ask("target", "TARGET_MISSING");
        std::string bands;
        const NoticeTarget* banded = nullptr;
        std::string years;
        const NoticeTarget* later = nullptr;
        for (const NoticeTarget& target : draft_.targets) {
            const std::string words =
                target.basis == "rate" ? target.rate.percent() : target.area.text(base::AreaUnit::Hectare, 2) + " 公顷";
            if (of_other_year(draft_, target)) {
                later = &target;
                years += (years.empty() ? "" : ", ") +
                         (target.due ? std::to_string(target.due->year()) : std::string("…")) + " " + words;
            }
            if (target.stretch) ask("stretch-" + target.stock, "TARGET_STRETCH", {words}, target.source);
            if (target.stock == "approved_unused") ask("umbrella", "STOCK_UMBRELLA", {words}, target.source);
            if (!target.from_year && !target.to_year) continue;
            banded = &target;
            const auto year = [](const std::optional<int>& y) { return y ? std::to_string(*y) : std::string("…"); };
            bands += (bands.empty() ? "" : ", ") + year(target.from_year) + "—" + year(target.to_year) + " " + words;
        }
        if (later != nullptr) ask("years", "TARGET_YEARS", {years}, later->source);
        if (banded != nullptr) ask("bands", "TARGET_BANDS", {bands}, banded->source);
    }
    void milestones() {
        if (draft_.milestones.empty()) ask("milestone", "MILESTONE_MISSING");
        std::string steps;
        const NoticeMilestone* step = nullptr;
        bool idle = false;
        bool unsupplied = false;
        for (const NoticeMilestone& one : draft_.milestones) {
            idle = idle || one.stock == "idle";
            unsupplied = unsupplied || one.stock == "unsupplied";
            if (one.of != "stock") continue;
            step = &one;
            steps += (steps.empty() ? "" : ", ") + one.on.iso() + " " + one.share.percent();
        }
        const auto of_plan = [](const NoticeMilestone& one) { return one.of == "plan"; };
        const auto plan = std::find_if(draft_.milestones.begin(), draft_.milestones.end(), of_plan);
        if (plan != draft_.milestones.end()) ask("plan-steps", "PLAN_STEPS", {}, plan->source);
        std::string areas;
        const NoticeMilestone* by_area = nullptr;
        for (const NoticeMilestone& one : draft_.milestones) {
            if (one.of != "area") continue;
            by_area = &one;
            areas +=
                (areas.empty() ? "" : ", ") + one.on.iso() + " " + one.area.text(base::AreaUnit::Hectare, 2) + " 公顷";
        }
        if (by_area != nullptr) ask("area-steps", "AREA_STEPS", {areas}, by_area->source);
        if (step != nullptr) ask("rate-steps", "RATE_STEPS", {steps}, step->source);
        if (idle && unsupplied) ask("curve-per-stock", "CURVE_PER_STOCK", {}, draft_.milestones.front().source);
        for (std::size_t i = 0; i < draft_.stages.size(); ++i)
            if (!draft_.stages[i].from || !draft_.stages[i].to)
                ask("stage-" + std::to_string(i + 1), "STAGE_OPEN", {draft_.stages[i].name}, draft_.stages[i].source);
    }
    void organisation() {
        const NoticeGroup& group = draft_.group;
        const bool roster =
            std::any_of(draft_.members.begin(), draft_.members.end(), [](auto& m) { return m.role == "member"; });
        if (group.names.empty()) ask("group", "GROUP_MISSING");
        if (!group.names.empty() && !roster && group.text_members.empty())
            ask("roster", "ROSTER_MISSING", {}, group.source);
        if (!group.names.empty() && group.office.empty()) ask("office", "OFFICE_MISSING", {}, group.source);
        if (draft_.duties.empty()) ask("duty", "DUTY_MISSING");
        for (const NoticeUnit& unit : draft_.units)
            if (!unit.known) ask(unit.id, "UNIT_UNKNOWN", {unit.name.zh});
    }
    /// A stock that a clause names and the scope does not.
    void scope_gaps() {
        std::set<std::string> bounded = {"approved_unused"};
        for (const NoticeScope& scope : draft_.scopes) {
            bounded.insert(scope.stock);
            for (const StockWord& word : stock_words(decode(scope.source.sentence))) bounded.insert(word.stock);
        }
        if (draft_.scopes.empty()) return;
        each_sentence(pages_, [&](const Block& block, std::size_t, View text) {
            if (block.annex || block.clause == "0" || under(block, {U"范围"})) return;
            for (const StockWord& word : stock_words(text)) {
                if (word.stock == "unsupplied" || word.stock == "idle" || !bounded.insert(word.stock).second) continue;
                ask("scope-gap-" + word.stock, "SCOPE_GAP", {encode(text.substr(word.begin, word.end - word.begin))},
                    pages_.source(block, text));
            }
        });
    }
    void annex() {
        const Block* refers = nullptr;
        bool there = false;
        for (const Block& block : pages_.blocks) {
            there = there || block.annex;
            if (has_any(block.text, {U"见附件", U"详见附表", U"见附表"})) refers = &block;
        }
        if (refers != nullptr && !there) ask("annex", "ANNEX_MISSING", {}, pages_.source(*refers, refers->text));
    }

    const Pages& pages_;
    NoticeDraft& draft_;
    std::vector<NoticeRemark> questions_;
};

}  // namespace

void find_questions(const Pages& pages, NoticeDraft& draft) {
    Asker(pages, draft).all();
    ask_figures(pages, draft);
}

}  // namespace law::notice
