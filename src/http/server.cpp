#include "http/server.hpp"

// Boost 1.74 forgets <utility> in C++20 with this compiler.
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <set>
#include <utility>

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using Failure = beast::error_code;
using Plain = beast::tcp_stream;
using Secure = beast::ssl_stream<beast::tcp_stream>;

constexpr std::uint32_t kHeaderBytes = 16 * 1024;
constexpr std::uint64_t kAnyBody = std::uint64_t{1} << 40;

base::Error failed(const std::string& what, const std::string& why) { return {base::Code::ServerFailed, {what, why}}; }

/// What connections share: the limits, the pool, the counts.
struct House {
    Listening listening;
    Server::Handler handler;
    Server::BodyRules rules;
    asio::io_context io{1};
    asio::thread_pool pool;
    std::atomic<std::size_t> seated{0};
    std::atomic<std::uint64_t> open{0}, requests{0}, refused{0}, feeds{0};
    std::atomic<bool> draining{false};
    std::atomic<std::uint64_t> uploads{0};
    std::set<struct Guest*> guests;  ///< of the socket thread only

    House(const Listening& what, Server::Handler handle, Server::BodyRules body)
        : listening(what), handler(std::move(handle)), rules(std::move(body)), pool(what.workers) {}
};

/// A connection, whatever its stream.
struct Guest {
    virtual ~Guest() = default;
    virtual void leave_if_idle() = 0;
};

template <class Stream>
beast::tcp_stream& lowest(Stream& stream) {
    return beast::get_lowest_layer(stream);
}

