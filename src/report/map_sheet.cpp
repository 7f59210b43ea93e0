#include "report/map_sheet.hpp"

#include "report/map_canvas.hpp"

#include <algorithm>
#include <cmath>

namespace report {
namespace {

constexpr double kMargin = 10;   // mm, of the sheet
constexpr double kHeading = 17;  // above the frame
constexpr double kTicks = 5;     // around the frame, for the figures of the grid
constexpr double kSide = 58;     // legend, beside the frame
constexpr double kFoot = 4;      // under the frame
constexpr Ink kBlack{0x1b1f24, 1};
constexpr Ink kQuiet{0x57606a, 1};

struct Frame {
    double sheet_width, sheet_height, left, top, width, height;
};

Frame frame_of(MapPaper paper) {
    Frame frame{297, 210, 0, 0, 0, 0};
    if (paper == MapPaper::A3) frame = {420, 297, 0, 0, 0, 0};
    frame.left = kMargin + kTicks;
    frame.top = kMargin + kHeading + kTicks;
    frame.width = frame.sheet_width - 2 * kMargin - 2 * kTicks - kSide;
    frame.height = frame.sheet_height - frame.top - kMargin - kTicks - kFoot;
    return frame;
}

/// 1, 2 or 5 times a power of ten, not below the value.
double round_up(double value) {
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0}) {
        if (step * power >= value * (1 - 1e-9)) return step * power;
    }
    return 10 * power;
}

/// 4062050 → "4062050"; metres are whole on the ticks.
std::string metres(double value) { return std::to_string(std::llround(value)); }

std::string distance(double metres_long) {
    const auto whole = std::llround(metres_long);
    return whole >= 1000 && whole % 1000 == 0 ? std::to_string(whole / 1000) + " km" : std::to_string(whole) + " m";
}

class Drawing {
  public:
    Drawing(const MapSheet& sheet, Canvas& canvas)
        : sheet_(sheet),
          canvas_(canvas),
          frame_(frame_of(sheet.paper)),
          scale_(static_cast<double>(map_scale(sheet))) {}

    void all() {
        heading();
        canvas_.clip({frame_.left, frame_.top}, frame_.width, frame_.height);
        for (const MapArea& area : sheet_.areas) draw(area);
        for (const MapArea& area : sheet_.areas) label(area);
        canvas_.unclip();
        canvas_.box({frame_.left, frame_.top}, frame_.width, frame_.height, {{0xffffff, 0}, kBlack, 0.35, false});
        grid();
        side();
    }

  private:
    MapSpot spot(MapPoint point) const {
        return {frame_.left + frame_.width / 2 + (point.east_m - sheet_.middle.east_m) * 1000 / scale_,
                frame_.top + frame_.height / 2 - (point.north_m - sheet_.middle.north_m) * 1000 / scale_};
    }

    void heading() {
        canvas_.write({frame_.sheet_width / 2, kMargin}, sheet_.title, {6.2, true, Canvas::Align::Middle, 0, kBlack});
        canvas_.write({frame_.sheet_width / 2, kMargin + 10.5}, sheet_.subtitle,
                      {3.3, false, Canvas::Align::Middle, 0, kQuiet});
    }

    void draw(const MapArea& area) {
        std::vector<std::vector<MapSpot>> rings;
        for (const std::vector<MapPoint>& ring : area.rings) {
            std::vector<MapSpot>& spots = rings.emplace_back();
            for (const MapPoint& point : ring) spots.push_back(spot(point));
        }
        canvas_.shape(rings, sheet_.styles.at(area.style));
    }

    /// In the middle of the outline's box, where the words fit into it.
    void label(const MapArea& area) {
        if (area.label.empty() || area.rings.empty() || area.rings.front().empty()) return;
        MapSpot low = spot(area.rings.front().front()), high = low;
        for (const MapPoint& point : area.rings.front()) {
            const MapSpot at = spot(point);
            low = {std::min(low.x, at.x), std::min(low.y, at.y)};
            high = {std::max(high.x, at.x), std::max(high.y, at.y)};
        }
        const Canvas::Words words{2.3, false, Canvas::Align::Middle, 0, kBlack};
        const Canvas::Extent extent = canvas_.measure(area.label, words);
        if (extent.width > (high.x - low.x) * 0.9 || extent.height > (high.y - low.y) * 0.9) return;
        canvas_.write({(low.x + high.x) / 2, (low.y + high.y) / 2 - extent.height / 2}, area.label, words);
    }

