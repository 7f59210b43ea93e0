// Backups under a writing thread, and restored; where they may stand; the shelf on which old ones go.
#include "base/further_code.hpp"
#include "service/backup_shelf.hpp"
#include "service/backup_testing.hpp"
#include "service/open_store.hpp"

#include <atomic>
#include <chrono>
#include <random>
#include <thread>

namespace service {
namespace {

namespace fs = std::filesystem;
using base::Code;
using base::Further;
using testing::code_of;
using testing::names_in;
using testing::Shop;
using testing::write_over;

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
    EXPECT_EQ(code_of(open_store(shop.path("b"), store::Access::Write)), Further::BackupReadOnly);
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
    EXPECT_EQ(code_of(shop.back_up("b")), Further::BackupExists);
    EXPECT_EQ(code_of(shop.back_up("store")), Further::BackupExists);
    EXPECT_EQ(code_of(shop.back_up("store/inside")), Further::BackupPlace);
    EXPECT_EQ(code_of(shop.back_up("store/files/../inside")), Further::BackupPlace);
    EXPECT_EQ(code_of(shop.back_up("no-such-disk/b")), Code::FileNotFound);
    EXPECT_EQ(code_of(shop.bring_back("b", "store")), Further::RestoreExists);
    EXPECT_EQ(code_of(shop.bring_back("b", "b/inside")), Further::BackupPlace);
    EXPECT_EQ(code_of(shop.bring_back("b", "no-such-disk/s")), Code::FileNotFound);
    EXPECT_EQ(code_of(shop.bring_back("store", "s")), Further::BackupRefused) << "a store is no backup";
    fs::create_directory_symlink(shop.path("store"), shop.path("link"));
    EXPECT_EQ(code_of(shop.back_up("link/inside")), Further::BackupPlace) << "through a link, too";
    fs::remove(shop.path("link"));
    EXPECT_EQ(names_in(shop.path("")), before);
}

TEST(Backup, ADiskWithoutRoomIsSaidBeforeAnythingIsWritten) {
    Shop shop;
    const std::string huge = shop.path("store/files/" + std::string(64, 'e'));
    write_over(huge, "");
    fs::resize_file(huge, std::uintmax_t{8'000'000'000'000});  // with a hole for its content
    const auto before = names_in(shop.path(""));
    EXPECT_EQ(code_of(shop.back_up("b")), Further::BackupRoom);
    EXPECT_EQ(names_in(shop.path("")), before);
}

TEST(Backup, AStoreThatIsNotSoundGivesNone) {
    Shop shop;
    ASSERT_TRUE(shop.say_one(1).ok());
    const std::string kept = shop.path("store/files/") + base::hex(base::hash(base::HashAlgorithm::Sha256, "row 1"));
    ASSERT_TRUE(base::file_exists(kept));
    write_over(kept, "row 2");
    EXPECT_EQ(code_of(shop.back_up("changed")), Further::BackupUnproved);
    fs::remove(kept);
    EXPECT_EQ(code_of(shop.back_up("missing")), Further::BackupUnproved);
    write_over(kept, "row 1");
    EXPECT_TRUE(shop.back_up("sound").ok());
    EXPECT_FALSE(base::file_exists(shop.path("changed")));
    for (const auto& entry : fs::directory_iterator(shop.path("")))
        EXPECT_EQ(entry.path().string().find("unfinished"), std::string::npos) << entry.path();
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
