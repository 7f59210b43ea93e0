// What a book says of counting, in the figures of a store: late records, fees.
#include "service/counting_testing.hpp"
#include "service/parcels.hpp"

#include <algorithm>
#include <map>

namespace service {
namespace {

using testing::campaign_with;
using testing::day;
using testing::m2;
using testing::supply;

class CountingRules : public testing::CountedBook {
  protected:
    using Findings = std::map<std::string, std::vector<std::string>>;
    /// Findings of the two rules on the order of recording, by supply: of the list, which must be those of each alone,
    /// asked before the book was walked over and after.
    Findings order_findings(const Book& book) {
        const Order before = order_of_each_alone(book);
        Order listed;
        std::vector<std::string> ids;
        EXPECT_TRUE(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
                        listed.add(parcel);
                        if (parcel.kind == "supply") ids.push_back(parcel.id);
                        return base::Done{};
                    }).ok());
        EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end())) << "still in key order";
        EXPECT_EQ(listed.findings, before.findings);
        EXPECT_TRUE(listed == before) << "the reasons too";
        EXPECT_TRUE(listed == order_of_each_alone(book)) << "asked of what the walk kept";
        return listed.findings;
    }

    struct Order {
        Findings findings;
        std::map<std::string, std::vector<law::Reason>> reasons;
        bool operator==(const Order&) const = default;

        void add(const Parcel& parcel) {
            for (const law::Finding& each : parcel.findings) {
                if (each.rule != "LATE_RECORD" && each.rule != "SIGNED_AFTER_NUMBER") continue;
                findings[parcel.id].push_back(each.rule + " " + each.text.en);
                std::vector<law::Reason>& all = reasons[parcel.id];
                all.insert(all.end(), each.reasons.begin(), each.reasons.end());
            }
        }
    };
    Order order_of_each_alone(const Book& book) {
        Order alone;
        EXPECT_TRUE(book.each_supply([&](Held<land::Supply>&& supply) -> base::Status {
                            return parcels_of(*snapshot_, book, "supply:" + supply.key,
                                              [&](const Parcel& parcel) -> base::Status {
                                                  alone.add(parcel);
                                                  return base::Done{};
                                              });
                        })
                        .ok());
        return alone;
    }
};

TEST_F(CountingRules, LateRecordsShowInTheListInTheCountsAndAlone) {
    land::Supply unnumbered = supply("", "2022-01-01");
    unnumbered.project = "无号";
    say({supply("1410312022A00100", "2022-06-01"), supply("1410312022B00110", "2022-03-01"),
         supply("1410312022B0012", "2022-01-01"),  // no electronic number, though it sorts between them
         supply("1410312022B00120", "2022-05-31"), supply("1410312022C00050", "2023-02-01"),
         supply("1410322022B00130", "2022-01-01"), supply("1410312022B00300", "2024-09-01"), unnumbered});
    const law::RulebookSet rules = campaign_with("");
    const auto found = order_findings(book(rules, "2024-06-30"));
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found.at("1410312022B00110"),
              (std::vector<std::string>{
                  "LATE_RECORD Probably recorded late: signed on 2022-03-01, but numbered after 1410312022A00100 of "
                  "2022-06-01, 92 day(s) later; it was recorded no earlier than that, or one of the two dates is "
                  "wrong."}));
    EXPECT_EQ(found.at("1410312022C00050").size(), 1U) << "a contract of 2023 under a number of 2022";
    EXPECT_NE(found.at("1410312022A00100")[0].find("1410312022C00050"), std::string::npos);
    EXPECT_NE(found.at("1410312022A00100")[0].find("in doubt"), std::string::npos);
    EXPECT_EQ(found.count("1410312022B00120"), 1U) << "a day before A00100, but long before C00050";

    const std::int64_t with = county(book(rules, "2024-06-30")).findings.at("info");
    law::RulebookSet silent = rules;
    for (law::Rulebook& each : silent.books)
        std::erase_if(each.parameters, [](const law::Parameter& p) { return p.id == "record.late_days"; });
    EXPECT_TRUE(order_findings(book(silent, "2024-06-30")).empty()) << "a book without the setting says nothing";
    EXPECT_EQ(with - county(book(silent, "2024-06-30")).findings["info"], 4);
}

TEST_F(CountingRules, AFeeIsDisposalWhereTheBookSaysSo) {
    std::vector<land::Record> records{supply("1410312015B00010", "2015-01-01", "2015-01-02", 5000)};
    land::Idle idle;
    idle.number = "I1";
    idle.supply = "1410312015B00010";
    idle.division = "141031";
    idle.recognised_on = day("2019-01-01");
    land::Decision fee;
    fee.number = "隰自然资费〔2024〕9001号";
    fee.type = "fee";
    fee.supply = idle.supply;
    fee.on = day("2024-04-02");
    fee.counted_on = day("2024-04-20");
    records.push_back(idle);
    records.push_back(fee);
    say(records);
    const law::RulebookSet no = campaign_with("");
    EXPECT_EQ(county(book(no, "2024-06-30")).idle.done, base::Area());
    EXPECT_EQ(county(book(no, "2024-06-30")).idle.balance, m2(5000));
    const law::RulebookSet yes = campaign_with("fee_is_disposal = false", "fee_is_disposal = true");
    EXPECT_EQ(county(book(yes, "2024-04-10")).idle.done, base::Area()) << "the system does not show it yet";
    const DivisionLine line = county(book(yes, "2024-06-30"));
    EXPECT_EQ(line.idle.done, m2(5000));
    EXPECT_EQ(line.idle.done_by.at("other"), m2(5000));
    EXPECT_EQ(line.idle.balance, base::Area());
    EXPECT_EQ(line.by_status.at("supplied.idle").area, m2(5000)) << "the account itself does not move";
    const SupplyTraits traits = *SupplyTraits::load(*book_);
    const auto items = stock_items(*book_, traits, line, {"idle", "done"});
    ASSERT_TRUE(items.ok());
    ASSERT_EQ(items->size(), 1U);
    EXPECT_EQ(items->at(0).posting.record, "decision:" + land::key_of(fee)) << "the figure opens to the fee's paper";
}

}  // namespace
}  // namespace service
