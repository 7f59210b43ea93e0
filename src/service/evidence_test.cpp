// Evidence about a parcel: kept under its hash, said in the journal, proved with it, and taken back without being lost.
#include "service/evidence.hpp"

#include "service/backup_testing.hpp"

namespace service {
namespace {

using testing::Shop;

const std::string kPdf = "%PDF-1.4\nvisit\n%%EOF\n";
const std::string kPng = std::string("\x89PNG\r\n\x1A\n", 8) + "pixels IEND\xAE\x42\x60\x82";

class EvidenceTest : public ::testing::Test {
  protected:
    std::string file(const std::string& name, const std::string& bytes) {
        EXPECT_TRUE(base::write_file_atomic(shop_.path(name), bytes).ok());
        return shop_.path(name);
    }
    base::Result<Evidence> attach(const std::string& subject, const std::string& name, const std::string& bytes,
                                  const std::string& note = "") {
        PANHUO_TRY(std::vector<Evidence> all,
                   attach_evidence(shop_.office(), {subject, note, {}, {{file(name, bytes), name}}}, Shop::by()));
        return std::move(all.front());
    }
    std::vector<Evidence> known(const std::string& subject, base::Instant at = base::Instant::end_of_time()) {
        const auto snapshot = shop_.office().store.read().value();
        return evidence_of(*snapshot, subject, at).value();
    }
    Shop shop_;
};

TEST_F(EvidenceTest, IsKeptUnderItsHashAndSaidInTheJournal) {
    const Evidence said = attach("1410312015A00138", "visit.pdf", kPdf, "现场核查").value();
    EXPECT_EQ(said.media, "application/pdf");
    EXPECT_EQ(said.bytes, kPdf.size());
    EXPECT_EQ(base::read_file(evidence_path(shop_.office().store, said.sha256).value()).value(), kPdf);
    const std::vector<Evidence> found = known("1410312015A00138");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].entry, said.entry);
    EXPECT_EQ(found[0].note, "现场核查");
    EXPECT_EQ(found[0].said_by, "tester");
    EXPECT_TRUE(known("1410312015A00139").empty());
    EXPECT_TRUE(known("1410312015A0013").empty()) << "the beginning of a number is no number";
    EXPECT_TRUE(verify(shop_.office(), nullptr, {}).value().ok());
}

TEST_F(EvidenceTest, AChangedFileIsFoundByTheProof) {
    const Evidence said = attach("P1", "a.png", kPng).value();
    const std::string kept = evidence_path(shop_.office().store, said.sha256).value();
    ASSERT_TRUE(base::write_file_atomic(kept, kPng + " ").ok());
    const Verification proof = verify(shop_.office(), nullptr, {}).value();
    ASSERT_FALSE(proof.ok());
    EXPECT_EQ(proof.faults.front().code, "FILE_CHANGED");
    EXPECT_EQ(proof.faults.front().entry, said.entry);
}

TEST_F(EvidenceTest, OnlyWhatIsAPictureOrAScanByItsContentAndWhole) {
    EXPECT_EQ(attach("P1", "a.jpg", "\xFF\xD8\xFF\xE0 picture \xFF\xD9").value().media, "image/jpeg");
    EXPECT_EQ(attach("P1", "a.tif", std::string("II*\0", 4) + "tiff").value().media, "image/tiff");
    for (const std::string& bytes :
         {std::string(), std::string("<html></html>"), std::string("PK\x03\x04"), std::string("%PDF-1.4\ncut"),
          std::string("\x89PNG\r\n\x1A\n", 8) + "cut", std::string("\xFF\xD8\xFF\xE0 cut")}) {
        const auto refused = attach("P1", "a.pdf", bytes);
        ASSERT_FALSE(refused.ok()) << bytes;
        EXPECT_EQ(refused.error().code, base::Code::RecordInvalid) << bytes;
    }
    EXPECT_EQ(known("P1").size(), 2U);
    EXPECT_FALSE(attach("", "a.pdf", kPdf).ok());
    EXPECT_FALSE(attach("a|b", "a.pdf", kPdf).ok());
}

