#include "journal/entry.hpp"

#include "base/files.hpp"
#include "base/test_tree.hpp"
#include "journal/journal_samples_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace journal {
namespace {

TEST(Entry, EveryFieldComesBack) {
    const Entry entry = sample_entry();
    const Encoded encoded = encode(entry);
    const auto back = decode(encoded.bytes);
    ASSERT_TRUE(back.ok()) << back.error().text().en;
    EXPECT_EQ(back->algorithm, entry.algorithm);
    EXPECT_EQ(back->chain, entry.chain);
    EXPECT_EQ(back->sequence, entry.sequence);
    EXPECT_EQ(back->previous, entry.previous);
    EXPECT_EQ(back->command, entry.command);
    EXPECT_EQ(back->kind, entry.kind);
    EXPECT_EQ(back->key, entry.key);
    EXPECT_EQ(back->version, entry.version);
    EXPECT_EQ(back->change, entry.change);
    EXPECT_EQ(back->state, entry.state);
    EXPECT_EQ(back->actor.id, entry.actor.id);
    EXPECT_EQ(back->actor.role, entry.actor.role);
    EXPECT_EQ(back->actor.office, entry.actor.office);
    EXPECT_EQ(back->reason, entry.reason);
    EXPECT_EQ(back->source.file, entry.source.file);
    EXPECT_EQ(back->source.sheet, entry.source.sheet);
    EXPECT_EQ(back->source.cells, entry.source.cells);
    EXPECT_EQ(back->effective, entry.effective);
    EXPECT_EQ(back->recorded_at, entry.recorded_at);
    EXPECT_EQ(back->original, entry.original);
    EXPECT_EQ(back->payload, entry.payload);
}

RC_GTEST_PROP(Entry, AnyEntryComesBackAsTheSameBytes, ()) {
    const Entry entry = *any_entry();
    const Encoded encoded = encode(entry);
    const auto back = decode(encoded.bytes);
    RC_ASSERT(back.ok());
    RC_ASSERT(bytes_of(*back) == encoded.bytes);
    const auto hash = hash_of(encoded.bytes);
    RC_ASSERT(hash.ok() && *hash == encoded.hash);
}

RC_GTEST_PROP(Entry, NoPartOfAnEntryIsAnEntry, ()) {
    const std::string bytes = encode(*any_entry()).bytes;
    const auto length = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT(!decode(std::string_view(bytes).substr(0, length)).ok());
    RC_ASSERT(!decode(bytes + *rc::gen::arbitrary<char>()).ok());
}

/// Whatever is accepted is exactly what would be written: no entry has two spellings.
RC_GTEST_PROP(Entry, ChangedBytesAreRefusedOrSaySomethingElse, ()) {
    std::string bytes = encode(*any_entry()).bytes;
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
    const auto back = decode(bytes);
    if (back.ok()) RC_ASSERT(bytes_of(*back) == bytes);
}

TEST(Entry, TheHashIsThatOfALeaf) {
    for (const auto algorithm : {base::HashAlgorithm::Sm3, base::HashAlgorithm::Sha256}) {
        Entry entry = sample_entry();
        entry.algorithm = algorithm;
        const Encoded encoded = encode(entry);
        EXPECT_EQ(encoded.hash, base::hash(algorithm, std::string(1, '\0') + encoded.bytes));
        EXPECT_NE(encoded.hash, base::hash(algorithm, encoded.bytes));
    }
}

TEST(Entry, RefusalsNameTheFieldAndTheEntry) {
    const std::string good = encode(sample_entry()).bytes;
    const auto problem = [](std::string bytes) {
        const auto result = decode(bytes);
        return result.ok() ? std::string("accepted") : result.error().args.at(0) + " " + result.error().args.at(1);
    };
    const auto with = [&](std::size_t at, char value) {
        std::string bytes = good;
        bytes.at(at) = value;
        return bytes;
    };
    EXPECT_EQ(problem(""), "? magic");
    EXPECT_EQ(problem(with(0, 'X')), "? magic");
    EXPECT_EQ(problem(with(4, 2)), "? format version");
    EXPECT_EQ(problem(with(5, 0)), "? algorithm");
    EXPECT_EQ(problem(with(5, 3)), "? algorithm");
    EXPECT_EQ(problem(with(6, 0)), "? sequence");        // 57 becomes 0
    EXPECT_EQ(problem(with(46, 0)), "?/57 chain");       // a chain without a name
    EXPECT_EQ(problem(with(49, '\x7f')), "?/57 chain");  // a length of 2 GB
    EXPECT_EQ(problem(good + '\0'), "141031/57 bytes after the last field");
    EXPECT_FALSE(hash_of("").ok());
    EXPECT_FALSE(hash_of(with(5, 3)).ok());
}

TEST(Entry, EnumeratorsOutOfRangeAreRefused) {
    Entry entry = sample_entry();
    const std::string good = encode(entry).bytes;
    entry.change = static_cast<Change>(5);
    EXPECT_FALSE(decode(encode(entry).bytes).ok());
    entry.change = static_cast<Change>(0);
    EXPECT_FALSE(decode(encode(entry).bytes).ok());
    entry = sample_entry();
    entry.state = static_cast<State>(4);
    EXPECT_FALSE(decode(encode(entry).bytes).ok());
    EXPECT_TRUE(decode(good).ok());
}

TEST(Entry, NamesOfChangesAndStates) {
    EXPECT_EQ(change_name(Change::Amend), "amend");
    EXPECT_EQ(state_name(State::Proposed), "proposed");
    for (const Change change : {Change::New, Change::Correct, Change::Amend, Change::Retract}) {
        EXPECT_EQ(change_from_name(change_name(change)), change);
    }
    EXPECT_FALSE(change_from_name("delete"));
}

/// The worked example of docs/formats/journal.md: the hexadecimal digits of its table, in order.
TEST(Entry, TheWorkedExampleOfTheDocumentIsTrue) {
    const auto text = base::read_file(base::testing::source_tree() + "/docs/formats/journal.md");
    ASSERT_TRUE(text.ok());
    const std::size_t from = text->find("<!-- example -->");
    const std::size_t to = text->find("<!-- end of example -->");
    ASSERT_NE(from, std::string::npos);
    ASSERT_NE(to, std::string::npos);
    std::string digits;
    std::string hash;
    std::size_t line_start = from;
    while (line_start < to) {
        const std::size_t line_end = text->find('\n', line_start);
        const std::string line = text->substr(line_start, line_end - line_start);
        line_start = line_end + 1;
        if (line.starts_with("hash: ")) hash = line.substr(6);
        if (!line.starts_with("    ")) continue;
        // offset, then the bytes, then two blanks and the field
        const std::size_t bytes_at = line.find_first_not_of(' ', line.find(' ', 4));
        const std::string bytes = line.substr(bytes_at, line.find("  ", bytes_at) - bytes_at);
        EXPECT_EQ(static_cast<std::size_t>(std::stoi(line.substr(4))), digits.size() / 2) << line;
        for (const char c : bytes) {
            if (c != ' ') digits += c;
        }
    }
    const Encoded encoded = encode(document_entry());
    EXPECT_EQ(digits, base::hex(encoded.bytes));
    EXPECT_EQ(hash, base::hex(encoded.hash));
}

}  // namespace
}  // namespace journal
