// /imports: files into the book, through the same reader process and limits as on the command line.
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/routes.hpp"
#include "http/scratch.hpp"
#include "service/import.hpp"
#include "service/mappings.hpp"

#include <memory>

namespace http {
namespace {

using service::Action;

/// Keeps the refused rows for whoever imported, under the folder's name.
base::Status keep_rejects(Site& site, const Caller& caller, const service::ImportedFile& file, const std::string& id) {
    const std::string path = site.scratch + "/rejects-" + id;
    PANHUO_DO(base::move_file(file.reject_file, path));
    const std::lock_guard guard(site.rejects_mutex);
    site.rejects[id] = {caller.login(), base::file_name(file.reject_file), path};
    return base::Done{};
}

base::Result<Product> enter_file(Site& site, const Caller& caller, const Scratch& folder, const std::string& name,
                                 service::ImportOptions options, const service::Act& act,
                                 const service::TellProgress& progress) {
    options.progress = progress;
    service::Office office = site.office();
    PANHUO_TRY(service::ImportedFile file, service::import_file(office, folder.file(name), options, act));
    file.file = name;
    if (!act.dry_run && file.entries > 0) site.views.written(caller.login());
    base::Json json = service::imported_json(file);
    json["entries"] = file.entries;
    json["id"] = folder.name();
    if (!file.reject_file.empty()) {
        PANHUO_DO(keep_rejects(site, caller, file, folder.name()));
        json["reject_file"] = base::file_name(file.reject_file);
    }
    return Product{std::move(json), "", "", ""};
}

Answer import_file(Site& site, const Request& request, const Caller& caller) {
    const std::string name = safe_file_name(request.parameter("name"));
    if (name.empty() || request.upload.empty()) return base::Error{base::Code::Usage, {"name"}};
    PANHUO_TRY(Scratch made, Scratch::make(site.scratch, site.random));
    const auto folder = std::make_shared<const Scratch>(std::move(made));
    // The reader tells kinds of files apart by name, too: the upload gets the name it came with.
    PANHUO_DO(base::move_file(request.upload, folder->file(name)));
    PANHUO_TRY(
        service::ImportOptions options,
        service::read_import_options({request.parameter("kind"), request.parameter("as_of"), request.parameter("crs"),
                                      request.parameter("approval"), folder->file("rejects"),
                                      request.parameter("mapping"), request.parameter("by_headings") == "true"}));
    PANHUO_DO(base::make_folders(options.reject_folder));
    const bool dry_run = request.parameter("dry_run") == "true";
    options.describe = dry_run;
    service::Act act = site.act_of(caller, "import " + name, "");
    act.dry_run = dry_run;
    WorkOrder order{caller.login(), "import", name, Action::Import, {}};
    order.work = [&site, caller, folder, name, options, act](const service::TellProgress& progress) {
        return enter_file(site, caller, *folder, name, options, act, progress);
    };
    if (later(request)) {
        PANHUO_TRY(const Works::Pointer work, site.works.begin(std::move(order)));
        return begun(work);
    }
    PANHUO_TRY(const Product product, site.works.run(std::move(order)));
    return json_response(dry_run ? 200 : 201, product.result);
}

Answer list_mappings(Site& site, const Request&, const Caller&) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const std::vector<service::RememberedMapping> all, service::remembered_mappings(*snapshot));
    base::Json mappings = base::Json::array();
    for (const service::RememberedMapping& each : all) {
        base::Json json = service::mapping_json(each.mapping);
        json["entry"] = each.mapping.entry;
        json["said_by"] = each.said_by;
        json["said_at"] = each.said_at.iso();
        mappings.push_back(std::move(json));
    }
    return json_response(200, {{"mappings", std::move(mappings)}});
}

Answer forget_mapping(Site& site, const Request& request, const Caller& caller) {
    service::Office office = site.office();
    const std::string& form = request.parts[0];
    PANHUO_DO(service::forget_mapping(office, form, site.act_of(caller, "forget mapping " + form, "")));
    site.views.written(caller.login());
    Response response;
    response.status = 204;
    return response;
}

Answer list_fields(Site&, const Request&, const Caller&) {
    PANHUO_TRY(const base::Json fields, service::table_fields_json());
    return json_response(200, fields);
}

Answer get_rejects(Site& site, const Request& request, const Caller& caller) {
    KeptRejects kept;
    {
        const std::lock_guard guard(site.rejects_mutex);
        const auto found = site.rejects.find(request.parts[0]);
        if (found == site.rejects.end() || found->second.login != caller.login())
            return base::Error{base::Code::FileNotFound, {request.parts[0]}};
        kept = found->second;
    }
    Response response;
    PANHUO_TRY(response.body, base::read_file(kept.path));
    response.type = base::ends_with(kept.name, ".csv") ? "text/csv; charset=utf-8" : "application/octet-stream";
    response.headers.emplace_back("Content-Disposition", attachment(kept.name));
    return response;
}

}  // namespace

std::vector<Route> import_routes() {
    constexpr BodyRule kUpload{std::uint64_t{200} * 1024 * 1024, true};
    return {
        {"POST", "/api/v1/imports", Access::whole(Action::Import), kUpload, import_file},
        {"GET", "/api/v1/import-fields", Access::whole(Action::Import), {}, list_fields},
        {"GET", "/api/v1/mappings", Access::whole(Action::Import), {}, list_mappings},
        {"DELETE", "/api/v1/mappings/{form}", Access::whole(Action::Import), {}, forget_mapping},
        {"GET", "/api/v1/imports/{id}/rejects", Access::whole(Action::Import), {}, get_rejects},
    };
}

}  // namespace http
