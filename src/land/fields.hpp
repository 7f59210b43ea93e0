// The fields of every record, named once: `fields(record, visitor)` calls `visitor(name, member)` in payload order.
//
// Writing, reading and comparing records are three visitors over this list, so a new field is added here and in
// records.hpp and nowhere else. Names are the payload's: areas end in _m2, money in _yuan. A text field with a closed
// list of values passes the list as a third argument; an empty text is always allowed (not stated).
#pragma once

#include "land/records.hpp"

#include <array>
#include <concepts>
#include <span>
#include <string_view>
#include <type_traits>

namespace land {

template <class T, class R>
concept Of = std::same_as<std::remove_const_t<T>, R>;

using Values = std::span<const std::string_view>;

/// The closed lists of the trade (GLOSSARY.md; causes and routes: domain 2.4, 2.5).
namespace values {
using List = std::string_view;
inline constexpr std::array<List, 4> kApprovalType = {"batch", "single_site", "linkage", "village_batch"};
inline constexpr std::array<List, 8> kMode = {"allocated", "agreement", "tender", "auction",
                                              "listing",   "lease",     "equity", "authorised"};
inline constexpr std::array<List, 11> kEvent = {"permit",   "visit", "payment", "delivery", "no_delivery", "start",
                                                "no_start", "stop",  "resume",  "finish",   "delay"};
inline constexpr std::array<List, 3> kDelayCause = {"government", "enterprise", "force_majeure"};
/// How far a condition of supply has come.
inline constexpr std::array<List, 3> kGate = {"met", "open", "exempt"};
inline constexpr std::array<List, 5> kRemnant = {"usable", "strip", "green", "corner", "noise"};
inline constexpr std::array<List, 6> kWork = {"foundation_third", "pit_done", "all_piles",
                                              "support_piles",    "clearing", "none"};
inline constexpr std::array<List, 7> kSiteWork = {"road", "water", "power", "gas", "drainage", "fence", "levelling"};
inline constexpr std::array<List, 3> kWithdrawal = {"withdrawn", "lapsed", "adjusted"};
inline constexpr std::array<List, 3> kIdleState = {"suspected", "recognised", "disposed"};
inline constexpr std::array<List, 2> kIdleType = {"unstarted", "stalled"};
inline constexpr std::array<List, 17> kCause = {"compensation_unpaid",
                                                "demolition_unfinished",
                                                "site_not_ready",
                                                "gate_open",
                                                "project_not_landed",
                                                "plan_changed",
                                                "in_procedure",
                                                "failed_sale",
                                                "used_without_supply",
                                                "taken_along",
                                                "corner",
                                                "collective_use",
                                                "dispute",
                                                "mortgaged_reserve",
                                                "not_recorded",
                                                "other",
                                                "unknown"};
inline constexpr std::array<List, 12> kRoute = {"expropriate",     "prepare_site",   "supply",   "allocate_manager",
                                                "complete_papers", "reoffer",        "withdraw", "adjust",
                                                "record_backfill", "idle_procedure", "none",     "needs_facts"};
inline constexpr std::array<List, 2> kStock = {"unsupplied", "idle"};
inline constexpr std::array<List, 3> kBasis = {"rate", "area", "ceiling"};
inline constexpr std::array<List, 8> kDecision = {"collective", "noise",   "recovered", "rescinded",
                                                  "extended",   "revoked", "fee",       "reading"};
inline constexpr std::array<List, 2> kYesNo = {"yes", "no"};
inline constexpr std::array<List, 2> kOfficialRow = {"approval", "supply"};
}  // namespace values

/// Comma-separated members of a closed list (the works of a site).
struct ListOf {
    Values allowed;
};

template <Of<Approval> R, class V>
void fields(R& r, V&& v) {
    v("document_no", r.document_no);
    v("document_no_text", r.document_no_text);
    v("name", r.name);
    v("type", r.type, Values(values::kApprovalType));
    v("authority", r.authority);
    v("division", r.division);
    v("zone", r.zone);
    v("approved_on", r.approved_on);
    v("received_on", r.received_on);
    v("total_m2", r.total);
    v("farmland_m2", r.farmland);
    v("cultivated_m2", r.cultivated);
    v("prime_m2", r.prime);
    v("built_m2", r.built);
    v("unused_m2", r.unused);
    v("converted_m2", r.converted);
    v("expropriated_m2", r.expropriated);
    v("state_owned_m2", r.state_owned);
    v("quota_kind", r.quota_kind);
    v("same_land_as", r.same_land_as);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Plot> R, class V>
void fields(R& r, V&& v) {
    v("approval", r.approval);
    v("approval_text", r.approval_text);
    v("file_key", r.file_key);
    v("number", r.number);
    v("name", r.name);
    v("division", r.division);
    v("zone", r.zone);
    v("township", r.township);
    v("village", r.village);
    v("use", r.use);
    v("use_code", r.use_code);
    v("use_system", r.use_system);
    v("area_m2", r.area);
    v("measured_m2", r.measured);
    v("drawn_on", r.drawn_on);
    v("geometry", r.geometry);
    v("note", r.note);
    v("extra", r.extra);
}

/// Those of an Arrangement, where its record has them in its payload.
template <class R, class V>
void arrangement_fields(R& r, V&& v) {
    v("responsible_unit", r.responsible_unit);
    v("responsible_person", r.responsible_person);
    v("supporting_units", r.supporting_units);
    v("intended_mode", r.intended_mode, Values(values::kMode));
    v("intended_use", r.intended_use);
    v("planned", r.planned);
    v("progress_text", r.progress_text);
    v("updated_on", r.updated_on);
}

template <Of<Portion> R, class V>
void fields(R& r, V&& v) {
    v("plot", r.plot);
    v("approval", r.approval);
    v("number", r.number);
    v("area_m2", r.area);
    v("cause", r.cause, Values(values::kCause));
    v("cause_text", r.cause_text);
    v("route", r.route, Values(values::kRoute));
    v("route_text", r.route_text);
    arrangement_fields(r, v);
    v("wanted", r.wanted, Values(values::kYesNo));
    v("occupied", r.occupied, Values(values::kYesNo));
    v("unchanged", r.unchanged, Values(values::kYesNo));
    v("remnant", r.remnant, Values(values::kRemnant));
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Supply> R, class V>
void fields(R& r, V&& v) {
    v("supervision_no", r.supervision_no);
    v("ordinal", r.ordinal);
    v("division", r.division);
    v("division_name", r.division_name);
    v("zone", r.zone);
    v("township", r.township);
    v("project", r.project);
    v("place", r.place);
    v("area_m2", r.area);
    v("existing_class_m2", r.existing_class);
    v("mode", r.mode, Values(values::kMode));
    v("mode_text", r.mode_text);
    v("use", r.use);
    v("term", r.term);
    v("industry", r.industry);
    v("grade", r.grade);
    v("price_yuan", r.price);
    v("instalments", r.instalments);
    v("holder", r.holder);
    v("holder_is_person", r.holder_is_person);
    v("holder_code", r.holder_code);
    v("far_min", r.far_min);
    v("far_max", r.far_max);
    v("contract_no", r.contract_no);
    v("parcel_no", r.parcel_no);
    v("signed_on", r.signed_on);
    v("recorded_on", r.recorded_on);
    v("backfill", r.backfill);
    v("agreed_delivery", r.agreed_delivery);
    v("agreed_start", r.agreed_start);
    v("agreed_finish", r.agreed_finish);
    v("actual_delivery", r.actual_delivery);
    v("actual_start", r.actual_start);
    v("actual_finish", r.actual_finish);
    v("authority", r.authority);
    v("measured_m2", r.measured);
    v("geometry", r.geometry);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Link> R, class V>
void fields(R& r, V&& v) {
    v("supply", r.supply);
    v("plot", r.plot);
    v("approval", r.approval);
    v("existing", r.existing);
    v("area_m2", r.area);
    v("carried", r.carried);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Offer> R, class V>
void fields(R& r, V&& v) {
    v("number", r.number);
    v("plot", r.plot);
    v("approval", r.approval);
    v("area_m2", r.area);
    v("from", r.from);
    v("valid_until", r.valid_until);
    v("failed_on", r.failed_on);
    v("supply", r.supply);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Progress> R, class V>
void fields(R& r, V&& v) {
    v("supply", r.supply);
    v("event", r.event, Values(values::kEvent));
    v("event_text", r.event_text);
    v("on", r.on);
    v("until", r.until);
    v("cause", r.cause, Values(values::kDelayCause));
    v("cause_item", r.cause_item);
    v("area_m2", r.area);
    v("plot", r.plot);
    v("recorded_on", r.recorded_on);
    v("work", r.work, Values(values::kWork));
    v("built_m2", r.built);
    v("should_build_m2", r.should_build);
    v("invested_yuan", r.invested);
    v("total_investment_yuan", r.total_investment);
    v("paper", r.paper);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Expropriation> R, class V>
void fields(R& r, V&& v) {
    v("plot", r.plot);
    v("approval", r.approval);
    v("village", r.village);
    v("area_m2", r.area);
    v("on", r.on);
    v("households", r.households);
    v("payable_yuan", r.payable);
    v("paid_yuan", r.paid);
    v("undone", r.undone);
    v("paper", r.paper);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<SiteReadiness> R, class V>
void fields(R& r, V&& v) {
    v("plot", r.plot);
    v("approval", r.approval);
    v("area_m2", r.area);
    v("on", r.on);
    v("works", r.works, ListOf{values::kSiteWork});
    v("ready", r.ready);
    v("rights", r.rights, Values(values::kGate));
    v("planning", r.planning, Values(values::kGate));
    v("soil", r.soil, Values(values::kGate));
    v("archaeology", r.archaeology, Values(values::kGate));
    v("violation", r.violation, Values(values::kGate));
    v("undone", r.undone);
    v("paper", r.paper);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Withdrawal> R, class V>
void fields(R& r, V&& v) {
    v("number", r.number);
    v("kind", r.kind, Values(values::kWithdrawal));
    v("plot", r.plot);
    v("approval", r.approval);
    v("area_m2", r.area);
    v("papers", r.papers);
    v("filed_on", r.filed_on);
    v("accepted_on", r.accepted_on);
    v("reply_on", r.reply_on);
    v("marked_on", r.marked_on);
    v("to_plot", r.to_plot);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Idle> R, class V>
void fields(R& r, V&& v) {
    v("number", r.number);
    v("supply", r.supply);
    v("division", r.division);
    v("zone", r.zone);
    v("township", r.township);
    v("project", r.project);
    v("place", r.place);
    v("area_m2", r.area);
    v("state", r.state, Values(values::kIdleState));
    v("list_date", r.list_date);
    v("recognised_on", r.recognised_on);
    v("letter_no", r.letter_no);
    v("idle_since", r.idle_since);
    v("type", r.type, Values(values::kIdleType));
    v("cause", r.cause);
    v("cause_detail", r.cause_detail);
    v("cause_item", r.cause_item);
    v("cause_from", r.cause_from);
    v("cause_to", r.cause_to);
    v("measure", r.measure);
    v("litigation", r.litigation, Values(values::kYesNo));
    v("evidence_uploaded_on", r.evidence_uploaded_on);
    v("mortgaged", r.mortgaged, Values(values::kYesNo));
    v("seized", r.seized, Values(values::kYesNo));
    v("developed_share", r.developed_share);
    v("invested_share", r.invested_share);
    v("investigation_no", r.investigation_no);
    v("investigation_served_on", r.investigation_served_on);
    v("proof", r.proof);
    v("scheme_authority", r.scheme_authority);
    v("scheme_approved_on", r.scheme_approved_on);
    v("fee_due_yuan", r.fee_due);
    v("fee_paid_yuan", r.fee_paid);
    v("responsible_unit", r.responsible_unit);
    v("responsible_person", r.responsible_person);
    v("planned", r.planned);
    v("mode_text", r.mode_text);
    v("use", r.use);
    v("signed_on", r.signed_on);
    v("agreed_delivery", r.agreed_delivery);
    v("agreed_start", r.agreed_start);
    v("actual_delivery", r.actual_delivery);
    v("measured_m2", r.measured);
    v("geometry", r.geometry);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Stocklist> R, class V>
void fields(R& r, V&& v) {
    v("number", r.number);
    v("plot", r.plot);
    v("approval", r.approval);
    v("approval_text", r.approval_text);
    v("batch", r.batch);
    v("name", r.name);
    v("division", r.division);
    v("zone", r.zone);
    v("township", r.township);
    v("village", r.village);
    v("area_m2", r.area);
    v("plot_area_m2", r.plot_area);
    v("list_date", r.list_date);
    v("approved_on", r.approved_on);
    v("cause", r.cause, Values(values::kCause));
    v("cause_text", r.cause_text);
    v("route", r.route, Values(values::kRoute));
    v("route_text", r.route_text);
    arrangement_fields(r, v);
    v("wanted", r.wanted, Values(values::kYesNo));
    v("occupied", r.occupied, Values(values::kYesNo));
    v("unchanged", r.unchanged, Values(values::kYesNo));
    v("remnant", r.remnant, Values(values::kRemnant));
    v("use", r.use);
    v("measured_m2", r.measured);
    v("geometry", r.geometry);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Baseline> R, class V>
void fields(R& r, V&& v) {
    v("stock", r.stock, Values(values::kStock));
    v("division", r.division);
    v("zone", r.zone);
    v("vintage", r.vintage);
    v("on", r.on);
    v("area_m2", r.area);
    v("document", r.document);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Target> R, class V>
void fields(R& r, V&& v) {
    v("stock", r.stock, Values(values::kStock));
    v("division", r.division);
    v("zone", r.zone);
    v("township", r.township);
    v("vintage", r.vintage);
    v("unit", r.unit);
    v("responsible_person", r.responsible_person);
    v("basis", r.basis, Values(values::kBasis));
    v("rate", r.rate);
    v("area_m2", r.area);
    v("provisional", r.provisional);
    v("in_force_from", r.in_force_from);
    v("frozen_at", r.frozen_at);
    v("document", r.document);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Opening> R, class V>
void fields(R& r, V&& v) {
    v("approval", r.approval);
    v("supplied_m2", r.supplied);
    v("on", r.on);
    v("document", r.document);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Decision> R, class V>
void fields(R& r, V&& v) {
    v("number", r.number);
    v("type", r.type, Values(values::kDecision));
    v("supply", r.supply);
    v("plot", r.plot);
    v("approval", r.approval);
    v("area_m2", r.area);
    v("on", r.on);
    v("counted_on", r.counted_on);
    v("agreed_start", r.agreed_start);
    v("contradiction", r.contradiction);
    v("reading", r.reading);
    v("document", r.document);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Reserve> R, class V>
void fields(R& r, V&& v) {
    v("number", r.number);
    v("name", r.name);
    v("plot", r.plot);
    v("approval", r.approval);
    v("division", r.division);
    v("zone", r.zone);
    v("township", r.township);
    v("area_m2", r.area);
    v("in_reserve_on", r.in_reserve_on);
    v("mortgaged", r.mortgaged, Values(values::kYesNo));
    v("mortgage_until", r.mortgage_until);
    v("holder", r.holder);
    v("note", r.note);
    v("extra", r.extra);
}

template <Of<Official> R, class V>
void fields(R& r, V&& v) {
    v("extract", r.extract);
    v("row_kind", r.row_kind, Values(values::kOfficialRow));
    v("subject", r.subject);
    v("name", r.name);
    v("division", r.division);
    v("zone", r.zone);
    v("approval", r.approval);
    v("area_m2", r.area);
    v("supplied_m2", r.supplied);
    v("unsupplied_m2", r.unsupplied);
    v("on", r.on);
    v("recorded_on", r.recorded_on);
    v("mode", r.mode, Values(values::kMode));
    v("state", r.state);
    v("note", r.note);
    v("extra", r.extra);
}

}  // namespace land
