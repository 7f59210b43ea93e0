// panhuo clock --start D --add 30d : when a statutory period ends, step by step.
#include "cli/session.hpp"
#include "law/clock.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct ClockOptions {
    std::string start;
    std::string add;
    std::vector<std::string> suspend;
    bool shift = false;
};

base::Result<law::ClockAnswer> answer_clock(const ClockOptions& options) {
    law::ClockQuestion question;
    const auto start = base::parse_iso_date(options.start);
    if (!start) return base::Error{base::Code::DateInvalid, {options.start}};
    question.start = *start;
    PANHUO_TRY(question.period, law::parse_period(options.add));
    for (const std::string& text : options.suspend) {
        PANHUO_TRY(const law::Interval interval, law::parse_interval(text));
        question.suspensions.push_back(interval);
    }
    question.shift_rest_day = options.shift;
    PANHUO_TRY(const base::WorkCalendar calendar, base::WorkCalendar::load_own());
    return law::run_clock(question, calendar);
}

int clock(const Session& session, const ClockOptions& options) {
    const auto answer = answer_clock(options);
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
    std::printf("%s %s\n", session.say("届满", "due"), answer->due.iso().c_str());
    return kDone;
}

}  // namespace

void add_clock_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<ClockOptions>();
    CLI::App* command = app.add_subcommand("clock", "when a statutory period ends, step by step");
    command->add_option("--start", options->start, "the day it starts, not counted itself")->required();
    command->add_option("--add", options->add, "10wd | 30d | 2m | 1y")->required();
    command->add_option("--suspend", options->suspend, "first:last day of a suspension; may be repeated");
    command->add_flag("--shift", options->shift, "the law moves an end on a rest day to the next working day");
    command->callback([&session, &run, options] { run = [&session, options] { return clock(session, *options); }; });
}

}  // namespace cli
