// What the program itself proposes (draws, portions, noise): statements that wait for a person and move nothing until
// one approves them (service/proposals.hpp). The program never approves.
//
// Proposals are kept in step with the ground: asked again, what is proposed already stays, what no longer holds is
// taken back by an entry with its reason, and nothing is said twice.
#pragma once

#include "service/command.hpp"

#include <functional>
#include <string>
#include <vector>

namespace service {

/// The actor of such entries. Nobody logs in under it, so every person is a second one.
inline constexpr char kProgram[] = "panhuo";
inline constexpr char kProgramRole[] = "program";

struct Wanted {
    land::Record record;
    std::string reason;
    journal::Change change = journal::Change::New;
    std::optional<base::Date> effective = {};
};

struct ProposalCount {
    std::size_t proposed = 0, standing = 0, taken_back = 0;
    std::size_t stated = 0;  ///< wanted, but a record under that key says something already

    void operator+=(const ProposalCount& other);
};

/// Proposes `wanted` (all of `kind`) and takes back those of the program's open proposals of that kind that `concerned`
/// names and nobody wants any more. `why_not` is the reason of taking back.
base::Result<ProposalCount> propose(Command& command, land::Kind kind, const std::vector<Wanted>& wanted,
                                    const std::function<bool(const land::Record&)>& concerned,
                                    const std::string& why_not);

}  // namespace service
