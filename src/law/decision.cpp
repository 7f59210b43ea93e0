// Decisions on contradictions: whether a book knows what was picked, and what holds on a day.
#include "law/contradiction.hpp"

namespace law {

base::Status check_decision(const Rulebook& book, const std::string& contradiction, const std::string& reading) {
    std::string ids;
    for (const Contradiction& one : contradictions(book)) {
        if (one.id != contradiction) {
            if (!one.readings.empty()) ids += (ids.empty() ? "" : ", ") + one.id;
            continue;
        }
        std::string known;
        for (const Reading& r : one.readings) {
            if (r.id == reading) return base::Done{};
            known += (known.empty() ? "" : ", ") + r.id;
        }
        return base::Error{base::Code::ReadingUnknown, {contradiction, reading, known.empty() ? "（无 none）" : known}};
    }
    return base::Error{base::Code::ContradictionUnknown, {contradiction, ids}};
}

std::string decided_reading(const std::vector<Decided>& decisions, std::string_view contradiction, Date as_of) {
    const Decided* latest = nullptr;
    for (const Decided& one : decisions)
        if (one.contradiction == contradiction && one.on <= as_of && (latest == nullptr || latest->on <= one.on))
            latest = &one;
    return latest != nullptr ? latest->reading : std::string{};
}

}  // namespace law
