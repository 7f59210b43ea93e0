#include "service/layer_file.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "geo/rezone.hpp"
#include "intake/intake.hpp"
#include "intake/worker_client.hpp"
#include "service/ground_box.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace service {
namespace {

std::string upper(std::string_view text) {
    std::string out(base::trim(text));
    for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

bool names_shapes(std::string_view heading) {
    const std::string name = upper(heading);
    return name == "WKT" || name == "GEOM" || name == "GEOMETRY" || name == "THE_GEOM" || name == "SHAPE";
}

class LayerReader final : public intake::WorkerListener {
  public:
    explicit LayerReader(const LayerRequest& request)
        : path_(request.path),
          key_name_(request.key),
          resolution_(request.resolution),
          progress_(request.progress),
          placer_(request.told, request.extent, request.resolution) {}

    base::Status sheet(std::string_view name, bool hidden) override {
        open_ = !hidden && !found_;
        head_rows_ = 1;
        seen_rows_ = 0;
        binary_ = false;
        name_ = std::string(name) + " " + base::file_name(path_);
        if (open_) placer_.begin_layer(name_, "");
        return base::Done{};
    }
    /// Files of shapes say this before their rows; tables do not.
    void layer(std::string_view crs, std::int64_t head_rows) override {
        if (open_) placer_.begin_layer(name_, crs);
        head_rows_ = head_rows;
        binary_ = true;
    }
    void merge(std::int64_t, std::int64_t, std::int64_t, std::int64_t) override {}
    base::Status row(std::int64_t number, const std::vector<std::string_view>& cells) override {
        if (!open_) return base::Done{};
        if (seen_rows_++ == 0) return head(cells);
        if (seen_rows_ > head_rows_) take(number, cells);
        return base::Done{};
    }
    base::Status text(std::string_view) override { return base::Done{}; }
    void note(std::string_view code, std::int64_t row, const std::vector<std::string>& args) override {
        if (!open_) return;
        if (code == "LAYER_CRS_NAMED" && args.size() == 1) placer_.name_layer(args[0]);
        if (row == 0) {
            ++note_of(std::string(code), args).rows;
        } else {
            said_before_.push_back({row, "", std::string(code), text_of(code, "", args), {}});
        }
    }

    base::Result<LayerFile> finish() {
        if (out_.keys.empty() && out_.refused.empty()) return base::Error{base::Code::LayerEmpty, {path_}};
        return std::move(out_);
    }

  private:
    base::Status head(const std::vector<std::string_view>& cells) {
        const auto shape = std::find_if(cells.begin(), cells.end(), names_shapes);
        if (shape == cells.end()) {
            open_ = false;
            return base::Done{};
        }
        found_ = true;
        shape_column_ = static_cast<std::size_t>(shape - cells.begin());
        if (key_name_.empty()) return base::Done{};
        const auto named = std::find_if(cells.begin(), cells.end(),
                                        [&](std::string_view cell) { return upper(cell) == upper(key_name_); });
        if (named != cells.end()) {
            key_column_ = static_cast<std::size_t>(named - cells.begin());
            return base::Done{};
        }
        std::string fields;
        for (const std::string_view cell : cells) {
            if (names_shapes(cell)) continue;
            fields += (fields.empty() ? "" : ", ") + std::string(base::trim(cell));
        }
        return base::Error{base::Code::LayerKey, {path_, key_name_, fields}};
    }

    void take(std::int64_t number, const std::vector<std::string_view>& cells) {
        const auto is_empty = [](std::string_view cell) { return base::trim(cell).empty(); };
        if (std::all_of(cells.begin(), cells.end(), is_empty)) return;
        const std::string key(key_name_.empty() ? std::to_string(number) : std::string(column(cells, key_column_)));
        std::vector<RowNote> before = std::exchange(said_before_, {});
        auto placed = place(cells);
        if (!placed.ok()) {
            out_.refused.push_back({number, key, std::string(placed.error().name()), placed.error().text(), {}});
            return;
        }
        out_.largest_move_m = std::max(out_.largest_move_m, placed->moved_steps * resolution_.metres());
        for (RowNote& note : before) {
            note.key = key;
            out_.repaired.push_back(std::move(note));
        }
        take_notes(number, key, *placed);
        if (placed->polygons.empty()) return;
        if (out_.crs.empty()) out_.crs = placed->crs;
        out_.keys.push_back(key);
        out_.numbers.push_back(number);
        out_.row_crs.push_back(std::move(placed->crs));
        out_.polygons.push_back(std::move(placed->polygons));
        constexpr std::size_t kEvery = 1'000;
        if (progress_ && out_.keys.size() % kEvery == 0) progress_(static_cast<std::int64_t>(out_.keys.size()));
    }

    static std::string_view column(const std::vector<std::string_view>& cells, std::size_t at) {
        return at < cells.size() ? base::trim(cells[at]) : std::string_view();
    }
    base::Result<intake::PlacedShape> place(const std::vector<std::string_view>& cells) {
        const std::string_view written = shape_column_ < cells.size() ? cells[shape_column_] : std::string_view();
        if (binary_ && !written.empty()) return placer_.place_wkb(written);
        const std::string_view wkt = base::trim(written);
        return placer_.place(wkt.empty() ? "POLYGON EMPTY" : wkt);
    }

    static base::Text text_of(std::string_view code, std::string found, const std::vector<std::string>& args) {
        return intake::make_problem(code, "", 0, "", "", std::move(found), args).message;
    }
    LayerNote& note_of(const std::string& code, const std::vector<std::string>& args) {
        LayerNote& note = out_.notes[code];
        if (note.code.empty()) {
            note.code = code;
            note.text = text_of(code, "", args);
        }
        return note;
    }

    void take_notes(std::int64_t number, const std::string& key, const intake::PlacedShape& placed) {
        for (const intake::ShapeNote& note : placed.notes) {
            const bool refuses = placed.refused && &note == &placed.notes.back();
            if (refuses) {
                out_.refused.push_back({number, key, note.code, text_of(note.code, key, note.args), {}});
            } else {
                ++note_of(note.code, note.args).rows;
            }
        }
        const bool unmendable = !placed.refused && placed.polygons.empty();
        for (const geo::Mend& step : placed.steps) {
            const bool last = unmendable && &step == &placed.steps.back();
            (last ? out_.refused : out_.repaired)
                .push_back({number, key, std::string(step.name()), step.text(), last ? base::Area() : placed.lost});
        }
    }

    const std::string& path_;
    const std::string& key_name_;
    geo::Resolution resolution_;
    std::function<void(std::int64_t)> progress_;
    intake::ShapePlacer placer_;
    LayerFile out_;
    std::string name_;
    std::vector<RowNote> said_before_;  ///< of the row that comes next
    bool open_ = true, found_ = false;
    bool binary_ = false;  ///< the sheet is a layer, and its shapes come as well-known binary
    std::int64_t head_rows_ = 1, seen_rows_ = 0;
    std::size_t shape_column_ = 0, key_column_ = 0;
};

}  // namespace

base::Result<LayerFile> read_layer_file(const LayerRequest& request) {
    if (!base::file_exists(request.path)) return base::Error{base::Code::FileNotFound, {request.path}};
    LayerReader reader(request);
    PANHUO_DO(intake::read_with_worker(request.path, reader, intake::worker::Shapes::Binary));
    return reader.finish();
}

void bring_to(LayerFile& layer, const std::string& crs, const geo::Resolution& resolution) {
    layer.crs = crs;
    const auto there = [&](const std::string& from) { return from == crs; };
    if (std::all_of(layer.row_crs.begin(), layer.row_crs.end(), there)) return;
    Projections projections;
    LayerFile kept;
    for (std::size_t i = 0; i < layer.keys.size(); ++i) {
        const std::string& from = layer.row_crs[i];
        geo::MultiPolygon shape = std::move(layer.polygons[i]);
        std::string code;
        if (from.empty()) {
            code = "LAYER_PLACE_UNKNOWN";
        } else if (from != crs) {
            const geo::Projection* const old = projections.of(from);
            const geo::Projection* const plane = projections.of(crs);
            std::optional<geo::MultiPolygon> moved;
            if (old != nullptr && plane != nullptr)
                moved = intake::rezoned_on_grid(std::move(shape), *old, *plane, resolution);
            code = moved ? "" : "LAYER_PLACE_UNKNOWN";
            if (moved) shape = std::move(*moved);
        }
        if (!code.empty()) {
            layer.refused.push_back({layer.numbers[i],
                                     layer.keys[i],
                                     code,
                                     intake::make_problem(code, "", 0, "", "", layer.keys[i], {}).message,
                                     {}});
            continue;
        }
        if (from != crs) {
            LayerNote& note = layer.notes["LAYER_OTHER_ZONE"];
            note.code = "LAYER_OTHER_ZONE";
            note.text = intake::make_problem(note.code, "", 0, "", "", "", {from, crs}).message;
            ++note.rows;
        }
        kept.keys.push_back(std::move(layer.keys[i]));
        kept.numbers.push_back(layer.numbers[i]);
        kept.row_crs.push_back(crs);
        kept.polygons.push_back(std::move(shape));
    }
    layer.keys = std::move(kept.keys);
    layer.numbers = std::move(kept.numbers);
    layer.row_crs = std::move(kept.row_crs);
    layer.polygons = std::move(kept.polygons);
}

}  // namespace service
