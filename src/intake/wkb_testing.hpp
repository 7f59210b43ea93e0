// Well-known binary of well-known text, for tests that say a shape both ways.
#pragma once

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace intake::testing {

/// POLYGON or MULTIPOLYGON of two ordinates, as it is written: "MULTIPOLYGON(((0 0,9 0,9 9,0 0)))". Nothing is checked.
class WkbOf {
  public:
    explicit WkbOf(std::string_view wkt) : rest_(wkt) {}

    std::string bytes() {
        const bool many = rest_.substr(0, 5) == "MULTI";
        rest_.remove_prefix(rest_.find('('));
        if (!many) return polygon();
        return head(6) + list([&] { return polygon(); });
    }

  private:
    static std::string number(std::uint64_t value, int size) {
        std::string out;
        for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
        return out;
    }
    static std::string head(std::uint64_t kind) { return "\x01" + number(kind, 4); }
    /// "(a,b,c)": how many, then each.
    template <class Each>
    std::string list(Each each) {
        std::string out;
        std::uint64_t count = 0;
        do {
            rest_.remove_prefix(1);  // the bracket, or the comma
            out += each();
            ++count;
        } while (!rest_.empty() && rest_.front() == ',');
        if (!rest_.empty()) rest_.remove_prefix(1);
        return number(count, 4) + out;
    }
    std::string polygon() {
        return head(3) + list([&] { return list([&] { return position(); }); });
    }
    std::string position() {
        std::string out = ordinate();  // the first that stands there
        return out += ordinate();
    }
    std::string ordinate() {
        const std::string text(rest_.substr(0, 64));
        char* end = nullptr;
        const double value = std::strtod(text.c_str(), &end);
        rest_.remove_prefix(static_cast<std::size_t>(end - text.c_str()));
        return number(std::bit_cast<std::uint64_t>(value), 8);
    }

    std::string_view rest_;
};

}  // namespace intake::testing
