#include "intake/worker/byte_source.hpp"

#include "intake/worker/output.hpp"
#include "intake/worker/plain_file.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace intake::worker {

namespace {

constexpr std::size_t kPiece = 256 * 1024;

base::Error unreadable(const std::string& path) { return {base::Code::FileUnreadable, {path, std::strerror(errno)}}; }

class PlainSource final : public ByteSource {
  public:
    PlainSource(File file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

    base::Status read(std::string& piece) override {
        piece.resize(kPiece);
        piece.resize(std::fread(piece.data(), 1, kPiece, file_.get()));
        if (std::ferror(file_.get()) != 0) return unreadable(path_);
        return base::Done{};
    }
    base::Status rewind() override {
        if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return unreadable(path_);
        return base::Done{};
    }

  private:
    File file_;
    std::string path_;
};

class GzipSource final : public ByteSource {
  public:
    GzipSource(std::unique_ptr<PlainSource> inner, const Limits& limits) : inner_(std::move(inner)), limits_(limits) {}
    ~GzipSource() override {
        if (open_) inflateEnd(&stream_);
    }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

    base::Status read(std::string& piece) override {
        piece.clear();
        while (piece.empty() && !ended_) {
            PANHUO_DO(more_input());
            if (ended_) break;
            if (!open_) PANHUO_DO(start_member());
            PANHUO_DO(inflate_into(piece));
        }
        return base::Done{};
    }
    base::Status rewind() override {
        if (open_) inflateEnd(&stream_);
        open_ = ended_ = false;
        input_.clear();
        used_ = 0;
        in_total_ = out_total_ = 0;
        return inner_->rewind();
    }
    bool compressed() const override { return true; }

  private:
    base::Status more_input() {
        if (used_ < input_.size()) return base::Done{};
        PANHUO_DO(inner_->read(input_));
        used_ = 0;
        if (!input_.empty()) return base::Done{};
        ended_ = true;
        if (open_) return failed_error("gzip: cut off / 压缩文件不完整");
        return base::Done{};
    }
    base::Status start_member() {
        stream_ = z_stream{};
        if (inflateInit2(&stream_, 15 + 16) != Z_OK) return failed_error("zlib");
        open_ = true;
        return base::Done{};
    }
    base::Status inflate_into(std::string& piece) {
        piece.resize(kPiece);
        stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + used_);
        stream_.avail_in = static_cast<uInt>(input_.size() - used_);
        stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream_.avail_out = static_cast<uInt>(piece.size());
        const int state = inflate(&stream_, Z_NO_FLUSH);
        const std::size_t taken = input_.size() - used_ - stream_.avail_in;
        used_ += taken;
        in_total_ += taken;
        piece.resize(kPiece - stream_.avail_out);
        out_total_ += piece.size();
        if (state == Z_STREAM_END) {
            inflateEnd(&stream_);
            open_ = false;
        } else if (state != Z_OK && state != Z_BUF_ERROR) {
            return failed_error("gzip: damaged / 压缩文件已损坏");
        }
        return check_growth();
    }
    base::Status check_growth() const {
        if (out_total_ > limits_.text_bytes) return limit_error("> " + std::to_string(limits_.text_bytes) + " bytes");
        if (out_total_ > limits_.free_bytes && out_total_ / limits_.ratio > in_total_) {
            return limit_error("gzip: grows more than " + std::to_string(limits_.ratio) + ":1");
        }
        return base::Done{};
    }

    std::unique_ptr<PlainSource> inner_;
    Limits limits_;
    z_stream stream_{};
    bool open_ = false;
    bool ended_ = false;
    std::string input_;
    std::size_t used_ = 0;
    std::uint64_t in_total_ = 0;
    std::uint64_t out_total_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path, const Limits& limits) {
    File file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        if (errno == ENOENT) return base::Error{base::Code::FileNotFound, {path}};
        return unreadable(path);
    }
    unsigned char magic[2] = {0, 0};
    const std::size_t got = std::fread(magic, 1, 2, file.get());
    if (std::ferror(file.get()) != 0) return unreadable(path);
    std::rewind(file.get());
    auto plain = std::make_unique<PlainSource>(std::move(file), path);
    if (got == 2 && magic[0] == 0x1F && magic[1] == 0x8B) {
        return std::unique_ptr<ByteSource>(std::make_unique<GzipSource>(std::move(plain), limits));
    }
    return std::unique_ptr<ByteSource>(std::move(plain));
}

}  // namespace intake::worker
