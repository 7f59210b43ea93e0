// panhuo clock --start D --add 30d : when a statutory period ends, step by step; --idle: the two clocks of a late
// start.
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/session.hpp"
#include "law/clock.hpp"
#include "law/start_clocks.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct ClockOptions {
    std::string start;
    std::string add;
    std::vector<std::string> suspend;
    bool shift = false;
    bool idle = false;
    std::string as_of;
    std::string calendar;
};

base::Result<base::Date> day_of(const std::string& text) {
    const auto day = base::parse_iso_date(text);
    if (!day) return base::Error{base::Code::DateInvalid, {text}};
    return *day;
}

/// The question but for its period.
base::Result<law::ClockQuestion> question_of(const ClockOptions& options) {
    law::ClockQuestion question;
    PANHUO_TRY(question.start, day_of(options.start));
    for (const std::string& text : options.suspend) {
        PANHUO_TRY(law::Suspension one, law::parse_suspension(text));
        question.suspensions.push_back(one.days);
        question.causes.push_back(std::move(one.cause));
    }
    question.shift_rest_day = options.shift;
    return question;
}

base::Result<law::ClockAnswer> answer_clock(const ClockOptions& options) {
    PANHUO_TRY(law::ClockQuestion question, question_of(options));
    PANHUO_TRY(question.period, law::parse_period(options.add));
    PANHUO_TRY(base::WorkCalendar calendar, base::WorkCalendar::load_own());
    if (!options.calendar.empty()) {
        PANHUO_TRY(const std::string later, base::read_file(options.calendar));
        PANHUO_DO(calendar.extend(later, options.calendar));
    }
    return law::run_clock(question, calendar);
}

/// The clocks of a late start by the law of the day asked for; due is the day from which it may be taken back.
base::Result<law::ClockAnswer> answer_idle(const ClockOptions& options, base::Date today) {
    PANHUO_TRY(const law::ClockQuestion question, question_of(options));
    if (!options.as_of.empty()) {
        PANHUO_TRY(today, day_of(options.as_of));
    }
    PANHUO_TRY(const law::RulebookSet books, law::load("national/idle-land-53"));
    const auto in_force = law::IdleLaw::on(books, today);
    if (!in_force)
        return base::Error{base::Code::Usage,
                           {base::both("--as-of " + today.iso() + "：当日没有闲置土地的规定",
                                       "--as-of " + today.iso() + ": no rule on idle land that day")}};
    law::ClockAnswer out;
    out.steps = law::start_clocks(question.start, question.suspensions, *in_force);
    out.due = out.steps.back().reached;
    return out;
}

int clock(const Session& session, const ClockOptions& options) {
    const auto answer =
        options.idle ? answer_idle(options, session.clock().now().shanghai_date()) : answer_clock(options);
    if (!answer.ok()) return session.fail(answer.error());
    base::Json steps = base::Json::array();
    for (const law::ClockStep& step : answer->steps) {
        base::Json line{{"rule", std::string(step.rule)}, {"date", step.reached.iso()}};
        line.update(base::text_json(step.text));
        steps.push_back(std::move(line));
    }
    if (session.print_json({{"due", answer->due.iso()}, {"steps", std::move(steps)}})) return kDone;
    for (const law::ClockStep& step : answer->steps)
        std::printf("  %s  %s\n", step.reached.iso().c_str(), session.say(step.text).c_str());
    if (!options.idle) std::printf("%s %s\n", session.say("届满", "due"), answer->due.iso().c_str());
    return kDone;
}

}  // namespace

void add_clock_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<ClockOptions>();
    CLI::App* command = app.add_subcommand("clock", "when a statutory period ends, step by step");
    command->add_option("--start", options->start, "the day it starts, not counted itself")->required();
    auto* add = command->add_option("--add", options->add, "10wd | 30d | 2m | 1y");
    command->add_option("--suspend", options->suspend, "first:last[:cause] of a suspension; may be repeated");
    command->add_flag("--shift", options->shift, "the law moves an end on a rest day to the next working day");
    auto* idle = command->add_flag("--idle", options->idle,
                                   "--start is an agreed start: penalty, idleness, fee and recovery side by side");
    command->add_option("--as-of", options->as_of, "with --idle: the law of that day (default: today)")->needs(idle);
    command->add_option("--calendar", options->calendar, "holidays of years beyond the product's own table");
    idle->excludes(add);
    command->callback([&session, &run, options, add, idle] {
        if (add->count() + idle->count() == 0) throw CLI::RequiredError("--add or --idle");
        run = [&session, options] { return clock(session, *options); };
    });
}

}  // namespace cli
