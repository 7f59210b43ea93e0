#include "service/handover.hpp"

#include <utility>

namespace service {
namespace {

// Batches, so that the two threads meet some thousand times in a large file, not a million times; few of them, so
// that memory stays bounded when reading is the faster side.
constexpr std::size_t kCallsPerBatch = 256;
constexpr std::size_t kBatchesWaiting = 4;

}  // namespace

Handover::Handover(intake::Sink& behind) : behind_(behind), taker_([this] { take_all(); }) {}

Handover::~Handover() { stop(true); }

base::Status Handover::candidate(intake::Candidate&& candidate) {
    add(std::move(candidate));
    if (!filling_.empty()) return base::Done{};
    const std::lock_guard guard(mutex_);
    return status_;
}

void Handover::problem(intake::Problem&& problem) { add(std::move(problem)); }

void Handover::rejected(std::string_view sheet, std::int64_t row, const std::vector<std::string>& headings,
                        const std::vector<std::string>& cells) {
    add(Rejected{std::string(sheet), row, headings, cells});
}

base::Status Handover::finish() {
    send();
    stop(false);
    return status_;
}

void Handover::add(Call&& call) {
    filling_.push_back(std::move(call));
    if (filling_.size() == kCallsPerBatch) send();
}

void Handover::send() {
    if (!filling_.empty()) {
        std::unique_lock guard(mutex_);
        changed_.wait(guard, [this] { return waiting_.size() < kBatchesWaiting; });
        waiting_.push_back(std::exchange(filling_, {}));
    }
    changed_.notify_all();
}

void Handover::stop(bool drop) {
    {
        const std::lock_guard guard(mutex_);
        over_ = true;
        if (drop) waiting_.clear();
    }
    changed_.notify_all();
    if (taker_.joinable()) taker_.join();
}

/// The other thread. After a failure it goes on emptying the queue, so that the reader never waits for it in vain.
void Handover::take_all() {
    std::unique_lock guard(mutex_);
    while (true) {
        changed_.wait(guard, [this] { return over_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        Batch batch = std::move(waiting_.front());
        waiting_.pop_front();
        const bool failed = !status_.ok();
        guard.unlock();
        changed_.notify_all();
        base::Status status = failed ? base::Status(base::Done{}) : pass_on(batch);
        batch.clear();
        guard.lock();
        if (!status.ok()) status_ = std::move(status);
    }
}

base::Status Handover::pass_on(Batch& batch) {
    for (Call& call : batch) {
        if (auto* candidate = std::get_if<intake::Candidate>(&call)) {
            PANHUO_DO(behind_.candidate(std::move(*candidate)));
        } else if (auto* problem = std::get_if<intake::Problem>(&call)) {
            behind_.problem(std::move(*problem));
        } else {
            const auto& row = std::get<Rejected>(call);
            behind_.rejected(row.sheet, row.row, row.headings, row.cells);
        }
    }
    return base::Done{};
}

}  // namespace service