template <class Stream>
class Connection final : public Guest, public std::enable_shared_from_this<Connection<Stream>> {
  public:
    Connection(House& house, Stream stream) : house_(house), stream_(std::move(stream)), timer_(house.io) {
        ++house_.open;
        house_.guests.insert(this);
        Failure ignored;
        const auto peer = lowest(stream_).socket().remote_endpoint(ignored).address();
        peer_ = peer.to_string();
        loopback_ = peer.is_loopback();
    }
    ~Connection() override {
        house_.guests.erase(this);
        --house_.open;
        if (feed_) --house_.feeds;
        forget_upload();
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void begin() {
        if constexpr (std::is_same_v<Stream, Secure>) {
            lowest(stream_).expires_after(house_.listening.header_limit);
            stream_.async_handshake(asio::ssl::stream_base::server,
                                    beast::bind_front_handler(&Connection::shaken, this->shared_from_this()));
        } else {
            wait_for_header(house_.listening.header_limit);
        }
    }

    void leave_if_idle() override {
        if (idle_) lowest(stream_).cancel();
        timer_.cancel();
    }

  private:
    void shaken(Failure failure) {
        if (!failure) wait_for_header(house_.listening.header_limit);
    }

    void wait_for_header(std::chrono::seconds limit) {
        idle_ = true;
        head_.emplace();
        head_->header_limit(kHeaderBytes);
        head_->body_limit(kAnyBody);  // the route's own limit is looked at below
        lowest(stream_).expires_after(limit);
        wire::async_read_header(stream_, buffer_, *head_,
                                beast::bind_front_handler(&Connection::header_read, this->shared_from_this()));
    }

    void header_read(Failure failure, std::size_t) {
        idle_ = false;
        if (failure == wire::error::end_of_stream) return shut();
        if (failure == wire::error::header_limit) return refuse(431, "header");
        if (failure == beast::error::timeout || failure == asio::error::operation_aborted) return;
        if (failure) return refuse(400, "request");
        if (!take_head()) return refuse(400, "target");
        const BodyRule rule = house_.rules(request_.method, request_.path);
        const auto length = head_->content_length();
        const bool has_body = (length && *length > 0) || head_->chunked();
        if (length && *length > rule.limit) return refuse(413, "body");
        if (!has_body) return ask();
        if (rule.limit == 0) return refuse(413, "body");
        const std::uint64_t most = length ? *length : rule.limit;
        lowest(stream_).expires_after(house_.listening.body_limit +
                                      std::chrono::seconds(static_cast<long>(most / house_.listening.slowest_body)));
        if (head_->get()[wire::field::expect] == "100-continue") return go_on(rule);
        read_body(rule);
    }

    bool take_head() {
        const auto& head = head_->get();
        const std::string_view raw(head.target().data(), head.target().size());
        const std::optional<Target> target = read_target(raw);
        if (!target) return false;
        request_ = {};
        request_.method = std::string(head.method_string());
        is_head_ = request_.method == "HEAD";
        if (is_head_) request_.method = "GET";
        request_.path = target->path;
        request_.query = target->query;
        for (const auto& field : head) {
            std::string name(field.name_string());
            for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            request_.headers.emplace(std::move(name), std::string(field.value()));
        }
        request_.peer = peer_;
        request_.local = loopback_;
        request_.secure = std::is_same_v<Stream, Secure>;
        // Only a proxy on this machine may speak for others.
        if (const std::string& forwarded = request_.header("x-forwarded-for"); loopback_ && !forwarded.empty()) {
            request_.local = false;
            request_.peer = forwarded.substr(forwarded.rfind(',') == std::string::npos ? 0 : forwarded.rfind(',') + 1);
            request_.secure = request_.secure || request_.header("x-forwarded-proto") == "https";
        }
        keep_alive_ = head.keep_alive();
        version_ = head.version();
        return true;
    }

    /// The caller waits for leave to send a body whose length it has said.
    void go_on(const BodyRule& rule) {
        auto leave = std::make_shared<wire::response<wire::empty_body>>(wire::status::continue_, version_);
        wire::async_write(stream_, *leave,
                          [self = this->shared_from_this(), leave, rule](Failure failure, std::size_t) {
                              if (!failure) self->read_body(rule);
                          });
    }

    void read_body(const BodyRule& rule) {
        if (rule.to_disk) return read_to_disk(rule);
        text_.emplace(std::move(*head_));
        text_->body_limit(rule.limit);
        wire::async_read(stream_, buffer_, *text_, [self = this->shared_from_this()](Failure failure, std::size_t) {
            if (!self->body_is_whole(failure)) return;
            self->request_.body = std::move(self->text_->get().body());
            self->ask();
        });
    }

    void read_to_disk(const BodyRule& rule) {
        request_.upload =
            house_.listening.upload_folder + "/" + std::to_string(::getpid()) + "-" + std::to_string(++house_.uploads);
        file_.emplace(std::move(*head_));
        file_->body_limit(rule.limit);
        Failure failure;
        file_->get().body().open(request_.upload.c_str(), beast::file_mode::write_new, failure);
        if (failure) return refuse(500, "upload");
        wire::async_read(stream_, buffer_, *file_, [self = this->shared_from_this()](Failure problem, std::size_t) {
            if (!self->body_is_whole(problem)) return;
            self->file_->get().body().close();
            self->ask();
        });
    }

    bool body_is_whole(Failure failure) {
        if (failure == wire::error::body_limit) {
            refuse(413, "body");
        } else if (failure == beast::error::timeout) {
            shut();
        } else if (failure && failure != asio::error::operation_aborted) {
            refuse(400, "body");
        }
        return !failure;
    }

    /// Hands the request to the pool, if a seat is free.
    void ask() {
        lowest(stream_).expires_never();
        if (house_.seated.fetch_add(1) >= house_.listening.workers + house_.listening.waiting) {
            --house_.seated;
            ++house_.refused;
            return refuse(503, "busy");
        }
        // The guard keeps the socket thread alive while the only work is in the pool.
        asio::post(house_.pool, [self = this->shared_from_this(), guard = asio::make_work_guard(house_.io)] {
            auto answer = std::make_shared<Response>(self->house_.handler(self->request_));
            --self->house_.seated;
            asio::post(self->house_.io, [self, answer] { self->reply(std::move(*answer)); });
        });
    }

    void refuse(int status, const std::string& what) {
        keep_alive_ = false;
        Response response = problem(base::Error{base::Code::RequestRefused, {std::to_string(status), what}});
        response.status = status;
        if (status == 503) response.headers.emplace_back("Retry-After", "1");
        reply(std::move(response));
    }

    void reply(Response&& response) {
        if (response.feed && house_.feeds >= house_.listening.feeds) return refuse(503, "feeds");
        ++house_.requests;
        forget_upload();
        keep_alive_ = keep_alive_ && !house_.draining && !response.feed;
        shared_ = response.shared;
        wire::response_header<> header;
        header.version(version_);
        header.result(static_cast<unsigned>(response.status));
        if (!response.bytes().empty() || response.status == 200) header.set(wire::field::content_type, response.type);
        for (const auto& [name, value] : response.headers) header.insert(name, value);
        if (response.feed) {
            follow(std::move(header), std::move(response.feed));
        } else if (shared_) {
            send(std::move(header), wire::span_body<const char>{},
                 beast::span<const char>(shared_->data(), shared_->size()));
        } else {
            send(std::move(header), wire::string_body{}, std::move(response.body));
        }
    }

    /// The head, and then whatever the feed has to tell, until it is over: the body ends with the connection.
    void follow(wire::response_header<> header, std::shared_ptr<Feed> feed) {
        feed_ = std::move(feed);
        ++house_.feeds;
        feed_end_ = std::chrono::steady_clock::now() + house_.listening.feed_limit;
        auto message = std::make_shared<wire::response<wire::empty_body>>(std::move(header));
        message->keep_alive(false);
        lowest(stream_).expires_after(house_.listening.answer_limit);
        auto serial = std::make_shared<wire::response_serializer<wire::empty_body>>(*message);
        wire::async_write_header(stream_, *serial,
                                 [self = this->shared_from_this(), message, serial](Failure failure, std::size_t) {
                                     if (self->is_head_) return self->shut();
                                     self->tell_more(failure);
                                 });
    }

    void tell_more(Failure failure) {
        constexpr std::chrono::milliseconds kTick{250};
        constexpr int kQuietTicks = 60;  // then a comment, by which a caller who has gone is noticed
        if (failure || house_.draining || std::chrono::steady_clock::now() >= feed_end_) return shut();
        piece_ = feed_->more();
        if (piece_.empty() && feed_->over()) return shut();
        if (piece_.empty() && ++quiet_ticks_ >= kQuietTicks) piece_ = ":\n\n";
        if (piece_.empty()) {
            lowest(stream_).expires_never();
            timer_.expires_after(kTick);
            return timer_.async_wait([self = this->shared_from_this()](Failure) { self->tell_more({}); });
        }
        quiet_ticks_ = 0;
        lowest(stream_).expires_after(house_.listening.answer_limit);
        asio::async_write(
            stream_, asio::buffer(piece_),
            [self = this->shared_from_this()](Failure problem, std::size_t) { self->tell_more(problem); });
    }

    template <class Body, class Value>
    void send(wire::response_header<> header, Body, Value value) {
        auto message = std::make_shared<wire::response<Body>>(std::move(header));
        const std::uint64_t length = value.size();
        message->keep_alive(keep_alive_);
        if (!is_head_) message->body() = std::move(value);
        message->content_length(length);
        lowest(stream_).expires_after(house_.listening.answer_limit +
                                      std::chrono::seconds(static_cast<long>(length / house_.listening.slowest_body)));
        auto serial = std::make_shared<wire::response_serializer<Body>>(*message);
        auto done = [self = this->shared_from_this(), message, serial](Failure failure, std::size_t) {
            self->sent(failure);
        };
        if (is_head_) {
            wire::async_write_header(stream_, *serial, std::move(done));
        } else {
            wire::async_write(stream_, *serial, std::move(done));
        }
    }

    void sent(Failure failure) {
        shared_.reset();
        if (failure) return;
        if (!keep_alive_ || house_.draining) return shut();
        wait_for_header(house_.listening.rest_limit);
    }

    void shut() {
        Failure ignored;
        lowest(stream_).socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    void forget_upload() {
        if (!request_.upload.empty()) ::unlink(request_.upload.c_str());
        request_.upload.clear();
    }

    House& house_;
    Stream stream_;
    beast::flat_buffer buffer_;
    std::optional<wire::request_parser<wire::empty_body>> head_;
    std::optional<wire::request_parser<wire::string_body>> text_;
    std::optional<wire::request_parser<wire::file_body>> file_;
    Request request_;
    std::shared_ptr<const std::string> shared_;
    std::shared_ptr<Feed> feed_;
    asio::steady_timer timer_;
    std::chrono::steady_clock::time_point feed_end_;
    std::string piece_;
    int quiet_ticks_ = 0;
    std::string peer_;
    unsigned version_ = 11;
    bool loopback_ = false, is_head_ = false, keep_alive_ = true, idle_ = false;
};

class BeastServer final : public Server {
  public:
    BeastServer(const Listening& listening, Handler handler, BodyRules rules)
        : house_(listening, std::move(handler), std::move(rules)),
          acceptor_(house_.io),
          signals_(house_.io),
          breath_(house_.io) {}
    ~BeastServer() override { house_.pool.join(); }

    base::Status open() {
        Failure failure;
        const auto address = asio::ip::make_address(house_.listening.address, failure);
        const std::string where = house_.listening.address + ":" + std::to_string(house_.listening.port);
        if (failure) return failed(where, failure.message());
        PANHUO_DO(load_certificate());
        allow_open_files();
        const tcp::endpoint endpoint(address, house_.listening.port);
        acceptor_.open(endpoint.protocol(), failure);
        if (!failure) acceptor_.set_option(asio::socket_base::reuse_address(true), failure);
        if (!failure) acceptor_.bind(endpoint, failure);
        if (!failure) acceptor_.listen(asio::socket_base::max_listen_connections, failure);
        if (failure) return failed(where, failure.message());
        return base::Done{};
    }

    std::uint16_t port() const override {
        Failure ignored;
        return acceptor_.local_endpoint(ignored).port();
    }

    void run(bool until_signal) override {
        if (until_signal) {
            signals_.add(SIGTERM);
            signals_.add(SIGINT);
            signals_.async_wait([this](Failure failure, int) {
                if (!failure) drain();
            });
        }
        accept();
        house_.io.run();
        house_.pool.join();
    }

    void stop() override {
        asio::post(house_.io, [this] { drain(); });
    }

    Traffic traffic() const override { return {house_.open, house_.requests, house_.refused, house_.feeds}; }

  private:
    base::Status load_certificate() {
        const Listening& listening = house_.listening;
        if (listening.certificate.empty() && listening.key.empty()) return base::Done{};
        tls_.emplace(asio::ssl::context::tls_server);
        Failure failure;
        tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                              asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                              asio::ssl::context::no_tlsv1_1,
                          failure);
        if (!failure) tls_->use_certificate_chain_file(listening.certificate, failure);
        if (failure) return failed(listening.certificate, failure.message());
        tls_->use_private_key_file(listening.key, asio::ssl::context::pem, failure);
        if (failure) return failed(listening.key, failure.message());
        return base::Done{};
    }

    void accept() {
        acceptor_.async_accept([this](Failure failure, tcp::socket socket) {
            if (failure == asio::error::operation_aborted || house_.draining) return;
            if (!failure && house_.open < house_.listening.connections) welcome(std::move(socket));
            if (!failure) return accept();
            // No descriptor is free, say: asking again at once would only keep the processor busy.
            breath_.expires_after(std::chrono::milliseconds(100));
            breath_.async_wait([this](Failure over) {
                if (!over && !house_.draining) accept();
            });
        });
    }

    /// As many open files as the system lets us have, so that connections within their limit never want for one.
    static void allow_open_files() {
        rlimit limit{};
        if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
        limit.rlim_cur = limit.rlim_max;
        static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
    }

    void welcome(tcp::socket socket) {
        Failure ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        if (tls_) {
            std::make_shared<Connection<Secure>>(house_, Secure(std::move(socket), *tls_))->begin();
        } else {
            std::make_shared<Connection<Plain>>(house_, Plain(std::move(socket)))->begin();
        }
    }

    void drain() {
        if (house_.draining.exchange(true)) return;
        Failure ignored;
        acceptor_.close(ignored);
        breath_.cancel();
        signals_.cancel(ignored);
        for (Guest* guest : house_.guests) guest->leave_if_idle();
    }

    House house_;
    std::optional<asio::ssl::context> tls_;
    tcp::acceptor acceptor_;
    asio::signal_set signals_;
    asio::steady_timer breath_;  ///< between two attempts to accept
};

}  // namespace

base::Result<std::unique_ptr<Server>> Server::listen(const Listening& listening, Handler handler, BodyRules rules) {
    auto server = std::make_unique<BeastServer>(listening, std::move(handler), std::move(rules));
    PANHUO_DO(server->open());
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace http
