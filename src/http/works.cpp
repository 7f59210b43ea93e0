#include "http/works.hpp"

#include "base/further_code.hpp"
#include "base/json.hpp"
#include "base/process.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iterator>

namespace http {
namespace {

/// Where a work stands, sent when it is not what was sent last.
class WorkFeed final : public Feed {
  public:
    explicit WorkFeed(Works::Pointer work) : work_(std::move(work)) {}

    std::string more() override {
        const std::uint64_t changes = work_->changes();
        if (changes == sent_) return {};
        const bool first = sent_ == 0;
        sent_ = changes;
        return std::string(first ? "retry: 2000\n" : "") + "id: " + std::to_string(changes) +
               "\nevent: work\ndata: " + dump(work_->json()) + "\n\n";
    }
    bool over() const override { return work_->over() && work_->changes() == sent_; }

  private:
    Works::Pointer work_;
    std::uint64_t sent_ = 0;
};

}  // namespace

std::shared_ptr<Feed> feed_of(const Works::Pointer& work) { return std::make_shared<WorkFeed>(work); }

Works::Kept::~Kept() {
    if (product_ && !product_->file.empty()) ::unlink(product_->file.c_str());
}

base::Json Works::Kept::json() const {
    static constexpr const char* kNames[] = {"waiting", "running", "done", "failed"};
    const std::lock_guard guard(mutex_);
    const bool has_result = product_ && !product_->result.is_null();
    const bool has_file = product_ && !product_->file.empty();
    base::Json trouble = nullptr;
    if (error_) trouble = {{"code", error_->name()}, {"text", base::text_json(error_->text())}};
    return {{"id", id_},
            {"kind", order_.kind},
            {"name", order_.name},
            {"state", kNames[static_cast<std::size_t>(state_)]},
            {"step", step_},
            {"done", done_},
            {"total", total_ > 0 ? base::Json(total_) : base::Json(nullptr)},
            {"begun_at", begun_.iso()},
            {"ended_at", ended_ ? base::Json(ended_->iso()) : base::Json(nullptr)},
            {"result", has_result ? product_->result : base::Json(nullptr)},
            {"file", has_file ? base::Json(product_->file_name) : base::Json(nullptr)},
            {"problem", std::move(trouble)}};
}

bool Works::Kept::over() const {
    const std::lock_guard guard(mutex_);
    return ended_.has_value();
}

std::uint64_t Works::Kept::changes() const {
    const std::lock_guard guard(mutex_);
    return changes_;
}

base::Result<Product> Works::Kept::product() const {
    const std::lock_guard guard(mutex_);
    if (error_) return *error_;
    if (!product_) return base::Error{base::Further::WorkUnfinished, {id_}};
    return *product_;
}

void Works::Kept::work(const base::Clock& clock) {
    {
        const std::lock_guard guard(mutex_);
        state_ = State::Running;
        ++changes_;
    }
    const auto progress = [this](std::string_view step, std::uint64_t done, std::uint64_t total) {
        const std::lock_guard guard(mutex_);
        step_ = step;
        done_ = done;
        total_ = total;
        ++changes_;
    };
    try {
        end(order_.work(progress), clock.now());
    } catch (const std::exception& bug) {
        std::fprintf(stderr, "panhuo: %s %s: %s\n", order_.kind.c_str(), order_.name.c_str(), bug.what());
        end(base::Error{base::Code::ServerFailed, {order_.name, "internal"}}, clock.now());
    }
}

void Works::Kept::end(base::Result<Product> product, base::Instant now) {
    const std::lock_guard guard(mutex_);
    if (product.ok()) {
        product_ = *std::move(product);
        state_ = State::Done;
    } else {
        error_ = product.error();
        state_ = State::Failed;
    }
    ended_ = now;
    ++changes_;
    order_.work = nullptr;  // with all it holds
    ended_bell_.notify_all();
}

void Works::Kept::drop(const base::Error& why, base::Instant now) { end(why, now); }

void Works::Kept::wait_for_end() {
    std::unique_lock lock(mutex_);
    ended_bell_.wait(lock, [this] { return ended_.has_value(); });
}

base::Result<Works::Pointer> Works::begin(WorkOrder order) {
    constexpr std::size_t kIdBytes = 12;
    auto work = std::make_shared<Kept>(base::hex(random_.bytes(kIdBytes)), std::move(order), clock_.now());
    const std::lock_guard guard(mutex_);
    if (stopping_ || queue_.size() >= kMostWaiting) return base::Error{base::Further::WorkCrowded};
    kept_.push_front(work);
    forget_old();
    queue_.push_back(work);
    if (threads_.size() < kThreads) threads_.emplace_back([this] { labour(); });
    bell_.notify_one();
    return work;
}

base::Result<Product> Works::run(WorkOrder order) {
    PANHUO_TRY(const Pointer work, begin(std::move(order)));
    work->wait_for_end();
    return work->product();
}

/// Those over the longest go first; what is not over is never forgotten, and there is no more of it than may wait.
void Works::forget_old() {
    for (auto at = kept_.end(); kept_.size() > kMostKept && at != kept_.begin();) {
        --at;
        if ((*at)->over()) at = kept_.erase(at);
    }
}

Works::Pointer Works::find(const std::string& id, const std::string& login) {
    const std::lock_guard guard(mutex_);
    for (const Pointer& each : kept_) {
        if (each->id() == id && each->login() == login) return each;
    }
    return nullptr;
}

std::vector<Works::Pointer> Works::of(const std::string& login) {
    const std::lock_guard guard(mutex_);
    std::vector<Pointer> found;
    std::copy_if(kept_.begin(), kept_.end(), std::back_inserter(found),
                 [&](const Pointer& each) { return each->login() == login; });
    return found;
}

void Works::labour() {
    base::step_back();
    std::unique_lock lock(mutex_);
    while (true) {
        bell_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        const Pointer work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work->work(clock_);
        base::give_back_memory();
        lock.lock();
    }
}

void Works::stop() {
    std::deque<Pointer> dropped;
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
        dropped.swap(queue_);
        bell_.notify_all();
    }
    for (const Pointer& work : dropped) work->drop(base::Error{base::Further::WorkCrowded}, clock_.now());
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

}  // namespace http
