// Start tags of an XML text, for the few things that no spreadsheet library tells. Not a parser: what it misses or
// misreads (a comment that looks like a tag) costs the name of a hidden sheet or a merged region; a sheet whose name is
// misread is an error (grid.cpp), never left out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace intake::worker {

/// The value of an attribute in the text of one start tag; the five named entities and references by number are
/// resolved.
std::optional<std::string> attribute(std::string_view tag, std::string_view name);
/// The element's name without its prefix; "/table" for an end tag.
std::string_view element_of(std::string_view tag);

/// Calls `take` with the text of each tag, without its angle brackets.
template <class Take>
void for_each_tag(std::string_view xml, Take take) {
    // From each '>' back to the nearest '<': a row of '<' without end is passed over once, not once for each.
    for (std::size_t end = xml.find('>'); end != std::string_view::npos; end = xml.find('>')) {
        const std::string_view before = xml.substr(0, end);
        const std::size_t open = before.rfind('<');
        if (open != std::string_view::npos) take(before.substr(open + 1));
        xml.remove_prefix(end + 1);
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
