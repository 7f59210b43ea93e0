#include "law/contradiction.hpp"
#include "law/rulebook_parts.hpp"

#include <algorithm>
#include <set>

namespace law {

namespace {

/// Checks one list of rows of a book; failures point at the list and name the row.
class Names {
  public:
    explicit Names(TableReader& root) : root_(root) {}

    /// Every id once.
    template <class Rows, class Get>
    std::set<std::string> unique(const char* list, const Rows& rows, Get get) {
        std::set<std::string> ids;
        for (const auto& row : rows)
            if (!ids.insert(get(row)).second) root_.fail(list, "「" + get(row) + "」出现两次 (given twice)");
        return ids;
    }
    void known(const char* list, const std::string& id, const std::set<std::string>& ids, const char* what) {
        if (ids.count(id) == 0) root_.fail(list, "「" + id + "」不在 " + what + " 之列 (unknown " + what + ")");
    }
    void fail(const char* list, const std::string& what) { root_.fail(list, what); }

  private:
    TableReader& root_;
};

const auto kId = [](const auto& row) { return row.id; };

void check_parameters(const Rulebook& book, Names& names, const std::set<std::string>& documents) {
    for (std::size_t i = 0; i < book.parameters.size(); ++i) {
        const Parameter& a = book.parameters[i];
        names.known("parameter", a.document, documents, "document");
        for (std::size_t j = 0; j < i; ++j) {
            const Parameter& b = book.parameters[j];
            const bool apart = (a.valid_to && *a.valid_to < b.valid_from) || (b.valid_to && *b.valid_to < a.valid_from);
            if (a.id == b.id && !apart)
                names.fail("parameter", "「" + a.id + "」同一天有两个值 (two values on one day)");
        }
    }
}

void check_papers(const Campaign& c, Names& names, const std::set<std::string>& documents) {
    const auto routes = names.unique("route", c.routes, kId);
    std::set<std::string> given;
    for (const RoutePaper& paper : c.papers) {
        names.known("paper", paper.document, documents, "document");
        for (const std::string& route : paper.routes) {
            names.known("paper", route, routes, "route");
            if (!given.insert(route + " " + paper.id).second)
                names.fail("paper", "「" + paper.id + "」在「" + route + "」出现两次 (given twice)");
        }
    }
}

void check_routes(const Campaign& c, Names& names) {
    auto routes = names.unique("route", c.routes, kId);
    auto causes = names.unique("cause", c.causes, kId);
    auto uses = names.unique("use_class", c.use_classes, kId);
    if (std::max(causes.size(), uses.size()) > kMostWords)
        names.fail("cause", "原因或用途分类超过 62 个 (more than 62 causes or classes of use)");
    uses.insert("any");
    routes.insert("none");
    routes.insert("needs_facts");
    names.unique("route_row", c.route_rows, kId);
    std::set<std::string> with_row;
    for (const RouteRow& row : c.route_rows) {
        names.known("route_row", row.cause, causes, "cause");
        names.known("route_row", row.route, routes, "route");
        names.known("route_row", row.use, uses, "use_class");
        with_row.insert(row.cause);
    }
    uses.erase("any");
    uses.insert("unknown");
    for (const RouteCase& stored : c.route_cases) {
        names.known("route_case", stored.cause, causes, "cause");
        names.known("route_case", stored.use, uses, "use_class");
    }
    for (const Cause& cause : c.causes)
        if (with_row.count(cause.id) == 0)
            names.fail("route_row", "原因「" + cause.id + "」没有一行 (a cause without row)");
    for (const Deadline& deadline : c.deadlines)
        for (const std::string& route : deadline.routes) names.known("deadline", route, routes, "route");
}

void check_group(const Campaign& c, Names& names) {
    const auto departments = names.unique("department", c.departments, kId);
    names.unique("duty", c.duties, kId);
    for (const Duty& duty : c.duties) names.known("duty", duty.department, departments, "department");
    for (const Member& member : c.group.members) {
        names.known("group", member.unit, departments, "department");
        const bool is_place = std::find(c.townships.begin(), c.townships.end(), member.place) != c.townships.end();
        if (!member.place.empty() && !is_place)
            names.fail("group", "「" + member.place + "」不在 townships 之列 (unknown township)");
    }
    for (const std::string& unit : c.group.text_members) names.known("group", unit, departments, "department");
    names.known("group", c.group.office, departments, "department");
}

void check_readings(const Rulebook& book, Names& names, const std::set<std::string>& milestones) {
    std::set<std::string> found;
    for (const Contradiction& contradiction : contradictions(book)) found.insert(contradiction.id);
    names.unique("reading", book.campaign->readings, [](const Reading& r) { return r.contradiction + " / " + r.id; });
    for (const Reading& reading : book.campaign->readings) {
        names.known("reading", reading.contradiction, found, "contradiction");
        for (const std::string& id : reading.strike) names.known("reading", id, milestones, "milestone");
        for (const Reading::Move& move : reading.move) names.known("reading", move.milestone, milestones, "milestone");
    }
}

/// What a row may say of a way: what the ledger cannot count is refused, not passed over.
void check_counts(const Campaign& c, Names& names) {
    const std::set<std::string> either{"allocated", "granted", "backfill", "withdrawn",
                                       "lapsed",    "carried", "adjusted"};
    const std::set<std::string> never{"offer", "existing", "recovered", "unlinked", "other_scope"};
    for (const CountsAs& row : c.counts_as) {
        const bool known = either.count(row.way) != 0 || never.count(row.way) != 0 || row.way == "cancelled";
        if (!known) names.fail("counts_as", "「" + row.way + "」不是离开存量的途径 (no way out of the stock)");
        if (never.count(row.way) != 0 && row.counts != "no")
            names.fail("counts_as",
                       "「" + row.way + "」不动批而未供的面积，只能是 no (moves no unsupplied area: only no)");
        if ((row.way == "cancelled") != (row.counts == "minus") && row.counts != "no")
            names.fail("counts_as", "「" + row.way + "」：minus 只用于 cancelled (minus is for cancelled alone)");
        if (row.way == "adjusted" && (row.counts != "no") != c.adjusted_counts)
            names.fail("counts_as", "「adjusted」与 settings 的 adjusted_counts 不一致 (differs from adjusted_counts)");
    }
}

void check_campaign(const Rulebook& book, Names& names, const std::set<std::string>& documents) {
    const Campaign& c = *book.campaign;
    names.known("campaign", c.document, documents, "document");
    const Document* notice = book.document(c.document);
    if (notice != nullptr && !notice->issued_on)
        names.fail("document", "方案文件「" + notice->id + "」缺 issued_on (the notice needs its date)");
    names.unique("approver", c.approvers, kId);
    names.unique("scope", c.scopes, [](const Scope& s) { return s.stock; });
    names.unique("target", c.targets, kId);
    names.unique("stage", c.stages, kId);
    names.unique("deadline", c.deadlines, kId);
    names.unique("zone", c.zones, kId);
    names.unique("counts_as", c.counts_as, [](const CountsAs& row) { return row.way; });
    check_counts(c, names);
    names.unique("measure", c.measures, kId);
    names.unique("target_kind", c.target_kinds, kId);
    for (const Measure& measure : c.measures) {
        if (measure.of == measure.over)
            names.fail("measure", "「" + measure.id + "」分子分母相同 (of and over are the same)");
    }
    for (const CampaignTarget& target : c.targets) names.known("target", target.document, documents, "document");
    const auto milestones = names.unique("milestone", c.milestones, kId);
    check_routes(c, names);
    check_papers(c, names, documents);
    check_group(c, names);
    if (c.scope("unsupplied") == nullptr || c.scope("idle") == nullptr)
        names.fail("scope", "要有 unsupplied 和 idle 两个范围 (both scopes are needed)");
    else
        check_readings(book, names, milestones);
}

}  // namespace

void check_rulebook(const Rulebook& book, TableReader& root) {
    Names names(root);
    const auto documents = names.unique("document", book.documents, kId);
    for (const Document& document : book.documents)
        if (!document.parent.empty()) names.known("document", document.parent, documents, "document");
    for (const Article& article : book.articles) names.known("article", article.document, documents, "document");
    names.unique("article", book.articles, [](const Article& a) { return a.document + " " + a.id; });
    names.unique("table", book.tables, [](const DecisionTable& t) { return t.id + " " + t.valid_from.iso(); });
    for (const DecisionTable& table : book.tables) names.known("table", table.document, documents, "document");
    check_parameters(book, names, documents);
    if (book.campaign) check_campaign(book, names, documents);
}

}  // namespace law
