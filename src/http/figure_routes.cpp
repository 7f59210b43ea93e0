// /status, /curve, /items, /approvals: the figures, for those who see the whole of them.
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/routes.hpp"
#include "service/late_items.hpp"
#include "service/reports.hpp"
#include "service/status.hpp"
#include "service/stock_lines.hpp"

#include <algorithm>

namespace http {
namespace {

using service::Action;

Answer get_status(Site& site, const Request& request, const Caller& caller) {
    const std::string by = request.parameter("by");
    static const std::vector<std::string> known{"", "township", "zone", "approval", "year", "route", "cause", "unit"};
    if (std::find(known.begin(), known.end(), by) == known.end()) return base::Error{base::Code::Usage, {"by: " + by}};
    return shared_document(site, request, caller, "status " + by,
                           [by](View::Material& material) -> base::Result<std::string> {
                               if (by.empty()) {
                                   PANHUO_TRY(const service::Status* status, material.status());
                                   return dump(service::status_json(*status));
                               }
                               PANHUO_TRY(const service::Status status, service::status(material.book, by));
                               return dump(service::status_json(status));
                           });
}

base::Json curve_json(const std::vector<service::CurvePoint>& curve) {
    base::Json list = base::Json::array();
    for (const service::CurvePoint& point : curve)
        list.push_back({{"date", point.date.iso()},
                        {"done_m2", base::area_json(point.done)},
                        {"balance_m2", base::area_json(point.balance)}});
    return list;
}

using Lines = std::vector<service::DivisionLine>;

/// Which line of /status is asked for: that of a zone, or of a division; the first where neither is named.
struct LineAsked {
    std::string division, zone;

