#include "land/vintage.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace land {
namespace {

constexpr std::array<std::string_view, 8> kUntil = {"-", "–", "—", "——", "~", "至", "到", "－"};
constexpr std::array<std::string_view, 4> kUpTo = {"以前", "及以前", "底以前", "底及以前"};
constexpr std::array<std::string_view, 4> kSince = {"以来", "以后", "及以后", "起"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Takes four digits off the front, and the word for year behind them.
std::optional<int> take_year(std::string_view& rest) {
    constexpr std::size_t kDigits = 4;
    constexpr std::string_view kYear = "年";
    if (rest.size() < kDigits) return std::nullopt;
    int year = 0;
    for (const char c : rest.substr(0, kDigits)) {
        if (c < '0' || c > '9') return std::nullopt;
        year = year * 10 + (c - '0');
    }
    rest.remove_prefix(kDigits);
    if (base::starts_with(rest, kYear)) rest.remove_prefix(kYear.size());
    return year;
}

}  // namespace

bool Vintage::covers(base::Date approved_on) const {
    const int year = approved_on.year();
    return (!from || *from <= year) && (!to || year <= *to);
}

std::string Vintage::code() const {
    return (from ? std::to_string(*from) : "") + "-" + (to ? std::to_string(*to) : "");
}

base::Text Vintage::text() const {
    if (!from && !to) return {"历年批准", "approved in any year"};
    if (!from) return {std::to_string(*to) + "年以前批准", "approved up to " + std::to_string(*to)};
    if (!to) return {std::to_string(*from) + "年以来批准", "approved since " + std::to_string(*from)};
    if (*from == *to) return {std::to_string(*from) + "年批准", "approved in " + std::to_string(*from)};
    const std::string first = std::to_string(*from);
    const std::string last = std::to_string(*to);
    return {first + "—" + last + "年批准", "approved " + first + "–" + last};
}

std::optional<Vintage> read_vintage(std::string_view text) {
    std::string plain = base::to_halfwidth(base::squeeze(text));
    constexpr std::string_view kApproved = "批准";
    if (base::ends_with(plain, kApproved)) plain.resize(plain.size() - kApproved.size());
    std::string_view rest = plain;
    Vintage vintage;
    vintage.from = take_year(rest);
    if (vintage.from && is_one_of(kUpTo, rest)) return Vintage{std::nullopt, vintage.from};
    if (vintage.from && (is_one_of(kSince, rest) || rest == "-")) return vintage;
    if (vintage.from && rest.empty()) return Vintage{vintage.from, vintage.from};
    const auto until = std::find_if(kUntil.rbegin(), kUntil.rend(), [&](std::string_view word) {
        return base::starts_with(rest, word) && rest.size() > word.size();
    });
    if (until == kUntil.rend()) return std::nullopt;
    rest.remove_prefix(until->size());
    vintage.to = take_year(rest);
    if (!vintage.to || !rest.empty() || (vintage.from && *vintage.to < *vintage.from)) return std::nullopt;
    return vintage;
}

}  // namespace land
