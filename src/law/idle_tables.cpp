#include "law/idle_tables.hpp"

#include <algorithm>

namespace law {

namespace {

using Words = std::vector<std::string>;

struct ColumnForm {
    std::string id;
    ColumnType type;
    bool unknown;
    Words words;
};
struct TableForm {
    std::string id;
    std::vector<ColumnForm> columns;
    std::vector<TableOutput> outputs;
};

ColumnForm flag(const char* id) { return {id, ColumnType::Flag, false, {}}; }
ColumnForm maybe(const char* id) { return {id, ColumnType::Flag, true, {}}; }
ColumnForm word(const char* id, Words words) { return {id, ColumnType::Word, false, std::move(words)}; }

/// In the order of IdleTables.
const std::vector<TableForm>& forms() {
    const Words routes{"none", "art12", "art14.1", "art14.2", "needs_facts"};  // the order of IdleRoute
    const Words tests{"T1", "T2"};
    const Words works{"none", "clearing", "support_piles", "foundation_third", "pit_done", "all_piles"};
    static const std::vector<TableForm> all{
        {"idle.start",
         {{"work", ColumnType::Word, true, works}, maybe("started"), maybe("permit")},
         {{"meaning", {"started", "not_started", "unknown", "conflict"}},  // the order of StartMeaning
          {"remark", {"none", "weak_work", "no_permit"}},
          {"missing", {"none", "started", "permit"}}}},
        {"idle.stalled",
         {word("combination", {"any_below", "both_below"}),
          {"built", ColumnType::Share, true, {}},
          {"invested", ColumnType::Share, true, {}}},
         {{"met", {"no", "yes", "unknown"}}}},
        {"idle.route",
         {word("test", tests), flag("gross_year"), flag("net_year"), flag("two_years")},
         {{"route", routes}}},
        {"idle.recognised", {word("causes", {"none", "authority", "owner", "both"})}, {{"route", routes}}},
        {"idle.decides",
         {{"idle", ColumnType::Word, true, {"no", "yes", "may"}}, word("route", routes)},
         {{"by", {"nobody", "bureau", "county_government", "approving_government"}}}},
        {"idle.next_paper",
         {{"idle", ColumnType::Word, true, {"no", "yes", "may"}},
          maybe("decided"),
          flag("recognised"),
          flag("served"),
          flag("scheme"),
          flag("hearing"),
          word("route", routes)},
         {{"paper",
           {"none", "investigation_notice", "recognition", "disposal_scheme", "hearing_notice", "fee_decision",
            "recovery_decision"}}}},
    };
    return all;
}

/// Asked only where a book holds them (stock_policy.hpp).
const std::vector<TableForm>& optional_forms() {
    static const std::vector<TableForm> all = [] {
        const std::vector<ColumnForm> columns{
            {"use", ColumnType::Word, true, {"residential", "commercial", "other"}},
            {"supplied_on", ColumnType::Date, true, {}},
            {"state", ColumnType::Word, true, {"unstarted", "unfinished", "finished"}},
            maybe("recovery")};
        const std::vector<TableOutput> outputs{{"open", {"no", "yes", "part", "recover_first", "unknown"}}};
        const std::vector<ColumnForm> fee_columns{
            {"mode", ColumnType::Word, true, {"granted", "allocated", "lease", "equity", "authorised"}},
            maybe("farmland")};
        const std::vector<TableOutput> fee{{"basis", {"price", "rent", "paid_use", "output_value", "unknown"}},
                                           {"doubled", {"no", "may", "unknown"}},
                                           {"bound", {"fixed", "at_most"}}};
        return std::vector<TableForm>{
            {"stock.relief", columns, outputs}, {"stock.buyback", columns, outputs}, {"idle.fee", fee_columns, fee}};
    }();
    return all;
}

bool same_columns(const DecisionTable& table, const TableForm& form) {
    return std::equal(table.columns.begin(), table.columns.end(), form.columns.begin(), form.columns.end(),
                      [](const TableColumn& a, const ColumnForm& b) {
                          return a.id == b.id && a.type == b.type && a.unknown == b.unknown && a.values == b.words;
                      });
}

bool same_outputs(const DecisionTable& table, const TableForm& form) {
    return std::equal(table.outputs.begin(), table.outputs.end(), form.outputs.begin(), form.outputs.end(),
                      [](const TableOutput& a, const TableOutput& b) { return a.id == b.id && a.values == b.values; });
}

/// The tables in the order of forms(), or what is wrong.
struct Found {
    std::vector<CompiledTable> tables;
    std::optional<std::string> problem;
};

/// Compiles one table into `out`; what is wrong with it goes into `problem`.
void compile(const DecisionTable& table, const TableForm& form, const RulebookSet& books, Date day, Found& out) {
    if (!same_columns(table, form) || !same_outputs(table, form)) {
        out.problem = "表 " + form.id + " 的列或结果与程序所问的不同 (columns or results are not those asked for)";
        return;
    }
    auto compiled = CompiledTable::compile(table, values_on(books, day));
    if (compiled.ok())
        out.tables.push_back(std::move(compiled).value());
    else
        out.problem = compiled.error().args.back();
}

Found find(const RulebookSet& books, Date day) {
    Found out;
    for (const TableForm& form : forms()) {
        const DecisionTable* table = books.table(form.id, day);
        if (table == nullptr)
            return {{},
                    "所用规则集没有表 " + form.id +
                        "；请改用含有全部判断表的 national/idle-land-53 "
                        "(no such table; use a national/idle-land-53 that holds them all)"};
        compile(*table, form, books, day, out);
        if (out.problem) break;
    }
    return out;
}

Found find_optional(const RulebookSet& books, const TableForm& form, Date day) {
    Found out;
    if (const DecisionTable* table = books.table(form.id, day)) compile(*table, form, books, day, out);
    return out;
}

}  // namespace

ParameterValues values_on(const RulebookSet& books, Date day) {
    return [&books, day](const std::string& id) {
        const Parameter* found = books.parameter(id, day);
        return found != nullptr ? std::optional(found->value) : std::nullopt;
    };
}

std::optional<IdleTables> IdleTables::on(const RulebookSet& books, Date day) {
    Found found = find(books, day);
    if (found.problem) return std::nullopt;
    std::vector<CompiledTable>& t = found.tables;
    return IdleTables{std::move(t[0]), std::move(t[1]), std::move(t[2]),
                      std::move(t[3]), std::move(t[4]), std::move(t[5])};
}

std::optional<CompiledTable> IdleTables::optional_table(const RulebookSet& books, const std::string& id, Date day) {
    const auto& all = optional_forms();
    const auto form = std::find_if(all.begin(), all.end(), [&](const TableForm& one) { return one.id == id; });
    PANHUO_ASSERT(form != all.end(), "a table that the program does not know");
    Found found = find_optional(books, *form, day);
    if (found.tables.empty()) return std::nullopt;
    return std::move(found.tables[0]);
}

std::optional<CitedTable> IdleTables::cited_table(const RulebookSet& books, const std::string& id, Date day) {
    auto compiled = optional_table(books, id, day);
    if (!compiled) return std::nullopt;
    CitedTable out{std::move(*compiled), {}};
    std::string title;
    for (const Rulebook& book : books.books)
        for (const DecisionTable& table : book.tables)
            if (&table == books.table(id, day)) title = book.document(table.document)->title.zh;
    for (const TableRow& row : out.table.table().rows) out.citations.push_back(title + " " + row.article);
    return out;
}

bool IdleTables::is_needed(std::string_view id) {
    const auto& all = forms();
    return std::any_of(all.begin(), all.end(), [&](const TableForm& one) { return one.id == id; });
}

std::optional<std::string> IdleTables::problem(const RulebookSet& books, Date day) {
    if (auto problem = find(books, day).problem) return problem;
    for (const TableForm& form : optional_forms())
        if (auto problem = find_optional(books, form, day).problem) return problem;
    return std::nullopt;
}

}  // namespace law
