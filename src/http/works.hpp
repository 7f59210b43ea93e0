// Works: what takes longer than a request should, done by two threads of its own and told about as it goes on.
//
// Whoever begins a work may leave and find it again by its id as long as the program runs: where it stands, and in the
// end what came of it. The threads step back before the handlers, so that an import costs readers little. Bounded: so
// many may wait (WorkCrowded), so many that are over are remembered. stop() lets what runs come to its end; what waits
// fails. Safe to call from several threads.
#pragma once

#include "base/json.hpp"
#include "http/message.hpp"
#include "service/progress.hpp"
#include "service/rights.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace http {

/// What came of a work: a document, or a file in the server's own folder that is gone with the work.
struct Product {
    base::Json result;
    std::string file, file_name, file_type;
};

struct WorkOrder {
    std::string login;                               ///< whose it is; nobody else is told of it
    std::string kind;                                ///< import | verify | report | backup
    std::string name;                                ///< of the file or the paper
    service::Action action = service::Action::Read;  ///< what one must be allowed to be given the result
    std::function<base::Result<Product>(const service::TellProgress&)> work;
};

class Works {
  public:
    Works(const base::Clock& clock, base::Random& random) : clock_(clock), random_(random) {}
    ~Works() { stop(); }
    Works(const Works&) = delete;
    Works& operator=(const Works&) = delete;

    class Kept;
    using Pointer = std::shared_ptr<Kept>;

    /// Errors: WorkCrowded.
    base::Result<Pointer> begin(WorkOrder order);
    /// The same, and waits for what comes of it.
    base::Result<Product> run(WorkOrder order);
    /// Nothing where there is none of that id, or it is somebody else's.
    Pointer find(const std::string& id, const std::string& login);
    /// Those of a login, begun last first.
    std::vector<Pointer> of(const std::string& login);
    void stop();

  private:
    static constexpr std::size_t kThreads = 2, kMostWaiting = 8, kMostKept = 100;
    void labour();
    void forget_old();

    const base::Clock& clock_;
    base::Random& random_;
    std::mutex mutex_;
    std::condition_variable bell_;
    std::list<Pointer> kept_;  ///< begun last first
    std::deque<Pointer> queue_;
    std::vector<std::thread> threads_;  ///< begun with the first work
    bool stopping_ = false;
};

/// One work and where it stands.
class Works::Kept {
  public:
    Kept(std::string id, WorkOrder order, base::Instant begun)
        : id_(std::move(id)), order_(std::move(order)), begun_(begun) {}
    ~Kept();
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    const std::string& id() const { return id_; }
    const std::string& login() const { return order_.login; }
    service::Action action() const { return order_.action; }
    /// As the interface describes it (Work).
    base::Json json() const;
    bool over() const;
    /// What came of it; WorkUnfinished before, its error where it failed.
    base::Result<Product> product() const;
    /// Grows with every change of json().
    std::uint64_t changes() const;

    void work(const base::Clock& clock);
    void drop(const base::Error& why, base::Instant now);
    void wait_for_end();

  private:
    enum class State : std::uint8_t { Waiting, Running, Done, Failed };
    void end(base::Result<Product> product, base::Instant now);

    const std::string id_;
    WorkOrder order_;
    const base::Instant begun_;
    mutable std::mutex mutex_;
    std::condition_variable ended_bell_;
    State state_ = State::Waiting;
    std::string step_;
    std::uint64_t done_ = 0, total_ = 0, changes_ = 1;
    std::optional<base::Instant> ended_;
    std::optional<Product> product_;
    std::optional<base::Error> error_;
};

/// Server-sent events of a work: where it stands at once and after every change; ends with it.
std::shared_ptr<Feed> feed_of(const Works::Pointer& work);

}  // namespace http
