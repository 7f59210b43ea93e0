// /parcels, /parcel, /entry: the list behind the numbers, one thing, and the line of the journal it rests on.
#include "base/text.hpp"
#include "http/entry_json.hpp"
#include "http/parcel_list.hpp"
#include "http/routes.hpp"
#include "service/explain.hpp"
#include "service/vault.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <charconv>

namespace http {
namespace {

using service::Action;
using service::Rights;

base::Json listed_json(const service::Parcel& parcel) {
    base::Json json = service::parcel_json(parcel);
    base::Json findings = base::Json::object();
    for (const law::Finding& finding : parcel.findings) {
        base::Json& count = findings[std::string(law::severity_code(finding.severity))];
        count = count.is_null() ? 1 : count.get<int>() + 1;
    }
    json["findings"] = std::move(findings);
    return json;
}

base::Result<std::size_t> number_of(const Request& request, const char* name, std::size_t fallback, std::size_t most) {
    const std::string& text = request.parameter(name);
    if (text.empty()) return fallback;
    std::size_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || value > most)
        return base::Error{base::Code::Usage, {std::string(name) + ": " + text}};
    return value;
}

/// What a caller bound to a place sees of the list: the rest is not there for him.
bool visible(Site& site, const Caller& caller, const service::Parcel& parcel) {
    return site.rights.may(*caller.person, Action::Read, {parcel.division, parcel.township, parcel.zone}) !=
           Rights::Answer::No;
}

Answer list_parcels(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const ParcelFilter filter, ParcelFilter::read(request));
    PANHUO_TRY(const std::size_t offset, number_of(request, "offset", 0, SIZE_MAX / 2));
    PANHUO_TRY(const std::size_t limit, number_of(request, "limit", 100, 1000));
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request)));
    const bool everything = site.rights.reach(*caller.person, Action::Read) == Rights::Reach::Everything;
    const std::string name = filter.name() + (everything ? "" : "\nof " + caller.login());
    PANHUO_TRY(const auto rows, view->selection(name, [&](const std::vector<service::Parcel>& parcels) {
        std::vector<std::uint32_t> found = filter.select(parcels);
        if (!everything) std::erase_if(found, [&](std::uint32_t row) { return !visible(site, caller, parcels[row]); });
        return found;
    }));
    PANHUO_TRY(const std::vector<service::Parcel>* parcels, view->parcels());
    const ParcelSums sums = sums_of(*parcels, *rows);
    base::Json list = base::Json::array();
    for (std::size_t i = offset; i < std::min(rows->size(), offset + limit); ++i)
        list.push_back(listed_json((*parcels)[(*rows)[i]]));
    return json_response(200, {{"total", rows->size()},
                               {"offset", offset},
                               {"area_m2", base::area_json(sums.area)},
                               {"unsupplied_m2", base::area_json(sums.unsupplied)},
                               {"parcels", std::move(list)}});
}

/// The holder's name where there is one: read by those who may, and written down that they did.
base::Result<base::Json> holder_json(Site& site, const Caller& caller, const std::string& id, View& view) {
    using Found = base::Result<std::optional<std::string>>;
    PANHUO_TRY(const std::optional<std::string> name,
               view.with_book([&](const service::Book& book, store::Snapshot& snapshot) -> Found {
                   PANHUO_TRY(const auto supply, book.supply(id));
                   if (!supply || supply->record.holder.empty()) return std::optional<std::string>();
                   PANHUO_TRY(std::string held, service::holder_name(snapshot, supply->record, base::Lang::Zh));
                   return std::optional<std::string>(std::move(held));
               }));
    if (!name) return base::Json(nullptr);
    if (site.rights.may(*caller.person, Action::ReadPersonal) == Rights::Answer::No) return base::Json("＊＊＊");
    site.note(service::AuditEvent::PersonalRead, caller.login(), "parcel " + id, caller);
    return base::Json(*name);
}

Answer get_parcel(Site& site, const Request& request, const Caller& caller) {
    const std::string& id = request.parameter("id");
    if (id.empty()) return base::Error{base::Code::Usage, {"id"}};
    PANHUO_TRY(const service::Moment moment, service::read_moment(switches_of(request), site.clock));
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request)));
    PANHUO_TRY(const std::vector<service::Parcel>* parcels, view->parcels());
    base::Json mine = base::Json::array();
    bool seen = site.rights.reach(*caller.person, Action::Read) == Rights::Reach::Everything;
    for (const service::Parcel& parcel : *parcels) {
        if (parcel.id != id && parcel.origin != id && parcel.origin != "plot:" + id) continue;
        seen = seen || visible(site, caller, parcel);
        mine.push_back(listed_json(parcel));
    }
    // What lies elsewhere is not told apart from what does not exist.
    if (!seen) return base::Error{base::Code::RecordNotFound, {id}};
    service::Office office = site.office();
    PANHUO_TRY(const service::Explanation explanation, service::explain(office, id, moment));
    base::Json json = service::explanation_json(explanation);
    json["parcels"] = std::move(mine);
    PANHUO_TRY(json["holder"], holder_json(site, caller, id, *view));
    return json_response(200, json);
}

Answer get_entry(Site& site, const Request& request, const Caller& caller) {
    const std::string& id = request.parameter("id");
    const base::Error missing{base::Code::RecordNotFound, {id}};
    if (site.rights.reach(*caller.person, Action::Read) != Rights::Reach::Everything) return missing;
    const std::size_t slash = id.rfind('/');
    std::uint64_t sequence = 0;
    if (slash == std::string::npos ||
        std::from_chars(id.data() + slash + 1, id.data() + id.size(), sequence).ec != std::errc{})
        return missing;
    const std::string chain = id.substr(0, slash);
    // People and audit are the administrators' (/audit).
    if (chain == service::kSystemChain) return missing;
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const auto stored, snapshot->entry(chain, sequence));
    if (!stored) return missing;
    PANHUO_TRY(const journal::Entry entry, service::read_entry(*snapshot, chain, sequence));
    return json_response(200, entry_json(entry));
}

}  // namespace

std::vector<Route> parcel_routes() {
    return {
        {"GET", "/api/v1/parcels", Access::right(Action::Read), {}, list_parcels},
        {"GET", "/api/v1/parcel", Access::right(Action::Read), {}, get_parcel},
        {"GET", "/api/v1/entry", Access::right(Action::Read), {}, get_entry},
    };
}

}  // namespace http