    /// Ticks at round metres along all four sides, crosses where they meet inside.
    void grid() {
        const double step = round_up(frame_.width * scale_ / 1000 / 5);
        const double half_width = frame_.width * scale_ / 2000, half_height = frame_.height * scale_ / 2000;
        const MapPoint& middle = sheet_.middle;
        std::vector<double> easts, norths;
        for (double e = std::ceil((middle.east_m - half_width) / step) * step; e <= middle.east_m + half_width;
             e += step)
            easts.push_back(e);
        for (double n = std::ceil((middle.north_m - half_height) / step) * step; n <= middle.north_m + half_height;
             n += step)
            norths.push_back(n);
        const double right = frame_.left + frame_.width, bottom = frame_.top + frame_.height;
        for (const double east : easts) {
            const double x = spot({east, 0}).x;
            canvas_.line({x, frame_.top - 1.5}, {x, frame_.top}, 0.2, kBlack);
            canvas_.line({x, bottom}, {x, bottom + 1.5}, 0.2, kBlack);
            canvas_.write({x, bottom + 1.6}, metres(east), {2.2, false, Canvas::Align::Middle, 0, kBlack});
            for (const double north : norths) {
                const double y = spot({0, north}).y;
                canvas_.line({x - 1.5, y}, {x + 1.5, y}, 0.12, kQuiet);
                canvas_.line({x, y - 1.5}, {x, y + 1.5}, 0.12, kQuiet);
            }
        }
        for (const double north : norths) {
            const double y = spot({0, north}).y;
            canvas_.line({frame_.left - 1.5, y}, {frame_.left, y}, 0.2, kBlack);
            canvas_.line({right, y}, {right + 1.5, y}, 0.2, kBlack);
            canvas_.write({frame_.left, y - 3.4}, metres(north), {2.2, false, Canvas::Align::Left, 0, kBlack});
        }
    }

    void side() {
        const double left = frame_.left + frame_.width + kTicks + 3;
        const double width = frame_.sheet_width - kMargin - left;
        double y = frame_.top;
        north_arrow(left + width - 7, y);
        y += scale_bar(left, y + 4) + 10;
        y += canvas_.write({left, y}, sheet_.legend_title, {3.6, true, Canvas::Align::Left, 0, kBlack}).height + 1;
        for (const MapLegendLine& line : sheet_.legend) {
            if (y > frame_.top + frame_.height - 8) break;
            canvas_.box({left, y + 0.4}, 7, 3.4, sheet_.styles.at(line.style));
            const double used =
                canvas_.write({left + 9, y}, line.text, {2.8, false, Canvas::Align::Left, 0, kBlack}).height;
            double more = 0;
            if (!line.figures.empty())
                more =
                    canvas_.write({left + width, y + used}, line.figures, {2.5, false, Canvas::Align::Right, 0, kQuiet})
                        .height;
            y += used + more + 0.8;
        }
        y += 2;
        for (const std::string& note : sheet_.notes) {
            if (y > frame_.top + frame_.height - 4) break;
            y += canvas_.write({left, y}, note, {2.4, false, Canvas::Align::Left, width, kQuiet}).height + 1;
        }
    }

    void north_arrow(double x, double y) {
        canvas_.write({x, y}, sheet_.north_word, {3.4, true, Canvas::Align::Middle, 0, kBlack});
        canvas_.shape({{{x, y + 5}, {x - 2.4, y + 15}, {x, y + 12.6}}}, {kBlack, kBlack, 0.2, false});
        canvas_.shape({{{x, y + 5}, {x + 2.4, y + 15}, {x, y + 12.6}}}, {{0xffffff, 1}, kBlack, 0.2, false});
    }

    /// How high it is.
    double scale_bar(double left, double y) {
        constexpr double kLongest = 40, kHigh = 1.4;
        double part = round_up(kLongest * scale_ / 1000 / 4);
        if (part * 1000 / scale_ * 2 > kLongest) part /= 2;
        const double step = part * 1000 / scale_;
        canvas_.write({left, y}, sheet_.scale_word + " 1 : " + std::to_string(static_cast<std::int64_t>(scale_)),
                      {3.2, true, Canvas::Align::Left, 0, kBlack});
        const double bar = y + 6;
        for (int i = 0; i < 2; ++i)
            canvas_.box({left + i * step, bar}, step, kHigh, {{0x1b1f24, i == 0 ? 1.0 : 0.0}, kBlack, 0.2, false});
        for (int i = 0; i <= 2; ++i)
            canvas_.write({left + i * step, bar + kHigh + 0.5}, i == 0 ? "0" : distance(part * i),
                          {2.3, false, i == 0 ? Canvas::Align::Left : Canvas::Align::Middle, 0, kBlack});
        return 14;
    }

    const MapSheet& sheet_;
    Canvas& canvas_;
    Frame frame_;
    double scale_;
};

}  // namespace

std::int64_t map_scale(const MapSheet& sheet) {
    const Frame frame = frame_of(sheet.paper);
    constexpr double kLargest = 500, kSmallest = 50'000'000;
    const double needed = std::max(sheet.width_m * 1000 / frame.width, sheet.height_m * 1000 / frame.height);
    return std::llround(round_up(std::clamp(std::isfinite(needed) ? needed : kSmallest, kLargest, kSmallest)));
}

base::Result<std::string> write_map_sheet(const MapSheet& sheet) {
    const Frame frame = frame_of(sheet.paper);
    Canvas canvas(frame.sheet_width, frame.sheet_height, sheet.title, sheet.made_at);
    Drawing(sheet, canvas).all();
    return canvas.finish();
}

}  // namespace report
