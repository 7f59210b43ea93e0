// Fuzz target: any bytes as two layers of polygons that share corners and edges more often than chance would have it.
// Beyond not crashing: the account's identities hold in integers, every piece is valid, another order of the polygons
// gives the same figures, and the areas are those of GEOS within what snapping moves.
//
// A ring: a byte that says whose it is (1 supplied, else approved; 2 a hole of the polygon before) and how many corners
// it has; of each corner a byte east, a byte north (metres), and one whose halves are hundredths of a millimetre.
#include "geo/account.hpp"
#include "geo/geos.hpp"
#include "geo/mend.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace {

using namespace geo;
using Layer = std::vector<MultiPolygon>;

constexpr std::size_t kMostBytes = 600;
constexpr std::int64_t kStepsPerMetre = 100'000;

struct Layers {
    Layer approved, supplied;
};

Layers layers_of(const std::uint8_t* data, std::size_t size) {
    std::vector<LooseWkt> raw[2];
    for (std::size_t at = 0; at < size;) {
        const std::uint8_t head = data[at++];
        Ring ring;
        for (std::size_t n = 3 + (head >> 2U) % 14U; n > 0 && at + 3 <= size; --n, at += 3)
            ring.push_back({data[at] * kStepsPerMetre + (data[at + 2] >> 4U),
                            data[at + 1] * kStepsPerMetre + (data[at + 2] & 15U)});
        std::vector<LooseWkt>& layer = raw[head & 1U];
        if ((head & 2U) != 0 && !layer.empty()) {
            layer.back().polygons.back().holes.push_back(ring);
        } else {
            layer.push_back({});
            layer.back().polygons.push_back({ring, {}});
        }
    }
    Layers out;
    for (const std::size_t i : {0U, 1U}) {
        for (LooseWkt& each : raw[i]) {
            for (Polygon& polygon : each.polygons) {
                tidy(polygon.shell);
                for (Ring& hole : polygon.holes) tidy(hole);
            }
            MultiPolygon mended = mend(each, kHundredthMillimetre).polygons;
            if (mended.empty()) continue;
            PANHUO_ASSERT(check_validity(mended).valid(), "mended, and not valid");
            (i == 0 ? out.approved : out.supplied).push_back(std::move(mended));
        }
    }
    return out;
}

void check_identities(const Account& got) {
    const Totals& t = got.totals;
    PANHUO_ASSERT(t.approved == t.covered + t.residual + t.approved_overlap, "approved does not add up");
    PANHUO_ASSERT(t.supplied == t.covered + t.outside + t.supplied_overlap, "supplied does not add up");
    for (const base::Area area : {t.covered, t.residual, t.approved_overlap, t.outside, t.supplied_overlap})
        PANHUO_ASSERT(area.units() >= 0, "an area below nothing");
    base::Area approved, supplied, booked;
    for (const PlotAccount& plot : got.plots) {
        PANHUO_ASSERT(plot.approved == plot.covered + plot.residual, "a plot does not add up");
        approved += plot.approved;
    }
    for (const SupplyAccount& supply : got.supplies) {
        PANHUO_ASSERT(supply.supplied == supply.covered + supply.outside, "a supply does not add up");
        supplied += supply.supplied;
    }
    for (const Piece& piece : got.pieces) {
        booked += piece.booked;
        PANHUO_ASSERT(check_validity({piece.polygon}).valid(), "a piece that is not valid");
        PANHUO_ASSERT(std::abs((piece.booked - piece.measured).units()) <= 1, "a piece booked for another area");
    }
    PANHUO_ASSERT(approved == t.approved && supplied == t.supplied && booked == t.residual,
                  "parts that are not the whole");
}

double boundary_steps(const Layer& layer) {
    double sum = 0;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            sum += std::hypot(static_cast<double>(ring[i].x - ring[j].x), static_cast<double>(ring[i].y - ring[j].y));
    };
    for (const MultiPolygon& polygons : layer) {
        for (const Polygon& polygon : polygons) {
            add(polygon.shell);
            for (const Ring& hole : polygon.holes) add(hole);
        }
    }
    return sum;
}

/// The second method: GEOS, in doubles, polygon by polygon.
class Second {
  public:
    Second() : context_(GEOS_init_r()) {}

    geos::Geometry joined(const Layer& layer) const {
        GEOSGeometry* const empty = GEOSGeom_createEmptyCollection_r(context_.get(), GEOS_MULTIPOLYGON);
        geos::Geometry sum = geos::own(context_.get(), empty);
        for (const MultiPolygon& polygons : layer) {
            const geos::Geometry next = geos::make_geometry(context_.get(), polygons, {});
            sum = geos::own(context_.get(), GEOSUnion_r(context_.get(), sum.get(), next.get()));
        }
        return sum;
    }
    /// Negative where GEOS gives up.
    double steps(GEOSGeometry* made) const {
        const geos::Geometry shape = geos::own(context_.get(), made);
        double area = -1;
        return shape && GEOSArea_r(context_.get(), shape.get(), &area) == 1 ? area : -1;
    }
    void check(const Layers& layers, const Totals& totals) const {
        const geos::Geometry a = joined(layers.approved), s = joined(layers.supplied);
        if (!a || !s) return;
        constexpr double kSquare = 1.0 / (static_cast<double>(kStepsPerMetre) * static_cast<double>(kStepsPerMetre));
        // A boundary moves by 0.71 steps at most; what GEOS rounds is far below.
        const double tolerance =
            0.71 * (boundary_steps(layers.approved) + boundary_steps(layers.supplied)) * kSquare + 1e-3;
        const auto agrees = [&](base::Area ours, double theirs) {
            return theirs < 0 || std::abs(ours.m2() - theirs * kSquare) <= tolerance;
        };
        GEOSContextHandle_t const c = context_.get();
        PANHUO_ASSERT(agrees(totals.covered, steps(GEOSIntersection_r(c, a.get(), s.get()))), "covered is not GEOS's");
        PANHUO_ASSERT(agrees(totals.residual, steps(GEOSDifference_r(c, a.get(), s.get()))), "residual is not GEOS's");
        PANHUO_ASSERT(agrees(totals.outside, steps(GEOSDifference_r(c, s.get(), a.get()))), "outside is not GEOS's");
    }

  private:
    geos::Context context_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Second second;
    if (size > kMostBytes) return 0;
    Layers layers = layers_of(data, size);
    const auto got = make_account(layers.approved, layers.supplied, {kHundredthMillimetre, 1});
    PANHUO_ASSERT(got.ok(), "layers of 256 m that are too large");
    check_identities(*got);
    second.check(layers, got->totals);
    std::reverse(layers.approved.begin(), layers.approved.end());
    std::reverse(layers.supplied.begin(), layers.supplied.end());
    const auto turned = make_account(layers.approved, layers.supplied, {kHundredthMillimetre, 1});
    PANHUO_ASSERT(turned.ok() && turned->totals.residual == got->totals.residual &&
                      turned->totals.covered == got->totals.covered && turned->pieces.size() == got->pieces.size(),
                  "the order of polygons matters");
    return 0;
}
