#include "service/component.hpp"

#include <deque>

namespace service {

base::Result<Joined> joined_records(store::Snapshot& snapshot, const std::set<std::string>& from, std::size_t most) {
    Joined joined;
    joined.nodes = from;
    std::deque<std::string> queue(from.begin(), from.end());
    while (!queue.empty() && joined.records.size() <= most) {
        const std::string node = std::move(queue.front());
        queue.pop_front();
        PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_of_node(node));
        for (const store::RecordId& record : records) {
            if (!joined.records.insert(record).second) continue;
            PANHUO_TRY(const std::vector<std::string> nodes, snapshot.nodes_of_record(record));
            for (const std::string& next : nodes) {
                if (joined.nodes.insert(next).second) queue.push_back(next);
            }
        }
    }
    return joined;
}

}  // namespace service
