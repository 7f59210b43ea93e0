// The contract of store.hpp, run on every implementation.
#include "store/store.hpp"
#include "store/store_samples_test.hpp"

namespace store {
namespace {

struct Sqlite {
    ScratchFolder folder;
    std::unique_ptr<Store> make() { return must(create_sqlite(folder.store())); }
};
struct Memory {
    std::unique_ptr<Store> make() { return make_memory(); }
};

template <class Maker>
class StoreContract : public ::testing::Test {
  protected:
    std::unique_ptr<Snapshot> read() { return must(store_->read()); }
    std::unique_ptr<Transaction> write() { return must(store_->write()); }

    Maker maker_;
    std::unique_ptr<Store> store_ = maker_.make();
};

using Implementations = ::testing::Types<Sqlite, Memory>;
TYPED_TEST_SUITE(StoreContract, Implementations);

TYPED_TEST(StoreContract, AnEmptyStoreAnswersEverythingWithNothing) {
    const auto snapshot = this->read();
    EXPECT_TRUE(must(snapshot->heads()).empty());
    EXPECT_FALSE(must(snapshot->head("141031")));
    EXPECT_TRUE(all_of(*snapshot, "141031").empty());
    EXPECT_FALSE(must(snapshot->entry("141031", 1)));
    EXPECT_FALSE(must(snapshot->last_recorded("141031")));
    EXPECT_FALSE(must(snapshot->has_command("c")));
    EXPECT_TRUE(must(snapshot->versions("supply", "A")).empty());
    EXPECT_TRUE(kind_of(*snapshot, "supply", at(9)).empty());
    EXPECT_TRUE(must(snapshot->records_of_node("n")).empty());
    EXPECT_TRUE(must(snapshot->nodes_of_record({"supply", "A"})).empty());
    EXPECT_TRUE(must(snapshot->records_in_box(kEverywhere)).empty());
    EXPECT_TRUE(boxes_of(*snapshot).empty());
    EXPECT_TRUE(postings_at(*snapshot, at(9)).empty());
    EXPECT_TRUE(notes_at(*snapshot, at(9)).empty());
    EXPECT_TRUE(must(snapshot->open_postings_of("supply:A")).empty());
    EXPECT_FALSE(must(snapshot->vault_find("l")));
    EXPECT_FALSE(must(snapshot->setting("division")));
}

TYPED_TEST(StoreContract, EntriesComeBackByteForByte) {
    auto transaction = this->write();
    auto entry = entry_after(std::nullopt, "141031", "A", 5);
    entry.payload = std::string("\0\xff\n", 3);
    entry.command = std::string("\x00\x01\xfe", 3);
    const auto encoded = journal::encode(entry);
    EXPECT_EQ(must(transaction->append(entry)), encoded.hash);
    must(transaction->commit());
    const auto snapshot = this->read();
    const auto stored = must(snapshot->entry("141031", 1));
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->bytes, encoded.bytes);
    EXPECT_EQ(stored->hash, encoded.hash);
    EXPECT_EQ(must(snapshot->head("141031")), (journal::Head{"141031", 1, encoded.hash}));
    EXPECT_EQ(must(snapshot->last_recorded("141031")), at(5));
    EXPECT_TRUE(must(snapshot->has_command(entry.command)));
    EXPECT_FALSE(must(snapshot->has_command(std::string("\x00\x01", 2))));
}

TYPED_TEST(StoreContract, ChainsAreKeptApart) {
    auto transaction = this->write();
    for (int i = 1; i <= 3; ++i) append_next(*transaction, "141031", "A" + std::to_string(i), i);
    append_next(*transaction, "system", "S", 4);
    append_next(*transaction, "141024", "B", 5);
    must(transaction->commit());
    const auto snapshot = this->read();
    const auto heads = must(snapshot->heads());
    ASSERT_EQ(heads.size(), 3u);
    EXPECT_EQ(heads[0].chain, "141024");
    EXPECT_EQ(heads[1].chain, "141031");
    EXPECT_EQ(heads[1].entries, 3u);
    EXPECT_EQ(heads[2].chain, "system");
    EXPECT_EQ(all_of(*snapshot, "141031").size(), 3u);
    EXPECT_EQ(all_of(*snapshot, "141031", 3).size(), 1u);
    EXPECT_FALSE(must(snapshot->entry("system", 2)));
}

TYPED_TEST(StoreContract, AScanStopsWhenItsVisitorSaysSo) {
    auto transaction = this->write();
    for (int i = 1; i <= 5; ++i) append_next(*transaction, "141031", "A" + std::to_string(i), i);
    int seen = 0;
    must(transaction->scan("141031", 2, [&](const journal::Stored& stored) { return ++seen, stored.sequence < 3; }));
    EXPECT_EQ(seen, 2);
}

TYPED_TEST(StoreContract, AVisitorMayAskFurtherQuestionsOfTheSameKind) {
    auto transaction = this->write();
    for (int i = 1; i <= 3; ++i) append_next(*transaction, "141031", "A" + std::to_string(i), i);
    must(transaction->commit());
    const auto snapshot = this->read();
    std::size_t pairs = 0;
    must(snapshot->scan("141031", 1, [&](const journal::Stored&) {
        pairs += all_of(*snapshot, "141031").size();
        return true;
    }));
    EXPECT_EQ(pairs, 9u);
}

TYPED_TEST(StoreContract, WhatDoesNotFollowIsRefused) {
    auto first = this->write();
    append_next(*first, "141031", "A", 10);
    const auto head = must(first->head("141031"));
    must(first->commit());
    first.reset();
    const auto refused = [&](const std::function<void(journal::Entry&)>& spoil) {
        auto transaction = this->write();
        auto entry = entry_after(head, "141031", "B", 11);
        spoil(entry);
        const auto status = only_status(transaction->append(entry));
        EXPECT_FALSE(transaction->commit().ok()) << "a transaction with a refused entry must not commit";
        return code_of(status) == base::Code::ChainBroken;
    };
    EXPECT_TRUE(refused([&](auto& entry) { entry.sequence = 3; }));
    EXPECT_TRUE(refused([&](auto& entry) { entry.sequence = 1; }));
    EXPECT_TRUE(refused([&](auto& entry) { entry.previous[31] ^= 1; }));
    EXPECT_TRUE(refused([&](auto& entry) { entry.recorded_at = at(9); }));
    EXPECT_TRUE(refused([&](auto& entry) { entry.kind = "a:b"; }));
    EXPECT_EQ(all_of(*this->read(), "141031").size(), 1u);
}

TYPED_TEST(StoreContract, DestructionRollsBack) {
    {
        auto transaction = this->write();
        append_next(*transaction, "141031", "A", 1);
        must(transaction->put_setting("division", "141031"));
        must(transaction->open_posting(posting_row("plot:P", "", "A", "supply:A", 1)));
        EXPECT_EQ(all_of(*transaction, "141031").size(), 1u) << "a transaction sees its own work";
        EXPECT_TRUE(must(transaction->setting("division")));
    }
    const auto snapshot = this->read();
    EXPECT_TRUE(must(snapshot->heads()).empty());
    EXPECT_FALSE(must(snapshot->setting("division")));
    EXPECT_TRUE(postings_at(*snapshot, at(9)).empty());
    EXPECT_FALSE(must(snapshot->has_command("command 1")));
    auto next = this->write();
    append_next(*next, "141031", "A", 1);
    EXPECT_TRUE(next->commit().ok());
    EXPECT_FALSE(next->commit().ok()) << "once is enough";
}

TYPED_TEST(StoreContract, ASnapshotSeesOneMoment) {
    auto transaction = this->write();
    append_next(*transaction, "141031", "A", 1);
    const auto during = this->read();
    must(transaction->commit());
    transaction.reset();
    const auto after = this->read();
    auto more = this->write();
    append_next(*more, "141031", "B", 2);
    must(more->commit());
    EXPECT_EQ(all_of(*during, "141031").size(), 0u);
    EXPECT_EQ(all_of(*after, "141031").size(), 1u);
    EXPECT_EQ(all_of(*this->read(), "141031").size(), 2u);
}

TYPED_TEST(StoreContract, VersionsAreFoundByRecordAndInOrder) {
    auto transaction = this->write();
    for (const char* key : {"B", "A", "B", "甲", "A:1", "B"}) {
        const auto head = must(transaction->head("141031"));
        auto entry = entry_after(head, "141031", key, head ? static_cast<std::int64_t>(head->entries) : 0);
        entry.version = static_cast<std::uint32_t>(entry.sequence);
        entry.change = journal::Change::Amend;
        entry.state = journal::State::Proposed;
        entry.effective = base::Date::from_ymd(1988, 1, static_cast<int>(entry.sequence));
        if (entry.sequence == 4) entry.kind = "plot";
        must(transaction->append(entry));
    }
    const auto of_b = must(transaction->versions("supply", "B"));
    ASSERT_EQ(of_b.size(), 3u);
    EXPECT_EQ(told(of_b[1]), "supply|B|141031/3|command 2|3amendproposed|1988-01-03|" + std::to_string(at(2).micros()));
    const auto supplies = kind_of(*transaction, "supply", base::Instant::end_of_time());
    std::vector<std::string> order;
    for (const auto& row : supplies) order.push_back(row.key + "/" + std::to_string(row.head.sequence));
    EXPECT_EQ(order, (std::vector<std::string>{"A/2", "A:1/5", "B/1", "B/3", "B/6"}));
    EXPECT_EQ(kind_of(*transaction, "supply", at(2)).size(), 3u);
    EXPECT_EQ(kind_of(*transaction, "plot", at(9)).size(), 1u);
    EXPECT_TRUE(kind_of(*transaction, "suppl", at(9)).empty());
    EXPECT_EQ(keys_of(*transaction, "supply", "A"), (std::vector<std::string>{"A", "A:1"}));
    EXPECT_EQ(keys_of(*transaction, "supply", "A:"), (std::vector<std::string>{"A:1"}));
    EXPECT_TRUE(keys_of(*transaction, "supply", "甲").empty());
}

TYPED_TEST(StoreContract, NodesAreReplacedAsAWhole) {
    auto transaction = this->write();
    const RecordId a{"supply", "A"};
    const RecordId b{"plot", "P:1"};
    const std::vector<std::string> nodes{"supply:A", "plot:P:1", "supply:A"};
    must(transaction->put_nodes(a, nodes));
    must(transaction->put_nodes(b, std::vector<std::string>{"plot:P:1"}));
    EXPECT_EQ(told(must(transaction->records_of_node("plot:P:1"))), (std::vector<std::string>{"plot:P:1", "supply:A"}));
    EXPECT_EQ(must(transaction->nodes_of_record(a)), (std::vector<std::string>{"plot:P:1", "supply:A"}));
    must(transaction->put_nodes(a, std::vector<std::string>{"supply:A", "rest:X"}));
    EXPECT_EQ(told(must(transaction->records_of_node("plot:P:1"))), (std::vector<std::string>{"plot:P:1"}));
    EXPECT_EQ(must(transaction->nodes_of_record(a)), (std::vector<std::string>{"rest:X", "supply:A"}));
    must(transaction->put_nodes(a, {}));
    EXPECT_TRUE(must(transaction->nodes_of_record(a)).empty());
    must(transaction->commit());
    EXPECT_EQ(told(must(this->read()->records_of_node("plot:P:1"))), (std::vector<std::string>{"plot:P:1"}));
}

TYPED_TEST(StoreContract, PostingsComeBackAsTheyWent) {
    auto transaction = this->write();
    auto rich = posting_row("rest:晋政土字〔2024〕1号", "S1", "S2", "link:L", 1);
    auto bare = posting_row("existing:141031", "", "", "baseline:B", 1);
    bare.posting.counted_on.reset();
    bare.posting.on = base::Date::from_days(-400);
    bare.posting.area = base::Area::from_units(1);
    must(transaction->open_posting(rich));
    must(transaction->open_posting(bare));
    must(transaction->commit());
    const auto rows = postings_at(*this->read(), at(1));
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].posting, rich.posting);
    EXPECT_EQ(rows[1].posting, bare.posting);
    EXPECT_EQ(rows[1].known_to, base::Instant::end_of_time());
}

