#include "geo/wkt.hpp"

#include "geo/decimal.hpp"

#include <algorithm>
#include <cctype>

namespace geo {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Walks the text once, from front to back; the first error stays.
class Reader {
  public:
    Reader(std::string_view text, const Resolution& resolution, LooseWkt* loose)
        : text_(text), resolution_(resolution), loose_(loose) {}

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
        if (!fits_area(twice_area(out), resolution_))
            return base::Error{base::Code::GeometryTooLarge, {std::to_string(vertex_count(out))}};
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
        if (loose_ != nullptr) return loosened(std::move(ring));
        if (ring.size() < 4) return error(base::Code::WktRing, start, std::to_string(ring.size()) + " < 4");
        if (ring.front() != ring.back()) {
            return error(base::Code::WktRing, start,
                         metres_text(ring.front().x) + " " + metres_text(ring.front().y) + " ≠ " +
                             metres_text(ring.back().x) + " " + metres_text(ring.back().y));
        }
        tidy(ring);
        return ring;
    }

    Ring loosened(Ring ring) {
        const bool closed = ring.size() > 1 && ring.front() == ring.back();
        if (closed) ring.pop_back();
        const std::size_t written = ring.size();
        tidy(ring);
        loose_->rings_closed += closed ? 0 : 1;
        loose_->points_repeated += written - ring.size();
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
        const auto steps = to_steps(value, resolution_, loose_ != nullptr ? &loose_->moved : nullptr);
        if (!steps) {
            at_ = start;
            return error(base::Code::WktNumber, start, excerpt());
        }
        return *steps;
    }

    std::string_view text_;
    Resolution resolution_;
    LooseWkt* loose_;  ///< notes of a loose reading; none if it is strict
    std::size_t at_ = 0;
    int ordinates_ = 0;  ///< per position; 0 until known
};

void append_ring(std::string& out, const Ring& ring, const Resolution& resolution) {
    const auto append = [&](Point p) {
        out += metres_text(p.x, resolution);
        out += ' ';
        out += metres_text(p.y, resolution);
    };
    out += '(';
    for (const Point p : ring) {
        append(p);
        out += ',';
    }
    if (!ring.empty()) append(ring.front());
    out += ')';
}

void append_polygon(std::string& out, const Polygon& polygon, const Resolution& resolution) {
    out += '(';
    append_ring(out, polygon.shell, resolution);
    for (const Ring& hole : polygon.holes) {
        out += ',';
        append_ring(out, hole, resolution);
    }
    out += ')';
}

}  // namespace

base::Result<MultiPolygon> read_wkt(std::string_view text) { return Reader(text, kMillimetre, nullptr).read(); }

base::Result<LooseWkt> read_wkt_loosely(std::string_view text, const Resolution& resolution) {
    LooseWkt out;
    PANHUO_TRY(out.polygons, Reader(text, resolution, &out).read());
    return out;
}

std::string write_wkt(const MultiPolygon& polygons, const Resolution& resolution) {
    if (polygons.empty()) return "POLYGON EMPTY";
    std::string out;
    out.reserve(24 * vertex_count(polygons) + 32);
    if (polygons.size() == 1) {
        out += "POLYGON";
        append_polygon(out, polygons.front(), resolution);
        return out;
    }
    out += "MULTIPOLYGON(";
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        if (i > 0) out += ',';
        append_polygon(out, polygons[i], resolution);
    }
    out += ')';
    return out;
}

std::optional<std::int64_t> parse_metres(std::string_view number) {
    std::size_t at = 0;
    const auto value = scan_decimal(number, at);
    if (!value || at != number.size()) return std::nullopt;
    return to_steps(*value, kMillimetre);
}

std::string metres_text(std::int64_t mm) { return metres_text(mm, kMillimetre); }

}  // namespace geo
