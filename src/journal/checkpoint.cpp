// The text of a checkpoint: written by hand so that it has one form only, read strictly.
#include "base/json.hpp"
#include "journal/chain.hpp"

#include <algorithm>
#include <set>

namespace journal {
namespace {

using base::Code;
using base::Error;
using base::Json;

constexpr std::string_view kFormat = "panhuo-checkpoint";
constexpr int kVersion = 1;

/// An object with exactly these members, in any order.
bool has_exactly(const Json& value, std::initializer_list<const char*> names) {
    if (!value.is_object() || value.size() != names.size()) return false;
    return std::all_of(names.begin(), names.end(), [&](const char* name) { return value.contains(name); });
}

std::optional<base::Hash> read_hash(const Json& value) {
    if (!value.is_string()) return std::nullopt;
    const auto bytes = base::from_hex(value.get<std::string>());
    base::Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

std::optional<Head> read_head(const Json& value) {
    if (!has_exactly(value, {"chain", "entries", "head"})) return std::nullopt;
    if (!value["chain"].is_string() || !value["entries"].is_number_unsigned()) return std::nullopt;
    const auto hash = read_hash(value["head"]);
    Head head{value["chain"].get<std::string>(), value["entries"].get<std::uint64_t>(), hash.value_or(base::Hash{})};
    if (!hash || head.chain.empty() || head.entries == 0) return std::nullopt;
    return head;
}

void write_head(base::JsonWriter& out, const Head& head) {
    out.begin_object();
    out.key("chain");
    out.string(head.chain);
    out.key("entries");
    out.integer(static_cast<std::int64_t>(head.entries));
    out.key("head");
    out.string(base::hex(head.hash));
    out.end_object();
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    std::string text = "{\"format\":\"" + std::string(kFormat) + "\",\"version\":" + std::to_string(kVersion);
    text += ",\n \"store\":";
    base::JsonWriter(text).string(checkpoint.store);
    text += ",\n \"taken_at\":";
    base::JsonWriter(text).string(checkpoint.taken_at.iso());
    text += ",\n \"heads\":[";
    const char* separator = "\n  ";
    for (const Head& head : checkpoint.heads) {
        text += separator;
        separator = ",\n  ";
        base::JsonWriter writer(text);
        write_head(writer, head);
    }
    text += "]}\n";
    return text;
}

base::Result<Checkpoint> parse_checkpoint(std::string_view text, const std::string& name) {
    const auto refuse = [&](std::string why) { return Error{Code::CheckpointMalformed, {name, std::move(why)}}; };
    const auto parsed = base::parse_json(text, name);
    if (!parsed.ok()) return refuse(parsed.error().args.empty() ? "JSON" : parsed.error().args.back());
    const Json& json = *parsed;
    if (!has_exactly(json, {"format", "version", "store", "taken_at", "heads"})) {
        return refuse("format, version, store, taken_at, heads");
    }
    if (json["format"] != kFormat) return refuse("format");
    if (json["version"] != kVersion) return refuse("version");
    if (!json["taken_at"].is_string()) return refuse("taken_at");
    const auto taken_at = base::parse_instant(json["taken_at"].get<std::string>());
    if (!taken_at.ok()) return refuse("taken_at");
    if (!read_hash(json["store"])) return refuse("store");
    if (!json["heads"].is_array()) return refuse("heads");

    Checkpoint checkpoint{json["store"].get<std::string>(), *taken_at, {}};
    std::set<std::string> chains;
    for (const Json& value : json["heads"]) {
        auto head = read_head(value);
        if (!head || !chains.insert(head->chain).second) {
            return refuse("heads[" + std::to_string(checkpoint.heads.size()) + "]");
        }
        checkpoint.heads.push_back(std::move(*head));
    }
    return checkpoint;
}

}  // namespace journal
