// Payloads: canonical JSON of a record, strict reading of it, and the comparison of two records field by field.
#include "base/json.hpp"
#include "base/text.hpp"
#include "land/canonical.hpp"
#include "land/fields.hpp"
#include "land/records.hpp"

#include <cmath>
#include <set>

namespace land {
namespace {

using base::Code;
using base::Error;
using base::Json;

/// Headings that repeat in a source get " (2)", " (3)" … so that no cell is lost in a JSON object.
template <class F>
void each_extra(const Extra& extra, F&& f) {
    std::set<std::string> seen;
    for (const auto& [heading, cell] : extra) {
        if (cell.empty()) continue;
        std::string name = base::is_utf8(heading) ? heading : base::replace_invalid_utf8(heading);
        if (extra.size() > 1) {
            const std::string plain = name;
            for (int n = 2; !seen.insert(name).second; ++n) name = plain + " (" + std::to_string(n) + ")";
        }
        f(name, cell);
    }
}

class Writer {
  public:
    explicit Writer(base::JsonWriter& json) : json_(json) {}

    template <class T, class... List>
    void operator()(std::string_view name, const T& value, const List&...) {
        if (is_stated(value)) json_.key(name), write(value);
    }

  private:
    static bool is_stated(const std::string& value) { return !value.empty(); }
    static bool is_stated(bool value) { return value; }
    static bool is_stated(std::int64_t value) { return value != 0; }
    template <class T>
    static bool is_stated(const std::optional<T>& value) {
        return value.has_value();
    }
    static bool is_stated(const Geometry& value) { return !value.crs.empty() || !value.wkt.empty(); }
    static bool is_stated(const Extra& value) {
        for (const auto& [heading, cell] : value) {
            if (!cell.empty()) return true;
        }
        return false;
    }

    void write(const std::string& value) { json_.string(value); }
    void write(bool value) { json_.boolean(value); }
    void write(std::int64_t value) { json_.integer(value); }
    void write(const std::optional<Date>& value) { json_.string(value->iso()); }
    void write(const std::optional<Area>& value) { json_.area(*value); }
    void write(const std::optional<Money>& value) { json_.decimal(value->fen, 2); }
    void write(const Geometry& value) {
        json_.begin_object();
        (*this)("crs", value.crs);
        (*this)("wkt", value.wkt);
        json_.end_object();
    }
    void write(const Extra& value) {
        json_.begin_object();
        each_extra(value, [this](const std::string& heading, const std::string& cell) {
            json_.key(heading);
            json_.string(cell);
        });
        json_.end_object();
    }
    base::JsonWriter& json_;
};

std::string listed(Values allowed) {
    std::string out;
    for (const std::string_view value : allowed) {
        if (!out.empty()) out += ", ";
        out += value;
    }
    return out;
}

/// What was found, short enough for a message.
std::string shown(const Json& value) {
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (base::char_count(text) > 60) {
        text.resize(60);
        text = base::replace_invalid_utf8(text) + "…";
    }
    return text;
}

/// Takes the object's members in payload order without searching; members written in another order are searched for.
class Reader {
  public:
    explicit Reader(const Json& object) : object_(object), next_(object.begin()) {}

    template <class T, class... List>
    void operator()(std::string_view name, T& value, const List&... list) {
        names_.push_back(name);
        const Json* const found = take(name);
        if (found == nullptr || found->is_null() || failed()) return;
        read(name, *found, value);
        if (!failed()) (check(name, value, list), ...);
    }

    bool failed() const { return !zh_.empty(); }
    /// After the last field: members nobody took are not ours.
    void finish() {
        if (failed() || taken_ == object_.size()) return;
        for (const auto& [name, value] : object_.items()) {
            bool known = false;
            for (const std::string_view ours : names_) known = known || ours == name;
            if (known) continue;
            return fail("没有「" + name + "」这个字段。可用的有：" + listed(names_),
                        "there is no field \"" + name + "\"; known ones: " + listed(names_));
        }
    }
    std::string why() const { return base::both(zh_, en_); }