TEST_F(EvidenceTest, SeveralFilesAreAttachedTogetherOrNoneIs) {
    const std::string good = file("a.pdf", kPdf), other = file("b.png", kPng), bad = file("c.pdf", "%PDF-1.4\ncut");
    const auto refused = attach_evidence(shop_.office(), {"P1", "", {}, {{good, "a.pdf"}, {bad, "c.pdf"}}}, Shop::by());
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().en.find("c.pdf"), std::string::npos) << "the one that is wrong is named";
    EXPECT_TRUE(known("P1").empty());
    const auto all = attach_evidence(shop_.office(), {"P1", "", {}, {{good, "a.pdf"}, {other, "b.png"}}}, Shop::by());
    ASSERT_TRUE(all.ok()) << all.error().text().en;
    EXPECT_EQ(known("P1").size(), 2U);
    EXPECT_TRUE(verify(shop_.office(), nullptr, {}).value().ok());
    EXPECT_FALSE(attach_evidence(shop_.office(), {"P1", "", {}, {}}, Shop::by()).ok()) << "no file";
}

TEST_F(EvidenceTest, PiecesStandInTheOrderInWhichTheyWereSaid) {
    // Their hashes lie in no such order, and all share one instant.
    std::vector<EvidenceOrder::File> files;
    for (const std::string name : {"1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf", "6.pdf"})
        files.push_back({file(name, "%PDF-1.4\n" + name + "\n%%EOF\n"), name});
    ASSERT_TRUE(attach_evidence(shop_.office(), {"P1", "", {}, files}, Shop::by()).ok());
    const std::vector<Evidence> all = known("P1");
    ASSERT_EQ(all.size(), files.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].name, files[i].name);
    EXPECT_FALSE(std::is_sorted(all.begin(), all.end(), [](auto& a, auto& b) { return a.sha256 < b.sha256; }));
}

TEST_F(EvidenceTest, AFileHasABound) {
    const std::string path = file("scan.pdf", kPdf);
    std::filesystem::resize_file(path, kMostEvidenceBytes);
    std::ofstream(path, std::ios::app) << "%%EOF";
    const auto refused = attach_evidence(shop_.office(), {"P1", "", {}, {{path, "scan.pdf"}}}, Shop::by());
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().en.find("50 MB"), std::string::npos) << refused.error().text().en;
    std::filesystem::resize_file(path, kMostEvidenceBytes - 5);
    std::ofstream(path, std::ios::app) << "%%EOF";
    EXPECT_TRUE(attach_evidence(shop_.office(), {"P1", "", {}, {{path, "scan.pdf"}}}, Shop::by()).ok());
}

TEST_F(EvidenceTest, TheSameFileAgainCorrectsWhatWasSaidOfIt) {
    const Evidence first = attach("P1", "a.pdf", kPdf, "甲").value();
    attach("P1", "b.pdf", kPdf, "乙").value();
    const std::vector<Evidence> now = known("P1");
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].note, "乙");
    ASSERT_EQ(known("P1", first.said_at).size(), 1U);
    EXPECT_EQ(known("P1", first.said_at)[0].note, "甲") << "as it was known then";
    EXPECT_EQ(attach("P2", "a.pdf", kPdf).value().sha256, first.sha256) << "one file may show two parcels";
}

TEST_F(EvidenceTest, WhatIsTakenBackWasThereAndTheFileStays) {
    const Evidence said = attach("P1", "a.pdf", kPdf).value();
    ASSERT_TRUE(take_back_evidence(shop_.office(), "P1", said.sha256, Shop::by()).ok());
    EXPECT_TRUE(known("P1").empty());
    EXPECT_EQ(known("P1", said.said_at).size(), 1U);
    EXPECT_TRUE(evidence_path(shop_.office().store, said.sha256).ok());
    EXPECT_FALSE(take_back_evidence(shop_.office(), "P1", said.sha256, Shop::by()).ok()) << "once only";
    EXPECT_FALSE(take_back_evidence(shop_.office(), "P2", said.sha256, Shop::by()).ok());
    attach("P1", "a.pdf", kPdf, "again").value();
    EXPECT_EQ(known("P1").size(), 1U) << "and may be attached again";
    EXPECT_TRUE(verify(shop_.office(), nullptr, {}).value().ok());
}

}  // namespace
}  // namespace service
