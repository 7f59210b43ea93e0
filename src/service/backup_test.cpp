// Backups under a writing thread; every byte, cut, exchange and addition that restoring must refuse; places and room.
#include "base/backup_code.hpp"
#include "service/backup_shelf.hpp"
#include "service/backup_testing.hpp"
#include "service/open_store.hpp"

#include <atomic>
#include <random>
#include <thread>

namespace service {
namespace {

namespace fs = std::filesystem;
using base::Backup;
using base::Code;
using testing::Shop;

template <class T>
Code code_of(const base::Result<T>& result) {
    EXPECT_FALSE(result.ok()) << "it should have been refused";
    return result.ok() ? Code::Usage : result.error().code;
}

/// The bytes and hashes of the first entries of a chain.
std::string first_entries(store::Store& store, const journal::Head& head) {
    std::string text;
    EXPECT_TRUE(store.read()
                    .value()
                    ->scan(head.chain, 1,
                           [&](const journal::Stored& stored) {
                               if (stored.sequence > head.entries) return false;
                               text += stored.bytes + base::hex(stored.hash);
                               return true;
                           })
                    .ok());
    return text;
}

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        names.push_back(fs::relative(entry.path(), folder).string());
    std::sort(names.begin(), names.end());
    return names;
}

void write_over(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

TEST(Backup, TakenWhileSomebodyWritesItIsTheBookOfOneMoment) {
    Shop shop;
    std::atomic<bool> over{false};
    std::atomic<int> said{0};
    std::thread writer([&] {
        while (!over) EXPECT_TRUE(shop.say_one(said++).ok());
    });
    std::mt19937 chance(20240630);
    std::vector<std::pair<std::string, BackupManifest>> made;
    for (int i = 0; i < 5; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(chance() % 60));
        const std::string name = "backup-" + std::to_string(i);
        const auto backup = shop.back_up(name);
        ASSERT_TRUE(backup.ok()) << backup.error().text().en;
        made.emplace_back(name, *backup);
    }
    over = true;
    writer.join();
    EXPECT_LT(made.front().second.entries(), made.back().second.entries()) << "the writer went on meanwhile";
    for (const auto& [name, manifest] : made) {
        const auto restored = shop.bring_back(name, name + "-restored");
        ASSERT_TRUE(restored.ok()) << restored.error().text().en;
        const auto store = open_store(shop.path(name + "-restored"), store::Access::Write).value();
        Office office{*store, shop.clock, shop.random};
        EXPECT_EQ(store->read().value()->heads().value(), manifest.heads);
        for (const journal::Head& head : manifest.heads)
            EXPECT_EQ(first_entries(*store, head), first_entries(shop.office().store, head)) << name << head.chain;
        EXPECT_TRUE(verify(office, nullptr).value().ok());
        const Rebuilt rebuilt = rebuild(office).value();
        EXPECT_TRUE(rebuilt.identical) << "the derived tables are of the same moment as the journal";
    }
}

TEST(Backup, ItIsAStoreThatIsReadAndNeverWritten) {
    Shop shop;
    ASSERT_TRUE(shop.say_one(1).ok());
    ASSERT_TRUE(shop.back_up("b").ok());
    EXPECT_EQ(code_of(open_store(shop.path("b"), store::Access::Write)), Backup::BackupReadOnly);
    {
        const auto store = open_store(shop.path("b"), store::Access::Read).value();
        Office office{*store, shop.clock, shop.random};
        EXPECT_TRUE(verify(office, nullptr).value().ok());
        EXPECT_TRUE(make_backup(office, shop.path("of-b")).ok()) << "also a backup can be backed up";
    }
    // Having been read it can still be restored, and what was restored is no backup.
    ASSERT_TRUE(shop.bring_back("b", "again").ok());
    EXPECT_FALSE(is_backup(shop.path("again")));
    EXPECT_TRUE(open_store(shop.path("again"), store::Access::Write).ok());
}

TEST(Backup, NothingIsOverwrittenAndNothingLiesInTheStore) {
    Shop shop;
    ASSERT_TRUE(shop.back_up("b").ok());
    const auto before = names_in(shop.path(""));
    EXPECT_EQ(code_of(shop.back_up("b")), Backup::BackupExists);
    EXPECT_EQ(code_of(shop.back_up("store")), Backup::BackupExists);
    EXPECT_EQ(code_of(shop.back_up("store/inside")), Backup::BackupPlace);
    EXPECT_EQ(code_of(shop.back_up("store/files/../inside")), Backup::BackupPlace);
    EXPECT_EQ(code_of(shop.back_up("no-such-disk/b")), Code::FileNotFound);
    EXPECT_EQ(code_of(shop.bring_back("b", "store")), Backup::RestoreExists);
    EXPECT_EQ(code_of(shop.bring_back("b", "b/inside")), Backup::BackupPlace);
    EXPECT_EQ(code_of(shop.bring_back("b", "no-such-disk/s")), Code::FileNotFound);
    EXPECT_EQ(code_of(shop.bring_back("store", "s")), Backup::BackupRefused) << "a store is no backup";
    fs::create_directory_symlink(shop.path("store"), shop.path("link"));
    EXPECT_EQ(code_of(shop.back_up("link/inside")), Backup::BackupPlace) << "through a link, too";
    fs::remove(shop.path("link"));
    EXPECT_EQ(names_in(shop.path("")), before);
}

TEST(Backup, ADiskWithoutRoomIsSaidBeforeAnythingIsWritten) {
    Shop shop;
    const std::string huge = shop.path("store/files/" + std::string(64, 'e'));
    write_over(huge, "");
    fs::resize_file(huge, std::uintmax_t{8'000'000'000'000});  // with a hole for its content
    const auto before = names_in(shop.path(""));
    EXPECT_EQ(code_of(shop.back_up("b")), Backup::BackupRoom);
    EXPECT_EQ(names_in(shop.path("")), before);
}

TEST(Backup, AStoreThatIsNotSoundGivesNone) {
    Shop shop;
    ASSERT_TRUE(shop.say_one(1).ok());
    const std::string kept = shop.path("store/files/") + base::hex(base::hash(base::HashAlgorithm::Sha256, "row 1"));
    ASSERT_TRUE(base::file_exists(kept));
    write_over(kept, "row 2");
    EXPECT_EQ(code_of(shop.back_up("changed")), Backup::BackupUnproved);
    fs::remove(kept);
    EXPECT_EQ(code_of(shop.back_up("missing")), Backup::BackupUnproved);
    write_over(kept, "row 1");
    EXPECT_TRUE(shop.back_up("sound").ok());
    EXPECT_FALSE(base::file_exists(shop.path("changed")));
    for (const auto& entry : fs::directory_iterator(shop.path("")))
        EXPECT_EQ(entry.path().string().find("unfinished"), std::string::npos) << entry.path();
}

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
        EXPECT_EQ(code_of(result), Backup::BackupRefused);
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
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "FILE_MISSING", refusal()) << "its entries name a file that is not there";
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
    EXPECT_EQ(code_of(behind), Backup::BackupBehind);
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "TAIL_CUT", behind.error().text().en);
    EXPECT_FALSE(base::file_exists(order.store));
    order.despite = true;
    EXPECT_TRUE(restore(order, shop_.clock, shop_.random).ok());
    ASSERT_TRUE(shop_.back_up("newer").ok());
    order = {shop_.path("newer"), shop_.path("t"), order.against, "store", false};
    EXPECT_TRUE(restore(order, shop_.clock, shop_.random).ok());
}