  private:
    const Json* take(std::string_view name) {
        if (next_ != object_.end() && next_.key() == name) {
            ++taken_;
            return &*next_++;
        }
        if (next_ == object_.end() && taken_ == object_.size()) return nullptr;
        const auto found = object_.find(std::string(name));
        if (found == object_.end()) return nullptr;
        ++taken_;
        next_ = found;
        return &*next_++;
    }
    void fail(std::string zh, std::string en) { zh_ = std::move(zh), en_ = std::move(en); }
    void wrong(std::string_view name, const Json& found, std::string_view zh, std::string_view en) {
        fail(std::string(name) + " 应是" + std::string(zh) + "，却是 " + shown(found),
             std::string(name) + " should be " + std::string(en) + " but is " + shown(found));
    }

    void read(std::string_view name, const Json& json, std::string& value) {
        if (!json.is_string()) return wrong(name, json, "文字", "text");
        value = json.get_ref<const std::string&>();
    }
    void read(std::string_view name, const Json& json, bool& value) {
        if (!json.is_boolean()) return wrong(name, json, " true 或 false", "true or false");
        value = json.get<bool>();
    }
    void read(std::string_view name, const Json& json, std::int64_t& value) {
        if (!json.is_number_integer()) return wrong(name, json, "整数", "an integer");
        value = json.get<std::int64_t>();
    }
    void read(std::string_view name, const Json& json, std::optional<Date>& value) {
        if (json.is_string()) value = base::parse_iso_date(json.get_ref<const std::string&>());
        if (!value) wrong(name, json, "日期，如 \"2024-06-30\"", "a date such as \"2024-06-30\"");
    }
    void read(std::string_view name, const Json& json, std::optional<Area>& value) {
        constexpr double kLargest = 9e14;  // m², the range of base::Area
        if (!json.is_number() || std::abs(json.get<double>()) > kLargest) {
            return wrong(name, json, "平方米数", "a number of square metres");
        }
        value = base::area_from_json(json);
    }
    void read(std::string_view name, const Json& json, std::optional<Money>& value) {
        constexpr double kLargest = 9e13;  // yuan, exact in fen
        if (!json.is_number() || std::abs(json.get<double>()) > kLargest) {
            return wrong(name, json, "金额（元）", "an amount in yuan");
        }
        value = Money{static_cast<std::int64_t>(std::round(json.get<double>() * 100))};
    }
    void read(std::string_view name, const Json& json, Geometry& value) {
        if (!json.is_object()) return wrong(name, json, " {\"crs\",\"wkt\"}", "{\"crs\",\"wkt\"}");
        Reader inner{json};
        inner("crs", value.crs);
        inner("wkt", value.wkt);
        inner.finish();
        if (inner.failed()) fail(std::string(name) + "：" + inner.zh_, std::string(name) + ": " + inner.en_);
    }
    void read(std::string_view name, const Json& json, Extra& value) {
        if (!json.is_object()) return wrong(name, json, "栏目与内容的对照", "an object of headings and cells");
        for (const auto& [heading, cell] : json.items()) {
            if (!cell.is_string()) return wrong(heading, cell, "文字", "text");
            value.emplace_back(heading, cell.get_ref<const std::string&>());
        }
    }

    void check(std::string_view name, const std::string& value, Values allowed) {
        if (value.empty()) return;
        for (const std::string_view one : allowed) {
            if (one == value) return;
        }
        fail(std::string(name) + " 不能是「" + value + "」，可选：" + listed(allowed),
             std::string(name) + " cannot be \"" + value + "\"; choose one of: " + listed(allowed));
    }
    void check(std::string_view name, const std::string& value, ListOf allowed) {
        if (value.empty()) return;
        for (const std::string_view part : base::split(value, ',')) {
            if (!failed()) check(name, part.empty() ? std::string(",") : std::string(part), allowed.allowed);
        }
    }

