#include "intake/worker/byte_range.hpp"

#include "intake/worker/output.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace intake::worker {

namespace {

constexpr std::uint64_t kWindow = 256 * 1024;
constexpr std::uint64_t kInput = 64 * 1024;
constexpr std::uint64_t kMarkEvery = 8U << 20U;

base::Error unreadable(const std::string& path) {
    return {errno == ENOENT ? base::Code::FileNotFound : base::Code::FileUnreadable, {path, std::strerror(errno)}};
}

}  // namespace

base::Result<ByteRange> whole_file(const std::string& path) {
    struct stat what{};
    if (::stat(path.c_str(), &what) != 0) return unreadable(path);
    const auto size = static_cast<std::uint64_t>(what.st_size);
    return ByteRange{path, 0, size, size, false};
}

base::Result<std::unique_ptr<RangeReader>> RangeReader::open(const ByteRange& range) {
    std::unique_ptr<RangeReader> reader(new RangeReader(range));
    reader->file_ = std::fopen(range.path.c_str(), "rb");
    if (reader->file_ == nullptr) return unreadable(range.path);
    return reader;
}

RangeReader::~RangeReader() {
    drop_stream();
    for (const auto& mark : marks_) inflateEnd(&mark->stream);
    if (file_ != nullptr) std::fclose(file_);
}

std::size_t RangeReader::read(char* to, std::size_t count) {
    std::size_t done = 0;
    while (done < count && place_ < range_.size) {
        const bool there = place_ >= window_at_ && place_ < window_at_ + window_.size();
        if (!there && !load(place_)) break;
        const std::size_t from = static_cast<std::size_t>(place_ - window_at_);
        const std::size_t part = std::min(count - done, window_.size() - from);
        std::memcpy(to + done, window_.data() + from, part);
        done += part;
        place_ += part;
    }
    return done;
}

bool RangeReader::load(std::uint64_t place) {
    if (!range_.deflated) return load_stored(place);
    const std::uint64_t next = window_at_ + window_.size();
    if ((!open_ || place < next) && !resume_before(place)) return false;
    while (place >= window_at_ + window_.size()) {
        if (!inflate_next()) return false;
    }
    return true;
}

bool RangeReader::load_stored(std::uint64_t place) {
    const std::uint64_t count = std::min(kWindow, range_.size - place);
    window_.resize(static_cast<std::size_t>(count));
    window_at_ = place;
    const bool read = ::fseeko(file_, static_cast<off_t>(range_.data + place), SEEK_SET) == 0 &&
                      std::fread(window_.data(), 1, window_.size(), file_) == window_.size();
    if (!read) window_.clear();
    return read;
}

/// The stream as it stood at the last mark before the place, or at the beginning.
bool RangeReader::resume_before(std::uint64_t place) {
    drop_stream();
    const auto after = std::find_if(marks_.begin(), marks_.end(), [&](const auto& mark) { return mark->out > place; });
    if (after == marks_.begin()) {
        stream_ = z_stream{};
        open_ = inflateInit2(&stream_, -15) == Z_OK;
        in_ = window_at_ = 0;
    } else {
        Mark& mark = **std::prev(after);
        open_ = inflateCopy(&stream_, &mark.stream) == Z_OK;
        in_ = mark.in;
        window_at_ = mark.out;
    }
    stream_.avail_in = 0;
    window_.clear();
    return open_;
}

bool RangeReader::inflate_next() {
    const std::uint64_t out = window_at_ + window_.size();
    if (out >= (marks_.empty() ? kMarkEvery : marks_.back()->out + kMarkEvery)) {
        auto mark = std::make_unique<Mark>();
        mark->out = out;
        mark->in = in_ - stream_.avail_in;
        if (inflateCopy(&mark->stream, &stream_) == Z_OK) marks_.push_back(std::move(mark));
    }
    window_at_ = out;
    window_.resize(kWindow);
    stream_.next_out = reinterpret_cast<Bytef*>(window_.data());
    stream_.avail_out = static_cast<uInt>(window_.size());
    int state = Z_OK;
    while (state == Z_OK && stream_.avail_out > 0) {
        if (stream_.avail_in == 0) {
            input_.resize(static_cast<std::size_t>(std::min(kInput, range_.packed - in_)));
            if (input_.empty() || ::fseeko(file_, static_cast<off_t>(range_.data + in_), SEEK_SET) != 0) break;
            input_.resize(std::fread(input_.data(), 1, input_.size(), file_));
            if (input_.empty()) break;
            in_ += input_.size();
            stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
            stream_.avail_in = static_cast<uInt>(input_.size());
        }
        state = inflate(&stream_, Z_NO_FLUSH);
    }
    window_.resize(window_.size() - stream_.avail_out);
    return !window_.empty();
}

void RangeReader::drop_stream() {
    if (open_) inflateEnd(&stream_);
    open_ = false;
}

base::Result<std::string> read_range(const ByteRange& range, std::uint64_t most) {
    if (range.size > most) return limit_error("> " + std::to_string(most) + " bytes");
    PANHUO_TRY(const auto reader, RangeReader::open(range));
    std::string bytes(static_cast<std::size_t>(range.size), '\0');
    bytes.resize(reader->read(bytes.data(), bytes.size()));
    return bytes;
}

}  // namespace intake::worker
