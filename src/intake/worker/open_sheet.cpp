#include "intake/worker/open_sheet.hpp"

#include "intake/worker/gdal.hpp"
#include "intake/worker/grid.hpp"
#include "intake/worker/open_sheet_parts.hpp"
#include "intake/worker/virtual_files.hpp"
#include "intake/worker/zip_check.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace intake::worker {

namespace {

constexpr char kContent[] = "content.xml";
constexpr std::uint64_t kMostContent = 300'000'000;  ///< held beside what the driver holds

/// The text with covered cells as plain cells. The driver counts a run of covered cells as one cell and moves all that
/// stand behind it; runs of plain cells it counts right, and merged regions are told by ourselves.
class Uncovered {
  public:
    void add(std::string_view piece) {
        carry_ += piece;
        const std::string_view text = carry_;
        std::size_t done = 0;
        for (std::size_t at = text.find(kCovered); at != std::string_view::npos; at = text.find(kCovered, done)) {
            text_.append(text.substr(done, at - done)).append(kPlain);
            done = at + kCovered.size();
        }
        // A word cut in two by the end of the piece waits for the next; an empty piece is the end.
        const std::size_t kept = piece.empty() ? 0 : std::min(text.size() - done, kCovered.size() - 1);
        text_.append(text.substr(done, text.size() - done - kept));
        carry_.erase(0, carry_.size() - kept);
    }
    std::string take() { return std::move(text_); }

  private:
    static constexpr std::string_view kCovered = "table:covered-table-cell";
    static constexpr std::string_view kPlain = "table:table-cell";
    std::string text_, carry_;
};

base::Result<Dataset> open_uncovered(const std::string& path, std::vector<ZipMember>& members, const Limits& limits) {
    for (const ZipMember& member : members)
        if (member.name == kContent && member.size > kMostContent)
            return limit_error("ods: content.xml > " + std::to_string(kMostContent) + " bytes");
    Uncovered uncovered;
    PANHUO_DO(check_zip(path, members, limits, [&](const std::string& part, std::string_view piece) -> base::Status {
        if (part == kContent) uncovered.add(piece);
        return base::Done{};
    }));
    show_to_gdal({{kContent, {{}, uncovered.take()}}});
    return open_with("ODS", "ODS:" + virtual_name(kContent), "ods");
}

}  // namespace

base::Status read_open_sheet(const std::string& path, std::vector<ZipMember> members, Output& out) {
    OpenSheetParts parts(out.limits());
    PANHUO_DO(check_zip(path, members, out.limits(),
                        [&](const std::string& part, std::string_view piece) { return parts.add(part, piece); }));
    if (!parts.is_spreadsheet()) return format_error("OpenDocument, 但不是表格 / not a spreadsheet");
    set_up_gdal();
    RegisterOGRODS();
    // The driver tells an ods by its extension; a kept source file has none.
    PANHUO_TRY(const Dataset dataset, parts.repeats_covered() ? open_uncovered(path, members, out.limits())
                                                              : open_with("ODS", "ODS:" + path, "ods"));
    return read_grids(*dataset, parts.sheets(), out);
}

}  // namespace intake::worker