    const Json& object_;
    Json::const_iterator next_;
    std::size_t taken_ = 0;
    std::vector<std::string_view> names_;
    std::string zh_;
    std::string en_;
};

/// Every field as text, in order; extra columns one by one.
class Texts {
  public:
    template <class T, class... List>
    void operator()(std::string_view name, const T& value, const List&...) {
        add(name, value);
    }
    std::vector<std::pair<std::string, std::string>> list;
    Extra extra;

  private:
    void add(std::string_view name, const std::string& value) { list.emplace_back(name, value); }
    void add(std::string_view name, bool value) { list.emplace_back(name, value ? "true" : "false"); }
    void add(std::string_view name, std::int64_t value) { list.emplace_back(name, std::to_string(value)); }
    void add(std::string_view name, const std::optional<Date>& value) {
        list.emplace_back(name, value ? value->iso() : "");
    }
    void add(std::string_view name, const std::optional<Area>& value) {
        list.emplace_back(name, value ? value->m2_text() : "");
    }
    void add(std::string_view name, const std::optional<Money>& value) {
        std::string text;
        if (value) base::JsonWriter(text).decimal(value->fen, 2);
        list.emplace_back(name, std::move(text));
    }
    void add(std::string_view name, const Geometry& value) {
        list.emplace_back(name, value.crs.empty() ? value.wkt : value.crs + " " + value.wkt);
    }
    void add(std::string_view, const Extra& value) {
        each_extra(value, [this](const std::string& heading, const std::string& cell) {
            extra.emplace_back("extra." + heading, cell);
        });
    }
};

Texts texts_of(const Record& record) {
    Texts texts;
    std::visit([&texts](const auto& r) { fields(r, texts); }, record);
    return texts;
}

const std::string* find_in(const Extra& list, const std::string& name) {
    for (const auto& [heading, cell] : list) {
        if (heading == name) return &cell;
    }
    return nullptr;
}

}  // namespace

std::string payload_of(const Record& record) {
    std::string out;
    out.reserve(1024);
    base::JsonWriter json{out};
    json.begin_object();
    std::visit([&json](const auto& r) { fields(r, Writer{json}); }, record);
    json.end_object();
    return out;
}

base::Result<Record> record_from_json(Kind kind, const Json& json) {
    const std::string name(kind_name(kind));
    if (!json.is_object()) {
        return Error{Code::RecordInvalid, {name, base::both("应是一个 JSON 对象", "it should be a JSON object")}};
    }
    Record record = empty_record(kind);
    Reader reader{json};
    std::visit([&reader](auto& r) { fields(r, reader); }, record);
    reader.finish();
    if (reader.failed()) return Error{Code::RecordInvalid, {name, reader.why()}};
    return record;
}

base::Result<Record> record_from_payload(Kind kind, std::string_view payload) {
    if (std::optional<Record> record = read_canonical(kind, payload)) return std::move(*record);
    PANHUO_TRY(const Json json, base::parse_json(payload, std::string(kind_name(kind))));
    return record_from_json(kind, json);
}

std::vector<FieldChange> changes_between(const Record& before, const Record& after) {
    PANHUO_ASSERT(before.index() == after.index(), "records of one kind are compared");
    const Texts was = texts_of(before);
    const Texts is = texts_of(after);
    std::vector<FieldChange> changes;
    for (std::size_t i = 0; i < was.list.size(); ++i) {
        if (was.list[i].second == is.list[i].second) continue;
        changes.push_back({was.list[i].first, was.list[i].second, is.list[i].second});
    }
    for (const auto& [name, cell] : was.extra) {
        const std::string* const now = find_in(is.extra, name);
        if (now == nullptr || *now != cell) changes.push_back({name, cell, now == nullptr ? "" : *now});
    }
    for (const auto& [name, cell] : is.extra) {
        if (find_in(was.extra, name) == nullptr) changes.push_back({name, "", cell});
    }
    return changes;
}

}  // namespace land
