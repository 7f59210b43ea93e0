#include "law/table_reader.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace law {

void BookErrors::fail(int line, const std::string& where, const std::string& what) {
    if (first_) return;
    first_ = base::Error{base::Code::RulebookInvalid, {book_, "line " + std::to_string(line) + ", " + where, what}};
}

TableReader::TableReader(const TomlNode& table, std::string path, BookErrors& errors)
    : table_(&table), path_(std::move(path)), errors_(&errors) {}

std::string TableReader::at(const char* key) const { return path_.empty() ? std::string(key) : path_ + "." + key; }

void TableReader::fail(const char* key, const std::string& what) {
    const TomlNode* node = table_->find(key);
    errors_->fail(node != nullptr ? node->line : table_->line, at(key), what);
}

const TomlNode* TableReader::take(const char* key) {
    seen_.insert(key);
    return table_->find(key);
}

const TomlNode* TableReader::required(const char* key, TomlNode::Kind kind, const char* expected) {
    const TomlNode* node = take(key);
    if (node == nullptr) {
        fail(key, std::string("缺少此项，应为") + expected + " (missing)");
        return nullptr;
    }
    if (node->kind != kind) {
        fail(key, std::string("类型不对，应为") + expected + " (wrong type)");
        return nullptr;
    }
    return node;
}

std::vector<std::string> TableReader::keys() const {
    std::vector<std::string> out;
    for (const auto& [key, node] : table_->members) out.push_back(key);
    return out;
}

std::string TableReader::text(const char* key) {
    const TomlNode* node = required(key, TomlNode::Kind::String, "文字 text");
    if (node == nullptr) return {};
    if (node->text.empty()) fail(key, "不能为空 (empty)");
    return node->text;
}

std::string TableReader::text_or(const char* key, const char* otherwise) {
    return table_->find(key) == nullptr ? (seen_.insert(key), otherwise) : text(key);
}

std::string TableReader::one_of(const char* key, std::initializer_list<const char*> allowed) {
    std::string value = text(key);
    const auto same = [&](const char* word) { return value == word; };
    if (value.empty() || std::any_of(allowed.begin(), allowed.end(), same)) return value;
    std::string list;
    for (const char* word : allowed) list += (list.empty() ? "" : " | ") + std::string(word);
    fail(key, "「" + value + "」不在可选之列 (allowed): " + list);
    return value;
}

base::Text TableReader::both(const char* key) {
    const TomlNode* node = required(key, TomlNode::Kind::Table, " { zh, en }");
    if (node == nullptr) return {};
    TableReader inner(*node, at(key), *errors_);
    base::Text text{inner.text("zh"), inner.text("en")};
    inner.finish();
    return text;
}

base::Text TableReader::both_or_empty(const char* key) {
    return table_->find(key) == nullptr ? (seen_.insert(key), base::Text{}) : both(key);
}

Date TableReader::date(const char* key) {
    const TomlNode* node = required(key, TomlNode::Kind::Date, "日期 date, 2024-06-30");
    return node == nullptr ? Date{} : node->date;
}

std::optional<Date> TableReader::optional_date(const char* key) {
    if (table_->find(key) == nullptr) return seen_.insert(key), std::nullopt;
    return date(key);
}

std::optional<Date> TableReader::date_or_open(const char* key) {
    const TomlNode* node = take(key);
    if (node != nullptr && node->kind == TomlNode::Kind::String && node->text == "open") return std::nullopt;
    if (node == nullptr || node->kind == TomlNode::Kind::Date) return date(key);
    fail(key, "应为日期或 \"open\" (a date or \"open\")");
    return std::nullopt;
}

bool TableReader::flag(const char* key) {
    const TomlNode* node = required(key, TomlNode::Kind::Boolean, " true/false");
    return node != nullptr && node->flag;
}

bool TableReader::flag_or(const char* key, bool otherwise) {
    return table_->find(key) == nullptr ? (seen_.insert(key), otherwise) : flag(key);
}

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

int TableReader::whole(const char* key, int from, int to) {
    const TomlNode* node = required(key, TomlNode::Kind::Integer, "整数 integer");
    if (node == nullptr) return from;
    if (node->integer < from || node->integer > to) {
        const std::string range = std::to_string(from) + " … " + std::to_string(to);
        fail(key, "应在 " + range + " 之间 (between)");
        return from;
    }
    return static_cast<int>(node->integer);
}

Share TableReader::share(const char* key) {
    const TomlNode* node = take(key);
    if (node != nullptr && node->kind == TomlNode::Kind::Integer) return Share{node->integer, 1};
    if (node == nullptr || node->kind != TomlNode::Kind::String) {
        fail(key, "应为整数或分数 \"1/3\" (an integer or a share)");
        return {};
    }
    const std::string_view text = node->text;
    const std::size_t slash = text.find('/');
    const auto num = whole_number(text.substr(0, slash));
    const auto den =
        slash == std::string_view::npos ? std::optional<std::int64_t>(1) : whole_number(text.substr(slash + 1));
    if (!num || !den || *den <= 0) {
        fail(key, "「" + node->text + "」不是分数，应如 \"1/3\" (not a share)");
        return {};
    }
    return Share{*num, *den};
}

Area TableReader::area_or_zero(const char* key) {
    if (table_->find(key) == nullptr) return seen_.insert(key), Area{};
    const std::string value = text(key);
    const auto parsed = base::parse_area(value, base::AreaUnit::SquareMetre);
    if (!parsed || parsed->rounded) fail(key, "「" + value + "」不是平方米数，最多四位小数 (not an area in m²)");
    return parsed ? parsed->area : Area{};
}

Tag TableReader::tag(const char* key) { return Tag{one_of(key, {"S", "M+", "M", "N", "I", "D"})}; }

std::vector<std::string> TableReader::words(const char* key) {
    const TomlNode* node = required(key, TomlNode::Kind::Array, "文字列表 array of texts");
    std::vector<std::string> out;
    if (node == nullptr) return out;
    for (const TomlNode& item : node->items) {
        if (item.kind != TomlNode::Kind::String || item.text.empty()) fail(key, "列表里有空项或非文字项 (only texts)");
        out.push_back(item.text);
    }
    return out;
}

std::vector<std::string> TableReader::words_or_none(const char* key) {
    return table_->find(key) == nullptr ? (seen_.insert(key), std::vector<std::string>{}) : words(key);
}

std::optional<TableReader> TableReader::table(const char* key) {
    const TomlNode* node = required(key, TomlNode::Kind::Table, "表 table");
    if (node == nullptr) return std::nullopt;
    return TableReader(*node, at(key), *errors_);
}

std::vector<TableReader> TableReader::tables(const char* key) {
    std::vector<TableReader> out;
    const TomlNode* node = take(key);
    if (node == nullptr) return out;
    if (node->kind != TomlNode::Kind::Array) {
        fail(key, "应为表的列表 [[…]] (array of tables)");
        return out;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        if (node->items[i].kind != TomlNode::Kind::Table) {
            fail(key, "应为表的列表 [[…]] (array of tables)");
            return {};
        }
        out.emplace_back(node->items[i], at(key) + "[" + std::to_string(i + 1) + "]", *errors_);
    }
    return out;
}

void TableReader::finish() {
    for (const auto& [key, node] : table_->members)
        if (seen_.find(key) == seen_.end())
            errors_->fail(node.line, at(key.c_str()), "不认识的键，请检查拼写 (unknown key)");
}

}  // namespace law
