#include "geo/site_shift.hpp"

#include "base/area.hpp"
#include "base/text.hpp"
#include "geo/projection_helmert.hpp"
#include "geo/wkt.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

namespace geo {
namespace {

using Metres = HelmertProjection::Metres;
constexpr double kSecond = std::numbers::pi / 180 / 3600;
constexpr double kPrefixMetres = 1'000'000;

struct ControlPoint {
    int line = 0;
    Metres old, target;
};

std::optional<double> number(std::string_view text) {
    text = base::trim(text);
    if (base::starts_with(text, "+")) text.remove_prefix(1);
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool good = failed == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
    return good ? std::optional(value) : std::nullopt;
}

Metres in_metres(Point p) {
    return {static_cast<double>(p.x) / static_cast<double>(kPerMetre),
            static_cast<double>(p.y) / static_cast<double>(kPerMetre)};
}

/// Between two maps, eastings without zone number: shift, turn and scale (north before east, as the trade writes it).
struct PlaneParameters {
    double north_m = 0, east_m = 0, turn = 0, scale = 1;
    Metres moved(Metres old) const {
        const double c = std::cos(turn), s = std::sin(turn);
        return {east_m + scale * (old.north * s + old.east * c), north_m + scale * (old.north * c - old.east * s)};
    }
};

}  // namespace

struct SiteShift::Method {
    Datum from = Datum::Unstated;
    std::string name, target;
    Grid old, to;
    double worst_m = 0;
    PlaneParameters plane;
    std::optional<HelmertProjection> helmert;

    std::optional<Metres> moved(Metres at) const {
        if (helmert) return helmert->moved(at);
        if (old.prefix) at.east -= old.zone * kPrefixMetres;
        Metres out = plane.moved(at);
        if (to.prefix) out.east += to.zone * kPrefixMetres;
        return out;
    }
};

namespace {

base::Error invalid(const std::string& what, int line, const std::string& found) {
    const std::string at = what + ":" + std::to_string(line) + ": " + found;
    return {base::Code::Usage,
            {base::both("转换参数文件 " + at + "。格式见 docs/formats/site-parameters.md",
                        "file of parameters " + at + ". Its form: docs/formats/site-parameters.md")}};
}

/// The lines of the file, key = value; points apart.
class ParameterLines {
  public:
    ParameterLines(std::string_view text, const std::string& what) : what_(what) {
        int line = 0;
        for (std::string_view raw : base::split(text, '\n')) {
            ++line;
            raw = base::trim(raw.substr(0, raw.find('#')));
            if (raw.empty()) continue;
            const std::size_t equals = raw.find('=');
            const std::string key(base::trim(raw.substr(0, equals)));
            const std::string value(equals == std::string_view::npos ? "" : base::trim(raw.substr(equals + 1)));
            if (key == "point") {
                points_.emplace_back(line, value);
            } else if (value.empty() || !values_.emplace(key, std::pair(line, value)).second) {
                complain(line, std::string(raw));
            }
        }
    }

    void complain(int line, const std::string& found) {
        if (!error_) error_ = invalid(what_, line, found);
    }
    std::string text(const std::string& key, bool needed = true) {
        const auto at = values_.find(key);
        if (at == values_.end()) {
            if (needed) complain(0, key + " = ?");
            return "";
        }
        used_.push_back(key);
        return at->second.second;
    }
    double value(const std::string& key, std::optional<double> otherwise = std::nullopt) {
        const std::string written = text(key, !otherwise);
        if (written.empty()) return otherwise.value_or(0);
        const auto read = number(written);
        if (!read) complain(values_.at(key).first, key + " = " + written);
        return read.value_or(0);
    }
    std::vector<ControlPoint> points() {
        std::vector<ControlPoint> out;
        for (const auto& [line, written] : points_) {
            std::string spaced = written;
            std::replace_if(spaced.begin(), spaced.end(), [](char c) { return c == '\t' || c == ','; }, ' ');
            std::vector<double> four;
            for (const std::string_view each : base::split(spaced, ' ')) {
                if (const auto read = number(each)) four.push_back(*read);
            }
            if (four.size() == 4) {
                out.push_back({line, {four[1], four[0]}, {four[3], four[2]}});
            } else {
                complain(line, "point = " + written);
            }
        }
        return out;
    }
    /// A word that nothing reads is a slip of the pen, and what was meant would be missed.
    void check_unused() {
        for (const auto& [key, value] : values_) {
            if (std::find(used_.begin(), used_.end(), key) == used_.end()) complain(value.first, key);
        }
    }
    const std::optional<base::Error>& error() const { return error_; }

