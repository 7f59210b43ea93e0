// Throttle: how fast logging in may be tried. Pure: the clock is passed in; safe to call from several threads.
//
// Three counters, after ASVS 5.0 6.3.1: per login and address together, per login (capped low, so that nobody can
// lock a colleague out from elsewhere), per address (a whole office may share one). After its free failures a counter
// asks for a delay that doubles with every further failure up to its cap; it is forgotten when nothing was tried for
// the window. An attempt counts as failed from the moment it is admitted, so that many at once gain nothing; success
// clears the login's counters and takes its own attempt off the address's. What is refused counts nowhere.
// Memory is bounded: beyond `kept` counters those untouched the longest are forgotten first.
#pragma once

#include "base/date.hpp"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace service {

struct ThrottleLimits {
    int free_failures = 5;           ///< of a login, from one address or from all
    int free_failures_address = 20;  ///< of an address, all logins together
    std::int64_t first_delay_s = 2;  ///< after the first failure that is not free
    std::int64_t max_delay_s = 900;  ///< login and address together; address
    std::int64_t max_delay_login_s = 30;
    std::int64_t window_s = 1800;  ///< longer than the longest delay, else waiting would start afresh
    std::size_t kept = 20'000;
};

class Throttle {
  public:
    explicit Throttle(ThrottleLimits limits = {}) : limits_(limits) {}

    /// 0: go ahead, and say succeeded() if it was. Else the whole seconds to wait (LoginThrottled, Retry-After).
    std::int64_t attempt(std::string_view login, std::string_view address, base::Instant now);
    void succeeded(std::string_view login, std::string_view address);
    std::size_t counters() const;

  private:
    struct Counter {
        int failures = 0;
        std::int64_t last_us = 0;
    };
    std::int64_t wait_us(const std::string& key, int free, std::int64_t cap_s, std::int64_t now_us);
    void count(const std::string& key, std::int64_t now_us);
    void make_room(std::int64_t now_us);

    ThrottleLimits limits_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Counter> counters_;
};

}  // namespace service
