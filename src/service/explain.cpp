#include "service/explain.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <tuple>

namespace service {
namespace {

/// What an id names: the subject findings speak of, the origins and holder its cells lie in, the nodes of its records.
struct Named {
    std::string subject;
    std::vector<std::string> origins;
    std::string holder;
    std::string node;
};

base::Result<bool> exists(store::Snapshot& snapshot, land::Kind kind, const std::string& key) {
    PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(land::kind_name(kind), key));
    return !rows.empty();
}

base::Result<Named> resolve(store::Snapshot& snapshot, const std::string& given) {
    const std::size_t colon = given.find(':');
    const std::string prefix = colon == std::string::npos ? "" : given.substr(0, colon);
    const std::string key = prefix.empty() ? given : given.substr(colon + 1);
    const bool any = prefix != "supply" && prefix != "plot" && prefix != "approval" && prefix != "rest" &&
                     prefix != "listed" && prefix != "portion";
    const std::string& name = any ? given : key;
    const auto is = [&](const char* wanted) { return any || prefix == wanted; };
    PANHUO_TRY(const bool supply, exists(snapshot, land::Kind::Supply, name));
    if (supply && is("supply"))
        return Named{"supply:" + name, {}, name, "supply:" + std::string(land::base_number(name))};
    PANHUO_TRY(const bool plot, exists(snapshot, land::Kind::Plot, name));
    if (plot && is("plot")) return Named{"plot:" + name, {"plot:" + name}, "", "plot:" + name};
    PANHUO_TRY(const bool approval, exists(snapshot, land::Kind::Approval, name));
    if (approval && (is("approval") || prefix == "rest"))
        return Named{"approval:" + name, {"rest:" + name}, "", "approval:" + name};
    PANHUO_TRY(const bool listed, exists(snapshot, land::Kind::Stocklist, name));
    if (listed && is("listed")) return Named{"listed:" + name, {"listed:" + name}, "", "listed:" + name};
    PANHUO_TRY(const bool idle, exists(snapshot, land::Kind::Idle, name));
    if (idle && is("listed")) return Named{"listed:" + name, {"listed:" + name}, name, "listed:" + name};
    PANHUO_TRY(const std::vector<ledger::RecordVersion> portion,
               versions_in_force(snapshot, land::Kind::Portion, name, base::Instant::from_micros(INT64_MAX - 1)));
    if (!portion.empty()) {
        const auto& record = std::get<land::Portion>(portion.back().record);
        return record.plot.empty() ? resolve(snapshot, "approval:" + record.approval)
                                   : resolve(snapshot, "plot:" + record.plot);
    }
    return base::Error{base::Code::RecordNotFound, {given}};
}

HistoryLine history_line(const journal::Entry& entry) {
    HistoryLine line;
    line.entry = journal::entry_id(entry.chain, entry.sequence);
    line.kind = entry.kind;
    line.key = entry.key;
    line.version = entry.version;
    line.change = journal::change_name(entry.change);
    line.state = journal::state_name(entry.state);
    line.effective = entry.effective;
    line.recorded_at = entry.recorded_at;
    line.actor = entry.actor.id;
    line.reason = entry.reason;
    line.source = source_of(entry);
    line.payload = entry.payload;
    return line;
}

base::Status add_history(store::Snapshot& snapshot, const std::string& node, base::Instant known_at,
                         std::vector<HistoryLine>& history) {
    PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_of_node(node));
    for (const store::RecordId& record : records) {
        PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(record.kind, record.key));
        for (const store::VersionRow& row : rows) {
            if (row.head.recorded_at > known_at) continue;
            PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
            history.push_back(history_line(entry));
        }
    }
    std::sort(history.begin(), history.end(), [](const HistoryLine& a, const HistoryLine& b) {
        return std::tie(a.recorded_at, a.kind, a.key, a.version) < std::tie(b.recorded_at, b.kind, b.key, b.version);
    });
    return base::Done{};
}

/// Postings of the origins and the holder up to the day, in the order they were opened, each once.
base::Result<std::vector<ledger::Posting>> postings_of(store::Snapshot& snapshot, const Moment& moment,
                                                       const Named& named) {
    std::map<std::int64_t, ledger::Posting> found;
    const auto take = [&](std::vector<store::PostingRow>&& rows) {
        for (store::PostingRow& row : rows) {
            if (row.posting.on <= moment.as_of) found.emplace(row.id, std::move(row.posting));
        }
    };
    for (const std::string& origin : named.origins) {
        PANHUO_TRY(std::vector<store::PostingRow> rows, snapshot.postings_of_origin(origin, moment.known_at));
        take(std::move(rows));
    }
    if (!named.holder.empty()) {
        PANHUO_TRY(std::vector<store::PostingRow> rows, snapshot.postings_of_holder(named.holder, moment.known_at));
        take(std::move(rows));
    }
    std::vector<ledger::Posting> postings;
    for (auto& [id, posting] : found) postings.push_back(std::move(posting));
    return postings;
}

