// Land read as it passes by against land held: the same parcels in the same order; and what becomes of the reading
// thread when one of the two fails.
#include "base/json.hpp"
#include "law/rulebook.hpp"
#include "service/command.hpp"
#include "service/parcels.hpp"
#include "service/people_testing.hpp"

#include <gtest/gtest.h>

#include <map>

namespace service {
namespace {

constexpr int kPlots = 2'300;  ///< more batches than may wait between the two threads

land::Plot plot(int number) {
    land::Plot out;
    out.approval = "晋政地字〔20" + std::to_string(10 + number % 9) + "〕1号";
    out.number = std::to_string(number);
    out.name = "地块" + out.number;
    out.township = number % 2 == 0 ? "龙泉镇" : "午城镇";
    out.area = base::Area::from_m2(1'000 + number);
    return out;
}

class PassingLand : public ::testing::Test {
  protected:
    void SetUp() override {
        auto rules = law::load_rulebooks("xixian-2024", law::shipped_books());
        ASSERT_TRUE(rules.ok()) << rules.error().text().en;
        rules_ = *rules;
    }

    void say(const std::vector<land::Record>& records) {
        auto command = Command::begin(house_.office, "141031", testing::House::by("wang"));
        ASSERT_TRUE(command.ok());
        for (const land::Record& record : records) ASSERT_TRUE((*command)->say(record, {}).ok());
        ASSERT_TRUE((*command)->commit().ok());
    }

    /// Plots, divided ones among them, an approval with land on no plot, rows of a list, and a supply that names a
    /// plot that nobody stated.
    void fill() {
        std::vector<land::Record> records;
        for (int i = 0; i < kPlots; ++i) records.push_back(plot(i));
        for (int year = 10; year < 19; ++year) {
            land::Approval approval;
            approval.document_no = "晋政地字〔20" + std::to_string(year) + "〕1号";
            approval.type = "batch";
            approval.approved_on = base::Date::from_ymd(2000 + year, 3, 1);
            approval.total = base::Area::from_m2(9'000'000);
            records.push_back(approval);
        }
        for (int i = 0; i < 40; ++i) {
            land::Portion portion;
            portion.plot = land::key_of(plot(i * 7));
            portion.number = std::to_string(i % 3);
            portion.area = base::Area::from_m2(400);
            records.push_back(portion);
            land::Stocklist row;
            row.number = "L" + std::to_string(i);
            row.area = base::Area::from_m2(50 + i);
            records.push_back(row);
        }
        land::Supply supply;
        supply.supervision_no = "1410312022B00001";
        supply.division = "141031";
        supply.area = base::Area::from_m2(700);
        supply.signed_on = base::Date::from_ymd(2022, 5, 1);
        land::Link link;
        link.supply = land::key_of(supply);
        link.plot = "晋政地字〔2012〕1号#nowhere";
        records.push_back(supply);
        records.push_back(link);
        say(records);
    }

    std::unique_ptr<Book> open(Hold hold) {
        snapshot_ = *house_.store->read();
        Moment moment;
        moment.as_of = *base::Date::from_ymd(2024, 6, 30);
        auto book = Book::open(*snapshot_, moment, hold, &rules_);
        EXPECT_TRUE(book.ok());
        return book.ok() ? std::move(*book) : nullptr;
    }

    testing::House house_;
    law::RulebookSet rules_;
    std::unique_ptr<store::Snapshot> snapshot_;
};

std::string told(const Parcel& parcel) {
    std::string text = parcel_json(parcel).dump() + (parcel.divided ? " divided" : "") + parcel.origin;
    for (const law::Finding& finding : parcel.findings) text += finding.id;
    for (const ledger::Cell& cell : parcel.cells)
        text += std::string(ledger::account_code(cell.account)) + cell.area.m2_text();
    return text;
}

TEST_F(PassingLand, GivesTheParcelsOfLandHeldInTheSameOrder) {
    fill();
    std::vector<std::string> held;
    ASSERT_TRUE(each_parcel(*open(Hold::All), [&](const Parcel& parcel) -> base::Status {
                    if (parcel.kind != "supply") held.push_back(told(parcel));
                    return base::Done{};
                }).ok());
    std::vector<std::string> passed;
    const auto begins = [](const Land&) {};
    ASSERT_TRUE(each_land_parcel(*open(Hold::ButLand), begins, [&](const Land&, const Parcel& parcel) -> base::Status {
                    passed.push_back(told(parcel));
                    return base::Done{};
                }).ok());
    EXPECT_GT(held.size(), std::size_t{kPlots});
    ASSERT_EQ(passed.size(), held.size());
    for (std::size_t i = 0; i < held.size(); ++i) ASSERT_EQ(passed[i], held[i]);
}

TEST_F(PassingLand, BringsThePostingsOfEveryOrigin) {
    fill();
    const std::unique_ptr<Book> book = open(Hold::All);
    std::map<std::string, std::vector<ledger::Posting>> held;
    for (const ledger::Posting& posting : book->postings) {
        if (!subject_of_origin(posting.origin).empty()) held[posting.origin].push_back(posting);
    }
    std::map<std::string, std::vector<ledger::Posting>> passed;
    ASSERT_TRUE(book->each_land([&](const Land& land) -> base::Status {
                        for (const ledger::Posting& posting : land.postings) EXPECT_EQ(posting.origin, land.origin);
                        const auto cells = book->all_cells_of_origin(land.origin);
                        EXPECT_TRUE(std::equal(land.cells.begin(), land.cells.end(), cells.begin(), cells.end()));
                        if (land.postings.empty()) return base::Done{};
                        const bool first =
                            passed.try_emplace(land.origin, land.postings.begin(), land.postings.end()).second;
                        EXPECT_TRUE(first);
                        return base::Done{};
                    })
                    .ok());
    EXPECT_EQ(passed, held);
    EXPECT_GE(passed.size(), std::size_t{kPlots});
}

/// A plot whose entry is not in the journal: reading it fails.
void break_last_plot(store::Store& store) {
    auto transaction = *store.write();
    journal::Entry entry;
    entry.chain = "141031";
    entry.sequence = 1'000'000;
    entry.command = "lost";
    entry.kind = "plot";
    entry.key = "\xEF\xBF\xBD";  // behind all others
    entry.version = 1;
    entry.state = journal::State::Approved;
    ASSERT_TRUE(transaction->index_entry(entry).ok());
    ASSERT_TRUE(transaction->commit().ok());
}

TEST_F(PassingLand, AFailureOfTheReaderIsTold) {
    fill();
    break_last_plot(*house_.store);
    int seen = 0;
    const base::Status status = open(Hold::ButLand)->each_land([&](const Land&) -> base::Status {
        ++seen;
        return base::Done{};
    });
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, base::Code::EntryMalformed);
    EXPECT_GT(seen, 500) << "what was read before it was shown";
}

TEST_F(PassingLand, AFailingVisitorStopsTheReaderAndItsOwnErrorIsTold) {
    fill();
    break_last_plot(*house_.store);  // a reader that reads on finds it, and its error would be told instead
    for (const int last : {1, 700, 1'900}) {
        int seen = 0;
        const base::Status status = open(Hold::ButLand)->each_land([&](const Land&) -> base::Status {
            if (++seen < last) return base::Done{};
            return base::Error{base::Code::FileUnwritable, {"paper", "disk full"}};
        });
        ASSERT_FALSE(status.ok());
        EXPECT_EQ(status.error().code, base::Code::FileUnwritable);
        EXPECT_EQ(seen, last);
    }
}

TEST_F(PassingLand, AVisitorThatThrowsLeavesNobodyWaiting) {
    fill();
    const std::unique_ptr<Book> book = open(Hold::ButLand);
    EXPECT_THROW((void)book->each_land([](const Land&) -> base::Status { throw std::bad_alloc(); }), std::bad_alloc);
    EXPECT_TRUE(snapshot_->heads().ok()) << "the snapshot is the caller's again";
}

}  // namespace
}  // namespace service
