// What happens to a piece of approved land, row by row: 处置单元, 公告与拟供, 征收, 净地, 储备.
#include "base/text.hpp"
#include "intake/on_land.hpp"
#include "land/fields.hpp"

#include <array>

namespace intake {

namespace {

template <class D, auto M>
constexpr auto text_of = set_text<D, M>;

// ---- 公告与拟供
using OfferDraft = OnLand<land::Offer>;
constexpr std::array kOfferFields = {
    FieldOf<OfferDraft>{"number", text_of<OfferDraft, &land::Offer::number>},
    kApprovalField<OfferDraft>,
    kPlotField<OfferDraft>,
    kPlotNumberField<OfferDraft>,
    FieldOf<OfferDraft>{"area", set_main_area<OfferDraft, &land::Offer::area>},
    FieldOf<OfferDraft>{"from", [](Row& row, OfferDraft& o, std::size_t column,
                                   std::string_view cell) { o.from = row.date(column, cell, true); }},
    FieldOf<OfferDraft>{"valid_until", set_date<OfferDraft, &land::Offer::valid_until>},
    FieldOf<OfferDraft>{"failed_on", set_date<OfferDraft, &land::Offer::failed_on>},
    FieldOf<OfferDraft>{"supply", [](Row& row, OfferDraft& o, std::size_t column,
                                     std::string_view cell) { o.supply = supervision_number(row, column, cell); }},
    FieldOf<OfferDraft>{"note", text_of<OfferDraft, &land::Offer::note>},
};

void finish_offer(Row& row, OfferDraft& offer) {
    if (!settle_land(row, offer) || row.refused()) return;
    if (!offer.from) row.problem("ROW_INCOMPLETE", Row::npos, offer.number, {"公告日期"});
}

// ---- 征收: money is checked village by village (clause 5.1.1)
using TakenDraft = OnLand<land::Expropriation>;
constexpr std::array kTakenFields = {
    kApprovalField<TakenDraft>,
    kPlotField<TakenDraft>,
    kPlotNumberField<TakenDraft>,
    FieldOf<TakenDraft>{"village", text_of<TakenDraft, &land::Expropriation::village>},
    FieldOf<TakenDraft>{"area", set_main_area<TakenDraft, &land::Expropriation::area>},
    FieldOf<TakenDraft>{"on", set_date<TakenDraft, &land::Expropriation::on>},
    FieldOf<TakenDraft>{"households", [](Row& row, TakenDraft& t, std::size_t column,
                                         std::string_view cell) { t.households = row.count(column, cell); }},
    FieldOf<TakenDraft>{"payable", [](Row& row, TakenDraft& t, std::size_t column,
                                      std::string_view cell) { t.payable = row.money(column, cell); }},
    FieldOf<TakenDraft>{"paid", [](Row& row, TakenDraft& t, std::size_t column,
                                   std::string_view cell) { t.paid = row.money(column, cell); }},
    FieldOf<TakenDraft>{"undone", set_yes<TakenDraft, &land::Expropriation::undone>},
    FieldOf<TakenDraft>{"done",
                        [](Row& row, TakenDraft& t, std::size_t column, std::string_view cell) {
                            const std::optional<bool> done = row.yes(cell);
                            if (done) t.undone = !*done;
                            if (!done) row.problem("WORD_NEEDED", column, cell, {"是否完成征收", "是、否"});
                        }},
    FieldOf<TakenDraft>{"paper", text_of<TakenDraft, &land::Expropriation::paper>},
    FieldOf<TakenDraft>{"note", text_of<TakenDraft, &land::Expropriation::note>},
};

void finish_taken(Row& row, TakenDraft& taken) {
    if (!settle_land(row, taken)) return;
    if (taken.undone || !taken.payable || !taken.paid || *taken.payable <= *taken.paid) return;
    const std::size_t column = row.column_of("paid");
    row.problem(taken.on ? "COMPENSATION_SHORT" : "EXPROPRIATION_OPEN", column, row.cell(column),
                {row.text(row.cell(row.column_of("payable"))), taken.village});
}

// ---- 净地: which works are done, and whether the land may be supplied
using ReadyDraft = OnLand<land::SiteReadiness>;

void add_work(ReadyDraft& draft, std::string_view work) {
    if (!draft.works.empty()) draft.works += ',';
    draft.works += work;
}

/// One of the works, by its place in the closed list; its name is also the name of its field.
template <std::size_t I>
constexpr FieldOf<ReadyDraft> kWork{
    land::values::kSiteWork[I], [](Row& row, ReadyDraft& draft, std::size_t column, std::string_view cell) {
        const std::optional<bool> done = row.yes(cell);
        if (done.value_or(false)) add_work(draft, land::values::kSiteWork[I]);
        if (!done) row.problem("WORD_NEEDED", column, cell, {row.head().columns[column].heading, "是、否"});
    }};

/// A condition of supply: met, still open, or not needed here. A word that is none of these is not guessed at.
template <auto M>
void set_gate(Row& row, ReadyDraft& draft, std::size_t column, std::string_view cell) {
    draft.*M = row.word("gate", column, cell);
}

// The order is that of the closed list, so that the same works give the same text whatever the order of columns.
constexpr std::array kReadyFields = {
    kApprovalField<ReadyDraft>,
    kPlotField<ReadyDraft>,
    kPlotNumberField<ReadyDraft>,
    FieldOf<ReadyDraft>{"area", set_main_area<ReadyDraft, &land::SiteReadiness::area>},
    FieldOf<ReadyDraft>{"on", [](Row& row, ReadyDraft& d, std::size_t column,
                                 std::string_view cell) { d.on = row.date(column, cell, true); }},
    kWork<0>,
    kWork<1>,
    kWork<2>,
    kWork<3>,
    kWork<4>,
    kWork<5>,
    kWork<6>,
    FieldOf<ReadyDraft>{"ready", set_yes<ReadyDraft, &land::SiteReadiness::ready>},
    FieldOf<ReadyDraft>{"rights", set_gate<&land::SiteReadiness::rights>},
    FieldOf<ReadyDraft>{"planning", set_gate<&land::SiteReadiness::planning>},
    FieldOf<ReadyDraft>{"soil", set_gate<&land::SiteReadiness::soil>},
    FieldOf<ReadyDraft>{"archaeology", set_gate<&land::SiteReadiness::archaeology>},
    FieldOf<ReadyDraft>{"violation", set_gate<&land::SiteReadiness::violation>},
    FieldOf<ReadyDraft>{"undone", set_yes<ReadyDraft, &land::SiteReadiness::undone>},
    FieldOf<ReadyDraft>{"paper", text_of<ReadyDraft, &land::SiteReadiness::paper>},
    FieldOf<ReadyDraft>{"note", text_of<ReadyDraft, &land::SiteReadiness::note>},
};

void finish_ready(Row& row, ReadyDraft& ready) {
    if (!settle_land(row, ready) || row.refused()) return;
    if (!ready.on) ready.on = row.head().as_of;
    if (!ready.on) row.problem("ROW_INCOMPLETE", Row::npos, ready.plot + ready.approval, {"日期"});
}

// ---- 储备
struct ReserveDraft : OnLand<land::Reserve> {
    Place where;
};
constexpr std::array kReserveFields = {
    FieldOf<ReserveDraft>{"number", text_of<ReserveDraft, &land::Reserve::number>},
    FieldOf<ReserveDraft>{"name", text_of<ReserveDraft, &land::Reserve::name>},
    kApprovalField<ReserveDraft>,
    kPlotField<ReserveDraft>,
    kPlotNumberField<ReserveDraft>,
    FieldOf<ReserveDraft>{"division_code", [](Row& row, ReserveDraft& r, std::size_t,
                                              std::string_view cell) { read_division_code(row, r.where, cell); }},
    FieldOf<ReserveDraft>{"division_name", [](Row& row, ReserveDraft& r, std::size_t,
                                              std::string_view cell) { r.where.name = row.text(cell); }},
    FieldOf<ReserveDraft>{"zone", text_of<ReserveDraft, &land::Reserve::zone>},
    FieldOf<ReserveDraft>{"township", text_of<ReserveDraft, &land::Reserve::township>},
    FieldOf<ReserveDraft>{"area", set_main_area<ReserveDraft, &land::Reserve::area>},
    FieldOf<ReserveDraft>{"in_reserve_on", set_date<ReserveDraft, &land::Reserve::in_reserve_on>},
    FieldOf<ReserveDraft>{"mortgaged",
                          [](Row& row, ReserveDraft& r, std::size_t column, std::string_view cell) {
                              const std::optional<bool> yes = row.yes(cell);
                              if (yes) r.mortgaged = *yes ? "yes" : "no";
                              if (!yes) row.problem("WORD_NEEDED", column, cell, {"是否抵押", "是、否"});
                          }},
    FieldOf<ReserveDraft>{"mortgage_until", set_date<ReserveDraft, &land::Reserve::mortgage_until>},
    FieldOf<ReserveDraft>{"holder", text_of<ReserveDraft, &land::Reserve::holder>},
    FieldOf<ReserveDraft>{"note", text_of<ReserveDraft, &land::Reserve::note>},
};

/// A reserve parcel overlaps several plots; which ones is often not said, and then its own number names it.
void finish_reserve(Row& row, ReserveDraft& reserve) {
    if (reserve.plot.empty() && !reserve.plot_number.empty() && !reserve.approval.empty())
        reserve.plot = plot_key(reserve.approval, reserve.plot_number);
    if (!reserve.plot.empty()) reserve.approval.clear();
    if (reserve.number.empty() && reserve.name.empty() && reserve.plot.empty() && reserve.approval.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, reserve.note, {"储备编号、名称或批准文号"});
        return;
    }
    reserve.division = settle_division(row, reserve.where);
    if (is_township_name(reserve.where.name) && reserve.township.empty()) reserve.township = reserve.where.name;
    note_missing_area(row, "area", reserve.area);
}

}  // namespace

std::unique_ptr<KindReader> make_offer_reader(const Head& head) {
    return std::make_unique<TableReader<OfferDraft, land::Offer>>(head, kOfferFields, finish_offer);
}

std::unique_ptr<KindReader> make_expropriation_reader(const Head& head) {
    return std::make_unique<TableReader<TakenDraft, land::Expropriation>>(head, kTakenFields, finish_taken);
}

std::unique_ptr<KindReader> make_site_readiness_reader(const Head& head) {
    return std::make_unique<TableReader<ReadyDraft, land::SiteReadiness>>(head, kReadyFields, finish_ready);
}

std::unique_ptr<KindReader> make_reserve_reader(const Head& head) {
    return std::make_unique<TableReader<ReserveDraft, land::Reserve>>(head, kReserveFields, finish_reserve);
}

}  // namespace intake
