// /parcels, /parcel, /entry: the list behind the numbers, one thing, and the line of the journal it rests on.
#include "base/text.hpp"
#include "http/entry_json.hpp"
#include "http/parcel_list.hpp"
#include "http/routes.hpp"
#include "service/explain.hpp"
#include "service/kept_files.hpp"
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

/// What a caller bound to a place sees of the list: the rest is not there for him.
bool visible(const Site& site, const Caller& caller, const service::Parcel& parcel) {
    return site.sees(caller, {parcel.division, parcel.township, parcel.zone});
}

Answer list_parcels(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const ParcelFilter filter, ParcelFilter::read(request));
    PANHUO_TRY(const std::uint64_t offset, number_of(request, "offset", 0, UINT32_MAX));
    PANHUO_TRY(const std::uint64_t limit, number_of(request, "limit", 100, 1000));
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request), caller.login()));
    const bool everything = site.sees_all(caller);
    const std::string name = filter.name() + (everything ? "" : "\nof " + caller.sight());
    const auto select = [&site, caller, filter, everything](const std::vector<service::Parcel>& parcels) {
        std::vector<std::uint32_t> found = filter.select(parcels);
        if (!everything) std::erase_if(found, [&](std::uint32_t row) { return !visible(site, caller, parcels[row]); });
        const ParcelSums sums = sums_of(parcels, found);
        return View::Selection{std::move(found), sums.area, sums.unsupplied};
    };
    PANHUO_TRY(const std::shared_ptr<const View::Selection> selected, view->selection(name, select));
    PANHUO_TRY(const std::vector<service::Parcel>* parcels, view->parcels());
    const std::vector<std::uint32_t>& rows = selected->rows;
    base::Json list = base::Json::array();
    for (std::uint64_t i = offset; i < std::min<std::uint64_t>(rows.size(), offset + limit); ++i)
        list.push_back(listed_json((*parcels)[rows[i]]));
    Response response = json_response(200, {{"total", rows.size()},
                                            {"offset", offset},
                                            {"area_m2", base::area_json(selected->area)},
                                            {"unsupplied_m2", base::area_json(selected->unsupplied)},
                                            {"parcels", std::move(list)}});
    tell_renewal(site, *view, response);
    return response;
}

/// The holder where there is one. A natural person's name is for those who may read it, and that they did is written
/// down; a company's is for all.
base::Result<base::Json> holder_json(Site& site, const Caller& caller, const std::string& id, View& view) {
    bool person = false;
    PANHUO_TRY(const std::string name,
               view.with_book([&](const service::Book& book, store::Snapshot& snapshot) -> base::Result<std::string> {
                   PANHUO_TRY(const auto supply, book.supply(id));
                   if (!supply || supply->record.holder.empty()) return std::string();
                   person = supply->record.holder_is_person;
                   return service::holder_name(snapshot, supply->record, base::Lang::Zh);
               }));
    if (name.empty()) return base::Json(nullptr);
    if (!person) return base::Json(name);
    if (site.rights.may(*caller.person, Action::ReadPersonal) == Rights::Answer::No) return base::Json("＊＊＊");
    site.note(service::AuditEvent::PersonalRead, caller.login(), "parcel " + id, caller);
    return base::Json(name);
}

Answer get_parcel(Site& site, const Request& request, const Caller& caller) {
    const std::string& id = request.parameter("id");
    if (id.empty()) return base::Error{base::Code::Usage, {"id"}};
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request), caller.login()));
    PANHUO_TRY(const std::vector<const service::Parcel*> parcels, view->parcels_of(id));
    base::Json mine = base::Json::array();
    bool seen = site.sees_all(caller);
    for (const service::Parcel* parcel : parcels) {
        seen = seen || visible(site, caller, *parcel);
        mine.push_back(listed_json(*parcel));
    }
    // What lies elsewhere is not told apart from what does not exist.
    if (!seen) return base::Error{base::Code::RecordNotFound, {id}};
    PANHUO_TRY(const service::Explanation explanation,
               view->with_book([&](const service::Book& book, store::Snapshot& snapshot) {
                   return service::explain(snapshot, book, id);
               }));
    base::Json json = service::explanation_json(explanation);
    json["parcels"] = std::move(mine);
    PANHUO_TRY(json["holder"], holder_json(site, caller, id, *view));
    Response response = json_response(200, json);
    tell_renewal(site, *view, response);
    return response;
}

Answer get_entry(Site& site, const Request& request, const Caller&) {
    const std::string& id = request.parameter("id");
    const base::Error missing{base::Code::RecordNotFound, {id}};
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
    base::Json json = entry_json(entry);
    json["source"]["name"] = service::kept_name(site.store, json["source"]["file"].get<std::string>());
    return json_response(200, json);
}

}  // namespace

std::vector<Route> parcel_routes() {
    return {
        {"GET", "/api/v1/parcels", Access::part(Action::Read), {}, list_parcels},
        {"GET", "/api/v1/parcel", Access::part(Action::Read), {}, get_parcel},
        {"GET", "/api/v1/entry", Access::whole(Action::Read), {}, get_entry},
    };
}

}  // namespace http
