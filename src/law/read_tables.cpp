// Decision tables of a book, read from TOML.
#include "base/text.hpp"
#include "law/rulebook_parts.hpp"

#include <algorithm>
#include <charconv>

namespace law {

namespace {

constexpr std::size_t kMostColumns = 16;

bool of_numbers(ColumnType type) { return type != ColumnType::Flag && type != ColumnType::Word; }

ColumnType type_named(const std::string& word) {
    static constexpr std::pair<std::string_view, ColumnType> kTypes[] = {
        {"flag", ColumnType::Flag}, {"word", ColumnType::Word}, {"share", ColumnType::Share},
        {"days", ColumnType::Days}, {"date", ColumnType::Date}, {"area", ColumnType::Area}};
    for (const auto& [name, type] : kTypes)
        if (name == word) return type;
    return ColumnType::Flag;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "1/3", "30", "2024-06-30", "350000" m², or the name of a parameter.
std::optional<Bound> bound_of(std::string_view text, ColumnType type) {
    if (text.empty()) return std::nullopt;
    const bool letter = text.front() >= 'a' && text.front() <= 'z';
    if (letter) return Bound{{}, std::string(text)};
    if (type == ColumnType::Date) {
        const auto day = base::parse_iso_date(text);
        return day ? std::optional(Bound{{day->days(), 1}, ""}) : std::nullopt;
    }
    if (type == ColumnType::Area) {
        const auto area = base::parse_area(std::string(text), base::AreaUnit::SquareMetre);
        return area && !area->rounded ? std::optional(Bound{{area->area.units(), 1}, ""}) : std::nullopt;
    }
    const std::size_t slash = text.find('/');
    const auto num = whole_number(text.substr(0, slash));
    const auto den =
        slash == std::string_view::npos ? std::optional<std::int64_t>(1) : whole_number(text.substr(slash + 1));
    if (!num || !den || *den <= 0 || (type == ColumnType::Days && *den != 1)) return std::nullopt;
    return Bound{{*num, *den}, ""};
}

/// ">= 10", "< idle.stalled.built_share"; without a sign: equal.
std::optional<Limit> limit_of(std::string_view text, ColumnType type) {
    static constexpr std::pair<std::string_view, Comparison> kSigns[] = {{"<=", Comparison::AtMost},
                                                                         {">=", Comparison::AtLeast},
                                                                         {"<", Comparison::Less},
                                                                         {">", Comparison::More},
                                                                         {"=", Comparison::Equal}};
    Comparison comparison = Comparison::Equal;
    for (const auto& [sign, meaning] : kSigns)
        if (base::starts_with(text, sign)) {
            comparison = meaning;
            text.remove_prefix(sign.size());
            break;
        }
    const auto bound = bound_of(base::trim(text), type);
    return bound ? std::optional(Limit{comparison, *bound}) : std::nullopt;
}

std::optional<Alternative> alternative_of(std::string_view text, const TableColumn& column) {
    if (column.unknown && text == "unknown") return Alternative{"unknown", {}};
    if (column.type == ColumnType::Flag)
        return text == "yes" || text == "no" ? std::optional(Alternative{std::string(text), {}}) : std::nullopt;
    if (column.type == ColumnType::Word)
        return has(column.values, text) ? std::optional(Alternative{std::string(text), {}}) : std::nullopt;
    Alternative out;
    for (std::size_t from = 0; from <= text.size();) {
        constexpr std::string_view kAnd = " and ";
        const std::size_t to = std::min(text.find(kAnd, from), text.size());
        const auto limit = limit_of(base::trim(text.substr(from, to - from)), column.type);
        if (!limit) return std::nullopt;
        out.limits.push_back(*limit);
        from = to + kAnd.size();
    }
    return out;
}

class TableOfBook {
  public:
    explicit TableOfBook(TableReader& from) : from_(from) {}

    DecisionTable read() {
        out_.id = from_.text("id");
        out_.title = from_.both("title");
        out_.unique = from_.one_of("hit", {"first", "unique"}) == "unique";
        out_.document = from_.text("document");
        out_.valid_from = from_.date("valid_from");
        out_.replaces = from_.text_or("replaces", "");
        for (TableReader& column : from_.tables("column")) read_column(column);
        for (TableReader& output : from_.tables("output")) {
            out_.outputs.push_back({output.text("id"), output.words("values")});
            output.finish();
        }
        for (TableReader& row : from_.tables("row")) read_row(row);
        for (TableReader& stored : from_.tables("case")) read_case(stored);
        from_.finish();
        if (out_.columns.empty() || out_.columns.size() > kMostColumns)
            from_.fail("column", "应有 1 至 16 列 (1 to 16 columns)");
        if (out_.outputs.empty()) from_.fail("output", "没有结果列 (no output)");
        return std::move(out_);
    }

  private:
    void read_column(TableReader& column);
    void read_row(TableReader& row);
    void read_case(TableReader& stored);
    std::optional<std::size_t> column_named(TableReader& at, const char* key, const std::string& name);
    std::optional<Alternative> value(TableReader& at, const char* key, const TomlNode& node, std::size_t column);

    TableReader& from_;
    DecisionTable out_;
};

void TableOfBook::read_column(TableReader& column) {
    TableColumn out;
    out.id = column.text("id");
    out.name = column.both("name");
    out.type = type_named(column.one_of("type", {"flag", "word", "share", "days", "date", "area"}));
    out.unknown = column.flag_or("unknown", false);
    if (out.type == ColumnType::Word) out.values = column.words("values");
    if (out.values.size() > kMostWords || has(out.values, "unknown"))
        column.fail("values", "至多 62 个词，不含 unknown (at most 62 words, none of them unknown)");
    column.finish();
    out_.columns.push_back(std::move(out));
}

std::optional<std::size_t> TableOfBook::column_named(TableReader& at, const char* key, const std::string& name) {
    for (std::size_t i = 0; i < out_.columns.size(); ++i)
        if (out_.columns[i].id == name) return i;
    at.fail(key, "没有「" + name + "」这一列 (no such column)");
    return std::nullopt;
}

std::optional<Alternative> TableOfBook::value(TableReader& at, const char* key, const TomlNode& node,
                                              std::size_t column) {
    std::optional<Alternative> out;
    if (node.kind == TomlNode::Kind::String) out = alternative_of(node.text, out_.columns[column]);
    if (!out)
        at.fail(key, "「" + node.text + "」不是「" + out_.columns[column].id + "」一列的值 (no value of that column)");
    return out;
}

void TableOfBook::read_row(TableReader& row) {
    TableRow out;
    out.line = row.line();
    out.id = row.text("id");
    const TomlNode* when = row.take("when");
    if (when == nullptr || when->kind != TomlNode::Kind::Table)
        row.fail("when", "应为 { 列 = 值 } (a table of columns)");
    else
        for (const auto& [name, node] : when->members) {
            const auto column = column_named(row, "when", name);
            if (!column) break;
            Condition condition{*column, {}};
            const bool list = node.kind == TomlNode::Kind::Array;
            for (const TomlNode& one : list ? node.items : std::vector<TomlNode>{node})
                if (const auto read = value(row, "when", one, *column)) condition.any.push_back(*read);
            out.when.push_back(std::move(condition));
        }
    if (auto then = row.table("then")) {
        for (const TableOutput& output : out_.outputs) {
            const std::string word = then->text(output.id.c_str());
            const auto found = std::find(output.values.begin(), output.values.end(), word);
            if (found == output.values.end())
                then->fail(output.id.c_str(), "「" + word + "」不在结果之列 (not a result)");
            out.then.push_back(static_cast<std::size_t>(found - output.values.begin()));
        }
        then->finish();
    }
    out.article = row.text("article");
    out.tag = row.tag("tag").code;
    row.finish();
    const auto same = [&](const TableRow& other) { return other.id == out.id; };
    if (std::any_of(out_.rows.begin(), out_.rows.end(), same))
        row.fail("id", "「" + out.id + "」出现两次 (given twice)");
    out_.rows.push_back(std::move(out));
}

/// A column that a case does not name is unknown there, and must be one that may be.
void TableOfBook::read_case(TableReader& stored) {
    TableCase out;
    out.line = stored.line();
    out.row = stored.text("row");
    const TomlNode* given = stored.take("given");
    std::vector<std::optional<Alternative>> values(out_.columns.size());
    if (given == nullptr || given->kind != TomlNode::Kind::Table)
        stored.fail("given", "应为 { 列 = 值 } (a table of columns)");
    else
        for (const auto& [name, node] : given->members)
            if (const auto column = column_named(stored, "given", name))
                values[*column] = value(stored, "given", node, *column);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const TableColumn& column = out_.columns[i];
        if (!values[i] && column.unknown) values[i] = Alternative{"unknown", {}};
        const bool one = values[i] && (!of_numbers(column.type) || values[i]->limits.size() <= 1) &&
                         (values[i]->limits.empty() || values[i]->limits[0].comparison == Comparison::Equal);
        if (!one) stored.fail("given", "「" + column.id + "」要有一个确定的值 (needs one value)");
        out.given.push_back(values[i].value_or(Alternative{}));
    }
    stored.finish();
    out_.cases.push_back(std::move(out));
}

}  // namespace

DecisionTable read_table(TableReader& from) { return TableOfBook(from).read(); }

}  // namespace law
