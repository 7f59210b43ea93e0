// What the sheet reader does not tell about a workbook, from its XML parts: names, order and visibility of the sheets,
// merged regions. Reads the few elements it needs as text; everything else of the parts is passed over.
#pragma once

#include "intake/worker/xml_tags.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

struct Region {
    std::uint32_t first_row = 0, first_column = 0, last_row = 0, last_column = 0;  ///< from 1
};

/// "B3:D3"; a region of no size where the text is none.
Region parse_region(std::string_view reference);

struct SheetInfo {
    std::string name;
    bool hidden = false;
    bool empty = false;  ///< known to hold no value
    std::string part;    ///< xl/worksheets/sheet1.xml
    std::vector<Region> merges;
};

/// Collects while the container is being checked.
class WorkbookParts {
  public:
    void add(const std::string& part, std::string_view piece);
    /// Those that have cells, in the order of the workbook.
    std::vector<SheetInfo> sheets() const;

  private:
    std::string workbook_;
    std::string relations_;
    TagPieces pieces_;
    std::map<std::string, std::vector<Region>> merges_;
    std::map<std::string, bool> filled_;  ///< whether a sheet's part holds a value
};

}  // namespace intake::worker
