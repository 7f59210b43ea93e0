#include "intake/worker/workbook_parts.hpp"

#include "base/text.hpp"
#include "intake/worker/xml_tags.hpp"

#include <cctype>
#include <set>

namespace intake::worker {

namespace {

constexpr std::size_t kMaxIndex = 8U << 20U;  ///< of workbook.xml and its relations
constexpr std::size_t kMaxMerges = 100'000;

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
    const std::string_view done = pieces_.add(piece);
    bool& filled = filled_[part];
    for (const std::string_view value : {"<v>", "<v ", "<is>"}) filled = filled || base::contains(done, value);
    // Merged regions stand after the cells: most pieces of a big sheet hold none.
    if (done.find("mergeCell") != std::string_view::npos) {
        std::vector<Region>& merges = merges_[part];
        for_each_tag(done, "mergeCell", [&](std::string_view tag) {
            const Region region = parse_region(attribute(tag, "ref").value_or(""));
            if (region.first_row > 0 && merges.size() < kMaxMerges) merges.push_back(region);
        });
    }
}

std::vector<SheetInfo> WorkbookParts::sheets() const {
    std::map<std::string, std::string> targets;
    std::set<std::string> others;  // sheets of charts, dialogs and macros have no cells
    for_each_tag(relations_, "Relationship", [&](std::string_view tag) {
        std::string target = attribute(tag, "Target").value_or("");
        target = base::starts_with(target, "/") ? target.substr(1) : "xl/" + target;
        const std::string id = attribute(tag, "Id").value_or("");
        targets[id] = target;
        const std::string type = attribute(tag, "Type").value_or("/worksheet");
        if (!base::ends_with(type, "/worksheet")) others.insert(id);
    });
    std::vector<SheetInfo> sheets;
    for_each_tag(workbook_, "sheet", [&](std::string_view tag) {
        const std::string id = attribute(tag, "r:id").value_or("");
        if (others.count(id) > 0) return;
        SheetInfo sheet;
        sheet.name = attribute(tag, "name").value_or("");
        const std::string state = attribute(tag, "state").value_or("visible");
        sheet.hidden = state == "hidden" || state == "veryHidden";
        sheet.part = targets[id];
        const auto filled = filled_.find(sheet.part);
        sheet.empty = filled != filled_.end() && !filled->second;
        const auto merges = merges_.find(sheet.part);
        if (merges != merges_.end()) sheet.merges = merges->second;
        sheets.push_back(std::move(sheet));
    });
    return sheets;
}

}  // namespace intake::worker
