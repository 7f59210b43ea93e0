#include "journal/chain.hpp"

#include "journal/journal_samples_test.hpp"

#include <gtest/gtest.h>

namespace journal {
namespace {

std::vector<Fault> verify(const std::string& chain, const std::vector<Stored>& entries) {
    Verifier verifier(chain);
    for (const Stored& entry : entries) verifier.feed(entry);
    return verifier.faults();
}

base::Instant recorded(const Stored& stored) { return decode(stored.bytes)->recorded_at; }

TEST(Chain, ASoundChainHasNoFaultAndAHead) {
    const auto entries = sound_chain("141031", 20, 100);
    Verifier verifier("141031");
    for (const Stored& entry : entries) verifier.feed(entry);
    EXPECT_TRUE(verifier.faults().empty());
    EXPECT_EQ(verifier.head(), (Head{"141031", 20, entries.back().hash}));
}

/// Flips every bit of every entry of a journal of 64 kB, and every bit of every hash, one at a time. A flip can only
/// show in the entry itself and in its successor's link, so just these two are verified, behind the sound part.
TEST(Chain, EveryBitOfA64kJournalIsGuardedAndNamesItsEntry) {
    auto entries = sound_chain("141031", 46, 1200);
    std::size_t journal_bytes = 0;
    std::size_t flips = 0;
    std::size_t missed = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Head before = i == 0 ? Head{"141031", 0, {}} : Head{"141031", i, entries[i - 1].hash};
        const auto last = i == 0 ? base::Instant() : recorded(entries[i - 1]);
        const std::string name = entry_id("141031", i + 1);
        const auto is_found = [&] {
            Verifier verifier(before, last);
            verifier.feed(entries[i]);
            if (i + 1 < entries.size()) verifier.feed(entries[i + 1]);
            ++flips;
            return verifier.faults().size() == 1 && verifier.faults()[0].entry == name;
        };
        ASSERT_FALSE(is_found()) << "the untouched entry is sound";
        for (std::size_t bit = 0; bit < entries[i].bytes.size() * 8; ++bit) {
            char& byte = entries[i].bytes[bit / 8];
            const char sound = byte;
            byte = static_cast<char>(byte ^ (1 << (bit % 8)));
            if (!is_found()) ++missed;
            byte = sound;
        }
        for (std::size_t bit = 0; bit < entries[i].hash.size() * 8; ++bit) {
            std::uint8_t& byte = entries[i].hash[bit / 8];
            const std::uint8_t sound = byte;
            byte = static_cast<std::uint8_t>(byte ^ (1 << (bit % 8)));
            if (!is_found()) ++missed;
            byte = sound;
        }
        journal_bytes += entries[i].bytes.size();
    }
    EXPECT_EQ(missed, 0u);
    EXPECT_GE(journal_bytes, 64u * 1024u);
    EXPECT_GE(flips, journal_bytes * 8);
}

/// The shortcut above misses nothing: the same flips seen by a verification of the whole chain, on a sample.
TEST(Chain, AFlippedBitIsFoundByVerifyingTheWholeChain) {
    const auto sound = sound_chain("141031", 9, 200);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        for (std::size_t at = 0; at < sound[i].bytes.size(); at += 7) {
            auto entries = sound;
            entries[i].bytes[at] = static_cast<char>(entries[i].bytes[at] ^ 0x10);
            const auto faults = verify("141031", entries);
            ASSERT_EQ(faults.size(), 1u);
            EXPECT_EQ(faults[0].entry, entry_id("141031", i + 1));
        }
    }
}

TEST(Chain, CodesSayWhatIsWrong) {
    const auto sound = sound_chain("141031", 5, 20);
    auto bytes = sound;
    bytes[2].bytes.back() = static_cast<char>(bytes[2].bytes.back() ^ 1);
    EXPECT_EQ(verify("141031", bytes), (std::vector<Fault>{{"141031/3", "HASH_MISMATCH"}}));
    auto magic = sound;
    magic[2].bytes[0] = 'X';
    EXPECT_EQ(verify("141031", magic), (std::vector<Fault>{{"141031/3", "MALFORMED"}}));
    EXPECT_EQ(verify("141024", sound).front(), (Fault{"141024/1", "CHAIN_MISMATCH"}));
}

