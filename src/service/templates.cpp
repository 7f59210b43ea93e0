#include "service/templates.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "land/vocabulary.hpp"
#include "report/form.hpp"

namespace service {
namespace {

struct Line {
    std::string heading, list, example;
    base::Text note;
    bool needed = false;
};

struct Template {
    std::string kind;
    base::Text title;
    std::vector<Line> lines;
};

/// Choices that are no list of the vocabulary.
std::vector<std::string> own_choices(const std::string& list) {
    if (list == "yes_no") return {"是", "否"};
    if (list == "stock") return {"批而未供", "闲置土地"};
    if (list == "nature") return {"下达", "暂定"};
    return {};
}

base::Result<std::vector<Template>> load() {
    PANHUO_TRY(const std::string home, base::data_folder());
    const std::string path = home + "/rulebooks/data/templates.tsv";
    PANHUO_TRY(const std::string tsv, base::read_file(path));
    std::vector<Template> all;
    std::int64_t number = 0;
    for (const std::string_view line : base::split(tsv, '\n')) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const std::vector<std::string_view> cells = base::split(line, '\t');
        if (cells.size() == 4 && cells[0] == "form") {
            all.push_back({std::string(cells[1]), {std::string(cells[2]), std::string(cells[3])}, {}});
        } else if (cells.size() == 7 && cells[0] == "column" && !all.empty()) {
            all.back().lines.push_back({std::string(cells[1]),
                                        std::string(cells[3]),
                                        std::string(cells[4]),
                                        {std::string(cells[5]), std::string(cells[6])},
                                        cells[2] == "!"});
        } else {
            return base::Error{base::Code::ReportLayout,
                               {path, std::to_string(number), std::string(line), "form 4 | column 7"}};
        }
    }
    return all;
}

report::Form form_of(const Template& made, base::Lang lang) {
    report::Form form;
    form.title = made.title.zh;
    const bool zh = lang == base::Lang::Zh;
    form.words = zh ? report::Form::Words{"填写说明", "列", "必填", "可选值", "示例", "说明", "是"}
                    : report::Form::Words{"notes", "column", "needed", "choices", "example", "note", "yes"};
    for (const Line& line : made.lines) {
        report::FormColumn column{line.heading, line.needed, own_choices(line.list), line.example,
                                  base::pick(line.note, lang)};
        if (column.choices.empty() && !line.list.empty()) {
            for (const std::string& identifier : land::vocabulary().identifiers(line.list))
                column.choices.push_back(land::vocabulary().title(line.list, identifier).zh);
        }
        form.columns.push_back(std::move(column));
    }
    return form;
}

}  // namespace

base::Result<std::vector<std::string>> template_kinds() {
    PANHUO_TRY(const std::vector<Template> all, load());
    std::vector<std::string> kinds;
    for (const Template& each : all) kinds.push_back(each.kind);
    return kinds;
}

base::Status write_template(const std::string& kind, base::Lang lang, const std::string& path) {
    PANHUO_TRY(const std::vector<Template> all, load());
    std::string known;
    for (const Template& each : all) {
        if (each.kind == kind) return report::write_form(form_of(each, lang), path);
        known += (known.empty() ? "" : " ") + each.kind;
    }
    return base::Error{base::Code::RecordKindUnknown, {kind, known}};
}

}  // namespace service
