#include "law/rulebook_parts.hpp"

#include <algorithm>

namespace law {

namespace {

Document read_document(TableReader& row) {
    Document out;
    out.id = row.text("id");
    out.number = row.text("number");
    out.title = row.both("title");
    out.issuer = row.text("issuer");
    out.issued_on = row.optional_date("issued_on");
    out.in_force_from = row.optional_date("in_force_from");
    out.parent = row.text_or("parent", "");
    return out;
}

/// A value is a number, a share, a word or a flag; its unit says which.
void read_value(TableReader& from, const char* key, Parameter& out) {
    if (out.unit == "flag") {
        out.value.num = from.flag(key) ? 1 : 0;
    } else if (out.unit == "word") {
        out.word = from.text(key);
    } else {
        out.value = from.share(key);
        if (out.value.num < 0) from.fail(key, "不能为负 (negative)");
    }
}

/// All but id and value.
Parameter read_period(TableReader& row) {
    Parameter out;
    out.unit = row.one_of("unit", {"year", "month", "day", "working_day", "share", "flag", "word"});
    out.valid_from = row.date("valid_from");
    out.valid_to = row.date_or_open("valid_to");
    out.document = row.text("document");
    out.article = row.text("article");
    out.tag = row.tag("tag");
    out.replaces = row.text_or("replaces", "");
    out.note = row.both_or_empty("note");
    if (out.valid_to && *out.valid_to < out.valid_from) row.fail("valid_to", "早于 valid_from (before valid_from)");
    return out;
}

Parameter read_parameter(TableReader& row) {
    Parameter out = read_period(row);
    out.id = row.text("id");
    read_value(row, "value", out);
    return out;
}

/// Parameters that differ in id and value alone: values = { ID = VALUE, … }.
void read_parameters(TableReader& row, std::vector<Parameter>& out) {
    const Parameter common = read_period(row);
    auto values = row.table("values");
    if (!values) return;
    for (const std::string& id : values->keys()) {
        Parameter one = common;
        one.id = id;
        read_value(*values, id.c_str(), one);
        out.push_back(std::move(one));
    }
}

}  // namespace

base::Result<Rulebook> parse_rulebook(std::string_view toml, const std::string& name) {
    PANHUO_TRY(const TomlNode tree, parse_toml(toml, name));
    BookErrors errors(name);
    TableReader root(tree, "", errors);
    Rulebook book;
    book.name = name;
    book.text = std::string(toml);
    const Share format = root.share("format");
    if (!errors.failed() && format != Share{1, 1}) root.fail("format", "本程序只认得格式 1 (only format 1 is known)");
    book.kind = root.one_of("kind", {"national", "provincial", "campaign"});
    book.title = root.both("title");
    book.uses = root.words_or_none("uses");
    for (TableReader& row : root.tables("document")) {
        book.documents.push_back(read_document(row));
        row.finish();
    }
    for (TableReader& row : root.tables("article")) {
        book.articles.push_back({row.text("document"), row.text("id"), row.both("text"), row.tag("tag")});
        row.finish();
    }
    for (TableReader& table : root.tables("table")) book.tables.push_back(read_table(table));
    for (TableReader& row : root.tables("parameter")) {
        book.parameters.push_back(read_parameter(row));
        row.finish();
    }
    for (TableReader& rows : root.tables("parameters")) {
        read_parameters(rows, book.parameters);
        rows.finish();
    }
    if (book.kind == "campaign") book.campaign = read_campaign(root);
    root.finish();
    if (!errors.failed()) check_rulebook(book, root);
    if (errors.failed()) return errors.first();
    if (book.campaign && !book.campaign->route_rows.empty())
        book.campaign->route_table = std::make_shared<const CompiledTable>(table_of_routes(*book.campaign));
    for (Parameter& parameter : book.parameters)
        parameter.citation = book.document(parameter.document)->title.zh + " " + parameter.article;
    return book;
}

}  // namespace law
