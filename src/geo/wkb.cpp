#include "geo/wkb.hpp"

#include "geo/decimal.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

namespace geo {
namespace {

constexpr std::uint32_t kPolygon = 3, kMultiPolygon = 6;
constexpr std::size_t kPosition = 16;
/// Up to here a product of doubles is off by less than 2^-5 steps, so that its nearest whole number is the right one
/// unless it is nearly half way.
constexpr double kSafe = static_cast<double>(std::int64_t{1} << 47);
constexpr double kNearHalf = 0.4;
/// Metres, near the largest coordinate: the exact way knows where that is.
constexpr double kFar = static_cast<double>(kMaxCoordinate / kPerMetre - 1);

class Reader {
  public:
    Reader(std::string_view bytes, const Resolution& resolution)
        : bytes_(bytes),
          resolution_(resolution),
          per_metre_(std::pow(10.0, -resolution.exponent) / resolution.digit),
          digit_(resolution.digit),
          whole_(std::pow(10.0, -resolution.exponent)) {}

    base::Result<LooseWkt> read() {
        PANHUO_TRY(const std::uint32_t kind, head());
        if (kind == kPolygon) {
            PANHUO_DO(polygon());
        } else if (kind == kMultiPolygon) {
            PANHUO_TRY(const std::uint32_t count, number());
            for (std::uint32_t i = 0; i < count; ++i) {
                PANHUO_TRY(const std::uint32_t part, head());
                if (part != kPolygon) return broken();
                PANHUO_DO(polygon());
            }
        } else {
            return broken();
        }
        if (at_ != bytes_.size()) return broken();
        if (!fits_area(twice_area(out_.polygons), resolution_))
            return base::Error{base::Code::GeometryTooLarge, {std::to_string(vertex_count(out_.polygons))}};
        return std::move(out_);
    }

  private:
    base::Error broken() const { return {base::Code::WktSyntax, {std::to_string(at_ + 1), "WKB"}}; }

    base::Result<std::uint32_t> number() {
        if (bytes_.size() - at_ < 4) return broken();
        std::uint32_t value = 0;
        std::memcpy(&value, bytes_.data() + at_, 4);
        at_ += 4;
        if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap32(value);
        return value;
    }
    double ordinate(std::size_t at) const {
        std::uint64_t bits = 0;
        std::memcpy(&bits, bytes_.data() + at, 8);
        if constexpr (std::endian::native == std::endian::big) bits = __builtin_bswap64(bits);
        return std::bit_cast<double>(bits);
    }
    base::Result<std::uint32_t> head() {
        if (at_ == bytes_.size() || bytes_[at_] != 1) return broken();
        ++at_;
        return number();
    }

    base::Status polygon() {
        PANHUO_TRY(const std::uint32_t rings, number());
        Polygon polygon;
        for (std::uint32_t i = 0; i < rings; ++i) {
            Ring into;
            PANHUO_DO(ring(into));
            if (i == 0) {
                polygon.shell = std::move(into);
            } else {
                polygon.holes.push_back(std::move(into));
            }
        }
        if (rings > 0) out_.polygons.push_back(std::move(polygon));
        return base::Done{};
    }

    base::Status ring(Ring& into) {
        PANHUO_TRY(const std::uint32_t count, number());
        if ((bytes_.size() - at_) / kPosition < count) return broken();
        into.resize(count);
        for (Point& p : into) {
            if (!steps(ordinate(at_), p.x) || !steps(ordinate(at_ + 8), p.y))
                return base::Error{base::Code::WktNumber, {std::to_string(at_ + 1), text(at_)}};
            at_ += kPosition;
        }
        // Opened, and points equal to the one before dropped, as in text.
        const bool closed = into.size() > 1 && into.front() == into.back();
        if (closed) into.pop_back();
        const std::size_t written = into.size();
        tidy(into);
        out_.rings_closed += closed ? 0 : 1;
        out_.points_repeated += written - into.size();
        return base::Done{};
    }

