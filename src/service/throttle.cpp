#include "service/throttle.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <vector>

namespace service {
namespace {

constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::size_t kKeyBytes = 64;  // a login has 32 at most, an address 45; what is longer was made up

std::string part(std::string_view text) { return base::lower_case(text.substr(0, kKeyBytes)); }
// The separator stands in no login and no address that a server hands over.
std::string pair_key(std::string_view login, std::string_view address) {
    return "p\n" + part(login) + "\n" + part(address);
}
std::string login_key(std::string_view login) { return "l\n" + part(login); }
std::string address_key(std::string_view address) { return "a\n" + part(address); }

}  // namespace

std::int64_t Throttle::wait_us(const std::string& key, int free, std::int64_t cap_s, std::int64_t now_us) {
    const auto found = counters_.find(key);
    if (found == counters_.end()) return 0;
    const Counter& counter = found->second;
    if (now_us - counter.last_us >= limits_.window_s * kSecondUs) {
        counters_.erase(found);
        return 0;
    }
    if (counter.failures < free) return 0;
    const int doublings = std::min(counter.failures - free, 30);
    const std::int64_t delay_s = std::min(limits_.first_delay_s << doublings, cap_s);
    return std::max<std::int64_t>(0, counter.last_us + delay_s * kSecondUs - now_us);
}

void Throttle::count(const std::string& key, std::int64_t now_us) {
    Counter& counter = counters_[key];
    ++counter.failures;
    counter.last_us = now_us;
}

/// Forgets the quarter that was untouched the longest, so that room is rarely made.
void Throttle::make_room(std::int64_t now_us) {
    if (counters_.size() + 3 <= limits_.kept) return;
    std::erase_if(counters_,
                  [&](const auto& one) { return now_us - one.second.last_us >= limits_.window_s * kSecondUs; });
    if (counters_.size() + 3 <= limits_.kept) return;
    std::vector<std::int64_t> times;
    times.reserve(counters_.size());
    for (const auto& [key, counter] : counters_) times.push_back(counter.last_us);
    const auto quarter = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 4);
    std::nth_element(times.begin(), quarter, times.end());
    const std::int64_t limit = *quarter;
    std::size_t surplus = times.size() / 4 + 3;
    std::erase_if(counters_, [&](const auto& one) {
        if (surplus == 0 || one.second.last_us > limit) return false;
        --surplus;
        return true;
    });
}

std::int64_t Throttle::attempt(std::string_view login, std::string_view address, base::Instant now) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const std::int64_t at = now.micros();
    const std::string pair = pair_key(login, address);
    const std::string alone = login_key(login);
    const std::string peer = address_key(address);
    const std::int64_t wait = std::max({wait_us(pair, limits_.free_failures, limits_.max_delay_s, at),
                                        wait_us(alone, limits_.free_failures, limits_.max_delay_login_s, at),
                                        wait_us(peer, limits_.free_failures_address, limits_.max_delay_s, at)});
    if (wait > 0) return (wait + kSecondUs - 1) / kSecondUs;
    make_room(at);
    count(pair, at);
    count(alone, at);
    count(peer, at);
    return 0;
}

void Throttle::succeeded(std::string_view login, std::string_view address) {
    const std::lock_guard<std::mutex> lock(mutex_);
    counters_.erase(pair_key(login, address));
    counters_.erase(login_key(login));
    const auto peer = counters_.find(address_key(address));
    if (peer != counters_.end() && --peer->second.failures <= 0) counters_.erase(peer);
}

std::size_t Throttle::counters() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return counters_.size();
}

}  // namespace service
