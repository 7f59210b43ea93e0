// xls: the same ledger, byte by byte what programs write, and files that are damaged, locked or mean harm.
#include "intake/worker/xls.hpp"

#include "intake/worker/biff.hpp"
#include "intake/worker/biff_text.hpp"
#include "intake/worker/ledger_file.hpp"
#include "intake/worker/ole.hpp"
#include "intake/worker/shape_files.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace intake::worker {
namespace {

using testing::expect_ledger;
using testing::kept;
using testing::put_number;
using testing::put_real;
using testing::read;
using testing::Said;
using testing::TemporaryFolder;

/// The Workbook stream of one sheet that holds these records.
class Stream {
  public:
    Stream& record(std::uint32_t type, const std::string& body) {
        put(sheet_, type, body);
        return *this;
    }
    Stream& global(std::uint32_t type, const std::string& body) {
        put(globals_, type, body);
        return *this;
    }
    std::string bytes() const {
        std::string begin("\x00\x06\x05\x00", 4), out, bound;
        put(out, 0x809, begin);
        out += globals_;
        put_number(bound, out.size() + 4 + 10 + 4, 4);
        bound += std::string("\0\0\x02\0s1", 6);
        put(out, 0x85, bound);
        put(out, 0x0A, "");
        put(out, 0x809, std::string("\x00\x06\x10\x00", 4));
        return out + sheet_ + std::string("\x0A\0\0\0", 4);
    }

  private:
    static void put(std::string& out, std::uint32_t type, const std::string& body) {
        put_number(out, type, 2);
        put_number(out, body.size(), 2);
        out += body;
    }
    std::string globals_, sheet_;
};

std::string place(std::uint32_t row, std::uint32_t column, std::uint32_t format = 0) {
    std::string out;
    put_number(out, row, 2);
    put_number(out, column, 2);
    put_number(out, format, 2);
    return out;
}
std::string real(double value) {
    std::string out;
    put_real(out, value);
    return out;
}

/// "row,column=text" of each cell.
std::vector<std::string> cells_of(const std::string& stream) {
    auto book = BiffBook::open(stream);
    if (!book.ok()) return {"error"};
    const auto cells = book->cells(0);
    if (!cells.ok()) return {"error"};
    std::vector<std::string> out;
    for (const BiffCell& cell : *cells) {
        out.push_back(std::to_string(cell.row) + "," + std::to_string(cell.column) + "=" + cell.text);
    }
    return out;
}
using Texts = std::vector<std::string>;

TEST(Xls, ALedgerAsAnOfficeProgramWroteIt) {
    TemporaryFolder folder;
    expect_ledger(read(folder.file("ledger.xls", kept("ledger.xls"))));
    expect_ledger(read(folder.file("kept-without-extension", kept("ledger.xls"))));
    EXPECT_EQ(read(folder.file("ledger.xlsx", kept("ledger.xls"))).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("a.xls", "a,b\n1,2\n")).error, "FormatUnknown");
}

TEST(Xls, PasswordsAreNamed) {
    TemporaryFolder folder;
    std::string locked = kept("ledger.xls");
    // The first record after the beginning of the stream becomes FilePass, as in a workbook with a password.
    const std::size_t begin = locked.find(std::string("\x09\x08\x10\x00\x00\x06", 6));
    ASSERT_NE(begin, std::string::npos);
    locked.replace(begin + 20, 2, std::string("\x2F\x00", 2));
    const Said said = read(folder.file("locked.xls", locked));
    EXPECT_EQ(said.error, "ReaderFailed");
    EXPECT_NE(said.what.find("有密码"), std::string::npos) << said.what;
}

TEST(Xls, OnlyTheFirstEntryIsTheRoot) {
    // Every entry that called itself a root had its bytes read: a directory of thousands, each as large as the file.
    TemporaryFolder folder;
    std::string file = kept("ledger.xls");
    const std::size_t other = file.find(std::string("\x05\0S\0u\0m\0m\0", 10));
    ASSERT_NE(other, std::string::npos);
    file[other + 66] = 5;
    file.replace(other + 116, 4, std::string("\xFF\xFF\xFF\0", 4));
    expect_ledger(read(folder.file("ledger.xls", file)));
}

