// The draft as TOML, in the order of docs/rulebooks.md. What the notice says carries tag N; defaults of ours are named
// as such where they stand, so that nobody takes them for its words.
#include "law/notice_parts.hpp"
#include "law/notice_toml_lines.hpp"

#include <algorithm>

namespace law {

namespace {

using namespace notice;

class Writer : TomlLines {
  public:
    explicit Writer(const NoticeDraft& draft) : draft_(draft), book_(draft_book(draft)), c_(*book_.campaign) {}

    std::string text() {
        head();
        documents();
        campaign();
        scopes();
        targets();
        milestones();
        dates();
        routes();
        organisation();
        open_points();
        return take();
    }

  private:
    void from(const NoticeSource& source) {
        if (!source.sentence.empty()) line("# 原文 " + source.clause + "：" + source.sentence);
    }

    void head() {
        line(
            "# "
            "由通知文本读出的规则集草稿。带「原文」的是通知的话；标「默认」的是本系统的设置，通知没有写。英文栏照抄中文"
            "，待译。");
        line(
            "# Draft read from the text of a notice. 原文 quotes the notice; 默认 marks a default of ours that it does "
            "not state.");
        for (const base::Text& gap : notice_gaps(draft_))
            line("# 还不能采用 (not yet a rulebook)：" + gap.zh + " / " + gap.en);
        line("format = 1");
        line("kind = \"campaign\"");
        both("title", book_.title);
        line("# 默认：闲置认定和增存挂钩的参数取自国家规则。");
        line("uses = [\"national/idle-land-53\", \"national/stock-quota-link\", \"national/supervision\",");
        line("        \"national/real-estate-stock\", \"national/supply-procedure\"]");
    }
    void documents() {
        for (std::size_t i = 0; i < book_.documents.size(); ++i) {
            const Document& one = book_.documents[i];
            table("document");
            from(i == 0 ? draft_.notice.source : draft_.documents[i - 1].source);
            pair("id", one.id);
            pair("number", one.number.empty() ? "（通知没有写文号）" : one.number);
            both("title", one.title.zh.empty() ? base::Text{"（没有写标题）", "(no title given)"} : one.title);
            pair("issuer", one.issuer.empty() ? "（没有写发文机关）" : one.issuer);
            if (one.issued_on) raw("issued_on", one.issued_on->iso());
            pair("parent", one.parent);
        }
        if (!book_.parameters.empty()) line("\n# 默认：期限提前多少天提醒；第一个节点离印发日多近算太急。");
        for (const Parameter& one : book_.parameters) {
            table("parameter");
            pair("id", one.id);
            raw("value", std::to_string(one.value.num));
            pair("unit", one.unit);
            raw("valid_from", one.valid_from.iso());
            pair("valid_to", "open");
            pair("document", one.document);
            pair("article", one.article);
            pair("tag", one.tag.code);
        }
    }
    void campaign() {
        line("\n[campaign]");
        if (c_.division.empty()) line("# 行政区划代码表里没有「" + draft_.place + "」，请填六位代码。");
        pair("division", c_.division.empty() ? "000000" : c_.division);
        both("name", c_.name);
        pair("document", c_.document);
        for (const NoticeBaseline& said : draft_.baselines) from(said.source);
        if (!c_.baseline_stated && draft_.base_day) line("# 通知写了基准日，没有写以哪份清册或哪个系统为准。");
        if (!c_.baseline_stated && !draft_.base_day) line("# 默认：通知没有写基准日，暂用上年末。");
        raw("baseline_day", c_.baseline_day.iso());
        flag("baseline_stated", c_.baseline_stated);
        pair("baseline_tag", c_.baseline_tag.code);
        if (!draft_.counting_stated) line("# 默认：通知没有写以哪个系统为准。");
        pair("counting", c_.counting);
        raw("townships", words(c_.townships));
        line("\n# 默认：存量的构成和口径。");
        line("[settings]");
        flag("noise_in_stock", c_.noise_in_stock);
        flag("carried_in_stock", c_.carried_in_stock);
        flag("recovered_in_stock", c_.recovered_in_stock);
        flag("adjusted_counts", c_.adjusted_counts);
        flag("fee_is_disposal", c_.fee_is_disposal);
        approvers();
    }
    void approvers() {
        line("\n# 默认：批准机关的认法；能否撤回批文按国务院、省批准的可以，市批准的不可以。");
        const std::pair<const char*, const char*> kAll[] = {
            {"state_council", "[\"国务院\", \"自然资源部\", \"国土资源部\"]"},
            {"province", "[\"省人民政府\", \"省政府\", \"自治区人民政府\"]"},
            {"city", "[\"市人民政府\", \"市政府\"]"}};
        for (const auto& [id, authority] : kAll) {
            table("approver");
            pair("id", id);
            raw("authority_words", authority);
            flag("in_scope", true);
            flag("withdrawable", std::string_view(id) != "city");
        }
    }
    void scopes() {
        for (std::size_t i = 0; i < c_.scopes.size(); ++i) {
            const Scope& one = c_.scopes[i];
            table("scope");
            from(draft_.scopes[i].source);
            if (!draft_.scopes[i].from_year) line("# 默认：通知没有写起始年份。");
            pair("stock", one.stock);
            raw("from", one.from.iso());
            raw("to", one.to ? one.to->iso() : "\"open\"");
            if (one.stock == "idle") {
                pair("since", one.since);
                flag("since_stated", one.since_stated);
            } else {
                pair("conversion_only", one.conversion_only);
                flag("conversion_only_stated", one.conversion_only_stated);
            }
            pair("clause", one.clause);
            pair("tag", one.tag.code);
            both("text", one.text);
        }
    }
    void targets() {
        const std::vector<std::size_t> held = targets_of_book(draft_);
        for (std::size_t i = 0; i < draft_.targets.size(); ++i) {
            if (std::binary_search(held.begin(), held.end(), i)) continue;
            line("\n# 没有写进任务表（分段、分单位、其他年度、超过全部或不属两类存量），见问题清单：");
            from(draft_.targets[i].source);
        }
        for (const CampaignTarget& one : c_.targets) {
            if (!draft_.notice.issued_on) break;
            table("target");
            pair("id", one.id);
            pair("stock", one.stock);
            pair("basis", one.basis);
            if (one.basis == "rate") {
                raw("rate", share(one.rate));
                flag("base_stated", one.base_stated);
            } else {
                pair("area_m2", one.area.m2_text());
            }
            flag("provisional", one.provisional);
            raw("in_force_from", one.in_force_from.iso());
            pair("document", one.document);
            pair("clause", one.clause);
            pair("tag", one.tag.code);
        }
    }
    void milestones() {
        for (const Milestone& one : c_.milestones) {
            table("milestone");
            pair("id", one.id);
            raw("on", one.on.iso());
            raw("share", share(one.share));
            pair("clause", one.clause);
            pair("text", one.text);
        }
        const std::vector<std::size_t> held = milestones_of_book(draft_);
        for (std::size_t i = 0; i < draft_.milestones.size(); ++i) {
            if (std::binary_search(held.begin(), held.end(), i)) continue;
            line(
                "\n# 没有写进节点表的节点（存量消化率、几年总任务的比例、超过全部，或另一类土地的进度），见问题清单：");
            from(draft_.milestones[i].source);
        }
        readings();
    }
    /// Only readings of contradictions that the book itself shows; parse_rulebook refuses others.
    void readings() {
        for (const NoticeRemark& found : draft_.contradictions)
            for (const Reading& one : found.readings) {
                table("reading");
                pair("contradiction", one.contradiction);
                pair("id", one.id);
                both("text", one.text);
                if (!one.strike.empty()) raw("strike", words(one.strike));
                std::string moves;
                for (const Reading::Move& move : one.move)
                    moves += (moves.empty() ? "" : ", ") + ("{ milestone = " + in_quotes(move.milestone)) +
                             ", to = " + move.to.iso() + " }";
                if (!moves.empty()) raw("move", "[" + moves + "]");
            }
    }
    void dates() {
        for (const Stage& one : c_.stages) {
            table("stage");
            pair("id", one.id);
            both("name", one.name);
            raw("from", one.from.iso());
            raw("to", one.to.iso());
            pair("clause", one.clause);
            if (!one.tests.empty()) raw("tests", words(one.tests));
        }
        std::size_t next = 0;
        for (const NoticeDeadline& said : draft_.deadlines) {
            if (!said.on) {
                line("\n# 定期事项（规则集没有这一项）：" + said.what);
                continue;
            }
            const Deadline& one = c_.deadlines[next++];
            table("deadline");
            from(said.source);
            pair("id", one.id);
            raw("on", one.on.iso());
            pair("clause", one.clause);
            if (!one.routes.empty()) raw("routes", words(one.routes));
            both("text", one.text);
        }
    }
    void routes() {
        if (!c_.routes.empty())
            line(
                "\n# 处置途径。counts（何时计入消化）是默认；原因和对照表（cause、route_row）通知没有写，采用前补上。");
        for (const Route& one : c_.routes) {
            table("route");
            pair("id", one.id);
            both("name", one.name);
            both("next_step", one.next_step);
            pair("clause", one.clause);
            pair("counts", one.counts);
        }
    }
    void organisation() {
        for (const Department& one : c_.departments) {
            table("department");
            pair("id", one.id);
            both("name", one.name);
            raw("words", words(one.words));
        }
        for (std::size_t i = 0; i < c_.duties.size(); ++i) {
            const Duty& one = c_.duties[i];
            table("duty");
            from(draft_.duties[i].source);
            pair("id", one.id);
            pair("department", one.department);
            both("task", one.task);
            pair("clause", one.clause);
        }
        line("\n[group]");
        pair("clause", c_.group.clause);
        raw("names", words(c_.group.names));
        pair("office", c_.group.office);
        raw("text_members", words(c_.group.text_members));
        std::string heads;
        for (const Group::Described& one : c_.group.office_head)
            heads += (heads.empty() ? "" : ", ") + ("{ where = " + in_quotes(one.where)) +
                     ", words = " + in_quotes(one.words) + " }";
        raw("office_head", "[" + heads + "]");
        for (const Member& one : c_.group.members) {
            table("group.member");
            pair("unit", one.unit);
            pair("place", one.place);
            pair("post", one.post.empty() ? "（没有写岗位）" : one.post);
            pair("role", one.role);
        }
        for (const Zone& one : c_.zones) {
            table("zone");
            pair("id", one.id);
            both("name", one.name);
            pair("level", one.level);
            pair("clause", one.clause);
        }
    }
    void open_points() {
        for (const NoticeRemark& one : draft_.questions) {
            if (one.code != "SCOPE_GAP" && one.code != "TARGET_BANDS" && one.code != "STOCK_UMBRELLA" &&
                one.code != "CURVE_PER_STOCK" && one.code != "TARGET_YEARS")
                continue;
            table("open_point");
            pair("id", one.id);
            pair("code", one.code);
            pair("clause", one.where);
            both("text", one.text);
        }
    }

    const NoticeDraft& draft_;
    const Rulebook book_;
    const Campaign& c_;
};

}  // namespace

std::string notice_toml(const NoticeDraft& draft) { return Writer(draft).text(); }

}  // namespace law
