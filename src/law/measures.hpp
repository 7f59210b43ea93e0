// The rates that a stock is read by, and what a target of each kind asks for: rows of the campaign's book (domain part
// 3).
//
// A measure is one quantity of a stock over another:
//   baseline     the frozen official figure, or our own opening where none is on record
//   opening added done written_off balance    as the ledger has them, on the counting basis asked for
//   task         the task in force on the day
// A book that lists no measures, or no kinds of target, is read by the trade's own: digestion_rate (done over baseline)
// and completion_rate (done over task); rate, area and ceiling.
#pragma once

#include "base/area.hpp"
#include "law/rulebook.hpp"

#include <optional>
#include <vector>

namespace law {

struct MeasureFigures {
    Area baseline, opening, added, done, written_off, balance;
    std::optional<Area> task;  ///< none: no task, or an unknown one
};

const std::vector<Measure>& measures_of(const Campaign& campaign);
/// Nothing where the lower quantity is not positive or not known.
std::optional<double> value_of(const Measure& measure, const MeasureFigures& figures);

/// The row for a basis; null for a basis that no target has.
const TargetKind* target_kind(const Campaign& campaign, std::string_view basis);
/// A ceiling is what must go for the stock to stand at it: never below zero.
Area task_area(const TargetKind& kind, Share rate, Area area, Area baseline);

}  // namespace law
