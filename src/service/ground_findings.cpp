#include "service/ground_findings.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "geo/account.hpp"
#include "geo/inscribed.hpp"
#include "service/ground.hpp"
#include "service/map_shapes.hpp"
#include "service/remnant_rules.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace service {
namespace {

using base::Area;
constexpr geo::AccountOptions kOnMillimetres = {.resolution = geo::kMillimetre};

std::string hectares(Area area) { return area.text(base::AreaUnit::Hectare, 4); }

/// Of the shapes around, those in the zone of the subject and valid.
struct Layer {
    std::vector<std::string> keys;
    std::vector<geo::MultiPolygon> shapes;
};

class Look {
  public:
    Look(NearGround& near, const geo::RemnantRules& rules) : near_(near), rules_(rules) {}

    base::Status supply(const std::string& key);
    base::Status plot(const std::string& key);
    Ground take() && { return std::move(ground_); }

  private:
    template <class T>
    bool begin(const std::string& subject, const Held<T>& held) {
        subject_ = subject;
        crs_ = held.record.geometry.crs;
        own_ = mended_shape(held.record.geometry);
        if (own_.empty()) return false;
        add_shape(subject, held, own_);
        const GroundShape& shape = ground_.shapes.front();
        if (shape.declared && !agree(*shape.declared, shape.measured, rules_))
            find("GROUND_AREA", {hectares(*shape.declared), hectares(shape.measured)},
                 {{"declared_m2", shape.declared->m2_text(), held.entry},
                  {"measured_m2", shape.measured.m2_text(), held.entry}});
        return true;
    }
    template <class T>
    void add_shape(const std::string& subject, const Held<T>& held, const geo::MultiPolygon& shape) {
        ground_.shapes.push_back({subject, held.entry, held.record.geometry, held.record.area, geo::area_of(shape)});
    }
    /// Standing supplies around, the subject left out.
    base::Result<Layer> standing(const std::set<std::string>& keys);
    base::Status draws(const std::string& supply, const std::map<std::string, Held<land::Plot>>& plots);
    base::Status twice(const Layer& others, const char* rule, const char* fact);
    bool matters(Area area) const { return area >= Area::from_measured_m2(rules_.noise_area_m2); }

    void find(const char* rule, const std::vector<std::string>& args, std::vector<law::Reason> reasons) {
        ground_.findings.push_back(law::make_finding(subject_, rule, reasons.empty() ? "" : reasons.front().value,
                                                     law::Certainty::Inferred, args));
        ground_.findings.back().reasons = std::move(reasons);
    }