TEST(BackupShelf, OnlyOldOnesOfThisStoreThatTheServerNamedGo) {
    EXPECT_EQ(backup_name("141031", base::parse_instant("2024-06-30T16:00:01Z").value()),
              "panhuo-141031-20240701-000001");
    Shop shop, other;
    base::Instant at = base::parse_instant("2024-06-30T00:00:00Z").value();
    std::vector<std::string> names;
    for (int i = 0; i < 4; ++i) {
        names.push_back("shelf/" + backup_name(kSampleDivision, at));
        at = base::Instant::from_micros(at.micros() + 3'600'000'000);
    }
    ASSERT_TRUE(base::make_folders(shop.path("shelf")).ok());
    ASSERT_TRUE(shop.back_up("shelf/by hand").ok());
    for (const std::string& name : names) ASSERT_TRUE(shop.back_up(name).ok());
    const std::string shelf = shop.path("shelf");
    const std::string foreign = shelf + "/" + backup_name(kSampleDivision, at);
    ASSERT_TRUE(make_backup(other.office(), foreign).ok());
    ASSERT_TRUE(base::make_folders(shelf + "/panhuo-141031-20200101-000000").ok()) << "named so, but none";
    ASSERT_TRUE(base::make_folders(shelf + "/panhuo-141031-20200101-000000.unfinished-77").ok());
    const std::string mine = read_manifest(shop.path(names[0])).value().store;
    EXPECT_EQ(backups_on(shelf, mine).value().size(), 5U);
    const auto gone = remove_old_backups(shelf, mine, 2).value();
    ASSERT_EQ(gone.size(), 2U);
    EXPECT_EQ(shelf + "/" + gone[0], shop.path(names[1]));
    const auto left = backups_on(shelf, mine).value();
    ASSERT_EQ(left.size(), 3U);
    EXPECT_EQ("shelf/" + left[0].name, names[3]) << "newest first";
    EXPECT_EQ(left[2].name, "by hand");
    EXPECT_EQ(remove_old_backups(shelf, mine, 0).value().size(), 1U) << "never the only one";
    clear_unfinished(shelf);
    EXPECT_EQ(names_in(shelf).size(), names_in(foreign).size() + names_in(shelf + "/by hand").size() +
                                          names_in(shop.path(names[3])).size() + 4U)
        << "what is half made is gone, what is not ours stays";
}

}  // namespace
}  // namespace service
