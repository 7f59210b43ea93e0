// Sessions: who is logged in, in memory only; a restart logs everybody out.
//
// The cookie holds 256 random bits that mean nothing by themselves; only their hash is kept. A session ends after half
// an hour without a request and after twelve hours in any case (GB/T 22239-2019 8.1.4.1; OWASP ASVS 5.0 7.3).
// Safe to call from several threads.
#pragma once

#include "base/date.hpp"
#include "base/hash.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace http {

struct Session {
    std::string login;
    std::string csrf;  ///< what a writing request must carry in X-CSRF-Token
    base::Instant begun, seen;
};

class Sessions {
  public:
    static constexpr std::int64_t kIdleSeconds = 30 * 60;
    static constexpr std::int64_t kLongestSeconds = 12 * 3600;

    /// A new session; returns the cookie's value.
    std::string open(const std::string& login, base::Random& random, base::Instant now);
    /// The session of a cookie, unless it is over; counts as a request of it.
    std::optional<Session> find(const std::string& cookie, base::Instant now);
    void close(const std::string& cookie);
    /// Every session of a person but the one of `but` (a cookie; empty: all).
    void close_all(const std::string& login, const std::string& but);
    std::size_t count(base::Instant now);
    /// Those that are not over, by login, then by when they began; without their secrets.
    struct Open {
        std::string login;
        base::Instant begun, seen, ends;  ///< ends: if no request comes
        bool own = false;                 ///< that of `cookie`
    };
    std::vector<Open> list(const std::string& cookie, base::Instant now);

  private:
    static std::string name_of(const std::string& cookie);
    static bool over(const Session& session, base::Instant now);

    std::mutex mutex_;
    std::map<std::string, Session> sessions_;  ///< by hash of the cookie
};

}  // namespace http
