#include "intake/worker/recoder.hpp"

#include "intake/worker/output.hpp"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace intake::worker {

namespace {

constexpr std::size_t kHead = 64 * 1024;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Length of the valid UTF-8 sequence at the front; 0 = invalid; -1 = cut off.
int utf8_sequence(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80) return 1;
    const int length = lead >= 0xC2 && lead <= 0xDF   ? 2
                       : lead >= 0xE0 && lead <= 0xEF ? 3
                       : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                      : 0;
    if (length == 0) return 0;
    for (int i = 1; i < length; ++i) {
        if (static_cast<std::size_t>(i) >= bytes.size()) return -1;
        unsigned char low = 0x80;
        unsigned char high = 0xBF;
        if (i == 1) {
            if (lead == 0xE0) low = 0xA0;
            if (lead == 0xED) high = 0x9F;  // surrogates
            if (lead == 0xF0) low = 0x90;
            if (lead == 0xF4) high = 0x8F;
        }
        const unsigned char next = at(static_cast<std::size_t>(i));
        if (next < low || next > high) return 0;
    }
    return length;
}

/// Counts valid and invalid multi-byte sequences over pieces.
class Utf8Census {
  public:
    void add(std::string_view piece) {
        if (!rest_.empty()) {
            // At most three bytes are carried over: finish that sequence byte by byte, then go on in the piece.
            while (!rest_.empty() && !piece.empty()) {
                rest_.push_back(piece.front());
                piece.remove_prefix(1);
                step_rest();
            }
        }
        std::size_t i = 0;
        while (i < piece.size()) {
            const auto c = static_cast<unsigned char>(piece[i]);
            if (c < 0x80) {
                zeros_ += c == 0 ? 1 : 0;
                ++i;
                continue;
            }
            const int length = utf8_sequence(piece.substr(i));
            if (length < 0) {
                rest_.assign(piece.substr(i));
                return;
            }
            count(length);
            i += length == 0 ? 1U : static_cast<std::size_t>(length);
        }
    }
    void finish() { invalid_ += rest_.empty() ? 0 : 1; }
    std::uint64_t valid() const { return valid_; }
    std::uint64_t invalid() const { return invalid_; }
    std::uint64_t zeros() const { return zeros_; }

  private:
    void count(int length) { length == 0 ? ++invalid_ : ++valid_; }
    void step_rest() {
        const int length = utf8_sequence(rest_);
        if (length < 0) return;
        count(length);
        rest_.erase(0, length == 0 ? 1U : static_cast<std::size_t>(length));
        while (!rest_.empty() && static_cast<unsigned char>(rest_.front()) < 0x80) {
            zeros_ += rest_.front() == '\0' ? 1 : 0;
            rest_.erase(0, 1);
        }
        if (!rest_.empty() && utf8_sequence(rest_) >= 0) step_rest();
    }

    std::string rest_;
    std::uint64_t valid_ = 0;
    std::uint64_t invalid_ = 0;
    std::uint64_t zeros_ = 0;
};

const char* iconv_name(base::Encoding encoding) {
    switch (encoding) {
        case base::Encoding::Gb18030:
            return "GB18030";
        case base::Encoding::Utf16Le:
            return "UTF-16LE";
        case base::Encoding::Utf16Be:
            return "UTF-16BE";
        default:
            return nullptr;
    }
}

}  // namespace

base::Result<Probe> probe_encoding(ByteSource& source) {
    Probe probe;
    Utf8Census census;
    std::string piece;
    while (true) {
        PANHUO_DO(source.read(piece));
        if (piece.empty()) break;
        if (probe.head.size() < kHead) probe.head.append(piece, 0, kHead - probe.head.size());
        probe.bytes += piece.size();
        census.add(piece);
    }
    census.finish();
    PANHUO_DO(source.rewind());

    const std::string_view head = probe.head;
    if (base::starts_with(head, "\xFF\xFE")) {
        probe.encoding = base::Encoding::Utf16Le;
    } else if (base::starts_with(head, "\xFE\xFF")) {
        probe.encoding = base::Encoding::Utf16Be;
    } else if (base::starts_with(head, kBom)) {
        probe.encoding = base::Encoding::Utf8Bom;
        probe.binary = census.zeros() > 0;
    } else if (census.zeros() > 0) {
        const auto decoded = base::decode_text(head.substr(0, head.size() / 2 * 2));
        const bool wide =
            decoded && (decoded->encoding == base::Encoding::Utf16Le || decoded->encoding == base::Encoding::Utf16Be);
        probe.binary = !wide;
        if (wide) probe.encoding = decoded->encoding;
    } else if (census.invalid() == 0 || census.valid() > 10 * census.invalid()) {
        probe.encoding = base::Encoding::Utf8;
    } else {
        probe.encoding = base::Encoding::Gb18030;
    }
    return probe;
}

Recoder::Recoder(base::Encoding encoding) : encoding_(encoding) {
    if (const char* name = iconv_name(encoding)) converter_ = iconv_open("UTF-8", name);
}

Recoder::~Recoder() {
    if (converter_ != nullptr && converter_ != reinterpret_cast<void*>(-1)) iconv_close(converter_);
}

void Recoder::add(std::string_view piece, std::string& out) {
    rest_.append(piece);
    if (start_) {
        if (rest_.size() < 3 && !piece.empty()) return;
        if (encoding_ == base::Encoding::Utf8Bom && base::starts_with(rest_, kBom)) rest_.erase(0, 3);
        if (encoding_ == base::Encoding::Utf16Le && base::starts_with(rest_, "\xFF\xFE")) rest_.erase(0, 2);
        if (encoding_ == base::Encoding::Utf16Be && base::starts_with(rest_, "\xFE\xFF")) rest_.erase(0, 2);
        start_ = false;
    }
    converter_ == nullptr ? add_utf8(out) : add_converted(out);
}

void Recoder::finish(std::string& out) {
    add({}, out);
    if (rest_.empty()) return;
    ++broken_;
    out += kReplacement;
    rest_.clear();
}

void Recoder::add_utf8(std::string& out) {
    std::size_t good_from = 0;
    std::size_t i = 0;
    while (i < rest_.size()) {
        if (static_cast<unsigned char>(rest_[i]) < 0x80) {
            ++i;
            continue;
        }
        const int length = utf8_sequence(std::string_view(rest_).substr(i));
        if (length < 0) break;
        if (length > 0) {
            i += static_cast<std::size_t>(length);
            continue;
        }
        out.append(rest_, good_from, i - good_from);
        out += kReplacement;
        ++broken_;
        good_from = ++i;
    }
    out.append(rest_, good_from, i - good_from);
    rest_.erase(0, i);
}

void Recoder::add_converted(std::string& out) {
    char* in = rest_.data();
    std::size_t in_left = rest_.size();
    char buffer[16 * 1024];
    while (in_left > 0) {
        char* to = buffer;
        std::size_t to_left = sizeof buffer;
        const std::size_t done = iconv(converter_, &in, &in_left, &to, &to_left);
        out.append(buffer, sizeof buffer - to_left);
        if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
        if (errno == EINVAL) break;  // an unfinished character: wait for more
        out += kReplacement;
        ++broken_;
        const std::size_t skip = encoding_ == base::Encoding::Gb18030 ? 1 : std::min<std::size_t>(2, in_left);
        in += skip;
        in_left -= skip;
    }
    rest_.erase(0, rest_.size() - in_left);
}

}  // namespace intake::worker
