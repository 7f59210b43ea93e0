#include "service/map_shapes.hpp"

#include "geo/mend.hpp"
#include "geo/wkt.hpp"
#include "service/parcels.hpp"
#include "service/versions.hpp"

namespace service {
namespace {

class Finder {
  public:
    Finder(store::Snapshot& snapshot, const Moment& moment) : snapshot_(snapshot), moment_(moment) {}

    base::Result<std::optional<MapShape>> plot(const std::string& key) {
        PANHUO_TRY(const std::optional<land::Plot> held, held_of<land::Plot>(land::Kind::Plot, key));
        if (!held) return std::optional<MapShape>();
        PANHUO_TRY(const bool there, approved(held->approval));
        if (!there) return std::optional<MapShape>();
        MapShape out;
        out.key = key;
        out.name = held->name;
        put_place(out, *held);
        out.approval = held->approval;
        out.use = held->use;
        out.area = held->area;
        if (!put_shape(out, held->geometry)) return std::optional<MapShape>();
        PANHUO_TRY(const std::vector<ledger::Posting> postings, postings_of_origin("plot:" + key));
        std::vector<ledger::Cell> cells;
        for (const ledger::Cell& cell : ledger::balances(postings, moment_.as_of)) {
            if (!cell.holder.empty() || ledger::is_source(cell.account)) continue;
            if (ledger::is_unsupplied(cell.account)) out.unsupplied += cell.area;
            cells.push_back(cell);
        }
        out.status = status_of(cells, false);
        return std::optional(std::move(out));
    }

    base::Result<std::optional<MapShape>> supply(const std::string& key) {
        PANHUO_TRY(const std::optional<land::Supply> held, held_of<land::Supply>(land::Kind::Supply, key));
        if (!held || (held->signed_on && *held->signed_on > moment_.as_of)) return std::optional<MapShape>();
        MapShape out;
        out.key = key;
        out.name = held->project;
        out.use = held->use;
        put_place(out, *held);
        out.area = held->area;
        if (!put_shape(out, held->geometry)) return std::optional<MapShape>();
        std::vector<ledger::Posting> postings;
        PANHUO_TRY(const std::vector<store::PostingRow> rows, snapshot_.postings_of_holder(key, moment_.known_at));
        bool held_area = false;
        for (const store::PostingRow& row : rows) {
            postings.push_back(row.posting);
            held_area = held_area || (row.posting.holder_to == key && row.posting.on <= moment_.as_of);
        }
        std::vector<ledger::Cell> cells;
        for (const ledger::Cell& cell : ledger::balances(postings, moment_.as_of)) {
            if (cell.holder == key) cells.push_back(cell);
        }
        out.status = status_of(cells, true);
        out.standing = !held_area || out.status != "closed";
        return std::optional(std::move(out));
    }

  private:
    template <class T>
    base::Result<std::optional<T>> held_of(land::Kind kind, const std::string& key) {
        PANHUO_TRY(const std::vector<ledger::RecordVersion> versions,
                   versions_in_force(snapshot_, kind, key, moment_.known_at));
        const ledger::RecordVersion* const held = holding_on(versions, moment_.as_of);
        return held == nullptr ? std::nullopt : std::optional<T>(std::get<T>(held->record));
    }

    /// Many plots have one approval.
    base::Result<bool> approved(const std::string& number) {
        if (number.empty()) return true;
        const auto [at, fresh] = approved_.try_emplace(number, true);
        if (fresh) {
            PANHUO_TRY(const auto approval, held_of<land::Approval>(land::Kind::Approval, number));
            at->second = on_map(approval ? &*approval : nullptr, moment_.as_of);
        }
        return at->second;
    }

    base::Result<std::vector<ledger::Posting>> postings_of_origin(const std::string& origin) {
        PANHUO_TRY(const std::vector<store::PostingRow> rows, snapshot_.postings_of_origin(origin, moment_.known_at));
        std::vector<ledger::Posting> out;
        for (const store::PostingRow& row : rows) out.push_back(row.posting);
        return out;
    }

    template <class T>
    static void put_place(MapShape& out, const T& held) {
        out.division = held.division;
        out.zone = held.zone;
    }

    static bool put_shape(MapShape& out, const land::Geometry& geometry) {
        const auto read = geo::read_wkt_loosely(geometry.wkt, geo::kMillimetre);
        if (geometry.empty() || geometry.crs.empty() || !read.ok()) return false;
        geo::Mended mended = geo::mend(*read, geo::kMillimetre);
        out.crs = geometry.crs;
        out.shape = std::move(mended.polygons);
        return !out.shape.empty();
    }

    store::Snapshot& snapshot_;
    const Moment& moment_;
    std::map<std::string, bool> approved_;
};

}  // namespace

bool on_map(const land::Approval* approval, base::Date day) {
    return approval == nullptr || !approval->approved_on || *approval->approved_on <= day;
}

base::Result<MapShapes> map_shapes(store::Snapshot& snapshot, const std::vector<store::RecordId>& records,
                                   const Moment& moment) {
    MapShapes out;
    Finder finder(snapshot, moment);
    for (const store::RecordId& id : records) {
        const bool is_plot = id.kind == land::kind_name(land::Kind::Plot);
        if (!is_plot && id.kind != land::kind_name(land::Kind::Supply)) continue;
        PANHUO_TRY(std::optional<MapShape> shape, is_plot ? finder.plot(id.key) : finder.supply(id.key));
        if (shape) (is_plot ? out.plots : out.supplies).push_back(std::move(*shape));
    }
    return out;
}

}  // namespace service
