// The outline of a notice: numbered headings of the official form (党政机关公文格式 GB/T 9704: 一、 （一） 1. （1）),
// the paragraphs below them, and sentences that know where they stand.
//
// A clause is the path of heading numbers: 五、（二）1. is "5.2.1". Text before the first heading is "0", an annex "A"
// (a second one "A2"); paths inside an annex begin with it ("A.3"). Private to the room.
#pragma once

#include "law/notice_text.hpp"

#include <string>
#include <vector>

namespace law::notice {

struct HeadingNumber {
    int level = 0;  ///< 1 一、 第一章; 2 （一） 第一条; 3 1. 第一、; 4 （1）; 5 ①; 0 = no heading
    std::int64_t number = 0;
    std::size_t length = 0;  ///< characters of the number and its sign
};
/// What a paragraph begins with.
HeadingNumber heading_number(View text);

struct Block {
    int line = 0;
    std::string clause;
    std::vector<Chars> titles;  ///< of the headings above and its own, outermost first
    Chars title;                ///< its own heading, without number; empty if it has none
    Chars text;                 ///< the whole paragraph without its number
    Chars spaced;
    bool annex = false;
    std::vector<Chars> sentences;  ///< with their closing sign
};

/// 「责任单位：」, 「完成时限：」 with which a line begins.
bool is_label(View text);

std::vector<Block> outline(const std::vector<Paragraph>& paragraphs);

/// A heading above (or of) the block holds one of the words.
bool under(const Block& block, std::initializer_list<View> words);

/// Cuts at 。；！？ outside brackets and titles, and after 1000 characters, which no sentence has.
std::vector<Chars> sentences(View text);

}  // namespace law::notice
