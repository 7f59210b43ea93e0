// Beside the stock, never in it: land supplied from no approval (unlinked), from land that was construction land before
// (existing), and unsupplied land of approvals out of the campaign's scope (other_scope). Each is a balance of cells on
// the day; by legal dates, whatever the counting basis, since the ministry's system does not count them at all.
#pragma once

#include "service/origins.hpp"
#include "service/stock_lines.hpp"

namespace service {

/// Fills unlinked, existing and other_scope of every line's unsupplied stock.
void fill_beside(const Book& book, Origins& origins, std::vector<DivisionLine>& lines);

/// Whether a figure is one of these: of the unsupplied stock.
bool is_beside(const StockFigure& figure);
/// The postings that make such a figure of a line: what moved area into its cells (+) and out of them (−). Their shares
/// sum to it, exactly. `name` is one that is_beside knows.
std::vector<StockItem> items_beside(const Book& book, const DivisionLine& line, const std::string& name);

}  // namespace service
