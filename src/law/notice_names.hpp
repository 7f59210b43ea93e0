// Names of natural persons: found where they stand beside a post, and taken out of everything that is shown.
//
// A book never says who (law/rulebook.hpp). A name is two to four characters before or behind a unit and post; there is
// no list of surnames. Private to the room.
#pragma once

#include "law/notice_lexicon.hpp"

#include <functional>
#include <set>

namespace law::notice {

/// Where the last word for a post ends (局长, 分管负责人, 总工 …), with a bracket behind it; 0 if there is none.
std::size_t post_end(View text);

class Names {
  public:
    void add(View name);
    /// The text without any known name; for what becomes a field.
    Chars without(View text) const;
    /// The text with （姓名略） for every known name; for sentences that are quoted.
    Chars scrub(View text) const;
    /// Names in running text: 「由县自然资源局负责人某某某担任」.
    void find_in(View sentence, const Lexicon& lexicon);
    /// 「由县长某某某、副县长某某任组长」: behind a post, in a sentence that fills a group.
    void find_behind_posts(View sentence, const Lexicon& lexicon);
    bool empty() const { return names_.empty(); }

  private:
    Chars put(View text, View instead) const;
    std::set<Chars> names_;
    std::set<std::size_t, std::greater<>> lengths_;  ///< of the names, longest first
};

/// A roster's cell or line without the name in it; a name that was found goes to `names`.
Chars without_name(View line, const Lexicon& lexicon, View place, Names& names);

}  // namespace law::notice
