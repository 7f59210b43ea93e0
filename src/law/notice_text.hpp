// A notice as the paragraphs somebody wrote, out of the lines that a scan, a PDF or an editor left.
//
// Purpose: undo what is of the paper and not of the text: line breaks inside words, page numbers, full-width digits,
// spaces between characters, the colophon (印发, 校对人, 联系人: which also name persons).
// Guarantees: every paragraph knows the line of the file on which it begins; punctuation is full-width, digits and %
// are ASCII; a paragraph that is a row of a roster keeps its spaces as single blanks. Errors: NoticeUnreadable, with
// what was found: nothing, a binary or another format, too long. Private to the room.
#pragma once

#include "law/notice_chars.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace law::notice {

struct Paragraph {
    int line = 0;  ///< of the file, from 1
    Chars text;    ///< without blanks
    Chars spaced;  ///< with single blanks where the file had some; for rosters and tables
};

base::Result<std::vector<Paragraph>> paragraphs(std::string_view bytes, const std::string& name);

/// 组长, 副组长, 成员 …, perhaps spaced, with or without a colon: the length of the label in `spaced`, and its role
/// (head | deputy | member | units); 0 if the text begins with none.
struct RoleLabel {
    std::size_t length = 0;
    std::string role;
};
RoleLabel role_label(View spaced);

}  // namespace law::notice
