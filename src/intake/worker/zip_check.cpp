#include "intake/worker/zip_check.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "intake/worker/output.hpp"
#include "intake/worker/plain_file.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdio>

namespace intake::worker {

namespace {

/// What deflate can do at most. The fields of a dbf are padded with blanks: an honest one comes near to it.
constexpr std::uint64_t kDeflateMost = 1032;
/// Says whether parts are encrypted, so it is read before them.
constexpr std::string_view kManifest = "META-INF/manifest.xml";

bool is_xml(const std::string& lower_name) {
    for (const std::string_view ending : {".xml", ".rels", ".vml", ".kml", ".rdf"}) {
        if (base::ends_with(lower_name, ending)) return true;
    }
    return false;
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
                return failed_error("xml: document type / 含有 DTD，不读");
            } else {
                done_ = true;
            }
        }
        if (!done_ && prolog_.size() > 64 * 1024) return zip_error("endless prolog / 文件已损坏");
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

    /// Whether the stream came to its end.
    bool whole() const { return stored_ || ended_; }
    /// Hands out what `input` gives, in pieces.
    base::Status add(std::string& input, const std::function<base::Status(std::string_view)>& take) {
        if (stored_) return take(input);
        if (ended_) return base::Done{};
        if (!good_) return zip_error("zlib");
        stream_.next_in = reinterpret_cast<Bytef*>(input.data());
        stream_.avail_in = static_cast<uInt>(input.size());
        while (true) {
            char buffer[64 * 1024];
            stream_.next_out = reinterpret_cast<Bytef*>(buffer);
            stream_.avail_out = sizeof buffer;
            const int state = inflate(&stream_, Z_NO_FLUSH);
            if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
                return zip_error("damaged part / 文件已损坏");
            const std::size_t count = sizeof buffer - stream_.avail_out;
            if (count > 0) PANHUO_DO(take(std::string_view(buffer, count)));
            ended_ = state == Z_STREAM_END;
            if (ended_ || (stream_.avail_in == 0 && stream_.avail_out > 0)) return base::Done{};
            if (state == Z_BUF_ERROR && count == 0) return base::Done{};
        }
    }

  private:
    z_stream stream_{};
    bool stored_;
    bool good_ = false;
    bool ended_ = false;
};

base::Status check_member(std::FILE* file, ZipMember& member, const Limits& limits, std::uint64_t& total,
                          const OnXml& on_xml) {
    Inflater inflater(!member.deflated);
    PrologCheck prolog;
    const std::string name = base::lower_case(member.name);
    const bool xml = is_xml(name);
    const std::uint64_t ratio = base::ends_with(name, ".dbf") ? kDeflateMost : limits.ratio;
    std::uint64_t out = 0;
    const auto take = [&](std::string_view piece) -> base::Status {
        out += piece.size();
        total += piece.size();
        if (total > limits.text_bytes) return limit_error("zip: > " + std::to_string(limits.text_bytes) + " bytes");
        if (out > limits.free_bytes && out / ratio > member.packed) {
            return limit_error("zip: " + member.name + " grows more than " + std::to_string(ratio) + ":1");
        }
        if (!xml) return base::Done{};
        PANHUO_DO(prolog.add(piece));
        return on_xml(member.name, piece);
    };
    constexpr std::uint64_t kPiece = 256 * 1024;
    for (std::uint64_t at = 0; at < member.packed; at += kPiece) {
        PANHUO_TRY(std::string piece, bytes_at(file, member.data + at, std::min(kPiece, member.packed - at)));
        PANHUO_DO(inflater.add(piece, take));
    }
    if (!inflater.whole()) return zip_error("damaged part / 文件已损坏：" + member.name);
    member.size = out;
    return xml ? on_xml(member.name, {}) : base::Status(base::Done{});
}

}  // namespace

base::Status check_zip(const std::string& path, std::vector<ZipMember>& members, const Limits& limits,
                       const OnXml& on_xml) {
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return base::Error{base::Code::FileNotFound, {path}};
    std::uint64_t total = 0;
    for (ZipMember& member : members) {
        if (member.name == kManifest) PANHUO_DO(check_member(file.get(), member, limits, total, on_xml));
    }
    for (ZipMember& member : members) {
        if (member.name != kManifest) PANHUO_DO(check_member(file.get(), member, limits, total, on_xml));
    }
    return base::Done{};
}

}  // namespace intake::worker
