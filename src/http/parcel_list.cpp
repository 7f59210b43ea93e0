#include "http/parcel_list.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <unordered_set>

namespace http {
namespace {

using service::Parcel;

std::string column(const Parcel& parcel, const std::string& name) {
    if (name == "kind") return parcel.kind;
    if (name == "division") return parcel.division;
    if (name == "zone") return parcel.zone;
    if (name == "township") return parcel.township;
    if (name == "approval") return parcel.approval;
    if (name == "status") return parcel.status;
    if (name == "judgement") return std::string(law::judgement_code(parcel.judgement));
    if (name == "certainty") return std::string(law::certainty_code(parcel.certainty));
    if (name == "cause") return parcel.cause;
    if (name == "route") return parcel.route;
    if (name == "unit") return parcel.responsible_unit;
    if (name == "id") return parcel.id;
    if (name == "name") return parcel.name;
    if (name == "due") return parcel.due ? parcel.due->iso() : "";
    return parcel.planned ? parcel.planned->iso() : "";
}

const std::vector<std::string> kFilters{"kind",  "division", "zone",      "township",  "approval", "cause",
                                        "route", "unit",     "judgement", "certainty", "status"};
const std::vector<std::string> kColumns{"id",     "name",      "kind",  "township",  "zone",  "approval",
                                        "status", "judgement", "cause", "certainty", "route", "unit",
                                        "due",    "planned",   "area",  "unsupplied"};

bool among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool status_fits(const std::string& status, const std::string& wanted) {
    return status == wanted || base::starts_with(status, wanted + ".");
}

}  // namespace

base::Result<ParcelFilter> ParcelFilter::read(const Request& request) {
    ParcelFilter filter;
    for (const std::string& name : kFilters) {
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
    if (!filter.sort.empty() && !among(kColumns, filter.sort))
        return base::Error{base::Code::Usage, {"sort: " + filter.sort}};
    return filter;
}

std::string ParcelFilter::name() const {
    std::string name = words + "\n" + severity + "\n" + sort + (descending ? "-" : "+");
    for (const auto& [key, value] : equal) name += "\n" + key + "=" + value;
    return name;
}

bool ParcelFilter::takes(const Parcel& parcel) const {
    for (const auto& [name, wanted] : equal) {
        const std::string has = column(parcel, name);
        if (wanted == "-" ? !has.empty() : name == "status" ? !status_fits(has, wanted) : has != wanted) return false;
    }
    if (!words.empty() && !base::contains(parcel.id, words) && !base::contains(parcel.name, words) &&
        !base::contains(parcel.approval, words))
        return false;
    if (severity.empty()) return true;
    return std::any_of(parcel.findings.begin(), parcel.findings.end(),
                       [&](const law::Finding& each) { return law::severity_code(each.severity) == severity; });
}

void ParcelFilter::order(const std::vector<Parcel>& parcels, std::vector<std::uint32_t>& rows) const {
    const auto by = [&](const auto& key_of) {
        std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return descending ? key_of(parcels[b]) < key_of(parcels[a]) : key_of(parcels[a]) < key_of(parcels[b]);
        });
    };
    if (sort == "area") {
        by([](const Parcel& parcel) { return parcel.area.value_or(base::Area{}); });
    } else if (sort == "unsupplied") {
        by([](const Parcel& parcel) { return parcel.unsupplied; });
    } else if (!sort.empty()) {
        by([&](const Parcel& parcel) { return column(parcel, sort); });
    }
}

std::vector<std::uint32_t> ParcelFilter::select(const std::vector<Parcel>& parcels) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < parcels.size(); ++i) {
        if (takes(parcels[i])) rows.push_back(i);
    }
    order(parcels, rows);
    return rows;
}

ParcelSums sums_of(const std::vector<Parcel>& parcels, const std::vector<std::uint32_t>& rows) {
    std::unordered_set<std::string_view> plots;
    for (const std::uint32_t row : rows) {
        if (parcels[row].kind == "plot") plots.insert(parcels[row].origin);
    }
    ParcelSums sums;
    for (const std::uint32_t row : rows) {
        const Parcel& parcel = parcels[row];
        if (parcel.kind == "portion" && plots.count(parcel.origin) > 0) continue;
        sums.area += parcel.area.value_or(base::Area{});
        sums.unsupplied += parcel.unsupplied;
    }
    return sums;
}

}  // namespace http
