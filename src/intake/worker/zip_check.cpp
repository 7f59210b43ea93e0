#include "intake/worker/zip_check.hpp"

#include "base/text.hpp"
#include "intake/worker/output.hpp"

#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <memory>

namespace intake::worker {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

base::Error damaged(const std::string& what) { return failed_error("xlsx: " + what); }

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

base::Result<std::string> bytes_at(std::FILE* file, std::uint64_t offset, std::size_t count) {
    std::string bytes(count, '\0');
    if (std::fseek(file, static_cast<long>(offset), SEEK_SET) != 0 ||
        std::fread(bytes.data(), 1, count, file) != count) {
        return damaged("cut off / 文件不完整");
    }
    return bytes;
}

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
    if (at == std::string::npos || bytes.size() - at < 22) return damaged("no directory / 文件不完整");
    const Directory found{little(bytes, at + 16, 4), little(bytes, at + 12, 4), little(bytes, at + 10, 2)};
    if (found.members == 0xFFFF || found.offset == 0xFFFFFFFF) return damaged("zip64");
    if (found.offset + found.size > file_size - tail + at) return damaged("directory out of place / 文件已损坏");
    return found;
}

bool bad_name(std::string_view name) {
    if (name.empty() || name.size() > 255 || name.front() == '/' || !base::is_utf8(name)) return true;
    if (name.find_first_of(std::string_view("\0\\:", 3)) != std::string_view::npos) return true;
    for (const std::string_view part : base::split(name, '/')) {
        if (part == "..") return true;
    }
    return false;
}

base::Result<std::vector<ZipMember>> read_directory(std::FILE* file, std::uint64_t file_size, const Limits& limits) {
    PANHUO_TRY(const Directory directory, find_directory(file, file_size));
    if (directory.members > limits.entries) return limit_error("xlsx: > " + std::to_string(limits.entries) + " parts");
    PANHUO_TRY(const std::string bytes, bytes_at(file, directory.offset, directory.size));
    std::vector<ZipMember> members;
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < directory.members; ++i) {
        constexpr std::size_t kHead = 46;
        if (bytes.size() - at < kHead || bytes.compare(at, 4, "PK\x01\x02") != 0)
            return damaged("directory / 文件已损坏");
        const std::uint32_t flags = little(bytes, at + 8, 2);
        const std::size_t name_size = little(bytes, at + 28, 2);
        const std::size_t rest_size = little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
        if (bytes.size() - at - kHead < name_size + rest_size) return damaged("directory / 文件已损坏");
        ZipMember member;
        member.name = bytes.substr(at + kHead, name_size);
        member.method = little(bytes, at + 10, 2);
        member.packed = little(bytes, at + 20, 4);
        member.offset = little(bytes, at + 42, 4);
        if ((flags & 1U) != 0) return damaged("password / 有密码，请先去掉密码");
        if (bad_name(member.name)) return damaged("forbidden part name / 部件名不合规");
        if (member.method != 0 && member.method != 8) return damaged("compression method / 压缩方法不支持");
        members.push_back(std::move(member));
        at += kHead + name_size + rest_size;
    }
    return members;
}

base::Status locate_and_check_overlap(std::FILE* file, std::uint64_t end, std::vector<ZipMember>& members) {
    std::vector<const ZipMember*> by_place;
    for (ZipMember& member : members) {
        PANHUO_TRY(const std::string head, bytes_at(file, member.offset, 30));
        if (head.compare(0, 4, "PK\x03\x04") != 0) return damaged("part out of place / 文件已损坏");
        member.data = member.offset + 30 + little(head, 26, 2) + little(head, 28, 2);
        if (member.data + member.packed > end) return damaged("cut off / 文件不完整");
        by_place.push_back(&member);
    }
    std::sort(by_place.begin(), by_place.end(),
              [](const ZipMember* a, const ZipMember* b) { return a->offset < b->offset; });
    for (std::size_t i = 1; i < by_place.size(); ++i) {
        if (by_place[i - 1]->data + by_place[i - 1]->packed > by_place[i]->offset) {
            return damaged("overlapping parts / 部件重叠");
        }
    }
    return base::Done{};
}

bool is_xml(const std::string& name) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return base::ends_with(lower, ".xml") || base::ends_with(lower, ".rels") || base::ends_with(lower, ".vml");
}

