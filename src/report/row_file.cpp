#include "report/row_file.hpp"

#include "base/files.hpp"
#include "base/zip_parts.hpp"
#include "report/paper_styles.hpp"

#include <unistd.h>

#include <cstring>
#include <utility>

namespace report {
namespace {

constexpr std::size_t kPiece = 1 << 20;
constexpr char kSheetPart[] = "xl/worksheets/sheet1.xml";
constexpr std::uint16_t kEndOfLine = 0xFFFF;

template <class Number>
void put(std::string& bytes, Number number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// As libxlsxwriter writes texts: what XML cannot hold becomes _x0007_.
void put_escaped(std::string& bytes, std::string_view text) {
    const auto plain = [](char c) {
        return (static_cast<unsigned char>(c) >= 0x20 && c != '&' && c != '<' && c != '>') || c == '\n' || c == '\t';
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && plain(text[end])) ++end;
        bytes.append(text, at, end - at);
        if (end == text.size()) return;
        const char c = text[end];
        at = end + 1;
        if (c == '&') {
            bytes += "&amp;";
        } else if (c == '<') {
            bytes += "&lt;";
        } else if (c == '>') {
            bytes += "&gt;";
        } else {
            char code[8];
            std::snprintf(code, sizeof code, "_x%04X_", static_cast<unsigned>(c));
            bytes += code;
        }
    }
}

/// Reads back what RowFile::add wrote, a line at a time.
class Reader {
  public:
    explicit Reader(std::FILE* file) : file_(file) {}
    /// The next line is the one that is read. False: the file ends in the middle of it.
    bool next_line() {
        std::uint32_t size = 0;
        if (std::fread(&size, sizeof size, 1, file_) != 1) return false;
        line_.resize(size);
        at_ = 0;
        return std::fread(line_.data(), 1, size, file_) == size;
    }
    template <class Number>
    Number number() {
        Number value{};
        const std::string_view bytes = text(sizeof value);
        std::memcpy(&value, bytes.data(), bytes.size());
        return value;
    }
    /// As long as the line is not left.
    std::string_view text(std::size_t size) {
        PANHUO_ASSERT(size <= line_.size() - at_, "a line that ends before its cells");
        at_ += size;
        return std::string_view(line_).substr(at_ - size, size);
    }

