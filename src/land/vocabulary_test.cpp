#include "land/vocabulary.hpp"

#include "base/files.hpp"
#include "base/process.hpp"
#include "base/shared_data.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>

#include <set>

namespace land {
namespace {

std::string identified(const char* list, std::string_view word) {
    return vocabulary().identify(list, word).value_or("(none)");
}

TEST(Vocabulary, SpellingsOfTheTrade) {
    EXPECT_EQ(identified("mode", "挂牌出让"), "listing");
    EXPECT_EQ(identified("mode", " 协 议　出让 "), "agreement");
    EXPECT_EQ(identified("mode", "作价出资（入股）"), "equity");
    EXPECT_EQ(identified("mode", "Listing"), "listing");
    EXPECT_EQ(identified("mode", "Granted by listing"), "listing");
    EXPECT_EQ(identified("mode", "招拍挂出让"), "(none)") << "three modes at once";
    EXPECT_EQ(identified("cause", "征地款未付"), "compensation_unpaid");
    EXPECT_EQ(identified("route", "应供则供"), "supply");
    EXPECT_EQ(identified("event", "开工"), "start");
    EXPECT_EQ(identified("withdrawal_kind", "失效"), "lapsed");
    EXPECT_EQ(identified("nothing", "失效"), "(none)");
}

TEST(Vocabulary, TitlesAndLists) {
    EXPECT_EQ(vocabulary().title("cause", "corner").zh, "边角地");
    EXPECT_EQ(vocabulary().title("cause", "no_such").zh, "no_such");
    EXPECT_EQ(vocabulary().identifiers("quota_kind").size(), 5U);
    EXPECT_EQ(vocabulary().spellings("mode", "tender").front(), "招标出让");
    EXPECT_TRUE(vocabulary().spellings("mode", "x").empty());
}

TEST(Vocabulary, DetectsInsideNames) {
    EXPECT_EQ(vocabulary().detect("quota_kind", "东阳市2007年建设用地折抵指标第二批次"), "offset");
    EXPECT_EQ(vocabulary().detect("approval_type", "隰县2014年度第三批次建设用地"), "batch");
    EXPECT_EQ(vocabulary().detect("approval_type", "2015年城乡建设用地增减挂钩项目建新区"), "linkage");
    EXPECT_FALSE(vocabulary().detect("approval_type", "霍永高速公路"));
}

TEST(Vocabulary, RefusesAnAmbiguousTable) {
    EXPECT_FALSE(Vocabulary::parse("mode\ta\t挂牌\t甲\tA\nmode\tb\t挂 牌\t乙\tB\n", "t").ok());
    EXPECT_FALSE(Vocabulary::parse("mode\ta\t挂牌\t甲\n", "t").ok());
    EXPECT_TRUE(Vocabulary::parse("mode\ta\t挂牌\t甲\tA\ncause\tb\t挂牌\t乙\tB\r\n", "t").ok());
}

std::string gunzipped(const std::string& path) {
    std::string out;
    const auto end = base::run_process({"gzip", "-dc", path}, {}, [&out](std::string_view piece) {
        out += piece;
        return true;
    });
    EXPECT_TRUE(end.ok() && end->exit_code == 0) << path;
    return out;
}

/// Different values of a column of a delimited text.
std::set<std::string> values_of(const std::string& text, char separator, std::string_view column) {
    std::set<std::string> out;
    std::optional<std::size_t> at;
    for (const std::string_view line : base::split(text, '\n')) {
        const auto cells = base::split(line, separator);
        if (!at) {
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (base::trim(cells[i]) == column) at = i;
            }
            if (!at) return out;
        } else if (cells.size() > *at && !base::trim(cells[*at]).empty()) {
            out.insert(std::string(cells[*at]));
        }
    }
    return out;
}

TEST(Vocabulary, KnowsEverySpellingOfTheRealLayers) {
    const std::string stock = base::testing::shared_file("dongyang_relocated/approved_not_supplied_2020.wkt.tsv.gz");
    const std::string idle = base::testing::shared_file("dongyang_relocated/idle.wkt.tsv.gz");
    PANHUO_NEED_SHARED(stock);
    const auto causes = values_of(gunzipped(stock), '\t', "PEWGYY");
    EXPECT_EQ(causes.size(), 31U);
    for (const std::string& cause : causes) EXPECT_TRUE(vocabulary().identify("cause", cause)) << cause;
    const std::string layer = gunzipped(idle);
    for (const std::string& cause : values_of(layer, '\t', "XZYY")) {
        EXPECT_TRUE(vocabulary().identify("idle_cause", cause)) << cause;
    }
    for (const std::string& mode : values_of(layer, '\t', "GYFS")) {
        EXPECT_TRUE(mode == "集体使用" || vocabulary().identify("mode", mode)) << mode;
    }
}

TEST(Vocabulary, KnowsEveryModeOfTheProvince) {
    const std::string path = base::testing::shared_file("landsupply/shanxi_14_2012_2016.csv");
    PANHUO_NEED_SHARED(path);
    std::size_t known = 0;
    for (const char* const word : {"挂牌出让", "划拨", "协议出让", "拍卖出让", "招标出让", "租赁"}) {
        EXPECT_TRUE(base::contains(base::read_file(path).value(), word)) << word;
        known += vocabulary().identify("mode", word) ? 1U : 0U;
    }
    EXPECT_EQ(known, 6U);
}

}  // namespace
}  // namespace land
