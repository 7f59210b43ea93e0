// The records of the trade: plain structs, one per noun, with original and normalised values side by side.
//
// A record is what one row of one file (or one hand entry) says. It knows nothing of journals or accounts.
// Every record has a kind, a key (the same thing said twice has the same key) and a payload: canonical JSON of its
// fields in the order written here, empty fields left out. Areas in payloads are m² with at most 4 decimals, dates
// ISO, money yuan with 2 decimals. Absent means "not stated", never zero and never "no".
//
// Keys (design/house): supply = full 电子监管号 with suffix, else (division, project, signed, area, ordinal);
// approval = normalised 批文号; plot = approval#number, without approval file:HASH#ordinal; link = supply>origin;
// progress = supply|event|date; official = extract|what|number;
// others = paper or list number, else (subject, date).
// Terms and identifiers: GLOSSARY.md.
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/json_fwd.hpp"
#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace land {

using base::Area;
using base::Date;

/// Money in fen (0.01 yuan).
struct Money {
    std::int64_t fen = 0;
    auto operator<=>(const Money&) const = default;
};

/// Polygons as WKT in the coordinates of `crs` ("EPSG:4525"; empty = position unknown), on a 1 mm grid.
struct Geometry {
    std::string crs;
    std::string wkt;
    bool operator==(const Geometry&) const = default;
    bool empty() const { return wkt.empty(); }
};

/// Columns of the source that no field of ours takes: heading and cell, in source order.
using Extra = std::vector<std::pair<std::string, std::string>>;

/// 用地批文
struct Approval {
    std::string document_no;       ///< normalised: 晋政地字〔2009〕9041号
    std::string document_no_text;  ///< as written
    std::string name;
    std::string type;  ///< batch | single_site | linkage | village_batch, empty = not stated
    std::string authority;
    std::string division;
    std::string zone;
    std::optional<Date> approved_on;
    std::optional<Date> received_on;
    std::optional<Area> total;
    std::optional<Area> farmland, cultivated, prime, built, unused;  ///< composition of the total
    std::optional<Area> converted, expropriated, state_owned;        ///< expropriated + state_owned = total
    std::string quota_kind;
    std::string same_land_as;  ///< document number of the other approval of the same land
    std::string note;
    Extra extra;
};

/// 批准地块
struct Plot {
    std::string approval;       ///< normalised 批文号, empty = not stated
    std::string approval_text;  ///< as written
    std::string file_key;       ///< "HASH#ordinal" of the file it was drawn in; the key where approval is empty
    std::string number;
    std::string name;
    std::string division;
    std::string zone;
    std::string township;
    std::string village;
    std::string use;               ///< as written
    std::string use_code;          ///< code, where one is given
    std::string use_system;        ///< gbt21010-2017 | gbt21010-2007 | ydyh-2023 …, beside every code
    std::optional<Area> area;      ///< declared
    std::optional<Area> measured;  ///< planar, from geometry
    std::optional<Date> drawn_on;  ///< date of the survey
    Geometry geometry;
    std::string note;
    Extra extra;
};

/// 工作安排 and 进展情况 of a part of what is left, as the ledger's columns 44 to 53 have them (domain 5.1).
struct Arrangement {
    std::string responsible_unit;
    std::string responsible_person;  ///< by post (县自然资源局副局长), never by name: the journal is not erased
    std::string supporting_units;
    std::string intended_mode;  ///< 拟供方式, one of Supply::mode
    std::string intended_use;   ///< 意向用途(单位): what for, or for whom
    std::optional<Date> planned;
    std::string progress_text;       ///< 目前进展, in words
    std::optional<Date> updated_on;  ///< the day of those words
};

/// 处置单元: part of a plot's unsupplied area with one cause, route, responsible unit and date.
struct Portion : Arrangement {
    std::string plot;      ///< plot key; or
    std::string approval;  ///< approval key: a part of its rest
    std::string number;
    std::optional<Area> area;
    std::string cause;       ///< identifier of domain 2.5
    std::string cause_text;  ///< as written
    std::string route;       ///< identifier of domain 2.4
    std::string route_text;
    std::string wanted;     ///< yes | no: the land is still to be used (5.3: 不再使用)
    std::string occupied;   ///< yes | no: built on or in use
    std::string unchanged;  ///< yes | no: the land class on site is that before the approval (现场地类与批准前一致)
    std::string remnant;    ///< usable | strip | green | corner | noise (geo/remnant.hpp)
    std::string note;
    Extra extra;
};

