// The in-memory model: the contract said as simply as it can be said. Slow, and meant to be obviously right.
//
// The whole state is one value. A snapshot keeps the state of its moment; a transaction changes a copy, and commit
// puts the copy in the place of the state.
#include "store/append_rule.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

namespace store {
namespace {

using base::Code;
using base::Done;
using base::Error;
using base::Instant;
using base::Result;
using base::Status;

constexpr std::chrono::seconds kWriterPatience{30};

struct State {
    std::map<std::string, std::vector<journal::Stored>, std::less<>> chains;
    std::vector<VersionRow> versions;
    std::map<RecordId, std::set<std::string>> nodes;
    std::set<BoxRow> boxes;
    std::vector<PostingRow> postings;  // in the order they were opened
    std::vector<NoteRow> notes;
    std::vector<VaultRow> vault;
    std::map<std::string, std::string, std::less<>> settings;
};

template <class Row>
bool known(const Row& row, Instant at) {
    const bool open = row.known_to == Instant::end_of_time();
    return row.known_from <= at && (open || at < row.known_to);
}

template <class Row, class Wanted>
std::vector<Row> select(const std::vector<Row>& rows, Wanted wanted) {
    std::vector<Row> out;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(out), wanted);
    return out;
}

template <class Row>
Status each(const std::vector<Row>& rows, const Visit<Row>& visit) {
    for (const Row& row : rows) {
        if (!visit(row)) break;
    }
    return Done{};
}

template <class Base>
class Model : public Base {
  public:
    explicit Model(std::shared_ptr<const State> state) : shared_(std::move(state)) {}

