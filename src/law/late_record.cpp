#include "law/late_record.hpp"

#include "land/codes.hpp"
#include "law/judgement.hpp"

#include <algorithm>
#include <numeric>

namespace law {

namespace {

constexpr std::size_t kSeries = 10;  ///< RRRRRRYYYY
constexpr std::size_t kSerial = 11;  ///< behind the letter
constexpr std::size_t kSerialDigits = 4;

std::string_view serial_of(std::string_view number) { return number.substr(kSerial, kSerialDigits); }

std::string_view year_of(std::string_view number) { return number.substr(6, 4); }

/// The contract signed last so far, of all and of those whose date is not in doubt.
struct Latest {
    std::optional<std::size_t> any, sound;
};

void put(std::optional<std::size_t>& latest, std::size_t at, std::span<const Numbered> papers) {
    if (!latest || papers[*latest].signed_on < papers[at].signed_on) latest = at;
}

int days_between(Date from, Date to) { return to.days() - from.days(); }

std::optional<std::size_t> witness_of(const Numbered& own, const Latest& lower, std::span<const Numbered> papers,
                                      int days) {
    for (const std::optional<std::size_t>& at : {lower.sound, lower.any})
        if (at && days_between(own.signed_on, papers[*at].signed_on) > days) return at;
    return std::nullopt;
}

}  // namespace

std::string_view series_of(std::string_view number) {
    return land::supply_class_of(number).empty() ? std::string_view() : number.substr(0, kSeries);
}

bool signed_after_number(const Numbered& paper) {
    return !series_of(paper.number).empty() && year_of(paper.number) < std::to_string(paper.signed_on.year());
}

std::vector<std::optional<std::size_t>> witnesses(std::span<const Numbered> papers, int days) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < papers.size(); ++i)
        if (!series_of(papers[i].number).empty()) order.push_back(i);
    const auto place = [&](std::size_t i) {
        return std::pair(series_of(papers[i].number), serial_of(papers[i].number));
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto left = place(a), right = place(b);
        return left != right ? left < right : a < b;
    });
    std::vector<std::optional<std::size_t>> out(papers.size());
    Latest lower;
    for (std::size_t first = 0; first < order.size();) {
        if (first > 0 && place(order[first]).first != place(order[first - 1]).first) lower = {};
        // Numbers that share a serial (a suffix, another letter) say nothing about each other.
        std::size_t end = first;
        for (; end < order.size() && place(order[end]) == place(order[first]); ++end)
            out[order[end]] = witness_of(papers[order[end]], lower, papers, days);
        for (; first < end; ++first) {
            put(lower.any, order[first], papers);
            if (!signed_after_number(papers[order[first]])) put(lower.sound, order[first], papers);
        }
    }
    return out;
}

Finding late_record(const std::string& subject, const Numbered& own, const Numbered& witness, const Parameter& days) {
    const int apart = days_between(own.signed_on, witness.signed_on);
    const bool doubtful = signed_after_number(witness);
    Finding finding =
        make_finding(subject, "LATE_RECORD", "", Certainty::Inferred,
                     {own.signed_on.iso(), witness.number, witness.signed_on.iso(), std::to_string(apart),
                      doubtful ? "但后者的合同年份晚于号内年份，日期本身存疑" : "录入不早于该日，或者其中一个日期有误",
                      doubtful ? "but that contract is of a later year than its number, so its own date is in doubt"
                               : "it was recorded no earlier than that, or one of the two dates is wrong"});
    finding.article = days.citation;
    finding.reasons = {{"supply.signed_on", own.signed_on.iso(), own.entry},
                       {"lower_number", witness.number, witness.entry},
                       {"lower_signed_on", witness.signed_on.iso(), witness.entry}};
    if (!doubtful) finding.reasons.push_back({"recorded_not_before", witness.signed_on.iso(), witness.entry});
    finding.reasons.push_back(parameter_reason(days));
    return finding;
}

Finding late_signature(const std::string& subject, const Numbered& own) {
    const std::string year(year_of(own.number));
    Finding finding =
        make_finding(subject, "SIGNED_AFTER_NUMBER", "", Certainty::Inferred, {own.signed_on.iso(), year});
    finding.reasons = {{"supply.signed_on", own.signed_on.iso(), own.entry}, {"number_year", year, own.entry}};
    return finding;
}

}  // namespace law
