#include "intake/worker/shapefile_parts.hpp"

#include "intake/worker/little_endian.hpp"
#include "intake/worker/output.hpp"
#include "intake/worker/recoder.hpp"

#include <algorithm>
#include <cctype>

namespace intake::worker {

namespace {

constexpr std::size_t kShpHead = 100;
constexpr std::uint32_t kShpCode = 9994;

base::Error wrong(const ShapefileParts& parts, const std::string& what) {
    return failed_error("shp: " + parts.name + ": " + what);
}

std::uint32_t big(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}
void put_big(std::string& out, std::uint64_t value) {
    for (unsigned i = 4; i-- > 0;) out.push_back(static_cast<char>(value >> (8U * i) & 0xFFU));
}

base::Result<std::string> beginning(const ByteRange& range, std::size_t count) {
    PANHUO_TRY(const auto reader, RangeReader::open(range));
    std::string bytes(count, '\0');
    bytes.resize(reader->read(bytes.data(), count));
    return bytes;
}

base::Status check_shp(const ShapefileParts& parts, const std::string& extension) {
    const ByteRange& range = parts.ranges.at(extension);
    PANHUO_TRY(const std::string head, beginning(range, kShpHead));
    if (head.size() < kShpHead || big(head, 0) != kShpCode || little_endian(head, 28, 4) != 1000) {
        return wrong(parts, "." + extension + " 不是 shapefile / not a shapefile");
    }
    if (std::uint64_t{big(head, 24)} * 2 > range.size) return wrong(parts, "." + extension + " cut off / 文件不完整");
    return base::Done{};
}

base::Status check_dbf(const ShapefileParts& parts, const Limits& limits) {
    const ByteRange& range = parts.ranges.at("dbf");
    PANHUO_TRY(const std::string head, beginning(range, 32));
    if (head.size() < 32) return wrong(parts, ".dbf cut off / 文件不完整");
    const std::uint64_t records = little_endian(head, 4, 4);
    const std::uint64_t head_size = little_endian(head, 8, 2);
    const std::uint64_t record_size = little_endian(head, 10, 2);
    if (records > limits.rows) return limit_error("> " + std::to_string(limits.rows) + " rows");
    if (head_size < 33 || record_size == 0) return wrong(parts, ".dbf damaged / 文件已损坏");
    if (head_size + records * record_size > range.size) return wrong(parts, ".dbf cut off / 文件不完整");
    return base::Done{};
}

/// The records of a dbf as a text: what is binary in it becomes blank.
class RecordsSource final : public ByteSource {
  public:
    RecordsSource(std::unique_ptr<RangeReader> reader, std::uint64_t from) : reader_(std::move(reader)), from_(from) {
        reader_->seek(from_);
    }
    base::Status read(std::string& piece) override {
        piece.resize(256 * 1024);
        piece.resize(reader_->read(piece.data(), piece.size()));
        std::replace_if(piece.begin(), piece.end(), [](char c) { return c == '\0' || c == '\x1A'; }, ' ');
        return base::Done{};
    }
    base::Status rewind() override {
        reader_->seek(from_);
        return base::Done{};
    }

  private:
    std::unique_ptr<RangeReader> reader_;
    std::uint64_t from_;
};

/// What a .cpg says: a name or a number of a code page, with or without words around it.
std::optional<base::Encoding> named_encoding(std::string_view text) {
    std::string name;
    for (const char c : text.substr(0, 64)) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            name.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        }
    }
    if (name == "UTF8" || name == "65001") return base::Encoding::Utf8;
    for (const std::string_view word : {"GB", "936", "EUCCN"}) {
        if (base::contains(name, word)) return base::Encoding::Gb18030;
    }
    return std::nullopt;
}

}  // namespace

base::Status check_parts(const ShapefileParts& parts, const Limits& limits) {
    PANHUO_DO(check_shp(parts, "shp"));
    if (parts.ranges.count("shx") > 0) PANHUO_DO(check_shp(parts, "shx"));
    if (parts.ranges.count("dbf") == 0) return wrong(parts, "没有 .dbf，请连同 .dbf 一起给 / .dbf is missing");
    return check_dbf(parts, limits);
}

base::Result<std::string> rebuilt_index(const ByteRange& shp, const Limits& limits) {
    PANHUO_TRY(const auto reader, RangeReader::open(shp));
    std::string index(kShpHead, '\0');
    if (reader->read(index.data(), kShpHead) != kShpHead) return failed_error("shp: cut off / 文件不完整");
    char head[8];
    for (std::uint64_t at = kShpHead; at + sizeof head <= shp.size;) {
        reader->seek(at);
        if (reader->read(head, sizeof head) != sizeof head) break;
        const std::uint64_t words = big(std::string_view(head, sizeof head), 4);
        if (at + sizeof head + words * 2 > shp.size) return failed_error("shp: cut off / 文件不完整");
        put_big(index, at / 2);
        put_big(index, words);
        at += sizeof head + words * 2;
        if (index.size() / sizeof head > limits.rows) return limit_error("> " + std::to_string(limits.rows) + " rows");
    }
    std::string length;
    put_big(length, index.size() / 2);
    index.replace(24, 4, length);
    return index;
}

base::Result<base::Encoding> dbf_encoding(const ShapefileParts& parts) {
    const ByteRange& dbf = parts.ranges.at("dbf");
    PANHUO_TRY(const std::string head, beginning(dbf, 32));
    if (head.size() < 32) return failed_error("shp: .dbf cut off / 文件不完整");
    PANHUO_TRY(auto reader, RangeReader::open(dbf));
    RecordsSource records(std::move(reader), 32);
    PANHUO_TRY(const Probe probe, probe_encoding(records));
    const base::Encoding by_bytes =
        probe.encoding == base::Encoding::Gb18030 ? base::Encoding::Gb18030 : base::Encoding::Utf8;
    const auto cpg = parts.ranges.find("cpg");
    if (cpg == parts.ranges.end()) return by_bytes;
    PANHUO_TRY(const std::string text, beginning(cpg->second, 64));
    const auto named = named_encoding(text);
    // GBK is no UTF-8: a .cpg that says so was written by a program that did not look.
    if (!named || (*named == base::Encoding::Utf8 && by_bytes == base::Encoding::Gb18030)) return by_bytes;
    return *named;
}

}  // namespace intake::worker
