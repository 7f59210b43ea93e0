// A store on disk with some entries and kept files, and folders beside it; for tests of backups only.
#pragma once

#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/shared_data.hpp"
#include "service/backup.hpp"
#include "service/command.hpp"
#include "service/kept_files.hpp"
#include "service/proof.hpp"
#include "service/record.hpp"
#include "service/restore.hpp"
#include "service/setup.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace service::testing {

class Shop {
  public:
    Shop() {
        store_ = store::create_sqlite(path("store")).value();
        EXPECT_TRUE(found_store(office(), kSampleDivision, kSampleRulebook, by()).ok());
    }

    std::string path(const std::string& name) const { return root_.file(name); }
    Office& office() {
        if (!office_) office_.emplace(Office{*store_, clock, random});
        return *office_;
    }
    static Act by() { return {{"tester", "", ""}, "test", "", false}; }

    /// An approval of its own, named by a file that is kept for it.
    base::Status say_one(int number) {
        const std::string file = path("source-" + std::to_string(number) + ".csv");
        PANHUO_DO(base::write_file_atomic(file, "row " + std::to_string(number)));
        PANHUO_TRY(const base::FileFacts facts, base::file_facts(file));
        PANHUO_DO(keep_file(office(), file, facts.sha256));
        PANHUO_TRY(const auto command, Command::begin(office(), kSampleDivision, by()));
        land::Approval approval;
        approval.document_no = "示例批〔2020〕" + std::to_string(number) + "号";
        approval.total = base::Area::from_measured_m2(1000.0 + number);
        Saying saying;
        saying.source.file = facts.sha256;
        PANHUO_TRY(const std::string of_approval, command->say(land::Record(approval), saying));
        land::Plot plot;
        plot.approval = approval.document_no;
        plot.number = "1";
        plot.division = kSampleDivision;
        plot.area = approval.total;
        PANHUO_TRY(const std::string of_plot, command->say(land::Record(plot), saying));
        return command->commit();
    }

    base::Result<BackupManifest> back_up(const std::string& name) { return make_backup(office(), path(name)); }
    base::Result<BackupManifest> bring_back(const std::string& backup, const std::string& store) {
        return restore({path(backup), path(store), std::nullopt, "", false}, clock, random);
    }

    base::SystemClock clock;
    base::SystemRandom random;

  private:
    base::testing::TemporaryFolder root_;
    std::unique_ptr<store::Store> store_;
    std::optional<Office> office_;
};

template <class T>
base::Code code_of(const base::Result<T>& result) {
    EXPECT_FALSE(result.ok()) << "it should have been refused";
    return result.ok() ? base::Code::Usage : result.error().code;
}

inline std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        names.push_back(std::filesystem::relative(entry.path(), folder).string());
    std::sort(names.begin(), names.end());
    return names;
}

inline void write_over(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace service::testing
