// /reports, /templates: files out.
#include "base/files.hpp"
#include "base/text.hpp"
#include "http/routes.hpp"
#include "service/reports.hpp"
#include "service/templates.hpp"

#include <unistd.h>

#include <algorithm>

namespace http {
namespace {

using service::Action;

constexpr char kXlsx[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file of our own that is gone after it was read.
class Sheet {
  public:
    explicit Sheet(Site& site) : path_(site.scratch + "/" + base::hex(site.random.bytes(16)) + ".xlsx") {}
    ~Sheet() { ::unlink(path_.c_str()); }
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;
    const std::string& path() const { return path_; }

    Answer response(const std::string& name) const {
        Response response;
        PANHUO_TRY(response.body, base::read_file(path_));
        response.type = kXlsx;
        response.headers.emplace_back("Content-Disposition", attachment(name));
        return response;
    }

  private:
    std::string path_;
};

base::Lang lang_of(const Request& request) {
    return request.parameter("lang") == "en" ? base::Lang::En : base::Lang::Zh;
}

Answer get_report(Site& site, const Request& request, const Caller& caller) {
    const std::string& name = request.parts[0];
    const std::vector<std::string> known = service::report_names();
    if (std::find(known.begin(), known.end(), name) == known.end())
        return base::Error{base::Code::RouteUnknown, {request.path}};
    const service::Person& person = *caller.person;
    if (site.rights.reach(person, Action::Report) != service::Rights::Reach::Everything &&
        !(person.township.empty() && person.zone.empty()))
        return base::Error{base::Code::NotAllowed, {"report: " + person.township + person.zone}};
    service::ReportOrder order;
    order.name = name;
    PANHUO_TRY(order.moment, service::read_moment(switches_of(request), site.clock));
    order.unit = request.parameter("unit") == "mu" ? base::AreaUnit::Mu : base::AreaUnit::Hectare;
    order.lang = lang_of(request);
    const Sheet sheet(site);
    order.path = sheet.path();
    service::Office office = site.office();
    PANHUO_DO(service::write_report(office, order));
    site.note(service::AuditEvent::Exported, caller.login(), name, caller);
    return sheet.response(name + "-" + order.moment.as_of.iso() + ".xlsx");
}

Answer get_template(Site& site, const Request& request, const Caller&) {
    const Sheet sheet(site);
    service::Office office = site.office();
    PANHUO_DO(service::write_template(office, request.parts[0], lang_of(request), sheet.path()));
    return sheet.response(request.parts[0] + ".xlsx");
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
        {"GET", "/api/v1/reports/{name}", Access::right(Action::Report), {}, get_report},
        {"GET", "/api/v1/templates/{kind}", Access::right(Action::Template), {}, get_template},
    };
}

}  // namespace http
