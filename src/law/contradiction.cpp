#include "law/contradiction.hpp"

#include "law/clause.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace law {

namespace {

/// Collects contradictions of one campaign; readings of the book are attached by id.
class Reader {
  public:
    explicit Reader(const Rulebook& book)
        : book_(book), campaign_(*book.campaign), notice_(book.document(campaign_.document)) {}

    std::vector<Contradiction> all() {
        scopes();
        targets();
        milestones();
        zones();
        stages();
        group();
        duties();
        for (const OpenPoint& point : campaign_.open_points) add(point.id, point.code, point.clause, point.text);
        std::stable_sort(found_.begin(), found_.end(), [](const Contradiction& a, const Contradiction& b) {
            return clause_before(a.where, b.where);
        });
        return std::move(found_);
    }

  private:
    void scopes();
    void targets();
    void milestones();
    void first_milestone(const Milestone& first);
    void zones();
    void stages();
    void group();
    void duties();
    std::string clause_of_targets() const {
        return campaign_.targets.empty() ? std::string{} : campaign_.targets.front().clause;
    }
    std::string clause_of_duties() const {
        if (campaign_.duties.empty()) return {};
        std::string out = campaign_.duties.front().clause;
        for (const Duty& duty : campaign_.duties) out = common_clause(out, duty.clause);
        return out;
    }

    void add(const std::string& id, const char* code, const std::string& where, base::Text text) {
        add(id, std::string(code), where, std::move(text));
    }
    void add(const std::string& id, const std::string& code, const std::string& where, base::Text text) {
        Contradiction out{id, code, where, std::move(text), {}};
        for (const Reading& reading : campaign_.readings)
            if (reading.contradiction == id) out.readings.push_back(reading);
        found_.push_back(std::move(out));
    }
    std::optional<Date> issued() const { return notice_ != nullptr ? notice_->issued_on : std::nullopt; }
    std::string zh(const std::string& department) const {
        const Department* found = campaign_.department(department);
        return found != nullptr ? found->name.zh : department;
    }
    std::string en(const std::string& department) const {
        const Department* found = campaign_.department(department);
        return found != nullptr ? found->name.en : department;
    }

