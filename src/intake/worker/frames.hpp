// Frames: what panhuo-worker says on its stdout, and how it is read back.
//
// The worker reads one foreign file and says what is in it; it interprets nothing. The stream is a sequence of frames
//
//     type (1 byte)   length of the body (4 bytes, little endian)   body
//
// in this order: Hello; then per sheet Sheet, Layer?, Merge*, Row*; or one Text for a boundary file; Note anywhere
// between; and exactly one End or Error as the last frame. A stream without End or Error was cut off: the worker
// died.
//
// Bodies are made of numbers (4 bytes, little endian) and strings (a number = length in bytes, then the bytes, UTF-8):
//
//     Hello   number   version of this protocol, kFrameVersion
//     Sheet   number   flags (1 = hidden); string name (empty for csv and tsv)
//     Layer   string EPSG code of the sheet's shapes ("EPSG:4525"), empty where it is unknown; number of rows that are
//             its head: 1 the fields' names, 2 names and aliases
//     Merge   4 numbers: first row, first column, last row, last column of a merged region, all counted from 1
//     Row     number   row of the sheet, counted from 1; number of cells; that many strings. The shape of a layer's row
//     is
//             its last cell: well-known text, or binary (little-endian, two ordinates) where the worker was asked so
//     Text    string   file name's content as UTF-8, whole
//     Note    string   code of src/intake/problem_codes.def; number row (0 = file); number; that many arguments
//     End     (empty)
//     Error   string   name (FormatUnknown, ReaderLimit, ReaderFailed, FileNotFound …); string: what exactly
//
// Empty rows are left out; a row is as long as its last cell that is not empty. Both sides are built from this header.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

inline constexpr std::uint32_t kFrameVersion = 2;
/// A body longer than this is not ours: the stream is broken.
inline constexpr std::uint32_t kMaxBody = 512U << 20U;

/// What a sheet may hold. Beyond these the file is refused as a whole (ReaderLimit), never cut silently.
struct Limits {
    std::uint64_t rows = 1'048'576;    ///< per sheet, as many as a spreadsheet has
    std::uint64_t shapes = 5'000'000;  ///< rows of a layer of shapes, which are all alike
    std::uint64_t columns = 2'000;
    std::uint64_t cell_bytes = 32'767 * 4;       ///< 32,767 characters, as in a spreadsheet
    std::uint64_t shape_bytes = 64U << 20U;      ///< of a cell that holds a WKT geometry
    std::uint64_t text_bytes = 2'000'000'000;    ///< of all decoded text
    std::uint64_t boundary_bytes = 256U << 20U;  ///< of a boundary file
    std::uint64_t free_bytes = 1'000'000;        ///< up to here compression may be as good as it likes
    std::uint64_t ratio = 100;                   ///< decompressed : compressed, beyond free_bytes
    std::uint64_t entries = 2'000;               ///< members of a zip container
    std::uint64_t file_bytes = 2'000'000'000;    ///< of the file itself
    std::uint64_t depth = 32;                    ///< of nested objects and arrays in a GeoJSON
};

/// How the shapes of layers are said.
enum class Shapes { Text, Binary };

enum class FrameType : char {
    Hello = 'H',
    Sheet = 'S',
    Layer = 'L',
    Merge = 'M',
    Row = 'R',
    Text = 'T',
    Note = 'N',
    End = 'E',
    Error = 'X'
};

/// Appends numbers and strings to a body.
class FrameWriter {
  public:
    explicit FrameWriter(FrameType type) {
        bytes_.push_back(static_cast<char>(type));
        bytes_.append(4, '\0');
    }
    FrameWriter& number(std::uint32_t value) {
        for (int i = 0; i < 4; ++i) bytes_.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
        return *this;
    }
    FrameWriter& string(std::string_view value) {
        number(static_cast<std::uint32_t>(value.size()));
        bytes_.append(value);
        return *this;
    }
    /// The finished frame; the writer is empty afterwards.
    std::string take() {
        const auto length = static_cast<std::uint32_t>(bytes_.size() - 5);
        for (std::size_t i = 0; i < 4; ++i) bytes_[1 + i] = static_cast<char>(length >> (8 * i) & 0xFFU);
        return std::move(bytes_);
    }

  private:
    std::string bytes_;
};

/// Reads numbers and strings from a body; reading beyond its end makes it bad and gives zeros.
class BodyReader {
  public:
    explicit BodyReader(std::string_view body) : rest_(body) {}
    std::uint32_t number() {
        if (rest_.size() < 4) {
            good_ = false;
            rest_ = {};
            return 0;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(rest_[i]);
        rest_.remove_prefix(4);
        return value;
    }
    std::string_view string() {
        const std::uint32_t length = number();
        if (rest_.size() < length) {
            good_ = false;
            rest_ = {};
            return {};
        }
        const std::string_view value = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return value;
    }
    bool good() const { return good_; }
    bool at_end() const { return rest_.empty(); }
    std::size_t left() const { return rest_.size(); }

  private:
    std::string_view rest_;
    bool good_ = true;
};

/// Cuts a stream that arrives piece by piece into frames.
class FrameDecoder {
  public:
    /// Called with each frame; the body is valid during the call only. False stops decoding.
    using OnFrame = std::function<bool(FrameType type, std::string_view body)>;

    explicit FrameDecoder(OnFrame on_frame) : on_frame_(std::move(on_frame)) {}

    /// False when the callback said so or the stream is broken (then broken() is true).
    bool feed(std::string_view piece) {
        if (stopped_) return false;
        if (pending_.empty()) {
            const std::size_t used = decode(piece);
            pending_.assign(piece.substr(used));
        } else {
            pending_.append(piece);
            pending_.erase(0, decode(pending_));
        }
        return !stopped_;
    }
    bool broken() const { return broken_; }
    /// Nothing of a frame is left over.
    bool empty() const { return pending_.empty(); }

  private:
    std::size_t decode(std::string_view bytes) {
        std::size_t used = 0;
        while (!stopped_ && bytes.size() - used >= 5) {
            BodyReader head(bytes.substr(used + 1, 4));
            const std::uint32_t length = head.number();
            if (length > kMaxBody) {
                broken_ = stopped_ = true;
                break;
            }
            if (bytes.size() - used - 5 < length) break;
            if (!on_frame_(static_cast<FrameType>(bytes[used]), bytes.substr(used + 5, length))) stopped_ = true;
            used += 5 + length;
        }
        return used;
    }

    OnFrame on_frame_;
    std::string pending_;
    bool stopped_ = false;
    bool broken_ = false;
};

}  // namespace intake::worker
