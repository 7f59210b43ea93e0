#include "service/map_sheet.hpp"

#include "geo/remnant.hpp"
#include "geo/tile_belt.hpp"
#include "land/vocabulary.hpp"
#include "ledger/posting.hpp"
#include "service/map_residual.hpp"
#include "service/map_shapes.hpp"

#include <algorithm>
#include <cmath>

namespace service {
namespace {

using report::Ink;
using report::MapStyle;

struct Colour {
    std::string_view code;
    std::uint32_t fill, line;
};
/// Those of the screen (web/src/rooms/map/styles.ts); the first whose code the value begins with.
constexpr Colour kStatus[] = {{"unsupplied.stage_unknown", 0xf3d9a4, 0x8a5a00},
                              {"unsupplied.unexpropriated", 0xe9a13b, 0x8a5a00},
                              {"unsupplied.expropriated", 0xf6c667, 0x8a5a00},
                              {"unsupplied.ready", 0xfff1a8, 0x7a6a00},
                              {"unsupplied.in_process", 0xbcd9f5, 0x1d5fbf},
                              {"supplied.idle", 0xe9a49e, 0xb3261e},
                              {"supplied", 0xb8dcc6, 0x1f6f43},
                              {"withdrawn", 0xd9d2e6, 0x5b4b80},
                              {"lapsed", 0xd9d2e6, 0x5b4b80},
                              {"closed", 0xe6e9ed, 0x57606a}};
constexpr Colour kRoute[] = {{"expropriate", 0xe9a13b, 0x8a5a00},     {"prepare_site", 0xf6c667, 0x8a5a00},
                             {"supply", 0xbcd9f5, 0x1d5fbf},          {"allocate_manager", 0x9fc3c9, 0x1f5f6b},
                             {"complete_papers", 0xd6c3e8, 0x5b4b80}, {"reoffer", 0xe8b7d0, 0x8a2f5f},
                             {"withdraw", 0xe9a49e, 0xb3261e},        {"adjust", 0xf2d3cf, 0xb3261e},
                             {"record_backfill", 0xb8dcc6, 0x1f6f43}, {"idle_procedure", 0xc9b7a4, 0x5f4526},
                             {"needs_facts", 0xfff1a8, 0x7a6a00}};
constexpr Colour kRemnant[] = {{"usable", 0x1d5fbf, 0x1d5fbf},
                               {"strip", 0x8a2f5f, 0x8a2f5f},
                               {"green", 0x1f6f43, 0x1f6f43},
                               {"corner", 0x8a5a00, 0x8a5a00},
                               {"noise", 0x57606a, 0x57606a}};
constexpr Colour kOther{"", 0xeef0f3, 0x57606a};
constexpr std::uint32_t kSupplyLine = 0x174d9c, kGoneLine = 0x57606a;

template <std::size_t N>
const Colour& colour_of(const Colour (&table)[N], std::string_view code) {
    for (const Colour& each : table) {
        const bool begins = code.substr(0, each.code.size()) == each.code;
        if (begins && (code.size() == each.code.size() || code[each.code.size()] == '.')) return each;
    }
    return kOther;
}

base::Error usage(const std::string& zh, const std::string& en) { return {base::Code::Usage, {base::both(zh, en)}}; }

bool among(const std::string& list, const std::string& wanted) {
    if (wanted.empty()) return true;
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t end = std::min(list.find(';', from), list.size());
        if (list.compare(from, end - from, wanted) == 0) return true;
        from = end + 1;
    }
    return false;
}

class Composer {
  public:
    Composer(const MapSheetOrder& order, const geo::Projection& belt, Projections& projections)
        : order_(order), belt_(belt), projections_(projections) {}

    void plot(const MapShape& shape) {
        const auto route = order_.route_of.find(shape.key);
        const std::string& code =
            order_.by_route ? (route == order_.route_of.end() ? kNone : route->second) : shape.status;
        const Colour& colour = order_.by_route ? colour_of(kRoute, code) : colour_of(kStatus, code);
        const std::string word = order_.by_route ? route_word(colour, code) : status_word(colour, code);
        add(shape, "1" + word, {{colour.fill, 0.85}, {colour.line, 1}, 0.2, false}, word, shape.name);
    }
    void supply(const MapShape& shape) {
        const bool stands = shape.standing;
        const std::string word =
            stands ? say("供应（宗地）", "Supplies") : say("已收回或解除的供应", "Supplies given back");
        add(shape, stands ? "2" : "3", {{0xffffff, 0}, {stands ? kSupplyLine : kGoneLine, 1}, 0.4, true}, word, "");
    }
    void piece(const MapPiece& piece, const std::string& crs) {
        const std::string code(geo::remnant_name(piece.remnant.kind));
        const Colour& colour = colour_of(kRemnant, code);
        MapShape shape;
        shape.division = piece.divisions;
        shape.zone = piece.zones;
        shape.crs = crs;
        shape.shape = {piece.polygon};
        shape.area = piece.area;
        const std::string word =
            say("剩余：", "Left: ") + base::pick(geo::remnant_text(piece.remnant.kind), order_.lang);
        add(shape, "4" + code, {{colour.fill, 0.35}, {colour.line, 1}, 0.3, false}, word, "");
    }

