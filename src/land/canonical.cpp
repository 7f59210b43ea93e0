#include "land/canonical.hpp"

#include "base/json_cursor.hpp"
#include "base/text.hpp"
#include "land/fields.hpp"

#include <algorithm>

namespace land {
namespace {

/// A document holds numbers as doubles. Up to here they give every area, sum of money and count as it was written;
/// beyond, the two ways of reading might differ, and the document's is the one that stands.
constexpr std::int64_t kMostArea = 4'000'000'000'000'000;
constexpr std::int64_t kMostMoney = 1'000'000'000'000'000;
constexpr std::int64_t kMostCount = 1'000'000'000'000'000;

/// Fields come in payload order, so each is either the next member or not stated.
class CanonicalReader {
  public:
    explicit CanonicalReader(base::JsonCursor& json) : json_(json) {}

    template <class T, class... List>
    void operator()(std::string_view name, T& value, const List&... list) {
        if (!json_.at_key(name)) return;
        read(value);
        if (!(allowed(value, list) && ...)) json_.fail();
    }

  private:
    void read(std::string& value) { json_.string(value); }
    void read(bool& value) { value = json_.boolean(); }
    void read(std::int64_t& value) { value = json_.decimal(0, kMostCount); }
    void read(std::optional<Date>& value) {
        json_.string(text_);
        value = base::parse_iso_date(text_);
        if (!value) json_.fail();
    }
    void read(std::optional<Area>& value) { value = Area::from_units(json_.decimal(4, kMostArea)); }
    void read(std::optional<Money>& value) { value = Money{json_.decimal(2, kMostMoney)}; }
    void read(Geometry& value) {
        json_.begin_object();
        (*this)("crs", value.crs);
        (*this)("wkt", value.wkt);
        json_.end_object();
    }
    void read(Extra& value) {
        json_.begin_object();
        while (json_.next_key(text_)) {
            // A document has each heading once, and of its cells the last.
            const bool twice =
                std::any_of(value.begin(), value.end(), [&](const auto& cell) { return cell.first == text_; });
            if (twice) json_.fail();
            json_.string(value.emplace_back(text_, std::string()).second);
        }
        json_.end_object();
    }

    static bool allowed(std::string_view value, Values list) {
        return value.empty() || std::find(list.begin(), list.end(), value) != list.end();
    }
    static bool allowed(std::string_view value, ListOf list) {
        if (value.empty()) return true;
        const auto parts = base::split(value, ',');
        return std::all_of(parts.begin(), parts.end(),
                           [&](std::string_view part) { return !part.empty() && allowed(part, list.allowed); });
    }

    base::JsonCursor& json_;
    std::string text_;
};

template <std::size_t I = 0>
Record empty_of(std::size_t index) {
    if constexpr (I + 1 < std::variant_size_v<Record>) {
        if (index != I) return empty_of<I + 1>(index);
    }
    return Record{std::in_place_index<I>};
}

}  // namespace

Record empty_record(Kind kind) { return empty_of(static_cast<std::size_t>(kind)); }

std::optional<Record> read_canonical(Kind kind, std::string_view payload) {
    std::optional<Record> record = empty_record(kind);
    base::JsonCursor json(payload);
    json.begin_object();
    std::visit([&](auto& r) { fields(r, CanonicalReader(json)); }, *record);
    json.end_object();
    if (json.failed() || !json.at_end()) record.reset();
    return record;
}

}  // namespace land
