// Money as it stands in cells: 元 or 万元, to integer fen.
//
// Digits are read one by one, no floating point; what is finer than a fen is rounded half away from zero.
#pragma once

#include "land/records.hpp"

#include <string>
#include <string_view>

namespace land {

enum class MoneyUnit { Yuan, TenThousandYuan };

struct ReadMoney {
    enum class Outcome { Money, Empty, Unreadable };
    Outcome outcome = Outcome::Empty;
    Money money;
    bool unit_in_cell = false;  ///< the cell itself named 元, 万元 or 亿元, which wins over the column's unit
};
/// "3720.0000", "1,518 万元", "￥４３１０００", "0"; full-width digits and thousands separators are read.
ReadMoney read_money(std::string_view cell, MoneyUnit column_unit);

std::string yuan_text(Money money);  ///< "37200000.00"

}  // namespace land
