// JSON: nlohmann for reading and for answers, a small append-only writer for what is written by the hundred thousand.
//
// Objects keep the order in which their keys were written, so the same value always gives the same bytes.
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/result.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

using Json = nlohmann::ordered_json;

/// `what` names the text in the error ("case.json").
Result<Json> parse_json(std::string_view text, const std::string& what);

/// Area as a JSON number of m² with at most 4 decimals: exact for every area below 4e11 m²
/// (400,000 km², more than any province but the largest three).
inline Json area_json(Area area) { return Json(area.m2()); }
/// A JSON number of m², rounded half away from zero to 1/10,000 m².
inline Area area_from_json(const Json& value) { return Area::from_measured_m2(value.get<double>()); }

inline Json text_json(const Text& text) { return Json{{"zh", text.zh}, {"en", text.en}}; }
/// "2024-06-30"; null where it is not stated.
inline Json day_json(const std::optional<Date>& day) { return day ? Json(day->iso()) : Json(nullptr); }

/// Appends JSON to a string; the caller opens and closes in the right order. Invalid UTF-8 becomes U+FFFD.
class JsonWriter {
  public:
    explicit JsonWriter(std::string& out) : out_(out) {}
    void begin_object();
    void end_object();
    void begin_array();
    void end_array();
    void key(std::string_view name);
    void string(std::string_view value);
    void integer(std::int64_t value);
    /// value × 10^-decimals with exactly that many places: decimal(150, 2) = 1.50.
    void decimal(std::int64_t value, int decimals);
    void area(Area value);
    void boolean(bool value);

  private:
    void separate();
    std::string& out_;
    bool first_ = true;
};

}  // namespace base
