// Hashes over OpenSSL EVP: SM3 (GB/T 32905, the default of the journal) and SHA-256.
#pragma once

#include "base/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

using Hash = std::array<std::uint8_t, 32>;
enum class HashAlgorithm : std::uint8_t { Sm3 = 1, Sha256 = 2 };

Hash hash(HashAlgorithm algorithm, std::string_view bytes);
/// HMAC with SM3.
Hash keyed_hash(std::string_view key, std::string_view bytes);
/// Hash of a file's bytes, read in pieces.
Result<Hash> hash_file(HashAlgorithm algorithm, const std::string& path);

std::string hex(std::string_view bytes);
std::string hex(const Hash& value);
std::optional<std::string> from_hex(std::string_view text);

/// The randomness seam.
class Random {
  public:
    virtual ~Random() = default;
    virtual std::string bytes(std::size_t count) = 0;
};
class SystemRandom final : public Random {
  public:
    std::string bytes(std::size_t count) override;
};

}  // namespace base
