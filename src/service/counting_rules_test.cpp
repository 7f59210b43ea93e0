// What a book says of counting, in the figures of a store: late records, cut-offs, the grace of the year end, fees.
#include "law/rulebook.hpp"
#include "service/closing.hpp"
#include "service/parcels.hpp"
#include "service/people_testing.hpp"
#include "service/rules.hpp"
#include "service/stock_lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace service {
namespace {

base::Date day(const char* iso) { return *base::parse_iso_date(iso); }
base::Area m2(std::int64_t value) { return base::Area::from_m2(value); }

/// The shipped campaign with `tables` before its scopes, or with one setting for another.
law::RulebookSet campaign_with(const std::string& from, const std::string& to) {
    const auto source = [&](const std::string& name) -> base::Result<std::string> {
        PANHUO_TRY(std::string text, law::shipped_books()(name));
        if (name != "xixian-2024") return text;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    auto rules = law::load_rulebooks("xixian-2024", source);
    EXPECT_TRUE(rules.ok()) << rules.error().text().en;
    return rules.ok() ? *rules : law::RulebookSet();
}
law::RulebookSet campaign_with(const std::string& tables) {
    const std::string scopes = "# ---- 清理范围";
    return campaign_with(scopes, tables + "\n" + scopes);
}

class CountingRules : public ::testing::Test {
  protected:
    void say(const std::vector<land::Record>& records) {
        auto command = Command::begin(house_.office, "141031", testing::House::by("wang"));
        ASSERT_TRUE(command.ok());
        for (const land::Record& record : records) ASSERT_TRUE((*command)->say(record, {}).ok());
        ASSERT_TRUE((*command)->commit().ok());
    }
    void adopt(const law::RulebookSet& rules) {
        const auto command = Command::begin(house_.office, kSystemChain, testing::House::by("founder")).value();
        ASSERT_TRUE(adopt_rulebook(*command, rules).ok());
        ASSERT_TRUE(command->transaction().put_setting(setting::kRulebook, "xixian-2024").ok());
        ASSERT_TRUE(command->commit().ok());
    }
    const Book& book(const law::RulebookSet& rules, const char* as_of,
                     std::optional<ledger::Counting> counting = std::nullopt) {
        book_.reset();
        snapshot_ = *house_.store->read();
        Moment moment;
        moment.as_of = day(as_of);
        moment.counting_asked = counting;
        auto opened = Book::open(*snapshot_, moment, Hold::All, &rules);
        EXPECT_TRUE(opened.ok()) << opened.error().text().en;
        book_ = std::move(*opened);
        return *book_;
    }
    DivisionLine county(const Book& book) {
        auto found = status(book, "");
        EXPECT_TRUE(found.ok()) << found.error().text().en;
        return found->divisions.at(0);
    }
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

    testing::House house_;
    std::unique_ptr<store::Snapshot> snapshot_;
    std::unique_ptr<Book> book_;
};

land::Supply supply(const char* number, const char* signed_on, const char* recorded_on = "",
                    std::int64_t area = 10'000) {
    land::Supply out;
    out.supervision_no = number;
    out.division = "141031";
    out.mode = "listing";
    out.signed_on = day(signed_on);
    if (*recorded_on != '\0') out.recorded_on = day(recorded_on);
    out.area = m2(area);
    return out;
}

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

/// An approval of 2015 and contracts that the system showed on these days, 1 ha each.
std::vector<land::Record> shown_on(const std::vector<std::pair<const char*, const char*>>& signed_and_shown) {
    land::Approval approval;
    approval.document_no = "晋政地字〔2015〕1号";
    approval.division = "141031";
    approval.authority = "山西省人民政府";
    approval.approved_on = day("2015-03-01");
    approval.total = m2(400'000);
    std::vector<land::Record> out{approval};
    for (std::size_t i = 0; i < signed_and_shown.size(); ++i) {
        const std::string number = "1410312024B000" + std::to_string(10 * (i + 1));
        out.push_back(supply(number.c_str(), signed_and_shown[i].first, signed_and_shown[i].second));
        land::Link link;
        link.supply = number;
        link.approval = approval.document_no;
        out.push_back(link);
    }
    return out;
}

base::Area done_in(const StockLine& stock, const char* iso) {
    for (const CurvePoint& point : stock.curve)
        if (point.date == day(iso)) return point.done;
    ADD_FAILURE() << iso << " is not on the curve";
    return {};
}

TEST_F(CountingRules, ACutOffChangesMilestoneAndCurveByTheSystemAlone) {
    say(shown_on({{"2024-03-01", "2024-03-20"}, {"2024-03-02", "2024-03-27"}, {"2024-03-03", "2024-03-30"}}));
    const law::RulebookSet plain = campaign_with("");
    const StockLine by_day = county(book(plain, "2024-06-20")).unsupplied;
    EXPECT_EQ(by_day.milestones.at(0).done, m2(30'000));
    EXPECT_EQ(done_in(by_day, "2024-03-31"), m2(30'000));

    const law::RulebookSet worked = campaign_with("[cutoff]\nkind = \"last_working_day\"\ntag = \"M\"\n");
    const StockLine by_work = county(book(worked, "2024-06-20")).unsupplied;
    EXPECT_EQ(by_work.milestones.at(0).cutoff, day("2024-03-29"));
    EXPECT_EQ(by_work.milestones.at(0).done, m2(20'000));
    EXPECT_EQ(done_in(by_work, "2024-03-31"), m2(20'000));
    EXPECT_EQ(by_work.done, m2(30'000)) << "by the day asked for";

    const law::RulebookSet early = campaign_with("[cutoff]\nkind = \"month_day\"\nmonth_day = 25\ntag = \"M\"\n");
    EXPECT_EQ(county(book(early, "2024-06-20")).unsupplied.milestones.at(0).done, m2(10'000));
    EXPECT_EQ(county(book(early, "2024-06-20", ledger::Counting::Signed)).unsupplied.milestones.at(0).done, m2(30'000));

    const std::string march = "on = 2024-03-31\n";
    const law::RulebookSet stated =
        campaign_with(march, march + "cutoff = { kind = \"on\", on = 2024-03-28, tag = \"N\" }\n");
    const StockLine by_date = county(book(stated, "2024-06-20")).unsupplied;
    EXPECT_EQ(by_date.milestones.at(0).done, m2(20'000));
    EXPECT_EQ(done_in(by_date, "2024-03-31"), m2(30'000)) << "the milestone's alone";
    EXPECT_EQ(status_json(*status(book(plain, "2024-06-20"), "")).dump().find("cutoff"), std::string::npos);
    EXPECT_NE(status_json(*status(book(stated, "2024-06-20"), "")).dump().find("\"cutoff\":\"2024-03-28\""),
              std::string::npos);
}

TEST_F(CountingRules, AMonthIsFrozenAtTheCutOffAndWhatComesLaterIsNotLate) {
    house_.clock.at = base::Instant::end_of_day(day("2024-06-24"));
    adopt(campaign_with("[cutoff]\nkind = \"month_day\"\nmonth_day = 25\ntag = \"M\"\n"));
    say(shown_on({{"2024-03-01", "2024-06-20"}, {"2024-03-02", "2024-06-27"}}));
    house_.clock.at = base::Instant::end_of_day(day("2024-06-25"));
    EXPECT_FALSE(close_period(house_.office, {"2024-06", ""}, testing::House::by("wang")).ok()) << "not over yet";
    house_.clock.at = base::Instant::end_of_day(day("2024-06-26"));
    const auto closed = close_period(house_.office, {"2024-06", ""}, testing::House::by("wang"));
    ASSERT_TRUE(closed.ok()) << closed.error().text().en;
    EXPECT_EQ(closed->cutoff, day("2024-06-25"));
    EXPECT_EQ(closed->unsupplied_done.at(closed_line("141031", "county", "隰县")), m2(10'000));
    Moment july;
    july.as_of = day("2024-07-20");
    const auto snapshot = *house_.store->read();
    const auto opened = Book::open(*snapshot, july);
    ASSERT_TRUE(opened.ok());
    const StockLine stock = county(**opened).unsupplied;
    EXPECT_EQ(stock.done, m2(20'000));
    EXPECT_EQ(stock.late, base::Area()) << "shown on the 27th, it belongs to the next period and was never late";
}

TEST_F(CountingRules, TheGraceOfTheYearEndCountsOldPapersInTheOldYear) {
    say(shown_on({{"2024-12-20", "2025-01-06"}, {"2024-12-21", "2025-01-20"}, {"2025-01-02", "2025-01-05"}}));
    const law::RulebookSet plain = campaign_with("");
    EXPECT_EQ(county(book(plain, "2024-12-31")).unsupplied.done, base::Area());
    const law::RulebookSet grace = campaign_with("[year_end_grace]\ndays = 10\ntag = \"M\"\n");
    const DivisionLine line = county(book(grace, "2024-12-31"));
    EXPECT_EQ(line.unsupplied.done, m2(10'000));
    EXPECT_EQ(line.unsupplied.signed_not_recorded, m2(10'000)) << "the one shown on 20 January";
    const SupplyTraits traits = *SupplyTraits::load(*book_);
    const auto items = stock_items(*book_, traits, line, {"unsupplied", "done"});
    ASSERT_TRUE(items.ok());
    ASSERT_EQ(items->size(), 1U);
    EXPECT_EQ(items->at(0).share, m2(10'000));
    EXPECT_EQ(items->at(0).posting.counted_on, day("2025-01-06")) << "the posting keeps its own day";
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
