#include "http/sessions.hpp"

#include <algorithm>

namespace http {

std::string Sessions::name_of(const std::string& cookie) {
    return base::hex(base::hash(base::HashAlgorithm::Sha256, cookie));
}

bool Sessions::over(const Session& session, base::Instant now) {
    constexpr std::int64_t kSecond = 1'000'000;
    return now.micros() - session.seen.micros() > kIdleSeconds * kSecond ||
           now.micros() - session.begun.micros() > kLongestSeconds * kSecond;
}

std::string Sessions::open(const std::string& login, base::Random& random, base::Instant now) {
    const std::string cookie = base::hex(random.bytes(32));
    const std::lock_guard guard(mutex_);
    std::erase_if(sessions_, [&](const auto& each) { return over(each.second, now); });
    sessions_[name_of(cookie)] = {login, base::hex(random.bytes(32)), now, now};
    return cookie;
}

std::optional<Session> Sessions::find(const std::string& cookie, base::Instant now) {
    if (cookie.empty()) return std::nullopt;
    const std::lock_guard guard(mutex_);
    const auto found = sessions_.find(name_of(cookie));
    if (found == sessions_.end()) return std::nullopt;
    if (over(found->second, now)) {
        sessions_.erase(found);
        return std::nullopt;
    }
    found->second.seen = now;
    return found->second;
}

void Sessions::close(const std::string& cookie) {
    const std::lock_guard guard(mutex_);
    sessions_.erase(name_of(cookie));
}

void Sessions::close_all(const std::string& login, const std::string& but) {
    const std::lock_guard guard(mutex_);
    const std::string kept = but.empty() ? "" : name_of(but);
    std::erase_if(sessions_, [&](const auto& each) { return each.second.login == login && each.first != kept; });
}

std::size_t Sessions::count(base::Instant now) {
    const std::lock_guard guard(mutex_);
    std::erase_if(sessions_, [&](const auto& each) { return over(each.second, now); });
    return sessions_.size();
}

std::vector<Sessions::Open> Sessions::list(const std::string& cookie, base::Instant now) {
    constexpr std::int64_t kSecond = 1'000'000;
    const std::string own = cookie.empty() ? "" : name_of(cookie);
    std::vector<Open> open;
    {
        const std::lock_guard guard(mutex_);
        std::erase_if(sessions_, [&](const auto& each) { return over(each.second, now); });
        for (const auto& [name, session] : sessions_) {
            const std::int64_t ends = std::min(session.seen.micros() + kIdleSeconds * kSecond,
                                               session.begun.micros() + kLongestSeconds * kSecond);
            open.push_back({session.login, session.begun, session.seen, base::Instant::from_micros(ends), name == own});
        }
    }
    std::sort(open.begin(), open.end(), [](const Open& a, const Open& b) {
        return a.login != b.login ? a.login < b.login : a.begun.micros() < b.begun.micros();
    });
    return open;
}

}  // namespace http
