// The draft as the struct of a campaign book: what law::contradictions() reads and the writer writes.
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

base::Text same(const std::string& words) { return {words, words}; }

void add_documents(const NoticeDraft& draft, Rulebook& book) {
    Document notice;
    notice.id = "notice";
    notice.number = draft.notice.number;
    notice.title = same(draft.notice.title);
    notice.issuer = draft.notice.issuer;
    notice.issued_on = draft.notice.issued_on;
    std::size_t basis = 0;
    std::size_t other = 0;
    for (const NoticeDocument& cited : draft.documents) {
        Document out;
        out.id = cited.basis ? "basis" + (basis == 0 ? std::string{} : "-" + std::to_string(basis + 1))
                             : "document-" + std::to_string(other + 1);
        ++(cited.basis ? basis : other);
        out.number = cited.number;
        out.title = same(cited.title);
        out.issuer = cited.issuer;
        if (cited.basis && notice.parent.empty()) notice.parent = out.id;
        book.documents.push_back(std::move(out));
    }
    book.documents.insert(book.documents.begin(), std::move(notice));
}

/// Settings of ours that no notice states; they hold from its date.
void add_settings(const NoticeDraft& draft, Rulebook& book) {
    if (!draft.notice.issued_on) return;
    for (const auto& [id, days] : {std::pair{"deadline.warning_days", 30}, {"milestone.first.too_soon_days", 15}}) {
        Parameter setting;
        setting.id = id;
        setting.value.num = days;
        setting.unit = "day";
        setting.valid_from = *draft.notice.issued_on;
        setting.document = "notice";
        setting.article = "默认设置";
        setting.tag = {"I"};
        book.parameters.push_back(std::move(setting));
    }
}

void add_scopes(const NoticeDraft& draft, Campaign& out) {
    for (const NoticeScope& said : draft.scopes) {
        Scope scope;
        scope.stock = said.stock;
        scope.from = Date::from_ymd(said.from_year.value_or(1949), 1, 1).value_or(Date{});
        if (said.to_year) scope.to = Date::from_ymd(*said.to_year, 12, 31);
        scope.since = said.since.empty() ? "idleness" : said.since;
        scope.since_stated = !said.since.empty();
        scope.conversion_only = "in";
        scope.conversion_only_stated = !said.expropriation_only;
        scope.clause = said.source.clause;
        scope.tag = {"N"};
        scope.text = same(said.source.sentence);
        out.scopes.push_back(std::move(scope));
    }
}

/// A book holds whole targets of the two stocks; bands, places and other stocks stay questions.
bool fits_book(const NoticeTarget& target) {
    const bool stock = target.stock == "unsupplied" || target.stock == "idle";
    return stock && !target.stretch && target.addressee.empty() && !target.from_year && !target.to_year &&
           target.rate.num <= target.rate.den;
}

void add_targets(const NoticeDraft& draft, Campaign& out) {
    for (const std::size_t index : targets_of_book(draft)) {
        const NoticeTarget& said = draft.targets[index];
        CampaignTarget target;
        const auto used =
            std::count_if(out.targets.begin(), out.targets.end(), [&](auto& t) { return t.stock == said.stock; });
        target.id = said.stock + (used == 0 ? "" : "-" + std::to_string(used + 1));
        target.stock = said.stock;
        target.basis = said.basis;
        target.rate = said.rate;
        target.area = said.area;
        target.provisional = said.provisional;
        target.base_stated = said.base_stated;
        target.in_force_from = draft.notice.issued_on.value_or(Date{});
        target.document = "notice";
        target.clause = said.source.clause;
        target.tag = {"N"};
        out.targets.push_back(std::move(target));
    }
}

void add_milestones(const NoticeDraft& draft, Campaign& out) {
    const std::vector<std::string> ids = milestone_ids(draft);
    for (const std::size_t i : milestones_of_book(draft)) {
        const NoticeMilestone& said = draft.milestones[i];
        out.milestones.push_back({ids[i], said.on, said.share, said.source.clause, said.words});
    }
}

void add_routes(const NoticeDraft& draft, Campaign& out) {
    for (const NoticeRoute& said : draft.routes)
        out.routes.push_back({said.id, said.name, same(said.source.sentence), said.source.clause, said.counts});
}

/// withdrawal_filing and final_report have names of their own (law/rulebook.hpp); others are numbered.
std::string deadline_id(const NoticeDeadline& said, const Campaign& out) {
    const Chars words = decode(said.what);
    std::string id = "deadline-" + std::to_string(out.deadlines.size() + 1);
    const bool filing = std::any_of(said.routes.begin(), said.routes.end(),
                                    [](const std::string& r) { return r == "withdraw" || r == "adjust"; });
    const Chars sentence = decode(said.source.sentence);
    if (filing)
        id = "withdrawal_filing";
    else if (has(words, U"报") && (has(sentence, U"总结") || has(words, U"总结")))
        id = "final_report";
    if (out.deadline(id) != nullptr) id = "deadline-" + std::to_string(out.deadlines.size() + 1);
    return id;
}

