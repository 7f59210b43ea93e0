#include "intake/worker/ole.hpp"

#include "intake/worker/little_endian.hpp"
#include "intake/worker/output.hpp"
#include "intake/worker/recoder.hpp"

#include <algorithm>

namespace intake::worker {

namespace {

constexpr std::uint32_t kEndOfChain = 0xFFFFFFFE;
constexpr std::uint32_t kLastSector = 0xFFFFFFF9;
constexpr std::size_t kSmallSector = 64;
constexpr std::uint64_t kSmallStream = 4096;  ///< streams below it live in small sectors

base::Error damaged() { return failed_error("xls: damaged / 文件已损坏"); }

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size = 4) {
    return at + size > bytes.size() ? kEndOfChain : little_endian(bytes, at, size);
}

void append_numbers(std::string_view bytes, std::vector<std::uint32_t>& numbers) {
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) numbers.push_back(number_at(bytes, at));
}

}  // namespace

base::Result<OleFile> OleFile::open(std::string_view bytes) {
    OleFile file;
    file.bytes_ = bytes;
    const std::uint32_t shift = number_at(bytes, 30, 2);
    if (bytes.size() < 512 || (shift != 9 && shift != 12)) return damaged();
    file.sector_size_ = 1U << shift;
    PANHUO_DO(file.read_table());
    PANHUO_DO(file.read_entries());
    return file;
}

std::string_view OleFile::sector(std::uint32_t number) const {
    const std::uint64_t from = (std::uint64_t{number} + 1) * sector_size_;
    return from >= bytes_.size() ? std::string_view() : bytes_.substr(static_cast<std::size_t>(from), sector_size_);
}

/// The table of chains lies in sectors listed in the header, and further lists chained from there.
base::Status OleFile::read_table() {
    std::vector<std::uint32_t> places;
    append_numbers(bytes_.substr(76, 436), places);
    std::uint32_t list = number_at(bytes_, 68);
    const std::size_t most = bytes_.size() / sector_size_ + 1;
    for (std::size_t i = 0; list <= kLastSector && i < most; ++i) {
        const std::string_view bytes = sector(list);
        if (bytes.size() < sector_size_) return damaged();
        append_numbers(bytes.substr(0, sector_size_ - 4), places);
        list = number_at(bytes, sector_size_ - 4);
    }
    for (const std::uint32_t place : places) {
        if (place > kLastSector) continue;
        if (table_.size() > most + sector_size_) break;
        append_numbers(sector(place), table_);
    }
    return table_.empty() ? base::Status(damaged()) : base::Done{};
}

base::Status OleFile::read_entries() {
    constexpr std::size_t kEntry = 128;
    PANHUO_TRY(const std::string directory, chain(number_at(bytes_, 48), 4U << 20U));
    for (std::size_t at = 0; at + kEntry <= directory.size(); at += kEntry) {
        const std::string_view entry = std::string_view(directory).substr(at, kEntry);
        const std::size_t name_size = number_at(entry, 64, 2);
        if (entry[66] == 0 || name_size < 2 || name_size > 64) continue;
        Entry each;
        Recoder recoder(base::Encoding::Utf16Le);
        recoder.add(entry.substr(0, name_size - 2), each.name);
        recoder.finish(each.name);
        each.first = number_at(entry, 116);
        each.size = number_at(entry, 120);
        if (at == 0) {  // the root: its bytes are those of the small sectors; thousands of roots would be read again
                        // and again
            PANHUO_TRY(small_, chain(each.first, each.size));
        }
        entries_.push_back(std::move(each));
    }
    PANHUO_TRY(const std::string small, chain(number_at(bytes_, 60), bytes_.size()));
    append_numbers(small, small_table_);
    return base::Done{};
}

/// The bytes of a chain of sectors, cut at `most`.
base::Result<std::string> OleFile::chain(std::uint32_t first, std::uint64_t most) const {
    std::string bytes;
    std::size_t steps = 0;
    for (std::uint32_t at = first; at <= kLastSector && bytes.size() < most; at = table_[at]) {
        if (at >= table_.size() || ++steps > table_.size() || sector(at).empty()) return damaged();
        bytes += sector(at);
    }
    if (bytes.size() > most) bytes.resize(static_cast<std::size_t>(most));
    return bytes;
}

base::Result<std::string> OleFile::small_chain(std::uint32_t first, std::uint64_t size) const {
    std::string bytes;
    std::size_t steps = 0;
    for (std::uint32_t at = first; at <= kLastSector && bytes.size() < size; at = small_table_[at]) {
        if (at >= small_table_.size() || ++steps > small_table_.size()) return damaged();
        const std::size_t from = std::size_t{at} * kSmallSector;
        if (from >= small_.size()) return damaged();
        bytes.append(small_, from, kSmallSector);
    }
    if (bytes.size() > size) bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

bool OleFile::has(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == name; });
}

base::Result<std::string> OleFile::stream(std::string_view name) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == name; });
    if (found == entries_.end()) return damaged();
    return found->size < kSmallStream ? small_chain(found->first, found->size) : chain(found->first, found->size);
}

}  // namespace intake::worker