/// 供应宗地: one contract or allocation decision.
struct Supply {
    std::string supervision_no;  ///< full 电子监管号 with suffix, empty = not stated
    std::int64_t ordinal = 0;    ///< tells apart rows without number that agree in all else
    std::string division;        ///< of the record's time, also abolished or prefecture codes
    std::string division_name;
    std::string zone;
    std::string township;
    std::string project;
    std::string place;
    std::optional<Area> area;            ///< contract area
    std::optional<Area> existing_class;  ///< 土地来源: the part that was construction land before
    std::string mode;       ///< allocated | agreement | tender | auction | listing | lease | equity | authorised
    std::string mode_text;  ///< as written
    std::string use;
    std::string term;
    std::string industry;
    std::string grade;
    std::optional<Money> price;
    std::string instalments;  ///< "2016-03-01 1560000.00; 2016-09-01 1560000.00": days and yuan as agreed
    std::string holder;       ///< organisation's name; for a natural person the vault commitment (hex)
    bool holder_is_person = false;
    std::string holder_code;       ///< 统一社会信用代码 of an organisation
    std::string far_min, far_max;  ///< 容积率 as written
    std::string contract_no;
    std::string parcel_no;
    std::optional<Date> signed_on;
    std::optional<Date> recorded_on;  ///< shown in the ministry's system
    bool backfill = false;            ///< 补录 stated by the source
    std::optional<Date> agreed_delivery, agreed_start, agreed_finish;
    std::optional<Date> actual_delivery, actual_start, actual_finish;
    std::string authority;
    std::optional<Area> measured;
    Geometry geometry;
    std::string note;
    Extra extra;
};

/// 挂接: how much of which origin a supply takes (a draw).
struct Link {
    std::string supply;        ///< supply key
    std::string plot;          ///< plot key; or
    std::string approval;      ///< approval key: its rest; or
    bool existing = false;     ///< existing construction land
    std::optional<Area> area;  ///< not stated = all of the supply that is not assigned otherwise
    bool carried = false;      ///< 带供: outside the contract area
    std::string note;
    Extra extra;
};

/// Notice, listing, or an allocation in approval: land on offer.
struct Offer {
    std::string number;
    std::string plot;
    std::string approval;
    std::optional<Area> area;
    std::optional<Date> from;
    std::optional<Date> valid_until;
    std::optional<Date> failed_on;
    std::string supply;  ///< the supply that followed
    std::string note;
    Extra extra;
};

/// An observation about a supply: what somebody saw, on a day.
struct Progress {
    std::string supply;
    std::string event;       ///< permit | visit | payment | delivery | no_delivery | start | no_start | stop | resume |
                             ///< finish | delay
    std::string event_text;  ///< as written
    std::optional<Date> on;
    std::optional<Date> until;        ///< delay: its last day; not stated = it has not ended
    std::string cause;                ///< delay: government | enterprise | force_majeure
    std::string cause_item;           ///< delay: item of article 8, "8(1)" … "8(6)"
    std::optional<Area> area;         ///< the part concerned; not stated = all
    std::string plot;                 ///< the origin concerned, where the record says so
    std::optional<Date> recorded_on;  ///< shown in the ministry's system; counts where idle land is disposed of by it
    std::string work;                 ///< foundation_third | pit_done | all_piles | support_piles | clearing | none
    std::optional<Area> built, should_build;          ///< 已动工开发, 应动工开发建设用地面积 (53号令 30)
    std::optional<Money> invested, total_investment;  ///< 已投资额, 总投资额, without land price and taxes
    std::string paper;
    std::string note;
    Extra extra;
};

/// Expropriation carried out on a plot or on an approval's rest; money is checked village by village.
struct Expropriation {
    std::string plot;
    std::string approval;
    std::string village;
    std::optional<Area> area;
    std::optional<Date> on;
    std::int64_t households = 0;         ///< 0 = not stated
    std::optional<Money> payable, paid;  ///< compensation due and paid
    bool undone = false;                 ///< backwards, with a reason in the note
    std::string paper;
    std::string note;
    Extra extra;
};

/// Site readiness observed: which works are done, and whether the land is ready to supply (净地).
struct SiteReadiness {
    std::string plot;
    std::string approval;
    std::optional<Area> area;
    std::optional<Date> on;
    std::string works;   ///< of road,water,power,gas,drainage,fence,levelling; comma separated
    bool ready = false;  ///< all conditions of supply are met
    // Conditions looked at one by one: met | open | exempt (not needed here); empty = nobody said.
    std::string rights;       ///< clear rights, no dispute (53号令 21)
    std::string planning;     ///< use and planning conditions fixed (城乡规划法 38)
    std::string soil;         ///< soil survey reviewed (土壤污染防治法 59)
    std::string archaeology;  ///< archaeological survey (文物保护法 43)
    std::string violation;    ///< illegal use settled (notice 5.2.3)
    bool undone = false;
    std::string paper;
    std::string note;
    Extra extra;
};

