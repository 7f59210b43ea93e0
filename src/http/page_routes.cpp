// The pages: files of the built web folder, read when asked for. What is no file is a page of the one application.
#include "base/files.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/routes.hpp"

#include <map>

namespace http {
namespace {

const std::map<std::string, std::string> kTypes{
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"ico", "image/x-icon"},
    {"json", "application/json"},
};

Answer file(Site& site, const Request& request, const std::string& name) {
    const std::size_t dot = name.rfind('.');
    const auto type = kTypes.find(dot == std::string::npos ? "" : name.substr(dot + 1));
    if (site.pages.empty() || type == kTypes.end()) return base::Error{base::Code::RouteUnknown, {request.path}};
    const std::string path = site.pages + "/" + name;
    if (!base::file_exists(path)) return base::Error{base::Code::RouteUnknown, {request.path}};
    Response response;
    PANHUO_TRY(response.body, base::read_file(path));
    response.type = type->second;
    // What lies in assets/ has a hash of its content in its name.
    const bool lasting = base::starts_with(name, "assets/");
    const std::string tag =
        "\"" + base::hex(base::hash(base::HashAlgorithm::Sha256, response.body)).substr(0, 32) + "\"";
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

Answer asset(Site& site, const Request& request, const Caller&) {
    return file(site, request, "assets/" + request.parts[0]);
}

/// Any other address is one of the application's own, which it reads itself; a name with a dot asks for a file.
Answer page(Site& site, const Request& request, const Caller&) {
    if (base::starts_with(request.path, "/api/")) return base::Error{base::Code::RouteUnknown, {request.path}};
    const std::string name = request.path.substr(1);
    const bool top_file = base::contains(name, ".") && !base::contains(name, "/");
    return file(site, request, top_file ? name : "index.html");
}

}  // namespace

std::vector<Route> all_routes() {
    std::vector<Route> all;
    for (const auto& routes : {session_routes(), people_routes(), figure_routes(), parcel_routes(), due_routes(),
                               map_routes(), rulebook_routes(), writing_routes(), import_routes(), paper_routes(),
                               work_routes(), evidence_routes(), system_routes(), backup_routes(), page_routes()})
        all.insert(all.end(), routes.begin(), routes.end());
    return all;
}

std::vector<Route> page_routes() {
    return {
        {"GET", "/assets/{file}", Access::open(), {}, asset},
        {"GET", "/**", Access::open(), {}, page},
    };
}

}  // namespace http
