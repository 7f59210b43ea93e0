#include "base/json.hpp"
#include "intake/head.hpp"
#include "service/import.hpp"
#include "service/mappings.hpp"

namespace service {
namespace {

base::Json problem_json(const intake::Problem& problem) {
    return {{"row", problem.row},     {"sheet", problem.sheet},
            {"cell", problem.cell},   {"field", problem.field},
            {"code", problem.code},   {"severity", intake::severity_name(problem.severity)},
            {"found", problem.found}, {"message", base::text_json(problem.message)}};
}

base::Json sheet_json(const intake::SheetReport& sheet) {
    base::Json columns = base::Json::array();
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
        const intake::SheetReport::Column& each = sheet.columns[c];
        columns.push_back({{"column", intake::column_letters(c)},
                           {"heading", each.heading},
                           {"field", each.field},
                           {"unit", unit_code(each.unit)},
                           {"unit_assumed", each.unit_assumed},
                           {"sample", each.sample}});
    }
    return {{"name", sheet.name},
            {"state", intake::sheet_state_name(sheet.state)},
            {"form", sheet.form},
            {"head_row", sheet.head_row},
            {"head_rows", sheet.head_rows},
            {"kind", sheet.kind ? base::Json(land::kind_name(*sheet.kind)) : base::Json(nullptr)},
            {"said", sheet.said},
            {"mapping", sheet.mapping.empty() ? base::Json(nullptr) : base::Json(sheet.mapping)},
            {"rows", sheet.rows},
            {"columns", std::move(columns)}};
}

}  // namespace

base::Json imported_json(const ImportedFile& file) {
    base::Json json = {{"file", file.file},           {"sha256", file.sha256},     {"kind", file.kind},
                       {"rows", file.rows},           {"accepted", file.accepted}, {"unchanged", file.unchanged},
                       {"duplicate", file.duplicate}, {"rejected", file.rejected}};
    base::Json problems = base::Json::array();
    for (const intake::Problem& problem : file.problems) problems.push_back(problem_json(problem));
    json["problems"] = std::move(problems);
    base::Json counts = base::Json::object();
    for (const auto& [code, count] : file.problem_counts) counts[code] = count;
    json["problem_counts"] = std::move(counts);
    if (file.proposed_draws > 0) json["proposed_draws"] = file.proposed_draws;
    if (file.taken_back > 0) json["taken_back"] = file.taken_back;
    base::Json sheets = base::Json::array();
    for (const intake::SheetReport& sheet : file.sheets) sheets.push_back(sheet_json(sheet));
    json["sheets"] = std::move(sheets);
    if (!file.reject_file.empty()) json["reject_file"] = file.reject_file;
    if (file.error) json["error"] = {{"code", file.error->name()}, {"text", base::text_json(file.error->text())}};
    return json;
}

}  // namespace service