TYPED_TEST(StoreContract, PostingsOfARangeOfOriginsComeInItsOrder) {
    auto transaction = this->write();
    for (const char* origin : {"plot:C", "plot:A", "plot:B", "plot:A", "rest:A", "plot"})
        must(transaction->open_posting(posting_row(origin, "", "S", "supply:S", 10)));
    must(transaction->open_posting(posting_row("plot:B", "", "S", "supply:S", 20)));
    must(transaction->commit());
    const auto snapshot = this->read();
    const auto origins = [&](std::string_view after, std::string_view upto, base::Instant known_at) {
        std::string all;
        std::int64_t last = 0;
        must(snapshot->scan_postings_between(after, upto, known_at, [&](const PostingRow& row) {
            if (all.ends_with(row.posting.origin + " ")) {
                EXPECT_LT(last, row.id);
            }
            last = row.id;
            all += row.posting.origin + " ";
            return true;
        }));
        return all;
    };
    EXPECT_EQ(origins("plot:", "plot;", at(10)), "plot:A plot:A plot:B plot:C ");
    EXPECT_EQ(origins("plot:A", "plot:B", at(20)), "plot:B plot:B ");
    EXPECT_EQ(origins("plot:C", "rest:", at(20)), "");
    EXPECT_EQ(origins("", "~", at(9)), "");
}

