// Fuzz target: any bytes as a boundary file. Beyond not crashing, what comes out must hold together: every plot is
// either taken or refused, its geometry reads back to the measured area, and no two plots share a key.
#include "base/text.hpp"
#include "geo/wkt.hpp"
#include "intake/boundary_text.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace {

struct Checking final : intake::Sink {
    std::set<std::string> keys;
    std::int64_t taken = 0;
    std::int64_t refused = 0;

    base::Status candidate(intake::Candidate&& candidate) override {
        ++taken;
        PANHUO_ASSERT(keys.insert(land::key_of(candidate.record)).second, "two plots of one file share a key");
        const auto& plot = std::get<land::Plot>(candidate.record);
        const auto polygons = geo::read_wkt(plot.geometry.wkt);
        PANHUO_ASSERT(polygons.ok(), "geometry does not read back");
        PANHUO_ASSERT(geo::area_of(*polygons) == plot.measured, "geometry and measured area differ");
        PANHUO_ASSERT(geo::write_wkt(*polygons) == plot.geometry.wkt, "geometry is not in its one form");
        return base::Done{};
    }
    void problem(intake::Problem&& problem) override {
        PANHUO_ASSERT(!problem.message.zh.empty() && !problem.message.en.empty(), "a problem without words");
    }
    void rejected(std::string_view, std::int64_t, const std::vector<std::string>& headings,
                  const std::vector<std::string>& cells) override {
        ++refused;
        PANHUO_ASSERT(headings.size() == cells.size(), "refused cells without headings");
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    intake::ReadOptions options;
    if (data[0] % 2 == 1) options.approval = "晋政地字〔2015〕7号";
    if (data[0] % 4 >= 2) options.crs = "EPSG:4525";
    const auto decoded = base::decode_text({reinterpret_cast<const char*>(data) + 1, size - 1});
    if (!decoded) return 0;
    Checking sink;
    const auto result = intake::read_boundary_text(decoded->text, "fuzz.txt", std::string(64, 'a'), options, sink);
    if (result.ok()) PANHUO_ASSERT(result->rows == sink.taken + sink.refused, "a plot was lost");
    (void)intake::looks_like_boundary_text(decoded->text);
    return 0;
}
