// Every bit, cut, exchange and addition that restoring must refuse, and what a checkpoint adds to that.
#include "base/further_code.hpp"
#include "service/backup_testing.hpp"

#include <random>

namespace service {
namespace {

namespace fs = std::filesystem;
using base::Further;
using testing::code_of;
using testing::names_in;
using testing::Shop;
using testing::write_over;

/// A backup with a few kept files, and what is done to it.
class Damage : public ::testing::Test {
  protected:
    Damage() {
        for (int i = 0; i < 3; ++i) EXPECT_TRUE(shop_.say_one(i).ok());
        EXPECT_TRUE(shop_.back_up("b").ok());
        for (const std::string& name : names_in(shop_.path("b"))) {
            if (fs::is_regular_file(shop_.path("b/" + name))) files_.push_back(name);
        }
        EXPECT_EQ(files_.size(), 8U) << "manifest, database, three files and their names";
    }
    /// The reason it was refused for; nothing must be left of the attempt.
    std::string refusal() {
        const auto result = shop_.bring_back("b", "restored");
        EXPECT_EQ(code_of(result), Further::BackupRefused);
        EXPECT_FALSE(base::file_exists(shop_.path("restored")));
        return result.ok() ? "restored" : result.error().text().en;
    }
    void expect_sound() {
        EXPECT_TRUE(shop_.bring_back("b", "restored").ok());
        base::remove_folder(shop_.path("restored"));
    }
    std::string content(const std::string& file) const { return base::read_file(shop_.path("b/" + file)).value(); }
    void put(const std::string& file, const std::string& bytes) { write_over(shop_.path("b/" + file), bytes); }
    /// A manifest that fits the files as they are now, as a forger would write it.
    void forge(BackupManifest manifest) {
        for (BackupFile& file : manifest.files) {
            const base::FileFacts facts = base::file_facts(shop_.path("b/" + file.name)).value();
            file.bytes = facts.bytes;
            file.sha256 = base::hex(facts.sha256);
        }
        put(kManifestName, manifest_text(manifest));
    }

    Shop shop_;
    std::vector<std::string> files_;
    std::mt19937 chance_{141031};
};

TEST_F(Damage, AFlippedBitAnywhereIsRefused) {
    constexpr int kPlaces = 40;
    for (const std::string& file : files_) {
        const std::string sound = content(file);
        for (int i = 0; i < kPlaces; ++i) {
            std::string bytes = sound;
            const std::size_t at = i == 0 ? 0 : i == 1 ? bytes.size() - 1 : chance_() % bytes.size();
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << chance_() % 8));
            put(file, bytes);
            EXPECT_NE(refusal().find(file), std::string::npos) << file << " at " << at;
        }
        put(file, sound);
    }
    expect_sound();
}

TEST_F(Damage, EveryByteOfTheManifestCounts) {
    const std::string sound = content(kManifestName);
    for (std::size_t at = 0; at < sound.size(); ++at) {
        for (const int flip : {1, 1 << (1 + chance_() % 7)}) {
            std::string bytes = sound;
            bytes[at] = static_cast<char>(bytes[at] ^ flip);
            put(kManifestName, bytes);
            EXPECT_FALSE(read_manifest(shop_.path("b")).ok()) << at << " " << flip;
        }
    }
    for (const std::string& more :
         {sound + " ", sound + "\n", sound + sound, std::string("{}"), std::string("[]"), std::string()}) {
        put(kManifestName, more);
        EXPECT_FALSE(read_manifest(shop_.path("b")).ok()) << more;
    }
}

TEST_F(Damage, ACutOrLongerFileIsRefused) {
    for (const std::string& file : files_) {
        const std::string sound = content(file);
        for (const std::size_t left : {std::size_t{0}, sound.size() / 2, sound.size() - 1}) {
            put(file, sound.substr(0, left));
            EXPECT_NE(refusal().find(file), std::string::npos) << file << " cut to " << left;
        }
        put(file, sound + "x");
        EXPECT_NE(refusal().find(file), std::string::npos) << file << " made longer";
        put(file, sound);
    }
    expect_sound();
}