TYPED_TEST(StoreContract, PostingsAreKnownFromAndTo) {
    auto transaction = this->write();
    must(transaction->open_posting(posting_row("plot:P", "", "A", "supply:A", 10)));
    must(transaction->open_posting(posting_row("plot:Q", "A", "B", "supply:B", 20)));
    const auto first = must(transaction->open_postings_of("supply:A")).at(0);
    must(transaction->close_posting(first.id, at(30)));
    must(transaction->commit());
    const auto snapshot = this->read();
    EXPECT_EQ(postings_at(*snapshot, at(9)).size(), 0u);
    EXPECT_EQ(postings_at(*snapshot, at(10)).size(), 1u);
    EXPECT_EQ(postings_at(*snapshot, at(29)).size(), 2u);
    EXPECT_EQ(postings_at(*snapshot, at(30)).size(), 1u);
    EXPECT_EQ(postings_at(*snapshot, base::Instant::end_of_time()).size(), 1u);
    EXPECT_TRUE(must(snapshot->open_postings_of("supply:A")).empty());
    EXPECT_EQ(must(snapshot->postings_of_origin("plot:P", at(29))).size(), 1u);
    EXPECT_EQ(must(snapshot->postings_of_origin("plot:P", at(30))).size(), 0u);
    EXPECT_EQ(told(must(snapshot->postings_of_holder("A", at(29)))), told(postings_at(*snapshot, at(29))))
        << "as giver and as taker, in the order they were opened";
    EXPECT_TRUE(must(snapshot->postings_of_holder("", at(29))).empty());
    std::size_t all = 0;
    must(snapshot->scan_all_postings([&](const PostingRow&) { return ++all, true; }));
    EXPECT_EQ(all, 2u);
}

