#include "intake/worker/output.hpp"

#include <algorithm>
#include <cctype>

namespace intake::worker {

namespace {

constexpr std::size_t kFlushAt = 256 * 1024;

void put_number(std::string& out, std::uint64_t value) {
    for (unsigned i = 0; i < 4; ++i) out.push_back(static_cast<char>(value >> (8U * i) & 0xFFU));
}

}  // namespace

base::Error limit_error(std::string what) { return {base::Code::ReaderLimit, {std::string(), std::move(what)}}; }
base::Error failed_error(std::string what) { return {base::Code::ReaderFailed, {std::string(), std::move(what)}}; }
base::Error format_error(std::string what) { return {base::Code::FormatUnknown, {std::string(), std::move(what)}}; }

bool looks_like_wkt(std::string_view cell) {
    std::string word;
    for (const char c : cell.substr(0, 24)) {
        if (std::isspace(static_cast<unsigned char>(c)) != 0 && word.empty()) continue;
        if (std::isalpha(static_cast<unsigned char>(c)) == 0) break;
        word.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    }
    return word == "POLYGON" || word == "MULTIPOLYGON" || word == "GEOMETRYCOLLECTION" || word == "SRID" ||
           word == "LINESTRING" || word == "MULTILINESTRING" || word == "POLYGONZ" || word == "MULTIPOLYGONZ";
}

base::Status Output::hello() { return send(FrameWriter(FrameType::Hello).number(kFrameVersion).take()); }

base::Status Output::sheet(std::string_view name, bool hidden) {
    layer_ = false;
    return send(FrameWriter(FrameType::Sheet).number(hidden ? 1 : 0).string(name).take());
}

base::Status Output::layer(std::string_view crs, std::uint32_t head_rows) {
    layer_ = true;
    return send(FrameWriter(FrameType::Layer).string(crs).number(head_rows).take());
}

base::Status Output::merge(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row,
                           std::uint32_t last_column) {
    return send(FrameWriter(FrameType::Merge)
                    .number(first_row)
                    .number(first_column)
                    .number(last_row)
                    .number(last_column)
                    .take());
}

base::Status Output::row(std::uint64_t number, const std::vector<std::string>& cells) {
    std::size_t count = cells.size();
    while (count > 0 && cells[count - 1].empty()) --count;
    if (count == 0) return base::Done{};
    const std::uint64_t most = layer_ ? limits_.shapes : limits_.rows;
    if (number > most) return limit_error("> " + std::to_string(most) + " rows");
    if (count > limits_.columns) {
        return limit_error("> " + std::to_string(limits_.columns) + " columns, row " + std::to_string(number));
    }
    row_.assign(1, static_cast<char>(FrameType::Row));
    row_.append(4, '\0');
    put_number(row_, number);
    put_number(row_, count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string& cell = cells[i];
        const auto is_shape = [&] {
            return looks_like_wkt(cell) || (layer_ && shapes_ == Shapes::Binary && i + 1 == count);
        };
        if (cell.size() > limits_.cell_bytes && !(is_shape() && cell.size() <= limits_.shape_bytes)) {
            return limit_error("cell too long: row " + std::to_string(number) + ", column " + std::to_string(i + 1));
        }
        put_number(row_, cell.size());
        row_ += cell;
        text_bytes_ += cell.size();
    }
    if (text_bytes_ > limits_.text_bytes)
        return limit_error("> " + std::to_string(limits_.text_bytes) + " bytes of text");
    if (row_.size() - 5 > kMaxBody) return limit_error("row " + std::to_string(number) + " too long");
    const std::uint64_t length = row_.size() - 5;
    for (std::size_t i = 0; i < 4; ++i) row_[1 + i] = static_cast<char>(length >> (8U * i) & 0xFFU);
    buffer_ += row_;
    return buffer_.size() >= kFlushAt ? flush() : base::Status(base::Done{});
}

base::Status Output::text(std::string_view utf8) {
    if (utf8.size() > limits_.boundary_bytes) {
        return limit_error("> " + std::to_string(limits_.boundary_bytes) + " bytes of text");
    }
    return send(FrameWriter(FrameType::Text).string(utf8).take());
}

base::Status Output::note(std::string_view code, std::uint64_t row, const std::vector<std::string>& args) {
    FrameWriter frame(FrameType::Note);
    frame.string(code).number(static_cast<std::uint32_t>(row)).number(static_cast<std::uint32_t>(args.size()));
    for (const std::string& arg : args) frame.string(arg);
    return send(frame.take());
}

base::Status Output::end() {
    PANHUO_DO(send(FrameWriter(FrameType::End).take()));
    return flush();
}

base::Status Output::error(std::string_view name, std::string_view what) {
    PANHUO_DO(send(FrameWriter(FrameType::Error).string(name).string(what).take()));
    return flush();
}

base::Status Output::send(std::string frame) {
    buffer_ += frame;
    return buffer_.size() >= kFlushAt ? flush() : base::Status(base::Done{});
}

base::Status Output::flush() {
    if (!buffer_.empty() && !write_(buffer_)) return failed_error("output closed");
    buffer_.clear();
    return base::Done{};
}

}  // namespace intake::worker
