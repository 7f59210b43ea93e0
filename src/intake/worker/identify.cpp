#include "intake/worker/identify.hpp"

#include "base/ascii.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "intake/worker/geojson.hpp"
#include "intake/worker/output.hpp"

#include <array>

namespace intake::worker {

namespace {

std::string take_extension(std::string& name) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos || dot == 0) return {};
    std::string extension = base::lower_case(std::string_view(name).substr(dot + 1));
    name.resize(dot);
    return extension;
}

struct Magic {
    std::string_view bytes;
    std::string_view format;
};
using namespace std::string_view_literals;
constexpr std::array kForeign = {
    Magic{"\xD0\xCF\x11\xE0"sv, "xls/doc (OLE)"sv},
    Magic{"%PDF"sv, "pdf"sv},
    Magic{"\x89PNG"sv, "png"sv},
    Magic{"\xFF\xD8\xFF"sv, "jpeg"sv},
    Magic{"GIF8"sv, "gif"sv},
    Magic{"BM"sv, "bmp"sv},
    Magic{"Rar!"sv, "rar"sv},
    Magic{"7z\xBC\xAF"sv, "7z"sv},
    Magic{"SQLite format 3"sv, "sqlite/gpkg"sv},
    Magic{"\x7F"
          "ELF"sv,
          "program"sv},
    Magic{"MZ"sv, "program"sv},
    Magic{"PK"sv, "zip"sv},
    Magic{"\x1F\x8B"sv, "gzip"sv},
    Magic{"BZh"sv, "bzip2"sv},
    Magic{"\xFD"
          "7zXZ"sv,
          "xz"sv},
    Magic{"<?xml"sv, "xml"sv},
    Magic{"<!DOCTYPE"sv, "html"sv},
    Magic{"<html"sv, "html"sv},
    Magic{"{\\rtf"sv, "rtf"sv},
};

struct Form {
    FileForm form;
    std::string_view magic;
    std::string_view what;
    std::string_view extensions;  ///< between blanks
};
constexpr std::array kForms = {
    Form{FileForm::Container, "PK\x03\x04"sv, "zip", " xlsx xlsm ods zip "},
    Form{FileForm::Xls, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "xls/doc (OLE)", " xls "},
    Form{FileForm::GeoPackage, "SQLite format 3\0"sv, "sqlite/gpkg", " gpkg "},
    Form{FileForm::Shapefile, "\x00\x00\x27\x0A"sv, "shp", " shp "},
    Form{FileForm::GeoJson, ""sv, "json", " geojson json "},
};

bool begins_like(const Form& form, std::string_view head, bool named) {
    if (form.form != FileForm::GeoJson) return base::starts_with(head, form.magic);
    // A brace may begin any text: without a name that says so, the text must speak of features.
    return begins_like_json(head) && (named || base::contains(head, "\"Feature"));
}

}  // namespace

FileName file_name_of(const std::string& path) {
    FileName name;
    name.base = base::file_name(path);
    std::string rest = name.base;
    name.extension = take_extension(rest);
    if (name.extension == "gz") {
        name.gzip = true;
        name.extension = take_extension(rest);
    }
    return name;
}

base::Result<FileForm> file_form(const FileName& name, std::string_view head) {
    for (const Form& form : kForms) {
        const std::string word = " " + name.extension + " ";
        const bool named = !name.extension.empty() && !name.gzip && base::contains(form.extensions, word);
        const bool begins = begins_like(form, head, named);
        if (begins && (named || name.extension.empty())) return form.form;
        if (begins && form.form != FileForm::GeoJson) {
            return format_error(std::string(form.what) + ", ." + name.extension);
        }
        if (named) return format_error("." + name.extension + ", 但内容不是 / but not by its content");
    }
    return FileForm::Text;
}

std::string foreign_format(std::string_view head) {
    for (const Magic& magic : kForeign) {
        if (!base::starts_with(head, magic.bytes)) continue;
        // Two letters are a weak sign: a heading may begin with them. Programs and pictures hold zero bytes at once.
        const bool weak = magic.bytes.size() == 2 && magic.bytes != "PK" && magic.bytes != "\x1F\x8B";
        if (weak && head.substr(0, 512).find('\0') == std::string_view::npos) continue;
        return std::string(magic.format);
    }
    return {};
}

bool is_boundary_text(std::string_view utf8) {
    const std::string_view head = utf8.substr(0, 64 * 1024);
    if (base::contains(head, "[地块坐标]") || base::contains(head, "[属性描述]")) return true;
    if (base::contains(head, "【地块坐标】") || base::contains(head, "【属性描述】")) return true;
    int plot_lines = 0;
    for (std::string_view line : base::split(head, '\n')) {
        line = base::trim(line);
        if (base::ends_with(line, ",@") || base::ends_with(line, "，@")) ++plot_lines;
    }
    return plot_lines > 0;
}

base::Result<TextForm> text_form(const FileName& name, std::string_view utf8_head) {
    const std::string& extension = name.extension;
    const bool boundary = is_boundary_text(utf8_head);
    if (extension == "csv" || extension == "tsv") {
        if (boundary) return format_error("." + extension + " ≠ 界址点 txt / boundary-point text");
        return TextForm::Table;
    }
    if (extension == "txt" || extension.empty()) return boundary ? TextForm::Boundary : TextForm::Table;
    return format_error("." + extension);
}

}  // namespace intake::worker