TYPED_TEST(StoreContract, WhatNobodyEverSawLeavesNoTrace) {
    auto transaction = this->write();
    must(transaction->open_posting(posting_row("plot:P", "", "A", "supply:A", 10)));
    must(transaction->open_note(note_row("supply:A", "OVERDRAWN", 10)));
    must(transaction->close_posting(must(transaction->open_postings_of("supply:A")).at(0).id, at(10)));
    must(transaction->close_note(must(transaction->open_notes_of("supply:A")).at(0).id, at(10)));
    std::size_t rows = 0;
    must(transaction->scan_all_postings([&](const PostingRow&) { return ++rows, true; }));
    must(transaction->scan_all_notes([&](const NoteRow&) { return ++rows, true; }));
    EXPECT_EQ(rows, 0u);
}

TYPED_TEST(StoreContract, OnlyOpenRowsAreClosed) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        auto transaction = this->write();
        must(transaction->open_posting(posting_row("plot:P", "", "A", "supply:A", 10)));
        const auto id = must(transaction->open_postings_of("supply:A")).at(0).id;
        if (attempt == 0) {
            EXPECT_FALSE(transaction->close_posting(id, at(9)).ok()) << "closed before it was opened";
        } else if (attempt == 1) {
            EXPECT_FALSE(transaction->close_posting(id + 1, at(11)).ok());
        } else {
            must(transaction->close_posting(id, at(11)));
            EXPECT_FALSE(transaction->close_posting(id, at(12)).ok());
        }
        EXPECT_FALSE(transaction->commit().ok());
    }
}