TEST(Chain, AMissingEntryIsAGapAndABrokenLink) {
    auto entries = sound_chain("141031", 5, 20);
    entries.erase(entries.begin() + 2);
    EXPECT_EQ(verify("141031", entries),
              (std::vector<Fault>{{"141031/4", "SEQUENCE_GAP"}, {"141031/4", "LINK_BROKEN"}}));
    auto headless = sound_chain("141031", 5, 20);
    headless.erase(headless.begin());
    EXPECT_EQ(verify("141031", headless),
              (std::vector<Fault>{{"141031/2", "SEQUENCE_GAP"}, {"141031/2", "LINK_BROKEN"}}));
}

TEST(Chain, SwappedEntriesAreFoundInTheirRowsAndAsRows) {
    auto contents = sound_chain("141031", 6, 20);
    std::swap(contents[2].bytes, contents[3].bytes);
    std::swap(contents[2].hash, contents[3].hash);
    const auto by_content = verify("141031", contents);
    ASSERT_FALSE(by_content.empty());
    EXPECT_EQ(by_content.front(), (Fault{"141031/3", "SEQUENCE_MISMATCH"}));

    auto rows = sound_chain("141031", 6, 20);
    std::swap(rows[2], rows[3]);
    const auto by_row = verify("141031", rows);
    ASSERT_FALSE(by_row.empty());
    EXPECT_EQ(by_row.front(), (Fault{"141031/4", "SEQUENCE_GAP"}));
}

TEST(Chain, ADoubledEntryIsFound) {
    auto entries = sound_chain("141031", 4, 20);
    entries.insert(entries.begin() + 2, entries[1]);
    EXPECT_EQ(verify("141031", entries).front(), (Fault{"141031/2", "SEQUENCE_GAP"}));
}

/// Bytes and hash rewritten together: the entry is sound in itself, but its successor does not follow it.
TEST(Chain, AForgedMiddleBreaksTheNextLink) {
    auto entries = sound_chain("141031", 6, 20);
    Entry forged = *decode(entries[2].bytes);
    forged.payload = R"({"area_m2":1})";
    entries[2] = stored(forged);
    EXPECT_EQ(verify("141031", entries), (std::vector<Fault>{{"141031/4", "LINK_BROKEN"}}));
}

TEST(Chain, RowsOfAnotherChainAreFound) {
    auto entries = sound_chain("141031", 6, 20);
    const auto other = sound_chain("141024", 6, 20);
    entries[3] = other[3];
    const auto faults = verify("141031", entries);
    ASSERT_GE(faults.size(), 2u);
    EXPECT_EQ(faults[0], (Fault{"141031/4", "CHAIN_MISMATCH"}));
    EXPECT_EQ(faults[1], (Fault{"141031/4", "LINK_BROKEN"}));
}

TEST(Chain, TimeNeverRunsBackwards) {
    auto entries = sound_chain("141031", 2, 20);
    Entry late = *decode(entries[1].bytes);
    late.recorded_at = base::Instant::from_micros(5);
    entries[1] = stored(late);
    EXPECT_EQ(verify("141031", entries), (std::vector<Fault>{{"141031/2", "TIME_BACKWARDS"}}));
}

TEST(Chain, VerificationGoesOnBehindWhatWasVerified) {
    const auto entries = sound_chain("141031", 10, 20);
    Verifier verifier(Head{"141031", 6, entries[5].hash}, recorded(entries[5]));
    for (std::size_t i = 6; i < entries.size(); ++i) verifier.feed(entries[i]);
    EXPECT_TRUE(verifier.faults().empty());
    Verifier wrong(Head{"141031", 6, entries[4].hash}, recorded(entries[5]));
    wrong.feed(entries[6]);
    EXPECT_EQ(wrong.faults(), (std::vector<Fault>{{"141031/7", "LINK_BROKEN"}}));
}

}  // namespace
}  // namespace journal
