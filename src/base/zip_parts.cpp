#include "base/zip_parts.hpp"

#include "base/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace base {
namespace {

constexpr std::uint32_t kLocalHead = 0x04034B50, kDirectoryHead = 0x02014B50, kDirectoryEnd = 0x06054B50;
constexpr std::uint16_t kReaderVersion = 20;  // of the format: deflate, no zip64
constexpr std::size_t kLocalSize = 30, kDirectorySize = 46, kEndSize = 22;
/// Rows of a paper are alike: the fastest packing makes a twentieth of them, slower ones little less.
constexpr int kPackingLevel = 1;

std::uint32_t number(std::string_view bytes, std::size_t at, int size) {
    std::uint32_t value = 0;
    for (int i = size - 1; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

void add(std::string& bytes, std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i, value >>= 8U) bytes += static_cast<char>(value & 0xFFU);
}

Error no_zip(const std::string& path) { return {Code::FileUnwritable, {path, "zip"}}; }

}  // namespace

Result<std::vector<ZipPart>> read_zip(const std::string& path) {
    PANHUO_TRY(const std::string bytes, read_file(path));
    if (bytes.size() < kEndSize || number(bytes, bytes.size() - kEndSize, 4) != kDirectoryEnd) return no_zip(path);
    std::size_t at = number(bytes, bytes.size() - kEndSize + 16, 4);
    std::vector<ZipPart> parts;
    while (at + kDirectorySize <= bytes.size() && number(bytes, at, 4) == kDirectoryHead) {
        ZipPart part;
        part.method = static_cast<std::uint16_t>(number(bytes, at + 10, 2));
        part.stamp = number(bytes, at + 12, 4);
        part.crc = number(bytes, at + 16, 4);
        part.size = number(bytes, at + 24, 4);
        const std::size_t packed = number(bytes, at + 20, 4);
        const std::size_t name = number(bytes, at + 28, 2);
        const std::size_t local = number(bytes, at + 42, 4);
        if (at + kDirectorySize + name > bytes.size() || local + kLocalSize > bytes.size()) return no_zip(path);
        part.name = bytes.substr(at + kDirectorySize, name);
        const std::size_t data = local + kLocalSize + number(bytes, local + 26, 2) + number(bytes, local + 28, 2);
        if (data + packed > bytes.size()) return no_zip(path);
        part.packed = bytes.substr(data, packed);
        parts.push_back(std::move(part));
        at += kDirectorySize + name + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    }
    return parts;
}

Result<std::string> unpack(const ZipPart& part, const std::string& path) {
    if (part.method == 0) return part.packed;
    std::optional<std::string> bytes = inflated(part.packed, part.size);
    if (!bytes) return no_zip(path);
    return std::move(*bytes);
}

Result<std::unique_ptr<ZipWriter>> ZipWriter::create(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return Error{Code::FileUnwritable, {path, std::strerror(errno)}};
    return std::unique_ptr<ZipWriter>(new ZipWriter(file, path));
}

ZipWriter::~ZipWriter() {
    if (packed_.valid()) packed_.wait();
    if (file_ != nullptr) std::fclose(file_);
}

Status ZipWriter::put(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) return failed("write");
    offset_ += bytes.size();
    return Done{};
}

/// What a part's own head and its line in the directory both say.
void ZipWriter::add_about(std::string& bytes, const Entry& entry) {
    add(bytes, kReaderVersion, 2);
    add(bytes, 0, 2);
    add(bytes, entry.part.method, 2);
    add(bytes, entry.part.stamp, 4);
    add(bytes, entry.part.crc, 4);
    add(bytes, entry.packed, 4);
    add(bytes, entry.size, 4);
    add(bytes, entry.part.name.size(), 2);
    add(bytes, 0, 2);  // no extra field
}

Status ZipWriter::put_head(const Entry& entry) {
    std::string head;
    add(head, kLocalHead, 4);
    add_about(head, entry);
    return put(head + entry.part.name);
}

Status ZipWriter::copy(const ZipPart& part) {
    Entry entry{part, part.packed.size(), part.size, offset_};
    entry.part.packed.clear();
    PANHUO_DO(put_head(entry));
    entries_.push_back(std::move(entry));
    return put(part.packed);
}

Status ZipWriter::begin(const std::string& name, std::uint32_t stamp) {
    Entry entry;
    entry.part.name = name;
    entry.part.stamp = stamp;
    entry.offset = offset_;
    PANHUO_DO(put_head(entry));
    entries_.push_back(std::move(entry));
    deflater_.emplace(Wrap::Bare, kPackingLevel);
    return Done{};
}

bool ZipWriter::put_packed(const std::string& bytes) {
    entries_.back().packed += bytes.size();
    offset_ += bytes.size();
    return std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
}

/// On the second thread, which alone touches file and entry until settle().
bool ZipWriter::pack(const std::string& piece) {
    Entry& entry = entries_.back();
    entry.part.crc = crc32(piece, entry.part.crc);
    entry.size += piece.size();
    std::string packed;
    deflater_->pack(piece, packed);
    return put_packed(packed);
}

Status ZipWriter::settle() {
    if (packed_.valid() && !packed_.get()) return failed("write");
    return Done{};
}

Status ZipWriter::write(std::string&& piece) {
    PANHUO_DO(settle());
    piece_ = std::move(piece);
    packed_ = std::async(std::launch::async, [this] { return pack(piece_); });
    return Done{};
}

Status ZipWriter::end() {
    PANHUO_DO(settle());
    std::string rest;
    deflater_->finish(rest);
    deflater_.reset();
    if (!put_packed(rest)) return failed("write");
    const Entry& entry = entries_.back();
    const std::uint64_t behind = offset_;
    if (std::fseek(file_, static_cast<long>(entry.offset), SEEK_SET) != 0) return failed("seek");
    PANHUO_DO(put_head(entry));
    offset_ = behind;
    return std::fseek(file_, static_cast<long>(behind), SEEK_SET) == 0 ? Status(Done{}) : failed("seek");
}

Status ZipWriter::finish() {
    const std::uint64_t first = offset_;
    const auto too_large = [](const Entry& entry) { return entry.size > UINT32_MAX; };
    if (first > UINT32_MAX || std::any_of(entries_.begin(), entries_.end(), too_large)) return failed("more than 4 GB");
    std::string directory;
    for (const Entry& entry : entries_) {
        add(directory, kDirectoryHead, 4);
        add(directory, kReaderVersion, 2);  // of the writer
        add_about(directory, entry);
        add(directory, 0, 10);  // no comment, one disk, no attributes
        add(directory, entry.offset, 4);
        directory += entry.part.name;
    }
    const std::size_t size = directory.size();
    add(directory, kDirectoryEnd, 4);
    add(directory, 0, 4);
    add(directory, entries_.size(), 2);
    add(directory, entries_.size(), 2);
    add(directory, size, 4);
    add(directory, first, 4);
    add(directory, 0, 2);
    PANHUO_DO(put(directory));
    std::FILE* file = std::exchange(file_, nullptr);
    if (std::fclose(file) != 0) return failed("close");
    return Done{};
}

}  // namespace base
