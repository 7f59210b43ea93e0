// Duties: 「X部门负责…」, 「由X负责」, 「X牵头，Y配合」, 「责任单位：X、Y」, 「X：…」. One duty is one (department,
// task).
//
// A comma clause without subject of its own is another task of the one before. What only says how or to what end
// (确保…, 按照…) stays with its task.
#include "law/notice_duties.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

struct Verb : Span {
    View word;
    const char* role = "";
};
struct Known {
    View word;
    const char* role;
};
constexpr Known kVerbs[] = {{U"牵头负责", "lead"}, {U"负责", "responsible"}, {U"牵头", "lead"},
                            {U"配合", "assist"},   {U"协助", "assist"},      {U"协同", "assist"},
                            {U"参与", "assist"},   {U"承担", "responsible"}};
/// The first verb of duty in the clause; 负责人 and the labels (牵头单位) are none.
std::optional<Verb> verb_in(View clause) {
    std::optional<Verb> best;
    for (const Known& known : kVerbs)
        for (std::size_t at = clause.find(known.word); at != kNowhere; at = clause.find(known.word, at + 1)) {
            const View after = clause.substr(at + known.word.size());
            if (starts(after, U"人") || starts(after, U"单位") || starts(after, U"部门") || starts(after, U"同志"))
                continue;
            const bool longer = best && at == best->begin && known.word.size() > best->word.size();
            if (best && at >= best->begin && !longer) continue;
            best.emplace();
            best->begin = at;
            best->end = at + known.word.size();
            best->word = known.word;
            best->role = known.role;
        }
    return best;
}

/// 「财政局要落实资金」: the bare 要 or 应 behind a unit; not that of 需要, 主要, 要求.
std::optional<Verb> shall_in(View clause) {
    for (const View word : {U"要"sv, U"应当"sv, U"应"sv, U"须"sv}) {
        const std::size_t at = clause.find(word);
        if (at == kNowhere || at < 3 || at > 24) continue;
        if (View(U"需主重必只适反响").find(clause[at - 1]) != kNowhere || starts(clause.substr(at), U"要求")) continue;
        Verb out;
        out.begin = at;
        out.end = at + word.size();
        out.word = word;
        out.role = "responsible";
        return out;
    }
    return std::nullopt;
}

View without_adverbs(View subject) {
    for (bool again = true; again;) {
        again = false;
        for (const View word : {U"分别"sv, U"共同"sv, U"主要"sv, U"具体"sv, U"要"sv, U"应当"sv, U"应"sv, U"须"sv,
                                U"统一"sv, U"按职责分工"sv, U"按照职责分工"sv, U"按职责"sv, U"根据职责"sv, U"积极"sv,
                                U"依法"sv, U"密切"sv, U"全力"sv, U"按照各自职责"sv, U"按各自职责"sv})
            if (ends(subject, word)) {
                subject.remove_suffix(word.size());
                again = true;
            }
    }
    return subject;
}

bool adjunct_of_before(View clause) {
    constexpr View kLeads[] = {U"确保", U"保证", U"保障", U"推动", U"促进", U"实现",
                               U"形成", U"做到", U"避免", U"防止", U"为"};
    return std::any_of(std::begin(kLeads), std::end(kLeads), [&](View lead) { return starts(clause, lead); });
}

bool adjunct_of_next(View clause) {
    constexpr View kLeads[] = {U"对",   U"按照", U"按",   U"根据", U"依据", U"在",
                               U"结合", U"针对", U"通过", U"于",   U"会同"};
    return std::any_of(std::begin(kLeads), std::end(kLeads), [&](View lead) { return starts(clause, lead); });
}

/// 「对规划条件不明确的」: what something is about, and no task by itself.
bool object_phrase(View words) { return starts(words, U"对") && ends(words, U"的"); }

