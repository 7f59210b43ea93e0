#include "service/status.hpp"

#include "base/text.hpp"
#include "land/division.hpp"
#include "service/parcels.hpp"
#include "service/stock_lines.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace service {
namespace {

std::string division_kind(const std::string& division) {
    if (division == "000000") return "country";
    if (base::ends_with(division, "0000")) return "province";
    if (base::ends_with(division, "00")) return "city";
    return "county";
}

std::string division_name(const std::string& division) {
    if (division == "000000") return "全国";
    return land::divisions().name_of(division).value_or(division);
}

/// Where a piece of land counts.
struct Place {
    std::string division, zone;
    std::string approval;
};

/// The bands of years of approval that a base or a task on record speaks of, oldest first.
std::vector<DivisionLine> bands_of(const Book& book) {
    std::map<std::string, DivisionLine> bands;
    const auto add = [&](const std::string& code) {
        const std::optional<land::Vintage> vintage = land::read_vintage(code);
        if (!vintage) return;
        DivisionLine& line = bands[code];
        line.division = book.division;
        line.kind = "vintage";
        line.name = code;
        line.vintage = *vintage;
    };
    for (const auto& held : book.baselines) add(held.record.vintage);
    for (const auto& held : book.targets) {
        if (!held.record.in_force_from || *held.record.in_force_from <= book.moment.as_of) add(held.record.vintage);
    }
    std::vector<DivisionLine> lines;
    for (auto& [code, line] : bands) lines.push_back(std::move(line));
    return lines;
}

/// The lines of the table: the whole store, then each division below it, each followed by its zones; then the bands of
/// years.
class Lines {
  public:
    explicit Lines(const Book& book) : book_(book), bands_(bands_of(book)) { line(book.division, ""); }

    DivisionLine& line(const std::string& division, const std::string& zone) {
        const auto [at, first] = lines_.try_emplace({division == book_.division ? "" : division, zone});
        if (first) {
            at->second.division = division;
            at->second.kind = zone.empty() ? division_kind(division) : "zone";
            at->second.name = zone.empty() ? division_name(division) : zone;
        }
        return at->second;
    }

    /// The lines that a place counts in: the total always, its division and its zone where they have one of their own,
    /// and the bands of its approval.
    std::vector<DivisionLine*> of(const Place& place) {
        std::vector<DivisionLine*> found{&line(book_.division, "")};
        if (!place.division.empty() && place.division != book_.division) found.push_back(&line(place.division, ""));
        if (!place.zone.empty())
            found.push_back(&line(place.division.empty() ? book_.division : place.division, place.zone));
        if (bands_.empty()) return found;
        const auto approval = book_.approvals.find(place.approval);
        if (approval == book_.approvals.end() || !approval->second.record.approved_on) return found;
        for (DivisionLine& band : bands_) {
            if (band.vintage.covers(*approval->second.record.approved_on)) found.push_back(&band);
        }
        return found;
    }

    std::vector<DivisionLine> take() {
        std::vector<DivisionLine> all;
        for (auto& [key, each] : lines_) all.push_back(std::move(each));
        std::move(bands_.begin(), bands_.end(), std::back_inserter(all));
        return all;
    }

