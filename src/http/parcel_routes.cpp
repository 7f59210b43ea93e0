// /parcels, /parcel, /entry: the list behind the numbers, one thing, and the line of the journal it rests on.
#include "base/json.hpp"
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

/// Some rows of the list, as written by ParcelRows: a page of it is a hundred thousand characters.
std::string page_json(const ParcelRows& all, const View::Selection& selected, std::uint64_t offset,
                      std::uint64_t limit) {
    const std::vector<std::uint32_t>& rows = selected.rows;
    std::string json = "{\"total\":" + std::to_string(rows.size()) + ",\"offset\":" + std::to_string(offset) +
                       ",\"area_m2\":" + selected.area.m2_text() +
                       ",\"unsupplied_m2\":" + selected.unsupplied.m2_text() + ",\"parcels\":[";
    for (std::uint64_t i = offset; i < std::min<std::uint64_t>(rows.size(), offset + limit); ++i) {
        if (i > offset) json += ',';
        all.write(rows[i], json);
    }
    return json += "]}";
}

Answer list_parcels(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const ParcelFilter filter, ParcelFilter::read(request));
    PANHUO_TRY(const std::uint64_t offset, number_of(request, "offset", 0, UINT32_MAX));
    PANHUO_TRY(const std::uint64_t limit, number_of(request, "limit", 100, 1000));
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request), caller.login()));
    const bool everything = site.sees_all(caller);
    const std::string name = filter.name() + (everything ? "" : "\nof " + caller.sight());
    Response response;
    if (known_already(site, *view, request, name + "|" + std::to_string(offset) + "|" + std::to_string(limit),
                      response))
        return response;
    // What a caller bound to a place does not see is not there for him.
    const auto select = [&site, caller, filter, everything](const ParcelRows& all) {
        std::vector<std::uint32_t> found = filter.select(all);
        if (!everything) std::erase_if(found, [&](std::uint32_t row) { return !site.sees(caller, all.place(row)); });
        const ParcelSums sums = sums_of(all, found);
        return View::Selection{std::move(found), sums.area, sums.unsupplied};
    };
    PANHUO_TRY(const std::shared_ptr<const View::Selection> selected, view->selection(name, select));
    PANHUO_TRY(const std::shared_ptr<const ParcelRows> all, view->rows());
    response.body = page_json(*all, *selected, offset, limit);
    return response;
}

/// The holder where there is one. A natural person's name is for those who may read it of land that lies there, and
/// that they did is written down; a company's is for all.
base::Result<base::Json> holder_json(Site& site, const Caller& caller, const std::string& id, View& view) {
    std::optional<service::Place> of_person;
    PANHUO_TRY(const std::string name,
               view.ask([&](const service::Book& book, store::Snapshot& snapshot) -> base::Result<std::string> {
                   PANHUO_TRY(const auto supply, book.supply(id, snapshot));
                   if (!supply || supply->record.holder.empty()) return std::string();
                   const land::Supply& record = supply->record;
                   if (record.holder_is_person)
                       of_person = service::Place{record.division, record.township, record.zone};
                   return service::holder_name(snapshot, record, base::Lang::Zh);
               }));
    if (name.empty()) return base::Json(nullptr);
    if (!of_person) return base::Json(name);
    if (site.rights.may(*caller.person, Action::ReadPersonal, *of_person) == Rights::Answer::No)
        return base::Json("＊＊＊");
    site.note(service::AuditEvent::PersonalRead, caller.login(), "parcel " + id, caller);
    return base::Json(name);
}

Answer get_parcel(Site& site, const Request& request, const Caller& caller) {
    const std::string& id = request.parameter("id");
    if (id.empty()) return base::Error{base::Code::Usage, {"id"}};
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request), caller.login()));
    PANHUO_TRY(const std::shared_ptr<const ParcelRows> rows, view->rows());
    std::string mine = "[";
    bool seen = site.sees_all(caller);
    for (const std::uint32_t row : rows->called(id)) {
        seen = seen || site.sees(caller, rows->place(row));
        if (mine.size() > 1) mine += ',';
        rows->write(row, mine);
    }
    mine += ']';
    // What lies elsewhere is not told apart from what does not exist.
    if (!seen) {
        if (mine.size() > 2) site.note(service::AuditEvent::Denied, caller.login(), "parcel " + id, caller);
        return base::Error{base::Code::RecordNotFound, {id}};
    }
    PANHUO_TRY(const service::Explanation explanation,
               view->ask([&](const service::Book& book, store::Snapshot& snapshot) {
                   return service::explain(snapshot, book, id);
               }));
    base::Json json = service::explanation_json(explanation);
    PANHUO_TRY(json["holder"], holder_json(site, caller, id, *view));
    Response response = json_response(200, json);
    response.body.pop_back();  // the rows are JSON already
    response.body += ",\"parcels\":" + mine + "}";
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
