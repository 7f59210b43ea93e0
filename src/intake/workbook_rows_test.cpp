// Workbooks as clerks keep them: one sheet per year, merged titles and batch names, hidden old sheets; and rows handed
// back.
#include "intake/reject_file.hpp"
#include "intake/test_support.hpp"
#include "intake/worker/test_files.hpp"

#include <gtest/gtest.h>

namespace intake {
namespace {

using testing::CollectingSink;
using worker::testing::row;
using worker::testing::Workbook;

class WorkbookRows : public ::testing::Test {
  protected:
    void SetUp() override {
        testing::use_built_worker();
        options_.division = "141031";
    }
    base::Result<FileResult> read(const std::string& name, const std::string& bytes) {
        return read_file(folder_.file(name, bytes), options_, sink_);
    }
    testing::TemporaryFolder folder_;
    ReadOptions options_;
    CollectingSink sink_;
};

TEST_F(WorkbookRows, ALedgerByYear) {
    const std::string rows = row(1, {"隰县批而未供土地清册"}) + row(2, {"单位：亩"}) +
                             row(3, {"批次名称", "批准文号", "地块编号", "未供面积", "未供原因"}) +
                             row(4, {"一批次", "晋政地字〔2013〕123号", "1", "15", "其他"}) +
                             row(5, {"", "", "2", "", "其他"}) + row(6, {"", "", "3", "30", "其他"}) +
                             row(7, {"合计", "", "", "45"}) + row(8, {"注：不含村镇批次"});
    const std::string merges =
        "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A4:A6\"/><mergeCell ref=\"B4:B6\"/><mergeCell "
        "ref=\"D4:D5\"/></mergeCells>";
    const auto result = read("t.xlsx", Workbook()
                                           .sheet("旧", row(1, {"x"}), "hidden")
                                           .sheet("2013年", rows, "", merges)
                                           .sheet("说明", row(1, {"本表由股室填写"}))
                                           .sheet("空表", "")
                                           .bytes());
    ASSERT_TRUE(result.ok()) << result.error().text().en;
    EXPECT_EQ(result->kind, "stocklist");
    EXPECT_EQ(result->rows, 3);
    ASSERT_EQ(sink_.candidates.size(), 3U);
    EXPECT_EQ(sink_.candidates[2].sheet, "2013年");
    EXPECT_EQ(sink_.candidates[2].row, 6);
    EXPECT_EQ(sink_.record<land::Stocklist>(2).approval, "晋政地字〔2013〕123号");
    EXPECT_EQ(sink_.record<land::Stocklist>(2).batch, "一批次");
    EXPECT_EQ(sink_.record<land::Stocklist>(0).area->m2_text(), "10000");
    // An area merged over two rows is said once.
    EXPECT_FALSE(sink_.record<land::Stocklist>(1).area.has_value());
    EXPECT_EQ(sink_.counts["AREA_MISSING"], 1);
    EXPECT_EQ(sink_.counts["MERGED_FILLED"], 1);
    EXPECT_EQ(sink_.counts["ROW_IS_SUM"], 1);
    EXPECT_EQ(sink_.counts["ROW_IS_NOTE"], 1);
    EXPECT_EQ(sink_.find("SHEET_HIDDEN")->sheet, "旧");
    EXPECT_EQ(sink_.find("SHEET_NOT_UNDERSTOOD")->sheet, "说明");
    EXPECT_EQ(sink_.counts["SHEET_NOT_UNDERSTOOD"], 1);
}

TEST_F(WorkbookRows, NothingUnderstoodIsAFailure) {
    const auto result = read("t.xlsx", Workbook().sheet("s", row(1, {"姓名", "电话"})).bytes());
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, base::Code::KindUndetected);
    const auto limit = read("u.xlsx", "not a workbook");
    ASSERT_FALSE(limit.ok());
    EXPECT_EQ(limit.error().code, base::Code::FormatUnknown);
}

TEST_F(WorkbookRows, RejectedRowsComeBackAndCanBeReadAgain) {
    class Rejecting : public CollectingSink {
      public:
        explicit Rejecting(RejectFile& file) : file_(file) {}
        void problem(Problem&& each) override {
            file_.problem(each);
            CollectingSink::problem(std::move(each));
        }
        void rejected(std::string_view sheet, std::int64_t number, const std::vector<std::string>& headings,
                      const std::vector<std::string>& cells) override {
            ASSERT_TRUE(file_.row(sheet, number, headings, cells).ok());
        }

      private:
        RejectFile& file_;
    };
    const std::string source = folder_.file("t.csv",
                                            "电子监管号,项目名称,面积(公顷),供地方式\n1410312015A90001,\"=cmd|'/C "
                                            "calc'!A0\",三亩,划拨\n1410312015A90002,乙,1,划拨\n");
    RejectFile file(folder_.path(), source);
    Rejecting sink(file);
    ASSERT_TRUE(read_file(source, options_, sink).ok());
    ASSERT_TRUE(file.close().ok());
    EXPECT_EQ(file.rows(), 1);
    EXPECT_EQ(file.path(), source + ".rejected.csv");
    const auto bytes = base::read_file(file.path());
    ASSERT_TRUE(bytes.ok());
    EXPECT_EQ(*bytes,
              "\xEF\xBB\xBF电子监管号,项目名称,面积(公顷),供地方式,原工作表,原行号,问题代码,问题位置,问题说明\r\n"
              "1410312015A90001,'=cmd|'/C "
              "calc'!A0,三亩,划拨,,2,AREA_UNREADABLE,C2,面积「三亩」读不成数。请只写数字，单位写在表头。\r\n");

    CollectingSink again;
    const auto result = read_file(file.path(), options_, again);
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result->rows, 1);
    EXPECT_EQ(result->rejected, 1);
    // Corrected, it is the row that was meant: no apostrophe, nothing of ours in it.
    std::string corrected = *bytes;
    corrected.replace(corrected.find("三亩"), std::string("三亩").size(), "0.2");
    CollectingSink good;
    ASSERT_TRUE(read_file(folder_.file("c.csv", corrected), options_, good).ok());
    ASSERT_EQ(good.candidates.size(), 1U);
    EXPECT_EQ(good.record<land::Supply>(0).project, "=cmd|'/C calc'!A0");
    EXPECT_TRUE(good.record<land::Supply>(0).extra.empty());
}

TEST(RejectFile, CellsStayText) {
    EXPECT_EQ(safe_csv_cell("=1+1"), "'=1+1");
    EXPECT_EQ(safe_csv_cell("+86"), "+86");
    EXPECT_EQ(safe_csv_cell("-3.5"), "-3.5");
    EXPECT_EQ(safe_csv_cell("-3.5a"), "'-3.5a");
    EXPECT_EQ(safe_csv_cell("@x"), "'@x");
    EXPECT_EQ(safe_csv_cell("\tx"), "\"'\tx\"");
    EXPECT_EQ(safe_csv_cell("a,\"b\""), "\"a,\"\"b\"\"\"");
    EXPECT_EQ(safe_csv_cell("甲"), "甲");
}

TEST(RejectFile, NothingRejectedMakesNoFile) {
    testing::TemporaryFolder folder;
    RejectFile file(folder.path(), "a.csv");
    EXPECT_TRUE(file.close().ok());
    EXPECT_FALSE(base::file_exists(file.path()));
}

}  // namespace
}  // namespace intake
