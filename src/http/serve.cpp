#include "http/serve.hpp"

#include "base/files.hpp"
#include "http/site.hpp"

#include <unistd.h>

#include <cctype>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
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

/// Eight characters that are easily read off a terminal.
std::string make_setup_code(base::Random& random) {
    static constexpr char kLetters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string code;
    for (const char byte : random.bytes(12)) code += kLetters[static_cast<unsigned char>(byte) % (sizeof kLetters - 1)];
    return code;
}

/// STORE/serving is ours while we hold the store's lock: what lies there is left from a program that was killed.
base::Result<std::string> fresh_scratch(const store::Store& store) {
    const std::string folder = store.folder() + "/serving";
    std::error_code problem;
    std::filesystem::remove_all(folder, problem);
    PANHUO_DO(base::make_folders(folder));
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, problem);
    return folder;
}

std::string traffic_lines(const Server& server) {
    const Traffic traffic = server.traffic();
    return "# TYPE panhuo_connections gauge\npanhuo_connections " + std::to_string(traffic.connections) +
           "\n# TYPE panhuo_requests_total counter\npanhuo_requests_total " + std::to_string(traffic.requests) +
           "\n# TYPE panhuo_refused_total counter\npanhuo_refused_total " + std::to_string(traffic.refused) + "\n";
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
    Site site(store, clock, random, *rights, scratch);
    site.pages = order.pages.empty() ? data + "/web/dist" : order.pages;
    if (!base::file_exists(site.pages + "/index.html")) site.pages.clear();
    {
        PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, store.read());
        PANHUO_TRY(const bool set_up, service::anybody_set_up(*snapshot));
        if (!set_up) site.setup_code = make_setup_code(random);
    }
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
    ready({url_of(listening, server->port()), site.setup_code, !site.pages.empty()});
    {
        const EverySecond trail([&] {
            if (site.trail.due(clock.now())) write_trail(false);
        });
        server->run(true);
    }
    write_trail(true);
    std::error_code ignored;
    std::filesystem::remove_all(scratch, ignored);
    return base::Done{};
}

}  // namespace http
