// /reports, /templates: files out.
#include "base/files.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/routes.hpp"
#include "http/scratch.hpp"
#include "service/reports.hpp"
#include "service/templates.hpp"

#include <algorithm>

namespace http {
namespace {

using service::Action;

constexpr char kXlsx[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Answer sheet(const std::string& path, const std::string& name) {
    Response response;
    PANHUO_TRY(response.body, base::read_file(path));
    response.type = kXlsx;
    response.headers.emplace_back("Content-Disposition", attachment(name));
    return response;
}

base::Lang lang_of(const Request& request) {
    return request.parameter("lang") == "en" ? base::Lang::En : base::Lang::Zh;
}

base::Result<service::ReportOrder> order_of(const Site& site, const Request& request) {
    const std::string& name = request.parts[0];
    const std::vector<std::string> known = service::report_names();
    if (std::find(known.begin(), known.end(), name) == known.end())
        return base::Error{base::Code::RouteUnknown, {request.path}};
    service::ReportOrder order;
    order.name = name;
    PANHUO_TRY(order.moment, service::read_moment(switches_of(request), site.clock));
    order.unit = request.parameter("unit") == "mu" ? base::AreaUnit::Mu : base::AreaUnit::Hectare;
    order.lang = lang_of(request);
    return order;
}

std::string paper_name(const service::ReportOrder& order) {
    return order.name + "-" + order.moment.as_of.iso() + ".xlsx";
}

/// The paper as a work: its file lies in the server's folder until the work is forgotten.
Answer begin_report(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(service::ReportOrder order, order_of(site, request));
    constexpr std::size_t kNameBytes = 16;
    order.path = site.scratch + "/paper-" + base::hex(site.random.bytes(kNameBytes));
    WorkOrder work{caller.login(), "report", order.name, Action::Report, {}};
    work.work = [&site, caller, order](const service::TellProgress& progress) -> base::Result<Product> {
        service::ReportOrder telling = order;
        telling.progress = progress;
        service::Office office = site.office();
        PANHUO_DO(service::write_report(office, telling));
        site.note(service::AuditEvent::Exported, caller.login(), order.name, caller);
        return Product{nullptr, order.path, paper_name(order), kXlsx};
    };
    PANHUO_TRY(const Works::Pointer begun_work, site.works.begin(std::move(work)));
    return begun(begun_work);
}

Answer get_report(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(service::ReportOrder order, order_of(site, request));
    PANHUO_TRY(const Scratch folder, Scratch::make(site.scratch, site.random));
    order.path = folder.file("paper.xlsx");
    service::Office office = site.office();
    PANHUO_DO(service::write_report(office, order));
    site.note(service::AuditEvent::Exported, caller.login(), order.name, caller);
    return sheet(order.path, paper_name(order));
}

Answer get_template(Site& site, const Request& request, const Caller&) {
    PANHUO_TRY(const Scratch folder, Scratch::make(site.scratch, site.random));
    const std::string path = folder.file("form.xlsx");
    service::Office office = site.office();
    PANHUO_DO(service::write_template(office, request.parts[0], lang_of(request), path));
    return sheet(path, request.parts[0] + ".xlsx");
}

}  // namespace

std::string attachment(const std::string& name) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string coded;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte < 0x80 && std::isalnum(byte) != 0) || c == '.' || c == '-' || c == '_';
        if (plain) {
            coded += c;
        } else {
            coded += '%';
            coded += kHex[byte >> 4U];
            coded += kHex[byte & 15U];
        }
    }
    return "attachment; filename*=UTF-8''" + coded;
}

std::vector<Route> paper_routes() {
    return {
        {"GET", "/api/v1/reports/{name}", Access::whole(Action::Report), {}, get_report},
        {"POST", "/api/v1/reports/{name}", Access::whole(Action::Report), {}, begin_report},
        {"GET", "/api/v1/templates/{kind}", Access::whole(Action::Template), {}, get_template},
    };
}

}  // namespace http