TYPED_TEST(StoreContract, NotesComeBackAndClose) {
    auto transaction = this->write();
    const auto note = note_row("supply:A", "OVERDRAWN", 10);
    auto bare = note_row("plot:P", "PLOTS_EXCEED_APPROVAL", 11);
    bare.note.on.reset();
    bare.note.facts.clear();
    must(transaction->open_note(note));
    must(transaction->open_note(bare));
    const auto open = must(transaction->open_notes_of("supply:A"));
    ASSERT_EQ(open.size(), 1u);
    EXPECT_EQ(open[0].note, note.note);
    must(transaction->close_note(open[0].id, at(20)));
    must(transaction->commit());
    const auto snapshot = this->read();
    EXPECT_EQ(notes_at(*snapshot, at(19)).size(), 2u);
    EXPECT_EQ(told(notes_at(*snapshot, at(20))), told(std::vector<NoteRow>{bare}));
    EXPECT_EQ(must(snapshot->notes_of_subject("supply:A", at(19))).size(), 1u);
    EXPECT_TRUE(must(snapshot->notes_of_subject("supply:A", at(20))).empty());
    EXPECT_TRUE(must(snapshot->open_notes_of("supply:A")).empty());
}

TYPED_TEST(StoreContract, BoxesAreFoundByWhatTheyTouch) {
    auto transaction = this->write();
    // 110.9° E 36.7° N in centimetres, which a 32-bit float could not hold.
    must(transaction->put_box({"plot", "P:1"}, {1'109'000'001, 367'000'001, 1'109'000'100, 367'000'100}));
    must(transaction->put_box({"supply", "S"}, {1'109'000'101, 367'000'001, 1'109'000'200, 367'000'100}));
    must(transaction->put_box({"plot", "P:1"}, {-1'800'000'000, -900'000'000, -1'799'999'999, -899'999'999}));
    must(transaction->put_box({"plot", "P:1"}, {-1'800'000'000, -900'000'000, -1'799'999'999, -899'999'999}));
    EXPECT_EQ(told(must(transaction->records_in_box({1'109'000'100, 367'000'100, 1'109'000'101, 400'000'000}))),
              (std::vector<std::string>{"plot:P:1", "supply:S"}));
    must(transaction->commit());
    const auto snapshot = this->read();
    const auto found = [&](const GroundBox& box) { return told(must(snapshot->records_in_box(box))); };
    EXPECT_EQ(found({1'109'000'100, 367'000'050, 1'109'000'100, 367'000'050}), std::vector<std::string>{"plot:P:1"});
    EXPECT_EQ(found({1'109'000'101, 367'000'050, 1'109'000'101, 367'000'050}), std::vector<std::string>{"supply:S"});
    EXPECT_TRUE(found({1'109'000'000, 367'000'101, 1'109'000'300, 367'000'102}).empty());
    EXPECT_TRUE(found({1'108'000'000, 367'000'000, 1'109'000'000, 368'000'000}).empty());
    EXPECT_EQ(found({-1'800'000'000, -900'000'000, -1'800'000'000, -900'000'000}), std::vector<std::string>{"plot:P:1"})
        << "a box of another version counts too";
    EXPECT_EQ(found(kEverywhere), (std::vector<std::string>{"plot:P:1", "supply:S"}));
    EXPECT_EQ(boxes_of(*snapshot).size(), 3u) << "the same box is kept once";
}

