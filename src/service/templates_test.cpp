// The blank forms: every one of them, filled in with its own examples, is a row that the import takes.
#include "service/templates.hpp"

#include "base/files.hpp"
#include "intake/intake.hpp"
#include "service/import.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace service {
namespace {

class Collector final : public intake::Sink {
  public:
    base::Status candidate(intake::Candidate&& candidate) override {
        candidates.push_back(std::move(candidate));
        return base::Done{};
    }
    void problem(intake::Problem&& problem) override {
        // Numbers and names of the examples are made up; everything else about a form has to be in order.
        const bool made_up = problem.code == "CRS_NOT_STATED" || problem.code == "APPROVAL_NUMBER_ODD";
        if (!made_up) problems += problem.code + " " + problem.cell + " " + problem.found + "\n";
    }
    void rejected(std::string_view, std::int64_t, const std::vector<std::string>&,
                  const std::vector<std::string>&) override {}
    std::vector<intake::Candidate> candidates;
    std::string problems;
};

TEST(Templates, ExamplesOfEveryFormAreTakenByTheImport) {
    const auto kinds = template_kinds();
    ASSERT_TRUE(kinds.ok()) << kinds.error().text().en;
    EXPECT_GE(kinds->size(), 17U);
    for (const std::string& kind : *kinds) {
        SCOPED_TRACE(kind);
        const auto row = template_example(kind);
        ASSERT_TRUE(row.ok());
        std::string head, cells;
        for (const auto& [heading, example] : *row) {
            head += (head.empty() ? "" : ",") + heading;
            cells += (cells.empty() && head == heading ? "" : ",") + example;
        }
        const std::string path = ::testing::TempDir() + "panhuo_template_" + kind + ".csv";
        std::ofstream(path, std::ios::binary) << head << "\n" << cells << "\n";
        const auto form = table_form(kind);
        ASSERT_TRUE(form.has_value()) << "no kind of that name can be imported";
        intake::ReadOptions options;
        options.kind = form->kind;
        options.division = "141031";
        Collector sink;
        const auto read = intake::read_file(path, options, sink);
        std::remove(path.c_str());
        ASSERT_TRUE(read.ok()) << read.error().text().en;
        ASSERT_EQ(sink.candidates.size(), 1U) << sink.problems;
        EXPECT_EQ(sink.problems, "");
        const land::Extra extra =
            std::visit([](const auto& record) { return record.extra; }, sink.candidates[0].record);
        for (const auto& [heading, cell] : extra)
            if (heading != "批次名称") ADD_FAILURE() << "a column that nothing reads: " << heading;
    }
}

TEST(Templates, UnknownKindNamesTheKnownOnes) {
    const base::Status made = write_template("nothing", nullptr, base::Lang::Zh, ::testing::TempDir() + "x.xlsx");
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, base::Code::RecordKindUnknown);
    EXPECT_NE(made.error().text().en.find("county_ledger"), std::string::npos);
}

}  // namespace
}  // namespace service
