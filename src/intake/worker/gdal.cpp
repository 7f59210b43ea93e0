#include "intake/worker/gdal.hpp"

#include "intake/worker/output.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace intake::worker {

void set_up_gdal() {
    CPLSetErrorHandler(CPLQuietErrorHandler);
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    // Spreadsheets: the first row is data and every cell is text; we find the head ourselves.
    for (const char* option : {"OGR_XLSX_HEADERS", "OGR_ODS_HEADERS"}) {
        CPLSetConfigOption(option, "DISABLE");
    }
    for (const char* option : {"OGR_XLSX_FIELD_TYPES", "OGR_ODS_FIELD_TYPES"}) {
        CPLSetConfigOption(option, "STRING");
    }
}

base::Result<Dataset> open_with(const char* driver, const std::string& path, const std::string& what,
                                const std::vector<std::string>& open_options) {
    const char* const drivers[] = {driver, nullptr};
    std::vector<const char*> options;
    for (const std::string& option : open_options) options.push_back(option.c_str());
    options.push_back(nullptr);
    CPLErrorReset();
    Dataset dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options.data()));
    if (!dataset) {
        const std::string why = CPLGetLastErrorMsg();
        return failed_error(what + ": " + (why.empty() ? "damaged / 文件已损坏" : why));
    }
    return dataset;
}

std::string shown_number(std::string_view stored) {
    std::size_t digits = 0;
    bool point = false;
    bool significant = false;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const char c = stored[i];
        if (c == '.' && !point) {
            point = true;
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            significant = significant || c != '0';
            digits += significant ? 1 : 0;
        } else if (!(c == '-' && i == 0)) {
            return std::string(stored);
        }
    }
    if (!point || digits < 16 || stored.size() > 40) return std::string(stored);
    const std::string text(stored);
    const double value = std::strtod(text.c_str(), nullptr);
    char shown[64];
    std::snprintf(shown, sizeof shown, "%.15g", value);
    return std::string_view(shown).find('e') == std::string_view::npos ? std::string(shown) : text;
}

}  // namespace intake::worker