    NearGround& near_;
    const geo::RemnantRules& rules_;
    std::string subject_, crs_;
    geo::MultiPolygon own_;
    Ground ground_;
};

base::Result<Layer> Look::standing(const std::set<std::string>& keys) {
    std::vector<store::RecordId> ids;
    for (const std::string& key : keys) ids.push_back({std::string(land::kind_name(land::Kind::Supply)), key});
    PANHUO_TRY(const MapShapes shapes, map_shapes(near_.snapshot(), ids, near_.moment()));
    Layer out;
    for (const MapShape& each : shapes.supplies) {
        if (!each.standing || each.crs != crs_ || "supply:" + each.key == subject_) continue;
        out.keys.push_back(each.key);
        out.shapes.push_back(each.shape);
    }
    return out;
}

/// What the supply takes of each plot by the book, and what lies there.
base::Status Look::draws(const std::string& supply, const std::map<std::string, Held<land::Plot>>& plots) {
    PANHUO_TRY(const std::vector<ledger::Cell> cells, near_.cells_of_holder(supply));
    std::map<std::string, GroundDraw> draws;
    std::set<std::string> approvals, undrawn;
    bool linked = false;
    for (const ledger::Cell& cell : cells) {
        linked = linked || !base::starts_with(cell.origin, "unlinked:");
        if (base::starts_with(cell.origin, "rest:")) approvals.insert(cell.origin.substr(5));
        if (!base::starts_with(cell.origin, "plot:")) continue;
        const std::string key = cell.origin.substr(5);
        GroundDraw& draw = draws.try_emplace(key, GroundDraw{key, supply, {}, {}}).first->second;
        draw.booked += cell.area;
        PANHUO_TRY(const auto plot, near_.plot(key));
        if (plot) approvals.insert(plot->record.approval);
        if (!plot || plot->record.geometry.empty() || plot->record.geometry.crs != crs_) undrawn.insert(key);
    }
    Layer layer;
    for (const auto& [key, plot] : plots) {
        if (plot.record.geometry.crs != crs_) continue;
        layer.keys.push_back(key);
        layer.shapes.push_back(mended_shape(plot.record.geometry));
    }
    PANHUO_TRY(const geo::Account account, geo::make_account(layer.shapes, {own_}, kOnMillimetres));
    for (const geo::Draw& each : account.draws) {
        const std::string& key = layer.keys[each.plot];
        const Held<land::Plot>& plot = plots.at(key);
        const bool booked = draws.count(key) > 0;
        GroundDraw& draw = draws.try_emplace(key, GroundDraw{key, supply, {}, {}}).first->second;
        draw.covered = each.area;
        add_shape("plot:" + key, plot, layer.shapes[each.plot]);
        if (booked || !linked || approvals.count(plot.record.approval) > 0 || !matters(each.area)) continue;
        PANHUO_TRY(const bool sliver, is_sliver(own_, layer.shapes[each.plot], rules_));
        if (!sliver)
            find("GROUND_NEIGHBOUR", {hectares(each.area), key, plot.record.approval},
                 {{"covered_m2", each.area.m2_text(), ground_.shapes.front().entry}, {"plot", key, plot.entry}});
    }
    const Area outside = account.supplies[0].outside;
    if (!agree(account.supplies[0].supplied, account.supplies[0].covered, rules_)) {
        PANHUO_TRY(const geo::Account beyond, geo::make_account({own_}, layer.shapes, kOnMillimetres));
        const bool wide = std::any_of(beyond.pieces.begin(), beyond.pieces.end(), [&](const geo::Piece& piece) {
            return geo::inscribed_width_m(piece.polygon, geo::kMillimetre) >= rules_.noise_width_m;
        });
        if (wide && !layer.shapes.empty())
            find("GROUND_OUTSIDE", {hectares(outside)},
                 {{"outside_m2", outside.m2_text(), ground_.shapes.front().entry}});
    }
    for (auto& [key, draw] : draws) {
        if (draw.booked.is_positive() && undrawn.count(key) == 0 && !agree(draw.booked, draw.covered, rules_))
            find("GROUND_DRAW", {key, hectares(draw.booked), hectares(draw.covered)},
                 {{"booked_m2", draw.booked.m2_text(), ""},
                  {"covered_m2", draw.covered.m2_text(), ""},
                  {"plot", key, ""}});
        ground_.draws.push_back(std::move(draw));
    }
    return base::Done{};
}

/// Others of the subject's own kind on the same land.
base::Status Look::twice(const Layer& others, const char* rule, const char* fact) {
    PANHUO_TRY(const geo::Account account, geo::make_account({own_}, others.shapes, kOnMillimetres));
    for (const geo::Draw& each : account.draws) {
        if (!matters(each.area)) continue;
        PANHUO_TRY(const bool sliver, is_sliver(own_, others.shapes[each.supply], rules_));
        if (sliver) continue;
        const std::string& key = others.keys[each.supply];
        find(rule, {hectares(each.area), key}, {{fact, key, ""}, {"area_m2", each.area.m2_text(), ""}});
    }
    return base::Done{};
}

base::Status Look::supply(const std::string& key) {
    PANHUO_TRY(const auto held, near_.supply(key));
    if (!held || !begin("supply:" + key, *held)) return base::Done{};
    PANHUO_TRY(const std::set<std::string> plot_keys, near_.touching(held->record.geometry, land::Kind::Plot));
    PANHUO_TRY(const auto plots, near_.plots(plot_keys));
    PANHUO_DO(draws(key, plots));
    PANHUO_TRY(const std::set<std::string> supplies, near_.touching(held->record.geometry, land::Kind::Supply));
    PANHUO_TRY(const Layer others, standing(supplies));
    return twice(others, "GROUND_SUPPLIED_TWICE", "supply");
}

base::Status Look::plot(const std::string& key) {
    PANHUO_TRY(const auto held, near_.plot(key));
    if (!held || !begin("plot:" + key, *held)) return base::Done{};
    PANHUO_TRY(std::set<std::string> plot_keys, near_.touching(held->record.geometry, land::Kind::Plot));
    plot_keys.erase(key);
    PANHUO_TRY(const auto plots, near_.plots(plot_keys));
    Layer others;
    for (const auto& [other, plot] : plots) {
        if (plot.record.geometry.crs != crs_) continue;
        others.keys.push_back(other);
        others.shapes.push_back(mended_shape(plot.record.geometry));
    }
    PANHUO_DO(twice(others, "GROUND_APPROVED_TWICE", "plot"));
    PANHUO_TRY(const std::set<std::string> near_supplies, near_.touching(held->record.geometry, land::Kind::Supply));
    PANHUO_TRY(const Layer supplies, standing(near_supplies));
    PANHUO_TRY(const geo::Account account, geo::make_account({own_}, supplies.shapes, kOnMillimetres));
    for (const geo::Draw& each : account.draws) {
        const std::string& supply = supplies.keys[each.supply];
        GroundDraw draw{key, supply, {}, each.area};
        PANHUO_TRY(const std::vector<ledger::Cell> cells, near_.cells_of_holder(supply));
        for (const ledger::Cell& cell : cells) {
            if (cell.origin == "plot:" + key) draw.booked += cell.area;
        }
        ground_.draws.push_back(std::move(draw));
        PANHUO_TRY(const auto found, near_.supply(supply));
        if (found) add_shape("supply:" + supply, *found, supplies.shapes[each.supply]);
    }
    PANHUO_TRY(const MapShapes own,
               map_shapes(near_.snapshot(), {{std::string(land::kind_name(land::Kind::Plot)), key}}, near_.moment()));
    PANHUO_TRY(MapResidual residual, residual_of(near_.snapshot(), own.plots, near_.moment(), near_.projections()));
    ground_.pieces = std::move(residual.pieces);
    return base::Done{};
}

}  // namespace