TYPED_TEST(StoreContract, TheVaultFindsReplacesAndErases) {
    auto transaction = this->write();
    must(transaction->vault_put({"c1", "l", std::string("\0s", 2), "张三"}));
    must(transaction->vault_put({"c2", "l", "s2", "张三"}));
    EXPECT_EQ(told(*must(transaction->vault_find("l"))), told(VaultRow{"c1", "l", std::string("\0s", 2), "张三"}));
    must(transaction->vault_put({"c1", "l1", "s", "李四"}));
    EXPECT_EQ(must(transaction->vault_find("l"))->commitment, "c2");
    EXPECT_EQ(must(transaction->vault_get("c1"))->value, "李四");
    must(transaction->vault_erase("c1"));
    must(transaction->vault_erase("never there"));
    must(transaction->commit());
    EXPECT_FALSE(must(this->read()->vault_get("c1")));
    EXPECT_TRUE(must(this->read()->vault_get("c2")));
}

TYPED_TEST(StoreContract, SettingsAreReplaced) {
    auto transaction = this->write();
    must(transaction->put_setting("rulebook", "one"));
    must(transaction->put_setting("rulebook", ""));
    must(transaction->commit());
    EXPECT_EQ(must(this->read()->setting("rulebook")), "");
}

TYPED_TEST(StoreContract, DerivedRowsCanBeMadeAgainFromTheJournal) {
    auto transaction = this->write();
    for (int i = 1; i <= 4; ++i) append_next(*transaction, "141031", i % 2 == 0 ? "A" : "B", i);
    must(transaction->put_nodes({"supply", "A"}, std::vector<std::string>{"n"}));
    must(transaction->put_box({"supply", "A"}, {1, 1, 2, 2}));
    must(transaction->open_posting(posting_row("plot:P", "", "A", "supply:A", 1)));
    must(transaction->open_note(note_row("supply:A", "OVERDRAWN", 1)));
    must(transaction->put_setting("division", "141031"));
    must(transaction->vault_put({"c", "l", "s", "v"}));
    must(transaction->commit());
    transaction.reset();

    const auto before = told(kind_of(*this->read(), "supply", at(9)));
    auto rebuild = this->write();
    must(rebuild->clear_derived());
    EXPECT_TRUE(kind_of(*rebuild, "supply", at(9)).empty());
    EXPECT_TRUE(postings_at(*rebuild, at(9)).empty());
    EXPECT_TRUE(notes_at(*rebuild, at(9)).empty());
    EXPECT_TRUE(must(rebuild->records_of_node("n")).empty());
    EXPECT_TRUE(boxes_of(*rebuild).empty());
    EXPECT_TRUE(must(rebuild->setting("division")));
    EXPECT_TRUE(must(rebuild->vault_get("c")));
    must(rebuild->scan("141031", 1, [&](const journal::Stored& stored) {
        must(rebuild->index_entry(must(journal::decode(stored.bytes))));
        return true;
    }));
    must(rebuild->commit());
    EXPECT_EQ(told(kind_of(*this->read(), "supply", at(9))), before);
    EXPECT_TRUE(must(this->read()->has_command("command 1")));
}

}  // namespace
}  // namespace store
