#include "shapes.hpp"

#include <array>
#include <cctype>
#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>

namespace conformance {
namespace {

/// Just enough of well-known text: strict reading is the business of geo/wkt.hpp and its tests.
class WktReader {
  public:
    WktReader(const std::string& text, Shape& out) : text_(text), out_(out) {}
    bool read() {
        geometry();
        skip();
        return good_ && at_ == text_.size();
    }

  private:
    void skip() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    }
    bool take(char c) {
        skip();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    std::string word() {
        skip();
        std::string out;
        while (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])) != 0)
            out += static_cast<char>(std::toupper(static_cast<unsigned char>(text_[at_++])));
        return out;
    }
    template <class Item>
    void list(Item item) {
        const std::size_t before = at_;
        if (word() == "EMPTY") return;
        at_ = before;
        if (!take('(')) {
            good_ = false;
            return;
        }
        do {
            item();
        } while (good_ && take(','));
        good_ = good_ && take(')');
    }
    void geometry() {
        const std::string kind = word();
        std::size_t before = at_;
        const std::string tag = word();
        if (tag != "Z" && tag != "M" && tag != "ZM") at_ = before;
        if (kind == "POLYGON") {
            polygon();
        } else if (kind == "MULTIPOLYGON") {
            list([&] { polygon(); });
        } else if (kind == "GEOMETRYCOLLECTION") {
            list([&] { geometry(); });
        } else if (kind == "POINT" || kind == "LINESTRING" || kind == "LINEARRING") {
            const std::size_t start = at_;
            loop();
            out_.others = out_.others || text_.substr(start, at_ - start).find('(') != std::string::npos;
        } else if (kind == "MULTIPOINT" || kind == "MULTILINESTRING") {
            const std::size_t start = at_;
            list([&] {
                if (skip(),
                    at_ < text_.size() && (text_[at_] == '(' || std::isalpha(static_cast<unsigned char>(text_[at_])))) {
                    loop();
                } else {
                    spot();
                }
            });
            out_.others = out_.others || text_.substr(start, at_ - start).find('(') != std::string::npos;
        } else {
            good_ = false;
        }
    }
    void polygon() {
        Polygon rings;
        list([&] { rings.push_back(loop()); });
        if (!rings.empty()) out_.polygons.push_back(rings);
    }
    Loop loop() {
        Loop out;
        list([&] { out.push_back(spot()); });
        return out;
    }
    Spot spot() {
        const Spot out{number(), number()};
        while (good_) {
            skip();
            if (at_ >= text_.size() || text_[at_] == ',' || text_[at_] == ')') break;
            number();
        }
        return out;
    }
    double number() {
        const char* const start = text_.c_str() + at_;
        char* end = nullptr;
        const double value = std::strtod(start, &end);
        good_ = good_ && end != start && std::isfinite(value);
        at_ += static_cast<std::size_t>(end - start);
        return value;
    }

    const std::string& text_;
    Shape& out_;
    std::size_t at_ = 0;
    bool good_ = true;
};

/// Well-known binary, two dimensions, either byte order.
class WkbReader {
  public:
    WkbReader(const std::string& hex, Shape& out) : out_(out) {
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
            bytes_.push_back(static_cast<unsigned char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    bool read() {
        geometry();
        return good_ && at_ == bytes_.size();
    }

  private:
    void geometry() {
        little_ = take<1>()[0] == 1;
        const std::uint32_t kind = count();
        if (kind == 3) {
            Polygon rings;
            const std::uint32_t loops = count();
            for (std::uint32_t i = 0; i < loops && good_; ++i) rings.push_back(loop());
            if (!rings.empty()) out_.polygons.push_back(rings);
        } else if (kind >= 4 && kind <= 7) {
            const std::uint32_t parts = count();
            for (std::uint32_t i = 0; i < parts && good_; ++i) geometry();
        } else if (kind == 1 || kind == 2) {
            out_.others = true;
            const std::uint32_t spots = kind == 1 ? 1 : count();
            for (std::uint32_t i = 0; i < spots && good_; ++i) spot();
        } else {
            good_ = false;
        }
    }
    Loop loop() {
        Loop out;
        const std::uint32_t spots = count();
        for (std::uint32_t i = 0; i < spots && good_; ++i) out.push_back(spot());
        return out;
    }
    Spot spot() {
        const double x = number();
        return {x, number()};
    }
    template <std::size_t N>
    std::array<unsigned char, N> take() {
        std::array<unsigned char, N> out = {};
        good_ = good_ && at_ + N <= bytes_.size();
        for (std::size_t i = 0; i < N && good_; ++i) out[little_ ? i : N - 1 - i] = bytes_[at_ + i];
        at_ += N;
        return out;
    }
    std::uint32_t count() {
        const auto raw = take<4>();
        std::uint32_t value = 0;
        std::memcpy(&value, raw.data(), 4);
        return value;
    }
    double number() {
        const auto raw = take<8>();
        double value = 0;
        std::memcpy(&value, raw.data(), 8);
        return value;
    }

    std::vector<unsigned char> bytes_;
    Shape& out_;
    std::size_t at_ = 0;
    bool little_ = true;
    bool good_ = true;
};

/// From the first point, so that far coordinates cost no places.
double loop_area(const Loop& loop) {
    double sum = 0;
    for (std::size_t i = 1; i + 1 < loop.size(); ++i) {
        sum += (loop[i].x - loop[0].x) * (loop[i + 1].y - loop[0].y) -
               (loop[i].y - loop[0].y) * (loop[i + 1].x - loop[0].x);
    }
    return std::abs(sum) / 2;
}

double loop_length(const Loop& loop) {
    double sum = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const Spot& next = loop[(i + 1) % loop.size()];
        sum += std::hypot(next.x - loop[i].x, next.y - loop[i].y);
    }
    return sum;
}

Polygon polygon_from(const nlohmann::json& rings) {
    Polygon out;
    for (const auto& ring : rings) {
        Loop loop;
        for (const auto& spot : ring) loop.push_back({spot.at(0).get<double>(), spot.at(1).get<double>()});
        out.push_back(loop);
    }
    return out;
}

}  // namespace

double Shape::area() const {
    double sum = 0;
    for (const Polygon& polygon : polygons) {
        for (std::size_t i = 0; i < polygon.size(); ++i) sum += (i == 0 ? 1 : -1) * loop_area(polygon[i]);
    }
    return sum;
}

double Shape::perimeter() const {
    double sum = 0;
    for (const Polygon& polygon : polygons) {
        for (const Loop& loop : polygon) sum += loop_length(loop);
    }
    return sum;
}

Shape read_shape(const std::string& text) {
    Shape out;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) {
        out.readable = false;
    } else if (std::isdigit(static_cast<unsigned char>(text[first])) != 0) {
        std::string hex;
        for (const char c : text) {
            if (std::isxdigit(static_cast<unsigned char>(c)) != 0) hex += c;
        }
        out.readable = WkbReader(hex, out).read();
    } else {
        out.readable = WktReader(text, out).read();
    }
    return out;
}

Shape read_geojson(const nlohmann::json& geometry) {
    Shape out;
    const std::string type = geometry.at("type");
    if (type == "Polygon") {
        out.polygons.push_back(polygon_from(geometry.at("coordinates")));
    } else if (type == "MultiPolygon") {
        for (const auto& polygon : geometry.at("coordinates")) out.polygons.push_back(polygon_from(polygon));
    } else {
        out.readable = false;
    }
    return out;
}

std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace conformance
