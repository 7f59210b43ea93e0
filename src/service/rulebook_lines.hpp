// What the page 法规 shows of the adopted books on one day: articles, parameters by date, decision tables.
//
// Everything that the books say is there, in force on the day or not; what is in force is asked of the set itself
// (RulebookSet::parameter, ::table), so that the page marks what the judgement uses. A line points into the set, which
// must outlive it. Nothing is written; no errors: an adopted book has been read already.
#pragma once

#include "base/json_fwd.hpp"
#include "law/rulebook.hpp"

#include <optional>
#include <string>
#include <vector>

namespace service {

/// national | provincial | local | campaign: who says it. Local books are those of the folder of that name.
std::string book_level(const law::Rulebook& book);

/// Whether a dated rule is the one that holds on the day.
enum class RuleState : std::uint8_t { InForce, Replaced, Ended, Ahead };
std::string_view rule_state_code(RuleState state);  ///< in_force | replaced | ended | ahead

/// The book of the set that `rule` lies in, one of its `rules`; null if none of them.
template <class Rule>
const law::Rulebook* book_of(const law::RulebookSet& set, const Rule* rule, std::vector<Rule> law::Rulebook::* rules) {
    for (const law::Rulebook& book : set.books)
        for (const Rule& each : book.*rules)
            if (&each == rule) return &book;
    return nullptr;
}

// ---- articles

/// A rule that rests on an article.
struct Citing {
    std::string kind;  ///< parameter | row | scope | target | milestone | stage | deadline | route | duty | paper | …
    std::string book;
    std::string id;  ///< of the parameter, of the row ("idle.route/fee"), …
    base::Text text;
    std::string tag;  ///< empty: the rule has none of its own
    std::optional<base::Date> from, until;
};
/// One article as it is cited. `texts`: what the books hold of it, in our own words; none: it is only cited.
struct ArticleLine {
    struct HeldText {
        std::string book;
        const law::Article* article;
    };
    std::string id;  ///< stable: of the document's number and the article
    std::string article;
    std::vector<HeldText> texts;
    std::vector<Citing> cited_by;
    std::optional<base::Date>
        until;  ///< last day on which a rule rests on it; none: one does without end, or none does
    RuleState state = RuleState::InForce;  ///< Ended after `until`: the books say no more of when a text was amended
};
/// A document, once for all books that name its number.
struct DocumentLine {
    const law::Document* document;  ///< of the first book that names it
    std::vector<std::string> books;
    std::optional<base::Date> from;  ///< in force from, else issued on; none: the books do not say
    RuleState state = RuleState::InForce;
    std::vector<ArticleLine> articles;
};
std::vector<DocumentLine> document_lines(const law::RulebookSet& set, base::Date on);
base::Json documents_json(const std::vector<DocumentLine>& lines);

/// The id of an article under which document_lines lists it; the same in every store.
std::string article_id(const law::Rulebook& book, const std::string& document, const std::string& article);

// ---- parameters

struct ParameterValue {
    const law::Rulebook* book;
    const law::Parameter* parameter;
    RuleState state;
    std::string replaced_by;  ///< book whose value holds instead on the day; only where replaced
};
struct ParameterLine {
    std::string id;
    std::vector<ParameterValue> values;  ///< by date
};
std::vector<ParameterLine> parameter_lines(const law::RulebookSet& set, base::Date on);
base::Json parameters_json(const std::vector<ParameterLine>& lines);

// ---- tables

struct TableLine {
    const law::Rulebook* book;
    const law::DecisionTable* table;
    std::string document;  ///< id of the document whose articles the rows cite
    base::Date from;
    std::optional<base::Date> until;  ///< last day before another of its name holds
    RuleState state;
    std::string replaced_by;  ///< book whose table holds instead on the day; only where replaced
};
/// Every table of the books and the causes and routes of the campaign.
std::vector<TableLine> table_lines(const law::RulebookSet& set, base::Date on);
/// Bounds that are parameters are shown with their value on the day.
base::Json tables_json(const std::vector<TableLine>& lines, const law::RulebookSet& set, base::Date on);

}  // namespace service
