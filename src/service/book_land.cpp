// Book::each_land: records and postings of the land, read side by side in the order of their keys. One thread reads,
// the caller's own looks at what was read; between them lie a few batches, never the whole book.
#include "base/text.hpp"
#include "service/held.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <utility>

namespace service {

constexpr std::size_t kBatch = 500;  ///< records that are held together
constexpr std::size_t kWaiting = 3;  ///< batches between the two threads

/// Neighbouring records, and the postings of the range of origins that they and the batch before them span.
struct LandBatch {
    std::deque<Held<land::Plot>> plots;  ///< those that `lands` point to
    std::vector<Land> lands;             ///< by origin
    std::vector<ledger::Posting> postings;
};

class LandPipe {
  public:
    /// False once the pipe is closed: nobody takes any more.
    bool send(LandBatch&& batch) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_.size() < kWaiting || closed_; });
        if (closed_) return false;
        waiting_.push_back(std::move(batch));
        changed_.notify_all();
        return true;
    }
    /// Nothing once the pipe is closed and empty.
    std::optional<LandBatch> take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !waiting_.empty() || closed_; });
        if (waiting_.empty()) return std::nullopt;
        LandBatch batch = std::move(waiting_.front());
        waiting_.pop_front();
        changed_.notify_all();
        return batch;
    }
    /// From either end, also twice.
    void close() {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<LandBatch> waiting_;  // of mutex_
    bool closed_ = false;            // of mutex_
};

namespace {

/// However an end of the pipe is left, the other does not wait for it.
struct Closing {
    LandPipe& pipe;
    ~Closing() { pipe.close(); }
};

using Visit = std::function<base::Status(const Land&)>;

/// Land of one kind of origin, on the reading thread. Records come in key order.
class LandReader {
  public:
    LandReader(store::Snapshot& snapshot, base::Instant known_at, const char* prefix, LandPipe& pipe)
        : snapshot_(snapshot), known_at_(known_at), prefix_(prefix), after_(prefix), pipe_(pipe) {}

    LandBatch& batch() { return batch_; }
    base::Status add(Land&& land) {
        batch_.lands.push_back(std::move(land));
        return batch_.lands.size() < kBatch ? base::Status(base::Done{}) : send(batch_.lands.back().origin);
    }
    /// Also the postings of origins behind the last record.
    base::Status finish() {
        std::string behind = prefix_;
        ++behind.back();
        return send(std::move(behind));
    }

  private:
    base::Status send(std::string upto) {
        PANHUO_DO(snapshot_.scan_postings_between(after_, upto, known_at_, [&](const store::PostingRow& row) {
            batch_.postings.push_back(row.posting);
            return true;
        }));
        after_ = std::move(upto);
        if (pipe_.send(std::exchange(batch_, LandBatch()))) return base::Done{};
        return base::Error{base::Code::StoreFailed, {prefix_, "nobody reads on"}};  // each_land tells why instead
    }

    store::Snapshot& snapshot_;
    base::Instant known_at_;
    std::string prefix_, after_;
    LandPipe& pipe_;
    LandBatch batch_;
};

/// Land and its postings meet, on the caller's thread.
base::Status visit_batch(LandBatch& batch, base::Date day, const Visit& visit) {
    std::vector<ledger::Posting> own;
    std::size_t next = 0;
    const auto meet = [&](Land& land) {
        own.clear();
        for (; next < batch.postings.size() && batch.postings[next].origin == land.origin; ++next)
            own.push_back(std::move(batch.postings[next]));
        const std::vector<ledger::Cell> cells = ledger::balances(own, day);
        land.postings = own;
        land.cells = cells;
        return visit(land);
    };
    // Origins that have postings and no record, before `behind` (null: all that are left).
    const auto unstated = [&](const std::string* behind) -> base::Status {
        while (next < batch.postings.size() && (behind == nullptr || batch.postings[next].origin < *behind)) {
            Land land;
            land.origin = batch.postings[next].origin;
            PANHUO_DO(meet(land));
        }
        return base::Done{};
    };
    for (Land& land : batch.lands) {
        PANHUO_DO(unstated(&land.origin));
        PANHUO_DO(meet(land));
    }
    return unstated(nullptr);
}

}  // namespace

/// On the reading thread, which alone asks the store meanwhile.
base::Status Book::read_lands(LandPipe& pipe) const {
    LandReader rests(snapshot_, moment.known_at, "rest:", pipe);
    for (const auto& [key, held] : approvals) PANHUO_DO(rests.add(records_of("rest:" + key)));
    PANHUO_DO(rests.finish());

    LandReader drawn(snapshot_, moment.known_at, "plot:", pipe);
    const auto add_plot = [&](const std::string& key, std::vector<ledger::RecordVersion>&& versions) -> base::Status {
        std::deque<Held<land::Plot>>& held = drawn.batch().plots;
        held.push_back(held_on<land::Plot>(key, std::move(versions), moment.as_of));
        Land land;
        land.origin = "plot:" + key;
        land.plot = &held.back();
        land.approval = approval(land.plot->record.approval);
        return drawn.add(std::move(land));
    };
    PANHUO_DO(each_record(snapshot_, land::Kind::Plot, moment.known_at, add_plot));
    PANHUO_DO(drawn.finish());

    LandReader rows(snapshot_, moment.known_at, "listed:", pipe);
    for (const auto& [key, held] : listed) PANHUO_DO(rows.add(records_of("listed:" + key)));
    return rows.finish();
}

base::Status Book::each_land(const Visit& visit) const {
    LandPipe pipe;
    std::future<base::Status> reading = std::async(std::launch::async, [&] {
        const Closing closing{pipe};
        return read_lands(pipe);
    });
    const Closing closing{pipe};  // goes before the future, which waits for the reader
    while (std::optional<LandBatch> batch = pipe.take()) PANHUO_DO(visit_batch(*batch, moment.as_of, visit));
    return reading.get();
}

}  // namespace service