  private:
    const std::string& what_;
    std::map<std::string, std::pair<int, std::string>> values_;
    std::vector<std::pair<int, std::string>> points_;
    std::vector<std::string> used_;
    std::optional<base::Error> error_;
};

}  // namespace

SiteShift::SiteShift(std::unique_ptr<Method> method) : method_(std::move(method)) {}
SiteShift::SiteShift(SiteShift&&) noexcept = default;
SiteShift& SiteShift::operator=(SiteShift&&) noexcept = default;
SiteShift::~SiteShift() = default;

base::Result<SiteShift> SiteShift::parse(std::string_view text, const std::string& what) {
    ParameterLines lines(text, what);
    auto method = std::make_unique<Method>();
    method->name = lines.text("from");
    method->from = datum_from_text(method->name);
    if (method->from == Datum::Cgcs2000) lines.complain(0, "from = " + method->name);
    method->target = lines.text("target");
    if (const auto grid = grid_from_crs(method->target)) {
        method->to = *grid;
    } else {
        lines.complain(0, "target = " + method->target);
    }
    const int zone = static_cast<int>(lines.value("zone", 0));
    method->old = {degrees_of_zone(zone), zone, lines.text("prefix", false) == "yes"};
    const std::string kind = lines.text("method");
    if (kind == "helmert") {
        HelmertParameters p{lines.value("dx_m"), lines.value("dy_m"), lines.value("dz_m"),     lines.value("rx_s"),
                            lines.value("ry_s"), lines.value("rz_s"), lines.value("scale_ppm")};
        const std::string convention = lines.text("convention");
        p.position_vector = convention == "position_vector";
        if (!p.position_vector && convention != "coordinate_frame") lines.complain(0, "convention = " + convention);
        method->helmert = HelmertProjection::of(method->from, method->old, method->to, p);
        if (!method->helmert) lines.complain(0, "from / zone");
    } else if (kind == "plane") {
        method->plane = {lines.value("north_m"), lines.value("east_m"), lines.value("rotation_s") * kSecond,
                         1 + lines.value("scale_ppm") * 1e-6};
    } else {
        lines.complain(0, "method = " + kind);
    }
    const double tolerance_m = lines.value("tolerance_m", 0.1);
    const std::vector<ControlPoint> points = lines.points();
    if (points.size() < 2) lines.complain(0, "point: " + std::to_string(points.size()) + " < 2");
    lines.check_unused();
    if (lines.error()) return *lines.error();
    for (const ControlPoint& point : points) {
        const auto at = method->moved(point.old);
        const double off = at ? std::hypot(at->east - point.target.east, at->north - point.target.north) : HUGE_VAL;
        method->worst_m = std::max(method->worst_m, off);
        if (off <= tolerance_m) continue;
        const std::string missed =
            off < 1e9 ? base::Area::from_measured_m2(off).text(base::AreaUnit::SquareMetre, 3) + " m" : "∞";
        return invalid(what, point.line, "point: " + missed + " > tolerance_m");
    }
    return SiteShift(std::move(method));
}

Datum SiteShift::from() const { return method_->from; }
const std::string& SiteShift::name() const { return method_->name; }
const std::string& SiteShift::target() const { return method_->target; }
double SiteShift::worst_m() const { return method_->worst_m; }

std::optional<Point> SiteShift::moved(Point old) const {
    const auto at = method_->moved(in_metres(old));
    constexpr double kLimit = 1e8;  // metres: geo::kMaxCoordinate
    if (!at || std::abs(at->east) >= kLimit || std::abs(at->north) >= kLimit) return std::nullopt;
    return Point{std::llround(at->east * kPerMetre), std::llround(at->north * kPerMetre)};
}

MultiPolygon SiteShift::moved(MultiPolygon shape) const {
    for (Polygon& polygon : shape) {
        bool there = true;
        const auto move = [&](Ring& ring) {
            for (Point& point : ring) {
                const auto at = there ? moved(point) : std::nullopt;
                there = at.has_value();
                if (there) point = *at;
            }
        };
        move(polygon.shell);
        for (Ring& hole : polygon.holes) move(hole);
        if (!there) return {};
    }
    return shape;
}

}  // namespace geo
