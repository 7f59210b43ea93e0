// 批准地块: the plots of approvals, from lists and from layers with a WKT column.
#include "intake/common_fields.hpp"
#include "intake/kind_reader.hpp"
#include "land/codes.hpp"

#include <array>

namespace intake {

namespace {

struct Draft : land::Plot {
    Place where;
    std::string use_cell, use_code_cell, use_system_cell;
};

template <auto M>
constexpr auto text_of = set_text<Draft, M>;

constexpr std::array kFields = {
    FieldOf<Draft>{"approval",
                   [](Row& row, Draft& p, std::size_t column, std::string_view cell) {
                       p.approval_text = row.text(cell);
                       p.approval = approval_number(row, column, cell);
                   }},
    FieldOf<Draft>{"number", text_of<&land::Plot::number>},
    FieldOf<Draft>{"name", text_of<&land::Plot::name>},
    FieldOf<Draft>{"division_code", [](Row& row, Draft& p, std::size_t,
                                       std::string_view cell) { read_division_code(row, p.where, cell); }},
    FieldOf<Draft>{"division_name",
                   [](Row& row, Draft& p, std::size_t, std::string_view cell) { p.where.name = row.text(cell); }},
    FieldOf<Draft>{"zone", text_of<&land::Plot::zone>},
    FieldOf<Draft>{"township", text_of<&land::Plot::township>},
    FieldOf<Draft>{"village", text_of<&land::Plot::village>},
    FieldOf<Draft>{"use", text_of<&Draft::use_cell>},
    FieldOf<Draft>{"use_code", text_of<&Draft::use_code_cell>},
    FieldOf<Draft>{"use_system", text_of<&Draft::use_system_cell>},
    FieldOf<Draft>{"area", set_main_area<Draft, &land::Plot::area>},
    FieldOf<Draft>{"drawn_on", set_date<Draft, &land::Plot::drawn_on>},
    FieldOf<Draft>{"geometry",
                   [](Row& row, Draft& p, std::size_t column, std::string_view cell) {
                       Shape shape = read_shape(row, column, cell);
                       p.geometry = std::move(shape.geometry);
                       p.measured = shape.measured;
                   }},
    FieldOf<Draft>{"note", text_of<&land::Plot::note>},
};

void settle_use(Draft& plot) {
    const land::LandUse use =
        land::read_land_use(plot.use_code_cell.empty() ? plot.use_cell : plot.use_code_cell, plot.use_system_cell);
    plot.use = plot.use_cell.empty() ? use.text : plot.use_cell;
    plot.use_code = use.code;
    plot.use_system = use.system;
}

void finish(Row& row, Draft& plot) {
    if (plot.number.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, plot.name, {"地块编号"});
        return;
    }
    if (plot.approval.empty()) plot.approval = row.options().approval;
    if (plot.approval.empty()) {
        row.problem("APPROVAL_MISSING", row.column_of("approval"), plot.number);
        plot.file_key = row.file().sha256 + "#" + std::to_string(++row.file().loose_plots);
    } else {
        // Two plots of one approval under one number would overwrite each other.
        const std::string key = plot_key(plot.approval, plot.number);
        const std::string distinct = distinct_number(row, "number", key);
        plot.number += distinct.substr(key.size());
    }
    plot.division = settle_division(row, plot.where);
    if (is_township_name(plot.where.name) && plot.township.empty()) plot.township = plot.where.name;
    settle_use(plot);
    note_missing_area(row, "area", plot.area);
    compare_areas(row, plot.area, plot.measured);
}

}  // namespace

std::unique_ptr<KindReader> make_plot_reader(const Head& head) {
    return std::make_unique<TableReader<Draft, land::Plot>>(head, kFields, finish);
}

}  // namespace intake