void add_dates(const NoticeDraft& draft, Campaign& out) {
    for (std::size_t i = 0; i < draft.stages.size(); ++i) {
        const NoticeStage& said = draft.stages[i];
        if (said.from && said.to && !(*said.to < *said.from))
            out.stages.push_back({stage_id(i), same(said.name), *said.from, *said.to, said.source.clause, said.tests});
    }
    for (const NoticeDeadline& said : draft.deadlines) {
        if (!said.on) continue;
        Deadline deadline{deadline_id(said, out), *said.on, said.source.clause, {}, same(said.what)};
        for (const std::string& route : said.routes)
            if (out.route(route) != nullptr) deadline.routes.push_back(route);
        out.deadlines.push_back(std::move(deadline));
    }
}

void add_group(const NoticeDraft& draft, Campaign& out) {
    for (const NoticeUnit& unit : draft.units) out.departments.push_back({unit.id, unit.name, {unit.name.zh}});
    for (std::size_t i = 0; i < draft.duties.size(); ++i) {
        const NoticeDuty& said = draft.duties[i];
        out.duties.push_back({"duty-" + std::to_string(i + 1), said.department, same(said.task), said.source.clause});
    }
    out.group.names = draft.group.names;
    out.group.clause = draft.group.source.clause;
    out.group.office = draft.group.office;
    out.group.office_head = draft.group.office_head;
    out.group.text_members = draft.group.text_members;
    for (const NoticeMember& said : draft.members) {
        if (said.unit.empty()) continue;
        const auto known = std::find(out.townships.begin(), out.townships.end(), said.place);
        if (!said.place.empty() && known == out.townships.end()) out.townships.push_back(said.place);
        out.group.members.push_back({said.unit, said.place, said.post, said.role});
    }
    for (std::size_t i = 0; i < draft.zones.size(); ++i)
        out.zones.push_back(
            {zone_id(i), same(draft.zones[i].name), draft.zones[i].level, draft.zones[i].source.clause});
}

}  // namespace

std::vector<std::size_t> targets_of_book(const NoticeDraft& draft) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < draft.targets.size(); ++i)
        if (fits_book(draft.targets[i]) && !of_other_year(draft, draft.targets[i])) out.push_back(i);
    return out;
}

bool of_other_year(const NoticeDraft& draft, const NoticeTarget& target) {
    if (!target.due && !target.whole_plan) return false;
    std::optional<int> year;  // the campaign's, if the plan has a task for it; else its first
    for (const NoticeTarget& one : draft.targets) {
        if (one.stock != target.stock || one.whole_plan || !one.due || !fits_book(one)) continue;
        const int due = one.due->year();
        if (!year || due == draft.year || (*year != draft.year && due < *year)) year = due;
    }
    return year && (target.whole_plan || target.due->year() != *year);
}

/// One curve: that of all stocks, else that of unsupplied land (CURVE_PER_STOCK asks about the other), else the first.
std::vector<std::size_t> milestones_of_book(const NoticeDraft& draft) {
    std::vector<std::string> stocks;
    for (const NoticeMilestone& one : draft.milestones)
        if (one.of == "task") stocks.push_back(one.stock);
    const auto has_curve = [&](const char* stock) {
        return std::find(stocks.begin(), stocks.end(), stock) != stocks.end();
    };
    if (stocks.empty()) return {};
    const std::string chosen = has_curve("") ? "" : has_curve("unsupplied") ? "unsupplied" : stocks.front();
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < draft.milestones.size(); ++i) {
        const NoticeMilestone& one = draft.milestones[i];
        if (one.of == "task" && one.stock == chosen && one.share.num <= one.share.den) out.push_back(i);
    }
    return out;
}

std::string stage_id(std::size_t index) { return std::to_string(index + 1); }
std::string zone_id(std::size_t index) { return "zone-" + std::to_string(index + 1); }

std::vector<std::string> milestone_ids(const NoticeDraft& draft) {
    std::map<std::pair<Date, std::string>, std::size_t> rows;
    std::map<std::pair<Date, std::string>, std::size_t> before;
    for (const NoticeMilestone& one : draft.milestones) ++rows[{one.on, one.stock}];
    std::vector<std::string> out;
    for (const NoticeMilestone& one : draft.milestones) {
        const std::string iso = one.on.iso();
        std::string id = one.on == one.on.end_of_month() ? iso.substr(0, 7) : iso;
        const std::size_t nth = before[{one.on, one.stock}]++;
        if (rows[{one.on, one.stock}] > 1)
            id += "-" + (nth < 26 ? std::string(1, static_cast<char>('a' + nth)) : std::to_string(nth + 1));
        out.push_back(std::move(id));
    }
    return out;
}

Rulebook draft_book(const NoticeDraft& draft) {
    Rulebook book;
    book.kind = "campaign";
    book.title = same(draft.notice.title);
    add_documents(draft, book);
    add_settings(draft, book);
    Campaign out;
    out.division = draft.division;
    out.name = book.title;
    out.document = "notice";
    out.baseline_day = Date::from_ymd(draft.year == 0 ? 1970 : draft.year - 1, 12, 31).value_or(Date{});
    if (draft.base_day) out.baseline_day = *draft.base_day;  // the day alone: of which list is not said
    for (const NoticeBaseline& said : draft.baselines)
        if (said.on) {
            out.baseline_day = *said.on;
            out.baseline_stated = true;
        }
    out.baseline_tag = {out.baseline_stated ? "N" : "M"};
    out.counting = "official";
    add_scopes(draft, out);
    add_targets(draft, out);
    add_milestones(draft, out);
    add_routes(draft, out);
    add_dates(draft, out);
    add_group(draft, out);
    book.campaign = std::move(out);
    return book;
}

}  // namespace law::notice
