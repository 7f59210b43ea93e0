#include "service/sources.hpp"

#include "base/hash.hpp"
#include "base/json.hpp"
#include "service/parcels.hpp"
#include "service/versions.hpp"

#include <cstdlib>

namespace service {

SourceCell source_of(const journal::Entry& entry) {
    return {journal::entry_id(entry.chain, entry.sequence), entry.source.file ? base::hex(*entry.source.file) : "",
            entry.source.sheet, entry.source.cells};
}

base::Json source_json(const SourceCell& source) {
    return {{"file", source.file}, {"sheet", source.sheet}, {"cell", source.cells}, {"entry", source.entry}};
}

base::Status add_sources(store::Snapshot& snapshot, const std::vector<law::Finding>& findings, Sources& sources) {
    for (const law::Finding& finding : findings) {
        for (const law::Reason& reason : finding.reasons) {
            const std::size_t slash = reason.entry.rfind('/');
            if (slash == std::string::npos || sources.count(reason.entry) > 0) continue;
            PANHUO_TRY(const journal::Entry entry,
                       read_entry(snapshot, reason.entry.substr(0, slash),
                                  std::strtoull(reason.entry.c_str() + slash + 1, nullptr, 10)));
            sources[reason.entry] = source_of(entry);
        }
    }
    return base::Done{};
}

base::Json sourced_json(const law::Finding& finding, const Sources& sources) {
    base::Json json = finding_json(finding);
    for (base::Json& reason : json["reasons"]) {
        const auto source = sources.find(reason["source"]["entry"].get<std::string>());
        if (source != sources.end()) reason["source"] = source_json(source->second);
    }
    return json;
}

}  // namespace service
