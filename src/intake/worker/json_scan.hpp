// The outline of a JSON text, judged before a library builds it in memory: well nested, not too deep, one object, and
// what its members "type" and "crs" at the top are. Pieces are passed over once; nothing is kept but brackets.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace intake::worker {

class JsonScan {
  public:
    explicit JsonScan(std::uint64_t deepest) : deepest_(deepest) {}

    /// Errors: ReaderFailed (not well nested), ReaderLimit (too deep).
    base::Status add(std::string_view piece);
    base::Status finish() const;

    /// Value of "type" at the top: "FeatureCollection"; empty where there is none.
    const std::string& type() const { return type_; }
    /// Whether there is a "crs" at the top (GeoJSON of 2008; RFC 7946 dropped it).
    bool has_crs() const { return has_crs_; }

  private:
    base::Status step(char c);
    base::Status open(char bracket);
    base::Status close(char bracket);
    void end_string();

    std::uint64_t deepest_;
    std::string brackets_;  ///< those that are open
    bool in_string_ = false;
    bool escaped_ = false;
    bool ended_ = false;
    bool after_colon_ = false;
    std::string word_;  ///< beginning of the string that is open, at the top only
    std::string key_;   ///< last member's name at the top
    std::string type_;
    bool has_crs_ = false;
};

}  // namespace intake::worker
