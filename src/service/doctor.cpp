#include "service/doctor.hpp"

#include "base/date.hpp"
#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "intake/worker_client.hpp"
#include "law/rulebook.hpp"
#include "store/store.hpp"

#include <sys/resource.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace service {
namespace {

Check worker() {
    Check check{"worker",
                false,
                intake::worker_program(),
                {"读表程序 panhuo-worker 不能运行；应与 panhuo 放在同一文件夹。",
                 "panhuo-worker cannot run; it belongs beside panhuo."}};
    std::string said;
    const auto end = base::run_process({check.found, "--version"}, {0, 10}, [&](std::string_view piece) {
        said += piece;
        return true;
    });
    check.ok = end.ok() && end->exit_code == 0;
    if (check.ok) check.found += " (" + std::string(base::trim(said)) + ")";
    return check;
}

Check data_folder() {
    const auto folder = base::data_folder();
    return {"data_folder",
            folder.ok(),
            folder.ok() ? *folder : std::string(),
            {"找不到规则集和数据表；请设 PANHUO_HOME。", "Rulebooks and tables were not found; set PANHUO_HOME."}};
}

Check rulebooks() {
    Check check{"rulebooks",
                true,
                "",
                {"规则集不合格，请用原文件替换。", "A rulebook is not valid; put the original file back."}};
    for (const std::string& name : law::shipped_book_names()) {
        const auto books = law::load(name);
        check.ok = check.ok && books.ok();
        check.found += (check.found.empty() ? "" : ", ") + name + (books.ok() ? "" : ": " + books.error().text().en);
    }
    return check;
}

Check open_files() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    return {"open_files",
            limit.rlim_cur >= 256,
            std::to_string(limit.rlim_cur),
            {"可打开的文件数太少，请调到 256 以上。", "Too few open files allowed; raise the limit to 256 or more."}};
}

Check clock() {
    const base::Date today = base::SystemClock().now().shanghai_date();
    return {"clock",
            today.year() >= 2024 && today.year() < 2100,
            today.iso(),
            {"电脑日期不对，请先校准再入账。", "The computer's date is wrong; set it before entering anything."}};
}

/// SQLite's locks do not hold on network file systems; a store there would be damaged sooner or later.
Check file_system(const std::string& store) {
    constexpr unsigned long kNfs = 0x6969, kSmb = 0x517B, kCifs = 0xFF534D42, kSmb2 = 0xFE534D42;
    struct statfs info{};
    Check check{
        "store_disk",
        false,
        "",
        {"库不能放在网络盘上，请移到本机磁盘。", "A store may not lie on a network disk; move it to a local one."}};
    if (statfs(store.c_str(), &info) != 0) return check;
    const auto type = static_cast<unsigned long>(info.f_type) & 0xFFFFFFFFul;
    check.ok = type != kNfs && type != kSmb && type != kCifs && type != kSmb2;
    const auto free = base::free_bytes(store);
    if (free.ok()) check.found = std::to_string(*free / 1'000'000) + " MB free";
    return check;
}

Check store_opens(const std::string& store) {
    const auto opened = store::open_sqlite(store, store::Access::Read);
    return {"store",
            opened.ok(),
            opened.ok() ? store : opened.error().text().en,
            {"库打不开，见 found。", "The store does not open; see found."}};
}

Check store_writable(const std::string& store) {
    return {"store_writable",
            access(store.c_str(), W_OK) == 0,
            store,
            {"没有写权限，只能查看。", "No permission to write; the store can only be read."}};
}

}  // namespace

std::vector<Check> examine(const std::string& store) {
    std::vector<Check> checks = {worker(), data_folder(), rulebooks(), open_files(), clock()};
    if (!store.empty()) {
        checks.push_back(store_opens(store));
        checks.push_back(store_writable(store));
        checks.push_back(file_system(store));
    }
    return checks;
}

}  // namespace service
