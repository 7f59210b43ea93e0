#include "journal/versions.hpp"

#include <algorithm>

namespace journal {
namespace {

using base::Date;

/// The last version that began on or before `day`; the first one if none did.
std::size_t holding_on(const std::vector<Held>& current, Date day) {
    std::size_t found = 0;
    for (std::size_t i = 1; i < current.size(); ++i) {
        if (current[i].from <= day) found = i;
    }
    return found;
}

std::size_t corrected_by(const std::vector<VersionHead>& entries, const std::vector<Held>& current,
                         const std::optional<Date>& effective) {
    if (!effective) return current.size() - 1;
    for (std::size_t i = current.size(); i-- > 0;) {
        const auto stated = i == 0 ? entries[current[0].index].effective : current[i].from;
        if (stated == effective) return i;
    }
    return holding_on(current, *effective);
}

void amend(std::vector<Held>& current, std::size_t index, Date from) {
    const auto place = std::find_if(current.begin() + 1, current.end(), [&](const Held& v) { return v.from >= from; });
    if (place != current.end() && place->from == from) {
        place->index = index;
    } else {
        current.insert(place, Held{index, from});
    }
}

}  // namespace

std::vector<Held> held(const std::vector<VersionHead>& entries, base::Instant known_at) {
    std::vector<Held> current;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const VersionHead& entry = entries[i];
        if (entry.state != State::Approved || entry.recorded_at > known_at) continue;
        if (entry.change == Change::Retract) {
            current.clear();
        } else if (entry.change == Change::New || current.empty()) {
            current.assign(1, Held{i, std::nullopt});
        } else if (entry.change == Change::Correct) {
            current[corrected_by(entries, current, entry.effective)].index = i;
        } else {
            amend(current, i, entry.effective.value_or(entry.recorded_at.shanghai_date()));
        }
    }
    return current;
}

std::vector<std::size_t> in_force(const std::vector<VersionHead>& entries, base::Instant known_at) {
    std::vector<std::size_t> out;
    for (const Held& version : held(entries, known_at)) out.push_back(version.index);
    return out;
}

}  // namespace journal
