#include "http/serve.hpp"

#include "base/files.hpp"
#include "base/process.hpp"
#include "http/site.hpp"
#include "service/password_policy.hpp"

#include <condition_variable>
#include <cstdio>
#include <thread>

namespace http {
namespace {

/// Calls once a second until it is destroyed.
class EverySecond {
  public:
    explicit EverySecond(std::function<void()> work)
        : thread_([this, does = std::move(work)] {
              std::unique_lock lock(mutex_);
              while (!bell_.wait_for(lock, std::chrono::seconds(1), [this] { return over_; })) does();
          }) {}
    ~EverySecond() {
        {
            const std::lock_guard guard(mutex_);
            over_ = true;
        }
        bell_.notify_one();
        thread_.join();
    }
    EverySecond(const EverySecond&) = delete;
    EverySecond& operator=(const EverySecond&) = delete;

  private:
    std::mutex mutex_;
    std::condition_variable bell_;
    bool over_ = false;
    std::thread thread_;
};

/// STORE/serving is ours while we hold the store's lock: what lies there is left from a program that was killed.
base::Result<std::string> fresh_scratch(const store::Store& store) {
    const std::string folder = store.folder() + "/serving";
    base::remove_folder(folder);
    PANHUO_DO(base::make_folders(folder));
    return folder;
}

struct Standing {
    std::string division;
    bool set_up = false;
};
base::Result<Standing> standing_of(store::Store& store) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, store.read());
    Standing standing;
    PANHUO_TRY(standing.division, service::office_chain(*snapshot));
    PANHUO_TRY(standing.set_up, service::anybody_set_up(*snapshot));
    return standing;
}

std::string traffic_lines(const Server& server) {
    const Traffic traffic = server.traffic();
    return "# TYPE panhuo_connections gauge\npanhuo_connections " + std::to_string(traffic.connections) +
           "\n# TYPE panhuo_requests_total counter\npanhuo_requests_total " + std::to_string(traffic.requests) +
           "\n# TYPE panhuo_refused_total counter\npanhuo_refused_total " + std::to_string(traffic.refused) +
           "\n# TYPE panhuo_feeds gauge\npanhuo_feeds " + std::to_string(traffic.feeds) + "\n";
}

std::string url_of(const Listening& listening, std::uint16_t port) {
    const bool six = listening.address.find(':') != std::string::npos;
    return (listening.certificate.empty() ? "http://" : "https://") +
           (six ? "[" + listening.address + "]" : listening.address) + ":" + std::to_string(port) + "/";
}

}  // namespace

base::Status serve(store::Store& store, const base::Clock& clock, base::Random& random, const ServeOrder& order,
                   const std::function<void(const Serving&)>& ready) {
    PANHUO_TRY(const service::Rights* rights, service::Rights::installed());
    PANHUO_TRY(const std::string scratch, fresh_scratch(store));
    PANHUO_TRY(const std::string data, base::data_folder());
    PANHUO_TRY(const Standing standing, standing_of(store));
    Site site(store, clock, random, *rights, standing.division, scratch);
    site.pages = order.pages.empty() ? data + "/web/dist" : order.pages;
    if (!base::file_exists(site.pages + "/index.html")) site.pages.clear();
    if (!order.base_map.url.empty()) {
        PANHUO_TRY(site.base_map, read_base_map(order.base_map));
    }
    if (!order.backups.folder.empty()) {
        PANHUO_TRY(site.backups, Backups::open(site, order.backups));
    }
    base::keep_memory_together();
    site.views.prepare();
    if (!standing.set_up) site.setup_code = service::make_initial_password(random);
    Listening listening = order.listening;
    listening.upload_folder = scratch;
    PANHUO_TRY(const std::unique_ptr<Server> server,
               Server::listen(
                   listening, [&](Request& request) { return site.answer(request); },
                   [&](const std::string& method, const std::string& path) { return site.body_rule(method, path); }));
    site.traffic = [&] { return traffic_lines(*server); };
    service::Office office = site.office();
    const auto write_trail = [&](bool everything) {
        const base::Result<std::size_t> written = site.trail.write_due(office, everything);
        if (!written.ok()) std::fprintf(stderr, "panhuo: %s\n", written.error().text().en.c_str());
    };
    const std::string url = url_of(listening, server->port());
    PANHUO_DO(store.announce(url));
    ready({url, site.setup_code, !site.pages.empty()});
    {
        const EverySecond trail([&] {
            if (site.trail.due(clock.now())) write_trail(false);
            if (site.backups) site.backups->look_at_clock();
        });
        server->run(true);
    }
    site.works.stop();  // what comes of it is written down, too
    write_trail(true);
    base::remove_folder(scratch);
    return base::Done{};
}

}  // namespace http
