#include "ledger/posting.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace ledger {
namespace {

struct AccountRow {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

constexpr std::size_t kAccounts = static_cast<std::size_t>(Account::kCount);

/// Design/ledger §2, in the order of the enum.
constexpr std::array<AccountRow, kAccounts> kRows{{
    {"approved", "批准", "approved"},
    {"existing", "现有建设用地", "existing construction land"},
    {"unlinked", "来源未说明", "origin not stated"},
    {"listed", "清册期初", "known from a list only"},
    {"moved", "分割合并划转", "moved by split or merge"},
    {"adjusted", "批文调整", "adjusted"},
    {"remeasured", "面积更正", "re-measured"},
    {"unsupplied.stage_unknown", "批而未供（征收情况未说明）", "not supplied, stage unknown"},
    {"unsupplied.unexpropriated", "未征", "not expropriated"},
    {"unsupplied.expropriated", "已征未净", "expropriated, not ready"},
    {"unsupplied.ready", "净地", "ready to supply"},
    {"unsupplied.in_process", "拟供（公告、报批中）", "supply in process"},
    {"recovered", "已收回", "recovered"},
    {"supplied.unreported", "已供，后续未报", "supplied, nothing reported since"},
    {"supplied.undelivered", "未交地", "supplied, not delivered"},
    {"supplied.delivered", "已交地未动工", "delivered, not started"},
    {"supplied.started", "已动工", "started"},
    {"supplied.stalled", "中止建设", "stalled"},
    {"supplied.finished", "已竣工", "finished"},
    {"supplied.idle", "闲置（已认定或列入清册）", "idle (recognised or listed)"},
    {"supplied.opening", "已供·期初（无明细）", "supplied before our detail"},
    {"supplied.carried", "已供·带供", "carried along with a supply"},
    {"withdrawn", "已撤回", "withdrawn"},
    {"lapsed", "已失效", "lapsed"},
    {"noise", "坐标误差", "coordinate noise"},
    {"collective", "集体使用（无须供应）", "collective use, no supply needed"},
}};

const AccountRow& row(Account account) { return kRows.at(static_cast<std::size_t>(account)); }

bool between(Account account, Account first, Account last) { return first <= account && account <= last; }

}  // namespace

std::string_view account_code(Account account) { return row(account).code; }
std::string_view account_zh(Account account) { return row(account).zh; }
std::string_view account_en(Account account) { return row(account).en; }

std::optional<Account> account_from_code(std::string_view code) {
    for (std::size_t i = 0; i < kAccounts; ++i)
        if (kRows[i].code == code) return static_cast<Account>(i);
    return std::nullopt;
}

bool is_source(Account account) { return between(account, Account::Approved, Account::Remeasured); }
bool is_unsupplied(Account account) { return between(account, Account::StageUnknown, Account::InProcess); }
bool is_supplied(Account account) { return between(account, Account::Unreported, Account::Idle); }

std::vector<Cell> balances(const std::vector<Posting>& postings, Date day) {
    // Every posting is two half-entries; sorting them brings the halves of one cell together.
    struct Half {
        const std::string* origin;
        const std::string* holder;
        Account account;
        Area area;
        auto cell() const { return std::tie(*origin, *holder, account); }
    };
    std::vector<Half> halves;
    halves.reserve(2 * postings.size());
    for (const Posting& p : postings) {
        if (p.on > day) continue;
        halves.push_back({&p.origin, &p.holder_from, p.from, -p.area});
        halves.push_back({&p.origin, &p.holder_to, p.to, p.area});
    }
    std::sort(halves.begin(), halves.end(), [](const Half& a, const Half& b) { return a.cell() < b.cell(); });

    std::vector<Cell> cells;
    for (std::size_t i = 0; i < halves.size();) {
        Area sum;
        std::size_t end = i;
        for (; end < halves.size() && halves[end].cell() == halves[i].cell(); ++end) sum += halves[end].area;
        if (!sum.is_zero()) cells.push_back({*halves[i].origin, *halves[i].holder, halves[i].account, sum});
        i = end;
    }
    return cells;
}

}  // namespace ledger
