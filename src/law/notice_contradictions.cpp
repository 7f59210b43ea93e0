// Contradictions of a draft: those of every book (law/contradiction.hpp), told where the notice says them, and those
// that only the text shows. Readings are offered where code can name them; which one holds is decided upstairs.
#include "law/clause.hpp"
#include "law/notice_remarks.hpp"

#include <algorithm>
#include <map>

namespace law::notice {

namespace {

struct Entry {
    const char* code;
    const char* zh;
    const char* en;
};
constexpr Entry kTexts[] = {
#define X(code, zh, en) {#code, zh, en},
#include "law/notice_codes.def"
#undef X
};

/// Where the notice says what a contradiction of the book is about, by the id that law::contradictions() gives it.
class Placer {
  public:
    Placer(const NoticeDraft& draft, const Campaign& book) {
        for (const char* id : {"group-name", "office-head", "member-lists"}) put(id, draft.group.source);
        if (!draft.targets.empty()) put("baseline-day", draft.targets.front().source);
        for (const NoticeScope& one : draft.scopes)
            put(one.stock == "idle" ? "scope-idle-since" : "scope-conversion-only", one.source);
        targets(draft, book);
        milestones(draft);
        for (std::size_t i = 0; i < draft.stages.size(); ++i)
            put("stage-" + stage_id(i) + "-before-issue", draft.stages[i].source);
        for (std::size_t i = 0; i < draft.zones.size(); ++i) put("zone-level-" + zone_id(i), draft.zones[i].source);
        for (const NoticeDuty& one : draft.duties) put("duty-without-member-" + one.department, one.source);
        for (const std::string& unit : draft.group.text_members) put("member-without-duty-" + unit, draft.group.source);
        for (const NoticeMember& one : draft.members) {
            Place& place = places_["member-without-duty-" + one.unit];
            if (!draft.duties.empty()) place.where = draft.duties.front().source.clause;
            place.sentences.push_back(one.source.sentence);
        }
    }

    NoticeRemark place(const Contradiction& found) const {
        NoticeRemark out{found.id, found.code, found.where, found.text, {}, {}};
        const auto said = places_.find(found.id);
        if (said == places_.end()) return out;
        out.where = said->second.where;
        out.sentences = said->second.sentences;
        return out;
    }

  private:
    struct Place {
        std::string where;
        std::vector<std::string> sentences;
    };
    /// The first place that says it.
    void put(const std::string& id, const NoticeSource& source) {
        places_.emplace(id, Place{source.clause, {source.sentence}});
    }
    void targets(const NoticeDraft& draft, const Campaign& book) {
        const std::vector<std::size_t> rows = targets_of_book(draft);
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (const char* what : {"provisional-", "rate-base-"})
                put(what + book.targets[i].id, draft.targets[rows[i]].source);
    }
    void milestones(const NoticeDraft& draft) {
        const NoticeMilestone* first = nullptr;
        for (const std::size_t i : milestones_of_book(draft)) {
            const NoticeMilestone& one = draft.milestones[i];
            put("milestone-" + one.on.iso(), one.source);
            if (first == nullptr || one.on < first->on) first = &one;
        }
        if (first != nullptr) put("first-milestone", first->source);
    }

