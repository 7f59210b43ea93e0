// Handover: lets one thread read rows while another books them. A sink that passes every call on, in order, to the
// sink behind it, which therefore sees one thread only and the same calls as without it.
#pragma once

#include "intake/intake.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <variant>

namespace service {

class Handover final : public intake::Sink {
  public:
    /// `behind` must outlive this, and belongs to the other thread until finish() returns.
    explicit Handover(intake::Sink& behind);
    /// Without finish(): what has not been taken yet is dropped.
    ~Handover() override;

    /// Fails with what the sink behind failed with, at the latest one queue of rows later.
    base::Status candidate(intake::Candidate&& candidate) override;
    void problem(intake::Problem&& problem) override;
    void rejected(std::string_view sheet, std::int64_t row, const std::vector<std::string>& headings,
                  const std::vector<std::string>& cells) override;
    /// Waits until everything is taken. The first failure of the sink behind, if there was one.
    base::Status finish();

  private:
    struct Rejected {
        std::string sheet;
        std::int64_t row;
        std::vector<std::string> headings;
        std::vector<std::string> cells;
    };
    using Call = std::variant<intake::Candidate, intake::Problem, Rejected>;
    using Batch = std::vector<Call>;

    void add(Call&& call);
    void send();
    void take_all();
    base::Status pass_on(Batch& batch);
    void stop(bool drop);

    intake::Sink& behind_;
    Batch filling_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> waiting_;           // of mutex_
    bool over_ = false;                   // of mutex_: no batch will follow
    base::Status status_ = base::Done{};  // of mutex_
    std::thread taker_;
};

}  // namespace service
