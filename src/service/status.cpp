#include "service/status.hpp"

#include "base/text.hpp"
#include "land/division.hpp"
#include "service/parcels.hpp"
#include "service/stock_lines.hpp"

#include <algorithm>
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

/// The lines of the table: the whole store, then each division below it, each followed by its zones.
class Lines {
  public:
    explicit Lines(const Book& book) : book_(book) { line(book.division, ""); }

    DivisionLine& line(const std::string& division, const std::string& zone) {
        const auto [at, first] = lines_.try_emplace({division == book_.division ? "" : division, zone});
        if (first) {
            at->second.division = division;
            at->second.kind = zone.empty() ? division_kind(division) : "zone";
            at->second.name = zone.empty() ? division_name(division) : zone;
        }
        return at->second;
    }

    /// The lines that a place counts in: the total always, its division and its zone where they have one of their own.
    std::vector<DivisionLine*> of(const std::string& division, const std::string& zone) {
        std::vector<DivisionLine*> found{&line(book_.division, "")};
        if (!division.empty() && division != book_.division) found.push_back(&line(division, ""));
        if (!zone.empty()) found.push_back(&line(division.empty() ? book_.division : division, zone));
        return found;
    }

    std::vector<DivisionLine> take() {
        std::vector<DivisionLine> all;
        for (auto& [key, each] : lines_) all.push_back(std::move(each));
        return all;
    }

  private:
    const Book& book_;
    std::map<std::pair<std::string, std::string>, DivisionLine> lines_;
};

void count_parcel(const Book& book, const Parcel& parcel, Lines& lines) {
    std::set<std::pair<const DivisionLine*, std::string>> counted;
    if (parcel.kind != "portion") {
        for (const ledger::Cell& cell : parcel.cells) {
            Book::Place place = book.place_of(cell.origin);
            if (place.zone.empty()) place.zone = parcel.zone;
            const std::string code(ledger::account_code(cell.account));
            for (DivisionLine* line : lines.of(place.division, place.zone)) {
                Amount& amount = line->by_status[code];
                amount.area += cell.area;
                if (counted.emplace(line, code).second) ++amount.parcels;
            }
        }
    }
    // A divided plot's routes are those of its portions, listed after it.
    if (parcel.unsupplied.is_positive() && !parcel.route.empty() && !parcel.divided) {
        for (DivisionLine* line : lines.of(parcel.division, parcel.zone))
            line->by_route[parcel.route].add(parcel.unsupplied);
    }
    for (const law::Finding& finding : parcel.findings) {
        for (DivisionLine* line : lines.of(parcel.division, parcel.zone)) {
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
    fill_stocks(book, traits, result.divisions);
    result.groups = groups.take();
    result.contradictions = contradiction_lines(book);
    return result;
}

}  // namespace service