/// Refuses a document type. It may stand only before the root element, among comments and processing instructions,
/// which are passed over whole: a "<a" inside a comment is no root.
class PrologCheck {
  public:
    base::Status add(std::string_view piece) {
        if (done_) return base::Done{};
        for (const char c : piece) {
            if (c != '\0') prolog_.push_back(c);  // UTF-16 hides nothing
        }
        while (!done_) {
            const std::size_t open = prolog_.find('<', at_);
            if (open == std::string::npos || prolog_.size() - open < 4) break;
            const std::string_view rest = std::string_view(prolog_).substr(open);
            if (base::starts_with(rest, "<!--") || base::starts_with(rest, "<?")) {
                const std::size_t close = rest[1] == '?' ? rest.find("?>", 2) : rest.find("-->", 4);
                if (close == std::string_view::npos) break;
                at_ = open + close;
            } else if (rest[1] == '!') {
                return damaged("document type / 含有 DTD，不读");
            } else {
                done_ = true;
            }
        }
        if (!done_ && prolog_.size() > 64 * 1024) return damaged("endless prolog / 文件已损坏");
        return base::Done{};
    }

  private:
    std::string prolog_;
    std::size_t at_ = 0;
    bool done_ = false;
};

class Inflater {
  public:
    explicit Inflater(bool stored) : stored_(stored) { good_ = inflateInit2(&stream_, -15) == Z_OK; }
    ~Inflater() {
        if (good_) inflateEnd(&stream_);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Hands out what `input` gives, in pieces.
    base::Status add(std::string& input, const std::function<base::Status(std::string_view)>& take) {
        if (stored_) return take(input);
        if (!good_) return damaged("zlib");
        stream_.next_in = reinterpret_cast<Bytef*>(input.data());
        stream_.avail_in = static_cast<uInt>(input.size());
        while (true) {
            char buffer[64 * 1024];
            stream_.next_out = reinterpret_cast<Bytef*>(buffer);
            stream_.avail_out = sizeof buffer;
            const int state = inflate(&stream_, Z_NO_FLUSH);
            if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
                return damaged("damaged part / 文件已损坏");
            const std::size_t count = sizeof buffer - stream_.avail_out;
            if (count > 0) PANHUO_DO(take(std::string_view(buffer, count)));
            if (state == Z_STREAM_END || (stream_.avail_in == 0 && stream_.avail_out > 0)) return base::Done{};
            if (state == Z_BUF_ERROR && count == 0) return base::Done{};
        }
    }

  private:
    z_stream stream_{};
    bool stored_;
    bool good_ = false;
};

base::Status check_member(std::FILE* file, const ZipMember& member, const Limits& limits, std::uint64_t& total,
                          const OnXml& on_xml) {
    Inflater inflater(member.method == 0);
    PrologCheck prolog;
    std::uint64_t out = 0;
    const auto take = [&](std::string_view piece) -> base::Status {
        out += piece.size();
        total += piece.size();
        if (total > limits.text_bytes) return limit_error("xlsx: > " + std::to_string(limits.text_bytes) + " bytes");
        if (out > limits.free_bytes && out / limits.ratio > member.packed) {
            return limit_error("xlsx: grows more than " + std::to_string(limits.ratio) + ":1");
        }
        PANHUO_DO(prolog.add(piece));
        on_xml(member.name, piece);
        return base::Done{};
    };
    constexpr std::uint64_t kPiece = 256 * 1024;
    for (std::uint64_t at = 0; at < member.packed; at += kPiece) {
        PANHUO_TRY(std::string piece, bytes_at(file, member.data + at, std::min(kPiece, member.packed - at)));
        PANHUO_DO(inflater.add(piece, take));
    }
    on_xml(member.name, {});
    return base::Done{};
}

}  // namespace

base::Result<std::vector<ZipMember>> check_zip(const std::string& path, const Limits& limits, const OnXml& on_xml) {
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return base::Error{base::Code::FileNotFound, {path}};
    if (std::fseek(file.get(), 0, SEEK_END) != 0) return damaged("seek");
    const long size = std::ftell(file.get());
    if (size < 0) return damaged("seek");
    const auto file_size = static_cast<std::uint64_t>(size);
    PANHUO_TRY(std::vector<ZipMember> members, read_directory(file.get(), file_size, limits));
    PANHUO_DO(locate_and_check_overlap(file.get(), file_size, members));
    std::uint64_t total = 0;
    for (const ZipMember& member : members) {
        if (is_xml(member.name)) PANHUO_DO(check_member(file.get(), member, limits, total, on_xml));
    }
    return members;
}

}  // namespace intake::worker
