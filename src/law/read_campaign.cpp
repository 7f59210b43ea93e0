#include "law/rulebook_parts.hpp"

#include <cstdlib>

namespace law {

namespace {

Approver read_approver(TableReader& row) {
    Approver out;
    out.id = row.text("id");
    out.authority_words = row.words("authority_words");
    out.document_prefixes = row.words_or_none("document_prefixes");
    out.in_scope = row.flag("in_scope");
    out.withdrawable = row.flag("withdrawable");
    return out;
}

Scope read_scope(TableReader& row) {
    Scope out;
    out.stock = row.one_of("stock", {"unsupplied", "idle"});
    out.from = row.date("from");
    out.to = row.date_or_open("to");
    if (out.stock == "idle") {
        out.since = row.one_of("since", {"idleness", "supply"});
        out.since_stated = row.flag("since_stated");
    } else {
        out.conversion_only = row.one_of("conversion_only", {"in", "out"});
        out.conversion_only_stated = row.flag("conversion_only_stated");
    }
    out.clause = row.text("clause");
    out.tag = row.tag("tag");
    out.text = row.both("text");
    return out;
}

CampaignTarget read_target(TableReader& row) {
    CampaignTarget out;
    out.id = row.text("id");
    out.stock = row.one_of("stock", {"unsupplied", "idle"});
    out.basis = row.one_of("basis", {"rate", "area", "ceiling"});
    if (out.basis == "rate") {
        out.rate = row.share("rate");
        out.base_stated = row.flag("base_stated");
        if (out.rate.num < 0 || out.rate.num > out.rate.den) row.fail("rate", "应在 0 与 1 之间 (between 0 and 1)");
    } else {
        out.area = row.area_or_zero("area_m2");
        if (!out.area.is_positive()) row.fail("area_m2", "应为正的平方米数 (a positive area in m²)");
    }
    out.provisional = row.flag("provisional");
    out.in_force_from = row.date("in_force_from");
    out.document = row.text("document");
    out.clause = row.text("clause");
    out.tag = row.tag("tag");
    return out;
}

/// `milestone`: the day the cut-off belongs to; none for that of the whole campaign, which cannot be one date.
Cutoff read_cutoff(TableReader& table, std::optional<Date> milestone) {
    Cutoff out;
    out.kind = milestone ? table.one_of("kind", {"last_day", "last_working_day", "month_day", "on"})
                         : table.one_of("kind", {"last_day", "last_working_day", "month_day"});
    if (out.kind == "month_day") out.month_day = table.whole("month_day", 1, 31);
    if (milestone && out.kind == "on") {
        out.on = table.date("on");
        if (std::abs(out.on.days() - milestone->days()) > 31)
            table.fail("on", "与节点相差一个月以上 (more than a month from the milestone)");
    }
    out.tag = table.tag("tag");
    table.finish();
    return out;
}

Milestone read_milestone(TableReader& row) {
    Milestone out;
    out.id = row.text("id");
    out.on = row.date("on");
    out.share = row.share("share");
    out.clause = row.text("clause");
    out.text = row.text("text");
    if (row.has("cutoff"))
        if (auto cutoff = row.table("cutoff")) out.cutoff = read_cutoff(*cutoff, out.on);
    if (out.share.num < 0 || out.share.num > out.share.den) row.fail("share", "应在 0 与 1 之间 (between 0 and 1)");
    return out;
}

Reading read_reading(TableReader& row) {
    Reading out;
    out.contradiction = row.text("contradiction");
    out.id = row.text("id");
    out.text = row.both("text");
    out.strike = row.words_or_none("strike");
    for (TableReader& move : row.tables("move")) {
        out.move.push_back({move.text("milestone"), move.date("to")});
        move.finish();
    }
    return out;
}

Stage read_stage(TableReader& row) {
    Stage out;
    out.id = row.text("id");
    out.name = row.both("name");
    out.from = row.date("from");
    out.to = row.date("to");
    out.clause = row.text("clause");
    out.tests = row.words_or_none("tests");
    if (out.to < out.from) row.fail("to", "早于 from (before from)");
    return out;
}

Deadline read_deadline(TableReader& row) {
    Deadline out;
    out.id = row.text("id");
    out.on = row.date("on");
    out.clause = row.text("clause");
    out.routes = row.words_or_none("routes");
    out.text = row.both("text");
    return out;
}

Route read_route(TableReader& row) {
    Route out;
    out.id = row.text("id");
    out.name = row.both("name");
    out.next_step = row.both("next_step");
    out.clause = row.text("clause");
    out.counts = row.one_of("counts", {"never", "recorded", "marked", "procedure"});
    if (row.has("decides")) {
        out.decides = row.one_of("decides", {"approving_authority", "county_government", "bureau"});
        out.decides_tag = row.tag("decides_tag");
    }
    return out;
}

RoutePaper read_paper(TableReader& row) {
    return {row.text("id"),       row.both("name"),    row.words("routes"),
            row.text("document"), row.text("article"), row.tag("tag")};
}

Cause read_cause(TableReader& row) { return Cause{row.text("id"), row.both("name"), row.words_or_none("words")}; }

RouteRow read_route_row(TableReader& row) {
    RouteRow out;
    out.id = row.text("id");
    out.cause = row.text("cause");
    out.expropriated = row.one_of("expropriated", {"any", "yes", "no"});
    out.use = row.text("use");
    out.route = row.text("route");
    out.clause = row.text("clause");
    out.tag = row.tag("tag");
    return out;
}

RouteCase read_route_case(TableReader& row) {
    return {row.text("row"), row.text("cause"), row.one_of("expropriated", {"yes", "no", "unknown"}),
            row.text_or("use", "unknown")};
}

CountsAs read_counts_as(TableReader& row) {
    CountsAs out;
    out.way = row.text("way");
    out.counts = row.one_of("counts", {"yes", "apart", "no", "minus"});
    out.when = row.one_of("when", {"recorded", "marked", "never"});
    out.text = row.both("text");
    out.tag = row.tag("tag");
    return out;
}

Measure read_measure(TableReader& row) {
    Measure out;
    out.id = row.text("id");
    out.name = row.both("name");
    out.of = row.one_of("of", {"baseline", "opening", "added", "done", "written_off", "balance", "task"});
    out.over = row.one_of("over", {"baseline", "opening", "added", "done", "written_off", "balance", "task"});
    out.text = row.both("text");
    out.tag = row.tag("tag");
    return out;
}

TargetKind read_target_kind(TableReader& row) {
    TargetKind out;
    out.id = row.one_of("id", {"rate", "area", "ceiling"});
    out.name = row.both("name");
    out.task = row.one_of("task", {"rate_of_baseline", "area", "baseline_less_area"});
    if ((out.id == "rate") != (out.task == "rate_of_baseline"))
        row.fail("task", "比例任务按比例算，面积任务按面积算 (a rate is taken of the baseline, an area is not)");
    out.tag = row.tag("tag");
    return out;
}

Member read_member(TableReader& row) {
    Member out;
    out.unit = row.text("unit");
    out.place = row.text_or("place", "");
    out.post = row.text("post");
    out.role = row.one_of("role", {"head", "deputy", "member"});
    return out;
}

/// Reads an array of tables row by row.
template <class T, class Read>
std::vector<T> read_rows(TableReader& from, const char* key, Read read) {
    std::vector<T> out;
    for (TableReader& row : from.tables(key)) {
        out.push_back(read(row));
        row.finish();
    }
    return out;
}

Group read_group(TableReader& table) {
    Group out;
    out.names = table.words("names");
    out.office = table.text("office");
    out.text_members = table.words("text_members");
    out.office_head = read_rows<Group::Described>(
        table, "office_head", [](TableReader& r) { return Group::Described{r.text("where"), r.text("words")}; });
    out.members = read_rows<Member>(table, "member", read_member);
    out.clause = table.text_or("clause", "");
    table.finish();
    return out;
}

void read_head(TableReader& table, Campaign& out) {
    out.division = table.text("division");
    out.name = table.both("name");
    out.document = table.text("document");
    out.baseline_day = table.date("baseline_day");
    out.baseline_stated = table.flag("baseline_stated");
    out.baseline_tag = table.tag("baseline_tag");
    out.counting = table.one_of("counting", {"official", "signed"});
    out.townships = table.words_or_none("townships");
    table.finish();
}

void read_settings(TableReader& table, Campaign& out) {
    out.noise_in_stock = table.flag("noise_in_stock");
    out.carried_in_stock = table.flag("carried_in_stock");
    out.recovered_in_stock = table.flag("recovered_in_stock");
    out.adjusted_counts = table.flag("adjusted_counts");
    out.fee_is_disposal = table.flag("fee_is_disposal");
    table.finish();
}

void read_grace(TableReader& table, Campaign& out) {
    out.year_end_grace = table.whole("days", 0, 60);
    out.year_end_grace_tag = table.tag("tag");
    table.finish();
}

}  // namespace

Campaign read_campaign(TableReader& root) {
    Campaign out;
    if (auto head = root.table("campaign")) read_head(*head, out);
    if (auto settings = root.table("settings")) read_settings(*settings, out);
    if (root.has("cutoff"))
        if (auto cutoff = root.table("cutoff")) out.cutoff = read_cutoff(*cutoff, std::nullopt);
    if (root.has("year_end_grace"))
        if (auto grace = root.table("year_end_grace")) read_grace(*grace, out);
    out.approvers = read_rows<Approver>(root, "approver", read_approver);
    out.scopes = read_rows<Scope>(root, "scope", read_scope);
    out.targets = read_rows<CampaignTarget>(root, "target", read_target);
    out.milestones = read_rows<Milestone>(root, "milestone", read_milestone);
    out.readings = read_rows<Reading>(root, "reading", read_reading);
    out.stages = read_rows<Stage>(root, "stage", read_stage);
    out.deadlines = read_rows<Deadline>(root, "deadline", read_deadline);
    out.routes = read_rows<Route>(root, "route", read_route);
    out.papers = read_rows<RoutePaper>(root, "paper", read_paper);
    out.causes = read_rows<Cause>(root, "cause", read_cause);
    out.route_rows = read_rows<RouteRow>(root, "route_row", read_route_row);
    out.route_cases = read_rows<RouteCase>(root, "route_case", read_route_case);
    out.use_classes =
        read_rows<UseClass>(root, "use_class", [](TableReader& r) { return UseClass{r.text("id"), r.words("words")}; });
    out.counts_as = read_rows<CountsAs>(root, "counts_as", read_counts_as);
    out.measures = read_rows<Measure>(root, "measure", read_measure);
    out.target_kinds = read_rows<TargetKind>(root, "target_kind", read_target_kind);
    out.departments = read_rows<Department>(root, "department", [](TableReader& r) {
        return Department{r.text("id"), r.both("name"), r.words_or_none("words")};
    });
    out.duties = read_rows<Duty>(root, "duty", [](TableReader& r) {
        return Duty{r.text("id"), r.text("department"), r.both("task"), r.text("clause")};
    });
    if (auto group = root.table("group")) out.group = read_group(*group);
    out.zones = read_rows<Zone>(root, "zone", [](TableReader& r) {
        return Zone{r.text("id"), r.both("name"), r.one_of("level", {"national", "provincial", "lower", "not_stated"}),
                    r.text_or("clause", "")};
    });
    out.open_points = read_rows<OpenPoint>(root, "open_point", [](TableReader& r) {
        return OpenPoint{r.text("id"), r.text("code"), r.text("clause"), r.both("text")};
    });
    return out;
}

}  // namespace law
