// Server: sockets, HTTP/1.1 and TLS. The only file of the house that knows Boost is server.cpp behind it.
//
// One thread looks after all sockets, a bounded pool runs the handlers. Guarantees: no connection can hold another up
// (every state has its time limit: handshake, header, body, answer, rest between requests); a header beyond 16 KiB or
// a body beyond its route's limit ends in an answer, not in memory; when all seats of the pool and its waiting room
// are taken, the answer is 503 at once; stop() lets running handlers finish and answer, then run() returns.
#pragma once

#include "http/message.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace http {

struct Listening {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;       ///< 0: any free one
    unsigned workers = 20;           ///< more than may wait for the writer, a book or a document (Site, Views, View)
    std::size_t waiting = 256;       ///< requests that may wait for a worker
    std::size_t connections = 2000;  ///< beyond: closed at once
    std::size_t feeds = 200;         ///< connections that may follow something at once; beyond: 503
    std::string certificate, key;    ///< PEM files; both or neither
    std::string upload_folder;       ///< where bodies go that are streamed to disk
    std::chrono::seconds header_limit{10}, answer_limit{60}, rest_limit{75}, body_limit{20};
    std::chrono::seconds feed_limit{600};    ///< then a follower must ask again, and show again who he is
    std::uint64_t slowest_body = 64 * 1024;  ///< bytes a second that an upload must keep up, beyond body_limit
};

struct Traffic {
    std::uint64_t connections = 0;  ///< open now
    std::uint64_t requests = 0;     ///< answered since the start
    std::uint64_t refused = 0;      ///< 503 for want of a seat
    std::uint64_t feeds = 0;        ///< followed now
};

class Server {
  public:
    using Handler = std::function<Response(Request&)>;
    using BodyRules = std::function<BodyRule(const std::string& method, const std::string& path)>;

    /// Binds and listens. ServerFailed where the address is taken or a certificate cannot be used.
    static base::Result<std::unique_ptr<Server>> listen(const Listening& listening, Handler handler, BodyRules rules);
    virtual ~Server() = default;

    virtual std::uint16_t port() const = 0;
    /// Serves until stop(), or SIGTERM or SIGINT where `until_signal`.
    virtual void run(bool until_signal) = 0;
    /// From any thread.
    virtual void stop() = 0;
    virtual Traffic traffic() const = 0;
};

}  // namespace http
