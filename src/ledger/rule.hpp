// The rules of the transitions table (design/ledger §3) as a small type, so that the fold sorts and compares numbers.
#pragma once

#include <cstdint>
#include <string_view>

namespace ledger {

/// In the order of the table, which is also the order of postings on one day.
enum class Rule : std::uint8_t {
    R1,
    R2,
    R2b,
    R2c,
    R2d,
    R3,
    R4,
    R5,
    R6,
    R7,
    R7b,
    R7c,
    R7d,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14,
    R15,
    R16,
    R18,
    R19,
    R20,
    R20b,
    R22,
    R23,
    R24,
    R25,
    R26,
    R27,
    R29
};

/// "1" … "29", "2b", "7c": what a posting shows.
constexpr std::string_view rule_text(Rule rule) {
    constexpr std::string_view kTexts[] = {"1",  "2",  "2b", "2c",  "2d", "3",  "4",  "5",  "6",  "7",  "7b",
                                           "7c", "7d", "8",  "9",   "10", "11", "12", "13", "14", "15", "16",
                                           "18", "19", "20", "20b", "22", "23", "24", "25", "26", "27", "29"};
    return kTexts[static_cast<std::size_t>(rule)];
}

}  // namespace ledger
