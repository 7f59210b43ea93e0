#include "base/json.hpp"
#include "law/notice.hpp"

namespace law {

namespace {

using base::Json;

Json with(Json out, const NoticeSource& source) {
    out["sentence"] = source.sentence;
    out["clause"] = source.clause;
    out["line"] = source.line;
    return out;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json year_or_null(const std::optional<int>& year) { return year ? Json(*year) : Json(nullptr); }

/// Any list of rows.
template <class Rows, class Make>
Json list(const Rows& rows, Make make) {
    Json out = Json::array();
    for (const auto& row : rows) out.push_back(make(row));
    return out;
}

Json document_json(const NoticeDocument& one) {
    return with({{"number", text_or_null(one.number)},
                 {"title", text_or_null(one.title)},
                 {"issuer", text_or_null(one.issuer)},
                 {"issued_on", base::day_json(one.issued_on)},
                 {"basis", one.basis}},
                one.source);
}

Json scope_json(const NoticeScope& one) {
    return with({{"stock", one.stock},
                 {"from_year", year_or_null(one.from_year)},
                 {"to_year", year_or_null(one.to_year)},
                 {"since", text_or_null(one.since)}},
                one.source);
}

Json target_json(const NoticeTarget& one) {
    const bool rate = one.basis == "rate";
    return with({{"stock", text_or_null(one.stock)},
                 {"basis", one.basis},
                 {"rate", rate ? Json(one.rate.value()) : Json(nullptr)},
                 {"area_m2", rate ? Json(nullptr) : base::area_json(one.area)},
                 {"at_least", one.at_least},
                 {"stretch", one.stretch},
                 {"provisional", one.provisional},
                 {"base_stated", one.base_stated},
                 {"from_year", year_or_null(one.from_year)},
                 {"to_year", year_or_null(one.to_year)},
                 {"addressee", text_or_null(one.addressee)},
                 {"due", base::day_json(one.due)},
                 {"whole_plan", one.whole_plan}},
                one.source);
}

Json baseline_json(const NoticeBaseline& one) {
    return with({{"stock", one.stock}, {"area_m2", base::area_json(one.area)}, {"date", base::day_json(one.on)}},
                one.source);
}

Json milestone_json(const NoticeMilestone& one) {
    return with({{"date", one.on.iso()},
                 {"share", one.of == "area" ? Json(nullptr) : Json(one.share.value())},
                 {"area_m2", one.area.is_zero() ? Json(nullptr) : base::area_json(one.area)},
                 {"of", one.of},
                 {"stock", text_or_null(one.stock)},
                 {"words", one.words}},
                one.source);
}

Json stage_json(const NoticeStage& one) {
    return with(
        {{"name", one.name}, {"from", base::day_json(one.from)}, {"to", base::day_json(one.to)}, {"tests", one.tests}},
        one.source);
}

Json member_json(const NoticeDraft& draft, const NoticeMember& one) {
    const NoticeUnit* unit = draft.unit(one.unit);
    return with({{"unit", text_or_null(one.unit)},
                 {"unit_name", unit != nullptr ? base::text_json(unit->name) : Json(nullptr)},
                 {"place", text_or_null(one.place)},
                 {"post", text_or_null(one.post)},
                 {"role", one.role}},
                one.source);
}

Json duty_json(const NoticeDraft& draft, const NoticeDuty& one) {
    const NoticeUnit* unit = draft.unit(one.department);
    return with({{"department", one.department},
                 {"department_name", unit != nullptr ? base::text_json(unit->name) : Json(nullptr)},
                 {"role", one.role},
                 {"task", one.task}},
                one.source);
}

Json deadline_json(const NoticeDeadline& one) {
    return with({{"date", base::day_json(one.on)},
                 {"recurs", text_or_null(one.recurs)},
                 {"what", one.what},
                 {"routes", one.routes}},
                one.source);
}

Json group_json(const NoticeGroup& one) {
    Json heads =
        list(one.office_head, [](const Group::Described& d) { return Json{{"where", d.where}, {"words", d.words}}; });
    return with({{"names", one.names},
                 {"office", text_or_null(one.office)},
                 {"office_head", std::move(heads)},
                 {"text_members", one.text_members}},
                one.source);
}

Json remark_json(const NoticeRemark& one) {
    Json out{{"id", one.id}, {"code", one.code}, {"where", one.where}};
    out.update(base::text_json(one.text));
    out["sentences"] = one.sentences;
    out["readings"] = list(one.readings, [](const Reading& r) {
        Json reading{{"id", r.id}};
        reading.update(base::text_json(r.text));
        return reading;
    });
    return out;
}

}  // namespace

base::Json notice_json(const NoticeDraft& draft) {
    Json head = document_json(draft.notice);
    head["year"] = draft.year == 0 ? Json(nullptr) : Json(draft.year);
    head["place"] = text_or_null(draft.place);
    head["division"] = text_or_null(draft.division);
    return {
        {"notice", std::move(head)},
        {"documents", list(draft.documents, document_json)},
        {"scopes", list(draft.scopes, scope_json)},
        {"targets", list(draft.targets, target_json)},
        {"baselines", list(draft.baselines, baseline_json)},
        {"milestones", list(draft.milestones, milestone_json)},
        {"stages", list(draft.stages, stage_json)},
        {"routes", list(draft.routes, [](const NoticeRoute& r) { return with({{"id", r.id}}, r.source); })},
        {"duties", list(draft.duties, [&](const NoticeDuty& d) { return duty_json(draft, d); })},
        {"members", list(draft.members, [&](const NoticeMember& m) { return member_json(draft, m); })},
        {"deadlines", list(draft.deadlines, deadline_json)},
        {"group", group_json(draft.group)},
        {"zones",
         list(draft.zones, [](const NoticeZone& z) { return with({{"name", z.name}, {"level", z.level}}, z.source); })},
        {"contradictions", list(draft.contradictions, remark_json)},
        {"questions", list(draft.questions, remark_json)},
    };
}

}  // namespace law
