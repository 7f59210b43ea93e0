#include "intake/worker/zip_directory.hpp"

#include "base/text.hpp"
#include "intake/worker/little_endian.hpp"
#include "intake/worker/output.hpp"
#include "intake/worker/plain_file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <set>

namespace intake::worker {

namespace {

constexpr std::size_t kDirectoryHead = 46;
constexpr std::size_t kLocalHead = 30;

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint32_t members = 0;
};

base::Result<Directory> find_directory(std::FILE* file, std::uint64_t file_size) {
    constexpr std::uint64_t kLongestEnd = 22 + 65535;
    const std::uint64_t tail = std::min(file_size, kLongestEnd);
    PANHUO_TRY(const std::string bytes, bytes_at(file, file_size - tail, tail));
    const std::size_t at = bytes.rfind("PK\x05\x06");
    if (at == std::string::npos || bytes.size() - at < 22) return zip_error("no directory / 文件不完整");
    const Directory found{little_endian(bytes, at + 16, 4), little_endian(bytes, at + 12, 4),
                          little_endian(bytes, at + 10, 2)};
    if (found.members == 0xFFFF || found.offset == 0xFFFFFFFF) return zip_error("zip64");
    // Other readers take the directory to end where this record begins, or follow a zip64 record anywhere in the tail:
    // where these are not one place, they would read members that nobody checked.
    if (bytes.find("PK\x06\x07") != std::string::npos) return zip_error("zip64");
    if (found.offset + found.size != file_size - tail + at) return zip_error("directory out of place / 文件已损坏");
    return found;
}

/// Characters that make a name look like another: U+202A…202E and U+2066…2069 turn the direction of writing.
bool turns_direction(std::string_view name) {
    for (std::size_t i = 0; i + 2 < name.size(); ++i) {
        const auto middle = static_cast<unsigned char>(name[i + 1]);
        const auto last = static_cast<unsigned char>(name[i + 2]);
        if (name[i] != '\xE2') continue;
        if (middle == 0x80 && last >= 0xAA && last <= 0xAE) return true;
        if (middle == 0x81 && last >= 0xA6 && last <= 0xA9) return true;
    }
    return false;
}

bool bad_name(std::string_view name) {
    if (name.empty() || name.size() > 512 || name.front() == '/') return true;
    if (name.find_first_of(std::string_view("\0\\:", 3)) != std::string_view::npos || turns_direction(name))
        return true;
    for (const std::string_view part : base::split(name, '/')) {
        if (part == "..") return true;
    }
    return false;
}

/// UTF-8 as it is, GBK decoded. GBK's second bytes can be a backslash or a colon's neighbours: judge after decoding.
base::Result<std::string> name_of(std::string_view bytes) {
    std::string name(bytes);
    if (!base::is_utf8(bytes)) {
        const auto decoded = base::decode_text(bytes);
        if (!decoded || decoded->encoding != base::Encoding::Gb18030) return zip_error("name / 部件名无法解读");
        name = decoded->text;
    }
    if (bad_name(name)) return zip_error("forbidden part name / 部件名不合规");
    return name;
}

/// Links, devices, sockets: what a container made on Unix says of a member's kind.
bool is_special(std::uint32_t made_by, std::uint32_t attributes) {
    if (made_by >> 8U != 3) return false;
    const std::uint32_t kind = attributes >> 16U & S_IFMT;
    return kind != 0 && kind != S_IFREG && kind != S_IFDIR;
}

base::Result<ZipMember> read_member(std::string_view entry, std::string_view raw_name) {
    const std::uint32_t flags = little_endian(entry, 8, 2);
    const std::uint32_t method = little_endian(entry, 10, 2);
    ZipMember member;
    PANHUO_TRY(member.name, name_of(raw_name));
    member.deflated = method == 8;
    member.packed = little_endian(entry, 20, 4);
    member.offset = little_endian(entry, 42, 4);
    if ((flags & 1U) != 0) return zip_error("password / 有密码，请先去掉密码");
    if (method != 0 && method != 8) return zip_error("compression method / 压缩方法不支持");
    if (is_special(little_endian(entry, 4, 2), little_endian(entry, 38, 4)))
        return zip_error("link / 含有链接：" + member.name);
    return member;
}

base::Result<std::vector<ZipMember>> read_entries(std::FILE* file, std::uint64_t file_size, const Limits& limits) {
    PANHUO_TRY(const Directory directory, find_directory(file, file_size));
    if (directory.members > limits.entries) return limit_error("zip: > " + std::to_string(limits.entries) + " parts");
    PANHUO_TRY(const std::string bytes, bytes_at(file, directory.offset, directory.size));
    std::vector<ZipMember> members;
    std::set<std::string> names;
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < directory.members; ++i) {
        const bool entry = bytes.size() - at >= kDirectoryHead && bytes.compare(at, 4, "PK\x01\x02") == 0;
        if (!entry) return zip_error("directory / 文件已损坏");
        const std::size_t name_size = little_endian(bytes, at + 28, 2);
        const std::size_t rest_size = little_endian(bytes, at + 30, 2) + little_endian(bytes, at + 32, 2);
        if (bytes.size() - at - kDirectoryHead < name_size + rest_size) return zip_error("directory / 文件已损坏");
        const std::string_view head(bytes.data() + at, kDirectoryHead);
        const std::string_view raw_name(bytes.data() + at + kDirectoryHead, name_size);
        PANHUO_TRY(ZipMember member, read_member(head, raw_name));
        if (!names.insert(member.name).second) return zip_error("name twice / 部件重名：" + member.name);
        PANHUO_TRY(const std::string local, bytes_at(file, member.offset, kLocalHead + name_size));
        if (local.compare(0, 4, "PK\x03\x04") != 0) return zip_error("part out of place / 文件已损坏");
        if (little_endian(local, 26, 2) != name_size || local.compare(kLocalHead, name_size, raw_name) != 0) {
            return zip_error("two names for one part / 部件名前后不一：" + member.name);
        }
        member.data = member.offset + kLocalHead + name_size + little_endian(local, 28, 2);
        members.push_back(std::move(member));
        at += kDirectoryHead + name_size + rest_size;
    }
    return members;
}

