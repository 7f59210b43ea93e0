#include "report/xlsx_file.hpp"

#include <cstdio>
#include <utility>

namespace report {
namespace {

std::string half_written(const std::string& path) { return path + ".part"; }

}  // namespace

base::Result<XlsxFile> XlsxFile::open(const std::string& path) {
    lxw_workbook* workbook = workbook_new(half_written(path).c_str());
    if (workbook == nullptr) return base::Error{base::Code::FileUnwritable, {path, "xlsx"}};
    lxw_doc_properties properties{};
    properties.created = 1'704'067'200;  // any fixed instant: the same table gives the same bytes
    workbook_set_properties(workbook, &properties);
    return XlsxFile(path, workbook);
}

XlsxFile::XlsxFile(XlsxFile&& other) noexcept
    : path_(std::move(other.path_)), workbook_(std::exchange(other.workbook_, nullptr)) {}

XlsxFile::~XlsxFile() {
    if (workbook_ == nullptr) return;
    workbook_close(workbook_);  // the library frees a workbook only by writing it
    std::remove(half_written(path_).c_str());
}

base::Status XlsxFile::finish() {
    const lxw_error problem = workbook_close(std::exchange(workbook_, nullptr));
    if (problem != LXW_NO_ERROR) {
        std::remove(half_written(path_).c_str());
        return base::Error{base::Code::FileUnwritable, {path_, lxw_strerror(problem)}};
    }
    if (std::rename(half_written(path_).c_str(), path_.c_str()) != 0)
        return base::Error{base::Code::FileUnwritable, {path_, "rename"}};
    return base::Done{};
}

}  // namespace report