TEST(Xls, CutAndDamagedFilesNeverCrash) {
    TemporaryFolder folder;
    const std::string good = kept("ledger.xls");
    for (std::size_t size = 0; size < good.size(); size += 211) {
        const Said said = read(folder.file("cut.xls", std::string_view(good).substr(0, size)));
        EXPECT_TRUE(said.ended || !said.error.empty()) << size;
    }
    for (std::size_t at = 8; at < good.size(); at += at < 1024 ? 3 : 43) {
        std::string damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0xA5);
        const Said said = read(folder.file("damaged.xls", damaged));
        EXPECT_TRUE(said.ended || !said.error.empty()) << at;
    }
}

TEST(Biff, NumbersOfEveryKind) {
    std::string packed = place(1, 2).substr(0, 4);
    for (const std::uint32_t rk : {(7U << 2U) | 2U, (1234U << 2U) | 3U, 0x3FF00000U, 0xFFFFFFFEU}) {
        put_number(packed, 0, 2);
        put_number(packed, rk, 4);
    }
    put_number(packed, 5, 2);
    const std::string stream = Stream()
                                   .record(0x203, place(0, 0) + real(2.0175))
                                   .record(0x27E, place(0, 1) + std::string("\x9D\0\0\0", 4))
                                   .record(0xBD, packed)
                                   .record(0x205, place(2, 0) + std::string("\x01\0", 2))
                                   .record(0x205, place(2, 1) + std::string("\x07\x01", 2))
                                   .record(0x201, place(3, 0))
                                   .bytes();
    // 0x9D: a double of 32 bits that is nearly nothing, divided by a hundred.
    const Texts cells = cells_of(stream);
    ASSERT_EQ(cells.size(), 8U);
    EXPECT_EQ(cells[0], "0,0=2.0175");
    EXPECT_EQ((Texts{cells.begin() + 2, cells.end()}),
              (Texts{"1,2=7", "1,3=12.34", "1,4=1", "1,5=-1", "2,0=TRUE", "2,1=#DIV/0!"}));
}

TEST(Biff, FormulasGiveTheirStoredResult) {
    const std::string rest(8, '\0');
    const std::string text("\0\0\0\0\0\0\xFF\xFF", 8);
    const std::string no("\x01\0\0\0\0\0\xFF\xFF", 8);
    const std::string wrong("\x02\0\x2A\0\0\0\xFF\xFF", 8);
    const std::string stream = Stream()
                                   .record(0x06, place(0, 0) + real(15.2) + rest)
                                   .record(0x06, place(0, 1) + text + rest)
                                   .record(0x4BC, "shared")
                                   .record(0x207, std::string("\x02\0\x01\x32\x75\x59\x4E", 7))
                                   .record(0x06, place(0, 2) + no + rest)
                                   .record(0x06, place(0, 3) + wrong + rest)
                                   .bytes();
    EXPECT_EQ(cells_of(stream), (Texts{"0,0=15.2", "0,1=甲乙", "0,2=FALSE", "0,3=#N/A"}));
}

TEST(Biff, SharedStringsGoOnInOtherWidths) {
    // 甲乙 in two bytes a character, then "ab" in one, cut after 乙 by a Continue record; then a string with rich runs.
    const std::string first("\x02\0\0\0\x02\0\0\0\x04\0\x01\x32\x75\x59\x4E", 15);
    const std::string second("\0ab\x01\0\x08\x01\0c\0\0\0\0", 13);
    const std::string stream = Stream()
                                   .global(0xFC, first)
                                   .global(0x3C, second)
                                   .record(0xFD, place(0, 0) + std::string("\0\0\0\0", 4))
                                   .record(0xFD, place(0, 1) + std::string("\x01\0\0\0", 4))
                                   .record(0xFD, place(0, 2) + std::string("\xFF\xFF\xFF\xFF", 4))
                                   .record(0x204, place(0, 3) + std::string("\x01\0\0z", 4))
                                   .bytes();
    EXPECT_EQ(cells_of(stream), (Texts{"0,0=甲乙ab", "0,1=c", "0,3=z"}));
}

