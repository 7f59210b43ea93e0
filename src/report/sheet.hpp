// A plain table as xlsx: heading row frozen, column widths, figures as numbers. The same table gives the same bytes.
#pragma once

#include "base/result.hpp"

#include <string>
#include <variant>
#include <vector>

namespace report {

/// Text, or a figure with the number of decimals it is shown with.
struct Figure {
    double value = 0;
    int decimals = 4;
};
using Value = std::variant<std::string, Figure>;

struct Sheet {
    std::string name;
    std::vector<std::string> headings;
    std::vector<std::vector<Value>> rows;
};

/// Written to a temporary name and renamed: the file is whole or not there. Texts that begin with = + - @ are
/// written as text cells, never as formulas.
base::Status write_xlsx(const Sheet& sheet, const std::string& path);

}  // namespace report