/// 撤回 / 失效 / 调整 of all or part of an approval.
struct Withdrawal {
    std::string number;
    std::string kind;  ///< withdrawn | lapsed | adjusted; empty = withdrawn
    std::string plot;
    std::string approval;
    std::optional<Area> area;
    std::string papers;  ///< at hand, of the rulebook's papers of the route; comma separated, empty = not stated
    std::optional<Date> filed_on;
    std::optional<Date> accepted_on;  ///< 受理
    std::optional<Date> reply_on;     ///< consent of the original approving authority: moves the area
    std::optional<Date> marked_on;    ///< shown in the ministry's system: counts
    std::string to_plot;              ///< adjusted: where the area goes on
    std::string note;
    Extra extra;
};

/// A row of an idle-land list, or a recognition letter (认定书).
struct Idle {
    std::string number;  ///< the list's own
    std::string supply;  ///< supply key, empty = unknown
    std::string division;
    std::string zone;
    std::string township;
    std::string project;
    std::string place;
    std::optional<Area> area;
    std::string state;  ///< suspected | recognised | disposed; empty = on the list
    std::optional<Date> list_date;
    std::optional<Date> recognised_on;
    std::string letter_no;
    std::optional<Date> idle_since;
    std::string type;  ///< unstarted | stalled
    std::string cause;
    std::string cause_detail;
    std::string cause_item;                    ///< item of article 8: "8(1)" … "8(6)"
    std::optional<Date> cause_from, cause_to;  ///< how long the cause lasted, as recognised
    std::string measure;
    std::string litigation;                    ///< yes | no: a lawsuit, seizure or the like holds the land (clause 5.5)
    std::optional<Date> evidence_uploaded_on;  ///< its proof in the ministry's system
    std::string mortgaged, seized;             ///< yes | no
    std::string developed_share;               ///< 已开发面积占比 as the list states it: decimal, "0.25"
    std::string invested_share;                ///< 已投资占比, the same
    std::string investigation_no;              ///< 闲置土地调查通知书 (53号令 6)
    std::optional<Date> investigation_served_on;
    std::string proof;             ///< 证明材料 of the cause
    std::string scheme_authority;  ///< who approved the scheme or decision
    std::optional<Date> scheme_approved_on;
    std::optional<Money> fee_due, fee_paid;  ///< 土地闲置费
    std::string responsible_unit;
    std::string responsible_person;  ///< by post, as Arrangement has it
    std::optional<Date> planned;
    std::string mode_text;
    std::string use;
    std::optional<Date> signed_on, agreed_delivery, agreed_start, actual_delivery;
    std::optional<Area> measured;
    Geometry geometry;
    std::string note;
    Extra extra;
};

/// A row of a list of remnants (批而未供清册).
struct Stocklist : Arrangement {
    std::string number;    ///< the list's own, with an ordinal where it repeats
    std::string plot;      ///< plot key once linked
    std::string approval;  ///< normalised 批文号, where the list gives one
    std::string approval_text;
    std::string batch;
    std::string name;
    std::string division;
    std::string zone;
    std::string township;
    std::string village;
    std::optional<Area> area;       ///< of the remnant
    std::optional<Area> plot_area;  ///< of the whole plot, where the list gives it
    std::optional<Date> list_date;
    std::optional<Date> approved_on;
    std::string cause, cause_text;
    std::string route, route_text;
    std::string wanted, occupied, unchanged, remnant;  ///< as Portion has them, filled in a ledger
    std::string use;
    std::optional<Area> measured;
    Geometry geometry;
    std::string note;
    Extra extra;
};

/// 存量基数: the official figure of a stock on the baseline day, with its paper.
struct Baseline {
    std::string stock;  ///< unsupplied | idle
    std::string division;
    std::string zone;
    std::string vintage;  ///< of approvals of these years alone (vintage.hpp); empty = of all
    std::optional<Date> on;
    std::optional<Area> area;
    std::string document;
    std::string note;
    Extra extra;
};