    const Rulebook& book_;
    const Campaign& campaign_;
    const Document* notice_;
    std::vector<Contradiction> found_;
};

void Reader::scopes() {
    for (const Scope& scope : campaign_.scopes) {
        if (scope.stock == "idle" && !scope.since_stated)
            add("scope-idle-since", "SCOPE_AMBIGUOUS", scope.clause,
                {"「" + scope.from.iso().substr(0, 4) +
                     " 年以来形成的闲置土地」可指闲置自该年起形成，也可指供地在该年以后；暂按" +
                     std::string(scope.since == "idleness" ? "闲置起算日" : "供地日期") + "理解。",
                 "\"Idle land formed since " + scope.from.iso().substr(0, 4) +
                     "\" can mean that idleness began, or that the land was supplied, since then; read as " +
                     (scope.since == "idleness" ? "the day idleness began." : "the date of supply.")});
        if (scope.stock == "unsupplied" && !scope.conversion_only_stated)
            add("scope-conversion-only", "SCOPE_WORDS_NARROW", scope.clause,
                {"方案的字面是「已批准征收」，只办转用、未办征收的批文是否计入没有说；暂按" +
                     std::string(scope.conversion_only == "in" ? "计入" : "不计入") + "并逐件标记。",
                 std::string(
                     "The words say \"approved for expropriation\"; whether approvals for conversion only belong is "
                     "not said. They are ") +
                     (scope.conversion_only == "in" ? "counted" : "not counted") + " and marked one by one."});
    }
    if (!campaign_.baseline_stated)
        add("baseline-day", "BASELINE_DAY_UNSTATED", clause_of_targets(),
            {"方案没有写明存量基数的基准日和出处；暂用 " + campaign_.baseline_day.iso() + "，须以下达任务的文件核定。",
             "The day and source of the stock that the rates refer to are not stated; " + campaign_.baseline_day.iso() +
                 " is used until the paper that hands down the task confirms it."});
}

void Reader::targets() {
    for (const CampaignTarget& target : campaign_.targets) {
        const std::string figure =
            target.basis == "rate" ? target.rate.percent() : target.area.text(base::AreaUnit::Hectare, 2) + " ha";
        if (target.provisional)
            add("provisional-" + target.id, "TARGET_PROVISIONAL", target.clause,
                {"任务「" + target.id + "」是暂定的（" + figure + "），省级下达后要调整。",
                 "The task \"" + target.id + "\" is provisional (" + figure +
                     ") and will change when the province hands down the final one."});
        if (target.basis == "rate" && !target.base_stated)
            add("rate-base-" + target.id, "RATE_BASE_UNSTATED", target.clause,
                {"「" + target.rate.percent() + "」是对什么的比例，方案没有说；暂按对基准日存量理解。",
                 "What \"" + target.rate.percent() +
                     "\" is a share of is not said; read as of the stock on the baseline day."});
    }
}

void Reader::milestones() {
    std::map<Date, std::vector<const Milestone*>> by_day;
    for (const Milestone& milestone : campaign_.milestones) by_day[milestone.on].push_back(&milestone);
    for (const auto& [day, rows] : by_day) {
        std::set<std::pair<std::int64_t, std::int64_t>> shares;
        std::string list;
        for (const Milestone* row : rows) {
            shares.insert({row->share.num, row->share.den});
            list += (list.empty() ? "" : ", ") + row->share.percent();
        }
        if (shares.size() > 1)
            add("milestone-" + day.iso(), "DUPLICATE_MILESTONE_DATE", rows.front()->clause,
                {day.iso() + " 写了不同的累计比例（" + list +
                     "）；两行都保留，由承办人依据上级答复记录采用哪种读法之前，均不判定。",
                 day.iso() + " is given different cumulative shares (" + list +
                     "); both rows are kept and neither is judged until a reading is recorded."});
    }
    if (!by_day.empty()) first_milestone(*by_day.begin()->second.front());
}

void Reader::first_milestone(const Milestone& first) {
    const auto setting = std::find_if(book_.parameters.begin(), book_.parameters.end(),
                                      [](const Parameter& p) { return p.id == "milestone.first.too_soon_days"; });
    if (!issued() || setting == book_.parameters.end()) return;
    const int days = first.on.days() - issued()->days();
    if (days >= setting->value.num) return;
    add("first-milestone", "FIRST_MILESTONE_SOON", first.clause,
        {"第一个节点 " + first.on.iso() + "（" + first.share.percent() + "）" +
             (days < 0 ? "比印发日还早 " + std::to_string(-days) + " 天。"
                       : "距印发日只有 " + std::to_string(days) + " 天。"),
         "The first milestone, " + first.on.iso() + " (" + first.share.percent() + "), is " +
             (days < 0 ? std::to_string(-days) + " days before the date of issue."
                       : "only " + std::to_string(days) + " days after the date of issue.")});
}

void Reader::zones() {
    for (const Zone& zone : campaign_.zones)
        if (zone.level == "not_stated")
            add("zone-level-" + zone.id, "ZONE_LEVEL_UNSTATED", zone.clause,
                {"「" + zone.name.zh + "」是否省级以上开发区，方案没有说，因此能否单列任务也不能确定。",
                 "Whether " + zone.name.en +
                     " is of provincial level or above is not said, so it is open whether it may have a "
                     "task of its own."});
}

void Reader::stages() {
    if (!issued()) return;
    for (const Stage& stage : campaign_.stages) {
        if (!(stage.from < *issued())) continue;
        const int left = stage.to.days() - issued()->days();
        add("stage-" + stage.id + "-before-issue", "STAGE_BEFORE_ISSUE", stage.clause,
            {"「" + stage.name.zh + "」自 " + stage.from.iso() + " 起，早于印发日 " + issued()->iso() +
                 (left < 0 ? "，到印发时已经结束。" : "，印发后只剩 " + std::to_string(left) + " 天。"),
             "\"" + stage.name.en + "\" begins on " + stage.from.iso() + ", before the notice was issued on " +
                 issued()->iso() +
                 (left < 0 ? ", and was over by then." : ", and ends " + std::to_string(left) + " day(s) after it.")});
    }
}

void Reader::group() {
    const Group& group = campaign_.group;
    if (group.names.size() > 1)
        add("group-name", "GROUP_NAMES_DIFFER", group.clause,
            {"领导小组有两种叫法：「" + group.names[0] + "」「" + group.names[1] + "」。",
             "The leading group is named in two ways: \"" + group.names[0] + "\" and \"" + group.names[1] + "\"."});
    if (group.office_head.size() > 1 && group.office_head[0].words != group.office_head[1].words)
        add("office-head", "OFFICE_HEAD_DIFFERS", group.clause,
            {"办公室主任的说法不一：" + group.office_head[0].where + "写「" + group.office_head[0].words + "」，" +
                 group.office_head[1].where + "写「" + group.office_head[1].words + "」。",
             "The head of the office is described in two ways: \"" + group.office_head[0].words + "\" and \"" +
                 group.office_head[1].words + "\"."});
    base::Text only;
    const auto note = [&](const std::string& department) {
        only.zh += (only.zh.empty() ? "" : "、") + zh(department);
        only.en += (only.en.empty() ? "" : ", ") + en(department);
    };
    std::set<std::string> annex;
    for (const Member& member : group.members)
        if (annex.insert(member.unit).second && member.role != "head" && member.unit != group.office &&
            std::find(group.text_members.begin(), group.text_members.end(), member.unit) == group.text_members.end())
            note(member.unit);
    for (const std::string& unit : group.text_members)
        if (annex.count(unit) == 0) note(unit);
    if (!only.zh.empty())
        add("member-lists", "MEMBER_LISTS_DIFFER", group.clause,
            {"正文列举的成员单位与附件名单不同，只见于一处的有：" + only.zh + "。",
             "The members listed in the text and in the annex differ; named in one place only: " + only.en + "."});
}

void Reader::duties() {
    std::set<std::string> with_member;
    std::set<std::string> with_duty;
    std::set<std::string> reported;
    for (const Member& member : campaign_.group.members) with_member.insert(member.unit);
    for (const Duty& duty : campaign_.duties) {
        with_duty.insert(duty.department);
        if (with_member.count(duty.department) != 0 || !reported.insert(duty.department).second) continue;
        add("duty-without-member-" + duty.department, "DUTY_WITHOUT_MEMBER", duty.clause,
            {zh(duty.department) + "负有职责，但领导小组里没有它的成员。",
             en(duty.department) + " has a duty but no member in the leading group."});
    }
    for (const Member& member : campaign_.group.members) {
        if (member.role != "member" || with_duty.count(member.unit) != 0 || !reported.insert(member.unit).second)
            continue;
        add("member-without-duty-" + member.unit, "MEMBER_WITHOUT_DUTY", clause_of_duties(),
            {zh(member.unit) + "是成员单位，但方案没有写它的职责。",
             en(member.unit) + " is a member of the leading group but no duty of it is written."});
    }
}

}  // namespace

std::vector<Contradiction> contradictions(const Rulebook& book) {
    if (!book.campaign) return {};
    return Reader(book).all();
}

}  // namespace law
