// /work: long work that was begun, where it stands and what came of it. Each is its own beginner's.
#include "base/files.hpp"
#include "base/further_code.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/routes.hpp"

namespace http {
namespace {

/// Somebody else's is not told apart from what does not exist.
base::Result<Works::Pointer> own(Site& site, const Request& request, const Caller& caller) {
    Works::Pointer work = site.works.find(request.parts[0], caller.login());
    if (!work) return base::Error{base::Further::WorkUnknown, {request.parts[0]}};
    // Who may no longer do it is no longer told what came of it.
    PANHUO_DO(site.rights.require(*caller.person, work->action(), service::Rights::Answer::Yes));
    return work;
}

Answer list_work(Site& site, const Request&, const Caller& caller) {
    base::Json list = base::Json::array();
    for (const Works::Pointer& work : site.works.of(caller.login())) {
        if (site.rights.may(*caller.person, work->action()) != service::Rights::Answer::No)
            list.push_back(work->json());
    }
    return json_response(200, {{"work", std::move(list)}});
}

Answer get_work(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const Works::Pointer work, own(site, request, caller));
    return json_response(200, work->json());
}

Answer follow_work(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const Works::Pointer work, own(site, request, caller));
    Response response;
    response.type = "text/event-stream";
    response.headers.emplace_back("X-Accel-Buffering", "no");  // a proxy must not hold it back
    response.feed = feed_of(work);
    return response;
}

Answer get_work_file(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const Works::Pointer work, own(site, request, caller));
    PANHUO_TRY(const Product product, work->product());
    if (product.file.empty()) return base::Error{base::Further::WorkUnfinished, {work->id()}};
    Response response;
    PANHUO_TRY(response.body, base::read_file(product.file));
    response.type = product.file_type;
    response.headers.emplace_back("Content-Disposition", attachment(product.file_name));
    return response;
}

}  // namespace

Answer begun(const Works::Pointer& work) { return json_response(202, work->json()); }

std::vector<Route> work_routes() {
    return {
        {"GET", "/api/v1/work", Access::logged_in(), {}, list_work},
        {"GET", "/api/v1/work/{id}", Access::logged_in(), {}, get_work},
        {"GET", "/api/v1/work/{id}/events", Access::logged_in(), {}, follow_work},
        {"GET", "/api/v1/work/{id}/file", Access::logged_in(), {}, get_work_file},
    };
}

}  // namespace http
