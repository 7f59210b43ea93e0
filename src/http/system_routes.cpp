// /system, /verify, /audit, /healthz, /metrics: the house itself.
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/entry_json.hpp"
#include "http/routes.hpp"
#include "service/import.hpp"
#include "service/proof.hpp"
#include "service/reports.hpp"
#include "service/templates.hpp"

#include <algorithm>

namespace http {
namespace {

using service::Action;

Answer get_system(Site& site, const Request&, const Caller&) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const std::vector<journal::Head> heads, snapshot->heads());
    PANHUO_TRY(const std::string division, service::office_chain(*snapshot));
    PANHUO_TRY(const std::vector<std::string> templates, service::template_kinds());
    return json_response(200, {{"version", PANHUO_VERSION},
                               {"store", {{"folder", site.store.folder()}, {"division", division}}},
                               {"chains", service::heads_json(heads)},
                               {"sessions", site.sessions.count(site.clock.now())},
                               {"started_at", site.started.iso()},
                               {"kinds", service::table_forms()},
                               {"templates", templates},
                               {"reports", service::report_names()}});
}

Answer verify(Site& site, const Request& request, const Caller& caller) {
    WorkOrder order{caller.login(), "verify", "", Action::Verify, {}};
    order.work = [&site](const service::TellProgress& progress) -> base::Result<Product> {
        service::Office office = site.office();
        PANHUO_TRY(const service::Verification result, service::verify(office, nullptr, progress));
        return Product{service::verification_json(result), "", "", ""};
    };
    if (later(request)) {
        PANHUO_TRY(const Works::Pointer work, site.works.begin(std::move(order)));
        return begun(work);
    }
    PANHUO_TRY(const Product product, site.works.run(std::move(order)));
    return json_response(200, product.result);
}

Answer list_audit(Site& site, const Request& request, const Caller&) {
    PANHUO_TRY(const std::uint64_t limit, number_of(request, "limit", 100, 500));
    PANHUO_TRY(const std::uint64_t before, number_of(request, "before", UINT64_MAX, UINT64_MAX));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const std::optional<journal::Head> head, snapshot->head(service::kSystemChain));
    const std::uint64_t end = std::min(before, head ? head->entries + 1 : 1);
    const std::uint64_t begin = end > limit ? end - limit : 1;
    std::vector<base::Json> found;
    base::Status decoded = base::Done{};
    PANHUO_DO(snapshot->scan(service::kSystemChain, begin, [&](const journal::Stored& stored) {
        const base::Result<journal::Entry> entry = journal::decode(stored.bytes);
        if (!entry.ok()) decoded = entry.error();
        if (!entry.ok() || entry->sequence >= end) return false;
        base::Json json = entry_json(*entry);
        // A rulebook's whole text is a page of its own.
        if (entry->kind == service::kRulebookKind) json.erase("payload");
        found.push_back(std::move(json));
        return true;
    }));
    PANHUO_DO(decoded);
    std::reverse(found.begin(), found.end());
    return json_response(200, {{"entries", std::move(found)}});
}

Answer health(Site& site, const Request&, const Caller&) {
    Response response;
    response.type = "text/plain; charset=utf-8";
    const base::Result<std::unique_ptr<store::Snapshot>> snapshot = site.store.read();
    response.status = snapshot.ok() ? 200 : 503;
    response.body = snapshot.ok() ? "ok\n" : "store\n";
    return response;
}

Answer metrics(Site& site, const Request& request, const Caller&) {
    if (!request.local) return base::Error{base::Code::RouteUnknown, {request.path}};
    Response response;
    response.type = "text/plain; version=0.0.4; charset=utf-8";
    const service::TileCache::Counts tiles = site.tiles.counts();
    response.body = site.traffic ? site.traffic() : "";
    const auto add = [&](const std::string& name, const char* kind, std::uint64_t value) {
        response.body += "# TYPE " + name + " " + kind + "\n" + name + " " + std::to_string(value) + "\n";
    };
    if (site.backups) response.body += site.backups->figures();
    add("panhuo_sessions", "gauge", site.sessions.count(site.clock.now()));
    add("panhuo_writes_total", "counter", site.views.version() - 1);
    add("panhuo_tiles_made_total", "counter", tiles.made);
    add("panhuo_tiles_kept_total", "counter", tiles.found);
    return response;
}

}  // namespace

std::vector<Route> system_routes() {
    return {
        {"GET", "/api/v1/system", Access::whole(Action::SystemRead), {}, get_system},
        {"POST", "/api/v1/verify", Access::whole(Action::Verify), {}, verify},
        {"GET", "/api/v1/audit", Access::whole(Action::AuditRead), {}, list_audit},
        {"GET", "/healthz", Access::open(), {}, health},
        {"GET", "/metrics", Access::open(), {}, metrics},
    };
}

}  // namespace http
