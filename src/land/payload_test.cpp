// Payloads of every kind: canonical bytes, strict reading, comparison.
#include "base/json.hpp"
#include "base/text.hpp"
#include "land/canonical.hpp"
#include "land/fields.hpp"
#include "land/records.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace land {
namespace {

template <class T>
T pick(T low, T high) {
    return *rc::gen::inRange<T>(low, high);
}

std::string any_text() {
    constexpr std::array<std::string_view, 12> kPieces = {"隰县", "a",        "\"", "\\", "\n", "\x01",
                                                          " ",    "〔2009〕", "𠮷", "é",  ",",  "{"};
    std::string out;
    for (int n = pick(0, 6); n > 0; --n) out += kPieces[pick<std::size_t>(0, kPieces.size())];
    return out;
}

/// Fills every field with something valid, about half of them.
struct Filler {
    static bool stated() { return pick(0, 2) == 1; }
    void operator()(std::string_view, std::string& value) const { value = any_text(); }
    void operator()(std::string_view, std::string& value, Values allowed) const {
        if (stated()) value = allowed[pick<std::size_t>(0, allowed.size())];
    }
    void operator()(std::string_view, std::string& value, ListOf list) const {
        for (int n = pick(0, 4); n > 0; --n) {
            if (!value.empty()) value += ',';
            value += list.allowed[pick<std::size_t>(0, list.allowed.size())];
        }
    }
    void operator()(std::string_view, bool& value) const { value = stated(); }
    void operator()(std::string_view, std::int64_t& value) const { value = pick<std::int64_t>(-5, 1'000'000); }
    void operator()(std::string_view, std::optional<Date>& value) const {
        if (stated()) value = Date::from_days(pick(-7'000, 47'000));
    }
    void operator()(std::string_view, std::optional<Area>& value) const {
        if (stated()) value = Area::from_units(pick<std::int64_t>(-1'000'000, 4'000'000'000'000'000));
    }
    void operator()(std::string_view, std::optional<Money>& value) const {
        if (stated()) value = Money{pick<std::int64_t>(-100'000, 9'000'000'000'000)};
    }
    void operator()(std::string_view, Geometry& value) const {
        if (stated()) value = {any_text(), any_text()};
    }
    void operator()(std::string_view, Extra& value) const {
        for (int n = pick(0, 3); n > 0; --n) value.emplace_back(std::to_string(n) + any_text(), any_text() + "x");
    }
};

Record any_record() {
    Record record = empty_record(static_cast<Kind>(pick<std::size_t>(0, std::variant_size_v<Record>)));
    std::visit([](auto& r) { fields(r, Filler{}); }, record);
    return record;
}

RC_GTEST_PROP(Payload, EveryKindReadsBack, ()) {
    const Record record = any_record();
    const std::string payload = payload_of(record);
    const auto read = record_from_payload(kind_of(record), payload);
    RC_ASSERT(read.ok());
    RC_ASSERT(payload_of(*read) == payload);
    RC_ASSERT(changes_between(record, *read).empty());
    RC_ASSERT(key_of(*read) == key_of(record));
    RC_ASSERT(nodes_of(*read) == nodes_of(record));
}

RC_GTEST_PROP(Payload, OrderOfMembersDoesNotMatterForReading, ()) {
    const Record record = any_record();
    const base::Json forward = base::parse_json(payload_of(record), "x").value();
    base::Json backward = base::Json::object();
    std::vector<std::pair<std::string, base::Json>> members;
    for (const auto& [name, value] : forward.items()) members.emplace_back(name, value);
    for (auto at = members.rbegin(); at != members.rend(); ++at) backward[at->first] = at->second;
    const auto read = record_from_json(kind_of(record), backward);
    RC_ASSERT(read.ok());
    RC_ASSERT(payload_of(*read) == payload_of(record));
}

/// The record that the payload's document says; nothing where it is no document or no record.
std::optional<Record> read_as_document(Kind kind, const std::string& payload) {
    const auto json = base::parse_json(payload, "x");
    if (!json.ok()) return std::nullopt;
    auto record = record_from_json(kind, *json);
    return record.ok() ? std::optional(std::move(*record)) : std::nullopt;
}

RC_GTEST_PROP(Canonical, IsReadFromItsBytesAsFromItsDocument, ()) {
    const Record record = any_record();
    const std::string payload = payload_of(record);
    const auto read = read_canonical(kind_of(record), payload);
    const auto document = read_as_document(kind_of(record), payload);
    RC_ASSERT(read.has_value());
    RC_ASSERT(document.has_value());
    RC_ASSERT(payload_of(*read) == payload);
    RC_ASSERT(changes_between(*read, *document).empty());
}

RC_GTEST_PROP(Canonical, AnotherTextIsReadAlikeOrLeftToTheDocument, ()) {
    const std::vector<std::string> pieces = {
        "\"",          "\\",   ",",       ":", "{",    "}",    " ",    "0",  "-",          ".",
        "e1",          "null", "\\u0041", "x", "\xE5", "\x01", "true", "县", "2024-02-30", "\"note\":\"n\",",
        "\"extra\":{}"};
    const Record record = any_record();
    std::string payload = payload_of(record);
    for (int i = pick(1, 4); i > 0; --i) {
        const auto at = pick<std::size_t>(0, payload.size() + 1);
        payload.replace(at, pick<std::size_t>(0, 3), pick(0, 2) == 0 ? *rc::gen::elementOf(pieces) : std::string());
    }
    const auto read = read_canonical(kind_of(record), payload);
    RC_CLASSIFY(read.has_value());
    if (!read) return;
    const auto document = read_as_document(kind_of(record), payload);
    RC_ASSERT(document.has_value());
    RC_ASSERT(changes_between(*read, *document).empty());
}

TEST(Canonical, LeavesToTheDocumentWhatIsNotOfItsForm) {
    for (const char* payload :
         {R"({"signed_on":null})", R"({"price_yuan":7,"area_m2":5})", R"({"area_m2":5} )",
          R"({"area_m2":400000000001})", R"({"extra":{"a":"1","a":"2"}})", R"({"geometry":{"wkt":"x","crs":"y"}})"}) {
        EXPECT_FALSE(read_canonical(Kind::Supply, payload)) << payload;
        EXPECT_TRUE(record_from_payload(Kind::Supply, payload).ok()) << payload;
    }
    for (const char* payload : {R"({"mode":"出让"})", R"({"signed_on":"2012-02-30"})", R"({"areas_m2":1})"}) {
        EXPECT_FALSE(read_canonical(Kind::Supply, payload)) << payload;
        EXPECT_FALSE(record_from_payload(Kind::Supply, payload).ok()) << payload;
    }
    EXPECT_TRUE(read_canonical(Kind::Supply, "{}"));
    EXPECT_TRUE(read_canonical(Kind::SiteReadiness, R"({"works":"road,gas"})"));
}

Supply example() {
    Supply supply;
    supply.supervision_no = "1410312012B00012";
    supply.division = "141031";
    supply.project = "县城\"集中供热\"";
    supply.area = Area::from_units(206'580'000);
    supply.existing_class = Area();
    supply.mode = "listing";
    supply.price = Money{43'100'000'005};
    supply.signed_on = Date::from_ymd(2012, 3, 25);
    supply.geometry = {"", "POLYGON((0 0,1 0,1 1,0 0))"};
    supply.extra = {{"备注", "甲"}, {"空", ""}, {"备注", "乙"}};
    return supply;
}

TEST(Payload, IsCanonical) {
    EXPECT_EQ(payload_of(example()),
              R"({"supervision_no":"1410312012B00012","division":"141031","project":"县城\"集中供热\"",)"
              R"("area_m2":20658,"existing_class_m2":0,"mode":"listing","price_yuan":431000000.05,)"
              R"#("signed_on":"2012-03-25","geometry":{"wkt":"POLYGON((0 0,1 0,1 1,0 0))"},)#"
              R"#("extra":{"备注":"甲","备注 (2)":"乙"}})#");
    EXPECT_EQ(payload_of(Link{}), "{}");
}

TEST(Payload, ExtraHeadingsNeverCollide) {
    Plot plot;
    plot.extra = {{"a", "1"}, {"a", "2"}, {"a (2)", "3"}, {"a", "4"}};
    const auto read = record_from_payload(Kind::Plot, payload_of(plot));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(std::get<Plot>(*read).extra, (Extra{{"a", "1"}, {"a (2)", "2"}, {"a (2) (2)", "3"}, {"a (3)", "4"}}));
}

TEST(Payload, RefusesWhatIsNotARecord) {
    struct Case {
        const char* json;
        const char* expected;  ///< in the English reason
    };
    const Case cases[] = {
        {R"({"areas_m2":1})", "\"areas_m2\""},
        {R"({"area_m2":"1.5"})", "area_m2 should be a number of square metres but is \"1.5\""},
        {R"({"area_m2":1e300})", "area_m2 should be a number"},
        {R"({"price_yuan":true})", "price_yuan should be an amount"},
        {R"({"signed_on":"2012-3-25"})", "signed_on should be a date"},
        {R"({"signed_on":20120325})", "signed_on should be a date"},
        {R"({"project":5})", "project should be text"},
        {R"({"backfill":"yes"})", "backfill should be true or false"},
        {R"({"ordinal":1.5})", "ordinal should be an integer"},
        {R"({"mode":"出让"})", "choose one of: allocated, agreement, tender"},
        {R"({"geometry":{"wkt":"x","srid":1}})", "\"srid\""},
        {R"({"geometry":"POLYGON"})", "geometry should be"},
        {R"({"extra":{"a":1}})", "a should be text"},
        {"[]", "JSON object"},
    };
    for (const Case& one : cases) {
        const auto read = record_from_payload(Kind::Supply, one.json);
        ASSERT_FALSE(read.ok()) << one.json;
        EXPECT_EQ(read.error().code, base::Code::RecordInvalid) << one.json;
        EXPECT_TRUE(base::contains(read.error().text().en, one.expected)) << read.error().text().en;
        EXPECT_FALSE(base::contains(read.error().text().zh, one.expected)) << "the Chinese reason is Chinese";
    }
    EXPECT_EQ(record_from_payload(Kind::Supply, "{").error().code, base::Code::JsonMalformed);
    EXPECT_FALSE(record_from_payload(Kind::SiteReadiness, R"({"works":"road,gold"})").ok());
    EXPECT_TRUE(record_from_payload(Kind::SiteReadiness, R"({"works":"road,gas"})").ok());
}

TEST(Payload, NullIsNotStatedAndNumbersMayBeWhole) {
    const auto read = record_from_payload(Kind::Supply, R"({"signed_on":null,"area_m2":5,"price_yuan":7})");
    ASSERT_TRUE(read.ok());
    EXPECT_FALSE(std::get<Supply>(*read).signed_on);
    EXPECT_EQ(std::get<Supply>(*read).area, Area::from_m2(5));
    EXPECT_EQ(std::get<Supply>(*read).price, Money{700});
}

TEST(Changes, NameTheFieldsWithBothValues) {
    const Supply before = example();
    Supply after = before;
    after.area = Area::from_m2(30'000);
    after.signed_on.reset();
    after.backfill = true;
    after.extra = {{"备注", "甲"}, {"新栏", "丙"}};
    const auto changes = changes_between(before, after);
    std::string seen;
    for (const FieldChange& change : changes)
        seen += change.field + ": " + change.before + " -> " + change.after + "\n";
    EXPECT_EQ(seen,
              "area_m2: 20658 -> 30000\nsigned_on: 2012-03-25 -> \nbackfill: false -> true\n"
              "extra.备注 (2): 乙 -> \nextra.新栏:  -> 丙\n");
    EXPECT_TRUE(changes_between(before, before).empty());
}

}  // namespace
}  // namespace land
