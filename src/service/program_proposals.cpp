#include "service/program_proposals.hpp"

#include "service/proposals.hpp"
#include "service/versions.hpp"

#include <map>
#include <set>

namespace service {
namespace {

const journal::Actor& program() {
    static const journal::Actor actor{kProgram, kProgramRole, ""};
    return actor;
}

base::Status take_back(Command& command, const journal::Entry& entry, const land::Record& record,
                       const std::string& reason) {
    Saying saying;
    saying.change = entry.change;
    saying.state = journal::State::Rejected;
    saying.effective = entry.effective;
    saying.reason = reason;
    saying.version = entry.version;
    saying.actor = program();
    PANHUO_DO(command.say(record, saying));
    return base::Done{};
}

/// Whether the statement can be made: a new one where nothing is known under the key, any other where something is.
base::Result<bool> fits(Command& command, land::Kind kind, const Wanted& wanted) {
    PANHUO_TRY(const auto known,
               versions_in_force(command.transaction(), kind, land::key_of(wanted.record), command.recorded_at()));
    return known.empty() == (wanted.change == journal::Change::New);
}

/// The same statement. What moves area on a day is proposed once: the day stays that of the first proposal.
bool same(land::Record wanted, const land::Record& open) {
    if (auto* decision = std::get_if<land::Decision>(&wanted)) decision->on = std::get<land::Decision>(open).on;
    return land::payload_of(wanted) == land::payload_of(open);
}

}  // namespace

void ProposalCount::operator+=(const ProposalCount& other) {
    proposed += other.proposed;
    standing += other.standing;
    taken_back += other.taken_back;
    stated += other.stated;
}

base::Result<ProposalCount> propose(Command& command, land::Kind kind, const std::vector<Wanted>& wanted,
                                    const std::function<bool(const land::Record&)>& concerned,
                                    const std::string& why_not) {
    ProposalCount count;
    std::set<std::string> standing;
    PANHUO_TRY(const std::vector<journal::Entry> open, open_proposals(command.transaction(), kind));
    std::map<std::string, const Wanted*> wanted_by_key;
    for (const Wanted& each : wanted) wanted_by_key[land::key_of(each.record)] = &each;
    for (const journal::Entry& entry : open) {
        if (entry.actor.id != kProgram || entry.change == journal::Change::Retract) continue;
        PANHUO_TRY(const land::Record record, land::record_from_payload(kind, entry.payload));
        if (!concerned(record)) continue;
        const auto still = wanted_by_key.find(entry.key);
        if (still != wanted_by_key.end() && same(still->second->record, record)) {
            standing.insert(entry.key);
            ++count.standing;
        } else {
            PANHUO_DO(take_back(command, entry, record, why_not));
            ++count.taken_back;
        }
    }
    for (const auto& [key, each] : wanted_by_key) {
        if (standing.count(key) > 0) continue;
        PANHUO_TRY(const bool possible, fits(command, kind, *each));
        if (!possible) {
            ++count.stated;
            continue;
        }
        Saying saying;
        saying.change = each->change;
        saying.state = journal::State::Proposed;
        saying.effective = each->effective;
        saying.reason = each->reason;
        saying.actor = program();
        PANHUO_DO(command.say(each->record, saying));
        ++count.proposed;
    }
    return count;
}

}  // namespace service
