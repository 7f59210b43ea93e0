// Parcels: the list behind the numbers. Plots (with their portions after them), rests of approvals, rows of lists not
// yet linked, and supplies.
#pragma once

#include "service/book.hpp"

#include <functional>
#include <optional>
#include <string>

namespace service {

struct Parcel {
    std::string id;
    std::string kind;      ///< plot | portion | supply; areas of one kind add up, a portion's lies inside its plot's
    bool divided = false;  ///< a plot whose portions are listed after it
    std::string origin;    ///< of plots and their portions: "plot:…", "rest:…", "listed:…"
    std::string division, zone, township;
    std::string approval;  ///< normalised 批文号
    std::string name;
    std::optional<base::Area> area;
    base::Area unsupplied;
    std::string status;  ///< account code, or "closed"
    law::Judgement judgement = law::Judgement::FactsMissing;
    law::Certainty certainty = law::Certainty::Unknown;
    std::string cause, route;
    std::optional<base::Text> next_step;
    std::optional<base::Date> due;
    std::optional<base::Date> planned;
    std::string responsible_unit;
    std::optional<law::Dossier> dossier;  ///< papers of its route, where the campaign lists any
    std::vector<std::string> missing;
    std::optional<base::Date> idle_from;  ///< supplies: the day from which idleness would count
    std::vector<law::Finding> findings;
    std::vector<ledger::Cell> cells;
};

/// Visits every parcel, plots and lists first, then supplies, each in key order.
base::Status each_parcel(const Book& book, const std::function<base::Status(const Parcel&)>& visit);

/// Those of land alone, in the same order, as it passes by: also of a book that does not hold it (Hold::ButLand).
/// `land_begins` sees all land, also land without a parcel.
base::Status each_land_parcel(const Book& book, const std::function<void(const Land&)>& land_begins,
                              const std::function<base::Status(const Land&, const Parcel&)>& visit);

/// Those of one subject: "supply:KEY", "plot:KEY" with its portions, "approval:KEY" (its rest), "listed:KEY".
/// `snapshot`: the book's own, or another of the same moment.
base::Status parcels_of(store::Snapshot& snapshot, const Book& book, const std::string& subject,
                        const std::function<base::Status(const Parcel&)>& visit);

/// The supply that an idle list's row describes, as far as the row does.
land::Supply supply_of_row(const land::Idle& row);

/// What the cells of one account hold.
base::Area area_in(const std::vector<ledger::Cell>& cells, ledger::Account account);

/// First account of design/ledger §4 that holds area; "closed" if none does.
std::string status_of(const std::vector<ledger::Cell>& cells, bool is_supply);

base::Json parcel_json(const Parcel& parcel);
base::Json finding_json(const law::Finding& finding);

}  // namespace service
