#include "base/hash.hpp"
#include "base/json.hpp"
#include "land/vocabulary.hpp"
#include "law/clause.hpp"
#include "law/rule_text.hpp"
#include "service/rulebook_lines.hpp"

#include <algorithm>
#include <array>

namespace service {
namespace {

/// The words of a notice are in its own language.
base::Text as_written(const std::string& words) { return {words, words}; }

bool notice_clause(std::string_view article) {
    return !article.empty() && ((article[0] >= '0' && article[0] <= '9') || (article[0] >= 'A' && article[0] <= 'Z'));
}

/// Clauses of a notice by number; other articles stay as the books list them.
bool article_before(const ArticleLine& a, const ArticleLine& b) {
    const bool first = notice_clause(a.article), second = notice_clause(b.article);
    if (first != second) return first;
    return first && law::clause_before(a.article, b.article);
}

/// The last day of the rules that rest on an article, where all of them end.
std::optional<base::Date> last_day(const ArticleLine& line) {
    std::optional<base::Date> last;
    for (const Citing& one : line.cited_by) {
        if (one.kind != "parameter" || !one.until) return std::nullopt;
        if (!last || *last < *one.until) last = one.until;
    }
    return last;
}

class Gatherer {
  public:
    Gatherer(const law::RulebookSet& set, base::Date on) : set_(set), on_(on) {}

    std::vector<DocumentLine> all() {
        for (const law::Rulebook& book : set_.books) {
            for (const law::Document& document : book.documents) name(book, document);
            for (const law::Article& article : book.articles)
                line_of(book, article.document, article.id).texts.push_back({book.name, &article});
        }
        for (const law::Rulebook& book : set_.books) cited(book);
        std::erase_if(lines_, [](const DocumentLine& line) { return line.articles.empty(); });
        for (DocumentLine& line : lines_) {
            std::stable_sort(line.articles.begin(), line.articles.end(), article_before);
            for (ArticleLine& article : line.articles) date(line, article);
        }
        return std::move(lines_);
    }

  private:
    void name(const law::Rulebook& book, const law::Document& document);
    void date(const DocumentLine& document, ArticleLine& article) const;
    ArticleLine& line_of(const law::Rulebook& book, const std::string& document, const std::string& article);
    void cite(const law::Rulebook& book, const std::string& document, const std::string& article, Citing citing);
    void cited(const law::Rulebook& book);
    void cited(const law::Rulebook& book, const law::DecisionTable& table, const std::string& document,
               base::Date from);
    void cited(const law::Rulebook& book, const law::Campaign& campaign);

