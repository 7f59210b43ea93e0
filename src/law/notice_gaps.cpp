#include "law/notice.hpp"

#include <algorithm>

namespace law {

std::vector<base::Text> notice_gaps(const NoticeDraft& draft) {
    std::vector<base::Text> out;
    const auto scope = [&](const char* stock) {
        return std::any_of(draft.scopes.begin(), draft.scopes.end(), [&](auto& one) { return one.stock == stock; });
    };
    if (draft.notice.title.empty()) out.push_back({"缺标题", "the title is missing"});
    if (!draft.notice.issued_on) out.push_back({"缺印发日期", "the date of issue is missing"});
    if (!scope("unsupplied")) out.push_back({"缺批而未供的清理范围", "the scope of unsupplied land is missing"});
    if (!scope("idle")) out.push_back({"缺闲置土地的清理范围", "the scope of idle land is missing"});
    if (draft.group.office.empty())
        out.push_back({"缺领导小组办公室所在部门", "the office of the leading group is missing"});
    return out;
}

}  // namespace law
