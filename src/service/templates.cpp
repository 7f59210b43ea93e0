#include "service/templates.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "land/vocabulary.hpp"
#include "report/form.hpp"
#include "service/rules.hpp"

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

base::Result<Template> template_of(const std::string& kind) {
    PANHUO_TRY(const std::vector<Template> all, load());
    std::string known;
    for (const Template& each : all) {
        if (each.kind == kind) return each;
        known += (known.empty() ? "" : " ") + each.kind;
    }
    return base::Error{base::Code::RecordKindUnknown, {kind, known}};
}

std::vector<std::string> titles(const std::string& list) {
    std::vector<std::string> found;
    for (const std::string& identifier : land::vocabulary().identifiers(list))
        found.push_back(land::vocabulary().title(list, identifier).zh);
    return found;
}

template <class Named>  // Department, Route, Cause, Zone
std::vector<std::string> names(const std::vector<Named>& members) {
    std::vector<std::string> found;
    for (const Named& member : members) found.push_back(member.name.zh);
    return found;
}

/// The campaign's own members of a list, as far as the import knows their names; else those of the trade.
std::vector<std::string> choices_of(const std::string& list, const law::Campaign* campaign) {
    if (list.empty()) return {};
    std::vector<std::string> own;
    if (campaign != nullptr) {
        if (list == "cause") own = names(campaign->causes);
        if (list == "route") own = names(campaign->routes);
        if (list == "zone") own = names(campaign->zones);
        if (list == "unit") own = names(campaign->departments);
        if (list == "unit" || list == "township")
            own.insert(own.end(), campaign->townships.begin(), campaign->townships.end());
    }
    if (list == "cause" || list == "route")
        std::erase_if(own, [&](const std::string& name) { return !land::vocabulary().identify(list, name); });
    return own.empty() ? titles(list) : own;
}

report::Form form_of(const Template& made, const law::Campaign* campaign, base::Lang lang) {
    report::Form form;
    form.title = made.title.zh;
    const bool zh = lang == base::Lang::Zh;
    form.words = zh ? report::Form::Words{"填写说明", "列", "必填", "可选值", "示例", "说明", "是"}
                    : report::Form::Words{"notes", "column", "needed", "choices", "example", "note", "yes"};
    for (const Line& line : made.lines) {
        form.columns.push_back(
            {line.heading, line.needed, choices_of(line.list, campaign), line.example, base::pick(line.note, lang)});
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

base::Result<std::vector<std::pair<std::string, std::string>>> template_example(const std::string& kind) {
    PANHUO_TRY(const Template found, template_of(kind));
    std::vector<std::pair<std::string, std::string>> row;
    for (const Line& line : found.lines) row.emplace_back(line.heading, line.example);
    return row;
}

base::Status write_template(const std::string& kind, const law::Campaign* campaign, base::Lang lang,
                            const std::string& path) {
    PANHUO_TRY(const Template found, template_of(kind));
    return report::write_form(form_of(found, campaign, lang), path);
}

base::Status write_template(Office& office, const std::string& kind, base::Lang lang, const std::string& path) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const law::RulebookSet rules, adopted_rulebooks(*snapshot, base::Instant::end_of_time()));
    return write_template(kind, &rules.campaign(), lang, path);
}

}  // namespace service