TEST_F(Damage, AMissingAnExtraAndAnExchangedFileAreRefused) {
    for (const std::string& file : files_) {
        const std::string sound = content(file);
        fs::remove(shop_.path("b/" + file));
        EXPECT_NE(refusal().find(file), std::string::npos) << file << " is missing";
        fs::create_symlink("/dev/zero", shop_.path("b/" + file));
        EXPECT_NE(refusal().find(file), std::string::npos) << file << " is a link";
        fs::remove(shop_.path("b/" + file));
        put(file, sound);
    }
    for (const std::string& file :
         {std::string("note.txt"), "files/" + std::string(64, '0'), std::string("panhuo.db-journal")}) {
        put(file, "x");
        EXPECT_NE(refusal().find(file), std::string::npos) << file;
        fs::remove(shop_.path("b/" + file));
    }
    put("panhuo.db-wal", "a log with something in it");
    EXPECT_NE(refusal().find("panhuo.db-wal"), std::string::npos);
    fs::remove(shop_.path("b/panhuo.db-wal"));
    for (std::size_t i = 0; i < files_.size(); ++i) {
        for (std::size_t j = i + 1; j < files_.size(); ++j) {
            const std::string one = content(files_[i]), other = content(files_[j]);
            if (one == other) continue;
            put(files_[i], other);
            put(files_[j], one);
            refusal();
            put(files_[i], one);
            put(files_[j], other);
        }
    }
    expect_sound();
}

TEST_F(Damage, PartsOfDifferentBackupsAreRefusedAlsoWithAManifestMadeToFit) {
    const BackupManifest manifest = read_manifest(shop_.path("b")).value();
    const std::string database = content("panhuo.db");
    ASSERT_TRUE(shop_.say_one(7).ok());
    ASSERT_TRUE(shop_.back_up("later").ok());
    const BackupManifest later = read_manifest(shop_.path("later")).value();
    put("panhuo.db", base::read_file(shop_.path("later/panhuo.db")).value());
    EXPECT_NE(refusal().find("panhuo.db"), std::string::npos) << "a later database";
    forge(manifest);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "FILE_MISSING", refusal())
        << "its entries name a file that is not there";
    put("panhuo.db", database);
    BackupManifest claims = manifest;
    claims.heads = later.heads;
    forge(claims);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "TAIL_CUT", refusal()) << "less than the heads say";
    claims = manifest;
    for (journal::Head& head : claims.heads) head.entries -= 1;
    forge(claims);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "CHAIN_REWRITTEN", refusal());
    claims = manifest;
    claims.division = "141002";
    forge(claims);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "division", refusal());
    Shop other;
    ASSERT_TRUE(other.back_up("b").ok());
    put("panhuo.db", base::read_file(other.path("b/panhuo.db")).value());
    forge(manifest);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "STORE_MISMATCH", refusal()) << "another store's database";
    put("panhuo.db", database);
    forge(manifest);
    expect_sound();
}

TEST_F(Damage, ANameThatLeadsElsewhereIsRefused) {
    for (const std::string& name :
         {std::string("../x"), std::string("/etc/passwd"), std::string("files/../../x"), std::string("lock")}) {
        BackupManifest manifest = read_manifest(shop_.path("b")).value();
        manifest.files.insert(manifest.files.begin(), {name, 1, std::string(64, '0')});
        const std::string sound = content(kManifestName);
        put(kManifestName, manifest_text(manifest));
        EXPECT_NE(refusal().find(kManifestName), std::string::npos) << name;
        put(kManifestName, sound);
    }
}

TEST_F(Damage, ABackupBehindWhatIsKnownNeedsAWordMore) {
    ASSERT_TRUE(shop_.say_one(9).ok());
    RestoreOrder order{shop_.path("b"), shop_.path("s"), take_checkpoint(shop_.office()).value(), "store", false};
    const auto behind = restore(order, shop_.clock, shop_.random);
    EXPECT_EQ(code_of(behind), Further::BackupBehind);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "TAIL_CUT", behind.error().text().en);
    EXPECT_FALSE(base::file_exists(order.store));
    order.despite = true;
    EXPECT_TRUE(restore(order, shop_.clock, shop_.random).ok());
    ASSERT_TRUE(shop_.back_up("newer").ok());
    order = {shop_.path("newer"), shop_.path("t"), order.against, "store", false};
    EXPECT_TRUE(restore(order, shop_.clock, shop_.random).ok());
}

}  // namespace
}  // namespace service