/// Read once: it is part of the installation.
base::Result<const base::WorkCalendar*> own_calendar() {
    static std::mutex mutex;
    static std::optional<base::WorkCalendar> calendar;
    const std::lock_guard guard(mutex);
    if (!calendar) {
        PANHUO_TRY(calendar, base::WorkCalendar::load_own());
    }
    return &*calendar;
}

/// The days of the subject and the conditions before its supply, from the same facts as its findings.
base::Status add_supervision(store::Snapshot& snapshot, const Book& book, const std::string& subject,
                             Explanation& explanation) {
    const std::string key = subject.substr(subject.find(':') + 1);
    if (base::starts_with(subject, "supply:")) {
        PANHUO_TRY(const std::optional<Held<land::Supply>> supply, book.supply(key, snapshot));
        if (!supply) return base::Done{};
        const law::SupplyFacts facts = book.facts_of(*supply);
        const std::string status = status_of(facts.cells, true);
        if (status != "closed") explanation.watch = law::watch_supply(facts, book.rules, book.law(), book.moment.as_of);
        return base::Done{};
    }
    const Book::PlotCase known = book.facts_of(subject);
    if (known.facts.cells.empty()) return base::Done{};
    PANHUO_TRY(const base::WorkCalendar* calendar, own_calendar());
    const law::PlotJudgement judged = law::judge_plot(known.facts, book.rules, book.moment.as_of);
    explanation.watch = law::watch_plot(known.facts, judged, book.rules, *calendar, book.moment.as_of);
    for (const law::PortionJudgement& portion : judged.portions) {
        std::vector<law::Gate> gates = law::supply_gates(known.facts, portion, book.rules, book.moment.as_of);
        std::move(gates.begin(), gates.end(), std::back_inserter(explanation.gates));
    }
    return base::Done{};
}

std::vector<law::Finding> every_finding(const Explanation& explanation) {
    std::vector<law::Finding> all = explanation.findings;
    for (const law::Watch& watch : explanation.watch) all.push_back(watch.finding);
    for (const law::Gate& gate : explanation.gates) all.push_back(gate.finding);
    return all;
}

/// Declared and measured area of a plot or supply, as it holds on the day.
base::Status add_area(const Book& book, const std::string& subject, Explanation& explanation) {
    PANHUO_TRY(const AreaTolerances tolerances, load_area_tolerances());
    const std::string key = subject.substr(subject.find(':') + 1);
    Projections projections;
    if (base::starts_with(subject, "supply:")) {
        PANHUO_TRY(const std::optional<Held<land::Supply>> supply, book.supply(key));
        if (supply)
            explanation.area = check_area(supply->record.area, supply->record.geometry, tolerances, projections);
    } else if (const auto plot = book.plots.find(key); plot != book.plots.end()) {
        const land::Plot& record = plot->second.record;
        explanation.area = check_area(record.area, record.geometry, tolerances, projections);
    }
    return base::Done{};
}

/// Rules stand among the reasons as parameters; each with the article that fixes it.
void add_articles(const Book& book, Explanation& explanation) {
    constexpr std::string_view kRule = "parameter:";
    for (const law::Finding& finding : every_finding(explanation)) {
        for (const law::Reason& reason : finding.reasons) {
            if (!base::starts_with(reason.fact, kRule)) continue;
            const law::Parameter* rule = book.rules.parameter(reason.fact.substr(kRule.size()), book.moment.as_of);
            if (rule != nullptr) explanation.articles[reason.fact] = rule->citation;
        }
    }
}

/// A finding with the source of each fact and the article of each rule.
base::Json explained_json(const law::Finding& finding, const Explanation& explanation) {
    base::Json json = sourced_json(finding, explanation.sources);
    for (base::Json& reason : json["reasons"]) {
        const auto article = explanation.articles.find(reason["fact"].get<std::string>());
        if (article != explanation.articles.end()) reason["article"] = article->second;
    }
    return json;
}

base::Json papers_json(const std::vector<Explanation::Papers>& all) {
    base::Json list = base::Json::array();
    for (const Explanation::Papers& each : all) {
        const law::Dossier& dossier = each.dossier;
        base::Json papers = base::Json::array();
        for (const law::Dossier::Paper& paper : dossier.papers)
            papers.push_back({{"id", paper.id},
                              {"zh", paper.name.zh},
                              {"en", paper.name.en},
                              {"at_hand", paper.at_hand ? base::Json(*paper.at_hand) : base::Json(nullptr)}});
        list.push_back({{"id", each.id},
                        {"route", each.route},
                        {"decides", base::text_json(dossier.approver_name)},
                        {"article", dossier.article},
                        {"file_by", base::day_json(dossier.file_by)},
                        {"papers", std::move(papers)}});
    }
    return list;
}

}  // namespace

