// Fuzz target: any bytes as a zip container (first byte even), or as an XML part in pieces (odd). Beyond not crashing:
// what passes the check lies inside the file, is counted, and regions of sheets have a size.
#include "base/text.hpp"
#include "intake/worker/open_sheet_parts.hpp"
#include "intake/worker/workbook_parts.hpp"
#include "intake/worker/zip_check.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

namespace {

using namespace intake::worker;

Limits small_limits() {
    Limits limits;
    limits.text_bytes = 20'000'000;
    limits.entries = 50;
    return limits;
}

void check_sheets(const std::vector<SheetInfo>& sheets) {
    for (const SheetInfo& sheet : sheets) {
        for (const Region& at : sheet.merges) {
            PANHUO_ASSERT(at.first_row > 0 && at.first_column > 0 && at.last_row >= at.first_row &&
                              at.last_column >= at.first_column,
                          "a region without a size");
        }
    }
}

void read_container(std::string_view bytes) {
    const int file = ::memfd_create("fuzz", MFD_CLOEXEC);
    PANHUO_ASSERT(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "no memory");
    const std::string path = "/proc/self/fd/" + std::to_string(file);
    auto members = read_zip_directory(path, small_limits());
    if (members.ok()) {
        std::vector<ZipMember> list = std::move(members).value();
        WorkbookParts workbook;
        OpenSheetParts open_sheet(small_limits());
        const auto done = check_zip(path, list, small_limits(), [&](const std::string& part, std::string_view piece) {
            workbook.add(part, piece);
            return open_sheet.add(part, piece);
        });
        for (const ZipMember& member : list) {
            PANHUO_ASSERT(member.data + member.packed <= bytes.size(), "a member outside the file");
            PANHUO_ASSERT(base::is_utf8(member.name), "a name that is not UTF-8");
            PANHUO_ASSERT(!done.ok() || member.deflated || member.size == member.packed, "stored, but another size");
        }
        check_sheets(workbook.sheets());
        check_sheets(open_sheet.sheets());
    }
    ::close(file);
}

void read_part(std::string_view bytes, std::size_t piece) {
    for (const std::string part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
                                   "content.xml", "META-INF/manifest.xml"}) {
        WorkbookParts workbook;
        OpenSheetParts open_sheet(small_limits());
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            workbook.add(part, bytes.substr(at, piece));
            if (!open_sheet.add(part, bytes.substr(at, piece)).ok()) break;
        }
        workbook.add(part, {});
        workbook.add("xl/workbook.xml", "<sheet name=\"s\" r:id=\"r\"/>");
        workbook.add("xl/_rels/workbook.xml.rels", "<Relationship Id=\"r\" Target=\"worksheets/sheet1.xml\"/>");
        check_sheets(workbook.sheets());
        check_sheets(open_sheet.sheets());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 0) {
        read_container(bytes);
    } else {
        read_part(bytes, 1 + data[0] / 2);
    }
    return 0;
}
