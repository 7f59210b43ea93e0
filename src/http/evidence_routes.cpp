// /evidence: photographs and scans that show something about a parcel.
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/parcel_rows.hpp"
#include "http/routes.hpp"
#include "http/scratch.hpp"
#include "service/evidence.hpp"

#include <algorithm>

namespace http {
namespace {

using base::Code;
using base::Error;
using service::Action;
using service::Rights;

/// Errors: RecordNotFound where the parcel is none or the caller may not do this there: the two look alike.
base::Status require_parcel(Site& site, const Request& request, const Caller& caller, Action action,
                            Rights::Answer least) {
    const std::string& id = request.parameter("id");
    if (id.empty()) return Error{Code::Usage, {"id"}};
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request), caller.login()));
    PANHUO_TRY(const std::shared_ptr<const ParcelRows> rows, view->rows());
    const auto& called = rows->called(id);
    const bool whole = site.whole(caller, action);
    const bool may = std::any_of(called.begin(), called.end(), [&](std::uint32_t row) {
        return whole || (site.sees(caller, rows->place(row)) &&
                         site.rights.may(*caller.person, action, rows->place(row)) >= least);
    });
    if (may) return base::Done{};
    if (!called.empty()) site.note(service::AuditEvent::Denied, caller.login(), "evidence " + id, caller);
    return Error{Code::RecordNotFound, {id}};
}

base::Result<std::vector<service::Evidence>> shown(Site& site, const Request& request) {
    PANHUO_TRY(const service::Moment moment, service::read_moment(switches_of(request), site.clock));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(std::vector<service::Evidence> all,
               service::evidence_of(*snapshot, request.parameter("id"), moment.known_at));
    std::erase_if(all, [&](const service::Evidence& each) { return each.taken_on && moment.as_of < *each.taken_on; });
    return all;
}

Answer list_evidence(Site& site, const Request& request, const Caller& caller) {
    PANHUO_DO(require_parcel(site, request, caller, Action::Read, Rights::Answer::Yes));
    PANHUO_TRY(const std::vector<service::Evidence> all, shown(site, request));
    base::Json list = base::Json::array();
    for (const service::Evidence& each : all) list.push_back(service::evidence_json(each));
    return json_response(200, {{"evidence", std::move(list)}});
}

/// Only as a download of a kind that we told ourselves, never as a page of ours. Who takes it out is written down.
Answer get_evidence(Site& site, const Request& request, const Caller& caller) {
    PANHUO_DO(require_parcel(site, request, caller, Action::Read, Rights::Answer::Yes));
    const std::string& sha256 = request.parameter("sha256");
    PANHUO_TRY(const std::vector<service::Evidence> all, shown(site, request));
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.sha256 == sha256; });
    if (found == all.end()) return Error{Code::RecordNotFound, {request.parameter("id") + " " + sha256}};
    PANHUO_TRY(const std::string path, service::evidence_path(site.store, sha256));
    Response response;
    PANHUO_TRY(response.body, base::read_file(path));
    response.type = found->media;
    response.headers.emplace_back("Content-Disposition", attachment(found->name));
    site.note(service::AuditEvent::Exported, caller.login(), "evidence " + request.parameter("id"), caller);
    return response;
}

Answer add_evidence(Site& site, const Request& request, const Caller& caller) {
    PANHUO_DO(require_parcel(site, request, caller, Action::Record, Rights::Answer::Proposes));
    service::EvidenceOrder order;
    order.subject = request.parameter("id");
    order.note = request.parameter("note");
    const std::string name = safe_file_name(request.parameter("name"));
    if (name.empty() || request.upload.empty()) return Error{Code::Usage, {"name"}};
    if (const std::string& day = request.parameter("taken_on"); !day.empty()) {
        order.taken_on = base::parse_iso_date(day);
        if (!order.taken_on) return Error{Code::DateInvalid, {day}};
    }
    PANHUO_TRY(const Scratch folder, Scratch::make(site.scratch, site.random));
    order.files.push_back({folder.file(name), name});
    PANHUO_DO(base::move_file(request.upload, order.files.front().path));
    service::Office office = site.office();
    PANHUO_TRY(const std::vector<service::Evidence> attached,
               service::attach_evidence(office, order, site.act_of(caller, "evidence", request.parameter("command"))));
    return json_response(201, service::evidence_json(attached.front()));
}

Answer take_back(Site& site, const Request& request, const Caller& caller) {
    PANHUO_DO(require_parcel(site, request, caller, Action::Correct, Rights::Answer::Proposes));
    const std::string& reason = request.parameter("reason");
    if (base::trim(reason).empty()) return Error{Code::Usage, {"reason"}};
    service::Office office = site.office();
    PANHUO_DO(service::take_back_evidence(office, request.parameter("id"), request.parameter("sha256"),
                                          site.act_of(caller, reason, "")));
    Response response;
    response.status = 204;
    return response;
}

}  // namespace

std::vector<Route> evidence_routes() {
    constexpr BodyRule kUpload{service::kMostEvidenceBytes, true};
    return {
        {"GET", "/api/v1/evidence", Access::part(Action::Read), {}, list_evidence},
        {"POST", "/api/v1/evidence", Access::part(Action::Record, Rights::Answer::Proposes), kUpload, add_evidence},
        {"DELETE", "/api/v1/evidence", Access::part(Action::Correct, Rights::Answer::Proposes), {}, take_back},
        {"GET", "/api/v1/evidence/file", Access::part(Action::Read), {}, get_evidence},
    };
}

}  // namespace http
