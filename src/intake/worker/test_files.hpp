// Files for the worker's tests, built byte by byte: zip containers (right and wrong), workbooks, gzip; and a reader of
// what the worker says.
#pragma once

#include "base/shared_data.hpp"
#include "intake/worker/frames.hpp"
#include "intake/worker/worker.hpp"

#include <unistd.h>
#include <zlib.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace intake::worker::testing {

using base::testing::TemporaryFolder;

/// What the worker said, taken apart.
struct Said {
    struct Row {
        std::uint32_t number;
        std::vector<std::string> cells;
    };
    struct Sheet {
        std::string name;
        bool hidden;
        std::vector<std::vector<std::uint32_t>> merges;
        std::vector<Row> rows;
        std::string crs = {};
        std::uint32_t head_rows = 0;  ///< 0: no layer
    };
    std::vector<Sheet> sheets;
    std::vector<std::pair<std::string, std::uint32_t>> notes;
    std::string text, error, what;
    bool ended = false;
    bool broken = false;
};

inline Said decode(std::string_view stream) {
    Said said;
    FrameDecoder decoder([&](FrameType type, std::string_view body) {
        BodyReader in(body);
        if (type == FrameType::Sheet) {
            const bool hidden = in.number() == 1;
            said.sheets.push_back({std::string(in.string()), hidden, {}, {}});
        } else if (type == FrameType::Layer) {
            said.sheets.back().crs = in.string();
            said.sheets.back().head_rows = in.number();
        } else if (type == FrameType::Merge) {
            std::vector<std::uint32_t> region;
            for (int i = 0; i < 4; ++i) region.push_back(in.number());
            said.sheets.back().merges.push_back(region);
        } else if (type == FrameType::Row) {
            Said::Row row{in.number(), {}};
            const std::uint32_t count = in.number();
            for (std::uint32_t i = 0; i < count; ++i) row.cells.emplace_back(in.string());
            said.sheets.back().rows.push_back(std::move(row));
        } else if (type == FrameType::Text) {
            said.text = in.string();
        } else if (type == FrameType::Note) {
            std::string code(in.string());
            said.notes.emplace_back(std::move(code), in.number());
        } else if (type == FrameType::Error) {
            said.error = in.string();
            said.what = in.string();
        } else if (type == FrameType::End) {
            said.ended = true;
        }
        return true;
    });
    decoder.feed(stream);
    said.broken = decoder.broken() || !decoder.empty();
    return said;
}

inline Said read(const std::string& path, Limits limits = {}) {
    std::string stream;
    Output out(
        [&](std::string_view bytes) {
            stream += bytes;
            return true;
        },
        limits);
    read_to(path, out);
    return decode(stream);
}

inline std::string deflated(std::string_view bytes, int window_bits) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}
inline std::string gzip(std::string_view bytes) { return deflated(bytes, 15 + 16); }

/// A zip container; every lie that the tests need can be told.
class Zip {
  public:
    Zip& add(const std::string& name, std::string_view bytes, std::uint32_t flags = 0) {
        const std::string packed = deflated(bytes, -15);
        return add_packed(name, packed, crc(bytes), bytes.size(), flags);
    }
    Zip& add_packed(const std::string& name, std::string_view packed, std::uint32_t checksum, std::size_t size,
                    std::uint32_t flags = 0) {
        members_.push_back({name, bytes_.size(), static_cast<std::uint32_t>(packed.size()), checksum,
                            static_cast<std::uint32_t>(size), flags});
        bytes_ += "PK\x03\x04";
        header(members_.back());
        bytes_ += name;
        bytes_ += packed;
        return *this;
    }
    /// One more directory entry for a member that is there: overlapping members.
    Zip& alias(const std::string& name, std::size_t member) {
        members_.push_back(members_.at(member));
        members_.back().name = name;
        return *this;
    }
    /// The mode that an archiver on Unix writes beside the last member: a link, a device.
    Zip& unix_mode(std::uint32_t mode) {
        members_.back().mode = mode;
        return *this;
    }
    /// The last member gets another name in the directory than it has itself.
    Zip& rename_directory(const std::string& name) {
        members_.back().name = name;
        return *this;
    }
    std::string finish() {
        const std::size_t start = bytes_.size();
        for (const Member& member : members_) {
            bytes_ += "PK\x01\x02";
            number(member.mode == 0 ? 20 : 3U << 8U | 20U, 2);
            header(member);
            number(0, 2);  // comment
            number(0, 2);
            number(0, 2);
            number(std::size_t{member.mode} << 16U, 4);
            number(member.offset, 4);
            bytes_ += member.name;
        }
        const std::size_t size = bytes_.size() - start;
        bytes_ += "PK\x05\x06";
        number(0, 4);
        number(members_.size(), 2);
        number(members_.size(), 2);
        number(size, 4);
        number(start, 4);
        number(0, 2);
        return bytes_;
    }

