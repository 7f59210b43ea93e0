#include "http/parcel_list.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace http {
namespace {

using Word = ParcelRows::Word;

const std::vector<std::pair<std::string, Shared>> kShared{
    {"kind", Shared::Kind},         {"division", Shared::Division},   {"zone", Shared::Zone},
    {"township", Shared::Township}, {"approval", Shared::Approval},   {"cause", Shared::Cause},
    {"route", Shared::Route},       {"unit", Shared::Unit},           {"judgement", Shared::Judgement},
    {"status", Shared::Status},     {"certainty", Shared::Certainty},
};

std::optional<Shared> shared(const std::string& name) {
    for (const auto& [known, column] : kShared) {
        if (known == name) return column;
    }
    return std::nullopt;
}

bool can_sort(const std::string& name) {
    static const std::vector<std::string> others{"id", "name", "due", "planned", "area", "unsupplied"};
    return name != "division" && (shared(name) || std::find(others.begin(), others.end(), name) != others.end());
}

bool status_fits(const std::string& status, const std::string& wanted) {
    return status == wanted || base::starts_with(status, wanted + ".");
}

/// One condition on a column: which of the words fit. Asked once for each word and not once for each row.
struct Condition {
    Shared column;
    std::vector<bool> fits;
};

Condition condition_of(const ParcelRows& rows, const std::string& name, const std::string& wanted) {
    Condition condition{*shared(name), {}};
    condition.fits.reserve(rows.words().size());
    for (const std::string& word : rows.words()) {
        condition.fits.push_back(wanted == "-"      ? word.empty()
                                 : name == "status" ? status_fits(word, wanted)
                                                    : word == wanted);
    }
    return condition;
}

/// The place of every word in the order of words.
std::vector<Word> ranks_of(const std::vector<std::string>& words) {
    std::vector<Word> order(words.size());
    std::iota(order.begin(), order.end(), Word{0});
    std::sort(order.begin(), order.end(), [&](Word a, Word b) { return words[a] < words[b]; });
    std::vector<Word> ranks(words.size());
    for (std::size_t place = 0; place < order.size(); ++place) ranks[order[place]] = static_cast<Word>(place);
    return ranks;
}

}  // namespace

base::Result<ParcelFilter> ParcelFilter::read(const Request& request) {
    ParcelFilter filter;
    for (const auto& [name, column] : kShared) {
        const std::string& wanted = request.parameter(name);
        if (!wanted.empty()) filter.equal[name] = wanted;
    }
    filter.words = request.parameter("q");
    filter.severity = request.parameter("severity");
    filter.sort = request.parameter("sort");
    if (base::starts_with(filter.sort, "-")) {
        filter.descending = true;
        filter.sort.erase(0, 1);
    }
    if (!filter.sort.empty() && !can_sort(filter.sort)) return base::Error{base::Code::Usage, {"sort: " + filter.sort}};
    return filter;
}

std::string ParcelFilter::name() const {
    std::string name = words + "\n" + severity + "\n" + sort + (descending ? "-" : "+");
    for (const auto& [key, value] : equal) name += "\n" + key + "=" + value;
    return name;
}

std::vector<std::uint32_t> ParcelFilter::select(const ParcelRows& rows) const {
    std::vector<Condition> conditions;
    bool pieces = false;
    for (const auto& [name, wanted] : equal) {
        // Pieces that add up: portions, and the plots nobody divided.
        if (name == "kind" && wanted == "piece") {
            pieces = true;
        } else {
            conditions.push_back(condition_of(rows, name, wanted));
        }
    }
    std::optional<law::Severity> finding;
    for (const law::Severity each : {law::Severity::Info, law::Severity::Warning, law::Severity::Error}) {
        if (law::severity_code(each) == severity) finding = each;
    }
    if (!severity.empty() && !finding) return {};
    const auto takes = [&](std::uint32_t row) {
        for (const Condition& each : conditions) {
            if (!each.fits[rows.word(row, each.column)]) return false;
        }
        if (pieces && (rows.divided(row) || rows.text(row, Shared::Kind) == "supply")) return false;
        if (finding && rows.findings(row, *finding) == 0) return false;
        return words.empty() || base::contains(rows.id(row), words) || base::contains(rows.name(row), words) ||
               base::contains(rows.text(row, Shared::Approval), words);
    };
    std::vector<std::uint32_t> found;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (takes(row)) found.push_back(row);
    }
    order(rows, found);
    return found;
}

void ParcelFilter::order(const ParcelRows& rows, std::vector<std::uint32_t>& found) const {
    const auto by = [&](const auto& key_of) {
        std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
            return descending ? key_of(b) < key_of(a) : key_of(a) < key_of(b);
        });
    };
    if (sort.empty()) return;
    if (sort == "area") return by([&](std::uint32_t row) { return rows.area(row); });
    if (sort == "unsupplied") return by([&](std::uint32_t row) { return rows.unsupplied(row); });
    if (sort == "id") return by([&](std::uint32_t row) { return rows.id(row); });
    if (sort == "name") return by([&](std::uint32_t row) { return rows.name(row); });
    if (sort == "due") return by([&](std::uint32_t row) { return rows.due(row); });
    if (sort == "planned") return by([&](std::uint32_t row) { return rows.planned(row); });
    const std::vector<Word> ranks = ranks_of(rows.words());
    by([&, column = *shared(sort)](std::uint32_t row) { return ranks[rows.word(row, column)]; });
}

ParcelSums sums_of(const ParcelRows& rows, const std::vector<std::uint32_t>& found) {
    std::unordered_set<std::string_view> plots;
    for (const std::uint32_t row : found) {
        if (rows.text(row, Shared::Kind) == "plot") plots.insert(rows.origin(row));
    }
    ParcelSums sums;
    for (const std::uint32_t row : found) {
        if (rows.text(row, Shared::Kind) == "portion" && plots.count(rows.origin(row)) > 0) continue;
        sums.area += rows.area(row);
        sums.unsupplied += rows.unsupplied(row);
    }
    return sums;
}

}  // namespace http