    report::MapSheet finish(report::MapPoint middle, double width_m, double height_m, int belt) {
        sheet_.paper = order_.paper;
        sheet_.middle = middle;
        sheet_.width_m = width_m;
        sheet_.height_m = height_m;
        sheet_.title = order_.name + say("批而未供和闲置土地一张图", " · approved, unsupplied and idle land");
        const std::string day = order_.moment.as_of.iso();
        const bool signed_basis = order_.moment.counting == ledger::Counting::Signed;
        sheet_.subtitle =
            say("截至 ", "As of ") + day + say("（", " (") +
            (signed_basis ? say("签订口径", "counted by signing") : say("系统口径", "counted by the official system")) +
            say("）", ")");
        sheet_.legend_title = say("图例（本图范围内）", "Legend (what the sheet shows)");
        sheet_.scale_word = say("比例尺", "Scale");
        sheet_.north_word = say("北", "N");
        for (const auto& [key, line] : lines_) sheet_.legend.push_back({line.style, line.word, figures(line)});
        notes(belt);
        // Not the time of printing: the same sheet is the same file.
        sheet_.made_at = base::Instant::end_of_day(order_.moment.as_of);
        return std::move(sheet_);
    }

  private:
    struct Line {
        std::size_t style = 0;
        std::string word;
        std::int64_t count = 0;
        base::Area area;
        bool unstated = false;
    };

    std::string say(const char* zh, const char* en) const { return order_.lang == base::Lang::Zh ? zh : en; }

    std::string status_word(const Colour& colour, const std::string& code) const {
        if (colour.code.empty()) return say("其他", "Other");
        if (colour.code == "supplied") return say("已供", "Supplied");
        if (colour.code == "closed") return say("已了结", "Closed");
        const auto account = ledger::account_from_code(code);
        if (!account) return code;
        return std::string(order_.lang == base::Lang::Zh ? ledger::account_zh(*account) : ledger::account_en(*account));
    }
    std::string route_word(const Colour& colour, const std::string& code) const {
        if (code.empty()) return say("没有处置意见", "No opinion");
        if (colour.code == "needs_facts") return say("事实不足", "Facts are missing");
        return base::pick(land::vocabulary().title("route", code), order_.lang);
    }

    std::vector<report::MapPoint> ring(const geo::Ring& from, const geo::Projection* source) const {
        std::vector<report::MapPoint> out;
        for (const geo::Point& point : from) {
            std::optional<geo::Point> here = point;
            if (source != nullptr) {
                const auto place = source->degrees(point);
                here = place ? belt_.point(*place) : std::nullopt;
            }
            if (!here) return {};
            out.push_back({static_cast<double>(here->x) / static_cast<double>(geo::kPerMetre),
                           static_cast<double>(here->y) / static_cast<double>(geo::kPerMetre)});
        }
        return out;
    }

    void add(const MapShape& shape, const std::string& key, const MapStyle& style, const std::string& word,
             const std::string& label) {
        if (!among(shape.division, order_.division) || !among(shape.zone, order_.zone)) return;
        const geo::Projection* const source = projections_.of(shape.crs);
        if (source == nullptr) return;
        const auto [at, fresh] = lines_.try_emplace(key);
        Line& line = at->second;
        if (fresh) {
            line.style = sheet_.styles.size();
            line.word = word;
            sheet_.styles.push_back(style);
        }
        ++line.count;
        if (shape.area) line.area += *shape.area;
        line.unstated = line.unstated || !shape.area;
        std::string name = label;
        for (const geo::Polygon& polygon : shape.shape) {
            report::MapArea area{line.style, {ring(polygon.shell, source)}, name};
            if (area.rings.front().empty()) continue;
            for (const geo::Ring& hole : polygon.holes) area.rings.push_back(ring(hole, source));
            sheet_.areas.push_back(std::move(area));
            name.clear();
        }
    }

