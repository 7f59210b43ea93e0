// The lines of a notice without what is of the paper: page numbers, heads that every page repeats, the colophon, blanks
// between letters, two widths of digits.
//
// Guarantees: every line knows its number in the file and holds a character; digits and % are ASCII, punctuation is
// full-width; runs of blanks are one blank; time is linear in the text. Errors: none. Private to the room.
#pragma once

#include "law/notice_chars.hpp"

#include <vector>

namespace law::notice {

struct Line {
    int number = 0;  ///< of the file, from 1
    Chars text;
    std::size_t width = 0;  ///< characters without blanks
};

std::vector<Line> lines_of(View text);

/// Without any blank.
Chars squeeze(View spaced);

}  // namespace law::notice
