#include "journal/journal_samples_test.hpp"

#include <gtest/gtest.h>

#include <map>

namespace journal {
namespace {

using Chains = std::map<std::string, std::vector<Stored>, std::less<>>;

Checkpoint checkpoint_of(const Chains& chains) {
    Checkpoint out;
    out.store = base::hex(base::hash(base::HashAlgorithm::Sm3, "store"));
    out.taken_at = base::Instant::from_micros(1'711'324'800'000'001);
    for (const auto& [chain, entries] : chains) {
        if (!entries.empty()) out.heads.push_back({chain, entries.size(), entries.back().hash});
    }
    return out;
}

std::vector<Fault> compare_with(const Checkpoint& old, const Chains& chains) {
    const HashAt hash_at = [&](std::string_view chain,
                               std::uint64_t sequence) -> base::Result<std::optional<base::Hash>> {
        const auto found = chains.find(chain);
        if (found == chains.end() || sequence == 0 || sequence > found->second.size()) {
            return std::optional<base::Hash>();
        }
        return std::optional<base::Hash>(found->second[sequence - 1].hash);
    };
    const auto faults = compare(old, checkpoint_of(chains), hash_at);
    EXPECT_TRUE(faults.ok());
    return *faults;
}

class CheckpointOfAStore : public ::testing::Test {
  protected:
    Chains chains_{{"141031", sound_chain("141031", 8, 20)}, {"system", sound_chain("system", 3, 20)}};
    Checkpoint old_ = checkpoint_of(chains_);
};

TEST_F(CheckpointOfAStore, NothingHappened) { EXPECT_TRUE(compare_with(old_, chains_).empty()); }

TEST_F(CheckpointOfAStore, WhatWasAppendedIsNoFault) {
    chains_["141031"] = sound_chain("141031", 30, 20);
    chains_["141024"] = sound_chain("141024", 2, 20);
    EXPECT_TRUE(compare_with(old_, chains_).empty());
}

TEST_F(CheckpointOfAStore, ACutTailNamesTheFirstMissingEntry) {
    chains_["141031"].resize(5);
    EXPECT_EQ(compare_with(old_, chains_), (std::vector<Fault>{{"141031/6", "TAIL_CUT"}}));
}

/// The whole chain made anew after a change: sound in itself, at the same length and longer.
TEST_F(CheckpointOfAStore, ARewrittenChainIsFoundThoughItVerifies) {
    for (const std::size_t length : {8u, 20u}) {
        chains_["141031"] = sound_chain("141031", length, 20, 'y');
        Verifier verifier("141031");
        for (const Stored& entry : chains_["141031"]) verifier.feed(entry);
        ASSERT_TRUE(verifier.faults().empty());
        EXPECT_EQ(compare_with(old_, chains_), (std::vector<Fault>{{"141031/8", "CHAIN_REWRITTEN"}}));
    }
}

TEST_F(CheckpointOfAStore, AChainThatIsGoneIsFound) {
    chains_.erase("system");
    EXPECT_EQ(compare_with(old_, chains_), (std::vector<Fault>{{"system/1", "CHAIN_MISSING"}}));
}

TEST_F(CheckpointOfAStore, SeveralFaultsAreAllNamed) {
    chains_["141031"].resize(7);
    chains_["system"] = sound_chain("system", 3, 20, 'y');
    EXPECT_EQ(compare_with(old_, chains_),
              (std::vector<Fault>{{"141031/8", "TAIL_CUT"}, {"system/3", "CHAIN_REWRITTEN"}}));
}

TEST_F(CheckpointOfAStore, AnotherStoreIsNotCompared) {
    old_.store = base::hex(base::hash(base::HashAlgorithm::Sm3, "another"));
    EXPECT_EQ(compare_with(old_, chains_), (std::vector<Fault>{{"", "STORE_MISMATCH"}}));
}

TEST_F(CheckpointOfAStore, AnUnreadableEntryIsAFailureNotAFinding) {
    const HashAt broken = [](std::string_view, std::uint64_t) -> base::Result<std::optional<base::Hash>> {
        return base::Error{base::Code::StoreFailed, {"x", "y"}};
    };
    EXPECT_FALSE(compare(old_, checkpoint_of(chains_), broken).ok());
}

TEST_F(CheckpointOfAStore, TheTextComesBack) {
    const std::string text = checkpoint_text(old_);
    const auto back = parse_checkpoint(text, "kept.json");
    ASSERT_TRUE(back.ok()) << back.error().text().en;
    EXPECT_EQ(back->store, old_.store);
    EXPECT_EQ(back->taken_at, old_.taken_at);
    EXPECT_EQ(back->heads, old_.heads);
    EXPECT_EQ(checkpoint_text(*back), text);
    EXPECT_NE(text.find("\n  {\"chain\":\"141031\",\"entries\":8,\"head\":\""), std::string::npos) << text;
}

TEST_F(CheckpointOfAStore, TheTextIsReadStrictly) {
    const std::string good = checkpoint_text(old_);
    const auto refused = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        const auto result = parse_checkpoint(text, "kept.json");
        return !result.ok() && result.error().code == base::Code::CheckpointMalformed;
    };
    EXPECT_TRUE(refused("panhuo-checkpoint", "checkpoint"));
    EXPECT_TRUE(refused("\"version\":1", "\"version\":2"));
    EXPECT_TRUE(refused("\"version\":1", "\"version\":1,\"more\":0"));
    EXPECT_TRUE(refused("\"taken_at\"", "\"taken\""));
    EXPECT_TRUE(refused("2024-", "2O24-"));
    EXPECT_TRUE(refused("\"entries\":8", "\"entries\":-8"));
    EXPECT_TRUE(refused("\"entries\":8", "\"entries\":0"));
    EXPECT_TRUE(refused("\"entries\":8", "\"entries\":\"8\""));
    EXPECT_TRUE(refused("\"head\":\"", "\"head\":\"00"));
    EXPECT_TRUE(refused("\"chain\":\"system\"", "\"chain\":\"141031\""));
    EXPECT_TRUE(refused("]}", "]"));
    EXPECT_FALSE(parse_checkpoint("", "empty").ok());
    EXPECT_FALSE(parse_checkpoint("[]", "list").ok());
}

}  // namespace
}  // namespace journal