    std::string figures(const Line& line) const {
        const int places = order_.unit == base::AreaUnit::Hectare ? 4 : 2;
        const std::string unit = order_.unit == base::AreaUnit::Hectare ? say("公顷", "ha")
                                 : order_.unit == base::AreaUnit::Mu    ? say("亩", "mu")
                                                                        : say("平方米", "m²");
        return std::to_string(line.count) + say(" 块　", " · ") + line.area.text(order_.unit, places) + " " + unit +
               (line.unstated ? say("（有未填面积）", " (some unstated)") : "");
    }

    void notes(int belt) {
        const int shown = geo::belt_meridian(belt);
        sheet_.notes.push_back(say("坐标：CGCS2000 3 度带，中央经线 ", "Grid: CGCS2000, 3 degree belt, meridian ") +
                               std::to_string(shown) + "°（EPSG:" + std::to_string(belt) + "），" +
                               say("单位：米", "metres"));
        sheet_.notes.push_back(
            say("面积为账上登记面积，图上有任何部分的整块计入；合计精确相加后取位。",
                "Areas are those of the book; whatever shows in part counts whole; summed exactly, then rounded."));
        if (order_.moment.known_at != base::Instant::end_of_time())
            sheet_.notes.push_back(say("知悉时点：", "As known at: ") + order_.moment.known_at.iso().substr(0, 19) +
                                   "Z");
        if (!order_.division.empty() || !order_.zone.empty())
            sheet_.notes.push_back(say("只列：", "Only: ") + order_.division + " " + order_.zone);
        sheet_.notes.push_back(say("本图供内部工作使用，不作为权属依据。", "A working map; it proves no right."));
    }

    inline static const std::string kNone;
    const MapSheetOrder& order_;
    const geo::Projection& belt_;
    Projections& projections_;
    report::MapSheet sheet_;
    std::map<std::string, Line> lines_;
};

/// The box asked for, in the belt's metres: around its corners and the middles of its sides.
struct BeltBox {
    double west = 0, south = 0, east = 0, north = 0;
};
std::optional<BeltBox> box_on_belt(const MapSheetOrder& order, const geo::Projection& belt) {
    std::optional<BeltBox> box;
    for (int i = 0; i <= 2; ++i) {
        for (int k = 0; k <= 2; ++k) {
            const auto point = belt.point(
                {order.west + (order.east - order.west) * i / 2, order.south + (order.north - order.south) * k / 2});
            if (!point) return std::nullopt;
            const double x = static_cast<double>(point->x) / static_cast<double>(geo::kPerMetre);
            const double y = static_cast<double>(point->y) / static_cast<double>(geo::kPerMetre);
            if (!box) box = BeltBox{x, y, x, y};
            box = {std::min(box->west, x), std::min(box->south, y), std::max(box->east, x), std::max(box->north, y)};
        }
    }
    return box;
}

}  // namespace

base::Result<std::string> map_sheet(store::Snapshot& snapshot, const MapSheetOrder& order) {
    const bool box_good = order.west < order.east && order.south < order.north && order.east - order.west <= 20 &&
                          order.north - order.south <= 20 && std::abs(order.south) <= 85 && std::abs(order.north) <= 85;
    if (!box_good) return usage("图幅范围不合格", "the box of the sheet is not valid");
    const int belt = order.belt != 0 ? order.belt : geo::nearest_belt((order.west + order.east) / 2);
    if (!geo::belt_from_code(belt)) return usage("没有这个 3 度带", "there is no such 3 degree belt");
    PANHUO_TRY(const geo::Projection projection, geo::Projection::of("EPSG:" + std::to_string(belt)));
    const std::optional<BeltBox> box = box_on_belt(order, projection);
    if (!box) return usage("图幅离这个 3 度带太远", "the box is too far from the belt");
    Projections projections;
    Composer composer(order, projection, projections);
    const store::GroundBox ground = ground_box(geo::DegreeBox{order.west, order.south, order.east, order.north});
    PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_in_box(ground));
    PANHUO_TRY(const MapShapes shapes, map_shapes(snapshot, records, order.moment));
    if (order.plots) {
        for (const MapShape& shape : shapes.plots) composer.plot(shape);
    }
    if (order.residual && !shapes.plots.empty()) {
        PANHUO_TRY(const MapResidual residual, residual_of(snapshot, shapes.plots, order.moment, projections));
        for (const MapPiece& piece : residual.pieces) composer.piece(piece, residual.crs);
    }
    if (order.supplies) {
        for (const MapShape& shape : shapes.supplies) composer.supply(shape);
    }
    const report::MapPoint middle{(box->west + box->east) / 2, (box->south + box->north) / 2};
    return report::write_map_sheet(composer.finish(middle, box->east - box->west, box->north - box->south, belt));
}

}  // namespace service
