// crash_writer STORE SEED: writes commands of one to five entries until it is killed, and prints the id of each after
// its commit. Every third command or so is given up half way on purpose; its id begins with "given-up" and must never
// be seen again. The key of an entry says which part of how many of its command it is.
#include "store/store.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace {

struct Command {
    std::string id;
    int entries;
};

base::Status write_part(store::Transaction& transaction, const Command& command, int part) {
    PANHUO_TRY(const auto head, transaction.head("141031"));
    journal::Entry entry;
    entry.chain = "141031";
    entry.sequence = head ? head->entries + 1 : 1;
    if (head) entry.previous = head->hash;
    entry.command = command.id;
    entry.kind = "supply";
    entry.key = command.id + "/" + std::to_string(part) + "/" + std::to_string(command.entries);
    entry.recorded_at = base::Instant::from_micros(static_cast<std::int64_t>(entry.sequence));
    entry.payload = std::string(static_cast<std::size_t>(200 + 300 * part), 'p');
    PANHUO_TRY([[maybe_unused]] const base::Hash hash, transaction.append(entry));
    const std::string record = "supply:" + entry.key;
    PANHUO_DO(transaction.put_nodes({"supply", entry.key}, std::vector<std::string>{record, "plot:P"}));
    store::PostingRow row;
    row.posting.origin = "plot:P";
    row.posting.holder_to = entry.key;
    row.posting.area = base::Area::from_m2(part);
    row.posting.record = record;
    row.known_from = entry.recorded_at;
    return transaction.open_posting(row);
}

base::Status write_command(store::Store& store, const Command& command, bool give_up) {
    PANHUO_TRY(const auto transaction, store.write());
    for (int part = 1; part <= command.entries; ++part) {
        PANHUO_DO(write_part(*transaction, command, part));
        if (give_up && part * 2 > command.entries) return base::Done{};
    }
    return transaction->commit();
}

int fail(const base::Error& error) {
    std::fprintf(stderr, "crash_writer: %s\n", error.text().en.c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const auto store = store::open_sqlite(argv[1], store::Access::Write);
    if (!store.ok()) return fail(store.error());
    std::mt19937 random(static_cast<unsigned>(std::atoi(argv[2])));
    for (int n = 0;; ++n) {
        const bool give_up = random() % 3 == 0;
        const Command command{std::string(give_up ? "given-up-" : "kept-") + argv[2] + "-" + std::to_string(n),
                              static_cast<int>(1 + random() % 5)};
        const auto status = write_command(**store, command, give_up);
        if (!status.ok()) return fail(status.error());
        if (give_up) continue;
        const std::string line = command.id + "\n";
        if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) return 3;
    }
}
