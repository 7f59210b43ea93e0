// Late: what came to light after a period was closed, about days up to its cut-off (StockLine::late), one by one.
#pragma once

#include "service/stock_lines.hpp"

namespace service {

/// The closed period that the late figure of the book's day is measured by; nothing where none lies before that day.
const Closed* measuring_period(const Book& book);

/// Postings that are done by the cut-off as the book knows it, and were not as it was known at the close (+), or the
/// other way round (−). Their shares sum to the line's late area, exactly. Reads the book at both; empty where nothing
/// is closed.
base::Result<std::vector<StockItem>> late_items(store::Snapshot& snapshot, const Book& book, const DivisionLine& line,
                                                const std::string& stock);

}  // namespace service