/// Whether units that stand before these words do what follows: 「区财政局足额安排…」, 「镇（街道）是…责任主体」,
/// 「各县区人民政府对…负总责」. The words of the task, or nothing.
std::optional<View> deed(View rest) {
    constexpr View kDuties[] = {U"负总责", U"主体责任", U"责任主体", U"第一责任", U"负责"};
    const bool liable = std::any_of(std::begin(kDuties), std::end(kDuties), [&](View d) { return has(rest, d); });
    if (starts(rest, U"是") || starts(rest, U"对") || starts(rest, U"为"))
        return liable ? std::optional(starts(rest, U"是") || starts(rest, U"为") ? rest.substr(1) : rest)
                      : std::nullopt;
    for (const View by : {U"按照"sv, U"按"sv, U"根据"sv})
        if (starts(rest, by)) {
            for (const View end : {U"职责分工"sv, U"分工"sv, U"职责"sv})
                if (const std::size_t at = rest.find(end); at != kNowhere && at < 12)
                    return rest.substr(at + end.size());
            return std::nullopt;
        }
    constexpr View kActs[] = {U"做好", U"落实", U"加强", U"足额", U"安排", U"保障", U"推进", U"开展", U"组织",
                              U"加快", U"强化", U"督促", U"协调", U"指导", U"完成", U"提供", U"办理", U"统筹",
                              U"承担", U"抓好", U"及时", U"严格", U"切实", U"建立", U"推介", U"配备"};
    const bool act = std::any_of(std::begin(kActs), std::end(kActs), [&](View a) { return starts(rest, a); });
    return act ? std::optional(rest) : std::nullopt;
}

/// What no list of units begins with.
bool no_subject(View words) {
    constexpr View kLeads[] = {U"对",   U"因", U"按", U"由", U"将", U"把",     U"要",     U"会同",
                               U"督促", U"经", U"在", U"与", U"向", U"县政府", U"市政府", U"区政府"};
    return std::any_of(std::begin(kLeads), std::end(kLeads), [&](View lead) { return starts(words, lead); });
}

/// 「做好A以及B等工作」 and 「组织A并将B上传」 are two tasks.
std::vector<Chars> split_task(View task) {
    std::vector<Chars> out;
    const std::size_t also = task.find(U"以及");
    const std::size_t verb = also == kNowhere ? kNowhere : task.substr(0, also).find(U"做好");
    if (verb != kNowhere && !has(task.substr(0, also), U"、")) {
        out.emplace_back(task.substr(0, also));
        out.push_back(U"做好" + Chars(task.substr(also + 2)));
        return out;
    }
    for (const View joint : {U"并将"sv, U"并及时"sv, U"并负责"sv, U"并做好"sv, U"并牵头"sv}) {
        const std::size_t at = task.find(joint);
        if (at == kNowhere || at < 4) continue;
        out.emplace_back(task.substr(0, at));
        out.emplace_back(task.substr(at + 1));
        return out;
    }
    out.emplace_back(task);
    return out;
}

class Sentence {
  public:
    Sentence(Pages& pages, NoticeDraft& draft, const Block& block, std::size_t index)
        : pages_(pages), draft_(draft), block_(block), index_(index), text_(block.sentences[index]) {}

    /// `given`: units that the paragraph is about, with its words (「财政局：」).
    void read(const std::vector<std::string>& given, View lead) {
        subject_ = given;
        lead_ = Chars(lead);
        View text = trim(text_, U"。；！ ");
        std::size_t open = 0;
        while ((open = text.find(U'（', open)) != kNowhere) {  // （X牵头，Y配合）
            const std::size_t close = text.find(U'）', open);
            if (close == kNowhere) break;
            const View inner = text.substr(open + 1, close - open - 1);
            if (verb_in(inner) && bracket(inner, text.substr(0, open))) return;
            open = close;
        }
        for (const View clause : cut(text, U"，：")) read_clause(clause);
        flush();
        if (!loose_.empty())  // nothing followed: what it is about is the task
            for (const auto& [unit, own] : waiting_) add(unit, own, loose_);
    }

