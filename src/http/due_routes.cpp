// /due: the days ahead of every parcel under supervision after approval, what is overdue and what passed in silence.
#include "http/routes.hpp"
#include "service/watch.hpp"

#include <charconv>

namespace http {
namespace {

using service::Action;

base::Result<int> days_of(const Request& request) {
    constexpr int kUsual = 90, kMost = 3660;
    const std::string& text = request.parameter("within");
    if (text.empty()) return kUsual;
    int days = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (problem != std::errc{} || end != text.data() + text.size() || days < 0 || days > kMost)
        return base::Error{base::Code::Usage, {"within: " + text}};
    return days;
}

/// Lines of parcels in sight of the caller only; conditions of the whole county for those who see all of it.
void keep_visible(Site& site, const Caller& caller, service::Supervision& found) {
    if (site.rights.reach(*caller.person, Action::Read) == service::Rights::Reach::Everything) return;
    const auto hidden = [&](const auto& line) {
        return site.rights.may(*caller.person, Action::Read,
                               {line.parcel.division, line.parcel.township, line.parcel.zone}) ==
               service::Rights::Answer::No;
    };
    std::erase_if(found.lines, hidden);
    std::erase_if(found.gates, hidden);
    found.counts.clear();
    found.new_approval.reset();
}

Answer list_due(Site& site, const Request& request, const Caller& caller) {
    service::WatchOrder order;
    PANHUO_TRY(order.within_days, days_of(request));
    const bool whole = site.rights.reach(*caller.person, Action::Read) == service::Rights::Reach::Everything;
    const std::string name = "due " + std::to_string(order.within_days) + (whole ? "" : " of " + caller.login());
    PANHUO_TRY(const std::shared_ptr<View> view, site.views.at(switches_of(request)));
    PANHUO_TRY(const std::shared_ptr<const std::string> document,
               view->document(name, [&](const service::Book& book) -> base::Result<std::string> {
                   PANHUO_TRY(service::Supervision found, service::supervise(book, order));
                   keep_visible(site, caller, found);
                   PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
                   service::Sources sources;
                   PANHUO_DO(service::add_sources(*snapshot, service::findings_of(found), sources));
                   return service::supervision_json(found, book.moment, order, sources)
                       .dump(-1, ' ', false, base::Json::error_handler_t::replace);
               }));
    Response response;
    response.shared = document;
    return response;
}

}  // namespace

std::vector<Route> due_routes() { return {{"GET", "/api/v1/due", Access::right(Action::Read), {}, list_due}}; }

}  // namespace http
