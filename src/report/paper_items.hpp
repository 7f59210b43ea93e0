// The sheets that open a paper's sums: what makes up each line of a part (「其中：示范区」, 「2013年」), and what makes
// up a figure that is itself a sum (Item::opened). Each list is added up again from the lines listed and says whether
// that is the figure it opens. Lists lead back to the figure, figures to their list.
#pragma once

#include "report/paper_sheet.hpp"

#include <string>
#include <vector>

namespace report {

/// An item whose line waits for the sums above it.
struct HeldItem {
    std::vector<Part> parts;
    std::vector<Cell> line;
    std::vector<Opened> opened;
};

/// Rows of the paper's own sheet, from 0.
struct PaperRows {
    lxw_row_t first_part = 0, first_item = 0;
};

/// All arguments of the constructor must outlive what is made of them.
class PartItems {
  public:
    PartItems(const Layout& layout, const Head& head, const Sums& sums, const std::vector<HeldItem>& items);
    /// Where a cell of the line of a part leads.
    std::string link(std::size_t part, std::size_t column) const;
    void write(lxw_workbook* workbook, Styles& styles, const PaperRows& rows) const;

  private:
    struct Block {
        std::vector<std::size_t> items;
        lxw_row_t head = 0;  ///< the items follow, then their sum
    };
    void heads(lxw_worksheet* sheet, Styles& styles) const;
    void block(lxw_worksheet* sheet, Styles& styles, std::size_t part, const PaperRows& rows) const;
    std::string name() const;

    const Layout& layout_;
    const Head& head_;
    const Sums& sums_;
    const std::vector<HeldItem>& items_;
    std::vector<std::size_t> columns_;  ///< of the layout, that the sheet repeats
    std::vector<Block> blocks_;         ///< by part; empty where there is no sheet
};

class OpenedFigures {
  public:
    OpenedFigures(const Layout& layout, const Head& head, const std::vector<HeldItem>& items);
    /// Where a cell of an item's line leads.
    std::string link(std::size_t item, std::size_t column) const;
    void write(lxw_workbook* workbook, Styles& styles, const PaperRows& rows) const;

  private:
    struct Block {
        std::size_t item, column;
        const Opened* opened;
        lxw_row_t head;
    };
    void block(lxw_worksheet* sheet, Styles& styles, const Block& block, const PaperRows& rows) const;
    std::string title(const Block& block) const;
    std::string name() const;

    const Layout& layout_;
    const Head& head_;
    const std::vector<HeldItem>& items_;
    std::vector<Block> blocks_;
};

}  // namespace report
