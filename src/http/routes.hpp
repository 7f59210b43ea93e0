// The routes of each resource: one file each, gathered by all_routes() (site.hpp).
#pragma once

#include "http/site.hpp"

#include <vector>

namespace http {

std::vector<Route> session_routes();
std::vector<Route> people_routes();
std::vector<Route> figure_routes();
std::vector<Route> parcel_routes();
std::vector<Route> due_routes();
std::vector<Route> map_routes();
std::vector<Route> rulebook_routes();
std::vector<Route> writing_routes();
std::vector<Route> import_routes();
std::vector<Route> paper_routes();
std::vector<Route> system_routes();
std::vector<Route> backup_routes();
std::vector<Route> work_routes();
std::vector<Route> evidence_routes();
std::vector<Route> page_routes();

/// 202 with where the work stands.
Answer begun(const Works::Pointer& work);
/// Whether a request asks not to wait for the end of its work.
inline bool later(const Request& request) { return request.parameter("later") == "true"; }
/// The header by which a browser saves a file under a name that may hold any character.
std::string attachment(const std::string& name);

}  // namespace http
