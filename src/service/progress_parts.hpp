// The tables behind 处置进度表 (domain 5.3): the county's progress by way, and by the unit that answers for the land.
#pragma once

#include "service/movements.hpp"
#include "service/parcels.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"

#include <map>
#include <string>
#include <vector>

namespace service {

/// What was done by a day and by the end of the period before it, movement by movement.
struct DoneTwice {
    std::vector<Movement> before, now;
};

/// 按处置方式: each way of either stock, before, in this period and in all; the ways of a stock add up to its line.
ReportItems::Beside progress_by_way(const DoneTwice& unsupplied, const DoneTwice& idle, base::Lang lang);

/// 按责任单位: what each unit answers for, what of it is planned by a day, overdue, and what was done of it.
class UnitTally {
  public:
    explicit UnitTally(const Book& book) : book_(book) {}

    /// Parcels as they pass by: plots before their portions.
    void see(const Parcel& parcel);
    /// `until`: planned days from the book's to this one count as planned.
    ReportItems::Beside table(const DoneTwice& unsupplied, const DoneTwice& idle, base::Date until, base::Lang lang);

  private:
    struct Work {
        Amount open;
        std::map<base::Date, Amount> planned;
        base::Area done, fresh;
    };
    struct Unit {
        Work unsupplied, idle;
    };
    void settle();
    void put_work(Cells& cells, const std::string& key, const Work& work, base::Date until) const;
    std::string unit_of_land(const std::string& origin) const;
    std::string unit_of_supply(const std::string& key) const;

    const Book& book_;
    base::Area beyond_;  ///< of the divided plot whose portions pass by
    std::map<std::string, Unit> units_;
};

}  // namespace service
