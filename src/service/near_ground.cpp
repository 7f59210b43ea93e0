#include "service/near_ground.hpp"

#include "base/text.hpp"
#include "service/held.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <cmath>

namespace service {
namespace {

template <class T>
base::Result<std::optional<Held<T>>> held(store::Snapshot& snapshot, const Moment& moment, land::Kind kind,
                                          const std::string& key) {
    PANHUO_TRY(std::vector<ledger::RecordVersion> versions, versions_in_force(snapshot, kind, key, moment.known_at));
    if (holding_on(versions, moment.as_of) == nullptr) return std::optional<Held<T>>();
    return std::optional(held_on<T>(key, std::move(versions), moment.as_of));
}

std::vector<ledger::Cell> land_cells(const std::vector<store::PostingRow>& rows, base::Date day) {
    std::vector<ledger::Posting> postings;
    for (const store::PostingRow& row : rows) postings.push_back(row.posting);
    std::vector<ledger::Cell> cells = ledger::balances(postings, day);
    cells.erase(
        std::remove_if(cells.begin(), cells.end(), [](const auto& cell) { return ledger::is_source(cell.account); }),
        cells.end());
    return cells;
}

}  // namespace

bool agree(base::Area declared, base::Area measured, const geo::RemnantRules& rules) {
    const double allowed = std::max(rules.agree_area_m2, rules.agree_share * declared.m2());
    return std::abs((declared - measured).m2()) <= allowed;
}

base::Result<std::optional<Held<land::Plot>>> NearGround::plot(const std::string& key) {
    return held<land::Plot>(snapshot_, moment_, land::Kind::Plot, key);
}

base::Result<std::optional<Held<land::Supply>>> NearGround::supply(const std::string& key) {
    return held<land::Supply>(snapshot_, moment_, land::Kind::Supply, key);
}

base::Result<std::set<std::string>> NearGround::touching(const land::Geometry& shape, land::Kind kind) {
    std::set<std::string> out;
    const auto box = ground_box(shape, projections_);
    if (!box) return out;
    PANHUO_TRY(const std::vector<store::RecordId> records, snapshot_.records_in_box(*box));
    for (const store::RecordId& id : records) {
        if (id.kind == land::kind_name(kind)) out.insert(id.key);
    }
    return out;
}

base::Result<std::map<std::string, Held<land::Plot>>> NearGround::plots(const std::set<std::string>& keys) {
    std::map<std::string, Held<land::Plot>> out;
    for (const std::string& key : keys) {
        PANHUO_TRY(std::optional<Held<land::Plot>> found, plot(key));
        if (found && !found->record.geometry.empty()) out.emplace(key, std::move(*found));
    }
    return out;
}

base::Result<std::map<std::string, Held<land::Supply>>> NearGround::supplies(const std::set<std::string>& keys) {
    std::map<std::string, Held<land::Supply>> out;
    for (const std::string& key : keys) {
        PANHUO_TRY(std::optional<Held<land::Supply>> found, supply(key));
        if (found && !found->record.geometry.empty()) out.emplace(key, std::move(*found));
    }
    return out;
}

base::Result<std::vector<ledger::Cell>> NearGround::cells_of_holder(const std::string& holder) {
    PANHUO_TRY(const std::vector<store::PostingRow> rows, snapshot_.postings_of_holder(holder, moment_.known_at));
    std::vector<ledger::Cell> cells = land_cells(rows, moment_.as_of);
    cells.erase(std::remove_if(cells.begin(), cells.end(), [&](const auto& cell) { return cell.holder != holder; }),
                cells.end());
    return cells;
}

base::Result<std::vector<ledger::Cell>> NearGround::cells_of_origin(const std::string& origin) {
    PANHUO_TRY(const std::vector<store::PostingRow> rows, snapshot_.postings_of_origin(origin, moment_.known_at));
    return land_cells(rows, moment_.as_of);
}

base::Result<base::Area> NearGround::unlinked(const std::string& supply) {
    PANHUO_TRY(const std::vector<ledger::Cell> cells, cells_of_holder(supply));
    base::Area out;
    for (const ledger::Cell& cell : cells) {
        if (base::starts_with(cell.origin, "unlinked:")) out += cell.area;
    }
    return out;
}

}  // namespace service
