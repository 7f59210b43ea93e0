// Random histories told to SQLite and to the model: every question must get the same answer.
#include "store/store_samples_test.hpp"

#include <rapidcheck/gtest.h>

namespace store {
namespace {

// Few values, so that they meet.
std::string any_key() { return *rc::gen::element<std::string>("A", "B", "B:1", "甲", ""); }
std::string any_kind() { return *rc::gen::element<std::string>("supply", "suppl", "supply-x", "plot"); }
std::string any_chain() { return *rc::gen::element<std::string>("141031", "system"); }
std::string any_node() { return *rc::gen::element<std::string>("supply:A", "plot:B", "n", "supply:B:1"); }
std::string any_holder() { return *rc::gen::element<std::string>("", "A", "B", "甲"); }

/// Both stores, with the transaction that is open in both.
class Pair {
  public:
    Pair() : sqlite_(must(create_sqlite(folder_.store()))), model_(make_memory()) { begin(); }

    void begin() {
        sqlite_writer_ = must(sqlite_->write());
        model_writer_ = must(model_->write());
    }
    void end(bool commit) {
        if (commit) RC_ASSERT(sqlite_writer_->commit().ok() == model_writer_->commit().ok());
        sqlite_writer_.reset();
        model_writer_.reset();
    }
    /// After a refused change both sides must be given up.
    template <class Change>
    void apply(Change change) {
        const base::Status sqlite = change(*sqlite_writer_);
        const base::Status model = change(*model_writer_);
        RC_ASSERT(sqlite.ok() == model.ok());
        if (sqlite.ok()) return;
        RC_ASSERT(sqlite.error().code == model.error().code);
        end(true);
        begin();
    }
    void reopen() {
        sqlite_.reset();
        sqlite_ = must(open_sqlite(folder_.store(), Access::Write));
    }

    Transaction& sqlite() { return *sqlite_writer_; }
    Transaction& model() { return *model_writer_; }
    std::unique_ptr<Snapshot> sqlite_snapshot() { return must(sqlite_->read()); }
    std::unique_ptr<Snapshot> model_snapshot() { return must(model_->read()); }

