// The real files: what a county has on its first day, with every defect they came with.
#include "base/shared_data.hpp"
#include "intake/test_support.hpp"

#include <gtest/gtest.h>

#include <set>

namespace intake {
namespace {

using testing::CollectingSink;

class SharedFiles : public ::testing::Test {
  protected:
    void SetUp() override {
        testing::use_built_worker();
        PANHUO_NEED_SHARED(base::testing::shared_file("landsupply"));
    }
    FileResult read(const std::string& file, const ReadOptions& options) {
        auto result = read_file(base::testing::shared_file(file), options, sink_);
        EXPECT_TRUE(result.ok()) << result.error().text().en;
        return result.ok() ? *result : FileResult{};
    }
    ReadOptions division(const std::string& code) const {
        ReadOptions options;
        options.division = code;
        return options;
    }
    CollectingSink sink_;
};

TEST_F(SharedFiles, XixianHas66RowsOf57Supplies) {
    const FileResult result = read("landsupply/xixian_141031_2012_2016.csv", division("141031"));
    EXPECT_EQ(result.kind, "supply");
    EXPECT_EQ(result.rows, 66);
    EXPECT_EQ(result.rejected, 0);
    ASSERT_EQ(sink_.candidates.size(), 66U);
    std::map<std::string, std::string> supplies;
    base::Area total;
    int agreed_start = 0;
    for (const Candidate& each : sink_.candidates) {
        const auto& supply = std::get<land::Supply>(each.record);
        if (!supplies.emplace(land::key_of(each.record), land::payload_of(each.record)).second) {
            EXPECT_EQ(supplies[land::key_of(each.record)], land::payload_of(each.record));
            continue;
        }
        total += supply.area.value();
        agreed_start += supply.agreed_start ? 1 : 0;
        EXPECT_EQ(supply.division, "141031");
        EXPECT_FALSE(supply.mode.empty());
        EXPECT_TRUE(supply.existing_class.has_value());
    }
    EXPECT_EQ(supplies.size(), 57U);
    EXPECT_EQ(total.m2_text(), "5394336.05");
    EXPECT_EQ(agreed_start, 28);
    EXPECT_EQ(sink_.candidates[0].cells, "A2:V2");
    EXPECT_EQ(sink_.candidates[0].original[1].first, "电子监管号");
    EXPECT_EQ(sink_.candidates[0].original[1].second, "1410312012B00036-1");
    for (const Problem& each : sink_.problems) EXPECT_EQ(each.severity, Severity::Info) << each.code << each.message.en;
}

TEST_F(SharedFiles, EveryShanxiRowIsACandidateOrRefusedWithAReason) {
    const FileResult result = read("landsupply/shanxi_14_2012_2016.csv", division("140000"));
    EXPECT_EQ(result.rows, 12538);
    EXPECT_EQ(result.rejected, 0);
    EXPECT_EQ(sink_.candidates.size(), 12538U);
    std::set<std::string> keys;
    int started = 0;
    for (const Candidate& each : sink_.candidates) {
        keys.insert(land::key_of(each.record));
        const auto& supply = std::get<land::Supply>(each.record);
        if (!supply.actual_start) continue;
        ++started;
        EXPECT_EQ(supply.supervision_no, "1405212007B00017-1");
        EXPECT_EQ(supply.actual_start->iso(), "2008-07-01");
    }
    EXPECT_EQ(keys.size(), 11083U);
    EXPECT_EQ(started, 1);
    EXPECT_EQ(sink_.counts["AREA_MISSING"], 4);
    EXPECT_TRUE(keys.count("1404272013B00193") == 1 && keys.count("1404272013B00193-1") == 1);
}

TEST_F(SharedFiles, RowsOfOtherDivisionsAreRefusedInACountysStore) {
    const FileResult result = read("landsupply/shanxi_14_2012_2016.csv", division("141031"));
    EXPECT_EQ(result.rows, 12538);
    EXPECT_EQ(result.rows - result.rejected, 66);
    EXPECT_EQ(sink_.counts["OTHER_DIVISION"], 12538 - 66);
    EXPECT_EQ(sink_.rejected_rows.size(), 12472U);
}

TEST_F(SharedFiles, TheNationalMonthIsReadGzipped) {
    const FileResult result = read("landsupply/national_2014-06.csv.gz", division(""));
    EXPECT_EQ(result.rows, 15687);
    EXPECT_EQ(result.rejected, 0);
}

TEST_F(SharedFiles, OtherCollectionsAreUnderstood) {
    struct Case {
        const char* file;
        std::int64_t rows;
    };
    for (const Case& each :
         {Case{"modianor_2005-01_06.csv", 16193}, Case{"yuhangtsim_2007-01_02.csv", 225}, Case{"zkeal_2016.csv", 323},
          Case{"zkeal_2017.csv", 3677}, Case{"liptao_beijing_2019H1.csv", 189}, Case{"crawler_2019-06.csv", 30}}) {
        CollectingSink sink;
        const auto result = read_file(base::testing::shared_file("landsupply/other/") + each.file, division(""), sink);
        ASSERT_TRUE(result.ok()) << each.file << result.error().text().en;
        EXPECT_EQ(result->kind, "supply") << each.file;
        EXPECT_EQ(result->rows, each.rows) << each.file;
        EXPECT_EQ(result->rows, static_cast<std::int64_t>(sink.candidates.size()) + result->rejected) << each.file;
        for (const char* const code : {"AREA_UNREADABLE", "DATE_UNREADABLE", "PRICE_UNREADABLE"}) {
            EXPECT_EQ(sink.counts[code], 0) << each.file << code;
        }
    }
}

TEST_F(SharedFiles, ALayerOfRemnantsIsAStocklist) {
    const FileResult result = read("dongyang_relocated/approved_not_supplied_2020.wkt.tsv.gz", division("330783"));
    EXPECT_EQ(result.kind, "stocklist");
    EXPECT_EQ(result.rows, 1071);
    EXPECT_EQ(result.rejected, 0);
    base::Area declared;
    std::set<std::string> keys;
    for (const Candidate& each : sink_.candidates) {
        const auto& remnant = std::get<land::Stocklist>(each.record);
        keys.insert(land::key_of(each.record));
        ASSERT_TRUE(remnant.area && remnant.measured) << each.row;
        declared += *remnant.area;
        EXPECT_LE(std::abs(remnant.area->m2() - remnant.measured->m2()), 0.5) << each.row;
        EXPECT_EQ(remnant.division, "330783");
    }
    EXPECT_EQ(declared.text(base::AreaUnit::Hectare, 4), "674.2397");
    EXPECT_EQ(keys.size(), 1071U);
    EXPECT_EQ(sink_.counts["NUMBER_REPEATED"], 2);
    EXPECT_EQ(sink_.counts["AREA_MISMATCH"], 0);
    EXPECT_EQ(sink_.counts["CRS_DETECTED"], 1);
}

TEST_F(SharedFiles, IdleAndSuppliedNotUsedLayersAreToldApart) {
    const FileResult idle = read("dongyang_relocated/idle.wkt.tsv.gz", division("330783"));
    EXPECT_EQ(idle.kind, "idle");
    EXPECT_EQ(idle.rows, 284);
    EXPECT_EQ(idle.rejected, 0);
    const auto& first = sink_.record<land::Idle>(0);
    EXPECT_EQ(first.signed_on->iso(), "2019-06-26");
    EXPECT_FALSE(first.agreed_delivery.has_value());

    CollectingSink other;
    const auto unused = read_file(base::testing::shared_file("dongyang_relocated/supplied_not_used.wkt.tsv.gz"),
                                  division("330783"), other);
    ASSERT_TRUE(unused.ok());
    EXPECT_EQ(unused->kind, "supply");
    EXPECT_EQ(unused->rows, 121);
    EXPECT_EQ(unused->rejected, 0);
}

TEST_F(SharedFiles, ALayerOfTownshipsIsNoRecord) {
    CollectingSink sink;
    const auto result =
        read_file(base::testing::shared_file("dongyang_relocated/townships.wkt.tsv.gz"), division("330783"), sink);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, base::Code::KindUndetected);
}

}  // namespace
}  // namespace intake
