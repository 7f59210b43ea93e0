#include "land/money.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <array>

namespace land {
namespace {

struct UnitName {
    std::string_view name;
    int fen_power;  ///< one unit is 10^fen_power fen
};
/// Longest first: 万元 ends as 元 does.
constexpr std::array kUnits = {UnitName{"亿元", 10}, UnitName{"万元", 6}, UnitName{"元", 2}, UnitName{"万", 6}};

}  // namespace

ReadMoney read_money(std::string_view cell, MoneyUnit column_unit) {
    ReadMoney read;
    std::string text = base::squeeze(base::to_halfwidth(cell));
    for (const std::string_view sign : {"¥", "￥", "人民币"}) {
        if (base::starts_with(text, sign)) text.erase(0, sign.size());
    }
    if (text.empty() || text == "-" || text == "--" || text == "—" || text == "/" || text == "无") return read;
    int fen_power = column_unit == MoneyUnit::Yuan ? 2 : 6;
    for (const UnitName& unit : kUnits) {
        if (!base::ends_with(text, unit.name)) continue;
        text.resize(text.size() - unit.name.size());
        fen_power = unit.fen_power;
        read.unit_in_cell = true;
        break;
    }
    const auto fen = base::parse_decimal(text, fen_power);
    read.outcome = fen ? ReadMoney::Outcome::Money : ReadMoney::Outcome::Unreadable;
    if (fen) read.money = Money{*fen};
    return read;
}

std::string yuan_text(Money money) {
    std::string out;
    base::JsonWriter(out).decimal(money.fen, 2);
    return out;
}

}  // namespace land