base::Result<Ground> ground_of(store::Snapshot& snapshot, const std::string& subject, const Moment& moment) {
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    NearGround near(snapshot, moment);
    Look look(near, rules);
    const std::string key = subject.substr(subject.find(':') + 1);
    if (base::starts_with(subject, "supply:")) PANHUO_DO(look.supply(key));
    if (base::starts_with(subject, "plot:")) PANHUO_DO(look.plot(key));
    return std::move(look).take();
}

base::Result<std::vector<law::Finding>> ground_findings(store::Snapshot& snapshot, const Moment& moment) {
    std::vector<law::Finding> out;
    for (const land::Kind kind : {land::Kind::Plot, land::Kind::Supply}) {
        const std::string name(land::kind_name(kind));
        std::set<std::string> keys;
        PANHUO_DO(snapshot.scan_boxes([&](const store::BoxRow& row) {
            if (row.record.kind == name) keys.insert(row.record.key);
            return true;
        }));
        for (const std::string& key : keys) {
            PANHUO_TRY(Ground ground, ground_of(snapshot, name + ":" + key, moment));
            std::move(ground.findings.begin(), ground.findings.end(), std::back_inserter(out));
        }
    }
    return out;
}

base::Json ground_json(const Ground& ground) {
    base::Json shapes = base::Json::array(), draws = base::Json::array(), pieces = base::Json::array();
    for (const GroundShape& each : ground.shapes) {
        shapes.push_back({{"subject", each.subject},
                          {"entry", each.entry},
                          {"declared_m2", each.declared ? base::area_json(*each.declared) : base::Json(nullptr)},
                          {"measured_m2", base::area_json(each.measured)},
                          {"crs", each.shape.crs},
                          {"wkt", each.shape.wkt}});
    }
    for (const GroundDraw& each : ground.draws) {
        draws.push_back({{"plot", each.plot},
                         {"supply", each.supply},
                         {"booked_m2", base::area_json(each.booked)},
                         {"covered_m2", base::area_json(each.covered)},
                         {"certainty", law::certainty_code(law::Certainty::Inferred)}});
    }
    for (const MapPiece& each : ground.pieces) {
        pieces.push_back({{"plots", each.plot_keys},
                          {"class", geo::remnant_name(each.remnant.kind)},
                          {"measured_m2", base::area_json(each.area)},
                          {"width_m", each.remnant.width_m},
                          {"reason", base::text_json(each.remnant.reason())}});
    }
    return {{"shapes", std::move(shapes)}, {"draws", std::move(draws)}, {"pieces", std::move(pieces)}};
}

}  // namespace service