    /// False: no coordinate.
    bool steps(double metres, std::int64_t& out) {
        const double scaled = metres * per_metre_;
        if (!(std::abs(scaled) < kSafe && std::abs(metres) < kFar)) return steps_of_text(metres, out);
        const double whole = std::nearbyint(scaled);
        const double off = std::abs(scaled - whole);
        if (off > kNearHalf) return steps_of_text(metres, out);
        out = static_cast<std::int64_t>(whole);
        // What was written on the grid reads back as exactly this quotient, and did not move.
        if (whole * digit_ / whole_ != metres) out_.moved = std::max(out_.moved, off);
        return true;
    }
    bool steps_of_text(double metres, std::int64_t& out) {
        if (!std::isfinite(metres)) return false;
        char buffer[64];
        const auto written = std::to_chars(buffer, buffer + sizeof buffer, metres);
        std::size_t at = 0;
        const auto value = scan_decimal({buffer, static_cast<std::size_t>(written.ptr - buffer)}, at);
        const auto found = value ? to_steps(*value, resolution_, &out_.moved) : std::nullopt;
        if (found) out = *found;
        return found.has_value();
    }
    std::string text(std::size_t at) const {
        return std::to_string(ordinate(at)) + " " + std::to_string(ordinate(at + 8));
    }

    std::string_view bytes_;
    Resolution resolution_;
    double per_metre_, digit_, whole_;
    std::size_t at_ = 0;
    LooseWkt out_;
};

class Composer {
  public:
    Composer(const Resolution& resolution, std::string& out)
        : digit_(resolution.digit), whole_(std::pow(10.0, -resolution.exponent)), out_(out) {}

    void number(std::size_t value) {
        for (unsigned i = 0; i < 4; ++i) out_ += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
    void head(std::uint32_t kind) {
        out_ += '\x01';
        number(kind);
    }
    void polygon(const Polygon& polygon) {
        head(kPolygon);
        number(1 + polygon.holes.size());
        ring(polygon.shell);
        for (const Ring& hole : polygon.holes) ring(hole);
    }

  private:
    void ring(const Ring& ring) {
        number(ring.empty() ? 0 : ring.size() + 1);
        for (const Point& p : ring) position(p);
        if (!ring.empty()) position(ring.front());
    }
    void position(const Point& p) {
        ordinate(p.x);
        ordinate(p.y);
    }
    /// Steps and powers of ten are whole below 2^53: one division, rounded once.
    void ordinate(std::int64_t steps) {
        std::uint64_t bits = std::bit_cast<std::uint64_t>(static_cast<double>(steps) * digit_ / whole_);
        if constexpr (std::endian::native == std::endian::big) bits = __builtin_bswap64(bits);
        char bytes[8];
        std::memcpy(bytes, &bits, 8);
        out_.append(bytes, 8);
    }

    double digit_, whole_;
    std::string& out_;
};

/// Walks the bytes once, writing what stands there.
class Teller {
  public:
    explicit Teller(std::string_view bytes) : bytes_(bytes) {}

    std::string tell() {
        if (head() != kMultiPolygon) {
            at_ = 0;
            head();
            out_ = "POLYGON";
            polygon();
            return std::move(out_);
        }
        out_ = "MULTIPOLYGON";
        list([&] {
            head();
            polygon();
        });
        return std::move(out_);
    }

  private:
    std::uint32_t number() {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4 && at_ < bytes_.size(); ++i, ++at_)
            value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at_])) << (8 * i);
        return value;
    }
    std::uint32_t head() {
        ++at_;  // little-endian, all that is accepted
        return number();
    }
    template <class Each>
    void list(Each each) {
        const std::uint32_t count = number();
        if (count == 0) {
            out_ += " EMPTY";
            return;
        }
        for (std::uint32_t i = 0; i < count && at_ < bytes_.size(); ++i) {
            out_ += i == 0 ? '(' : ',';
            each();
        }
        out_ += ')';
    }
    void polygon() {
        list([&] { list([&] { position(); }); });
    }
    void position() {
        ordinate();
        out_ += ' ';
        ordinate();
    }
    void ordinate() {
        std::uint64_t bits = number();
        bits |= std::uint64_t{number()} << 32U;
        char buffer[400];
        const auto written =
            std::to_chars(buffer, buffer + sizeof buffer, std::bit_cast<double>(bits), std::chars_format::fixed);
        out_.append(buffer, written.ptr);
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

base::Result<LooseWkt> read_wkb_loosely(std::string_view bytes, const Resolution& resolution) {
    return Reader(bytes, resolution).read();
}

std::string write_wkb(const MultiPolygon& polygons, const Resolution& resolution) {
    std::string out;
    if (polygons.empty()) return out;
    out.reserve(64 + vertex_count(polygons) * kPosition);
    Composer compose(resolution, out);
    compose.head(kMultiPolygon);
    compose.number(polygons.size());
    for (const Polygon& polygon : polygons) compose.polygon(polygon);
    return out;
}

std::string wkb_text(std::string_view bytes) { return Teller(bytes).tell(); }

}  // namespace geo
