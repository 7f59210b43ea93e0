// Status: where each division stands. Stocks against task and milestones, areas by status and route, findings.
#pragma once

#include "land/vintage.hpp"
#include "law/campaign.hpp"
#include "service/book.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace service {

/// The official figure of a stock on the baseline day, and ours beside it.
struct BaselineLine {
    base::Date date;
    std::string document;
    std::optional<base::Area> area;  ///< empty: no frozen baseline on record
    base::Area own;
};

/// What was done of a stock by the end of a month, and what was left.
struct CurvePoint {
    base::Date date;
    base::Area done, balance;
};

/// Land of a stock by the day planned for it, after the day asked for: unsupplied land in scope on routes that count,
/// idle land as its list says.
using Planned = std::map<base::Date, std::map<law::Certainty, base::Area>>;

/// What will have been done by a day, if all land leaves the stock on the day planned for it (domain part 3).
struct ForecastPoint {
    base::Date date;
    base::Area done;                                    ///< what is done already, and the planned areas up to this day
    std::map<law::Certainty, base::Area> by_certainty;  ///< the planned areas alone, as certain as their route
};

/// A rate of the book with its value: nothing where its lower quantity is not known.
struct MeasureLine {
    std::string id;
    base::Text name, text;
    std::optional<double> value;
};

/// One stock of one division; opening + added − done − written_off = balance, in integers.
struct StockLine {
    BaselineLine baseline;
    base::Area opening, added, done, written_off, balance;
    std::map<std::string, base::Area> done_by;  ///< by way
    base::Area signed_not_recorded, backfill, late, unlinked, existing, other_scope;
    std::optional<law::Task> task;
    std::optional<double> rate;         ///< the book's digestion_rate
    std::optional<double> completion;   ///< the book's completion_rate
    std::vector<MeasureLine> measures;  ///< all of the book's, in its order
    std::vector<law::MilestoneRow> milestones;
    std::vector<CurvePoint> curve;  ///< month ends after the baseline day, then the day asked for
    Planned planned;
    std::vector<ForecastPoint> forecast;  ///< planned days and milestones to come; empty where nothing is planned
};

struct Amount {
    std::int64_t parcels = 0;
    base::Area area;
    void add(base::Area more) {
        ++parcels;
        area += more;
    }
};

struct DivisionLine {
    std::string division;
    std::string name;
    std::string kind;       ///< county | zone | city | province | country | vintage; in tables also township
    land::Vintage vintage;  ///< kind vintage: of the approvals of these years, and of what was supplied from them
    StockLine unsupplied;
    StockLine idle;
    std::map<std::string, Amount> by_status;
    std::map<std::string, Amount> by_route;
    std::map<std::string, std::int64_t> findings;  ///< by severity
};

/// One line of --by: unsupplied land grouped.
struct Group {
    std::string by, key;
    Amount unsupplied;
};

struct ContradictionLine {
    law::Contradiction contradiction;
    std::string decided;  ///< reading, empty if undecided
};

struct Parcel;  // service/parcels.hpp

struct Status {
    Moment moment;
    std::vector<DivisionLine> divisions;
    std::vector<Group> groups;
    std::vector<ContradictionLine> contradictions;
};

/// `by`: empty, or township | zone | approval | year | route | cause | unit. `also` sees every parcel as it is counted:
/// who needs both walks once.
base::Result<Status> status(const Book& book, const std::string& by,
                            const std::function<void(const Parcel&)>& also = {});

/// The parcel's land under the day planned for it.
void add_planned(const Book& book, const Parcel& parcel, Planned& unsupplied, Planned& idle);

base::Json status_json(const Status& status);

/// What the book in force contradicts or leaves open, with the readings decided by the day.
std::vector<ContradictionLine> contradiction_lines(const Book& book);
base::Json contradictions_json(const std::vector<ContradictionLine>& lines);

/// The line's name as a table shows it: 「其中：示范区」, 「其中：2009—2018年批准」.
base::Text line_text(const DivisionLine& line);

/// 划拨, 出让 …: the ways of StockLine::done_by, for people.
base::Text way_text(std::string_view way);

}  // namespace service
