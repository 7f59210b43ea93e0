// For the tests of this room: a sink that collects, files with given contents, the folder of shared data.
#pragma once

#include "base/files.hpp"
#include "base/shared_data.hpp"
#include "intake/intake.hpp"
#include "intake/worker_client.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace intake::testing {

class CollectingSink : public Sink {
  public:
    base::Status candidate(Candidate&& each) override {
        candidates.push_back(std::move(each));
        return base::Done{};
    }
    void problem(Problem&& each) override {
        ++counts[each.code];
        problems.push_back(std::move(each));
    }
    void rejected(std::string_view, std::int64_t row, const std::vector<std::string>& headings,
                  const std::vector<std::string>& cells) override {
        rejected_rows.push_back(row);
        last_headings = headings;
        last_cells = cells;
    }
    const Problem* find(std::string_view code) const {
        const auto at =
            std::find_if(problems.begin(), problems.end(), [&](const Problem& p) { return p.code == code; });
        return at == problems.end() ? nullptr : &*at;
    }
    template <class R>
    const R& record(std::size_t index) const {
        return std::get<R>(candidates.at(index).record);
    }

    std::vector<Candidate> candidates;
    std::vector<Problem> problems;
    std::map<std::string, int> counts;
    std::vector<std::int64_t> rejected_rows;
    std::vector<std::string> last_headings, last_cells;
};

/// Everything the worker says of a file, as text.
class Told final : public WorkerListener {
  public:
    base::Status sheet(std::string_view name, bool) override {
        text_of_file += "= " + std::string(name);
        return base::Done{};
    }
    void layer(std::string_view crs, std::int64_t head_rows) override {
        text_of_file += " " + std::string(crs) + " " + std::to_string(head_rows) + "\n";
    }
    void merge(std::int64_t, std::int64_t, std::int64_t, std::int64_t) override {}
    base::Status row(std::int64_t, const std::vector<std::string_view>& cells) override {
        for (const std::string_view cell : cells) text_of_file += std::string(cell) + "|";
        text_of_file += "\n";
        return base::Done{};
    }
    base::Status text(std::string_view) override { return base::Done{}; }
    void note(std::string_view code, std::int64_t, const std::vector<std::string>&) override {
        text_of_file += "! " + std::string(code) + "\n";
    }
    std::string text_of_file;
};

using base::testing::TemporaryFolder;

/// The worker of this build, unless $PANHUO_WORKER names another.
inline void use_built_worker() {
    ::setenv("PANHUO_WORKER", (base::program_folder() + "/bin/panhuo-worker").c_str(), 0);
}

/// Reads small tables into a sink, as rows of 隰县 (141031).
class SheetTest : public ::testing::Test {
  protected:
    void SetUp() override {
        use_built_worker();
        options_.division = "141031";
    }
    FileResult read(std::string_view csv) {
        auto result = read_file(folder_.file("t.csv", csv), options_, sink_);
        EXPECT_TRUE(result.ok()) << result.error().text().en;
        return result.ok() ? *result : FileResult{};
    }
    bool says(std::string_view code) const { return sink_.find(code) != nullptr; }

    TemporaryFolder folder_;
    ReadOptions options_;
    CollectingSink sink_;
};

}  // namespace intake::testing
