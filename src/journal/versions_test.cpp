#include "journal/versions.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <tuple>

namespace journal {
namespace {

using base::Date;
using base::Instant;

Date day(int n) { return Date::from_days(19'000 + n); }
Instant at(std::int64_t n) { return Instant::from_micros(1'700'000'000'000'000 + n); }

/// Entries with running sequence and recorded time 1, 2, 3 …
std::vector<VersionHead> history(std::initializer_list<std::tuple<Change, State, std::optional<int>>> statements) {
    std::vector<VersionHead> out;
    for (const auto& [change, state, effective] : statements) {
        VersionHead head;
        head.sequence = out.size() + 1;
        head.version = static_cast<std::uint32_t>(head.sequence);
        head.change = change;
        head.state = state;
        if (effective) head.effective = day(*effective);
        head.recorded_at = at(static_cast<std::int64_t>(head.sequence));
        out.push_back(head);
    }
    return out;
}

using Indices = std::vector<std::size_t>;
constexpr auto kNone = std::nullopt;
const Instant kNow = Instant::end_of_time();

TEST(Versions, ProposalsAndRejectionsDoNotCount) {
    const auto entries = history({{Change::New, State::Proposed, kNone},
                                  {Change::New, State::Approved, kNone},
                                  {Change::Correct, State::Proposed, kNone},
                                  {Change::Correct, State::Rejected, kNone}});
    EXPECT_EQ(in_force(entries, kNow), (Indices{1}));
    EXPECT_EQ(in_force(entries, at(1)), (Indices{}));
}

TEST(Versions, ACorrectionHoldsForAllDatesButOnlyFromWhenItWasKnown) {
    const auto entries = history({{Change::New, State::Approved, kNone}, {Change::Correct, State::Approved, kNone}});
    EXPECT_EQ(in_force(entries, at(1)), (Indices{0}));
    EXPECT_EQ(in_force(entries, at(2)), (Indices{1}));
    EXPECT_EQ(held(entries, kNow), (std::vector<Held>{{1, std::nullopt}}));
}

TEST(Versions, AmendmentsStandInTheOrderOfTheirDays) {
    const auto entries = history({{Change::New, State::Approved, 0},
                                  {Change::Amend, State::Approved, 20},
                                  {Change::Amend, State::Approved, 10}});
    EXPECT_EQ(held(entries, kNow), (std::vector<Held>{{0, std::nullopt}, {2, day(10)}, {1, day(20)}}));
}

TEST(Versions, ACorrectionFindsTheVersionOfItsDay) {
    const auto entries = history({{Change::New, State::Approved, 0},
                                  {Change::Amend, State::Approved, 10},
                                  {Change::Amend, State::Approved, 20},
                                  {Change::Correct, State::Approved, 10},
                                  {Change::Correct, State::Approved, 0},
                                  {Change::Correct, State::Approved, kNone}});
    EXPECT_EQ(in_force(entries, at(4)), (Indices{0, 3, 2}));
    EXPECT_EQ(in_force(entries, at(5)), (Indices{4, 3, 2}));
    EXPECT_EQ(held(entries, kNow), (std::vector<Held>{{4, std::nullopt}, {3, day(10)}, {5, day(20)}}));
}

TEST(Versions, ACorrectionOfADayBetweenCorrectsWhatHeldThen) {
    const auto entries = history({{Change::New, State::Approved, 0},
                                  {Change::Amend, State::Approved, 10},
                                  {Change::Correct, State::Approved, 15},
                                  {Change::Correct, State::Approved, 5}});
    EXPECT_EQ(in_force(entries, kNow), (Indices{3, 2}));
}

TEST(Versions, ARetractionTakesAllAwayAndANewOneOpensAgain) {
    const auto entries = history({{Change::New, State::Approved, 0},
                                  {Change::Amend, State::Approved, 10},
                                  {Change::Retract, State::Approved, kNone},
                                  {Change::New, State::Approved, kNone}});
    EXPECT_EQ(in_force(entries, at(3)), (Indices{}));
    EXPECT_EQ(in_force(entries, at(2)), (Indices{0, 1}));
    EXPECT_EQ(in_force(entries, kNow), (Indices{3}));
}

TEST(Versions, AnAmendmentWithoutADayHoldsFromTheDayItWasRecorded) {
    const auto entries = history({{Change::New, State::Approved, 0}, {Change::Amend, State::Approved, kNone}});
    EXPECT_EQ(held(entries, kNow).at(1).from, entries[1].recorded_at.shanghai_date());
}

// ---- against a second way of saying it: a wall of days, painted over ----

constexpr int kDays = 24;

/// What was said of each day: the index of the version, and whether a version begins there. The days lie behind the
/// beginning (day 0 of the wall), to which no effective date ever points.
struct Wall {
    std::array<int, kDays> version{};
    std::array<bool, kDays> begins{};
    bool empty = true;
    std::optional<int> first_effective;

    void open(int index, std::optional<int> effective) {
        version.fill(index);
        begins.fill(false);
        empty = false;
        first_effective = effective;
    }

    void repaint(int from, int index) {
        const int old = version[static_cast<std::size_t>(from)];
        for (int& painted : version) {
            if (painted == old) painted = index;
        }
        if (version[0] == index) first_effective_changes = true;
    }

    void correct(int index, std::optional<int> effective) {
        first_effective_changes = false;
        if (!effective) {
            repaint(kDays - 1, index);
        } else if (begins[static_cast<std::size_t>(*effective)] || first_effective != effective) {
            repaint(*effective, index);
        } else {
            repaint(0, index);
        }
        if (first_effective_changes) first_effective = effective;
    }

    void amend(int index, int from) {
        begins[static_cast<std::size_t>(from)] = true;
        for (int d = from; d < kDays && (d == from || !begins[static_cast<std::size_t>(d)]); ++d) {
            version[static_cast<std::size_t>(d)] = index;
        }
    }

    bool first_effective_changes = false;
};

Wall paint(const std::vector<VersionHead>& entries, Instant known_at) {
    Wall wall;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const VersionHead& entry = entries[i];
        if (entry.state != State::Approved || entry.recorded_at > known_at) continue;
        std::optional<int> effective;
        if (entry.effective) effective = entry.effective->days() - day(0).days();
        const int index = static_cast<int>(i);
        if (entry.change == Change::Retract) {
            wall.empty = true;
        } else if (entry.change == Change::New || wall.empty) {
            wall.open(index, effective);
        } else if (entry.change == Change::Correct) {
            wall.correct(index, effective);
        } else {
            wall.amend(index, *effective);
        }
    }
    return wall;
}

RC_GTEST_PROP(Versions, EveryDayIsToldByTheSameVersionAsOnThePaintedWall, ()) {
    const auto count = *rc::gen::inRange(1, 14);
    std::vector<VersionHead> entries;
    for (int i = 0; i < count; ++i) {
        VersionHead head;
        head.change = *rc::gen::weightedElement<Change>(
            {{1, Change::New}, {4, Change::Correct}, {5, Change::Amend}, {1, Change::Retract}});
        head.state =
            *rc::gen::weightedElement<State>({{1, State::Proposed}, {6, State::Approved}, {1, State::Rejected}});
        if (head.change == Change::Amend || *rc::gen::arbitrary<bool>()) {
            head.effective = day(*rc::gen::inRange(1, kDays));
        }
        head.sequence = static_cast<std::uint64_t>(i) + 1;
        head.recorded_at = at(i / 2);  // some are recorded at one instant
        entries.push_back(head);
    }
    const Instant known_at = at(*rc::gen::inRange(0, count));
    const auto versions = held(entries, known_at);
    const Wall wall = paint(entries, known_at);
    RC_ASSERT(versions.empty() == wall.empty);
    if (wall.empty) return;
    RC_ASSERT(!versions.front().from.has_value());
    for (int d = 0; d < kDays; ++d) {
        std::size_t told = versions.front().index;
        for (const Held& version : versions) {
            if (version.from && *version.from <= day(d)) told = version.index;
        }
        RC_ASSERT(static_cast<int>(told) == wall.version[static_cast<std::size_t>(d)]);
    }
}

}  // namespace
}  // namespace journal