    Result<std::vector<journal::Head>> heads() override {
        std::vector<journal::Head> out;
        for (const auto& [chain, entries] : now().chains) {
            out.push_back({chain, entries.back().sequence, entries.back().hash});
        }
        return out;
    }
    Result<std::optional<journal::Head>> head(std::string_view chain) override {
        const auto* last = last_of(chain);
        if (last == nullptr) return std::optional<journal::Head>();
        return std::optional<journal::Head>({std::string(chain), last->sequence, last->hash});
    }
    Status scan(std::string_view chain, std::uint64_t from, const Visit<journal::Stored>& visit) override {
        const auto found = now().chains.find(chain);
        if (found == now().chains.end()) return Done{};
        return each(select(found->second, [&](const auto& e) { return e.sequence >= from; }), visit);
    }
    Result<std::optional<journal::Stored>> entry(std::string_view chain, std::uint64_t sequence) override {
        std::optional<journal::Stored> out;
        PANHUO_DO(scan(chain, sequence, [&](const journal::Stored& stored) {
            if (stored.sequence == sequence) out = stored;
            return false;
        }));
        return out;
    }
    Result<std::optional<Instant>> last_recorded(std::string_view chain) override {
        const auto* last = last_of(chain);
        if (last == nullptr) return std::optional<Instant>();
        PANHUO_TRY(const auto entry, journal::decode(last->bytes));
        return std::optional<Instant>(entry.recorded_at);
    }
    Result<bool> has_command(std::string_view command) override {
        const auto& rows = now().versions;
        return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.command == command; });
    }

    Result<std::vector<VersionRow>> versions(std::string_view kind, std::string_view key) override {
        return ordered(select(now().versions, [&](const auto& row) { return row.kind == kind && row.key == key; }));
    }
    Status scan_keys(std::string_view kind, std::string_view prefix, Instant known_at,
                     const Visit<VersionRow>& visit) override {
        return each(ordered(select(now().versions,
                                   [&](const auto& row) {
                                       return row.kind == kind && row.key.starts_with(prefix) &&
                                              row.head.recorded_at <= known_at;
                                   })),
                    visit);
    }
    Result<std::vector<RecordId>> records_of_node(std::string_view node) override {
        std::vector<RecordId> out;
        for (const auto& [record, nodes] : now().nodes) {
            if (nodes.contains(std::string(node))) out.push_back(record);
        }
        return out;
    }
    Result<std::vector<std::string>> nodes_of_record(const RecordId& record) override {
        const auto found = now().nodes.find(record);
        if (found == now().nodes.end()) return std::vector<std::string>();
        return std::vector<std::string>(found->second.begin(), found->second.end());
    }

    Result<std::vector<RecordId>> records_in_box(const GroundBox& box) override {
        std::set<RecordId> out;
        for (const BoxRow& row : now().boxes) {
            const GroundBox& b = row.box;
            if (b.west <= box.east && box.west <= b.east && b.south <= box.north && box.south <= b.north)
                out.insert(row.record);
        }
        return std::vector<RecordId>(out.begin(), out.end());
    }
    Status scan_boxes(const Visit<BoxRow>& visit) override {
        return each(std::vector<BoxRow>(now().boxes.begin(), now().boxes.end()), visit);
    }

    Status scan_postings(Instant known_at, const Visit<PostingRow>& visit) override {
        return each(select(now().postings, [&](const auto& row) { return known(row, known_at); }), visit);
    }
    Status scan_notes(Instant known_at, const Visit<NoteRow>& visit) override {
        return each(select(now().notes, [&](const auto& row) { return known(row, known_at); }), visit);
    }
    Status scan_postings_between(std::string_view after, std::string_view upto, Instant known_at,
                                 const Visit<PostingRow>& visit) override {
        auto rows = select(now().postings, [&](const auto& row) {
            return after < row.posting.origin && row.posting.origin <= upto && known(row, known_at);
        });
        std::stable_sort(rows.begin(), rows.end(),
                         [](const PostingRow& a, const PostingRow& b) { return a.posting.origin < b.posting.origin; });
        return each(std::move(rows), visit);
    }
    Status scan_all_postings(const Visit<PostingRow>& visit) override {
        return each(std::vector<PostingRow>(now().postings), visit);
    }
    Status scan_all_notes(const Visit<NoteRow>& visit) override {
        return each(std::vector<NoteRow>(now().notes), visit);
    }
    Result<std::vector<PostingRow>> open_postings_of(std::string_view record) override {
        return select(now().postings, [&](const auto& row) {
            return row.posting.record == record && row.known_to == Instant::end_of_time();
        });
    }
    Result<std::vector<NoteRow>> open_notes_of(std::string_view subject) override {
        return select(now().notes, [&](const auto& row) {
            return row.note.subject == subject && row.known_to == Instant::end_of_time();
        });
    }
    Result<std::vector<PostingRow>> postings_of_origin(std::string_view origin, Instant known_at) override {
        return select(now().postings,
                      [&](const auto& row) { return row.posting.origin == origin && known(row, known_at); });
    }
    Result<std::vector<PostingRow>> postings_of_holder(std::string_view holder, Instant known_at) override {
        return select(now().postings, [&](const auto& row) {
            const bool holds = row.posting.holder_from == holder || row.posting.holder_to == holder;
            return !holder.empty() && holds && known(row, known_at);
        });
    }
    Result<std::vector<NoteRow>> notes_of_subject(std::string_view subject, Instant known_at) override {
        return select(now().notes,
                      [&](const auto& row) { return row.note.subject == subject && known(row, known_at); });
    }

    Result<std::optional<VaultRow>> vault_find(std::string_view lookup) override {
        return vault_row([&](const VaultRow& row) { return row.lookup == lookup; });
    }
    Result<std::optional<VaultRow>> vault_get(std::string_view commitment) override {
        return vault_row([&](const VaultRow& row) { return row.commitment == commitment; });
    }
    Result<std::optional<std::string>> setting(std::string_view name) override {
        const auto found = now().settings.find(name);
        return found == now().settings.end() ? std::nullopt : std::optional<std::string>(found->second);
    }

  protected:
    /// What a reader sees; a transaction lets it see its own copy.
    virtual const State& now() const { return *shared_; }
    const std::shared_ptr<const State>& shared() const { return shared_; }

    const journal::Stored* last_of(std::string_view chain) const {
        const auto found = now().chains.find(chain);
        return found == now().chains.end() ? nullptr : &found->second.back();
    }

  private:
    static std::vector<VersionRow> ordered(std::vector<VersionRow> rows) {
        std::sort(rows.begin(), rows.end(), [](const VersionRow& a, const VersionRow& b) {
            return std::tie(a.key, a.head.sequence, a.chain) < std::tie(b.key, b.head.sequence, b.chain);
        });
        return rows;
    }
    template <class Wanted>
    std::optional<VaultRow> vault_row(Wanted wanted) {
        const auto& rows = now().vault;
        const auto found = std::find_if(rows.begin(), rows.end(), wanted);
        return found == rows.end() ? std::nullopt : std::optional<VaultRow>(*found);
    }

    std::shared_ptr<const State> shared_;
};

class MemoryStore;

class MemoryTransaction final : public Model<Transaction> {
  public:
    MemoryTransaction(MemoryStore& store, std::shared_ptr<const State> state)
        : Model<Transaction>(std::move(state)), store_(store), state_(*shared()) {}
    ~MemoryTransaction() override;