  private:
    const Book& book_;
    std::map<std::pair<std::string, std::string>, DivisionLine> lines_;
    std::vector<DivisionLine> bands_;
};

/// Whether land that goes this way leaves the stock at all: filing for an adjustment, say, does not.
bool route_counts(const Book& book, const std::string& route) {
    const law::Route* const found = book.rules.campaign().route(route);
    return found != nullptr && (found->counts == "recorded" || found->counts == "marked");
}

void count_parcel(const Book& book, const Parcel& parcel, Lines& lines) {
    std::set<std::pair<const DivisionLine*, std::string>> counted;
    if (parcel.kind != "portion") {
        for (const ledger::Cell& cell : parcel.cells) {
            const Book::Place lies = book.place_of(cell.origin);
            const auto* const approval = book.approval_of(cell.origin);
            const Place place{lies.division, lies.zone.empty() ? parcel.zone : lies.zone,
                              approval == nullptr ? "" : approval->key};
            const std::string code(ledger::account_code(cell.account));
            for (DivisionLine* line : lines.of(place)) {
                Amount& amount = line->by_status[code];
                amount.area += cell.area;
                if (counted.emplace(line, code).second) ++amount.parcels;
            }
        }
    }
    // A divided plot's routes are those of its portions, listed after it.
    const Place place{parcel.division, parcel.zone, parcel.approval};
    if (parcel.unsupplied.is_positive() && !parcel.route.empty() && !parcel.divided) {
        for (DivisionLine* line : lines.of(place)) line->by_route[parcel.route].add(parcel.unsupplied);
    }
    if (parcel.planned) {
        for (DivisionLine* line : lines.of(place))
            add_planned(book, parcel, line->unsupplied.planned, line->idle.planned);
    }
    for (const law::Finding& finding : parcel.findings) {
        for (DivisionLine* line : lines.of(place)) {
            ++line->findings[std::string(law::severity_code(finding.severity))];
        }
    }
}

std::string group_key(const Book& book, const Parcel& parcel, const std::string& by) {
    if (by == "township") return parcel.township;
    if (by == "zone") return parcel.zone;
    if (by == "approval") return parcel.approval;
    if (by == "route") return parcel.route;
    if (by == "cause") return parcel.cause;
    if (by == "unit") return parcel.responsible_unit;
    const auto approval = book.approvals.find(parcel.approval);
    if (approval == book.approvals.end() || !approval->second.record.approved_on) return "";
    return std::to_string(approval->second.record.approved_on->year());
}

/// The unsupplied land by a key, each square metre once: by place as plots have it; by cause, route and unit as their
/// portions have it, and what a plot holds beyond its portions as not stated.
class Grouping {
  public:
    Grouping(const Book& book, const std::string& by)
        : book_(book), by_(by), by_place_(by == "township" || by == "zone" || by == "approval" || by == "year") {}

    void add(const Parcel& parcel) {
        if (by_.empty()) return;
        const bool portion = parcel.kind == "portion";
        if (portion) beyond_ -= parcel.unsupplied;
        if (!portion) settle();
        if (parcel.divided) beyond_ = parcel.unsupplied;
        if (by_place_ ? !portion : !parcel.divided) put(group_key(book_, parcel, by_), parcel.unsupplied);
    }

    std::vector<Group> take() {
        settle();
        std::vector<Group> all;
        for (auto& [key, amount] : groups_) all.push_back({by_, key, amount});
        return all;
    }

  private:
    void settle() {
        if (!by_place_) put("", beyond_);
        beyond_ = {};
    }
    void put(const std::string& key, base::Area area) {
        if (area.is_positive()) groups_[key].add(area);
    }

    const Book& book_;
    std::string by_;
    bool by_place_;
    base::Area beyond_;  ///< of the divided plot whose portions pass by
    std::map<std::string, Amount> groups_;
};

}  // namespace

std::vector<ContradictionLine> contradiction_lines(const Book& book) {
    std::vector<ContradictionLine> lines;
    for (law::Contradiction& contradiction : law::contradictions(book.rules.main())) {
        ContradictionLine line;
        line.decided = law::decided_reading(book.readings, contradiction.id, book.moment.as_of);
        line.contradiction = std::move(contradiction);
        lines.push_back(std::move(line));
    }
    return lines;
}

void add_planned(const Book& book, const Parcel& parcel, Planned& unsupplied, Planned& idle) {
    if (!parcel.planned || *parcel.planned <= book.moment.as_of) return;
    if (parcel.kind == "supply") {
        const base::Area area = area_in(parcel.cells, ledger::Account::Idle);
        if (area.is_positive()) idle[*parcel.planned][parcel.certainty] += area;
        return;
    }
    const bool leaves = parcel.unsupplied.is_positive() && !parcel.divided && route_counts(book, parcel.route);
    if (leaves && book.in_scope(parcel.origin)) unsupplied[*parcel.planned][parcel.certainty] += parcel.unsupplied;
}

base::Result<Status> status(const Book& book, const std::string& by, const std::function<void(const Parcel&)>& also) {
    Lines lines(book);
    Grouping groups(book, by);
    PANHUO_TRY(const SupplyTraits traits, SupplyTraits::load(book));
    PANHUO_DO(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        count_parcel(book, parcel, lines);
        groups.add(parcel);
        if (also) also(parcel);
        return base::Done{};
    }));
    Status result;
    result.moment = book.moment;
    result.divisions = lines.take();
    PANHUO_DO(fill_stocks(book, traits, result.divisions));
    result.groups = groups.take();
    result.contradictions = contradiction_lines(book);
    return result;
}

}  // namespace service
