// Entries for the tests of this room: one full of values, any at random, chains.
#pragma once

#include "journal/chain.hpp"
#include "journal/entry.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace journal {

inline Entry sample_entry() {
    Entry entry;
    entry.chain = "141031";
    entry.sequence = 57;
    entry.previous.fill(0xa5);
    entry.command = std::string("\x01\x00\x02\xff", 4);
    entry.kind = "supply";
    entry.key = "1410312014B00123-1";
    entry.version = 2;
    entry.change = Change::Correct;
    entry.state = State::Proposed;
    entry.actor = {"wang", "clerk", "土地利用股"};
    entry.reason = "面积抄错一位";
    entry.source.file = base::hash(base::HashAlgorithm::Sm3, "a file");
    entry.source.sheet = "供地台账";
    entry.source.cells = "A7:Q7";
    entry.effective = base::Date::from_ymd(2024, 3, 25);
    entry.recorded_at = base::Instant::from_micros(1'719'763'199'999'999);
    entry.original = R"({"面积":"1.0000公顷"})";
    entry.payload = R"({"area_m2":10000})";
    return entry;
}

/// The entry of the worked example in docs/formats/journal.md.
inline Entry document_entry() {
    Entry entry;
    entry.chain = "141031";
    entry.sequence = 1;
    entry.command = "init";
    entry.kind = "plot";
    entry.key = "P1";
    entry.actor = {"wang", "clerk", "股"};
    entry.effective = base::Date::from_ymd(2024, 3, 25);
    entry.recorded_at = base::Instant::from_micros(1'711'324'800'000'000);
    entry.payload = R"({"area_m2":1})";
    return entry;
}

inline rc::Gen<base::Hash> any_hash() { return rc::gen::arbitrary<std::array<std::uint8_t, 32>>(); }

inline rc::Gen<Entry> any_entry() {
    return rc::gen::exec([] {
        const auto text = [] { return *rc::gen::arbitrary<std::string>(); };
        Entry entry;
        entry.algorithm = *rc::gen::element(base::HashAlgorithm::Sm3, base::HashAlgorithm::Sha256);
        entry.chain = text() + "c";
        entry.sequence = *rc::gen::nonZero<std::uint64_t>();
        entry.previous = *any_hash();
        entry.command = text();
        entry.kind = text();
        entry.key = text();
        entry.version = *rc::gen::nonZero<std::uint32_t>();
        entry.change = *rc::gen::element(Change::New, Change::Correct, Change::Amend, Change::Retract);
        entry.state = *rc::gen::element(State::Proposed, State::Approved, State::Rejected);
        entry.actor = {text(), text(), text()};
        entry.reason = text();
        if (*rc::gen::arbitrary<bool>()) entry.source.file = *any_hash();
        entry.source.sheet = text();
        entry.source.cells = text();
        if (*rc::gen::arbitrary<bool>()) entry.effective = base::Date::from_days(*rc::gen::arbitrary<std::int32_t>());
        entry.recorded_at = base::Instant::from_micros(*rc::gen::arbitrary<std::int64_t>());
        entry.original = text();
        entry.payload = text();
        return entry;
    });
}

inline Stored stored(const Entry& entry) {
    const Encoded encoded = encode(entry);
    return {entry.sequence, encoded.bytes, encoded.hash};
}

/// A sound chain of `count` entries, each with about `payload_bytes` of payload; `mark` makes chains differ.
inline std::vector<Stored> sound_chain(const std::string& chain, std::size_t count, std::size_t payload_bytes,
                                       char mark = 'x') {
    std::vector<Stored> out;
    base::Hash previous{};
    for (std::size_t i = 1; i <= count; ++i) {
        Entry entry = sample_entry();
        entry.chain = chain;
        entry.sequence = i;
        entry.previous = previous;
        entry.key = "K" + std::to_string(i);
        entry.recorded_at = base::Instant::from_micros(1'000'000 + static_cast<std::int64_t>(i));
        entry.payload = std::string(payload_bytes, mark) + std::to_string(i);
        out.push_back(stored(entry));
        previous = out.back().hash;
    }
    return out;
}

}  // namespace journal