    const law::RulebookSet& set_;
    const base::Date on_;
    std::vector<DocumentLine> lines_;
};

/// A book that says more of the document (its dates) speaks for it.
void Gatherer::name(const law::Rulebook& book, const law::Document& document) {
    const std::optional<base::Date> from = document.in_force_from ? document.in_force_from : document.issued_on;
    auto line = std::find_if(lines_.begin(), lines_.end(),
                             [&](const DocumentLine& each) { return each.document->number == document.number; });
    if (line == lines_.end()) line = lines_.insert(lines_.end(), {&document, {}, from, RuleState::InForce, {}});
    if (!line->from && from) {
        line->document = &document;
        line->from = from;
    }
    if (line->books.empty() || line->books.back() != book.name) line->books.push_back(book.name);
    line->state = line->from && on_ < *line->from ? RuleState::Ahead : RuleState::InForce;
}

void Gatherer::date(const DocumentLine& document, ArticleLine& article) const {
    article.until = last_day(article);
    article.state = article.until && *article.until < on_ ? RuleState::Ended : document.state;
}

ArticleLine& Gatherer::line_of(const law::Rulebook& book, const std::string& document, const std::string& article) {
    const std::string& number = book.document(document)->number;  // parse_rulebook saw to it
    DocumentLine& line = *std::find_if(lines_.begin(), lines_.end(),
                                       [&](const DocumentLine& each) { return each.document->number == number; });
    const auto found = std::find_if(line.articles.begin(), line.articles.end(),
                                    [&](const ArticleLine& each) { return each.article == article; });
    if (found != line.articles.end()) return *found;
    line.articles.push_back({article_id(book, document, article), article, {}, {}, {}});
    return line.articles.back();
}

void Gatherer::cite(const law::Rulebook& book, const std::string& document, const std::string& article, Citing citing) {
    if (article.empty() || book.document(document) == nullptr) return;
    citing.book = book.name;
    line_of(book, document, article).cited_by.push_back(std::move(citing));
}

void Gatherer::cited(const law::Rulebook& book, const law::DecisionTable& table, const std::string& document,
                     base::Date from) {
    for (const law::TableRow& row : table.rows)
        if (!row.implied)
            cite(book, document, row.article, {"row", "", table.id + "/" + row.id, table.title, row.tag, from, {}});
}

void Gatherer::cited(const law::Rulebook& book) {
    for (const law::Parameter& one : book.parameters)
        cite(book, one.document, one.article,
             {"parameter", "", one.id, law::parameter_text(one.id), one.tag.code, one.valid_from, one.valid_to});
    for (const law::DecisionTable& table : book.tables) cited(book, table, table.document, table.valid_from);
    if (book.campaign) cited(book, *book.campaign);
}

/// Everything a notice fixes, by its clause.
void Gatherer::cited(const law::Rulebook& book, const law::Campaign& c) {
    const auto say = [&](const char* kind, const std::string& clause, const std::string& id, base::Text text,
                         const law::Tag& tag = {}, std::optional<base::Date> from = {},
                         std::optional<base::Date> until = {}) {
        cite(book, c.document, clause, {kind, "", id, std::move(text), tag.code, from, until});
    };
    const auto stock = [](const std::string& id) { return land::vocabulary().title("stock", id); };
    for (const law::Scope& one : c.scopes) say("scope", one.clause, one.stock, one.text, one.tag);
    for (const law::CampaignTarget& one : c.targets)
        say("target", one.clause, one.id, stock(one.stock), one.tag, one.in_force_from);
    for (const law::Milestone& one : c.milestones) say("milestone", one.clause, one.id, as_written(one.text));
    for (const law::Stage& one : c.stages) say("stage", one.clause, one.id, one.name, {}, one.from, one.to);
    for (const law::Deadline& one : c.deadlines) say("deadline", one.clause, one.id, one.text);
    for (const law::Route& one : c.routes) say("route", one.clause, one.id, one.name, one.decides_tag);
    if (c.route_table != nullptr)
        cited(book, c.route_table->table(), c.document, *book.document(c.document)->issued_on);
    for (const law::RoutePaper& one : c.papers)
        cite(book, one.document, one.article, {"paper", "", one.id, one.name, one.tag.code, {}, {}});
    for (const law::Duty& one : c.duties) say("duty", one.clause, one.id, one.task);
    for (const law::Zone& one : c.zones) say("zone", one.clause, one.id, one.name);
    for (const law::OpenPoint& one : c.open_points) say("open_point", one.clause, one.id, one.text);
    if (!c.group.names.empty()) say("group", c.group.clause, "group", as_written(c.group.names.front()));
}

base::Json citing_json(const Citing& one) {
    return {{"kind", one.kind},
            {"book", one.book},
            {"id", one.id},
            {"tag", one.tag},
            {"from", base::day_json(one.from)},
            {"until", base::day_json(one.until)},
            {"text", base::text_json(one.text)}};
}

base::Json article_json(const ArticleLine& line) {
    base::Json texts = base::Json::array();
    for (const ArticleLine::HeldText& held : line.texts)
        texts.push_back(
            {{"book", held.book}, {"text", base::text_json(held.article->text)}, {"tag", held.article->tag.code}});
    base::Json cited_by = base::Json::array();
    for (const Citing& one : line.cited_by) cited_by.push_back(citing_json(one));
    return {{"id", line.id},
            {"article", line.article},
            {"until", base::day_json(line.until)},
            {"state", rule_state_code(line.state)},
            {"texts", std::move(texts)},
            {"cited_by", std::move(cited_by)}};
}

}  // namespace

std::string book_level(const law::Rulebook& book) {
    return book.name.compare(0, 6, "local/") == 0 ? "local" : book.kind;
}

std::string_view rule_state_code(RuleState state) {
    static constexpr std::array<std::string_view, 4> kCodes{"in_force", "replaced", "ended", "ahead"};
    return kCodes[static_cast<std::size_t>(state)];
}

std::string article_id(const law::Rulebook& book, const std::string& document, const std::string& article) {
    const law::Document* paper = book.document(document);
    const std::string& number = paper == nullptr ? document : paper->number;
    return base::hex(base::hash(base::HashAlgorithm::Sha256, number + "\n" + article)).substr(0, 12);
}

std::vector<DocumentLine> document_lines(const law::RulebookSet& set, base::Date on) { return Gatherer(set, on).all(); }

base::Json documents_json(const std::vector<DocumentLine>& lines) {
    base::Json list = base::Json::array();
    for (const DocumentLine& line : lines) {
        base::Json articles = base::Json::array();
        for (const ArticleLine& article : line.articles) articles.push_back(article_json(article));
        list.push_back({{"number", line.document->number},
                        {"title", base::text_json(line.document->title)},
                        {"issuer", line.document->issuer},
                        {"issued_on", base::day_json(line.document->issued_on)},
                        {"from", base::day_json(line.from)},
                        {"state", rule_state_code(line.state)},
                        {"books", line.books},
                        {"articles", std::move(articles)}});
    }
    return list;
}

}  // namespace service
