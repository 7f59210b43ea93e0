// Rows held small show what the parcels they were made from show.
#include "http/parcel_rows.hpp"

#include "base/json.hpp"
#include "http/parcel_list.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

service::Parcel plot(const std::string& number) {
    service::Parcel parcel;
    parcel.id = "晋政地字〔2015〕1号#" + number;
    parcel.kind = "plot";
    parcel.origin = "plot:" + parcel.id;
    parcel.division = "141031";
    parcel.township = "城南乡";
    parcel.approval = "晋政地字〔2015〕1号";
    parcel.name = "地块 \"" + number + "\"\n";
    parcel.area = base::Area::from_m2(1000);
    parcel.unsupplied = base::Area::from_measured_m2(333.3333);
    parcel.status = "unsupplied.ready";
    parcel.judgement = law::Judgement::GateOpen;
    parcel.certainty = law::Certainty::Stated;
    parcel.cause = "other";
    parcel.next_step = base::Text{"补齐 \\ 手续", "complete the papers"};
    parcel.due = base::parse_iso_date("2024-06-30");
    parcel.missing = {"plot.stage", "a\"b"};
    law::Finding finding;
    finding.severity = law::Severity::Warning;
    parcel.findings = {finding, finding};
    finding.severity = law::Severity::Error;
    parcel.findings.push_back(finding);
    return parcel;
}

service::Parcel supply(const std::string& number) {
    service::Parcel parcel;
    parcel.id = number;
    parcel.kind = "supply";
    parcel.name = "某项目";
    parcel.status = "supplied.unreported";
    parcel.judgement = law::Judgement::StartUnknown;
    parcel.idle_from = base::parse_iso_date("1969-12-31");
    parcel.planned = base::parse_iso_date("1970-01-01");
    return parcel;
}

ParcelRows rows_of(const std::vector<service::Parcel>& parcels) {
    ParcelRows rows;
    for (const service::Parcel& parcel : parcels) rows.add(parcel);
    rows.finish();
    return rows;
}

TEST(Rows, AreWrittenAsTheParcelIs) {
    const std::vector<service::Parcel> parcels{plot("1"), supply("1410312015A00001"), plot("2"), {}};
    const ParcelRows rows = rows_of(parcels);
    ASSERT_EQ(rows.size(), parcels.size());
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        base::Json wanted = service::parcel_json(parcels[row]);
        wanted["findings"] = base::Json::object();
        for (const law::Finding& finding : parcels[row].findings) {
            base::Json& count = wanted["findings"][std::string(law::severity_code(finding.severity))];
            count = count.is_null() ? 1 : count.get<int>() + 1;
        }
        std::string written;
        rows.write(row, written);
        const auto read = base::parse_json(written, "row");
        ASSERT_TRUE(read.ok()) << written;
        // Compared as values: numbers of m² are written shorter than a double is.
        EXPECT_EQ(nlohmann::json::parse(read->dump()), nlohmann::json::parse(wanted.dump())) << written;
    }
}

TEST(Rows, AreFoundByIdAndByOrigin) {
    const ParcelRows rows = rows_of({plot("1"), supply("1410312015A00001"), plot("2")});
    using Found = std::vector<std::uint32_t>;
    EXPECT_EQ(rows.called("1410312015A00001"), Found{1});
    EXPECT_EQ(rows.called("晋政地字〔2015〕1号#2"), Found{2});
    EXPECT_EQ(rows.called("plot:晋政地字〔2015〕1号#1"), Found{0});
    EXPECT_EQ(rows.called("plot:"), Found{});
    EXPECT_EQ(rows.called(""), Found{});
}

TEST(Rows, AreChosenAndOrdered) {
    service::Parcel large = plot("3");
    large.area = base::Area::from_m2(5000);
    large.status = "unsupplied.expropriated";
    large.cause = "";
    large.due.reset();
    const ParcelRows rows = rows_of({plot("1"), supply("1410312015A00001"), large});
    const auto choose = [&](std::map<std::string, std::string, std::less<>> query) {
        Request request;
        request.query = std::move(query);
        const auto filter = ParcelFilter::read(request);
        EXPECT_TRUE(filter.ok());
        return filter->select(rows);
    };
    using Found = std::vector<std::uint32_t>;
    EXPECT_EQ(choose({}), (Found{0, 1, 2}));
    EXPECT_EQ(choose({{"status", "unsupplied"}}), (Found{0, 2}));
    EXPECT_EQ(choose({{"status", "unsupplied.ready"}}), Found{0});
    EXPECT_EQ(choose({{"status", "unsupplied.rea"}}), Found{});
    EXPECT_EQ(choose({{"cause", "-"}}), (Found{1, 2}));
    EXPECT_EQ(choose({{"kind", "piece"}}), (Found{0, 2}));
    EXPECT_EQ(choose({{"severity", "error"}}), (Found{0, 2}));
    EXPECT_EQ(choose({{"severity", "info"}}), Found{});
    EXPECT_EQ(choose({{"severity", "grave"}}), Found{});
    EXPECT_EQ(choose({{"q", "2015A"}}), Found{1});
    EXPECT_EQ(choose({{"q", "〔2015〕"}}), (Found{0, 2}));
    EXPECT_EQ(choose({{"sort", "-area"}}), (Found{2, 0, 1}));
    EXPECT_EQ(choose({{"sort", "area"}}), (Found{1, 0, 2}));
    EXPECT_EQ(choose({{"sort", "status"}}), (Found{1, 2, 0}));
    EXPECT_EQ(choose({{"sort", "id"}}), (Found{1, 0, 2}));
    EXPECT_EQ(choose({{"sort", "due"}}), (Found{1, 2, 0}));
    EXPECT_EQ(choose({{"sort", "-planned"}}), (Found{1, 0, 2}));
    Request unknown;
    unknown.query["sort"] = "division";
    EXPECT_FALSE(ParcelFilter::read(unknown).ok());
    EXPECT_EQ(sums_of(rows, {0, 1, 2}).area.m2(), 6000);
}

}  // namespace
}  // namespace http
