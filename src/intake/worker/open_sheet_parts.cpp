#include "intake/worker/open_sheet_parts.hpp"

#include "base/text.hpp"
#include "intake/worker/output.hpp"

#include <algorithm>
#include <cstdlib>

namespace intake::worker {

namespace {

constexpr std::size_t kMaxMerges = 100'000;
/// Cells with a value, repeats counted: the library keeps a sheet in memory, some 50 bytes a cell and its text.
constexpr std::uint64_t kMostFilled = 8'000'000;

std::uint64_t count_of(std::string_view tag, std::string_view name) {
    const auto text = attribute(tag, name);
    if (!text) return 1;
    return std::clamp<std::uint64_t>(std::strtoull(text->c_str(), nullptr, 10), 1, 10'000'000'000);
}

}  // namespace

base::Status OpenSheetParts::add(const std::string& part, std::string_view piece) {
    const bool manifest = part == "META-INF/manifest.xml";
    if (!manifest && part != "content.xml") return base::Done{};
    const std::string_view text = pieces_.add(piece);
    base::Status done = base::Done{};
    for_each_tag(text, [&](std::string_view tag) {
        if (!done.ok()) return;
        if (manifest) {
            if (element_of(tag) == "encryption-data") done = failed_error("ods: password / 有密码，请先去掉密码");
        } else {
            done = content_tag(tag);
        }
    });
    return done;
}

base::Status OpenSheetParts::content_tag(std::string_view tag) {
    const std::string_view element = element_of(tag);
    if (element == "covered-table-cell" && count_of(tag, "table:number-columns-repeated") > 1) repeats_covered_ = true;
    if (element == "table-cell" || element == "covered-table-cell") return cell(tag);
    if (element == "table-row") return begin_row(tag);
    if (element == "table") begin_sheet(tag);
    if (element == "spreadsheet") spreadsheet_ = true;
    if (element == "style") style_ = attribute(tag, "style:name").value_or("");
    if (element == "table-properties" && attribute(tag, "table:display").value_or("true") == "false") {
        hidden_styles_.insert(style_);
    }
    return base::Done{};
}

void OpenSheetParts::begin_sheet(std::string_view tag) {
    SheetInfo sheet;
    sheet.name = attribute(tag, "table:name").value_or("");
    sheet.hidden = hidden_styles_.count(attribute(tag, "table:style-name").value_or("")) > 0;
    sheet.empty = true;
    sheets_.push_back(std::move(sheet));
    row_ = row_count_ = column_ = 0;
}

base::Status OpenSheetParts::begin_row(std::string_view tag) {
    row_ += row_count_ == 0 ? 1 : row_count_;
    row_count_ = count_of(tag, "table:number-rows-repeated");
    column_ = 0;
    return base::Done{};
}

base::Status OpenSheetParts::cell(std::string_view tag) {
    const std::uint64_t count = count_of(tag, "table:number-columns-repeated");
    const std::uint64_t first = column_ + 1;
    column_ += count;
    if (attribute(tag, "office:value-type")) {
        filled_ += count * row_count_;
        if (!sheets_.empty()) sheets_.back().empty = false;
        if (row_ + row_count_ - 1 > limits_.rows) return limit_error("> " + std::to_string(limits_.rows) + " rows");
        if (column_ > limits_.columns) return limit_error("> " + std::to_string(limits_.columns) + " columns");
        if (filled_ > kMostFilled) return limit_error("> " + std::to_string(kMostFilled) + " cells");
    }
    const std::uint64_t down = count_of(tag, "table:number-rows-spanned");
    const std::uint64_t right = count_of(tag, "table:number-columns-spanned");
    if (down * right == 1 || row_ == 0 || sheets_.empty() || sheets_.back().merges.size() >= kMaxMerges)
        return base::Done{};
    if (row_ + down > limits_.rows || first + right > 16'384) return base::Done{};
    sheets_.back().merges.push_back({static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(first),
                                     static_cast<std::uint32_t>(row_ + down - 1),
                                     static_cast<std::uint32_t>(first + right - 1)});
    return base::Done{};
}

}  // namespace intake::worker
