#include "geo/wkt.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace geo {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

base::Int128 power10(int n) {
    base::Int128 p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

/// A number as it stands in the text: value = mantissa × 10^exponent.
struct Decimal {
    base::Int128 mantissa = 0;
    int exponent = 0;
};

/// Digits beyond these cannot change a value rounded half away from zero, nor bring a too large one back.
constexpr int kMaxDigits = 30;
/// Far outside any coordinate; keeps the arithmetic on exponents in range whatever the text says.
constexpr int kMaxExponent = 1'000;

/// Reads sign, digits, point, exponent from `at` on; moves `at` behind them. Nothing if there is no digit.
std::optional<Decimal> scan_decimal(std::string_view text, std::size_t& at) {
    Decimal out;
    std::size_t i = at;
    bool negative = false;
    bool any_digit = false;
    bool point = false;
    int digits = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) negative = text[i++] == '-';
    for (; i < text.size(); ++i) {
        if (text[i] == '.' && !point) {
            point = true;
        } else if (is_digit(text[i])) {
            any_digit = true;
            if (digits < kMaxDigits) {
                out.mantissa = out.mantissa * 10 + (text[i] - '0');
                if (out.mantissa != 0) ++digits;
                if (point) out.exponent = std::max(out.exponent - 1, -kMaxExponent);
            } else if (!point) {
                out.exponent = std::min(out.exponent + 1, kMaxExponent);
            }
        } else {
            break;
        }
    }
    if (!any_digit) return std::nullopt;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        bool minus = false;
        int power = 0;
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) minus = text[i++] == '-';
        if (i == text.size() || !is_digit(text[i])) return std::nullopt;
        for (; i < text.size() && is_digit(text[i]); ++i) power = std::min(power * 10 + (text[i] - '0'), kMaxExponent);
        out.exponent += minus ? -power : power;
    }
    if (negative) out.mantissa = -out.mantissa;
    at = i;
    return out;
}

std::optional<std::int64_t> to_mm(const Decimal& value) {
    constexpr int kMetreExponent = 3;
    constexpr int kLargestPower = 36;  // 10^36 and 10^30 × 10^7 both fit in 127 bits
    if (value.mantissa == 0) return 0;
    const int shift = value.exponent + kMetreExponent;
    if (shift > 11) return std::nullopt;   // at least 10^12 mm: beyond kMaxCoordinate
    if (shift < -kLargestPower) return 0;  // below 10^-6 mm whatever the digits
    base::Int128 mm = 0;
    if (shift >= 0) {
        if (value.mantissa > kMaxCoordinate || value.mantissa < -kMaxCoordinate) return std::nullopt;
        mm = value.mantissa * power10(shift);
    } else {
        const base::Int128 den = power10(-shift);
        const base::Int128 whole = value.mantissa / den;
        if (whole > kMaxCoordinate || whole < -kMaxCoordinate) return std::nullopt;
        mm = base::round_half_away(value.mantissa, den);
    }
    if (mm > kMaxCoordinate || mm < -kMaxCoordinate) return std::nullopt;
    return static_cast<std::int64_t>(mm);
}