/// A task for a stock, in force from a day: of the county, split to a zone or township (任务分解), or for the approvals
/// of some years.
struct Target {
    std::string stock;
    std::string division;
    std::string zone;
    std::string township;
    std::string vintage;             ///< as Baseline has it
    std::string unit;                ///< the unit that answers for it
    std::string responsible_person;  ///< 责任领导, by post, as Arrangement has it
    std::string basis;               ///< rate | area | ceiling
    std::string rate;                ///< decimal, "0.25"
    std::optional<Area> area;
    bool provisional = false;
    std::optional<Date> in_force_from;
    std::optional<Date> frozen_at;
    std::string document;
    std::string note;
    Extra extra;
};

/// 期初: supplied before our detail, per approval, from the official list.
struct Opening {
    std::string approval;
    std::optional<Area> supplied;
    std::optional<Date> on;
    std::string document;
    std::string note;
    Extra extra;
};

/// A decision of an authority or an operator that moves area or settles a question.
struct Decision {
    std::string number;  ///< of the paper
    std::string type;    ///< collective | noise | recovered | rescinded | extended | revoked | fee | reading
    std::string supply;
    std::string plot;
    std::string approval;
    std::optional<Area> area;
    std::optional<Date> on;
    std::optional<Date> counted_on;  ///< shown in the ministry's system
    std::optional<Date> agreed_start;
    std::string contradiction;  ///< reading: which contradiction
    std::string reading;        ///< reading: which reading
    std::string document;
    std::string note;
    Extra extra;
};

/// 储备地块: land in the reserve centre's book; parallel to the stages of a plot, moves no area.
struct Reserve {
    std::string number;
    std::string name;
    std::string plot;
    std::string approval;
    std::string division;
    std::string zone;
    std::string township;
    std::optional<Area> area;
    std::optional<Date> in_reserve_on;
    std::string mortgaged;  ///< yes | no, empty = not stated
    std::optional<Date> mortgage_until;
    std::string holder;  ///< the reserve unit
    std::string note;
    Extra extra;
};

/// A row of the ministry's system as exported on a day: the second book. Read for comparison and for opening
/// entries; moves no area itself and never stands in for a record of ours.
struct Official {
    std::optional<Date> extract;  ///< the day the export shows
    std::string row_kind;         ///< approval | supply
    std::string subject;          ///< normalised 批文号, or full 电子监管号
    std::string name;
    std::string division;
    std::string zone;
    std::string approval;                      ///< of a supply: those it is linked to there (document_nos_text)
    std::optional<Area> area;                  ///< approved area, or the supply's
    std::optional<Area> supplied, unsupplied;  ///< of an approval
    std::optional<Date> on;                    ///< approved, or signed
    std::optional<Date> recorded_on;           ///< of a supply
    std::string mode;
    std::string state;  ///< 注销、撤销 and the like, as written
    std::string note;
    Extra extra;
};

using Record = std::variant<Approval, Plot, Portion, Supply, Link, Offer, Progress, Expropriation, SiteReadiness,
                            Withdrawal, Idle, Stocklist, Baseline, Target, Opening, Decision, Reserve, Official>;

/// In the order of the variant.
enum class Kind : std::uint8_t {
    Approval,
    Plot,
    Portion,
    Supply,
    Link,
    Offer,
    Progress,
    Expropriation,
    SiteReadiness,
    Withdrawal,
    Idle,
    Stocklist,
    Baseline,
    Target,
    Opening,
    Decision,
    Reserve,
    Official
};

std::string_view kind_name(Kind kind);  ///< "approval", "site_readiness" …
std::optional<Kind> kind_from_name(std::string_view name);
base::Text kind_title(Kind kind);
std::vector<Kind> all_kinds();

inline Kind kind_of(const Record& record) { return static_cast<Kind>(record.index()); }
std::string key_of(const Record& record);
std::string division_of(const Record& record);  ///< empty where the kind carries none

/// "plot:KEY", "approval:KEY", "supply:BASE" (a suffixed number joins its base, since it may supersede it),
/// "listed:KEY": the things this record speaks about. Records that share a node fold together.
std::vector<std::string> nodes_of(const Record& record);

/// Canonical payload; equal records give equal bytes.
std::string payload_of(const Record& record);
base::Result<Record> record_from_payload(Kind kind, std::string_view payload);
base::Result<Record> record_from_json(Kind kind, const base::Json& json);
/// Names of the fields in which two records of one kind differ, with both values.
struct FieldChange {
    std::string field;
    std::string before;
    std::string after;
};
std::vector<FieldChange> changes_between(const Record& before, const Record& after);

/// 电子监管号 without a suffix "-n".
std::string_view base_number(std::string_view supervision_no);
/// n of a suffix "-n", 0 without.
int suffix_of(std::string_view supervision_no);

}  // namespace land
