#include "service/password_policy.hpp"

#include "base/ascii.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <memory>
#include <mutex>

namespace service {
namespace {

constexpr char kFigures[] = "passwords.tsv";
constexpr std::size_t kDecoration = 6;  ///< so many digits and signs behind a word hide it from nobody

base::Error refused_line(const std::string& where, std::string_view zh, std::string_view en) {
    return {base::Code::RecordInvalid, {where, base::both(zh, en)}};
}

/// p@ssw0rd is password.
std::string plain(std::string_view lower) {
    std::string out(lower);
    for (char& c : out) {
        switch (c) {
            case '@':
            case '4':
                c = 'a';
                break;
            case '0':
                c = 'o';
                break;
            case '1':
            case '!':
                c = 'i';
                break;
            case '3':
                c = 'e';
                break;
            case '5':
            case '$':
                c = 's';
                break;
            default:
                break;
        }
    }
    return out;
}

/// Without up to kDecoration ASCII digits and signs at its end; the whole text if there are more.
std::string_view word_of(std::string_view lower) {
    std::size_t end = lower.size();
    while (end > 0 && static_cast<unsigned char>(lower[end - 1]) < 0x80 &&
           std::isalpha(static_cast<unsigned char>(lower[end - 1])) == 0)
        --end;
    return lower.size() - end <= kDecoration ? lower.substr(0, end) : lower;
}

struct Seen {
    std::size_t characters = 0;
    std::size_t classes = 0;
    std::size_t distinct = 0;
};

Seen look_at(std::string_view password) {
    std::array<bool, 4> classes{};
    std::set<char32_t> characters;
    Seen seen;
    for (std::size_t at = 0; at < password.size(); ++seen.characters) {
        const char32_t c = base::utf8::next(password, at);
        characters.insert(c);
        const std::size_t kind = c >= 'A' && c <= 'Z' ? 0 : c >= 'a' && c <= 'z' ? 1 : c >= '0' && c <= '9' ? 2 : 3;
        classes[kind] = true;
    }
    seen.classes = static_cast<std::size_t>(std::count(classes.begin(), classes.end(), true));
    seen.distinct = characters.size();
    return seen;
}

bool is_common(const std::set<std::string, std::less<>>& common, std::string_view lower) {
    const std::string_view word = word_of(lower);
    return common.contains(lower) || common.contains(plain(lower)) || common.contains(word) ||
           common.contains(plain(word));
}

struct Bounds {
    std::string_view name;
    std::int64_t lowest, highest;
};
// Below the lowest a profile would be weaker than ASVS 5.0 6.2.1 and 6.2.9 allow.
constexpr std::array kBounds = {Bounds{"min_characters", 8, 64}, Bounds{"max_characters", 64, 1024},
                                Bounds{"classes", 1, 4}, Bounds{"distinct_characters", 1, 8},
                                Bounds{"initial_days", 1, 90}};

base::Result<std::pair<std::size_t, std::int64_t>> read_figure(std::string_view line, const std::string& where) {
    const std::vector<std::string_view> cells = base::split(line, '\t');
    if (cells.size() != 2) return refused_line(where, "应为：名称、制表符、数", "expected: name, tab, number");
    const auto bounds =
        std::find_if(kBounds.begin(), kBounds.end(), [&](const Bounds& b) { return b.name == cells[0]; });
    if (bounds == kBounds.end()) {
        return refused_line(where, "没有「" + std::string(cells[0]) + "」这一项",
                            "there is no " + std::string(cells[0]));
    }
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(cells[1].data(), cells[1].data() + cells[1].size(), value);
    if (problem != std::errc() || end != cells[1].data() + cells[1].size() || value < bounds->lowest ||
        value > bounds->highest) {
        const std::string range = std::to_string(bounds->lowest) + "–" + std::to_string(bounds->highest);
        return refused_line(where, "应为 " + range + " 之间的整数", "expected a whole number of " + range);
    }
    return std::pair(static_cast<std::size_t>(bounds - kBounds.begin()), value);
}

/// Lines that begin with # and a space, and empty ones, are passed over.
bool is_remark(std::string_view line) { return line.empty() || line == "#" || base::starts_with(line, "# "); }

}  // namespace

base::Result<PasswordPolicy> PasswordPolicy::parse(std::string_view figures, std::string_view common) {
    PasswordPolicy policy;
    int number = 0;
    for (const std::string_view line : base::split(figures, '\n')) {
        ++number;
        if (is_remark(base::trim(line))) continue;
        const std::string where = std::string(kFigures) + ":" + std::to_string(number);
        PANHUO_TRY(const auto figure, read_figure(line, where));
        const auto size = static_cast<std::size_t>(figure.second);  // the bounds leave no negative ones
        switch (figure.first) {
            case 0:
                policy.min_characters = size;
                break;
            case 1:
                policy.max_characters = size;
                break;
            case 2:
                policy.classes = size;
                break;
            case 3:
                policy.distinct_characters = size;
                break;
            default:
                policy.initial_days = figure.second;
                break;
        }
    }
    for (const std::string_view line : base::split(common, '\n')) {
        if (is_remark(base::trim(line))) continue;
        const std::string lower = base::lower_case(base::trim(line));
        policy.common.insert(lower);
        policy.common.insert(plain(lower));
    }
    return policy;
}

base::Result<const PasswordPolicy*> PasswordPolicy::installed() {
    static std::mutex mutex;
    static std::unique_ptr<const PasswordPolicy> policy;
    const std::lock_guard<std::mutex> lock(mutex);
    if (!policy) {
        PANHUO_TRY(const std::string home, base::data_folder());
        PANHUO_TRY(const std::string figures, base::read_file(home + "/rulebooks/data/" + kFigures));
        PANHUO_TRY(const std::string common, base::read_file(home + "/rulebooks/data/common_passwords.txt"));
        PANHUO_TRY(PasswordPolicy read, parse(figures, common));
        policy = std::make_unique<const PasswordPolicy>(std::move(read));
    }
    return policy.get();
}

base::Status PasswordPolicy::check(std::string_view password, std::string_view login) const {
    std::string zh, en;
    const auto wrong = [&](const std::string& in_zh, const std::string& in_en) {
        zh += (zh.empty() ? "" : "；") + in_zh;
        en += (en.empty() ? "" : "; ") + in_en;
    };
    if (!base::is_utf8(password)) wrong("不是合格的文字", "it is no text");
    const Seen seen = look_at(password);
    if (seen.characters < min_characters || seen.characters > max_characters) {
        const std::string range = std::to_string(min_characters) + "–" + std::to_string(max_characters);
        wrong("须为 " + range + " 个字符，现为 " + std::to_string(seen.characters) + " 个",
              "it must have " + range + " characters and has " + std::to_string(seen.characters));
    }
    if (seen.classes < classes) {
        const std::string wanted = std::to_string(classes);
        wrong("大写字母、小写字母、数字、其他符号中至少要有 " + wanted + " 类",
              "it needs at least " + wanted + " of capital letters, small letters, digits, other signs");
    }
    if (seen.distinct < distinct_characters) {
        const std::string wanted = std::to_string(distinct_characters);
        wrong("至少要有 " + wanted + " 个不同的字符", "it needs at least " + wanted + " different characters");
    }
    const std::string lower = base::lower_case(password);
    const std::string name = base::lower_case(login);
    if (!name.empty() && (word_of(lower) == name || lower == name || (name.size() >= 4 && base::contains(lower, name))))
        wrong("含有登录名", "it holds the login");
    if (is_common(common, lower)) wrong("是常见口令，最先被人试出", "it is a common one, tried before all others");
    if (zh.empty()) return base::Done{};
    return base::Error{base::Code::PasswordRefused, {base::both(zh, en)}};
}

std::string make_initial_password(base::Random& random) {
    // 32 characters, 16 capitals, 16 small letters, 8 digits: powers of two, so that every one is equally likely.
    constexpr std::string_view kAny = "abcdefghijkmnpqrstuvwxyz23456789";
    constexpr std::string_view kCapitals = "ABCDEFGHJKMNPRTW";
    constexpr std::string_view kSmall = "abcdefghkmnprstw";
    constexpr std::string_view kDigits = "23456789";
    constexpr std::size_t kCharacters = 16;
    const std::string bytes = random.bytes(kCharacters);
    std::string out;
    for (std::size_t i = 0; i < kCharacters; ++i) {
        if (i > 0 && i % 4 == 0) out += '-';
        // The first two and the last are of a class each, whatever the draw.
        const std::string_view from = i == 0 ? kCapitals : i == 1 ? kSmall : i + 1 == kCharacters ? kDigits : kAny;
        out += from[static_cast<unsigned char>(bytes[i]) % from.size()];
    }
    return out;
}

}  // namespace service
