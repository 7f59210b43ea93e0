#include "intake/worker/text_file.hpp"

#include "base/text.hpp"
#include "intake/worker/delimited.hpp"
#include "intake/worker/recoder.hpp"

namespace intake::worker {

namespace {

/// The beginning as UTF-8, cut at a whole line where there is one.
std::string decoded_head(const Probe& probe) {
    Recoder recoder(probe.encoding);
    std::string text;
    recoder.add(probe.head, text);
    const std::size_t last_line = text.rfind('\n');
    if (probe.bytes > probe.head.size() && last_line != std::string::npos) text.resize(last_line + 1);
    return text;
}

base::Status note_broken(const Recoder& recoder, const Probe& probe, Output& out) {
    if (recoder.broken() == 0) return base::Done{};
    return out.note("ENCODING_BROKEN", 0,
                    {std::string(base::encoding_name(probe.encoding)), std::to_string(recoder.broken())});
}

base::Status read_table(ByteSource& source, const Probe& probe, char delimiter, Output& out) {
    PANHUO_DO(out.sheet("", false));
    DelimitedParser parser(
        delimiter, out.limits(),
        [&](std::uint64_t row, const std::vector<std::string>& cells) { return out.row(row, cells); },
        [&](std::uint64_t row) { return out.note("QUOTE_UNCLOSED", row, {}); });
    Recoder recoder(probe.encoding);
    std::string piece;
    std::string text;
    while (true) {
        PANHUO_DO(source.read(piece));
        if (piece.empty()) break;
        text.clear();
        recoder.add(piece, text);
        PANHUO_DO(parser.add(text));
    }
    text.clear();
    recoder.finish(text);
    PANHUO_DO(parser.add(text));
    PANHUO_DO(parser.finish());
    return note_broken(recoder, probe, out);
}

base::Status read_boundary(ByteSource& source, const Probe& probe, Output& out) {
    if (probe.bytes > out.limits().boundary_bytes) {
        return limit_error("> " + std::to_string(out.limits().boundary_bytes) + " bytes");
    }
    Recoder recoder(probe.encoding);
    std::string piece;
    std::string text;
    while (true) {
        PANHUO_DO(source.read(piece));
        if (piece.empty()) break;
        recoder.add(piece, text);
    }
    recoder.finish(text);
    PANHUO_DO(out.text(text));
    return note_broken(recoder, probe, out);
}

}  // namespace

base::Status read_text_file(ByteSource& source, const FileName& name, Output& out) {
    if (source.compressed() != name.gzip && !name.extension.empty()) {
        return format_error(name.gzip ? ".gz, 但不是 gzip / .gz but not gzip" : "gzip, ." + name.extension);
    }
    PANHUO_TRY(const Probe probe, probe_encoding(source));
    if (const std::string foreign = foreign_format(probe.head); !foreign.empty()) return format_error(foreign);
    if (probe.binary) return format_error("binary / 二进制");

    const std::string head = decoded_head(probe);
    PANHUO_TRY(const TextForm form, text_form(name, head));
    if (form == TextForm::Boundary) return read_boundary(source, probe, out);
    return read_table(source, probe, detect_delimiter(head, name.extension == "tsv" ? '\t' : '\0'), out);
}

}  // namespace intake::worker
