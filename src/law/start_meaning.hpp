// Art 30 of Order 53: what counts as 动工开发. Private to the room; the rows stand in the table idle.start of the
// books.
//
// A start is work after a lawful building permit: the pit excavated, all foundation piles driven, or a third of the
// foundation done. Support piles (支护桩) hold the walls of the pit and are no foundation piles; clearing and levelling
// prepare the ground. Unknown is not no: a stated start is not doubted because nobody mentioned the permit.
#pragma once

#include "law/idle_law.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

/// Works that are less than a start: support_piles, clearing, none.
bool is_weak_work(std::string_view work);
/// Works that are a start, given the permit: foundation_third, pit_done, all_piles.
bool is_start_work(std::string_view work);

struct StartClaim {
    std::optional<bool> started;  ///< what is said
    std::optional<bool> permit;   ///< 施工许可证
    std::string work;             ///< the most that has been done; empty = not stated
};

enum class StartMeaning : std::uint8_t { Started, NotStarted, Unknown, Conflict };

struct StartAnswer {
    StartMeaning meaning = StartMeaning::Unknown;
    bool weak_work = false;  ///< called a start, but the works are none
    bool no_permit = false;  ///< called or built as a start, but without permit
    std::vector<std::string> missing;
};
StartAnswer meaning_of_start(const StartClaim& claim, const IdleLaw& law);

}  // namespace law
