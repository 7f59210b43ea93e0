#include "intake/worker_client.hpp"

#include "base/files.hpp"
#include "base/process.hpp"
#include "intake/worker/frames.hpp"

#include <csignal>
#include <cstdlib>
#include <optional>

namespace intake {

namespace {

using worker::BodyReader;
using worker::FrameType;

class Conversation {
  public:
    Conversation(const std::string& path, WorkerListener& listener) : path_(path), listener_(listener) {}

    /// False stops the worker: it is done, or we are.
    bool frame(FrameType type, std::string_view body) {
        BodyReader reader(body);
        const base::Status done = dispatch(type, reader);
        if (!done.ok() && !failure_) failure_ = done.error();
        if (!reader.good() && !failure_) failure_ = failed("malformed frame");
        return !failure_ && !ended_;
    }

    base::Error failed(std::string what) const { return {base::Code::ReaderFailed, {path_, std::move(what)}}; }
    bool ended() const { return ended_; }
    const std::optional<base::Error>& failure() const { return failure_; }

  private:
    base::Status dispatch(FrameType type, BodyReader& body) {
        switch (type) {
            case FrameType::Hello: {
                if (body.number() != worker::kFrameVersion) return failed("panhuo-worker of another version");
                return base::Done{};
            }
            case FrameType::Sheet: {
                const bool hidden = (body.number() & 1U) != 0;
                return listener_.sheet(body.string(), hidden);
            }
            case FrameType::Layer: {
                const std::string_view crs = body.string();
                listener_.layer(crs, body.number());
                return base::Done{};
            }
            case FrameType::Merge: {
                const std::int64_t first_row = body.number();
                const std::int64_t first_column = body.number();
                const std::int64_t last_row = body.number();
                listener_.merge(first_row, first_column, last_row, body.number());
                return base::Done{};
            }
            case FrameType::Row:
                return row(body);
            case FrameType::Text:
                return listener_.text(body.string());
            case FrameType::Note:
                return note(body);
            case FrameType::End:
                ended_ = true;
                return base::Done{};
            case FrameType::Error:
                return said(body);
        }
        return failed("unknown frame");
    }
    base::Status row(BodyReader& body) {
        const std::int64_t number = body.number();
        const std::uint32_t count = body.number();
        if (count > body.left()) return failed("malformed frame");
        cells_.clear();
        for (std::uint32_t i = 0; i < count; ++i) cells_.push_back(body.string());
        return body.good() ? listener_.row(number, cells_) : failed("malformed frame");
    }
    base::Status note(BodyReader& body) {
        const std::string_view code = body.string();
        const std::int64_t number = body.number();
        const std::uint32_t count = body.number();
        if (count > 16) return failed("malformed frame");
        std::vector<std::string> args;
        for (std::uint32_t i = 0; i < count; ++i) args.emplace_back(body.string());
        if (body.good()) listener_.note(code, number, args);
        return base::Done{};
    }
    base::Status said(BodyReader& body) {
        const std::string_view name = body.string();
        const std::string what(body.string());
        if (name == "FormatUnknown") return base::Error{base::Code::FormatUnknown, {path_, what}};
        if (name == "ReaderLimit") return base::Error{base::Code::ReaderLimit, {path_, what}};
        if (name == "FileNotFound") return base::Error{base::Code::FileNotFound, {path_}};
        if (name == "FileUnreadable") return base::Error{base::Code::FileUnreadable, {path_, what}};
        return failed(what);
    }

    const std::string& path_;
    WorkerListener& listener_;
    std::vector<std::string_view> cells_;
    std::optional<base::Error> failure_;
    bool ended_ = false;
};

}  // namespace

base::ProcessLimits worker_limits() {
    base::ProcessLimits limits;
#if defined(__SANITIZE_ADDRESS__)
    limits.memory_bytes = 0;  // the sanitizer's shadow memory is larger than any sensible limit
#endif
    return limits;
}

std::string worker_program() {
    const char* const told = std::getenv("PANHUO_WORKER");
    return told != nullptr && *told != '\0' ? std::string(told) : base::program_folder() + "/panhuo-worker";
}

base::Status read_with_worker(const std::string& path, WorkerListener& listener, worker::Shapes shapes) {
    Conversation talk(path, listener);
    worker::FrameDecoder decoder([&](FrameType type, std::string_view body) { return talk.frame(type, body); });
    std::vector<std::string> command = {worker_program(), "read", path};
    if (shapes == worker::Shapes::Binary) command.insert(command.begin() + 2, "--wkb");
    const auto end =
        base::run_process(command, worker_limits(), [&](std::string_view piece) { return decoder.feed(piece); });
    if (talk.failure()) return *talk.failure();
    if (!end.ok()) return end.error();
    if (talk.ended()) return base::Done{};
    if (decoder.broken()) return talk.failed("malformed frame");
    if (end->timed_out) return base::Error{base::Code::ReaderLimit, {path, "300 s"}};
    if (end->signal == SIGXCPU) return base::Error{base::Code::ReaderLimit, {path, "120 s CPU"}};
    if (end->signal != 0) return talk.failed("signal " + std::to_string(end->signal));
    return talk.failed("exit " + std::to_string(end->exit_code) + " " + end->error_tail);
}

}  // namespace intake
