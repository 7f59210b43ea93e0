// panhuo parcels <store> : the list behind the numbers.
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/moment.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "report/sheet.hpp"
#include "service/parcels.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct Options {
    std::string store, status, route, format = "table", output;
    MomentOptions moment;
};

std::vector<std::string> headings(const Session& session) {
    return {
        session.say("编号", "id"),       session.say("类别", "kind"),       session.say("乡镇", "township"),
        session.say("名称", "name"),     session.say("面积(公顷)", "ha"),   session.say("未供(公顷)", "unsupplied ha"),
        session.say("状态", "status"),   session.say("判断", "judgement"),  session.say("把握", "certainty"),
        session.say("原因", "cause"),    session.say("意见", "route"),      session.say("时限", "due"),
        session.say("责任单位", "unit"), session.say("下一步", "next step")};
}

std::vector<std::string> cells(const Session& session, const service::Parcel& parcel) {
    return {parcel.id,
            parcel.kind,
            parcel.township,
            parcel.name,
            parcel.area ? parcel.area->text(base::AreaUnit::Hectare, 4) : "–",
            parcel.unsupplied.text(base::AreaUnit::Hectare, 4),
            parcel.status,
            session.say(law::judgement_text(parcel.judgement)),
            session.say(law::certainty_text(parcel.certainty)),
            parcel.cause,
            parcel.route,
            parcel.due ? parcel.due->iso() : "",
            parcel.responsible_unit,
            parcel.next_step ? session.say(*parcel.next_step) : ""};
}

std::vector<report::Value> sheet_row(const Session& session, const service::Parcel& parcel) {
    std::vector<report::Value> row;
    for (std::string& cell : cells(session, parcel)) row.emplace_back(std::move(cell));
    if (parcel.area) row[4] = report::Figure{parcel.area->m2() / 10'000, 4};
    row[5] = report::Figure{parcel.unsupplied.m2() / 10'000, 4};
    return row;
}

std::string shortened(const std::string& text, int width) {
    if (base::display_width(text) <= width) return text;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t next = i + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
        if (base::display_width(out + text.substr(i, next - i)) > width - 1) break;
        out.append(text, i, next - i);
        i = next;
    }
    return out + "…";
}

base::Result<int> list(Session& session, const Options& options, service::Office& office) {
    if (options.format == "xlsx" && options.output.empty()) {
        return base::Error{base::Code::Usage, {"--format xlsx needs -o FILE.xlsx"}};
    }
    PANHUO_TRY(const service::Moment moment, read_moment(options.moment, session.clock()));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::unique_ptr<service::Book> book, service::Book::open(*snapshot, moment));
    const bool as_json = session.json || options.format == "json";
    base::Json parcels = base::Json::array();
    std::vector<Table::Column> columns;
    for (const std::string& heading : headings(session)) columns.push_back({heading, Table::Align::Left});
    columns[4].align = columns[5].align = Table::Align::Right;
    Table table(columns);
    std::string csv = "\xEF\xBB\xBF" + csv_line(headings(session));
    report::Sheet sheet{session.say("地块清单", "parcels"), headings(session), {}};
    PANHUO_DO(service::each_parcel(*book, [&](const service::Parcel& parcel) -> base::Status {
        if (!options.status.empty() && parcel.status != options.status) return base::Done{};
        if (!options.route.empty() && parcel.route != options.route) return base::Done{};
        if (as_json) {
            parcels.push_back(service::parcel_json(parcel));
        } else if (options.format == "csv") {
            csv += csv_line(cells(session, parcel));
        } else if (options.format == "xlsx") {
            sheet.rows.push_back(sheet_row(session, parcel));
        } else {
            std::vector<std::string> row = cells(session, parcel);
            row[3] = shortened(row[3], 28);
            row[13] = shortened(row[13], 44);
            table.row(std::move(row));
        }
        return base::Done{};
    }));
    if (options.format == "xlsx") {
        PANHUO_DO(report::write_xlsx(sheet, options.output));
        return kDone;
    }
    std::string text = options.format == "csv" ? csv : table.text(0);
    if (as_json)
        text = base::Json{{"parcels", std::move(parcels)}}.dump(2, ' ', false, base::Json::error_handler_t::replace) +
               "\n";
    if (!options.output.empty()) {
        PANHUO_DO(base::write_file_atomic(options.output, text));
        return kDone;
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    return kDone;
}

}  // namespace

void add_parcels_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("parcels", "the list behind the numbers");
    command->add_option("store", options->store, "folder of the store")->required();
    add_moment_options(*command, options->moment);
    command->add_option("--status", options->status, "only this status, such as supplied.unreported");
    command->add_option("--route", options->route, "only this route, such as withdraw");
    command->add_option("--format", options->format, "table | csv | json | xlsx")
        ->check(CLI::IsMember({"table", "csv", "json", "xlsx"}));
    command->add_option("-o,--output", options->output, "file to write instead of standard output");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read,
                              [&](service::Office& office) { return list(session, *options, office); });
        };
    });
}

}  // namespace cli
