// Stories: record versions written as short lines, folds written as text; and random ones for properties.
//
//   approval document_no=A approved_on=2015-03-01 total=10000
//   supply supervision_no=S division=D signed_on=2018-01-01 area=10500
//   amend 2019-05-01 supply supervision_no=S division=D signed_on=2018-01-01 area=10400
//
// Fields are those of the payload, "_m2" left out; the n-th line is entry "t/n", recorded on 2024-01-01.
#pragma once

#include "base/values_testing.hpp"
#include "ledger/fold.hpp"

#include <random>

namespace story {

using ledger::Area;
using ledger::Date;
using ledger::RecordVersion;

using base::testing::day;
std::vector<RecordVersion> read(std::string_view lines);

/// One posting a line: "2015-03-01 2 plot:A#P approved -> unsupplied.stage_unknown 10000"; the holder stands in
/// brackets behind the account; counted_on is told where it is not the day itself.
std::string postings(const ledger::Fold& fold);
/// One note a line: code, subject, figures.
std::string notes(const ledger::Fold& fold);
/// One cell a line, sources left out.
std::string stocks(const ledger::Fold& fold, std::string_view iso);

/// A random county of a few approvals, plots, contracts and everything that happens to them within some weeks, so
/// that events often fall on one day. Some records are corrected or retracted: only what is in force is given.
class Random {
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t below(std::uint64_t n) { return engine_() % n; }
    bool chance(std::uint64_t percent) { return below(100) < percent; }
    Date date() { return first_day().plus_days(static_cast<std::int32_t>(below(kDays))); }
    Area area() { return Area::from_units(static_cast<std::int64_t>(1 + below(600'000))); }
    static Date first_day() { return day("2020-01-01"); }
    static constexpr int kDays = 40;
    std::mt19937_64& engine() { return engine_; }

  private:
    std::mt19937_64 engine_;
};

/// Only what the model of oracle_test.cpp knows: rules 1, 2, 7, 7b, 9, 10, 11, 12, 15, 20, 20b, 24.
std::vector<RecordVersion> plain_county(Random& random);
/// All record kinds that move area, amendments of areas too.
std::vector<RecordVersion> whole_county(Random& random);

}  // namespace story