  private:
    bool bracket(View inner, View before) {
        bool any = false;
        if (trim(before).empty()) before = block_.title.size() >= 4 ? View(block_.title) : View(earlier());
        for (const View part : cut(inner, U"，；")) {
            const auto verb = verb_in(part);
            if (!verb) continue;
            for (const std::string& unit : units_of(pages_, draft_, without_adverbs(part.substr(0, verb->begin)))) {
                add(unit, verb->role, before);
                any = true;
            }
        }
        return any;
    }

    Chars earlier() const { return index_ > 0 ? block_.sentences[index_ - 1] : Chars{}; }

    void read_clause(View clause) {
        auto verb = verb_in(clause);
        if (!verb) verb = shall_in(clause);
        if (verb && trailing(clause, *verb)) return;
        if (verb && new_subject(clause, *verb)) return;
        if (acts(clause)) return;
        const bool others = verb && std::string_view(verb->role) == "assist" && verb->end == clause.size();
        if (others && verb->begin > 0) return;  // 「各村配合」: units that are none of the table's
        if (subject_.empty()) {
            loose_ += (loose_.empty() ? U"" : U"，") + Chars(clause);
            return;
        }
        if (!tasks_.empty() && adjunct_of_before(clause)) {
            tasks_.back().second += U"，" + Chars(clause);
            return;
        }
        if (adjunct_of_next(clause)) {
            pending_ += Chars(clause) + U"，";
            return;
        }
        add_task(clause);
    }

    /// Units directly before what they do, without a verb of duty.
    bool acts(View clause) {
        if (no_subject(clause) || !percents(clause).empty() || !broken_figures(clause).empty())
            return false;  // shares are milestones and targets
        for (std::size_t end = std::min<std::size_t>(clause.size(), 40); end-- > 3;) {
            const auto task = deed(clause.substr(end));
            if (!task || task->size() < 3) continue;
            const std::vector<std::string> units = units_of(pages_, draft_, clause.substr(0, end));
            if (units.empty()) continue;
            flush();
            subject_ = units;
            role_ = "responsible";
            add_task(*task);
            return true;
        }
        return false;
    }

    /// 「财政部门负责…」, 「由财政局牵头」.
    bool new_subject(View clause, const Verb& verb) {
        const View subject = without_adverbs(clause.substr(0, verb.begin));
        if (subject.empty()) return false;
        const std::vector<std::string> units = units_of(pages_, draft_, subject);
        if (units.empty()) return false;
        flush();
        subject_ = units;
        role_ = verb.role;
        View rest = clause.substr(verb.end);
        with_ = partners(rest);
        if (!rest.empty()) {
            add_task(rest);
        } else if (!loose_.empty() && !object_phrase(loose_)) {
            tasks_.emplace_back(role_, loose_);  // the task stood before
        }
        return true;
    }

    /// 「会同自然资源部门组织做好…」: the partners, taken off the task.
    std::vector<std::string> partners(View& rest) {
        if (!starts(rest, U"会同") && !starts(rest, U"配合") && !starts(rest, U"协同")) return {};
        for (const View act :
             {U"组织"sv, U"做好"sv, U"开展"sv, U"负责"sv, U"研究"sv, U"制定"sv, U"对"sv, U"推进"sv, U"加快"sv}) {
            const std::size_t at = rest.find(act, 2);
            if (at == kNowhere) continue;
            const std::vector<std::string> units = units_of(pages_, draft_, rest.substr(2, at - 2));
            if (units.empty()) continue;
            rest = rest.substr(at);
            return units;
        }
        return {};
    }

