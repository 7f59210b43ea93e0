// Form: a blank import sheet as xlsx. The first sheet has the headings, with the choices of closed lists as drop-downs;
// its columns are text, so that a spreadsheet leaves numbers of sixteen digits and dates as they were typed. The second
// says of every column whether it is needed, what may stand in it, and an example. The same form gives the same bytes.
#pragma once

#include "base/error.hpp"
#include "base/result.hpp"

#include <string>
#include <vector>

namespace report {

struct FormColumn {
    std::string heading;
    bool needed = false;
    std::vector<std::string> choices;  ///< of a closed list; empty = free
    std::string example;
    std::string note;
};

struct Form {
    std::string title;
    std::vector<FormColumn> columns;
    /// Words of the second sheet, in the reader's language.
    struct Words {
        std::string notes, heading, needed, choices, example, note, yes;
    } words;
};

/// Whole or not there.
base::Status write_form(const Form& form, const std::string& path);

}  // namespace report