    std::map<std::string, Place> places_;
};

/// A text list without a roster stands in for it; without either nothing can be said of members.
Rulebook book_for_contradictions(const NoticeDraft& draft) {
    Rulebook book = draft_book(draft);
    Group& group = book.campaign->group;
    const bool roster =
        std::any_of(group.members.begin(), group.members.end(), [](auto& m) { return m.role == "member"; });
    if (!roster)
        for (const std::string& unit : group.text_members) group.members.push_back({unit, "", "", "member"});
    return book;
}

bool says_nothing_of_members(const NoticeDraft& draft, const std::string& code) {
    const bool roster =
        std::any_of(draft.members.begin(), draft.members.end(), [](auto& m) { return m.role == "member"; });
    const bool listed = !draft.group.text_members.empty();
    if (code == "MEMBER_LISTS_DIFFER") return !roster || !listed;
    if (code == "DUTY_WITHOUT_MEMBER") return !roster && !listed;
    if (code == "MEMBER_WITHOUT_DUTY") return draft.duties.empty();
    return code == "BASELINE_DAY_UNSTATED" && draft.targets.empty();
}

void add_book_contradictions(NoticeDraft& draft) {
    const Rulebook book = book_for_contradictions(draft);
    const Placer placer(draft, *book.campaign);
    std::vector<NoticeRemark> out;
    for (const Contradiction& found : law::contradictions(book)) {
        if (says_nothing_of_members(draft, found.code)) continue;
        NoticeRemark one = placer.place(found);
        if (found.code == "DUPLICATE_MILESTONE_DATE")
            one.readings = readings_of(*book.campaign, found.id, *base::parse_iso_date(found.id.substr(10)));
        if (found.code == "SCOPE_AMBIGUOUS") one.readings = scope_readings(found.id);
        if (found.code == "ZONE_LEVEL_UNSTATED") one.readings = zone_readings(found.id);
        out.push_back(std::move(one));
    }
    for (NoticeRemark& one : out) draft.contradictions.push_back(std::move(one));
}

void add_curve(NoticeDraft& draft) {
    std::map<std::string, std::vector<const NoticeMilestone*>> curves;
    for (const NoticeMilestone& one : draft.milestones) curves[one.of + "/" + one.stock].push_back(&one);
    std::vector<NoticeRemark> out;
    for (auto& [name, rows] : curves) {
        std::stable_sort(rows.begin(), rows.end(), [](auto* a, auto* b) { return a->on < b->on; });
        const NoticeMilestone* high = rows.front();
        for (const NoticeMilestone* row : rows) {
            if (high->on < row->on && row->share.value() < high->share.value())
                out.push_back(remark("share-falls-" + row->on.iso() + (row->stock.empty() ? "" : "-" + row->stock),
                                     "SHARE_FALLS", row->source,
                                     {high->on.iso(), row->on.iso(), high->share.percent(), row->share.percent()}));
            const bool doubled =
                row != high && row->on == high->on && row->share != high->share && row->stock == "idle";
            if (doubled)
                out.push_back(remark("milestone-idle-" + row->on.iso(), "DOUBLED_SHARE", row->source,
                                     {row->on.iso(), row->stock, high->share.percent() + ", " + row->share.percent()}));
            if (row->share.value() >= high->share.value()) high = row;
        }
        if (rows.front()->of == "task" && high->share.value() < 1.0)
            out.push_back(remark("last-share" + (high->stock.empty() ? "" : "-" + high->stock), "LAST_SHARE_SHORT",
                                 high->source, {high->on.iso(), high->share.percent()}));
    }
    for (NoticeRemark& one : out) draft.contradictions.push_back(std::move(one));
}

void add_dates(NoticeDraft& draft) {
    const auto late = [&](const std::string& id, const std::string& what, Date on, const NoticeSource& source) {
        if (draft.notice.issued_on && on < *draft.notice.issued_on)
            draft.contradictions.push_back(remark(id + "-before-issue", "DATE_BEFORE_ISSUE", source,
                                                  {what, on.iso(), draft.notice.issued_on->iso()}));
    };
    const std::vector<std::string> ids = milestone_ids(draft);
    for (std::size_t i = 0; i < draft.milestones.size(); ++i)
        late("milestone-" + ids[i], draft.milestones[i].words, draft.milestones[i].on, draft.milestones[i].source);
    for (std::size_t i = 0; i < draft.deadlines.size(); ++i)
        if (draft.deadlines[i].on)
            late("deadline-" + std::to_string(i + 1), draft.deadlines[i].what, *draft.deadlines[i].on,
                 draft.deadlines[i].source);
    for (std::size_t i = 0; i < draft.stages.size(); ++i) {
        const NoticeStage& stage = draft.stages[i];
        const std::string id = "stage-" + std::to_string(i + 1);
        if (stage.from && stage.to && *stage.to < *stage.from)
            draft.contradictions.push_back(remark(id + "-reversed", "STAGE_REVERSED", stage.source,
                                                  {stage.name, stage.from->iso(), stage.to->iso()}));
        if (i == 0 || !stage.from || !draft.stages[i - 1].to || *draft.stages[i - 1].to < *stage.from) continue;
        draft.contradictions.push_back(
            remark(id + "-overlaps", "STAGES_OVERLAP", stage.source,
                   {draft.stages[i - 1].name, draft.stages[i - 1].to->iso(), stage.name, stage.from->iso()}));
    }
}

}  // namespace

base::Text remark_text(std::string_view code, const std::vector<std::string>& args) {
    for (const Entry& entry : kTexts)
        if (code == entry.code) return {base::fill(entry.zh, args), base::fill(entry.en, args)};
    PANHUO_ASSERT(false, "a code that law/notice_codes.def lacks");
    return {};
}

NoticeRemark remark(const std::string& id, const std::string& code, const NoticeSource& source,
                    const std::vector<std::string>& args) {
    NoticeRemark out{id, code, source.clause, remark_text(code, args), {}, {}};
    if (!source.sentence.empty()) out.sentences.push_back(source.sentence);
    return out;
}

void ask_day(const Pages& pages, NoticeDraft& draft, const Block& block, View text, const DateWords& day) {
    const std::string words = encode(text.substr(day.begin, day.end - day.begin));
    const std::string id = "date-" + std::to_string(draft.questions.size() + 1);
    draft.questions.push_back(
        remark(id, day.impossible ? "DATE_IMPOSSIBLE" : "DATE_UNCLEAR", pages.source(block, text), {words}));
}

void find_contradictions(const Pages&, NoticeDraft& draft) {
    add_book_contradictions(draft);
    add_curve(draft);
    add_dates(draft);
    find_figure_contradictions(draft);
    std::stable_sort(draft.contradictions.begin(), draft.contradictions.end(),
                     [](const NoticeRemark& a, const NoticeRemark& b) { return clause_before(a.where, b.where); });
}

}  // namespace law::notice
