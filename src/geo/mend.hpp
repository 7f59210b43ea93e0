// Invalid polygons made valid by named steps, or refused with a reason: one bad plot stops no run.
//
// What is valid already passes through unchanged. Else every ring is read by the even-odd rule (a point is inside if a
// ray from it crosses the ring an odd number of times), holes are taken from their shells, and parts are joined; so the
// direction of rings never matters, a bow tie keeps both wings, a hole outside its shell takes nothing away, and a part
// drawn twice counts once. The outcome lies on the same grid and is valid in the sense of OGC Simple Features. What the
// steps moved is reported as area, so that nobody takes a mended plot for a surveyed one.
#pragma once

#include "base/error.hpp"
#include "geo/polygon.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class MendCode {
#define X(id, name, zh, en) id,
#include "geo/mend_codes.def"
#undef X
};

struct Mend {
    MendCode code = MendCode::Rebuilt;
    std::vector<std::string> args =
        {};  ///< how many, or where (grid steps turned to metres by the caller's resolution)

    std::string_view name() const;  ///< stable: what scripts count
    base::Text text() const;
};

struct Mended {
    MultiPolygon polygons;        ///< empty: refused, the last step says why
    std::vector<Mend> steps;      ///< in the order they were taken; none for a valid polygon
    base::Int128 twice_lost = 0;  ///< twice the written area (shells minus holes) minus twice the area now; fits_area()
    bool refused() const { return polygons.empty(); }
};

struct LooseWkt;
struct Resolution;

/// `read` says what reading passed over (closed rings, repeated points): those are steps, too.
Mended mend(LooseWkt read, const Resolution& resolution);

}  // namespace geo
