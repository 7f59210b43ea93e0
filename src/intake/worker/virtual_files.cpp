#include "intake/worker/virtual_files.hpp"

#include <cpl_vsi.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace intake::worker {

namespace {

constexpr const char* kPrefix = "/vsipanhuo/";
constexpr const char* kBase = "layer.";

VirtualFiles& shown() {
    static VirtualFiles files;
    return files;
}

struct Handle {
    std::unique_ptr<RangeReader> reader;  ///< or, without one, `made`
    std::string_view made;
    std::uint64_t place = 0;
    bool at_end = false;

    std::uint64_t size() const { return reader ? reader->size() : made.size(); }
    std::size_t read(char* to, std::size_t count) {
        if (reader) {
            reader->seek(place);
            return reader->read(to, count);
        }
        const std::size_t from = std::min<std::size_t>(static_cast<std::size_t>(place), made.size());
        const std::size_t part = std::min(count, made.size() - from);
        std::memcpy(to, made.data() + from, part);
        return part;
    }
};

const VirtualFile* find(const char* name) {
    const bool layer = std::strncmp(name, kBase, std::strlen(kBase)) == 0;
    if (!layer && std::strchr(name, '.') == nullptr) return nullptr;
    const auto found = shown().find(layer ? name + std::strlen(kBase) : name);
    return found == shown().end() ? nullptr : &found->second;
}

std::uint64_t size_of(const VirtualFile& file) { return file.range.path.empty() ? file.made.size() : file.range.size; }

int stat_file(void*, const char* name, VSIStatBufL* what, int) {
    const VirtualFile* const file = find(name);
    if (file == nullptr) return -1;
    std::memset(what, 0, sizeof *what);
    what->st_mode = S_IFREG | S_IRUSR;
    what->st_size = static_cast<decltype(what->st_size)>(size_of(*file));
    return 0;
}

void* open_file(void*, const char* name, const char* access) {
    const VirtualFile* const file = find(name);
    if (file == nullptr || std::strpbrk(access, "wa+") != nullptr) return nullptr;
    auto handle = std::make_unique<Handle>();
    if (file->range.path.empty()) {
        handle->made = file->made;
    } else {
        auto reader = RangeReader::open(file->range);
        if (!reader.ok()) return nullptr;
        handle->reader = std::move(reader).value();
    }
    return handle.release();
}

vsi_l_offset tell(void* file) { return static_cast<Handle*>(file)->place; }

int seek(void* file, vsi_l_offset offset, int whence) {
    Handle& handle = *static_cast<Handle*>(file);
    handle.place = whence == SEEK_SET ? offset : offset + (whence == SEEK_CUR ? handle.place : handle.size());
    handle.at_end = false;
    return 0;
}

std::size_t read(void* file, void* buffer, std::size_t size, std::size_t count) {
    Handle& handle = *static_cast<Handle*>(file);
    if (size == 0 || count == 0 || count > SIZE_MAX / size) return 0;
    const std::size_t done = handle.read(static_cast<char*>(buffer), size * count);
    handle.place += done;
    handle.at_end = done < size * count;
    return done / size;
}

int at_end(void* file) { return static_cast<Handle*>(file)->at_end ? 1 : 0; }

int close(void* file) {
    delete static_cast<Handle*>(file);
    return 0;
}

void install() {
    VSIFilesystemPluginCallbacksStruct* const calls = VSIAllocFilesystemPluginCallbacksStruct();
    calls->stat = stat_file;
    calls->open = open_file;
    calls->tell = tell;
    calls->seek = seek;
    calls->read = read;
    calls->eof = at_end;
    calls->close = close;
    VSIInstallPluginHandler(kPrefix, calls);
    VSIFreeFilesystemPluginCallbacksStruct(calls);
}

}  // namespace

void show_to_gdal(VirtualFiles files) {
    static const bool installed = (install(), true);
    static_cast<void>(installed);
    shown() = std::move(files);
}

std::string virtual_path(const std::string& extension) { return std::string(kPrefix) + kBase + extension; }

std::string virtual_name(const std::string& name) { return kPrefix + name; }

}  // namespace intake::worker