  private:
    struct Member {
        std::string name;
        std::size_t offset;
        std::uint32_t packed, checksum, size, flags;
        std::uint32_t mode = 0;
    };
    static std::uint32_t crc(std::string_view bytes) {
        return static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    }
    void number(std::size_t value, int size) {
        for (int i = 0; i < size; ++i) bytes_.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
    }
    void header(const Member& member) {
        number(20, 2);
        number(member.flags, 2);
        number(8, 2);
        number(0, 4);  // time and date
        number(member.checksum, 4);
        number(member.packed, 4);
        number(member.size, 4);
        number(member.name.size(), 2);
        number(0, 2);
    }

    std::string bytes_;
    std::vector<Member> members_;
};

/// A workbook from the XML of its sheets' data; cells are written by hand to say exactly what a program stored.
class Workbook {
  public:
    Workbook& sheet(const std::string& name, const std::string& rows_xml, const std::string& state = "",
                    const std::string& after = "") {
        sheets_.push_back({name, rows_xml, state, after});
        return *this;
    }
    Workbook& prolog(const std::string& text) {
        prolog_ = text;
        return *this;
    }
    Zip zip() const {
        std::string types =
            kXml +
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
            "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
            "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
            "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>";
        std::string book = kXml +
                           "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                           "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>";
        std::string relations =
            kXml + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        Zip zip;
        for (std::size_t i = 0; i < sheets_.size(); ++i) {
            const std::string n = std::to_string(i + 1);
            types +=
                "<Override PartName=\"/xl/worksheets/sheet" + n +
                ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
            book += "<sheet name=\"" + sheets_[i].name + "\" sheetId=\"" + n + "\"" +
                    (sheets_[i].state.empty() ? "" : " state=\"" + sheets_[i].state + "\"") + " r:id=\"rId" + n +
                    "\"/>";
            relations += "<Relationship Id=\"rId" + n +
                         "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
                         "Target=\"worksheets/sheet" +
                         n + ".xml\"/>";
            zip.add("xl/worksheets/sheet" + n + ".xml",
                    kXml + prolog_ +
                        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" +
                        sheets_[i].rows + "</sheetData>" + sheets_[i].after + "</worksheet>");
        }
        zip.add("xl/workbook.xml", book + "</sheets></workbook>");
        zip.add("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
        zip.add("_rels/.rels",
                kXml +
                    "<Relationships "
                    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
                    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
                    "Target=\"xl/workbook.xml\"/></Relationships>");
        zip.add("[Content_Types].xml", types + "</Types>");
        return zip;
    }
    std::string bytes() const { return zip().finish(); }

  private:
    struct Sheet {
        std::string name, rows, state, after;
    };
    inline static const std::string kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    std::vector<Sheet> sheets_;
    std::string prolog_;
};

/// A row of text cells: row(3, {"a", "b"}).
inline std::string row(int number, const std::vector<std::string>& cells) {
    std::string xml = "<row r=\"" + std::to_string(number) + "\">";
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (cells[c].empty()) continue;
        xml += "<c r=\"" + std::string(1, static_cast<char>('A' + c)) + std::to_string(number) +
               "\" t=\"inlineStr\"><is><t>" + cells[c] + "</t></is></c>";
    }
    return xml + "</row>";
}

}  // namespace intake::worker::testing
