#include "law/prove_book.hpp"

#include "law/idle_tables.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace law {

namespace {

class BookProver {
  public:
    BookProver(const Rulebook& book, const RulebookSet& set) : set_(set), book_(book) {}

    std::vector<BookFault> all() {
        faults_ = prove_tables(book_, set_);
        for (BookFault& fault : prove_routes(book_)) faults_.push_back(std::move(fault));
        parameters();
        documents();
        articles();
        return std::move(faults_);
    }

  private:
    void parameters();
    void documents();
    void articles();
    void clauses();
    void cited(const std::string& document, const std::string& article, const std::string& where);
    void not_before(const std::string& document, Date day, const std::string& where);
    void fault(const char* code, const std::string& where, base::Text text, base::Text example) {
        faults_.push_back({code, where, std::move(text), std::move(example)});
    }

    const RulebookSet& set_;
    const Rulebook& book_;
    std::set<std::pair<std::string, std::string>> held_;
    std::vector<BookFault> faults_;
};

/// Overlaps are refused when the book is read; what is left is a day between two periods.
void BookProver::parameters() {
    std::map<std::string, std::vector<const Parameter*>> by_id;
    for (const Parameter& one : book_.parameters) by_id[one.id].push_back(&one);
    for (auto& [id, periods] : by_id) {
        std::sort(periods.begin(), periods.end(),
                  [](const Parameter* a, const Parameter* b) { return a->valid_from < b->valid_from; });
        for (std::size_t i = 1; i < periods.size(); ++i) {
            const Date after = periods[i - 1]->valid_to->plus_days(1);
            if (after == periods[i]->valid_from) continue;
            fault("PARAMETER_GAP", "parameter " + id,
                  {"参数「" + id + "」的两段时间之间断开了。", "Between two periods of \"" + id + "\" there is a gap."},
                  {after.iso() + " 这一天没有值", "no value on " + after.iso()});
        }
    }
}

void BookProver::not_before(const std::string& document, Date day, const std::string& where) {
    const Document* paper = book_.document(document);
    const std::optional<Date> from = paper == nullptr       ? std::nullopt
                                     : paper->in_force_from ? paper->in_force_from
                                                            : paper->issued_on;
    if (!from || *from <= day) return;
    fault("BEFORE_DOCUMENT", where,
          {"从 " + day.iso() + " 起用，而所依据的「" + paper->title.zh + "」" + from->iso() + " 才有。",
           "In force from " + day.iso() + ", but its document \"" + paper->title.en + "\" is only of " + from->iso() +
               "."},
          {day.iso() + " 没有依据", "nothing to rest on on " + day.iso()});
}

void BookProver::documents() {
    for (const Document& one : book_.documents)
        if (one.issued_on && one.in_force_from && *one.in_force_from < *one.issued_on)
            fault("BEFORE_DOCUMENT", "document " + one.id, {"施行日早于印发日。", "In force before it was issued."},
                  {one.in_force_from->iso() + " 早于 " + one.issued_on->iso(),
                   one.in_force_from->iso() + " is before " + one.issued_on->iso()});
    for (const Parameter& one : book_.parameters) not_before(one.document, one.valid_from, "parameter " + one.id);
    for (const DecisionTable& one : book_.tables) not_before(one.document, one.valid_from, "table " + one.id);
    if (!book_.campaign) return;
    for (const CampaignTarget& one : book_.campaign->targets)
        not_before(one.document, one.in_force_from, "target " + one.id);
}

/// A document of which the book lists no article is only named by it, not held; of the others every article must be.
void BookProver::cited(const std::string& document, const std::string& article, const std::string& where) {
    const auto first = held_.lower_bound({document, ""});
    const bool held = first != held_.end() && first->first == document;
    if (!held || article.empty() || held_.count({document, article}) != 0) return;
    fault("ARTICLE_UNKNOWN", where, {"引用的条款本册没有。", "It cites an article that the book does not hold."},
          {"「" + document + "」" + article, "\"" + document + "\" " + article});
}

void BookProver::articles() {
    for (const Article& one : book_.articles) held_.insert({one.document, one.id});
    for (const Parameter& one : book_.parameters) cited(one.document, one.article, "parameter " + one.id);
    for (const DecisionTable& table : book_.tables)
        for (const TableRow& row : table.rows) cited(table.document, row.article, table.id + "/" + row.id);
    if (book_.campaign) clauses();
}

void BookProver::clauses() {
    const Campaign& c = *book_.campaign;
    const auto all = [&](const char* list, const auto& rows) {
        for (const auto& row : rows) cited(c.document, row.clause, std::string(list) + " " + row.id);
    };
    for (const Scope& scope : c.scopes) cited(c.document, scope.clause, "scope " + scope.stock);
    all("target", c.targets);
    all("milestone", c.milestones);
    all("stage", c.stages);
    all("deadline", c.deadlines);
    all("route", c.routes);
    all("route_row", c.route_rows);
    all("duty", c.duties);
    for (const RoutePaper& paper : c.papers) cited(paper.document, paper.article, "paper " + paper.id);
    all("zone", c.zones);
    all("open_point", c.open_points);
    cited(c.document, c.group.clause, "group");
}

/// A fault of several days, or of two tables of one name, is told once.
void add_once(std::vector<BookFault>& to, BookFault fault) {
    const auto same = [&](const BookFault& f) { return f.code == fault.code && f.where == fault.where; };
    if (std::none_of(to.begin(), to.end(), same)) to.push_back(std::move(fault));
}

}  // namespace

std::set<Date> proof_days(const DecisionTable& table, const RulebookSet& set) {
    std::set<std::string> named;
    const auto note = [&](const Alternative& one) {
        for (const Limit& limit : one.limits) named.insert(limit.bound.parameter);
    };
    for (const TableRow& row : table.rows)
        for (const Condition& condition : row.when) std::for_each(condition.any.begin(), condition.any.end(), note);
    for (const TableCase& stored : table.cases) std::for_each(stored.given.begin(), stored.given.end(), note);
    std::set<Date> out{table.valid_from};
    for (const Rulebook& book : set.books)
        for (const Parameter& parameter : book.parameters)
            if (named.count(parameter.id) != 0 && table.valid_from < parameter.valid_from)
                out.insert(parameter.valid_from);
    return out;
}

std::vector<BookFault> prove_table(const DecisionTable& table, const RulebookSet& set) {
    std::vector<BookFault> out;
    for (const Date day : proof_days(table, set)) {
        const auto compiled = CompiledTable::compile(table, values_on(set, day));
        if (compiled.ok()) {
            for (BookFault& fault : prove_table(*compiled)) add_once(out, std::move(fault));
        } else {
            const std::string& why = compiled.error().args.back();
            add_once(out, {"TABLE_UNREADABLE", table.id, {why, why}, {}});
        }
    }
    return out;
}

std::vector<BookFault> prove_tables(const Rulebook& book, const RulebookSet& set) {
    std::vector<BookFault> out;
    for (const DecisionTable& table : book.tables)
        for (BookFault& fault : prove_table(table, set)) add_once(out, std::move(fault));
    return out;
}

std::vector<BookFault> prove_routes(const Rulebook& book) {
    if (!book.campaign || book.campaign->route_table == nullptr) return {};
    return prove_table(*book.campaign->route_table);
}

std::vector<BookFault> prove_book(const Rulebook& book, const RulebookSet& set) { return BookProver(book, set).all(); }

std::vector<BookFault> prove_book(const RulebookSet& set) { return prove_book(set.main(), set); }

}  // namespace law
