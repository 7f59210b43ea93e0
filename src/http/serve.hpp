// Serve: a store over HTTP until the program is told to end.
#pragma once

#include "base/date.hpp"
#include "base/hash.hpp"
#include "http/backups.hpp"
#include "http/base_map.hpp"
#include "http/server.hpp"
#include "store/store.hpp"

#include <functional>
#include <string>

namespace http {

struct ServeOrder {
    Listening listening;
    BaseMapOrder base_map;
    BackupOrder backups;
    std::string pages;  ///< folder of the built pages; empty: the program's own (web/dist of the data folder)
};

/// What is to be said once the address is bound.
struct Serving {
    std::string url;
    std::string setup_code;  ///< empty where somebody is set up already
    bool pages = false;      ///< whether the pages are there
};

/// Serves until SIGTERM or SIGINT; requests that run are answered first. The store must be open for writing.
/// Errors: ServerFailed, FileUnwritable, those of the store
/// and of Backups::open().
base::Status serve(store::Store& store, const base::Clock& clock, base::Random& random, const ServeOrder& order,
                   const std::function<void(const Serving&)>& ready);

}  // namespace http
