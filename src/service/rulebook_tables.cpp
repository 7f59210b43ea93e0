#include "base/json.hpp"
#include "law/idle_tables.hpp"
#include "law/rule_text.hpp"
#include "service/rulebook_lines.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace service {
namespace {

/// First days of the tables of that name, in any book.
std::set<base::Date> first_days(const law::RulebookSet& set, const std::string& id) {
    std::set<base::Date> out;
    for (const law::Rulebook& book : set.books)
        for (const law::DecisionTable& each : book.tables)
            if (each.id == id) out.insert(each.valid_from);
    return out;
}

/// The last day before a table of its name takes over for good; the first day of another may be its own.
std::optional<base::Date> last_day(const law::RulebookSet& set, const law::DecisionTable& table) {
    for (const base::Date day : first_days(set, table.id))
        if (table.valid_from < day && set.table(table.id, day) != &table) return day.plus_days(-1);
    return std::nullopt;
}

TableLine line_on(const law::RulebookSet& set, const law::Rulebook& book, const law::DecisionTable& table,
                  base::Date on) {
    TableLine out{&book, &table, table.document, table.valid_from, last_day(set, table), RuleState::InForce, ""};
    if (on < table.valid_from) {
        out.state = RuleState::Ahead;
    } else if (const law::DecisionTable* holds = set.table(table.id, on); holds != &table) {
        const law::Rulebook* other = book_of(set, holds, &law::Rulebook::tables);
        out.state = other == &book ? RuleState::Ended : RuleState::Replaced;
        if (out.state == RuleState::Replaced) out.replaced_by = other->name;
    }
    return out;
}

/// The causes and routes hold from the day of the notice.
TableLine route_line(const law::Rulebook& book, base::Date on) {
    const base::Date from = *book.document(book.campaign->document)->issued_on;  // parse_rulebook saw to it
    return {&book,
            &book.campaign->route_table->table(),
            book.campaign->document,
            from,
            std::nullopt,
            on < from ? RuleState::Ahead : RuleState::InForce,
            ""};
}

std::string_view type_code(law::ColumnType type) {
    static constexpr std::array<std::string_view, 6> kCodes{"flag", "word", "share", "days", "date", "area"};
    return kCodes[static_cast<std::size_t>(type)];
}

/// One line of the page as JSON.
class TableWriter {
  public:
    TableWriter(const TableLine& line, const law::RulebookSet& set, base::Date on)
        : line_(line),
          table_(*line.table),
          values_(law::values_on(set, on)),
          campaign_(line.book->campaign ? &*line.book->campaign : nullptr) {}

    base::Json all() const {
        base::Json rows = base::Json::array();
        for (const law::TableRow& row : table_.rows) rows.push_back(row_json(row));
        return {{"id", table_.id},
                {"title", base::text_json(table_.title)},
                {"book", line_.book->name},
                {"level", book_level(*line_.book)},
                {"document", base::text_json(line_.book->document(line_.document)->title)},
                {"hit", table_.unique ? "unique" : "first"},
                {"from", line_.from.iso()},
                {"until", base::day_json(line_.until)},
                {"state", rule_state_code(line_.state)},
                {"replaced_by", line_.replaced_by},
                {"replaces", table_.replaces},
                {"columns", columns_json()},
                {"outputs", outputs_json()},
                {"rows", std::move(rows)},
                {"cases", table_.cases.size()}};
    }

  private:
    base::Json columns_json() const {
        base::Json out = base::Json::array();
        for (const law::TableColumn& column : table_.columns)
            out.push_back({{"id", column.id},
                           {"name", base::text_json(column.name)},
                           {"type", type_code(column.type)},
                           {"unknown", column.unknown}});
        return out;
    }
    base::Json outputs_json() const {
        base::Json out = base::Json::array();
        for (const law::TableOutput& output : table_.outputs)
            out.push_back({{"id", output.id}, {"name", base::text_json(law::output_text(output.id))}});
        return out;
    }
    base::Json alternative_json(std::size_t column, const law::Alternative& one) const {
        base::Json parameters = base::Json::array();
        for (const law::Limit& limit : one.limits)
            if (!limit.bound.parameter.empty()) parameters.push_back(limit.bound.parameter);
        return {{"word", one.word},
                {"text", base::text_json(law::alternative_text(table_, campaign_, column, one, values_))},
                {"parameters", std::move(parameters)}};
    }
    base::Json row_json(const law::TableRow& row) const {
        base::Json when = base::Json::array();
        for (const law::Condition& condition : row.when) {
            base::Json any = base::Json::array();
            for (const law::Alternative& one : condition.any) any.push_back(alternative_json(condition.column, one));
            when.push_back({{"column", table_.columns[condition.column].id}, {"any", std::move(any)}});
        }
        base::Json then = base::Json::array();
        for (std::size_t at = 0; at < row.then.size(); ++at) {
            const law::TableOutput& output = table_.outputs[at];
            const std::string& word = output.values[row.then[at]];
            then.push_back({{"output", output.id},
                            {"word", word},
                            {"text", base::text_json(law::word_text(table_, campaign_, output.id, word))}});
        }
        return {{"id", row.id},
                {"when", std::move(when)},
                {"then", std::move(then)},
                {"article", row.article},
                {"article_id", article_id(*line_.book, line_.document, row.article)},
                {"tag", row.tag},
                {"implied", row.implied}};
    }

    const TableLine& line_;
    const law::DecisionTable& table_;
    const law::ParameterValues values_;
    const law::Campaign* campaign_;
};

}  // namespace

std::vector<TableLine> table_lines(const law::RulebookSet& set, base::Date on) {
    std::vector<TableLine> out;
    for (const law::Rulebook& book : set.books) {
        if (book.campaign && book.campaign->route_table != nullptr) out.push_back(route_line(book, on));
        for (const law::DecisionTable& table : book.tables) out.push_back(line_on(set, book, table, on));
    }
    return out;
}

base::Json tables_json(const std::vector<TableLine>& lines, const law::RulebookSet& set, base::Date on) {
    base::Json list = base::Json::array();
    for (const TableLine& line : lines) list.push_back(TableWriter(line, set, on).all());
    return list;
}

}  // namespace service
