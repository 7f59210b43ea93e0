#include "service/mappings.hpp"

#include "base/json.hpp"
#include "intake/head.hpp"
#include "service/import.hpp"
#include "service/versions.hpp"

#include <array>
#include <utility>

namespace service {
namespace {

constexpr std::array<std::pair<std::string_view, intake::Unit>, 5> kUnits = {
    {{"ha", intake::Unit::Hectare},
     {"mu", intake::Unit::Mu},
     {"m2", intake::Unit::SquareMetre},
     {"wan_yuan", intake::Unit::TenThousandYuan},
     {"yuan", intake::Unit::Yuan}}};
constexpr std::size_t kMostMappings = 200;
constexpr std::size_t kMostColumns = 2'000;

base::Error unread(const std::string& what) {
    return intake::mapping_error("写得不合格：" + what, "not as it should be: " + what);
}

/// A member that may be absent; another type than the one asked for is an error.
template <class T>
base::Status member(const base::Json& json, const char* name, T& out) {
    const auto found = json.find(name);
    if (found == json.end() || found->is_null()) return base::Done{};
    bool fits = false;
    if constexpr (std::is_same_v<T, bool>) fits = found->is_boolean();
    if constexpr (std::is_same_v<T, std::string>) fits = found->is_string();
    if constexpr (std::is_same_v<T, std::int64_t>) fits = found->is_number_integer();
    if (!fits) return unread(name);
    out = found->get<T>();
    return base::Done{};
}

base::Result<intake::MappedColumn> read_column(const base::Json& json) {
    if (!json.is_object()) return unread("columns");
    intake::MappedColumn column;
    std::string letters;
    std::string unit;
    PANHUO_DO(member(json, "column", letters));
    PANHUO_DO(member(json, "heading", column.heading));
    PANHUO_DO(member(json, "field", column.field));
    PANHUO_DO(member(json, "unit", unit));
    const std::optional<std::size_t> at = intake::column_from_letters(letters);
    if (!at) return unread("column " + letters);
    column.column = *at;
    for (const auto& [code, each] : kUnits) {
        if (unit == code) column.unit = each;
    }
    if (!unit.empty() && column.unit == intake::Unit::None) return unread("unit " + unit);
    return column;
}

base::Result<intake::Mapping> read_mapping(const base::Json& json) {
    if (!json.is_object()) return unread("{}");
    intake::Mapping mapping;
    std::string kind;
    PANHUO_DO(member(json, "form", mapping.form));
    PANHUO_DO(member(json, "sheet", mapping.sheet));
    PANHUO_DO(member(json, "head_row", mapping.head_row));
    PANHUO_DO(member(json, "head_rows", mapping.head_rows));
    PANHUO_DO(member(json, "leave", mapping.leave));
    PANHUO_DO(member(json, "kind", kind));
    if (!kind.empty()) {
        const std::optional<TableForm> form = table_form(kind);
        if (!form) return unread("kind " + kind);
        mapping.kind = form->kind;
    }
    const auto columns = json.find("columns");
    if (columns == json.end() || columns->is_null()) return mapping;
    if (!columns->is_array() || columns->size() > kMostColumns) return unread("columns");
    for (const base::Json& each : *columns) {
        PANHUO_TRY(intake::MappedColumn column, read_column(each));
        mapping.columns.push_back(std::move(column));
    }
    return mapping;
}

/// What is kept: the place in the file that it was first said of is not.
std::string mapping_payload(const intake::Mapping& mapping) {
    intake::Mapping kept = mapping;
    kept.head_row = 0;
    kept.head_rows = 1;
    return mapping_json(kept).dump();
}

}  // namespace

std::string_view unit_code(intake::Unit unit) {
    for (const auto& [code, each] : kUnits) {
        if (each == unit) return code;
    }
    return {};
}

base::Json mapping_json(const intake::Mapping& mapping) {
    base::Json json = {{"form", mapping.form}, {"sheet", mapping.sheet}, {"leave", mapping.leave}};
    if (mapping.head_row != 0) {
        json["head_row"] = mapping.head_row;
        json["head_rows"] = mapping.head_rows;
    }
    if (mapping.kind) json["kind"] = land::kind_name(*mapping.kind);
    base::Json& columns = json["columns"] = base::Json::array();
    for (const intake::MappedColumn& each : mapping.columns) {
        base::Json column = {
            {"column", intake::column_letters(each.column)}, {"heading", each.heading}, {"field", each.field}};
        if (each.unit != intake::Unit::None) column["unit"] = unit_code(each.unit);
        columns.push_back(std::move(column));
    }
    return json;
}

base::Result<std::vector<intake::Mapping>> read_mappings(std::string_view text) {
    base::Result<base::Json> json = base::parse_json(text, "mapping");
    if (!json.ok()) return unread("JSON");
    const base::Json all = json->is_array() ? *json : base::Json::array({*json});
    if (all.size() > kMostMappings) return unread(std::to_string(all.size()));
    PANHUO_TRY(const intake::HeadingTable* table, intake::heading_table());
    std::vector<intake::Mapping> mappings;
    for (const base::Json& each : all) {
        PANHUO_TRY(intake::Mapping mapping, read_mapping(each));
        PANHUO_DO(intake::check_mapping(mapping, *table));
        mappings.push_back(std::move(mapping));
    }
    return mappings;
}

base::Result<std::vector<RememberedMapping>> remembered_mappings(store::Snapshot& snapshot) {
    PANHUO_TRY(const std::vector<store::VersionRow> rows,
               last_words(snapshot, kMappingKind, "", base::Instant::end_of_time()));
    std::vector<RememberedMapping> all;
    for (const store::VersionRow& row : rows) {
        PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
        PANHUO_TRY(const base::Json json, base::parse_json(entry.payload, kMappingKind));
        PANHUO_TRY(intake::Mapping mapping, read_mapping(json));
        mapping.entry = journal::entry_id(entry.chain, entry.sequence);
        all.push_back({std::move(mapping), entry.actor.id, entry.recorded_at});
    }
    return all;
}

base::Result<std::string> remember_mapping(Command& command, const intake::Mapping& mapping) {
    const std::string payload = mapping_payload(mapping);
    PANHUO_TRY(const std::vector<store::VersionRow> before, command.transaction().versions(kMappingKind, mapping.form));
    Saying saying;
    if (!before.empty() && before.back().head.change != journal::Change::Retract) {
        const store::VersionRow& last = before.back();
        PANHUO_TRY(const journal::Entry entry, read_entry(command.transaction(), last.chain, last.head.sequence));
        if (entry.payload == payload) return journal::entry_id(entry.chain, entry.sequence);
    }
    if (!before.empty()) saying.change = journal::Change::Correct;
    return command.say_plain(kMappingKind, mapping.form, payload, saying);
}

base::Status forget_mapping(Office& office, const std::string& form, const Act& act) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    PANHUO_TRY(const std::vector<store::VersionRow> rows, command->transaction().versions(kMappingKind, form));
    if (rows.empty() || rows.back().head.change == journal::Change::Retract)
        return base::Error{base::Code::RecordNotFound, {form}};
    Saying saying;
    saying.change = journal::Change::Retract;
    PANHUO_TRY(const std::string id, command->say_plain(kMappingKind, form, "", saying));
    return command->commit();
}