/// Walks the text once, from front to back; the first error stays.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    base::Result<MultiPolygon> read() {
        MultiPolygon out;
        skip_space();
        const std::size_t start = at_;
        const std::string kind = word();
        const bool multi = kind.rfind("MULTIPOLYGON", 0) == 0;
        const std::string name = multi ? "MULTIPOLYGON" : "POLYGON";
        if (kind.rfind(name, 0) != 0) {
            at_ = start;
            return kind.empty() ? syntax() : error(base::Code::WktKind, start, kind);
        }
        PANHUO_DO(read_tag(kind.substr(name.size()), start));
        if (multi) {
            PANHUO_DO(read_list([&] { return read_polygon(out); }));
        } else {
            PANHUO_DO(read_polygon(out));
        }
        skip_space();
        if (at_ != text_.size()) return syntax();
        if (!fits_area(out)) return base::Error{base::Code::GeometryTooLarge, {std::to_string(vertex_count(out))}};
        return out;
    }

  private:
    base::Error error(base::Code code, std::size_t at, std::string what) const {
        return {code, {std::to_string(at + 1), std::move(what)}};
    }

    /// What stands at the cursor, up to 24 bytes and not through the middle of a character.
    std::string excerpt() const {
        std::size_t end = std::min(at_ + 24, text_.size());
        while (end < text_.size() && end > at_ && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) --end;
        return std::string(text_.substr(at_, end - at_));
    }
    base::Error syntax() const { return error(base::Code::WktSyntax, at_, excerpt()); }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    bool take(char c) {
        skip_space();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    /// Letters at the cursor in upper case; may be none.
    std::string word() {
        skip_space();
        std::string out;
        for (; at_ < text_.size() && is_letter(text_[at_]); ++at_)
            out += static_cast<char>(std::toupper(static_cast<unsigned char>(text_[at_])));
        return out;
    }
    bool take_empty() {
        const std::size_t before = at_;
        if (word() == "EMPTY") return true;
        at_ = before;
        return false;
    }

    /// Z, M or ZM, glued to the kind or after a space.
    base::Status read_tag(std::string tag, std::size_t start) {
        if (tag.empty()) {
            const std::size_t before = at_;
            tag = word();
            if (tag == "EMPTY") {
                at_ = before;
                tag.clear();
            }
        }
        if (tag == "Z" || tag == "M") {
            ordinates_ = 3;
        } else if (tag == "ZM") {
            ordinates_ = 4;
        } else if (!tag.empty()) {
            at_ = start;
            return syntax();
        }
        return base::Done{};
    }

    /// "EMPTY", or "(" item { "," item } ")".
    template <class Item>
    base::Status read_list(Item item) {
        if (take_empty()) return base::Done{};
        if (!take('(')) return syntax();
        do {
            PANHUO_DO(item());
        } while (take(','));
        if (!take(')')) return syntax();
        return base::Done{};
    }

    base::Status read_polygon(MultiPolygon& out) {
        Polygon polygon;
        bool any = false;
        PANHUO_DO(read_list([&]() -> base::Status {
            PANHUO_TRY(Ring ring, read_ring());
            if (any) {
                polygon.holes.push_back(std::move(ring));
            } else {
                polygon.shell = std::move(ring);
                any = true;
            }
            return base::Done{};
        }));
        if (any) out.push_back(std::move(polygon));
        return base::Done{};
    }

    base::Result<Ring> read_ring() {
        Ring ring;
        skip_space();
        const std::size_t start = at_;
        if (at_ == text_.size() || text_[at_] != '(') return syntax();
        PANHUO_DO(read_list([&]() -> base::Status {
            PANHUO_TRY(const Point point, read_position());
            ring.push_back(point);
            return base::Done{};
        }));
        if (ring.size() < 4) return error(base::Code::WktRing, start, std::to_string(ring.size()) + " < 4");
        if (ring.front() != ring.back()) {
            return error(base::Code::WktRing, start,
                         metres_text(ring.front().x) + " " + metres_text(ring.front().y) + " ≠ " +
                             metres_text(ring.back().x) + " " + metres_text(ring.back().y));
        }
        tidy(ring);
        return ring;
    }

    base::Result<Point> read_position() {
        Point point;
        PANHUO_TRY(point.x, read_coordinate());
        PANHUO_TRY(point.y, read_coordinate());
        int count = 2;
        while (!at_delimiter()) {
            PANHUO_DO(read_decimal());
            ++count;
        }
        // Without a tag the first position says how many ordinates all have (as PostGIS and older GDAL write).
        if (ordinates_ == 0 && count <= 4) ordinates_ = count;
        if (count != ordinates_) return syntax();
        return point;
    }

    bool at_delimiter() {
        skip_space();
        return at_ == text_.size() || text_[at_] == ',' || text_[at_] == ')' || text_[at_] == '(';
    }

    base::Result<Decimal> read_decimal() {
        skip_space();
        const std::size_t start = at_;
        const auto value = scan_decimal(text_, at_);
        const bool ends = at_ == text_.size() || is_space(text_[at_]) || text_[at_] == ',' || text_[at_] == ')';
        if (!value || !ends) {
            at_ = start;
            if (at_ == text_.size()) return syntax();
            return error(base::Code::WktNumber, start, excerpt());
        }
        return *value;
    }

    base::Result<std::int64_t> read_coordinate() {
        skip_space();
        const std::size_t start = at_;
        PANHUO_TRY(const Decimal value, read_decimal());
        const auto mm = to_mm(value);
        if (!mm) {
            at_ = start;
            return error(base::Code::WktNumber, start, excerpt());
        }
        return *mm;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int ordinates_ = 0;  ///< per position; 0 until known
};

void append_ring(std::string& out, const Ring& ring) {
    out += '(';
    for (const Point p : ring) {
        out += metres_text(p.x);
        out += ' ';
        out += metres_text(p.y);
        out += ',';
    }
    if (!ring.empty()) out += metres_text(ring.front().x) + ' ' + metres_text(ring.front().y);
    out += ')';
}

void append_polygon(std::string& out, const Polygon& polygon) {
    out += '(';
    append_ring(out, polygon.shell);
    for (const Ring& hole : polygon.holes) {
        out += ',';
        append_ring(out, hole);
    }
    out += ')';
}

}  // namespace

base::Result<MultiPolygon> read_wkt(std::string_view text) { return Reader(text).read(); }

std::string write_wkt(const MultiPolygon& polygons) {
    if (polygons.empty()) return "POLYGON EMPTY";
    std::string out;
    out.reserve(24 * vertex_count(polygons) + 32);
    if (polygons.size() == 1) {
        out += "POLYGON";
        append_polygon(out, polygons.front());
        return out;
    }
    out += "MULTIPOLYGON(";
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        if (i > 0) out += ',';
        append_polygon(out, polygons[i]);
    }
    out += ')';
    return out;
}

std::optional<std::int64_t> parse_metres(std::string_view number) {
    std::size_t at = 0;
    const auto value = scan_decimal(number, at);
    if (!value || at != number.size()) return std::nullopt;
    return to_mm(*value);
}

std::string metres_text(std::int64_t mm) {
    const auto magnitude = static_cast<std::uint64_t>(mm < 0 ? -mm : mm);
    std::string out = mm < 0 ? "-" : "";
    out += std::to_string(magnitude / kPerMetre);
    const auto rest = static_cast<int>(magnitude % kPerMetre);
    if (rest == 0) return out;
    std::array<char, 4> places = {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                                  static_cast<char>('0' + rest % 10)};
    std::size_t count = places.size();
    while (places[count - 1] == '0') --count;
    return out.append(places.data(), count);
}

}  // namespace geo
