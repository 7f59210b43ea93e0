#include "store/append_rule.hpp"

namespace store {

base::Status may_follow(const ChainEnd& end, const journal::Entry& entry) {
    const auto refuse = [&](const char* why) {
        return base::Error{base::Code::ChainBroken, {entry.chain, std::to_string(entry.sequence), why}};
    };
    if (entry.sequence != end.head.entries + 1) {
        return refuse("序号不是下一条 / not the next number");
    }
    if (entry.previous != end.head.hash) return refuse("上一条的哈希对不上 / hash of the last entry differs");
    if (entry.recorded_at < end.recorded_at) return refuse("时间早于上一条 / recorded before the last entry");
    if (entry.kind.find(':') != std::string::npos) return refuse("种类名不能含冒号 / colon in the kind");
    return base::Done{};
}

ChainEnd end_after(const journal::Entry& entry, const base::Hash& hash) {
    return {{entry.chain, entry.sequence, hash}, entry.recorded_at};
}

}  // namespace store
