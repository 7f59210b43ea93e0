// The server over real sockets: limits, keeping alive, draining.
#include "http/server.hpp"

#include "base/files.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace http {
namespace {

/// A caller with nothing but a socket.
class Socket {
  public:
    explicit Socket(std::uint16_t port) : handle_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(handle_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    ~Socket() { ::close(handle_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    void send(const std::string& bytes) const {
        EXPECT_EQ(::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    }
    /// One answer: its head, and as much body as it announces (none after HEAD).
    std::string answer(bool with_body = true) {
        while (rest_.find("\r\n\r\n") == std::string::npos && more()) {
        }
        const std::size_t end = rest_.find("\r\n\r\n");
        if (end == std::string::npos) return std::exchange(rest_, "");
        const std::size_t at = rest_.find("Content-Length: ");
        const std::size_t length =
            at == std::string::npos || at > end || !with_body ? 0 : std::stoul(rest_.substr(at + 16));
        while (rest_.size() < end + 4 + length && more()) {
        }
        std::string one = rest_.substr(0, end + 4 + length);
        rest_.erase(0, one.size());
        return one;
    }
    /// All that came until and with a text.
    std::string hear(const std::string& text) {
        while (rest_.find(text) == std::string::npos && more()) {
        }
        const std::size_t end = rest_.find(text);
        if (end == std::string::npos) return std::exchange(rest_, "");
        std::string one = rest_.substr(0, end + text.size());
        rest_.erase(0, one.size());
        return one;
    }
    /// Waits for the other side to close; whatever came before is dropped.
    void wait_for_end() {
        while (more()) {
        }
    }

  private:
    bool more() {
        char buffer[4096];
        const ssize_t got = ::recv(handle_, buffer, sizeof buffer, 0);
        if (got > 0) rest_.append(buffer, static_cast<std::size_t>(got));
        return got > 0;
    }
    int handle_;
    std::string rest_;
};

bool begins(const std::string& text, const std::string& with) { return text.rfind(with, 0) == 0; }

class Serving : public ::testing::Test {
  protected:
    void start(Listening listening) {
        listening.port = 0;
        listening.upload_folder = ::testing::TempDir();
        auto server = Server::listen(
            listening, [this](Request& request) { return handle_(request); },
            [](const std::string&, const std::string& path) {
                return BodyRule{path == "/none" ? 0U : 1000U, path == "/disk"};
            });
        ASSERT_TRUE(server.ok()) << server.error().text().en;
        server_ = *std::move(server);
        thread_ = std::thread([this] { server_->run(false); });
    }
    ~Serving() override {
        if (!thread_.joinable()) return;
        server_->stop();
        thread_.join();
    }

    std::function<Response(Request&)> handle_ = [](Request& request) {
        Response response;
        response.type = "text/plain";
        response.body = request.method + " " + request.path + " " + request.body;
        return response;
    };
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

TEST_F(Serving, AnswersOneRequestAfterTheOtherOnOneConnection) {
    start({});
    Socket socket(server_->port());
    socket.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
    EXPECT_NE(socket.answer().find("GET /a "), std::string::npos);
    EXPECT_NE(socket.answer().find("POST /b hi"), std::string::npos);
    socket.send("HEAD /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string head = socket.answer(false);
    EXPECT_TRUE(begins(head, "HTTP/1.1 200")) << head;
    EXPECT_NE(head.find("Content-Length: 7"), std::string::npos) << head;
    socket.wait_for_end();
}

TEST_F(Serving, TooMuchEndsInAnAnswer) {
    start({});
    const std::string tall(20'000, 'a');
    for (const auto& [sent, status] : std::vector<std::pair<std::string, std::string>>{
             {"GET / HTTP/1.1\r\nX: " + tall + "\r\n\r\n", "431"},
             {"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n", "413"},
             {"POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx", "413"},
             {"POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + std::string(2000, 'x') +
                  "\r\n0\r\n\r\n",
              "413"},
             {"nonsense\r\n\r\n", "400"},
             {"GET /../etc HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
             {"GET http://elsewhere/ HTTP/1.1\r\nHost: x\r\n\r\n", "400"}}) {
        Socket socket(server_->port());
        socket.send(sent);
        const std::string answer = socket.answer();
        EXPECT_TRUE(begins(answer, "HTTP/1.1 " + status)) << sent.substr(0, 60) << "\n" << answer;
    }
}

TEST_F(Serving, ABodyOfItsExactLimitIsTaken) {
    start({});
    Socket socket(server_->port());
    socket.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'y'));
    EXPECT_NE(socket.answer().find(std::string(1000, 'y')), std::string::npos);
}

TEST_F(Serving, AnUploadLiesOnDiskWhileItIsHandledAndIsGoneAfter) {
    std::string path;
    handle_ = [&](Request& request) {
        path = request.upload;
        Response response;
        response.body = base::read_file(path).value();
        return response;
    };
    start({});
    {
        Socket socket(server_->port());
        socket.send("POST /disk HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        EXPECT_TRUE(begins(socket.answer(), "HTTP/1.1 100"));
        socket.send("bytes");
        EXPECT_NE(socket.answer().find("bytes"), std::string::npos);
        EXPECT_FALSE(base::file_exists(path));
    }
    Socket broken(server_->port());
    broken.send("POST /disk HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nby");
}

TEST_F(Serving, SlowHeadersAndSlowBodiesAreLetGoWhileOthersAreServed) {
    Listening listening;
    listening.header_limit = listening.body_limit = listening.rest_limit = std::chrono::seconds(1);
    start(listening);
    Socket header(server_->port()), body(server_->port()), rest(server_->port()), other(server_->port());
    header.send("GET / HT");
    body.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nx");
    rest.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(rest.answer().find("GET /a"), std::string::npos);
    other.send("GET /o HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(other.answer().find("GET /o"), std::string::npos);
    header.wait_for_end();
    body.wait_for_end();
    rest.wait_for_end();
}

/// Half of them have begun a header, or a body, and say no more.
TEST_F(Serving, FiveHundredWhoSayNothingHarmNobody) {
    start({});
    std::deque<Socket> silent;
    for (int i = 0; i < 500; ++i) {
        silent.emplace_back(server_->port());
        if (i % 4 == 1) silent.back().send("GET /slow HT");
        if (i % 4 == 3) silent.back().send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nx");
    }
    while (server_->traffic().connections < 500) std::this_thread::yield();
    Socket other(server_->port());
    for (int i = 0; i < 200; ++i) {
        other.send("GET /o HTTP/1.1\r\nHost: x\r\n\r\n");
        ASSERT_NE(other.answer().find("GET /o"), std::string::npos) << i;
    }
    EXPECT_EQ(server_->traffic().refused, 0U);
}

/// Tells what it is given, and is over when it is told so.
class Told final : public Feed {
  public:
    std::string more() override {
        const std::lock_guard guard(mutex);
        return std::exchange(waiting, "");
    }
    bool over() const override {
        const std::lock_guard guard(mutex);
        return ended && waiting.empty();
    }
    void tell(const std::string& text, bool last) {
        const std::lock_guard guard(mutex);
        waiting += text;
        ended = last;
    }

  private:
    mutable std::mutex mutex;
    std::string waiting;
    bool ended = false;
};

TEST_F(Serving, AFollowerIsToldAsItComesAndHoldsNoSeat) {
    const auto feed = std::make_shared<Told>();
    handle_ = [&](Request& request) {
        Response response;
        response.type = "text/event-stream";
        if (request.path == "/follow") response.feed = feed;
        return response;
    };
    Listening listening;
    listening.workers = 1;
    listening.feeds = 1;
    start(listening);
    Socket follower(server_->port());
    follower.send("GET /follow HTTP/1.1\r\nHost: x\r\n\r\n");
    feed->tell("data: 1\n\n", false);
    std::string heard = follower.hear("data: 1\n\n");
    EXPECT_TRUE(begins(heard, "HTTP/1.1 200")) << heard;
    EXPECT_NE(heard.find("Content-Type: text/event-stream"), std::string::npos) << heard;
    EXPECT_NE(heard.find("Connection: close"), std::string::npos) << heard;
    // The only seat is free, but no more followers are taken.
    Socket other(server_->port());
    other.send("GET /o HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(begins(other.answer(), "HTTP/1.1 200"));
    other.send("GET /follow HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(begins(other.answer(), "HTTP/1.1 503"));
    feed->tell("data: 2\n\n", true);
    heard = follower.hear("data: 2\n\n");
    follower.wait_for_end();
    while (server_->traffic().feeds > 0) std::this_thread::yield();
}

TEST_F(Serving, StoppingEndsWhatIsFollowed) {
    const auto feed = std::make_shared<Told>();
    handle_ = [&](Request&) {
        Response response;
        response.feed = feed;
        return response;
    };
    start({});
    Socket follower(server_->port());
    follower.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    feed->tell("data: 1\n\n", false);
    follower.hear("data: 1\n\n");
    server_->stop();
    follower.wait_for_end();
    thread_.join();
}

TEST_F(Serving, WithoutASeatTheAnswerIsToComeBackLater) {
    std::mutex mutex;
    std::condition_variable bell;
    bool open = false;
    int inside = 0;
    handle_ = [&](Request&) {
        std::unique_lock lock(mutex);
        ++inside;
        bell.notify_all();
        bell.wait(lock, [&] { return open; });
        return Response{};
    };
    Listening listening;
    listening.workers = 1;
    listening.waiting = 1;
    start(listening);
    const std::string ask = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    Socket first(server_->port());
    first.send(ask);
    {
        std::unique_lock lock(mutex);
        bell.wait(lock, [&] { return inside == 1; });
    }
    // One more may wait; whichever of the four it is, the other three are turned away.
    std::deque<Socket> others;
    for (int i = 0; i < 4; ++i) others.emplace_back(server_->port()).send(ask);
    while (server_->traffic().refused < 3) std::this_thread::yield();
    {
        const std::lock_guard lock(mutex);
        open = true;
    }
    bell.notify_all();
    EXPECT_TRUE(begins(first.answer(), "HTTP/1.1 200"));
    int served = 0, turned_away = 0;
    for (Socket& other : others) {
        const std::string answer = other.answer();
        ++(begins(answer, "HTTP/1.1 503") && answer.find("Retry-After: 1") != std::string::npos ? turned_away : served);
    }
    EXPECT_EQ(turned_away, 3);
    EXPECT_EQ(served, 1);
}

TEST_F(Serving, StoppingAnswersWhatRunsAndLetsTheIdleGo) {
    std::mutex mutex;
    std::condition_variable bell;
    bool open = false, inside = false;
    handle_ = [&](Request&) {
        std::unique_lock lock(mutex);
        inside = true;
        bell.notify_all();
        bell.wait(lock, [&] { return open; });
        return Response{};
    };
    start({});
    Socket busy(server_->port()), idle(server_->port());
    busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    {
        std::unique_lock lock(mutex);
        bell.wait(lock, [&] { return inside; });
    }
    server_->stop();
    idle.wait_for_end();
    {
        const std::lock_guard lock(mutex);
        open = true;
    }
    bell.notify_all();
    const std::string answer = busy.answer();
    EXPECT_TRUE(begins(answer, "HTTP/1.1 200")) << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos) << answer;
    thread_.join();
}

TEST(Listen, ATakenPortIsAnErrorThatNamesIt) {
    Listening listening;
    listening.port = 0;
    const auto rules = [](const std::string&, const std::string&) { return BodyRule{}; };
    const auto first = Server::listen(listening, [](Request&) { return Response{}; }, rules);
    ASSERT_TRUE(first.ok());
    listening.port = (*first)->port();
    const auto second = Server::listen(listening, [](Request&) { return Response{}; }, rules);
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().text().en.find(std::to_string(listening.port)), std::string::npos);
}

}  // namespace
}  // namespace http