namespace {

/// Of each group the fields that columns can hold; some fields only give a kind away.
base::Json needed_json(land::Kind kind, const std::vector<intake::FieldInfo>& fields) {
    base::Json groups = base::Json::array();
    for (const std::vector<std::string>& group : intake::needed_fields(kind)) {
        base::Json& held = groups.emplace_back(base::Json::array());
        for (const std::string& name : group) {
            for (const intake::FieldInfo& each : fields) {
                if (each.field == name) held.push_back(name);
            }
        }
    }
    return groups;
}

}  // namespace

base::Result<base::Json> table_fields_json() {
    PANHUO_TRY(const intake::HeadingTable* table, intake::heading_table());
    base::Json kinds = base::Json::array();
    for (const land::Kind kind : land::all_kinds()) {
        if (!intake::is_table_kind(kind)) continue;
        const std::vector<intake::FieldInfo> known = intake::fields_of_kind(kind, *table);
        base::Json fields = base::Json::array();
        for (const intake::FieldInfo& each : known)
            fields.push_back({{"field", each.field},
                              {"label", base::text_json(each.label)},
                              {"many", each.many},
                              {"unit", each.area    ? "area"
                                       : each.money ? "money"
                                                    : ""}});
        kinds.push_back({{"kind", land::kind_name(kind)}, {"needed", needed_json(kind, known)}, {"fields", fields}});
    }
    return base::Json{{"kinds", std::move(kinds)}};
}

}  // namespace service
