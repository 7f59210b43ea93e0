#include "base/hash.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

namespace base {
namespace {

/// Fetched once: an implicit fetch per call costs more than hashing a short entry.
const EVP_MD* digest_of(HashAlgorithm algorithm) {
    static const EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    const EVP_MD* const digest = algorithm == HashAlgorithm::Sm3 ? sm3 : sha256;
    PANHUO_ASSERT(digest != nullptr, "the crypto library lacks SM3 or SHA-256");
    return digest;
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void check(int result) { PANHUO_ASSERT(result == 1, "the crypto library refused to hash"); }

Hash finish(EVP_MD_CTX* context) {
    Hash out{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context, out.data(), &size));
    PANHUO_ASSERT(size == out.size(), "a hash of 32 bytes");
    return out;
}

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Hash hash(HashAlgorithm algorithm, std::string_view bytes) {
    thread_local const Context context{EVP_MD_CTX_new()};
    check(EVP_DigestInit_ex(context.get(), digest_of(algorithm), nullptr));
    check(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()));
    return finish(context.get());
}

Hash keyed_hash(std::string_view key, std::string_view bytes) {
    Hash out{};
    unsigned int size = 0;
    const unsigned char* const done =
        HMAC(digest_of(HashAlgorithm::Sm3), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data(), &size);
    PANHUO_ASSERT(done != nullptr && size == out.size(), "HMAC-SM3 failed");
    return out;
}

Result<Hash> hash_file(HashAlgorithm algorithm, const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) return Error{Code::FileNotFound, {path}};
    if (file < 0) return Error{Code::FileUnreadable, {path, std::strerror(errno)}};
    const Context context{EVP_MD_CTX_new()};
    check(EVP_DigestInit_ex(context.get(), digest_of(algorithm), nullptr));
    std::vector<char> buffer(1 << 16);
    for (;;) {
        const ssize_t got = ::read(file, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            const std::string why = std::strerror(errno);
            ::close(file);
            return Error{Code::FileUnreadable, {path, why}};
        }
        if (got == 0) break;
        check(EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(got)));
    }
    ::close(file);
    return finish(context.get());
}

std::string hex(std::string_view bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        out += kDigits[static_cast<unsigned char>(c) >> 4];
        out += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

std::string hex(const Hash& value) {
    return hex(std::string_view(reinterpret_cast<const char*>(value.data()), value.size()));
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = nibble(text[i]);
        const int low = nibble(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

std::string SystemRandom::bytes(std::size_t count) {
    std::string out(count, '\0');
    PANHUO_ASSERT(RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) == 1,
                  "the system gives no randomness");
    return out;
}

}  // namespace base
