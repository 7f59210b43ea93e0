#include "intake/worker/shapefile.hpp"

#include "base/ascii.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "intake/worker/gdal.hpp"
#include "intake/worker/layer.hpp"
#include "intake/worker/recoder.hpp"
#include "intake/worker/shapefile_parts.hpp"
#include "intake/worker/virtual_files.hpp"
#include "intake/worker/zip_check.hpp"

#include <ogrsf_frmts.h>
#include <sys/stat.h>

#include <algorithm>

namespace intake::worker {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr const char* kExtensions[] = {"shp", "dbf", "shx", "cpg", "prj"};

/// The file that macOS adds beside every other: 「__MACOSX/._地块.shp」.
bool is_shadow(std::string_view name) {
    return base::starts_with(name, "__MACOSX/") || base::starts_with(base::file_name(std::string(name)), "._");
}

bool is_shp(const ZipMember& member) {
    return base::ends_with(base::lower_case(member.name), ".shp") && !is_shadow(member.name);
}

/// Decodes the texts of one dbf and counts what could not be decoded.
class Texts {
  public:
    explicit Texts(base::Encoding encoding) : encoding_(encoding), recoder_(encoding) {}

    std::string decode(std::string_view bytes, std::size_t width) {
        std::string text;
        const std::uint64_t before = recoder_.broken();
        recoder_.add(bytes, text);
        recoder_.finish(text);
        std::uint64_t broken = recoder_.broken() - before;
        // A field that is full to its last byte is cut there, in the middle of a character if need be.
        if (broken > 0 && bytes.size() + 1 >= width && base::ends_with(text, kReplacement)) {
            while (base::ends_with(text, kReplacement)) text.resize(text.size() - kReplacement.size());
            broken = 0;
        }
        broken_ += broken;
        return text;
    }
    base::Status finish(Output& out) const {
        if (broken_ == 0) return base::Done{};
        return out.note("ENCODING_BROKEN", 0, {std::string(base::encoding_name(encoding_)), std::to_string(broken_)});
    }

  private:
    base::Encoding encoding_;
    Recoder recoder_;
    std::uint64_t broken_ = 0;
};

base::Status read_parts(const ShapefileParts& parts, Output& out) {
    PANHUO_DO(check_parts(parts, out.limits()));
    VirtualFiles files;
    for (const char* extension : {"shp", "dbf", "shx"}) {
        const auto range = parts.ranges.find(extension);
        if (range != parts.ranges.end()) files[extension] = {range->second, {}};
    }
    if (files.count("shx") == 0) {
        PANHUO_TRY(files["shx"].made, rebuilt_index(parts.ranges.at("shp"), out.limits()));
    }
    std::string prj;
    if (const auto range = parts.ranges.find("prj"); range != parts.ranges.end()) {
        PANHUO_TRY(prj, read_range(range->second, 64 * 1024));
    }
    PANHUO_TRY(const base::Encoding encoding, dbf_encoding(parts));

    show_to_gdal(std::move(files));
    PANHUO_TRY(const Dataset dataset,
               open_with("ESRI Shapefile", virtual_path("shp"), "shp: " + parts.name, {"ENCODING="}));
    if (dataset->GetLayerCount() != 1) return failed_error("shp: " + parts.name + ": damaged / 文件已损坏");
    Texts texts(encoding);
    PANHUO_DO(read_layer(
        *dataset->GetLayer(0), parts.name, reference_of_text(prj),
        [&](std::string_view bytes, std::size_t width) { return texts.decode(bytes, width); }, out));
    return texts.finish(out);
}

void start_driver() {
    set_up_gdal();
    RegisterOGRShape();
}

}  // namespace

bool holds_shapefile(const std::vector<ZipMember>& members) {
    return std::any_of(members.begin(), members.end(), is_shp);
}

base::Status read_zipped_shapefile(const std::string& path, std::vector<ZipMember> members, Output& out) {
    PANHUO_DO(check_zip(path, members, out.limits(),
                        [](const std::string&, std::string_view) { return base::Status(base::Done{}); }));
    start_driver();
    for (const ZipMember& shp : members) {
        if (!is_shp(shp)) continue;
        const std::string stem = shp.name.substr(0, shp.name.size() - 3);
        ShapefileParts parts;
        parts.name = base::file_name(stem.substr(0, stem.size() - 1));
        for (const char* extension : kExtensions) {
            const std::string wanted = base::lower_case(stem + extension);
            for (const ZipMember& member : members) {
                if (base::lower_case(member.name) != wanted) continue;
                parts.ranges[extension] = {path, member.data, member.packed, member.size, member.deflated};
            }
        }
        PANHUO_DO(read_parts(parts, out));
    }
    return base::Done{};
}

base::Status read_bare_shapefile(const std::string& path, Output& out) {
    ShapefileParts parts;
    const bool named = base::ends_with(base::lower_case(path), ".shp");
    const std::string stem = named ? path.substr(0, path.size() - 3) : path + ".";
    parts.name = base::file_name(stem.substr(0, stem.size() - 1));
    PANHUO_TRY(parts.ranges["shp"], whole_file(path));
    for (const char* extension : {"dbf", "shx", "cpg", "prj"}) {
        for (const std::string& beside : {stem + extension, stem + base::upper_case(extension)}) {
            struct stat what{};
            if (::stat(beside.c_str(), &what) != 0 || !S_ISREG(what.st_mode)) continue;
            PANHUO_TRY(parts.ranges[extension], whole_file(beside));
            break;
        }
    }
    start_driver();
    return read_parts(parts, out);
}

}  // namespace intake::worker
