#include "service/draws.hpp"

#include "base/text.hpp"
#include "geo/share_out.hpp"
#include "service/remnant_rules.hpp"
#include "service/versions.hpp"

#include <algorithm>

namespace service {
namespace {

std::string hectares(base::Area area) { return area.text(base::AreaUnit::Hectare, 4); }

base::Text why(const Overlay& overlay, bool whole) {
    const std::string area = hectares(overlay.area), shape = hectares(overlay.shape);
    base::Text out{"图形重叠 " + area + " 公顷（宗地图形 " + shape + " 公顷）",
                   "shapes share " + area + " ha (of the supply's " + shape + " ha)"};
    if (whole) return out;
    out.zh += "；合同面积与图形不符，或者宗地超出批准地块，按图形面积";
    out.en += "; contract and shape differ, or it reaches beyond approved land: as measured";
    return out;
}

/// Whether somebody stated a draw of this supply.
base::Result<bool> is_linked(NearGround& near, const std::string& supply) {
    const std::string node = "supply:" + std::string(land::base_number(supply));
    PANHUO_TRY(const std::vector<store::RecordId> records, near.snapshot().records_of_node(node));
    for (const store::RecordId& id : records) {
        if (id.kind != land::kind_name(land::Kind::Link) || !base::starts_with(id.key, supply + ">")) continue;
        PANHUO_TRY(const auto versions,
                   versions_in_force(near.snapshot(), land::Kind::Link, id.key, near.moment().known_at));
        if (!versions.empty()) return true;
    }
    return false;
}

Wanted wanted_link(const SuggestedDraw& draw) {
    land::Link link;
    link.supply = draw.supply;
    link.plot = draw.plot;
    link.area = draw.area;
    link.note = draw.why.zh;
    link.extra = {{"certainty", std::string(law::certainty_code(law::Certainty::Inferred))},
                  {"measured_m2", draw.measured.m2_text()},
                  {"shape_m2", draw.shape.m2_text()}};
    return {link, draw.why.zh};
}

}  // namespace

std::vector<SuggestedDraw> draws_of(std::span<const Overlay> overlays, base::Area wanted,
                                    const geo::RemnantRules& rules) {
    std::vector<SuggestedDraw> out;
    base::Area covered;
    std::vector<base::Int128> parts;
    for (const Overlay& each : overlays) {
        covered += each.area;
        parts.push_back(base::Int128{each.area.units()} * wanted.units());
    }
    if (!covered.is_positive()) return out;
    const base::Area shape = overlays.front().shape;
    const bool inside = overlays.front().all_on_plots || agree(shape, covered, rules);
    const bool whole = inside && agree(wanted, shape, rules);
    std::vector<std::int64_t> shares;
    if (whole) shares = geo::share_out(parts, covered.units(), wanted.units());
    base::Area left = wanted;
    for (std::size_t i = 0; i < overlays.size(); ++i) {
        const Overlay& each = overlays[i];
        const base::Area area = whole ? base::Area::from_units(shares[i]) : base::min(each.area, left);
        if (!area.is_positive()) continue;
        left -= area;
        out.push_back({each.supply, each.plot, area, each.area, each.shape, why(each, whole)});
    }
    return out;
}

base::Result<ProposedDraws> propose_draws(Command& command, const TouchedGround& touched, base::Date day) {
    ProposedDraws out;
    if (touched.empty()) return out;
    PANHUO_DO(command.fold());
    Moment moment;
    moment.as_of = day;
    moment.known_at = command.recorded_at();
    NearGround near(command.transaction(), moment);
    std::set<std::string> keys = touched.supplies;
    PANHUO_TRY(const auto drawn_plots, near.plots(touched.plots));
    for (const auto& [key, plot] : drawn_plots) {
        PANHUO_TRY(const std::set<std::string> found, near.touching(plot.record.geometry, land::Kind::Supply));
        keys.insert(found.begin(), found.end());
    }
    PANHUO_TRY(const auto supplies, near.supplies(keys));
    std::map<std::string, base::Area> open;
    std::vector<const Held<land::Supply>*> shapes;
    std::set<std::string> plots_near;
    for (const auto& [key, supply] : supplies) {
        PANHUO_TRY(const bool linked, is_linked(near, key));
        PANHUO_TRY(const base::Area unlinked, near.unlinked(key));
        if (linked || !unlinked.is_positive()) continue;
        PANHUO_TRY(const std::set<std::string> found, near.touching(supply.record.geometry, land::Kind::Plot));
        plots_near.insert(found.begin(), found.end());
        open[key] = unlinked;
        shapes.push_back(&supply);
    }
    PANHUO_TRY(const Plots plots, near.plots(plots_near));
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    PANHUO_TRY(const std::vector<Overlay> overlays, supplies_on_plots(plots, shapes));
    std::vector<Wanted> wanted;
    for (auto at = overlays.begin(); at != overlays.end();) {
        const auto end =
            std::find_if(at, overlays.end(), [&](const Overlay& each) { return each.supply != at->supply; });
        for (const SuggestedDraw& draw : draws_of({at, end}, open.at(at->supply), rules))
            wanted.push_back(wanted_link(draw));
        at = end;
    }
    out.supplies_looked_at = supplies.size();
    keys.insert(touched.linked.begin(), touched.linked.end());
    const auto concerned = [&](const land::Record& record) {
        return keys.count(std::get<land::Link>(record).supply) > 0;
    };
    PANHUO_TRY(out.count, propose(command, land::Kind::Link, wanted, concerned,
                                  "图形或者账面已经变化，建议不再成立 / no longer what ground and book say"));
    return out;
}

}  // namespace service
