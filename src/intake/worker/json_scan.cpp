#include "intake/worker/json_scan.hpp"

#include "intake/worker/output.hpp"

namespace intake::worker {

namespace {

constexpr std::size_t kLongestWord = 64;

base::Error malformed(const char* what) { return failed_error(std::string("geojson: ") + what); }

}  // namespace

base::Status JsonScan::add(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
        // Numbers and most of a string change nothing: skip them.
        if (in_string_ && !escaped_ && brackets_.size() > 1) {
            i = piece.find_first_of("\"\\", i);
            if (i == std::string_view::npos) return base::Done{};
        }
        PANHUO_DO(step(piece[i]));
    }
    return base::Done{};
}

base::Status JsonScan::step(char c) {
    if (in_string_) {
        if (escaped_) {
            escaped_ = false;
        } else if (c == '\\') {
            escaped_ = true;
        } else if (c == '"') {
            end_string();
        } else if (brackets_.size() == 1 && word_.size() < kLongestWord) {
            word_ += c;
        }
        return base::Done{};
    }
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (blank) return base::Done{};
    if (ended_) return malformed("text after the end / 结尾之后还有内容");
    switch (c) {
        case '"':
            if (brackets_.empty()) return malformed("not an object / 不是对象");
            in_string_ = true;
            word_.clear();
            return base::Done{};
        case '{':
        case '[':
            return open(c);
        case '}':
        case ']':
            return close(c);
        case ':':
            if (brackets_.size() == 1) after_colon_ = true;
            return base::Done{};
        case ',':
            if (brackets_.size() == 1) after_colon_ = false;
            return base::Done{};
        default:
            return brackets_.empty() ? base::Status(malformed("not an object / 不是对象")) : base::Done{};
    }
}

base::Status JsonScan::open(char bracket) {
    if (brackets_.empty() && bracket != '{') return malformed("not an object / 不是对象");
    brackets_ += bracket;
    if (brackets_.size() > deepest_) return limit_error("geojson: > " + std::to_string(deepest_) + " levels / 层嵌套");
    return base::Done{};
}

base::Status JsonScan::close(char bracket) {
    const char opener = bracket == '}' ? '{' : '[';
    if (brackets_.empty() || brackets_.back() != opener) return malformed("brackets do not match / 括号不配对");
    brackets_.pop_back();
    ended_ = brackets_.empty();
    return base::Done{};
}

void JsonScan::end_string() {
    in_string_ = false;
    if (brackets_.size() != 1) return;
    if (!after_colon_) {
        key_ = word_;
        has_crs_ = has_crs_ || key_ == "crs";
    } else if (key_ == "type" && type_.empty()) {
        type_ = word_;
    }
}

base::Status JsonScan::finish() const {
    return ended_ ? base::Status(base::Done{}) : malformed("cut off / 文件不完整");
}

}  // namespace intake::worker