    explicit LineAsked(const Request& request)
        : division(request.parameter("division")), zone(request.parameter("zone")) {}
    std::string name() const { return division + "|" + zone; }
    base::Result<Lines::const_iterator> in(const Lines& lines) const {
        const auto line = std::find_if(lines.begin(), lines.end(), [&](const service::DivisionLine& each) {
            if (!zone.empty()) return each.kind == "zone" && each.name == zone;
            return each.kind != "zone" && (division.empty() || each.division == division);
        });
        if (line == lines.end()) return base::Error{base::Code::DivisionUnknown, {division + zone}};
        return line;
    }
};

base::Json item_json(const service::Book& book, const service::StockItem& item) {
    const ledger::Posting& posting = item.posting;
    const service::Held<land::Approval>* approval = book.approval_of(posting.origin);
    const std::string& holder = posting.holder_to.empty() ? posting.holder_from : posting.holder_to;
    return {{"origin", posting.origin},
            {"holder", holder},
            {"approval", approval == nullptr ? "" : approval->key},
            {"on", posting.on.iso()},
            {"counted_on", base::day_json(posting.counted_on)},
            {"days_waiting", item.days_waiting ? base::Json(*item.days_waiting) : base::Json(nullptr)},
            {"from", ledger::account_code(posting.from)},
            {"to", ledger::account_code(posting.to)},
            {"area_m2", base::area_json(item.share)},
            {"rule", posting.rule},
            {"entry", posting.entry}};
}

base::Result<std::vector<service::StockItem>> items_of(View::Material& material, const service::DivisionLine& line,
                                                       const service::StockFigure& figure) {
    if (figure.name == "late") return service::late_items(material.snapshot, material.book, line, figure.stock);
    PANHUO_TRY(const service::SupplyTraits traits, service::SupplyTraits::load(material.book));
    return service::stock_items(material.book, traits, line, figure);
}

/// The postings behind a figure of /status; their areas sum to it.
Answer list_items(Site& site, const Request& request, const Caller& caller) {
    const service::StockFigure figure{request.parameter("stock"), request.parameter("figure")};
    if (figure.stock != "unsupplied" && figure.stock != "idle")
        return base::Error{base::Code::Usage, {"stock: unsupplied | idle"}};
    const LineAsked asked(request);
    const std::string name = "items " + figure.stock + "|" + figure.name + "|" + asked.name();
    const auto make = [figure, asked](View::Material& material) -> base::Result<std::string> {
        PANHUO_TRY(const service::Status* status, material.status());
        PANHUO_TRY(const auto line, asked.in(status->divisions));
        PANHUO_TRY(const auto items, items_of(material, *line, figure));
        base::Json list = base::Json::array();
        base::Area sum;
        for (const service::StockItem& item : items) {
            list.push_back(item_json(material.book, item));
            sum += item.share;
        }
        return dump({{"total", items.size()}, {"area_m2", base::area_json(sum)}, {"items", std::move(list)}});
    };
    return shared_document(site, request, caller, name, make);
}

Answer get_curve(Site& site, const Request& request, const Caller& caller) {
    const LineAsked asked(request);
    const auto make = [asked](View::Material& material) -> base::Result<std::string> {
        PANHUO_TRY(const service::Status* status, material.status());
        PANHUO_TRY(const auto line, asked.in(status->divisions));
        return dump({{"division", line->division},
                     {"unsupplied", curve_json(line->unsupplied.curve)},
                     {"idle", curve_json(line->idle.curve)}});
    };
    return shared_document(site, request, caller, "curve " + asked.name(), make);
}

base::Json cell_json(const report::Cell& cell) {
    struct Write {
        base::Json operator()(std::monostate) const { return nullptr; }
        base::Json operator()(const std::string& text) const { return text; }
        base::Json operator()(base::Area area) const { return base::area_json(area); }
        base::Json operator()(std::int64_t count) const { return count; }
        base::Json operator()(base::Date day) const { return day.iso(); }
        base::Json operator()(report::Share share) const { return share.value; }
        base::Json operator()(double value) const { return value; }
    };
    return std::visit(Write{}, cell);
}

base::Json approval_json(const service::Book& book, const report::Item& item) {
    const auto cell = [&](const char* name) {
        const report::Cell* const found = item.cells.find(name);
        return found == nullptr ? base::Json(nullptr) : cell_json(*found);
    };
    const std::string number = cell("document_no").get<std::string>();
    base::Json all = base::Json::object();
    for (const auto& [name, value] : item.cells) all[name] = cell_json(value);
    const base::Json name = cell("batch");
    return {{"id", "rest:" + number},
            {"number", number},
            {"name", name.is_string() ? name : base::Json("")},
            {"date", cell("approved_on")},
            {"zone", book.place_of("rest:" + number).zone},
            {"area_m2", cell("approved")},
            {"supplied_m2", cell("supplied")},
            {"remaining_m2", cell("remaining")},
            {"rate", cell("supply_rate")},
            {"plots", cell("plots")},
            {"cells", std::move(all)}};
}

Answer list_approvals(Site& site, const Request& request, const Caller& caller) {
    return shared_document(
        site, request, caller, "approvals", [](View::Material& material) -> base::Result<std::string> {
            PANHUO_TRY(const service::ReportItems items, service::approval_items(material.book, base::Lang::Zh));
            base::Json list = base::Json::array();
            for (const report::Item& item : items.items) list.push_back(approval_json(material.book, item));
            base::Json rates = base::Json::array();
            for (const base::Text& note : items.notes) rates.push_back(base::text_json(note));
            return dump({{"approvals", std::move(list)}, {"rates", std::move(rates)}});
        });
}

}  // namespace

std::vector<Route> figure_routes() {
    return {
        {"GET", "/api/v1/status", Access::whole(Action::Read), {}, get_status},
        {"GET", "/api/v1/curve", Access::whole(Action::Read), {}, get_curve},
        {"GET", "/api/v1/items", Access::whole(Action::Read), {}, list_items},
        {"GET", "/api/v1/approvals", Access::whole(Action::Read), {}, list_approvals},
    };
}

}  // namespace http
