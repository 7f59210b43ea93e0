#include "law/case_reader.hpp"

#include "base/json.hpp"
#include "land/vocabulary.hpp"

#include <algorithm>
#include <cmath>

namespace law {

namespace {

const base::Json kEmpty = base::Json::object();

std::string shown(const base::Json& value) {
    constexpr std::size_t kMost = 60;
    // What is inside is not shown: writing it out takes as much stack as it is deep.
    if (value.is_structured() && !value.empty()) return value.is_array() ? "[…]" : "{…}";
    std::string text =
        value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, base::Json::error_handler_t::replace);
    if (text.size() > kMost) {
        text.resize(kMost);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        if (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0) text.pop_back();
        text += "…";
    }
    return text;
}

}  // namespace

CaseReader::CaseReader(const base::Json& object, std::string path, std::optional<base::Error>& error)
    : object_(&object), path_(std::move(path)), error_(&error) {
    if (object.is_object()) return;
    fail("", object, "一个对象 {…}", "an object {…}");
    object_ = &kEmpty;
}

void CaseReader::fail(const std::string& key, const base::Json& found, const std::string& zh, const std::string& en) {
    if (error_->has_value()) return;
    std::string where = key.empty() ? path_ : at(key);
    if (where.empty()) where = "/";
    *error_ = base::Error{base::Code::CaseInvalid, {where, shown(found), base::both(zh, en)}};
}

const base::Json* CaseReader::find(const char* key) {
    asked_.emplace_back(key);
    const auto found = object_->find(key);
    return found == object_->end() || found->is_null() ? nullptr : &*found;
}

std::string CaseReader::word(const char* key, std::initializer_list<std::string_view> allowed) {
    const base::Json* value = find(key);
    if (value == nullptr) return "";
    std::string list;
    for (const std::string_view one : allowed) {
        if (value->is_string() && *value == std::string(one)) return std::string(one);
        list += (list.empty() ? "" : " | ") + std::string(one);
    }
    fail(key, *value, list, list);
    return "";
}

std::string CaseReader::listed(const char* key, std::string_view list, std::initializer_list<std::string_view> also) {
    const base::Json* value = find(key);
    if (value == nullptr) return "";
    if (value->is_string()) {
        const auto text = value->get<std::string>();
        if (std::find(also.begin(), also.end(), text) != also.end()) return text;
        if (const auto known = land::vocabulary().identify(list, text)) return *known;
    }
    std::string expected;
    const auto add = [&](std::string_view one) { (expected += expected.empty() ? "" : " | ") += one; };
    for (const std::string_view one : also) add(one);
    for (const std::string& one : land::vocabulary().identifiers(list)) add(land::vocabulary().title(list, one).zh);
    fail(key, *value, expected, expected);
    return "";
}

std::vector<std::string> CaseReader::words(const char* key, std::initializer_list<std::string_view> allowed) {
    const base::Json* value = find(key);
    std::vector<std::string> out;
    if (value == nullptr) return out;
    std::string list;
    for (const std::string_view one : allowed) list += (list.empty() ? "" : ", ") + std::string(one);
    if (!value->is_array()) {
        fail(key, *value, "数组，成员为 " + list, "a list of " + list);
        return out;
    }
    for (std::size_t i = 0; i < value->size(); ++i) {
        const base::Json& member = (*value)[i];
        const bool known =
            member.is_string() && std::find(allowed.begin(), allowed.end(), member.get<std::string>()) != allowed.end();
        if (known)
            out.push_back(member.get<std::string>());
        else
            fail(key + ("[" + std::to_string(i) + "]"), member, list, list);
    }
    return out;
}

std::optional<base::Date> CaseReader::date(const char* key) {
    const base::Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    // Years of the trade: a sentinel such as 1900-01-01 stands for "no date" in the ministry's lists.
    if (value->is_string())
        if (const auto day = base::parse_iso_date(value->get<std::string>());
            day && 1950 <= day->year() && day->year() <= 2200)
            return day;
    fail(key, *value, "日期，如 2019-06-30（1950 至 2200 年）", "a date such as 2019-06-30 (years 1950 to 2200)");
    return std::nullopt;
}

std::optional<std::int64_t> CaseReader::decimal(const char* key, std::int64_t scale, bool positive) {
    const base::Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    constexpr double kMost = 1e11;  // 100,000 km², 1,000 亿元: beyond it is a slip of the unit
    const std::string places = scale == 100 ? "2" : "4";
    if (value->is_number()) {
        const double number = value->get<double>();
        const bool range = (positive ? 0 < number : 0 <= number) && number <= kMost;
        const std::int64_t units = range ? std::llround(number * static_cast<double>(scale)) : 0;
        // A decimal of so many places is the double nearest to its whole number of units (below 2^53), divided.
        if (range && static_cast<double>(units) / static_cast<double>(scale) == number) return units;
    }
    fail(key, *value, std::string(positive ? "正数" : "不小于零的数") + "，至多 " + places + " 位小数，不超过 1e11",
         std::string(positive ? "a number above 0" : "a number of at least 0") + " with at most " + places +
             " decimals, at most 1e11");
    return std::nullopt;
}

std::optional<base::Area> CaseReader::area(const char* key, bool positive) {
    const auto units = decimal(key, base::Area::kPerSquareMetre, positive);
    return units ? std::optional(base::Area::from_units(*units)) : std::nullopt;
}

std::optional<land::Money> CaseReader::money(const char* key, bool positive) {
    const auto fen = decimal(key, 100, positive);
    return fen ? std::optional(land::Money{*fen}) : std::nullopt;
}

std::optional<bool> CaseReader::truth(const char* key) {
    const base::Json* value = find(key);
    if (value == nullptr || *value == "unknown") return std::nullopt;
    if (value->is_boolean()) return value->get<bool>();
    if (*value == "yes") return true;
    if (*value == "no") return false;
    fail(key, *value, "yes | no | unknown（或 true、false、null）", "yes | no | unknown (or true, false, null)");
    return std::nullopt;
}

CaseReader CaseReader::object(const char* key) {
    const base::Json* value = find(key);
    return {value == nullptr ? kEmpty : *value, at(key), *error_};
}

std::vector<CaseReader> CaseReader::objects(const char* key) {
    std::vector<CaseReader> out;
    const base::Json* value = find(key);
    if (value == nullptr) return out;
    if (!value->is_array()) {
        fail(key, *value, "数组 [{…}]", "a list [{…}]");
        return out;
    }
    for (std::size_t i = 0; i < value->size(); ++i)
        out.emplace_back((*value)[i], at(key) + "[" + std::to_string(i) + "]", *error_);
    return out;
}

void CaseReader::finish() {
    for (const auto& [key, value] : object_->items()) {
        if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
        std::string known;
        for (const std::string& one : asked_) known += (known.empty() ? "" : ", ") + one;
        fail(key, value, "只能有这些键：" + known, "a key of: " + known);
    }
}

}  // namespace law
