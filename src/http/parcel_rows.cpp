#include "http/parcel_rows.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace http {
namespace {

constexpr std::string_view kPlot = "plot:";

std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }

std::string in_quotes(std::string_view text) {
    std::string out;
    base::JsonWriter(out).string(text);
    return out;
}

std::string step_json(const std::optional<base::Text>& step) {
    if (!step) return "null";
    return "{\"zh\":" + in_quotes(step->zh) + ",\"en\":" + in_quotes(step->en) + "}";
}

std::string list_json(const std::vector<std::string>& list) {
    std::string out;
    base::JsonWriter writer(out);
    writer.begin_array();
    for (const std::string& each : list) writer.string(each);
    writer.end_array();
    return out;
}

void member(std::string& json, std::string_view name, std::string_view value) {
    json += ",\"";
    json += name;
    json += "\":";
    json += value;
}

}  // namespace

ParcelRows::Word ParcelRows::keep(std::string_view word) {
    const auto [at, fresh] = numbers_.try_emplace(std::string(word), static_cast<Word>(words_.size()));
    if (fresh) words_.emplace_back(word);
    return at->second;
}

std::uint32_t ParcelRows::put(std::string_view text) {
    PANHUO_ASSERT(own_.size() + text.size() < UINT32_MAX, "texts of one moment beyond 4 GB");
    const auto at = static_cast<std::uint32_t>(own_.size());
    own_ += text;
    return at;
}

void ParcelRows::add(const service::Parcel& parcel) {
    Row row;
    const auto set = [&](Shared column, std::string_view text) {
        row.words[static_cast<std::size_t>(column)] = keep(text);
    };
    set(Shared::Kind, parcel.kind);
    set(Shared::Division, parcel.division);
    set(Shared::Zone, parcel.zone);
    set(Shared::Township, parcel.township);
    set(Shared::Approval, parcel.approval);
    set(Shared::Status, parcel.status);
    set(Shared::Judgement, law::judgement_code(parcel.judgement));
    set(Shared::Certainty, law::certainty_code(parcel.certainty));
    set(Shared::Cause, parcel.cause);
    set(Shared::Route, parcel.route);
    set(Shared::Unit, parcel.responsible_unit);
    row.step = keep(step_json(parcel.next_step));
    row.missing = keep(list_json(parcel.missing));
    row.id = put(parcel.id);
    row.name = put(parcel.name);
    row.origin = put(parcel.origin);
    row.end = put("");
    const auto day = [](const std::optional<base::Date>& date) { return date ? date->days() : kNoDay; };
    row.due = day(parcel.due);
    row.planned = day(parcel.planned);
    row.idle_from = day(parcel.idle_from);
    for (const law::Finding& finding : parcel.findings) {
        std::uint16_t& count = row.findings[static_cast<std::size_t>(finding.severity)];
        if (count < UINT16_MAX) ++count;
    }
    row.divided = parcel.divided;
    row.has_area = parcel.area.has_value();
    row.area = parcel.area.value_or(base::Area{});
    row.unsupplied = parcel.unsupplied;
    rows_.push_back(row);
}

void ParcelRows::finish() {
    rows_.shrink_to_fit();
    own_.shrink_to_fit();
    for (const std::string& word : words_) quoted_.push_back(in_quotes(word));
    numbers_ = {};
    names_.reserve(rows_.size());
    for (std::uint32_t row = 0; row < size(); ++row) {
        names_.emplace_back(hash_of(id(row)), row);
        if (origin(row).empty()) continue;
        names_.emplace_back(hash_of(origin(row)), row);
        if (base::starts_with(origin(row), kPlot)) names_.emplace_back(hash_of(origin(row).substr(kPlot.size())), row);
    }
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    names_.shrink_to_fit();
}

std::vector<std::uint32_t> ParcelRows::called(std::string_view name) const {
    std::vector<std::uint32_t> found;
    const std::size_t hash = hash_of(name);
    for (auto at = std::lower_bound(names_.begin(), names_.end(), std::pair<std::size_t, std::uint32_t>(hash, 0));
         at != names_.end() && at->first == hash; ++at) {
        const std::uint32_t row = at->second;
        const bool plot = base::starts_with(origin(row), kPlot) && origin(row).substr(kPlot.size()) == name;
        if (plot || id(row) == name || (!name.empty() && origin(row) == name)) found.push_back(row);
    }
    return found;
}

void ParcelRows::write(std::uint32_t row, std::string& json) const {
    const Row& all = rows_[row];
    const auto shared = [&](std::string_view name, Shared column) { member(json, name, quoted_[word(row, column)]); };
    const auto day = [&](std::string_view name, std::int32_t days) {
        member(json, name, days == kNoDay ? "null" : "\"" + base::Date::from_days(days).iso() + "\"");
    };
    json += "{\"id\":";
    base::JsonWriter(json).string(id(row));
    shared("kind", Shared::Kind);
    shared("division", Shared::Division);
    shared("zone", Shared::Zone);
    shared("township", Shared::Township);
    shared("approval", Shared::Approval);
    member(json, "name", "");
    base::JsonWriter(json).string(name(row));
    member(json, "area_m2", all.has_area ? all.area.m2_text() : "null");
    member(json, "unsupplied_m2", all.unsupplied.m2_text());
    shared("status", Shared::Status);
    shared("judgement", Shared::Judgement);
    shared("certainty", Shared::Certainty);
    shared("cause", Shared::Cause);
    shared("route", Shared::Route);
    member(json, "next_step", words_[all.step]);
    day("due", all.due);
    day("planned", all.planned);
    shared("responsible_unit", Shared::Unit);
    day("idle_from", all.idle_from);
    member(json, "missing", words_[all.missing]);
    json += ",\"findings\":{";
    bool first = true;
    for (const law::Severity severity : {law::Severity::Error, law::Severity::Warning, law::Severity::Info}) {
        const std::uint32_t count = findings(row, severity);
        if (count == 0) continue;
        if (!first) json += ',';
        first = false;
        json += "\"" + std::string(law::severity_code(severity)) + "\":" + std::to_string(count);
    }
    json += "}}";
}

}  // namespace http