  private:
    std::FILE* file_;
    std::string line_;
    std::size_t at_ = 0;
};

/// The form's sheet, cut where the lines go, and the look of each column.
struct Form {
    std::string before, after;
    std::vector<std::string> columns;  ///< "A", "B" …
    std::vector<std::string> looks;    ///< " s=\"5\""
};

base::Result<Form> cut(const std::string& sheet, std::size_t row, const std::string& path) {
    const std::string number = std::to_string(row + 1);
    const std::size_t first = sheet.find("<row r=\"" + number + "\"");
    const std::size_t last = first == std::string::npos ? first : sheet.find("</row>", first);
    if (last == std::string::npos) return base::Error{base::Code::FileUnwritable, {path, "no pattern"}};
    Form form;
    form.before = sheet.substr(0, first);
    form.after = sheet.substr(last + std::strlen("</row>"));
    for (std::size_t at = sheet.find("<c r=\"", first); at < last; at = sheet.find("<c r=\"", at + 1)) {
        const std::size_t name = at + std::strlen("<c r=\"");
        const std::size_t look = sheet.find('"', name) + 1;
        form.columns.push_back(sheet.substr(name, sheet.find(number + "\"", name) - name));
        form.looks.push_back(sheet.substr(look, sheet.find_first_of("/>", look) - look));
    }
    return form;
}

/// One cell with what stands in it, or blank.
void put_cell(std::string& xml, const Form& form, std::size_t column, const std::string& row, char kind,
              std::string_view value) {
    xml += "<c r=\"";
    xml += form.columns[column];
    xml += row;
    xml += '"';
    xml += form.looks[column];
    if (kind == 'n') {
        xml += "><v>";
        xml += value;
        xml += "</v></c>";
    } else if (kind == 's') {
        xml += " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        xml += value;
        xml += "</t></is></c>";
    } else {
        xml += "/>";
    }
}

void put_line(std::string& xml, const Form& form, Reader& reader, std::size_t row) {
    const std::string number = std::to_string(row + 1);
    xml +=
        "<row r=\"" + number + "\" ht=\"" + std::to_string(reader.number<std::uint16_t>()) + "\" customHeight=\"1\">";
    std::size_t next = 0;
    for (auto at = reader.number<std::uint16_t>(); at != kEndOfLine; at = reader.number<std::uint16_t>()) {
        const char kind = reader.number<char>();
        const std::string_view value = reader.text(reader.number<std::uint32_t>());
        for (; next < at; ++next) put_cell(xml, form, next, number, ' ', "");
        put_cell(xml, form, next++, number, kind, value);
    }
    for (; next < form.columns.size(); ++next) put_cell(xml, form, next, number, ' ', "");
    xml += "</row>";
}

}  // namespace

base::Result<RowFile> RowFile::create(const std::string& path) {
    const std::string name = path + ".rows";
    File file(std::fopen(name.c_str(), "w+b"));
    if (file == nullptr) return base::Error{base::Code::FileUnwritable, {name, "rows"}};
    unlink(name.c_str());
    std::setvbuf(file.get(), nullptr, _IOFBF, kPiece);
    return RowFile(std::move(file), path);
}

base::Error RowFile::unwritable() const { return {base::Code::FileUnwritable, {path_, "rows"}}; }

base::Status RowFile::add(const std::vector<Cell>& line, int height, base::AreaUnit unit) {
    line_.assign(sizeof(std::uint32_t), '\0');  // where its length goes
    put(line_, static_cast<std::uint16_t>(height));
    std::string value;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto* text = std::get_if<std::string>(&line[i]);
        value.clear();
        if (text != nullptr) {
            put_escaped(value, *text);
        } else {
            value = figure_text(line[i], unit);
        }
        if (value.empty()) continue;
        put(line_, static_cast<std::uint16_t>(i));
        line_ += text != nullptr ? 's' : 'n';
        put(line_, static_cast<std::uint32_t>(value.size()));
        line_ += value;
    }
    put(line_, kEndOfLine);
    const auto size = static_cast<std::uint32_t>(line_.size() - sizeof(std::uint32_t));
    std::memcpy(line_.data(), &size, sizeof size);
    ++lines_;
    return std::fwrite(line_.data(), 1, line_.size(), file_.get()) == line_.size() ? base::Status(base::Done{})
                                                                                   : unwritable();
}

base::Status RowFile::pour(const std::string& form_path, std::size_t row, const std::string& path) {
    PANHUO_TRY(const std::vector<base::ZipPart> parts, base::read_zip(form_path));
    PANHUO_TRY(const std::unique_ptr<base::ZipWriter> out, base::ZipWriter::create(path));
    for (const base::ZipPart& part : parts) {
        if (part.name != kSheetPart) {
            PANHUO_DO(out->copy(part));
            continue;
        }
        PANHUO_TRY(const std::string sheet, base::unpack(part, path));
        PANHUO_TRY(const Form form, cut(sheet, row, path));
        PANHUO_DO(out->begin(part.name, part.stamp));
        std::rewind(file_.get());
        Reader reader(file_.get());
        std::string xml = form.before;
        for (std::size_t i = 0; i < lines_; ++i) {
            if (!reader.next_line()) return unwritable();
            put_line(xml, form, reader, row + i);
            if (xml.size() < kPiece) continue;
            PANHUO_DO(out->write(std::move(xml)));
            xml.clear();
            xml.reserve(kPiece + kPiece / 8);
        }
        PANHUO_DO(out->write(xml + form.after));
        PANHUO_DO(out->end());
    }
    return out->finish();
}

}  // namespace report
