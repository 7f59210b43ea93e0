#include "law/toml_tree.hpp"

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace law {

const TomlNode* TomlNode::find(std::string_view key) const {
    for (const auto& [name, node] : members)
        if (name == key) return &node;
    return nullptr;
}

namespace {

TomlNode convert(const toml::node& node);

void convert_value(const toml::node& node, TomlNode& out) {
    using Kind = TomlNode::Kind;
    if (const auto* text = node.as_string()) {
        out.kind = Kind::String;
        out.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        out.kind = Kind::Integer;
        out.integer = integer->get();
    } else if (const auto* flag = node.as_boolean()) {
        out.kind = Kind::Boolean;
        out.flag = flag->get();
    } else if (const auto* day = node.as_date()) {
        const toml::date& date = day->get();
        const auto found = base::Date::from_ymd(date.year, date.month, date.day);
        out.kind = found ? Kind::Date : Kind::Other;
        if (found) out.date = *found;
    } else {
        out.kind = Kind::Other;  // times and floating numbers have no place in a rulebook
    }
}

TomlNode convert(const toml::node& node) {
    TomlNode out;
    out.line = static_cast<int>(node.source().begin.line);
    if (const auto* table = node.as_table()) {
        out.kind = TomlNode::Kind::Table;
        for (auto&& [key, value] : *table) {
            out.members.emplace_back(std::string(key.str()), convert(value));
            TomlNode& child = out.members.back().second;
            if (child.line == 0) child.line = static_cast<int>(key.source().begin.line);
        }
    } else if (const auto* array = node.as_array()) {
        out.kind = TomlNode::Kind::Array;
        for (auto&& item : *array) out.items.push_back(convert(item));
    } else {
        convert_value(node, out);
    }
    return out;
}

}  // namespace

base::Result<TomlNode> parse_toml(std::string_view text, const std::string& name) {
    try {  // the library as packaged reports errors by exception; it ends here
        return convert(toml::parse(text, std::string_view(name)));
    } catch (const toml::parse_error& error) {
        const auto& at = error.source().begin;
        return base::Error{base::Code::RulebookInvalid,
                           {name, "line " + std::to_string(at.line) + ", column " + std::to_string(at.column),
                            std::string(error.description())}};
    }
}

}  // namespace law
