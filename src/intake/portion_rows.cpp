// 处置单元: cause, opinion, unit and date of a part of what is left. From lists of their own, from the bureau's ledger
// in its old form (causes in free words), and from our own ledger, exported, filled in and brought back: there a cause
// or an opinion is the column in which the area stands.
#include "base/text.hpp"
#include "intake/on_land.hpp"

#include <array>

namespace intake {

namespace {

struct Draft : OnLand<land::Portion> {
    std::string id;  ///< of an export of ours: "portion:KEY", "plot:KEY", "approval:KEY", "listed:KEY"
    std::vector<std::string> causes, routes;  ///< columns that hold an area
};

template <auto M>
constexpr auto text_of = set_text<Draft, M>;

void set_cause(Row& row, Draft& p, std::size_t, std::string_view cell) { p.cause_text = row.text(cell); }
void set_route(Row& row, Draft& p, std::size_t, std::string_view cell) { p.route_text = row.text(cell); }

/// The lowest level of a heading: "未供原因(面积)>补偿未到位" is about 补偿未到位.
std::string lowest_level(std::string_view heading) {
    const std::size_t at = heading.rfind('>');
    return std::string(base::trim(at == std::string_view::npos ? heading : heading.substr(at + 1)));
}

template <auto List>
void add_column(Row& row, Draft& p, std::size_t column, std::string_view cell) {
    const std::optional<base::Area> area = row.area(column, cell, false);
    if (area && area->is_positive()) (p.*List).push_back(lowest_level(row.head().columns[column].heading));
}

constexpr std::array kFields = {
    FieldOf<Draft>{"id", text_of<&Draft::id>},
    kApprovalField<Draft>,
    kPlotField<Draft>,
    kPlotNumberField<Draft>,
    FieldOf<Draft>{"number", text_of<&land::Portion::number>},
    FieldOf<Draft>{"area", set_main_area<Draft, &land::Portion::area>},
    FieldOf<Draft>{"cause", set_cause},
    FieldOf<Draft>{"route", set_route},
    FieldOf<Draft>{"cause_area", add_column<&Draft::causes>, true},
    FieldOf<Draft>{"route_area", add_column<&Draft::routes>, true},
    FieldOf<Draft>{"responsible_unit", text_of<&Draft::responsible_unit>},
    FieldOf<Draft>{"responsible_person", set_post<Draft, &Draft::responsible_person>},
    FieldOf<Draft>{"supporting_units", text_of<&Draft::supporting_units>},
    FieldOf<Draft>{"intended_mode", [](Row& row, Draft& p, std::size_t column,
                                       std::string_view cell) { p.intended_mode = row.word("mode", column, cell); }},
    FieldOf<Draft>{"intended_use", text_of<&Draft::intended_use>},
    FieldOf<Draft>{"planned", set_date<Draft, &Draft::planned>},
    FieldOf<Draft>{"progress_text", text_of<&Draft::progress_text>},
    FieldOf<Draft>{"updated_on", set_date<Draft, &Draft::updated_on>},
    FieldOf<Draft>{"wanted", set_yes_no<Draft, &land::Portion::wanted>},
    FieldOf<Draft>{"occupied", set_yes_no<Draft, &land::Portion::occupied>},
    FieldOf<Draft>{"unchanged", set_yes_no<Draft, &land::Portion::unchanged>},
    FieldOf<Draft>{"remnant", [](Row& row, Draft& p, std::size_t column,
                                 std::string_view cell) { p.remnant = row.word("remnant", column, cell); }},
    FieldOf<Draft>{"note", text_of<&land::Portion::note>},
};

/// The land an export of ours names; false where the cell was changed into something else.
bool settle_id(Row& row, Draft& portion) {
    const std::string& id = portion.id;
    const std::size_t colon = id.find(':');
    const std::string key = colon == std::string::npos ? std::string() : id.substr(colon + 1);
    const std::size_t hash = key.rfind('#');
    if (base::starts_with(id, "portion:") && hash != std::string::npos) {
        const std::string subject = key.substr(0, hash);
        (base::contains(subject, "#") ? portion.plot : portion.approval) = subject;
        if (base::contains(subject, "#")) portion.approval.clear();
        portion.number = key.substr(hash + 1);
    } else if (base::starts_with(id, "plot:") && !key.empty()) {
        portion.plot = key;
        portion.approval.clear();
    } else if (base::starts_with(id, "approval:") && !key.empty()) {
        portion.approval = key;
        portion.plot.clear();
    } else if (base::starts_with(id, "listed:") && !key.empty()) {
        portion.plot = id;  // stands for the row of the list, which the book enters it into
        portion.approval.clear();
    } else {
        row.problem("PORTION_ID_CHANGED", row.column_of("id"), id);
        return false;
    }
    return true;
}

/// One cause and one opinion per row: more than one column with an area is a row that has to be split.
void settle_choice(Row& row, const char* list, const char* field, const std::vector<std::string>& columns,
                   std::string& text, std::string& value) {
    if (columns.size() > 1) {
        std::string names;
        for (const std::string& name : columns) names += (names.empty() ? "" : "、") + name;
        row.problem("PORTION_MANY", row.column_of(field), names);
        return;
    }
    if (text.empty() && !columns.empty()) text = columns.front();
    if (text.empty()) return;
    value = row.word(list, row.column_of(field), text);
    if (value.empty() && std::string_view(list) == "cause") value = "other";
}

void finish(Row& row, Draft& portion) {
    if (!portion.id.empty()) {
        if (!settle_id(row, portion)) return;
        portion.extra.clear();  // the other columns of an export show the book; they say nothing about it
    } else if (!settle_land(row, portion)) {
        return;
    }
    settle_choice(row, "cause", portion.causes.empty() ? "cause" : "cause_area", portion.causes, portion.cause_text,
                  portion.cause);
    settle_choice(row, "route", portion.routes.empty() ? "route" : "route_area", portion.routes, portion.route_text,
                  portion.route);
    if (portion.number.empty()) {
        const std::string subject = portion.plot.empty() ? portion.approval : portion.plot;
        const std::string distinct = distinct_number(row, "number", subject);
        portion.number = distinct == subject ? "1" : distinct.substr(subject.size() + 1);
    }
}

}  // namespace

std::unique_ptr<KindReader> make_portion_reader(const Head& head) {
    return std::make_unique<TableReader<Draft, land::Portion>>(head, kFields, finish);
}

}  // namespace intake
