#include "intake/worker/delimited.hpp"

#include "base/text.hpp"
#include "intake/worker/output.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace intake::worker {

namespace {

/// Fields per row of the first rows, quotes respected.
std::vector<std::size_t> field_counts(std::string_view text, char delimiter) {
    constexpr std::size_t kRows = 40;
    std::vector<std::size_t> counts;
    std::size_t fields = 1;
    bool quoted = false;
    bool field_start = true;
    bool empty = true;
    bool just_closed = false;
    for (const char c : text) {
        if (counts.size() >= kRows) break;
        if (quoted) {
            quoted = c != '"';
            just_closed = !quoted;
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (!empty) counts.push_back(fields);
            fields = 1;
            field_start = empty = true;
            continue;
        }
        empty = false;
        if (c == delimiter) {
            ++fields;
            field_start = true;
        } else {
            // A doubled quote inside a quoted field closes it and opens it again.
            quoted = c == '"' && (field_start || just_closed);
            field_start = false;
        }
        just_closed = false;
    }
    if (!empty) counts.push_back(fields);
    return counts;
}

/// How evenly a delimiter divides: rows of the commonest width, squared, times that width (capped, since the
/// coordinates of a shape hold many commas).
std::size_t evenness(std::string_view text, char delimiter) {
    std::map<std::size_t, std::size_t> widths;
    for (const std::size_t count : field_counts(text, delimiter)) ++widths[count];
    std::size_t best = 0;
    for (const auto& [width, rows] : widths) best = std::max(best, rows * rows * std::min<std::size_t>(width - 1, 50));
    return best;
}

/// ="0012" is 0012, and an apostrophe before a formula sign (as our own reject files write it) is taken off again.
void undo_text_marks(std::string& cell) {
    if (cell.size() >= 2 && cell[0] == '\'' && std::string_view("=+-@\t\r").find(cell[1]) != std::string_view::npos) {
        cell.erase(0, 1);
        return;
    }
    if (cell.size() >= 3 && cell[0] == '=' && cell[1] == '"' && cell.back() == '"') {
        cell.pop_back();
        cell.erase(0, 2);
    }
}

}  // namespace

char detect_delimiter(std::string_view first_text, char prefer) {
    // One sign on a line of its own; half of a Chinese character is none.
    const bool told = base::starts_with(first_text, "sep=") && first_text.size() > 5 &&
                      (first_text[5] == '\n' || first_text[5] == '\r');
    if (told && std::ispunct(static_cast<unsigned char>(first_text[4])) != 0) return first_text[4];
    if (told && first_text[4] == '\t') return '\t';
    if (prefer != '\0' && evenness(first_text, prefer) > 0) return prefer;
    char best = ',';
    std::size_t best_score = evenness(first_text, ',');
    for (const char candidate : {'\t', ';'}) {
        const std::size_t score = evenness(first_text, candidate);
        if (score > best_score) {
            best = candidate;
            best_score = score;
        }
    }
    return best;
}

DelimitedParser::DelimitedParser(char delimiter, const Limits& limits, OnRow on_row, OnUnclosed on_unclosed)
    : delimiter_(delimiter), limits_(limits), on_row_(std::move(on_row)), on_unclosed_(std::move(on_unclosed)) {}

base::Status DelimitedParser::add(std::string_view utf8) {
    buffer_.append(utf8);
    if (buffer_.size() < retry_at_) return base::Done{};
    return drain(false);
}

base::Status DelimitedParser::finish() { return drain(true); }

base::Status DelimitedParser::drain(bool final) {
    std::size_t start = 0;
    retry_at_ = 0;
    while (start < buffer_.size()) {
        std::size_t at = start;
        Outcome outcome = parse_record(at, final, true);
        if (outcome == Outcome::Unclosed) {
            at = start;
            outcome = parse_record(at, final, false);
            if (outcome == Outcome::Complete) PANHUO_DO(on_unclosed_(row_ + 1));
        }
        if (outcome == Outcome::NeedMore) {
            // Twice as much before the next try: a row of many megabytes is then scanned a few times, not hundreds.
            retry_at_ = 2 * (buffer_.size() - start);
            break;
        }
        start = at;
        PANHUO_DO(emit());
    }
    buffer_.erase(0, start);
    return base::Done{};
}

std::string& DelimitedParser::next_cell() {
    if (spare_.empty()) {
        cells_.emplace_back();
    } else {
        cells_.push_back(std::move(spare_.back()));
        spare_.pop_back();
        cells_.back().clear();
    }
    return cells_.back();
}

DelimitedParser::Outcome DelimitedParser::parse_record(std::size_t& at, bool final, bool quotes) {
    while (!cells_.empty()) {
        spare_.push_back(std::move(cells_.back()));
        cells_.pop_back();
    }
    const std::string_view text = buffer_;
    while (true) {
        std::string& cell = next_cell();
        if (quotes && at < text.size() && text[at] == '"') {
            const Outcome outcome = parse_quoted(at, final, cell);
            if (outcome != Outcome::Complete) return outcome;
        }
        const std::size_t from = at;
        while (at < text.size() && text[at] != delimiter_ && text[at] != '\n' && text[at] != '\r') ++at;
        cell.append(text.substr(from, at - from));
        if (at == text.size()) return final ? Outcome::Complete : Outcome::NeedMore;
        if (text[at] == delimiter_) {
            ++at;
            continue;
        }
        if (text[at] == '\r') {
            if (at + 1 == text.size() && !final) return Outcome::NeedMore;
            ++at;
            if (at < text.size() && text[at] == '\n') ++at;
        } else {
            ++at;
        }
        return Outcome::Complete;
    }
}

DelimitedParser::Outcome DelimitedParser::parse_quoted(std::size_t& at, bool final, std::string& cell) {
    const std::string_view text = buffer_;
    ++at;
    while (true) {
        const std::size_t close = text.find('"', at);
        const std::size_t until = close == std::string_view::npos ? text.size() : close;
        cell.append(text.substr(at, until - at));
        if (cell.size() > limits_.cell_bytes && !(looks_like_wkt(cell) && cell.size() <= limits_.shape_bytes)) {
            return Outcome::Unclosed;
        }
        if (close == std::string_view::npos) return final ? Outcome::Unclosed : Outcome::NeedMore;
        at = close + 1;
        if (at < text.size() && text[at] == '"') {
            cell.push_back('"');
            ++at;
            continue;
        }
        if (at == text.size() && !final) return Outcome::NeedMore;
        return Outcome::Complete;
    }
}

base::Status DelimitedParser::emit() {
    ++row_;
    if (row_ == 1 && cells_.size() <= 2 && base::starts_with(cells_[0], "sep=")) return base::Done{};
    for (std::string& cell : cells_) undo_text_marks(cell);
    return on_row_(row_, cells_);
}

}  // namespace intake::worker
