// Steady: asks a served store so many times a second, whatever the answers take, and says how long they took.
//
//   steady PORT RATE SECONDS CONNECTIONS <REQUESTS      (one path a line; the first line is the Cookie header's value)
//
// A request is due at its moment and is counted from then, not from when a connection was free to send it: a wait
// counts for all that waited behind it. Due moments lie evenly, with no bursts. One thread, little of a processor, so
// that what is measured is the server and not the asking. Prints one JSON document; figures in milliseconds.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Micros = std::chrono::microseconds;

struct Due {
    Clock::time_point at;
    std::size_t path = 0;
};

struct Guest {
    int socket = -1;
    bool busy = false;
    Due asked;
    std::string got;
    std::size_t wanted = 0;  ///< bytes of the whole answer; 0: its head is not here yet
};

[[noreturn]] void fail(const char* what) {
    std::perror(what);
    std::exit(1);
}

int connected(std::uint16_t port) {
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (handle < 0 || ::connect(handle, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) fail("connect");
    const int on = 1;
    ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return handle;
}

class Load {
  public:
    Load(std::uint16_t port, int rate, int seconds, std::size_t connections, std::string cookie,
         std::vector<std::string> paths)
        : port_(port),
          total_(static_cast<std::size_t>(rate * seconds)),
          gap_(Micros(1'000'000 / rate)),
          cookie_(std::move(cookie)),
          paths_(std::move(paths)),
          took_(paths_.size()),
          guests_(connections) {}

    void run() {
        poll_ = ::epoll_create1(0);
        timer_ = ::timerfd_create(CLOCK_MONOTONIC, 0);
        watch(timer_, guests_.size());
        for (std::size_t i = 0; i < guests_.size(); ++i) {
            guests_[i].socket = connected(port_);
            watch(guests_[i].socket, i);
        }
        next_ = Clock::now() + std::chrono::milliseconds(50);
        while (answered_ < total_) step();
    }
    void print() const;

  private:
    void watch(int handle, std::size_t number) const {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = number;
        if (::epoll_ctl(poll_, EPOLL_CTL_ADD, handle, &event) != 0) fail("epoll");
    }
    void step();
    void ask(Guest& guest, const Due& due);
    void hear(Guest& guest, std::size_t number);
    void done(Guest& guest);

    const std::uint16_t port_;
    const std::size_t total_;
    const Micros gap_;
    const std::string cookie_;
    const std::vector<std::string> paths_;
    std::vector<std::vector<double>> took_;  ///< by path
    std::vector<Guest> guests_;
    std::deque<Due> waiting_;
    Clock::time_point next_;
    std::size_t made_ = 0, answered_ = 0, failed_ = 0, bytes_ = 0;
    int poll_ = -1, timer_ = -1;
};

void Load::step() {
    while (made_ < total_ && next_ <= Clock::now()) {
        waiting_.push_back({next_, made_ % paths_.size()});
        next_ += gap_;
        ++made_;
    }
    for (Guest& guest : guests_) {
        if (waiting_.empty()) break;
        if (guest.busy) continue;
        ask(guest, waiting_.front());
        waiting_.pop_front();
    }
    if (made_ < total_) {
        const auto left = std::max(std::chrono::nanoseconds(1), std::chrono::nanoseconds(next_ - Clock::now()));
        itimerspec when{};
        when.it_value.tv_sec = left.count() / 1'000'000'000;
        when.it_value.tv_nsec = left.count() % 1'000'000'000;
        ::timerfd_settime(timer_, 0, &when, nullptr);
    }
    epoll_event events[64];
    const int count = ::epoll_wait(poll_, events, 64, 1000);
    for (int i = 0; i < count; ++i) {
        const std::size_t number = events[i].data.u64;
        if (number < guests_.size()) {
            hear(guests_[number], number);
        } else {
            std::uint64_t ticks = 0;
            if (::read(timer_, &ticks, sizeof ticks) < 0) fail("timer");
        }
    }
}

void Load::ask(Guest& guest, const Due& due) {
    const std::string text = "GET " + paths_[due.path] +
                             " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nCookie: " + cookie_ + "\r\n\r\n";
    guest.busy = true;
    guest.asked = due;
    guest.got.clear();
    guest.wanted = 0;
    if (::send(guest.socket, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size())) fail("send");
}

void Load::hear(Guest& guest, std::size_t number) {
    static char buffer[256 * 1024];
    const ssize_t got = ::recv(guest.socket, buffer, sizeof buffer, 0);
    if (got <= 0) {  // the server let go: whoever was waiting has failed
        ::close(guest.socket);
        if (guest.busy) ++failed_, ++answered_;
        guest = {};
        guest.socket = connected(port_);
        return watch(guest.socket, number);
    }
    guest.got.append(buffer, static_cast<std::size_t>(got));
    bytes_ += static_cast<std::size_t>(got);
    if (guest.wanted == 0) {
        const std::size_t end = guest.got.find("\r\n\r\n");
        if (end == std::string::npos) return;
        const std::size_t length = guest.got.find("Content-Length: ");
        guest.wanted = end + 4 + (length < end ? std::strtoull(guest.got.c_str() + length + 16, nullptr, 10) : 0);
    }
    if (guest.got.size() >= guest.wanted) done(guest);
}

void Load::done(Guest& guest) {
    const std::chrono::duration<double, std::milli> took = Clock::now() - guest.asked.at;
    took_[guest.asked.path].push_back(took.count());
    if (guest.got.compare(0, 12, "HTTP/1.1 200") != 0) {
        if (failed_++ == 0) std::cerr << paths_[guest.asked.path] << ": " << guest.got.substr(0, 300) << "\n";
    }
    ++answered_;
    guest.busy = false;
}

double share(std::vector<double> all, double part) {
    if (all.empty()) return 0;
    std::sort(all.begin(), all.end());
    return all[std::min(all.size() - 1, static_cast<std::size_t>(part * static_cast<double>(all.size())))];
}

void Load::print() const {
    std::vector<double> all;
    for (const auto& each : took_) all.insert(all.end(), each.begin(), each.end());
    std::printf("{\"answers\":%zu,\"failed\":%zu,\"bytes\":%zu,\"p50\":%.2f,\"p99\":%.2f,\"max\":%.1f,\"paths\":[",
                answered_, failed_, bytes_, share(all, 0.5), share(all, 0.99), share(all, 1.0));
    for (std::size_t i = 0; i < paths_.size(); ++i) {
        std::printf("%s{\"path\":\"%s\",\"p50\":%.2f,\"p99\":%.2f,\"max\":%.1f}", i == 0 ? "" : ",", paths_[i].c_str(),
                    share(took_[i], 0.5), share(took_[i], 0.99), share(took_[i], 1.0));
    }
    std::printf("]}\n");
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::fprintf(stderr, "usage: steady PORT RATE SECONDS CONNECTIONS <REQUESTS\n");
        return 2;
    }
    std::string cookie, line;
    std::getline(std::cin, cookie);
    std::vector<std::string> paths;
    while (std::getline(std::cin, line)) paths.push_back(line);
    Load load(static_cast<std::uint16_t>(std::atoi(arguments[1])), std::atoi(arguments[2]), std::atoi(arguments[3]),
              static_cast<std::size_t>(std::atoi(arguments[4])), cookie, std::move(paths));
    load.run();
    load.print();
}