base::Status require_listed(store::Snapshot& snapshot, const Book& book, const std::string& id) {
    PANHUO_TRY(const Named named, resolve(snapshot, id));
    bool listed = false;
    PANHUO_DO(parcels_of(snapshot, book, named.subject, [&](const Parcel& parcel) -> base::Status {
        listed = listed || parcel.id == id;
        return base::Done{};
    }));
    return listed ? base::Status(base::Done{}) : base::Error{base::Code::RecordNotFound, {id}};
}

base::Result<Explanation> explain(Office& office, const std::string& id, const Moment& moment) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(*snapshot, moment));
    return explain(*snapshot, *book, id);
}

base::Result<Explanation> explain(store::Snapshot& snapshot, const Book& book, const std::string& id) {
    PANHUO_TRY(const Named named, resolve(snapshot, id));
    Explanation explanation;
    explanation.id = id;
    PANHUO_TRY(explanation.postings, postings_of(snapshot, book.moment, named));
    for (const ledger::Cell& cell : ledger::balances(explanation.postings, book.moment.as_of)) {
        const bool mine =
            named.holder.empty() ? cell.holder.empty() || !named.origins.empty() : cell.holder == named.holder;
        if (mine) explanation.cells.push_back(cell);
    }
    bool listed = false;
    PANHUO_DO(parcels_of(snapshot, book, named.subject, [&](const Parcel& parcel) -> base::Status {
        listed = true;
        if (parcel.dossier) explanation.papers.push_back({parcel.id, parcel.route, *parcel.dossier});
        explanation.findings.insert(explanation.findings.end(), parcel.findings.begin(), parcel.findings.end());
        return base::Done{};
    }));
    // An approval without land of its own, a second paper say, is on no list; what the ledger says of it is said here.
    if (!listed) {
        for (const ledger::Note* note : book.notes_of(named.subject))
            explanation.findings.push_back(law::finding_of_note(*note));
    }
    PANHUO_TRY(explanation.ground, ground_of(snapshot, named.subject, book.moment));
    explanation.findings.insert(explanation.findings.end(), explanation.ground.findings.begin(),
                                explanation.ground.findings.end());
    std::sort(explanation.findings.begin(), explanation.findings.end(), law::worse_first);
    PANHUO_DO(add_supervision(snapshot, book, named.subject, explanation));
    PANHUO_DO(add_area(book, named.subject, explanation));
    add_articles(book, explanation);
    PANHUO_DO(add_history(snapshot, named.node, book.moment.known_at, explanation.history));
    PANHUO_DO(add_sources(snapshot, every_finding(explanation), explanation.sources));
    return explanation;
}

base::Json explanation_json(const Explanation& explanation) {
    base::Json cells = base::Json::array();
    for (const ledger::Cell& cell : explanation.cells) {
        cells.push_back({{"origin", cell.origin},
                         {"holder", cell.holder},
                         {"account", ledger::account_code(cell.account)},
                         {"area_m2", base::area_json(cell.area)}});
    }
    base::Json postings = base::Json::array();
    for (const ledger::Posting& p : explanation.postings) {
        const auto side = [&](const std::string& holder, ledger::Account account) {
            return base::Json{{"origin", p.origin}, {"holder", holder}, {"account", ledger::account_code(account)}};
        };
        postings.push_back({{"on", p.on.iso()},
                            {"counted_on", base::day_json(p.counted_on)},
                            {"from", side(p.holder_from, p.from)},
                            {"to", side(p.holder_to, p.to)},
                            {"area_m2", base::area_json(p.area)},
                            {"rule", p.rule},
                            {"record", p.record},
                            {"entry", p.entry}});
    }
    base::Json findings = base::Json::array();
    for (const law::Finding& finding : explanation.findings) {
        findings.push_back(explained_json(finding, explanation));
    }
    base::Json watch = base::Json::array(), gates = base::Json::array();
    for (const law::Watch& each : explanation.watch) watch.push_back(explained_json(each.finding, explanation));
    for (const law::Gate& each : explanation.gates) gates.push_back(explained_json(each.finding, explanation));
    base::Json history = base::Json::array();
    for (const HistoryLine& line : explanation.history) {
        history.push_back({{"entry", line.entry},
                           {"kind", line.kind},
                           {"key", line.key},
                           {"version", line.version},
                           {"change", line.change},
                           {"state", line.state},
                           {"effective", base::day_json(line.effective)},
                           {"recorded_at", line.recorded_at.iso()},
                           {"actor", line.actor},
                           {"reason", line.reason},
                           {"source", source_json(line.source)},
                           {"record", line.payload.empty() ? base::Json(nullptr) : base::Json::parse(line.payload)}});
    }
    return {{"id", explanation.id},
            {"cells", std::move(cells)},
            {"postings", std::move(postings)},
            {"findings", std::move(findings)},
            {"watch", std::move(watch)},
            {"gates", std::move(gates)},
            {"papers", papers_json(explanation.papers)},
            {"area", explanation.area ? area_check_json(*explanation.area) : base::Json(nullptr)},
            {"ground", ground_json(explanation.ground)},
            {"history", std::move(history)}};
}

}  // namespace service
