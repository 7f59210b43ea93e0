#include "base/password.hpp"

#include <sodium.h>

#include <condition_variable>
#include <mutex>

namespace base {
namespace {

// ASVS 5.0, appendix "Approved cryptography", password storage: argon2id, t = 1, m = 46 MiB, p = 1.
constexpr unsigned long long kPasses = 1;
constexpr std::size_t kMemory = std::size_t{46} << 20;
constexpr int kAtOnce = 2;
constexpr int kWaiting = 50;

void ready() {
    static const int state = sodium_init();
    PANHUO_ASSERT(state >= 0, "libsodium does not start");
}

/// A place among those that may hash now. Not std::counting_semaphore: the one of g++ 12.2 can sleep for ever
/// (GCC bug 104928).
class Turn {
  public:
    Turn() {
        std::unique_lock<std::mutex> lock(gate().mutex);
        if (gate().running >= kAtOnce && gate().waiting >= kWaiting) return;
        ++gate().waiting;
        gate().free.wait(lock, [] { return gate().running < kAtOnce; });
        --gate().waiting;
        ++gate().running;
        mine_ = true;
    }
    ~Turn() {
        if (!mine_) return;
        {
            const std::lock_guard<std::mutex> lock(gate().mutex);
            --gate().running;
        }
        gate().free.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool mine() const { return mine_; }

  private:
    struct Gate {
        std::mutex mutex;
        std::condition_variable free;
        int running = 0;
        int waiting = 0;
    };
    static Gate& gate() {
        static Gate all;
        return all;
    }
    bool mine_ = false;
};

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    ready();
    const Turn turn;
    if (!turn.mine()) return Error{Code::HashingBusy};
    std::string out(crypto_pwhash_argon2id_STRBYTES, '\0');
    if (crypto_pwhash_argon2id_str(out.data(), password.data(), password.size(), kPasses, kMemory) != 0)
        return Error{Code::HashingFailed};
    out.resize(out.find('\0'));
    return out;
}

Result<bool> password_matches(const std::string& hash, std::string_view password) {
    ready();
    // The library wants a text that ends within its own length.
    if (hash.size() >= crypto_pwhash_argon2id_STRBYTES || hash.find('\0') != std::string::npos) return false;
    const Turn turn;
    if (!turn.mine()) return Error{Code::HashingBusy};
    return crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void wipe(std::string& secret) {
    // Up to the capacity: what an earlier, longer value left behind goes too.
    secret.resize(secret.capacity());
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

}  // namespace base
