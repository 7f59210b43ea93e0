#include "intake/mapping.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "intake/kind_reader.hpp"

#include <map>

namespace intake {
namespace {

constexpr std::size_t kFormDigits = 32;
constexpr std::size_t kLastColumn = 2'000;  ///< as many as the worker lets through

std::string column_name(const MappedColumn& column) {
    return column.heading.empty() ? column_letters(column.column)
                                  : column_letters(column.column) + "（" + column.heading + "）";
}

base::Error no_such_place(const std::string& place) { return mapping_error(place + " 不存在", "there is no " + place); }

base::Error twice(const MappedColumn& one, const MappedColumn& other) {
    const std::string both = column_name(one) + ", " + column_name(other) + " → " + other.field;
    return mapping_error(both + "：一个字段只能来自一列，请把其中一列改成别的字段或「只保留」",
                         both + ": a field comes from one column; map one of them to another field, or only keep it");
}

base::Error no_unit(const MappedColumn& column) {
    return mapping_error(column_name(column) + " 的单位与字段「" + column.field + "」不合",
                         "the unit of " + column_name(column) + " does not fit the field " + column.field);
}

base::Status check_column(const MappedColumn& column, land::Kind kind, const std::vector<FieldInfo>& fields) {
    if (column.column >= kLastColumn) return no_such_place(column_letters(column.column));
    if (column.field.empty() || column.field == "-") {
        if (column.unit == Unit::None) return base::Done{};
        return no_unit(column);
    }
    for (const FieldInfo& each : fields) {
        if (each.field != column.field) continue;
        const bool fits = column.unit == Unit::None || (each.area && is_area_unit(column.unit)) ||
                          (each.money && is_money_unit(column.unit));
        if (fits) return base::Done{};
        return no_unit(column);
    }
    std::string known;
    for (const FieldInfo& each : fields) known += (known.empty() ? "" : " ") + each.field;
    return mapping_error(column_name(column) + " 对应的字段「" + column.field + "」不是 " +
                             std::string(land::kind_name(kind)) + " 这类表有的，可用：" + known,
                         column_name(column) + " is mapped to \"" + column.field + "\", which " +
                             std::string(land::kind_name(kind)) + " does not have; its fields: " + known);
}

}  // namespace

base::Error mapping_error(const std::string& zh, const std::string& en) {
    return {base::Code::RecordInvalid, {base::both("列对应", "mapping"), base::both(zh, en)}};
}

const MappedColumn* Mapping::column(std::size_t at) const {
    for (const MappedColumn& each : columns) {
        if (each.column == at) return &each;
    }
    return nullptr;
}

std::string form_of(const std::vector<std::string>& heading_keys) {
    std::size_t width = heading_keys.size();
    while (width > 0 && heading_keys[width - 1].empty()) --width;
    if (width == 0) return {};
    std::string joined;
    for (std::size_t c = 0; c < width; ++c) joined += heading_keys[c] + '\x1f';
    return base::hex(base::hash(base::HashAlgorithm::Sha256, joined)).substr(0, kFormDigits);
}

std::vector<FieldInfo> fields_of_kind(land::Kind kind, const HeadingTable& table) {
    if (!is_table_kind(kind)) return {};
    Head none;
    none.kind = kind;
    std::vector<FieldInfo> fields;
    for (const auto& [name, many] : make_kind_reader(none)->fields()) {
        fields.push_back({std::string(name), table.label(kind, name), many, is_area_field(name), is_money_field(name)});
    }
    return fields;
}

base::Status check_mapping(const Mapping& mapping, const HeadingTable& table) {
    if (mapping.head_row < 0 || mapping.head_row > static_cast<std::int64_t>(kHeadRows) || mapping.head_rows < 1 ||
        mapping.head_rows > kDeepestHead)
        return no_such_place(mapping.sheet + "!" + std::to_string(mapping.head_row) + "+" +
                             std::to_string(mapping.head_rows));
    if (mapping.columns.empty()) return base::Done{};
    if (!mapping.kind) return mapping_error("有列而没有类别（kind）", "columns without a kind");
    const std::vector<FieldInfo> fields = fields_of_kind(*mapping.kind, table);
    std::map<std::string, const MappedColumn*> taken;
    std::map<std::size_t, const MappedColumn*> columns;
    for (const MappedColumn& column : mapping.columns) {
        PANHUO_DO(check_column(column, *mapping.kind, fields));
        const auto [same, first] = columns.emplace(column.column, &column);
        if (!first) return twice(*same->second, column);
        if (column.field.empty() || column.field == "-") continue;
        const auto [at, fresh] = taken.emplace(column.field, &column);
        if (fresh) continue;
        bool many = false;
        for (const FieldInfo& each : fields) many = many || (each.field == column.field && each.many);
        if (!many) return twice(*at->second, column);
    }
    return base::Done{};
}

std::optional<std::size_t> column_from_letters(std::string_view letters) {
    if (letters.empty() || letters.size() > 3) return std::nullopt;
    std::size_t column = 0;
    for (const char c : letters) {
        if (c < 'A' || c > 'Z') return std::nullopt;
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    }
    return column - 1;
}

}  // namespace intake
