// Contradictions of a draft: those of every book (law/contradiction.hpp), told where the notice says them, and those
// that only the text shows. Readings are offered where code can name them; which one holds is decided upstairs.
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

/// Where the notice says what a contradiction of the book is about.
class Placer {
  public:
    explicit Placer(const NoticeDraft& draft) : draft_(draft) {}

    NoticeRemark place(const Contradiction& found) const {
        NoticeRemark out{found.id, found.code, found.where, found.text, {}, {}};
        if (starts_with(found.code, "GROUP") || starts_with(found.code, "OFFICE") ||
            starts_with(found.code, "MEMBER_LISTS"))
            say(out, draft_.group.source);
        if (found.code == "MEMBER_WITHOUT_DUTY" && !draft_.duties.empty())
            out.where = draft_.duties.front().source.clause;
        if (found.code == "DUTY_WITHOUT_MEMBER")
            for (const NoticeDuty& duty : draft_.duties)
                if (found.id == "duty-without-member-" + duty.department && out.sentences.empty())
                    say(out, duty.source);
        if (found.code == "MEMBER_WITHOUT_DUTY")
            for (const NoticeMember& member : draft_.members)
                if (found.id == "member-without-duty-" + member.unit) out.sentences.push_back(member.source.sentence);
        if (found.code == "ZONE_LEVEL_UNSTATED") say(out, draft_.zones.front().source);
        if (starts_with(found.code, "SCOPE"))
            for (const NoticeScope& scope : draft_.scopes)
                if (scope.source.clause == found.where) out.sentences = {scope.source.sentence};
        if (starts_with(found.code, "TARGET") || starts_with(found.code, "RATE") || starts_with(found.code, "BASELINE"))
            if (!draft_.targets.empty()) say(out, draft_.targets.front().source);
        if (starts_with(found.code, "STAGE"))
            for (const NoticeStage& stage : draft_.stages)
                if (stage.source.clause == found.where) out.sentences = {stage.source.sentence};
        if (found.code == "DUPLICATE_MILESTONE_DATE" || found.code == "FIRST_MILESTONE_SOON")
            if (!draft_.milestones.empty()) say(out, draft_.milestones.front().source);
        return out;
    }

  private:
    static bool starts_with(const std::string& text, const char* part) { return text.rfind(part, 0) == 0; }
    static void say(NoticeRemark& out, const NoticeSource& source) {
        out.where = source.clause;
        out.sentences = {source.sentence};
    }
    const NoticeDraft& draft_;
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
    const Placer placer(draft);
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
    for (std::size_t i = 0; i < draft.milestones.size(); ++i)
        late("milestone-" + milestone_id(draft, i), draft.milestones[i].words, draft.milestones[i].on,
             draft.milestones[i].source);
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

std::string said(const NoticeTarget& one) {
    return one.basis == "rate" ? one.rate.percent() : one.area.text(base::AreaUnit::Hectare, 2) + " 公顷 (ha)";
}

void add_targets(NoticeDraft& draft) {
    for (std::size_t i = 0; i < draft.targets.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const NoticeTarget& a = draft.targets[j];
            const NoticeTarget& b = draft.targets[i];
            const bool alike = a.stock == b.stock && a.basis == b.basis && a.addressee == b.addressee &&
                               a.from_year == b.from_year && a.to_year == b.to_year;
            if (alike && (a.rate != b.rate || a.area != b.area))
                draft.contradictions.push_back(remark("targets-" + b.stock + "-" + std::to_string(i + 1),
                                                      "TARGETS_DIFFER", b.source, {said(a), said(b)}));
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
    add_targets(draft);
    std::stable_sort(draft.contradictions.begin(), draft.contradictions.end(),
                     [](const NoticeRemark& a, const NoticeRemark& b) { return a.where < b.where; });
}

}  // namespace law::notice