TEST(Biff, ChartsInASheetAreNotItsCells) {
    const std::string stream = Stream()
                                   .record(0x203, place(5, 0) + real(1))
                                   .record(0x809, std::string("\x00\x06\x20\x00", 4))
                                   .record(0x203, place(0, 0) + real(99))
                                   .record(0x0A, "")
                                   .record(0x203, place(4, 0) + real(2))
                                   .bytes();
    EXPECT_EQ(cells_of(stream), (Texts{"4,0=2", "5,0=1"}));
}

TEST(Biff, DaysOfBothCalendars) {
    EXPECT_EQ(date_text(45376, false), "2024-03-25");
    EXPECT_EQ(date_text(45376.75, false), "2024-03-25 18:00:00");
    EXPECT_EQ(date_text(59, false), "1900-02-28");
    EXPECT_EQ(date_text(61, false), "1900-03-01");
    EXPECT_EQ(date_text(43914, true), "2024-03-25");
    EXPECT_EQ(date_text(0.5, false), "12:00:00");
    EXPECT_EQ(date_text(-1, false), "");
    EXPECT_EQ(date_text(1e18, false), "");
    EXPECT_EQ(date_text(std::numeric_limits<double>::quiet_NaN(), false), "");
    EXPECT_TRUE(is_date_format(14, ""));
    EXPECT_TRUE(is_date_format(57, ""));
    EXPECT_FALSE(is_date_format(49, ""));
    EXPECT_TRUE(is_date_format(170, "[$-804]yyyy\"年\"m\"月\""));
    EXPECT_FALSE(is_date_format(171, "0.0000\"d\""));
    EXPECT_FALSE(is_date_format(172, "[Red]#,##0\\d"));
}

TEST(Biff, HarmfulStreamsEnd) {
    EXPECT_EQ(cells_of(""), (Texts{"error"}));
    EXPECT_EQ(cells_of(Stream().global(0x2F, "").bytes()), (Texts{"error"}));
    // Ten thousand sheets; a sheet that begins elsewhere; strings by the billion.
    Stream many;
    for (int i = 0; i < 10'000; ++i) many.global(0x85, std::string("\0\0\0\0\0\0\x01\0x", 9));
    EXPECT_EQ(cells_of(many.bytes()), (Texts{"error"}));
    EXPECT_EQ(cells_of(Stream().global(0x85, std::string("\xFF\xFF\xFF\x7F\0\0\x01\0x", 9)).bytes()), (Texts{"error"}));
    const std::string strings("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x0D", 11);
    EXPECT_TRUE(cells_of(Stream().global(0xFC, strings).bytes()).empty());
}

TEST(Ole, ChainsThatBiteTheirTailEnd) {
    std::string file = kept("ledger.xls");
    const auto good = OleFile::open(file);
    ASSERT_TRUE(good.ok());
    EXPECT_TRUE(good->has("Workbook"));
    ASSERT_TRUE(good->stream("Workbook").ok());
    // Every sector of the table follows itself.
    std::uint32_t table = 0;
    for (std::size_t i = 4; i-- > 0;) table = table << 8U | static_cast<std::uint8_t>(file[76 + i]);
    for (std::uint32_t i = 0; i < 128; ++i) {
        for (unsigned b = 0; b < 4; ++b) {
            file[(std::size_t{table} + 1) * 512 + 4 * i + b] = static_cast<char>(i >> (8 * b) & 0xFFU);
        }
    }
    const auto biting = OleFile::open(file);
    EXPECT_TRUE(!biting.ok() || !biting->stream("Workbook").ok());
}

}  // namespace
}  // namespace intake::worker
