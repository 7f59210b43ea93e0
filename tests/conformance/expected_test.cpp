// Real layers against areas that GEOS found (floating precision, invalid inputs repaired first): approved minus
// supplied, per polygon.
#include "base/shared_data.hpp"
#include "geo/account.hpp"
#include "geo/mend.hpp"
#include "geo/wkt.hpp"
#include "shapes.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <thread>

namespace conformance {
namespace {

std::string gunzip(const std::string& path) {
    std::string out;
    gzFile file = gzopen(path.c_str(), "rb");
    std::array<char, 65'536> buffer;
    for (int got = 0; file != nullptr && (got = gzread(file, buffer.data(), buffer.size())) > 0;)
        out.append(buffer.data(), static_cast<std::size_t>(got));
    if (file != nullptr) gzclose(file);
    return out;
}

/// The first column of a tab-separated file, mended.
std::vector<geo::MultiPolygon> read_layer(const std::string& name, const geo::Resolution& grid) {
    std::istringstream lines(gunzip(base::testing::shared_file(name)));
    std::vector<geo::MultiPolygon> out;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::string wkt = line.substr(0, line.find('\t'));
        std::erase(wkt, '"');
        const auto read = geo::read_wkt_loosely(wkt, grid);
        EXPECT_TRUE(read.ok()) << wkt.substr(0, 80);
        out.push_back(geo::mend(*read, grid).polygons);
    }
    return out;
}

struct Row {
    double area = 0, remainder = 0;
};

std::vector<Row> read_expected(const std::string& name) {
    std::istringstream lines(slurp(base::testing::shared_file(name)));
    std::vector<Row> out;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::vector<std::string> cells;
        std::istringstream text(line);
        for (std::string cell; std::getline(text, cell, ',');) cells.push_back(cell);
        // Ids may hold commas: count from the end.
        out.push_back({std::stod(cells.at(cells.size() - 6)), std::stod(cells.at(cells.size() - 2))});
    }
    return out;
}

void compare(const std::string& folder, const std::string& outer, const std::string& inner, const std::string& expected,
             const geo::Resolution& grid) {
    const auto approved = read_layer(folder + "/" + outer, grid);
    const auto supplied = read_layer(folder + "/" + inner, grid);
    const auto rows = read_expected(folder + "/" + expected);
    ASSERT_FALSE(rows.empty()) << expected;
    ASSERT_FALSE(supplied.empty()) << inner;
    ASSERT_EQ(rows.size(), approved.size());
    const auto account = geo::make_account(approved, supplied, {grid, std::thread::hardware_concurrency()});
    ASSERT_TRUE(account.ok());
    const geo::Totals& totals = account->totals;
    EXPECT_EQ(totals.approved, totals.covered + totals.residual + totals.approved_overlap);
    EXPECT_EQ(totals.supplied, totals.covered + totals.outside + totals.supplied_overlap);
    double largest = 0;
    std::vector<double> measured(rows.size());
    for (const geo::Piece& piece : account->pieces) {
        for (const std::uint32_t plot : piece.plots) measured[plot] += piece.measured.m2();
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double got = account->plots[i].residual.m2();
        EXPECT_NEAR(got, rows[i].remainder, std::max(0.01, 1e-6 * rows[i].area)) << "row " << i;
        EXPECT_NEAR(measured[i], got, 0.01) << "row " << i;
        largest = std::max(largest, std::abs(got - rows[i].remainder));
    }
    std::printf("%s: %zu polygons, largest difference %.6f m2, residual %.4f m2 in %zu pieces\n", expected.c_str(),
                rows.size(), largest, totals.residual.m2(), account->pieces.size());
}

constexpr geo::Resolution kMicrometre{1, -6};

TEST(Expected, CambridgeZoningMinusParcels) {
    PANHUO_NEED_SHARED(base::testing::shared_file("parcels_cambridge"));
    compare("parcels_cambridge", "CDD_ZoningDistricts.wkt.tsv.gz", "parcels_fy2013.wkt.tsv.gz",
            "expected_zoning_minus_parcels_fy2013.csv", kMicrometre);
}

TEST(Expected, CambridgeBlockGroupsMinusBlocks) {
    PANHUO_NEED_SHARED(base::testing::shared_file("parcels_cambridge"));
    compare("parcels_cambridge", "DEMOGRAPHICS_BlockGroups2020.wkt.tsv.gz", "DEMOGRAPHICS_Blocks2020.wkt.tsv.gz",
            "expected_blockgroups_minus_blocks2020.csv", kMicrometre);
}

TEST(Expected, DongyangLayers) {
    PANHUO_NEED_SHARED(base::testing::shared_file("dongyang_relocated"));
    const geo::Resolution grid = geo::kHundredthMillimetre;
    const std::string approved = "approved_not_supplied_2020.wkt.tsv.gz";
    compare("dongyang_relocated", approved, "idle.wkt.tsv.gz", "expected_approved_not_supplied_2020_minus_idle.csv",
            grid);
    compare("dongyang_relocated", approved, "supplied_not_used.wkt.tsv.gz",
            "expected_approved_not_supplied_2020_minus_supplied_not_used.csv", grid);
    compare("dongyang_relocated", "townships.wkt.tsv.gz", approved,
            "expected_townships_minus_approved_not_supplied_2020.csv", grid);
}

}  // namespace
}  // namespace conformance
