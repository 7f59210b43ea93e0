// /due: the days ahead of every parcel under supervision after approval, what is overdue and what passed in silence.
#include "base/json.hpp"
#include "http/routes.hpp"
#include "service/watch.hpp"

namespace http {
namespace {

using service::Action;

/// Lines of parcels in sight of the caller only; conditions of the whole county for those who see all of it.
void keep_visible(const Site& site, const Caller& caller, service::Supervision& found) {
    if (site.sees_all(caller)) return;
    const auto hidden = [&](const auto& line) {
        return !site.sees(caller, {line.parcel.division, line.parcel.township, line.parcel.zone});
    };
    std::erase_if(found.lines, hidden);
    std::erase_if(found.gates, hidden);
    found.counts.clear();
    found.new_approval.reset();
}

Answer list_due(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const std::uint64_t days, number_of(request, "within", 90, 3660));
    service::WatchOrder order;
    order.within_days = static_cast<int>(days);
    const std::string name = "due " + std::to_string(days) + (site.sees_all(caller) ? "" : " of " + caller.sight());
    const auto make = [&site, caller, order](View::Material& material) -> base::Result<std::string> {
        const service::Book& book = material.book;
        PANHUO_TRY(service::Supervision found, service::supervise(book, order));
        keep_visible(site, caller, found);
        service::Sources sources;
        PANHUO_DO(service::add_sources(material.snapshot, service::findings_of(found), sources));
        return dump(service::supervision_json(found, book.moment, order, sources));
    };
    return shared_document(site, request, caller, name, make);
}

}  // namespace

std::vector<Route> due_routes() { return {{"GET", "/api/v1/due", Access::part(Action::Read), {}, list_due}}; }

}  // namespace http