    Result<base::Hash> append(const journal::Entry& entry) override {
        PANHUO_DO(usable());
        ChainEnd end;
        PANHUO_TRY(const auto before, head(entry.chain));
        PANHUO_TRY(const auto recorded, last_recorded(entry.chain));
        if (before) end = {*before, *recorded};
        const Status allowed = may_follow(end, entry);
        failed_ = !allowed.ok();
        PANHUO_DO(allowed);
        journal::Encoded encoded = journal::encode(entry);
        state_.chains[entry.chain].push_back({entry.sequence, std::move(encoded.bytes), encoded.hash});
        PANHUO_DO(index_entry(entry));
        return encoded.hash;
    }
    Status index_entry(const journal::Entry& entry) override {
        PANHUO_DO(usable());
        const journal::VersionHead head{entry.version,   entry.change,      entry.state,
                                        entry.effective, entry.recorded_at, entry.sequence};
        state_.versions.push_back({entry.kind, entry.key, head, entry.chain, entry.command});
        return Done{};
    }
    Status put_nodes(const RecordId& record, std::span<const std::string> nodes) override {
        PANHUO_DO(usable());
        state_.nodes.erase(record);
        if (!nodes.empty()) state_.nodes.emplace(record, std::set<std::string>(nodes.begin(), nodes.end()));
        return Done{};
    }
    Status put_box(const RecordId& record, const GroundBox& box) override {
        PANHUO_DO(usable());
        state_.boxes.insert({record, box});
        return Done{};
    }
    Status open_posting(const PostingRow& row) override { return open(state_.postings, row); }
    Status open_note(const NoteRow& row) override { return open(state_.notes, row); }
    Status close_posting(std::int64_t id, Instant known_to) override { return close(state_.postings, id, known_to); }
    Status close_note(std::int64_t id, Instant known_to) override { return close(state_.notes, id, known_to); }

    Status vault_put(const VaultRow& row) override {
        PANHUO_DO(usable());
        for (VaultRow& old : state_.vault) {
            if (old.commitment == row.commitment) {
                old = row;
                return Done{};
            }
        }
        state_.vault.push_back(row);
        return Done{};
    }
    Status vault_erase(std::string_view commitment) override {
        PANHUO_DO(usable());
        std::erase_if(state_.vault, [&](const VaultRow& row) { return row.commitment == commitment; });
        return Done{};
    }
    Status put_setting(std::string_view name, std::string_view value) override {
        PANHUO_DO(usable());
        state_.settings[std::string(name)] = value;
        return Done{};
    }
    Status clear_derived() override {
        PANHUO_DO(usable());
        state_.versions.clear();
        state_.nodes.clear();
        state_.boxes.clear();
        state_.postings.clear();
        state_.notes.clear();
        return Done{};
    }
    Status commit() override;

  private:
    const State& now() const override { return state_; }
    Status usable() const {
        if (failed_) return Error{Code::StoreFailed, {"transaction", "a change failed before"}};
        if (over_) return Error{Code::StoreFailed, {"transaction", "already committed"}};
        return Done{};
    }
    template <class Row>
    Status open(std::vector<Row>& rows, Row row) {
        PANHUO_DO(usable());
        if (next_id_ == 0) {
            for (const auto& posting : state_.postings) next_id_ = std::max(next_id_, posting.id);
            for (const auto& note : state_.notes) next_id_ = std::max(next_id_, note.id);
        }
        row.id = ++next_id_;
        rows.push_back(std::move(row));
        return Done{};
    }
    template <class Row>
    Status close(std::vector<Row>& rows, std::int64_t id, Instant known_to) {
        PANHUO_DO(usable());
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) {
            return r.id == id && r.known_to == Instant::end_of_time() && r.known_from <= known_to;
        });
        failed_ = row == rows.end();
        if (failed_) return Error{Code::StoreFailed, {"model", "no open row " + std::to_string(id) + " to close"}};
        if (row->known_from == known_to) {
            rows.erase(row);
        } else {
            row->known_to = known_to;
        }
        return Done{};
    }

    MemoryStore& store_;
    State state_;
    std::int64_t next_id_ = 0;
    bool failed_ = false;
    bool over_ = false;
};

class MemoryStore final : public Store {
  public:
    Result<std::unique_ptr<Snapshot>> read() override {
        const std::lock_guard guard(mutex_);
        return std::unique_ptr<Snapshot>(std::make_unique<Model<Snapshot>>(state_));
    }
    Result<std::unique_ptr<Transaction>> write() override {
        std::unique_lock guard(mutex_);
        if (!turn_.wait_for(guard, kWriterPatience, [this] { return !writing_; })) {
            return Error{Code::StoreFailed, {"model", "另一条命令还没写完 / another command is still being written"}};
        }
        writing_ = true;
        return std::unique_ptr<Transaction>(std::make_unique<MemoryTransaction>(*this, state_));
    }
    Status announce(const std::string&) override { return base::Done{}; }
    std::string folder() const override { return {}; }

    /// Ends the transaction; without a state it is rolled back.
    void over(std::shared_ptr<const State> state) {
        {
            const std::lock_guard guard(mutex_);
            if (state) state_ = std::move(state);
            writing_ = false;
        }
        turn_.notify_one();
    }

  private:
    std::mutex mutex_;
    std::condition_variable turn_;
    bool writing_ = false;
    std::shared_ptr<const State> state_ = std::make_shared<State>();
};

MemoryTransaction::~MemoryTransaction() {
    if (!over_) store_.over(nullptr);
}

Status MemoryTransaction::commit() {
    PANHUO_DO(usable());
    over_ = true;
    store_.over(std::make_shared<State>(state_));
    return Done{};
}

}  // namespace

std::unique_ptr<Store> make_memory() { return std::make_unique<MemoryStore>(); }

}  // namespace store
