// /backups: what stands on the shelf, and one made now. There is no way to take one out: see backups.hpp.
#include "base/further_code.hpp"
#include "base/json.hpp"
#include "http/backups.hpp"
#include "http/routes.hpp"

namespace http {
namespace {

using service::Action;

Answer list_backups(Site& site, const Request&, const Caller&) {
    if (!site.backups) return json_response(200, Backups::json_of_none());
    return json_response(200, site.backups->json());
}

Answer make_backup(Site& site, const Request& request, const Caller& caller) {
    if (!site.backups) return base::Error{base::Further::BackupsUnset};
    PANHUO_TRY(const Works::Pointer work, site.backups->begin(caller.actor()));
    if (later(request)) return begun(work);
    work->wait_for_end();
    PANHUO_TRY(const Product product, work->product());
    return json_response(201, product.result);
}

}  // namespace

std::vector<Route> backup_routes() {
    return {
        {"GET", "/api/v1/backups", Access::whole(Action::SystemRead), {}, list_backups},
        {"POST", "/api/v1/backups", Access::whole(Action::Backup), {}, make_backup},
    };
}

}  // namespace http