base::Status check_places(std::uint64_t end, const std::vector<ZipMember>& members) {
    std::vector<const ZipMember*> by_place;
    for (const ZipMember& member : members) {
        if (member.data + member.packed > end) return zip_error("cut off / 文件不完整");
        by_place.push_back(&member);
    }
    std::sort(by_place.begin(), by_place.end(),
              [](const ZipMember* a, const ZipMember* b) { return a->offset < b->offset; });
    for (std::size_t i = 1; i < by_place.size(); ++i) {
        if (by_place[i - 1]->data + by_place[i - 1]->packed > by_place[i]->offset) {
            return zip_error("overlapping parts / 部件重叠");
        }
    }
    return base::Done{};
}

}  // namespace

base::Error zip_error(const std::string& what) { return failed_error("zip: " + what); }

base::Result<std::string> bytes_at(std::FILE* file, std::uint64_t offset, std::size_t count) {
    std::string bytes(count, '\0');
    if (::fseeko(file, static_cast<off_t>(offset), SEEK_SET) != 0 ||
        std::fread(bytes.data(), 1, count, file) != count) {
        return zip_error("cut off / 文件不完整");
    }
    return bytes;
}

base::Result<std::vector<ZipMember>> read_zip_directory(const std::string& path, const Limits& limits) {
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return base::Error{base::Code::FileNotFound, {path}};
    if (::fseeko(file.get(), 0, SEEK_END) != 0) return zip_error("seek");
    const off_t size = ::ftello(file.get());
    if (size < 0) return zip_error("seek");
    PANHUO_TRY(std::vector<ZipMember> members, read_entries(file.get(), static_cast<std::uint64_t>(size), limits));
    PANHUO_DO(check_places(static_cast<std::uint64_t>(size), members));
    return members;
}

}  // namespace intake::worker
