#include "http/entry_json.hpp"

#include "base/json.hpp"
#include "service/mappings.hpp"

namespace http {
namespace {

/// Stored JSON text as JSON; null where it is none.
base::Json parsed(const std::string& text) {
    base::Result<base::Json> json = base::parse_json(text, "entry");
    return json.ok() ? *std::move(json) : base::Json(nullptr);
}

}  // namespace

base::Json entry_json(const journal::Entry& entry) {
    base::Json original = entry.original.empty() ? base::Json::object() : parsed(entry.original);
    base::Json mapping = nullptr;
    if (original.is_object() && original.contains(service::kMappingMember)) {
        mapping = original[service::kMappingMember];
        original.erase(service::kMappingMember);
    }
    return {{"id", journal::entry_id(entry.chain, entry.sequence)},
            {"kind", entry.kind},
            {"key", entry.key},
            {"version", entry.version},
            {"change", journal::change_name(entry.change)},
            {"state", journal::state_name(entry.state)},
            {"actor", {{"id", entry.actor.id}, {"role", entry.actor.role}, {"office", entry.actor.office}}},
            {"reason", entry.reason},
            {"recorded_at", entry.recorded_at.iso()},
            {"effective", base::day_json(entry.effective)},
            {"source",
             {{"file", entry.source.file ? base::hex(*entry.source.file) : ""},
              {"sheet", entry.source.sheet},
              {"cells", entry.source.cells},
              {"mapping", std::move(mapping)}}},
            {"original", std::move(original)},
            {"payload", parsed(entry.payload)}};
}

}  // namespace http
