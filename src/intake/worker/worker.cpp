#include "intake/worker/worker.hpp"

#include "intake/worker/byte_range.hpp"
#include "intake/worker/byte_source.hpp"
#include "intake/worker/container.hpp"
#include "intake/worker/geojson.hpp"
#include "intake/worker/geopackage.hpp"
#include "intake/worker/identify.hpp"
#include "intake/worker/map_writer.hpp"
#include "intake/worker/sandbox.hpp"
#include "intake/worker/shapefile.hpp"
#include "intake/worker/text_file.hpp"
#include "intake/worker/xls.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <new>

namespace intake::worker {

namespace {

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(fd, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

/// The first bytes as they are in the file; a gzipped file begins with its own magic.
base::Result<std::string> first_bytes(const std::string& path, const Limits& limits) {
    PANHUO_TRY(const ByteRange file, whole_file(path));
    if (file.size > limits.file_bytes) return limit_error("> " + std::to_string(limits.file_bytes) + " bytes");
    PANHUO_TRY(const auto reader, RangeReader::open(file));
    std::string head(4096, '\0');
    head.resize(reader->read(head.data(), head.size()));
    return head;
}

base::Status read_any(const std::string& path, Output& out) {
    const FileName name = file_name_of(path);
    PANHUO_TRY(const std::string head, first_bytes(path, out.limits()));
    PANHUO_TRY(const FileForm form, file_form(name, head));
    switch (form) {
        case FileForm::Container:
            return read_container(path, name, out);
        case FileForm::Xls:
            return read_xls(path, out);
        case FileForm::GeoPackage:
            return read_geopackage(path, out);
        case FileForm::Shapefile:
            return read_bare_shapefile(path, out);
        case FileForm::GeoJson:
            return read_geojson(path, out);
        case FileForm::Text:
            break;
    }
    PANHUO_TRY(const auto source, open_bytes(path, out.limits()));
    return read_text_file(*source, name, out);
}

/// "ReaderLimit" and the detail, as the parent expects them: it knows the file's name itself.
bool report(const base::Error& error, Output& out) {
    std::string what;
    for (const std::string& arg : error.args) {
        if (!arg.empty()) what += (what.empty() ? "" : ": ") + arg;
    }
    switch (error.code) {
        case base::Code::FormatUnknown:
            return out.error("FormatUnknown", what).ok();
        case base::Code::ReaderLimit:
            return out.error("ReaderLimit", what).ok();
        case base::Code::FileNotFound:
            return out.error("FileNotFound", what).ok();
        case base::Code::FileUnreadable:
            return out.error("FileUnreadable", what).ok();
        default:
            return out.error("ReaderFailed", what).ok();
    }
}

}  // namespace

bool read_to(const std::string& path, Output& out) {
    if (!out.hello().ok()) return false;
    try {
        const base::Status done = read_any(path, out);
        return done.ok() ? out.end().ok() : report(done.error(), out);
    } catch (const std::bad_alloc&) {
        return report(limit_error("memory / 内存"), out);
    }
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.size() == 1 && arguments[0] == "--version") {
        std::puts("panhuo-worker " PANHUO_VERSION);
        return 0;
    }
    const bool binary = arguments.size() == 3 && arguments[0] == "read" && arguments[1] == "--wkb";
    const bool reads = binary || (arguments.size() == 2 && arguments[0] == "read");
    const bool writes = arguments.size() == 3 && arguments[0] == "write";
    if (!reads && !writes) {
        std::fputs("usage: panhuo-worker read [--wkb] FILE | write DATE SPOOL | --version\n", stderr);
        return 2;
    }
    enter_sandbox();
    const Output::Write say = [](std::string_view bytes) { return write_all(STDOUT_FILENO, bytes); };
    Output out(say, Limits{}, binary ? Shapes::Binary : Shapes::Text);
    if (reads) return read_to(arguments.back(), out) ? 0 : 3;
    const base::Status written = write_map(arguments[1], arguments[2], say);
    return (written.ok() ? out.end().ok() : report(written.error(), out)) ? 0 : 3;
}

}  // namespace intake::worker