    /// 「用地手续由自然资源局负责」.
    bool trailing(View clause, const Verb& verb) {
        const std::size_t by = clause.substr(0, verb.begin).rfind(U'由');
        if (by == kNowhere || by == 0 || clause[by - 1] == U'并') return false;
        const View subject = without_adverbs(clause.substr(by + 1, verb.begin - by - 1));
        const std::vector<std::string> units = units_of(pages_, draft_, subject);
        if (units.empty()) return false;
        flush();
        Chars task = loose_ + (loose_.empty() ? U"" : U"，") + Chars(clause.substr(0, by));
        if (const View rest = clause.substr(verb.end); rest.size() <= 4) task += Chars(rest);  // 由X负责办理
        loose_ = task;
        subject_ = units;
        role_ = verb.role;
        tasks_.emplace_back(role_, task);
        return true;
    }

    void add_task(View clause) {
        std::string role = role_;
        if (starts(clause, U"牵头")) role = "lead";
        for (const View help : {U"配合"sv, U"协助"sv, U"协同"sv, U"参与"sv})
            if (starts(clause, help)) role = "assist";
        Chars task = pending_ + Chars(clause);
        pending_.clear();
        for (const View lead : {U"并"sv, U"要"sv, U"负责"sv})
            if (starts(task, lead) && task.size() > 3) task.erase(0, lead.size());
        const auto parts = split_task(task);
        for (const Chars& part : parts) tasks_.emplace_back(role, part);
        if (!with_.empty() && assisted_.empty()) assisted_ = parts.front();
    }

    /// Units named without a task (「A牵头，B配合，做好…」) wait for the one that follows.
    void flush() {
        if (tasks_.empty() && !pending_.empty() && !subject_.empty()) add_task({});  // 「于5月20日前出具…」 closes it
        if (tasks_.empty())
            for (const std::string& unit : subject_) waiting_.emplace_back(unit, role_);
        for (const auto& [unit, own] : waiting_)
            for (const auto& [role, task] : tasks_) add(unit, own, task);
        if (!tasks_.empty()) waiting_.clear();
        for (const std::string& unit : subject_)
            for (const auto& [role, task] : tasks_) add(unit, role, task);
        for (const std::string& unit : with_) add(unit, "assist", assisted_);
        tasks_.clear();
        with_.clear();
        assisted_.clear();
        subject_.clear();
        pending_.clear();
    }

    void add(const std::string& unit, const std::string& role, View task) {
        task = trim(task, U"，。；：、（ ");
        if (task.size() < 2) return;
        const std::string text = pages_.quote(task);
        add_duty(pages_, draft_, {unit, role, text, pages_.source(block_, lead_ + Chars(text_))}, block_, index_);
    }

    Pages& pages_;
    NoticeDraft& draft_;
    const Block& block_;
    std::size_t index_;
    View text_;
    Chars lead_;
    std::vector<std::string> subject_;
    std::vector<std::pair<std::string, std::string>> waiting_;  ///< unit and its role
    std::string role_ = "responsible";
    std::vector<std::string> with_;  ///< partners of the sentence
    Chars assisted_;
    Chars loose_;    ///< clauses before any subject: a task whose unit may follow
    Chars pending_;  ///< an adjunct that waits for its task
    std::vector<std::pair<std::string, Chars>> tasks_;
};

}  // namespace

bool has_duty_verb(View text) { return verb_in(text).has_value(); }

void read_duty_sentence(Pages& pages, NoticeDraft& draft, const Block& block, std::size_t index,
                        const std::vector<std::string>& given, View lead) {
    Sentence(pages, draft, block, index).read(given, lead);
}

void add_duty(Pages& pages, NoticeDraft& draft, NoticeDuty duty, const Block& block, std::size_t index) {
    const auto same = [&](const NoticeDuty& d) {
        return d.department == duty.department && d.task == duty.task && d.role == duty.role;
    };
    if (std::any_of(draft.duties.begin(), draft.duties.end(), same)) return;
    draft.duties.push_back(std::move(duty));
    pages.duty_sentences.insert({block.line, index});
}

}  // namespace law::notice