  private:
    ScratchFolder folder_;
    std::unique_ptr<Store> sqlite_;
    std::unique_ptr<Store> model_;
    std::unique_ptr<Transaction> sqlite_writer_;
    std::unique_ptr<Transaction> model_writer_;
};

template <class Row>
std::optional<std::string> told_if(const std::optional<Row>& row) {
    return row ? std::optional<std::string>(told(*row)) : std::nullopt;
}

void same_book(Snapshot& a, Snapshot& b, base::Instant known_at) {
    RC_ASSERT(told(postings_at(a, known_at)) == told(postings_at(b, known_at)));
    RC_ASSERT(told(notes_at(a, known_at)) == told(notes_at(b, known_at)));
    for (const char* record : {"supply:A", "supply:B", "plot:A", "none:X"}) {
        RC_ASSERT(told(must(a.open_postings_of(record))) == told(must(b.open_postings_of(record))));
        RC_ASSERT(told(must(a.open_notes_of(record))) == told(must(b.open_notes_of(record))));
        RC_ASSERT(told(must(a.notes_of_subject(record, known_at))) == told(must(b.notes_of_subject(record, known_at))));
    }
    for (const char* name : {"plot:P", "rest:R", "A", "B", "甲", ""}) {
        RC_ASSERT(told(must(a.postings_of_origin(name, known_at))) == told(must(b.postings_of_origin(name, known_at))));
        RC_ASSERT(told(must(a.postings_of_holder(name, known_at))) == told(must(b.postings_of_holder(name, known_at))));
    }
    std::vector<PostingRow> range_a, range_b;
    must(a.scan_postings_between("", "~", known_at,
                                 [&](const PostingRow& row) { return range_a.push_back(row), true; }));
    must(b.scan_postings_between("", "~", known_at,
                                 [&](const PostingRow& row) { return range_b.push_back(row), true; }));
    RC_ASSERT(told(range_a) == told(range_b));
    std::vector<PostingRow> all_a;
    std::vector<PostingRow> all_b;
    must(a.scan_all_postings([&](const PostingRow& row) { return all_a.push_back(row), true; }));
    must(b.scan_all_postings([&](const PostingRow& row) { return all_b.push_back(row), true; }));
    RC_ASSERT(told(all_a) == told(all_b));
}

void same_answers(Snapshot& a, Snapshot& b, base::Instant known_at) {
    RC_ASSERT(told(must(a.heads())) == told(must(b.heads())));
    for (const char* chain : {"141031", "system", "none"}) {
        RC_ASSERT(told_if(must(a.head(chain))) == told_if(must(b.head(chain))));
        RC_ASSERT(told(all_of(a, chain)) == told(all_of(b, chain)));
        RC_ASSERT(told(all_of(a, chain, 3)) == told(all_of(b, chain, 3)));
        RC_ASSERT(told_if(must(a.entry(chain, 2))) == told_if(must(b.entry(chain, 2))));
        RC_ASSERT(must(a.last_recorded(chain)) == must(b.last_recorded(chain)));
    }
    for (const char* kind : {"supply", "suppl", "supply-x", "plot"}) {
        RC_ASSERT(told(kind_of(a, kind, known_at)) == told(kind_of(b, kind, known_at)));
        for (const char* prefix : {"", "A", "B:", "甲"})
            RC_ASSERT(keys_of(a, kind, prefix) == keys_of(b, kind, prefix));
        for (const char* key : {"A", "B", "B:1", "甲", ""}) {
            RC_ASSERT(told(must(a.versions(kind, key))) == told(must(b.versions(kind, key))));
            RC_ASSERT(must(a.nodes_of_record({kind, key})) == must(b.nodes_of_record({kind, key})));
        }
    }
    for (const char* node : {"supply:A", "plot:B", "n", "supply:B:1"}) {
        RC_ASSERT(told(must(a.records_of_node(node))) == told(must(b.records_of_node(node))));
    }
    RC_ASSERT(boxes_of(a) == boxes_of(b));
    for (const GroundBox& box : {kEverywhere, GroundBox{0, 0, 5, 5}, GroundBox{3, -2, 3, 7}})
        RC_ASSERT(told(must(a.records_in_box(box))) == told(must(b.records_in_box(box))));
    same_book(a, b, known_at);
    for (const char* name : {"l1", "l2", "c1", "c2", "c3"}) {
        RC_ASSERT(told_if(must(a.vault_find(name))) == told_if(must(b.vault_find(name))));
        RC_ASSERT(told_if(must(a.vault_get(name))) == told_if(must(b.vault_get(name))));
        RC_ASSERT(must(a.setting(name)) == must(b.setting(name)));
    }
    for (int i = 0; i < 6; ++i) {
        const std::string command = "command " + std::to_string(i);
        RC_ASSERT(must(a.has_command(command)) == must(b.has_command(command)));
    }
}

void append_something(Pair& both, std::int64_t time) {
    const std::string chain = any_chain();
    auto entry = entry_after(must(both.model().head(chain)), chain, any_key(), time);
    entry.kind = any_kind();
    entry.command = "command " + std::to_string(*rc::gen::inRange(0, 6));
    entry.change = *rc::gen::element(journal::Change::New, journal::Change::Correct, journal::Change::Retract);
    entry.state = *rc::gen::element(journal::State::Proposed, journal::State::Approved);
    if (*rc::gen::arbitrary<bool>()) entry.effective = base::Date::from_days(*rc::gen::inRange(-3, 3));
    if (*rc::gen::inRange(0, 12) == 0) entry.sequence += 1;
    both.apply([&](Transaction& t) { return only_status(t.append(entry)); });
}

/// Closes the n-th open row; in the two stores it has different numbers.
void close_something(Pair& both, std::int64_t time) {
    const std::string record = *rc::gen::element<std::string>("supply:A", "supply:B");
    const auto n = *rc::gen::inRange<std::size_t>(0, 3);
    const bool notes = *rc::gen::arbitrary<bool>();
    both.apply([&](Transaction& t) -> base::Status {
        if (notes) {
            const auto open = must(t.open_notes_of(record));
            return n < open.size() ? t.close_note(open[n].id, at(time)) : base::Status(base::Done{});
        }
        const auto open = must(t.open_postings_of(record));
        return n < open.size() ? t.close_posting(open[n].id, at(time)) : base::Status(base::Done{});
    });
}

void open_something(Pair& both, std::int64_t time) {
    const std::string record = *rc::gen::element<std::string>("supply:A", "supply:B", "plot:A");
    const auto posting =
        posting_row(*rc::gen::element<std::string>("plot:P", "rest:R"), any_holder(), any_holder(), record, time);
    const auto note = note_row(record, *rc::gen::element<std::string>("X", "Y"), time);
    const bool a_note = *rc::gen::arbitrary<bool>();
    both.apply([&](Transaction& t) { return a_note ? t.open_note(note) : t.open_posting(posting); });
}

void put_something(Pair& both) {
    const std::string one = *rc::gen::element<std::string>("c1", "c2", "c3");
    const std::string two = *rc::gen::element<std::string>("l1", "l2");
    const RecordId record{any_kind(), any_key()};
    std::vector<std::string> nodes(*rc::gen::inRange<std::size_t>(0, 4));
    for (std::string& node : nodes) node = any_node();
    const auto west = *rc::gen::inRange<std::int32_t>(-9, 9), south = *rc::gen::inRange<std::int32_t>(-9, 9);
    const GroundBox box{west, south, west + *rc::gen::inRange<std::int32_t>(0, 5), south + 1};
    const int what = *rc::gen::inRange(0, 8);
    both.apply([&](Transaction& t) -> base::Status {
        switch (what) {
            case 0:
                return t.vault_put({one, two, "salt", two + one});
            case 1:
                return t.vault_erase(one);
            case 2:
                return t.put_setting(one, two);
            case 3:
            case 4:
                return t.put_box(record, box);
            default:
                return t.put_nodes(record, nodes);
        }
    });
}

void rebuild_versions(Pair& both) {
    both.apply([](Transaction& t) -> base::Status {
        PANHUO_DO(t.clear_derived());
        for (const char* chain : {"141031", "system"}) {
            for (const auto& stored : all_of(t, chain)) {
                PANHUO_TRY(const auto entry, journal::decode(stored.bytes));
                PANHUO_DO(t.index_entry(entry));
            }
        }
        return base::Done{};
    });
}

RC_GTEST_PROP(StoreCompare, SqliteAnswersAsTheModelDoes, ()) {
    Pair both;
    const int steps = *rc::gen::inRange(1, 60);
    std::int64_t time = 0;
    for (int i = 0; i < steps; ++i) {
        time += *rc::gen::inRange(0, 3);
        const int what = *rc::gen::inRange(0, 20);
        if (what < 7) {
            append_something(both, time);
        } else if (what < 11) {
            open_something(both, time);
        } else if (what < 13) {
            close_something(both, time);
        } else if (what < 16) {
            put_something(both);
        } else if (what < 17) {
            rebuild_versions(both);
        } else {
            both.end(what != 17);
            if (what == 19) both.reopen();
            same_answers(*both.sqlite_snapshot(), *both.model_snapshot(), at(*rc::gen::inRange<std::int64_t>(0, 60)));
            both.begin();
        }
    }
    same_answers(both.sqlite(), both.model(), at(*rc::gen::inRange<std::int64_t>(0, 60)));
    both.end(true);
    same_answers(*both.sqlite_snapshot(), *both.model_snapshot(), base::Instant::end_of_time());
}

}  // namespace
}  // namespace store
