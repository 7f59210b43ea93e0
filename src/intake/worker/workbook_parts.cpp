#include "intake/worker/workbook_parts.hpp"

#include "base/text.hpp"

#include <cctype>
#include <optional>

namespace intake::worker {

namespace {

constexpr std::size_t kMaxIndex = 8U << 20U;  ///< of workbook.xml and its relations
constexpr std::size_t kMaxMerges = 100'000;

std::string unescape(std::string_view xml) {
    static constexpr std::pair<std::string_view, char> kNames[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    std::string text;
    for (std::size_t i = 0; i < xml.size();) {
        bool replaced = false;
        for (const auto& [name, character] : kNames) {
            if (!base::starts_with(xml.substr(i), name)) continue;
            text.push_back(character);
            i += name.size();
            replaced = true;
            break;
        }
        if (!replaced) text.push_back(xml[i++]);
    }
    return text;
}

/// The value of an attribute in the text of one start tag.
std::optional<std::string> attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
        std::size_t i = at + name.size();
        const bool whole = at > 0 && std::isspace(static_cast<unsigned char>(tag[at - 1])) != 0;
        if (!whole || i + 1 >= tag.size() || tag[i] != '=') continue;
        const char quote = tag[++i];
        const std::size_t end = tag.find(quote, i + 1);
        if ((quote != '"' && quote != '\'') || end == std::string_view::npos) continue;
        return unescape(tag.substr(i + 1, end - i - 1));
    }
    return std::nullopt;
}

/// Calls `take` with the text of each start tag of that name, with or without a namespace prefix.
template <class Take>
void for_each_tag(std::string_view xml, std::string_view name, Take take) {
    for (std::size_t open = xml.find('<'); open != std::string_view::npos; open = xml.find('<', open + 1)) {
        const std::size_t end = xml.find('>', open);
        if (end == std::string_view::npos) return;
        const std::string_view tag = xml.substr(open + 1, end - open - 1);
        std::string_view word = tag.substr(0, tag.find_first_of(" \t\r\n/"));
        if (const std::size_t colon = word.find(':'); colon != std::string_view::npos) word.remove_prefix(colon + 1);
        if (word == name) take(tag);
    }
}

}  // namespace

Region parse_region(std::string_view reference) {
    Region region;
    const auto corner = [&](std::uint32_t& row, std::uint32_t& column) {
        while (!reference.empty() && std::isalpha(static_cast<unsigned char>(reference.front())) != 0) {
            const int letter = std::toupper(static_cast<unsigned char>(reference.front())) - 'A' + 1;
            if (column < 100'000) column = column * 26 + static_cast<std::uint32_t>(letter);
            reference.remove_prefix(1);
        }
        while (!reference.empty() && std::isdigit(static_cast<unsigned char>(reference.front())) != 0) {
            if (row < 100'000'000) row = row * 10 + static_cast<std::uint32_t>(reference.front() - '0');
            reference.remove_prefix(1);
        }
    };
    corner(region.first_row, region.first_column);
    if (reference.empty() || reference.front() != ':') return {};
    reference.remove_prefix(1);
    corner(region.last_row, region.last_column);
    const bool sound = region.first_row > 0 && region.first_column > 0 && region.last_row >= region.first_row &&
                       region.last_column >= region.first_column;
    return sound ? region : Region{};
}

void WorkbookParts::add(const std::string& part, std::string_view piece) {
    if (part == "xl/workbook.xml") {
        if (workbook_.size() < kMaxIndex) workbook_.append(piece);
        return;
    }
    if (part == "xl/_rels/workbook.xml.rels") {
        if (relations_.size() < kMaxIndex) relations_.append(piece);
        return;
    }
    if (!base::starts_with(part, "xl/worksheets/") || base::contains(part, "_rels")) return;
    if (piece.empty()) {
        tail_.clear();
        return;
    }
    const std::string text = tail_ + std::string(piece);
    const std::size_t last_open = text.rfind('<');
    const std::size_t whole =
        last_open == std::string::npos || text.find('>', last_open) != std::string::npos ? text.size() : last_open;
    std::vector<Region>& merges = merges_[part];
    const std::string_view done(text.data(), whole);
    // Merged regions stand after the cells: most pieces of a big sheet hold none.
    if (done.find("mergeCell") != std::string_view::npos) {
        for_each_tag(done, "mergeCell", [&](std::string_view tag) {
            const Region region = parse_region(attribute(tag, "ref").value_or(""));
            if (region.first_row > 0 && merges.size() < kMaxMerges) merges.push_back(region);
        });
    }
    tail_ = text.size() - whole > 4096 ? std::string() : text.substr(whole);
}

std::vector<SheetInfo> WorkbookParts::sheets() const {
    std::map<std::string, std::string> targets;
    for_each_tag(relations_, "Relationship", [&](std::string_view tag) {
        std::string target = attribute(tag, "Target").value_or("");
        target = base::starts_with(target, "/") ? target.substr(1) : "xl/" + target;
        targets[attribute(tag, "Id").value_or("")] = target;
    });
    std::vector<SheetInfo> sheets;
    for_each_tag(workbook_, "sheet", [&](std::string_view tag) {
        SheetInfo sheet;
        sheet.name = attribute(tag, "name").value_or("");
        const std::string state = attribute(tag, "state").value_or("visible");
        sheet.hidden = state == "hidden" || state == "veryHidden";
        sheet.part = targets[attribute(tag, "r:id").value_or("")];
        const auto merges = merges_.find(sheet.part);
        if (merges != merges_.end()) sheet.merges = merges->second;
        sheets.push_back(std::move(sheet));
    });
    return sheets;
}

}  // namespace intake::worker
