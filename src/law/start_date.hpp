// Which day of start governs: contract or decision, supplement, or delivery. Private to the room.
//
// Order 53 art 12(1)1 and 12(2): a supplement sets a new day, at most one year on, from which everything runs anew.
// One that is dated back or reaches beyond the limit never makes the owner worse off here: of the two days the later
// one governs until the matter is reviewed. Art 22: no agreed day at all -> actual delivery + 1 year.
#pragma once

#include "law/idle_law.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace law {

struct Supplement {
    std::optional<Date> signed_on;
    std::optional<Date> agreed_start;
};

enum class SupplementState : std::uint8_t {
    Valid,
    BackDated,  ///< the new start lies before the signing
    TooLong,    ///< beyond the limit
    Unsigned,   ///< no day of signing: taken as it is, but neither limit nor back-dating can be checked
    NotYet,     ///< signed after the day of judgement
    NoDate      ///< sets no day of start
};

struct StartDate {
    enum class By : std::uint8_t { Nothing, Agreed, Supplement, Delivery };
    std::optional<Date> on;
    By by = By::Nothing;
    std::optional<std::size_t> supplement;  ///< which one governs, by its place in the question
    std::vector<SupplementState> states;    ///< of each supplement of the question
    std::vector<std::size_t> order;         ///< those that were applied, in order of signing
};

struct StartQuestion {
    std::optional<Date> agreed;
    std::vector<Supplement> supplements;
    std::optional<Date> delivered;
};
StartDate start_date(const StartQuestion& question, const IdleLaw& law, Date as_of);

}  // namespace law
