// The shelf: the record versions given to a fold, grouped by record and put in key order.
//
// Whatever order the versions came in, the shelf looks the same; everything after it walks the shelf, and that is
// how the fold becomes independent of the order of its input. Holds pointers: the versions must outlive it.
#pragma once

#include "ledger/fold.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

/// Place of a record on the shelf. Smaller place = smaller "kind:key".
using Place = std::uint32_t;
constexpr Place kNowhere = UINT32_MAX;

struct PlaceRange {
    Place begin = 0;
    Place end = 0;
    std::uint32_t size() const { return end - begin; }
};

class Shelf {
  public:
    explicit Shelf(const std::vector<RecordVersion>& versions);

    PlaceRange all(land::Kind kind) const { return ranges_[static_cast<std::size_t>(kind)]; }
    /// kNowhere if there is no such record.
    Place find(land::Kind kind, std::string_view key) const;

    land::Kind kind(Place p) const { return items_[p].kind; }
    const std::string& key(Place p) const { return items_[p].key; }
    std::string name(Place p) const;  ///< "supply:1410…"

    /// Versions of one record: the one that holds from the beginning, then by effective date.
    std::uint32_t count(Place p) const { return items_[p].count; }
    const RecordVersion& version(Place p, std::uint32_t i) const { return *versions_[items_[p].first + i]; }
    const RecordVersion& first(Place p) const { return version(p, 0); }
    const RecordVersion& last(Place p) const { return version(p, items_[p].count - 1); }
    /// The version in force on a day.
    const RecordVersion& at(Place p, Date day) const;

    template <class T>
    static const T& as(const RecordVersion& v) {
        return std::get<T>(v.record);
    }

  private:
    struct Item {
        std::string key;
        land::Kind kind;
        std::uint32_t first;
        std::uint32_t count;
    };
    std::vector<const RecordVersion*> versions_;
    std::vector<Item> items_;
    PlaceRange ranges_[std::variant_size_v<land::Record>];
};

}  // namespace ledger
