// Start tags of an XML text, for the few things that no spreadsheet library tells. Not a parser: what it misses or
// misreads (a comment that looks like a tag) costs the name of a hidden sheet or a merged region, never a cell.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace intake::worker {

/// The value of an attribute in the text of one start tag; the five named entities are resolved.
std::optional<std::string> attribute(std::string_view tag, std::string_view name);
/// The element's name without its prefix; "/table" for an end tag.
std::string_view element_of(std::string_view tag);

/// Calls `take` with the text of each tag, without its angle brackets.
template <class Take>
void for_each_tag(std::string_view xml, Take take) {
    for (std::size_t open = xml.find('<'); open != std::string_view::npos; open = xml.find('<', open + 1)) {
        const std::size_t end = xml.find('>', open);
        if (end == std::string_view::npos) return;
        take(xml.substr(open + 1, end - open - 1));
    }
}
/// The same for the start tags of one name, with or without a namespace prefix.
template <class Take>
void for_each_tag(std::string_view xml, std::string_view name, Take take) {
    for_each_tag(xml, [&](std::string_view tag) {
        if (element_of(tag) == name) take(tag);
    });
}

/// Joins pieces of a text so that no tag is cut in two.
class TagPieces {
  public:
    /// The text up to the last whole tag; valid until the next call. An empty piece is the end of the text.
    std::string_view add(std::string_view piece);

  private:
    std::string text_;
    std::size_t done_ = 0;
};

}  // namespace intake::worker
