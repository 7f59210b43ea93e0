#include "base/files.hpp"
#include "base/hash.hpp"
#include "intake/boundary_text.hpp"
#include "intake/intake.hpp"
#include "intake/sheet_reader.hpp"
#include "intake/worker_client.hpp"

#include <optional>

namespace intake {

namespace {

/// Puts together what the worker says: sheets of a table, or the plots of a boundary file.
class FileReader final : public WorkerListener {
  public:
    FileReader(const HeadingTable& table, const ReadOptions& options, Sink& sink, FileResult& result)
        : table_(table), options_(options), sink_(sink), result_(result), file_(options, result.sha256) {}

    base::Status sheet(std::string_view name, bool hidden) override {
        PANHUO_DO(close_sheet());
        file_.layer_crs.clear();
        file_.crs_asked = false;
        if (hidden) {
            SheetReport report;
            report.name = name;
            report.state = SheetReport::State::Hidden;
            result_.sheets.push_back(std::move(report));
            sink_.problem(make_problem("SHEET_HIDDEN", std::string(name), 0, "", "", std::string(name)));
            return base::Done{};
        }
        sheet_.emplace(std::string(name), table_, file_, sink_, result_);
        return base::Done{};
    }
    void layer(std::string_view crs, std::int64_t head_rows) override {
        if (!sheet_) return;
        file_.layer_crs = crs;
        sheet_->layer(head_rows);
        if (crs.empty() || options_.crs.empty() || options_.crs == crs) return;
        sink_.problem(make_problem("CRS_DISAGREES", sheet_->name(), 0, "", "", "", {std::string(crs), options_.crs}));
    }
    void merge(std::int64_t first_row, std::int64_t first_column, std::int64_t last_row,
               std::int64_t last_column) override {
        if (!sheet_) return;
        sheet_->merge(
            {first_row, last_row, static_cast<std::size_t>(first_column), static_cast<std::size_t>(last_column)});
    }
    base::Status row(std::int64_t number, const std::vector<std::string_view>& cells) override {
        return sheet_ ? sheet_->row(number, cells) : base::Status(base::Done{});
    }
    base::Status text(std::string_view utf8) override {
        if (options_.kind && *options_.kind != land::Kind::Plot)
            return base::Error{base::Code::KindUndetected, {result_.file}};
        PANHUO_TRY(FileResult read, read_boundary_text(utf8, result_.file, result_.sha256, options_, sink_));
        read.sheets = std::move(result_.sheets);
        result_ = std::move(read);
        understood_ = true;
        return base::Done{};
    }
    void note(std::string_view code, std::int64_t row, const std::vector<std::string>& args) override {
        if (code == "LAYER_CRS_NAMED" && options_.crs.empty()) file_.crs_asked = true;  // this says as much
        const std::string sheet = sheet_ ? sheet_->name() : std::string();
        const std::string cell = row == 0 ? std::string() : "A" + std::to_string(row);
        sink_.problem(make_problem(code, sheet, row, cell, "", "", args));
    }

    base::Status finish() {
        PANHUO_DO(close_sheet());
        if (understood_) {
            for (const std::string& name : strange_) {
                sink_.problem(make_problem("SHEET_NOT_UNDERSTOOD", name, 0, "", "", name));
            }
            return base::Done{};
        }
        if (options_.describe) return base::Done{};
        return base::Error{base::Code::KindUndetected, {result_.file}};
    }

  private:
    base::Status close_sheet() {
        if (!sheet_) return base::Done{};
        PANHUO_DO(sheet_->finish());
        result_.sheets.push_back(sheet_->report());
        if (sheet_->understood()) {
            understood_ = true;
        } else if (!sheet_->empty()) {
            strange_.push_back(sheet_->name());
        }
        sheet_.reset();
        return base::Done{};
    }

    const HeadingTable& table_;
    const ReadOptions& options_;
    Sink& sink_;
    FileResult& result_;
    FileState file_;
    std::optional<SheetReader> sheet_;
    std::vector<std::string> strange_;
    bool understood_ = false;
};

}  // namespace

std::string_view sheet_state_name(SheetReport::State state) {
    switch (state) {
        case SheetReport::State::Read:
            return "read";
        case SheetReport::State::Unknown:
            return "unknown";
        case SheetReport::State::Left:
            return "left";
        case SheetReport::State::Hidden:
            return "hidden";
        case SheetReport::State::Blank:
            break;
    }
    return "blank";
}

base::Result<FileResult> read_file(const std::string& path, const ReadOptions& options, Sink& sink) {
    if (options.kind && *options.kind != land::Kind::Plot && !is_table_kind(*options.kind)) {
        return base::Error{base::Code::KindUndetected, {path}};
    }
    PANHUO_TRY(const HeadingTable* table, heading_table());
    PANHUO_TRY(const base::Hash hash, base::hash_file(base::HashAlgorithm::Sha256, path));
    FileResult result;
    result.file = path;
    result.sha256 = base::hex(hash);
    FileReader reader(*table, options, sink, result);
    PANHUO_DO(read_with_worker(path, reader));
    PANHUO_DO(reader.finish());
    return result;
}

}  // namespace intake
