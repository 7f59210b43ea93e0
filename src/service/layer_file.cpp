#include "service/layer_file.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "geo/wkt.hpp"
#include "intake/worker_client.hpp"

#include <algorithm>
#include <cctype>

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
    LayerReader(const std::string& path, const std::string& key, const geo::Resolution& resolution)
        : path_(path), key_name_(key), resolution_(resolution) {}

    base::Status sheet(std::string_view, bool hidden) override {
        open_ = !hidden && !found_;
        head_rows_ = 1;
        seen_rows_ = 0;
        crs_.clear();
        return base::Done{};
    }
    /// Files of shapes say this before their rows; tables do not.
    void layer(std::string_view crs, std::int64_t head_rows) override {
        crs_ = crs;
        head_rows_ = head_rows;
    }
    void merge(std::int64_t, std::int64_t, std::int64_t, std::int64_t) override {}
    base::Status row(std::int64_t number, const std::vector<std::string_view>& cells) override {
        if (!open_) return base::Done{};
        if (seen_rows_++ == 0) return head(cells);
        if (seen_rows_ > head_rows_) take(number, cells);
        return base::Done{};
    }
    base::Status text(std::string_view) override { return base::Done{}; }
    void note(std::string_view, std::int64_t, const std::vector<std::string>&) override {}

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
        out_.crs = crs_;
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
        const auto cell = [&](std::size_t column) {
            return column < cells.size() ? base::trim(cells[column]) : std::string_view();
        };
        const std::string key(key_name_.empty() ? std::to_string(number) : std::string(cell(key_column_)));
        const std::string_view wkt = cell(shape_column_);
        const auto read = geo::read_wkt_loosely(wkt.empty() ? "POLYGON EMPTY" : wkt, resolution_);
        if (!read.ok()) {
            out_.refused.push_back({number, key, std::string(read.error().name()), read.error().text(), {}});
            return;
        }
        out_.largest_move_m = std::max(out_.largest_move_m, read->moved * resolution_.metres());
        geo::Mended mended = geo::mend(*read, resolution_);
        const base::Area lost = geo::to_area(mended.twice_lost, resolution_);
        for (const geo::Mend& step : mended.steps) {
            const bool last = mended.refused() && &step == &mended.steps.back();
            (last ? out_.refused : out_.repaired)
                .push_back({number, key, std::string(step.name()), step.text(), last ? base::Area() : lost});
        }
        if (mended.refused()) return;
        out_.keys.push_back(key);
        out_.polygons.push_back(std::move(mended.polygons));
    }

    const std::string& path_;
    const std::string& key_name_;
    geo::Resolution resolution_;
    LayerFile out_;
    std::string crs_;
    bool open_ = true, found_ = false;
    std::int64_t head_rows_ = 1, seen_rows_ = 0;
    std::size_t shape_column_ = 0, key_column_ = 0;
};

}  // namespace

base::Result<LayerFile> read_layer_file(const std::string& path, const std::string& key,
                                        const geo::Resolution& resolution) {
    if (!base::file_exists(path)) return base::Error{base::Code::FileNotFound, {path}};
    LayerReader reader(path, key, resolution);
    PANHUO_DO(intake::read_with_worker(path, reader));
    return reader.finish();
}

}  // namespace service
