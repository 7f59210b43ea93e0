#include "intake/map_files.hpp"

#include "base/ascii.hpp"
#include "base/files.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "base/zip_parts.hpp"
#include "geo/wkt.hpp"
#include "intake/worker/map_spool.hpp"
#include "intake/worker_client.hpp"

#include <cstdio>
#include <optional>

namespace intake {
namespace {

using worker::BodyReader;
using worker::FrameType;
using worker::FrameWriter;

struct NamedBytes {
    std::string name, bytes;
};

base::Error usage(const std::string& zh, const std::string& en) { return {base::Code::Usage, {base::both(zh, en)}}; }

bool ends_in(const std::string& path, std::string_view ending) {
    return base::ends_with(base::lower_case(path), ending);
}

std::string spool_of(const std::vector<MapLayer>& layers) {
    std::string out;
    for (const MapLayer& layer : layers) {
        FrameWriter target(worker::kTargetFrame);
        target.string(layer.name).string(layer.title).string(layer.crs);
        target.number(static_cast<std::uint32_t>(layer.fields.size()));
        for (const MapField& field : layer.fields)
            target.string(field.name).string(field.alias).number(static_cast<std::uint32_t>(field.kind));
        out += target.take();
        std::uint32_t number = 0;
        for (const MapRow& row : layer.rows) {
            FrameWriter frame(FrameType::Row);
            frame.number(++number).number(static_cast<std::uint32_t>(row.cells.size() + 1));
            for (const std::string& cell : row.cells) frame.string(cell);
            out += frame.string(row.shape.empty() ? "" : geo::write_wkt(row.shape, layer.grid)).take();
        }
    }
    return out + FrameWriter(FrameType::End).take();
}

/// Stands beside the file that is made; gone when it is no longer needed, whatever happens.
class Scratch {
  public:
    Scratch(const std::string& beside, const char* ending) : path_(beside + ending) {}
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::remove(path_.c_str()); }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

/// What the worker answers.
class Answer {
  public:
    explicit Answer(const std::string& path) : path_(path) {}

    bool frame(FrameType type, std::string_view bytes) {
        BodyReader body(bytes);
        if (type == worker::kFileFrame) {
            const std::string_view name = body.string();
            if (files.empty() || files.back().name != name) files.push_back({std::string(name), ""});
            files.back().bytes += body.string();
        } else if (type == FrameType::Error) {
            const bool limit = body.string() == "ReaderLimit";
            failure = base::Error{limit ? base::Code::ReaderLimit : base::Code::ReaderFailed,
                                  {path_, std::string(body.string())}};
        }
        ended = type == FrameType::End;
        return body.good() && !failure && !ended;
    }

    std::vector<NamedBytes> files;
    std::optional<base::Error> failure;
    bool ended = false;

  private:
    const std::string& path_;
};

base::Result<std::vector<NamedBytes>> made_by_worker(const std::string& path, const std::vector<MapLayer>& layers,
                                                     base::Date day) {
    const Scratch spool(path, ".spool");
    PANHUO_DO(base::write_file_atomic(spool.path(), spool_of(layers)));
    Answer answer(path);
    worker::FrameDecoder decoder([&](FrameType type, std::string_view body) { return answer.frame(type, body); });
    PANHUO_TRY(const base::ProcessEnd end,
               base::run_process({worker_program(), "write", day.iso(), spool.path()}, worker_limits(),
                                 [&](std::string_view piece) { return decoder.feed(piece); }));
    if (answer.failure) return *answer.failure;
    if (!answer.ended) {
        const std::string how = end.signal != 0 ? "signal " + std::to_string(end.signal)
                                                : "exit " + std::to_string(end.exit_code) + " " + end.error_tail;
        return base::Error{base::Code::ReaderFailed, {path, how}};
    }
    return std::move(answer.files);
}

/// The members of a shapefile, named as the file asked for: blocks.shp, blocks.dbf …
base::Status write_shapefile(const std::string& path, const std::vector<MapLayer>& layers, base::Date day) {
    if (layers.size() != 1)
        return usage(path + "：一个 Shapefile 只装一个图层，请选定图层，或写成 .zip",
                     path + ": a shapefile holds one layer; choose one, or write a .zip");
    PANHUO_TRY(const std::vector<NamedBytes> files, made_by_worker(path, layers, day));
    const std::string stem = path.substr(0, path.size() - std::string_view(".shp").size());
    for (const NamedBytes& file : files)
        PANHUO_DO(base::write_file_atomic(stem + file.name.substr(file.name.rfind('.')), file.bytes));
    return base::Done{};
}

/// Every member dated 1980-01-01, the first day that a zip has: the same bytes for the same members.
base::Status write_zip(const std::string& path, std::vector<NamedBytes> files) {
    constexpr std::uint32_t kFirstDay = (1U << 5U | 1U) << 16U;
    const Scratch half(path, ".half");
    PANHUO_TRY(const std::unique_ptr<base::ZipWriter> zip, base::ZipWriter::create(half.path()));
    for (NamedBytes& file : files) {
        PANHUO_DO(zip->begin(file.name, kFirstDay));
        PANHUO_DO(zip->write(std::move(file.bytes)));
        PANHUO_DO(zip->end());
    }
    PANHUO_DO(zip->finish());
    return base::move_file(half.path(), path);
}

}  // namespace

bool is_map_file(const std::string& path) {
    for (const char* ending : {".geojson", ".shp", ".zip"}) {
        if (ends_in(path, ending)) return true;
    }
    return false;
}

bool holds_layers(const std::string& path) { return !ends_in(path, ".shp"); }

base::Status write_map_files(const std::string& path, const std::vector<MapLayer>& layers, base::Date day) {
    if (ends_in(path, ".geojson")) {
        PANHUO_TRY(const std::string text, geojson_of(layers));
        return base::write_file_atomic(path, text);
    }
    if (ends_in(path, ".shp")) return write_shapefile(path, layers, day);
    if (ends_in(path, ".zip")) {
        PANHUO_TRY(std::vector<NamedBytes> files, made_by_worker(path, layers, day));
        return write_zip(path, std::move(files));
    }
    return usage(path + "：能写 .gpkg、.geojson、.shp、.zip", path + ": .gpkg, .geojson, .shp or .zip");
}

}  // namespace intake
