#include "scenario.hpp"

#include "base/shared_data.hpp"

#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace scenario {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

std::string environment(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : otherwise;
}

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

bool same(const Json& found, const Json& wanted) {
    if (found.is_number_float() || wanted.is_number_float()) {
        return found.is_number() && wanted.is_number() && std::abs(found.get<double>() - wanted.get<double>()) < 5e-5;
    }
    return found == wanted;
}

class Story {
  public:
    explicit Story(const std::string& path) : path_(path) {
        names_ = {{"{scratch}", scratch_.string()},
                  {"{store}", (scratch_ / "store").string()},
                  {"{root}", base::testing::source_tree()},
                  {"{shared}", environment("PANHUO_SHARED", base::testing::source_tree() + "/../shared/data")}};
    }

    std::string tell(bool& skipped) {
        std::ifstream file(path_);
        std::string line;
        while (std::getline(file, line)) {
            ++number_;
            if (trimmed(line).empty() || line[0] == '#') continue;
            if (line == "needs shared") {
                if (!fs::exists(names_["{shared}"])) {
                    skipped = true;
                    return "";
                }
                continue;
            }
            const std::string problem =
                line.rfind("file ", 0) == 0 ? write_file(trimmed(line.substr(5)), file) : step(replaced(line));
            if (!problem.empty()) {
                return path_ + ":" + std::to_string(number_) + ": " + line + "\n  " + problem +
                       "\n  last command: " + command_ + "\n  stdout: " + out_.substr(0, 3000) +
                       "\n  stderr: " + err_.substr(0, 3000);
            }
        }
        return "";
    }

  private:
    std::string replaced(std::string line) const {
        for (const auto& [name, value] : names_) {
            for (std::size_t at = line.find(name); at != std::string::npos; at = line.find(name, at + value.size())) {
                line.replace(at, name.size(), value);
            }
        }
        return line;
    }

    std::string write_file(const std::string& name, std::ifstream& story) {
        std::ofstream out(scratch_ / name, std::ios::binary);
        std::string line;
        while (std::getline(story, line)) {
            ++number_;
            if (line == "end") return "";
            out << line << "\n";
        }
        return "file without a line \"end\"";
    }

    std::string step(const std::string& line) {
        if (line == "$ panhuo" || line.rfind("$ panhuo ", 0) == 0) return run(line.substr(8));
        if (line.rfind("$ ", 0) == 0) return shell(line.substr(2));
        std::istringstream words(line);
        std::string verb;
        words >> verb;
        std::string rest = trimmed(line.substr(verb.size()));
        if (verb == "exit") return std::to_string(exit_) == rest ? "" : "exit code was " + std::to_string(exit_);
        if (verb == "json") return check_json(rest);
        if (verb == "count" || verb == "sum") return check_members(rest, verb == "sum");
        if (verb == "stdout" || verb == "stderr") return check_text(verb == "stdout" ? out_ : err_, rest);
        if (verb == "keep") return kept_[rest] = out_, "";
        if (verb == "same")
            return kept_[trimmed(rest.substr(2))] == out_ ? "" : "output differs from " + rest.substr(2);
        return "no such step";
    }

    std::string run(const std::string& arguments) {
        return shell("\"" + environment("PANHUO", PANHUO_PROGRAM) + "\" " + arguments);
    }

    std::string shell(const std::string& command) {
        command_ = command;
        const std::string whole = "cd '" + scratch_.string() + "' && { " + command + "; } >.out 2>.err </dev/null";
        const int state = std::system(whole.c_str());
        exit_ = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
        out_ = slurp(scratch_ / ".out");
        err_ = slurp(scratch_ / ".err");
        document_.reset();
        return "";
    }

    const Json* document() {
        if (!document_) document_ = std::make_unique<Json>(Json::parse(out_, nullptr, false));
        return document_->is_discarded() ? nullptr : document_.get();
    }

    std::string check_json(const std::string& rest) {
        const std::size_t equals = rest.find(" = ");
        if (equals == std::string::npos) return "json POINTER = VALUE";
        const Json wanted = Json::parse(rest.substr(equals + 3), nullptr, false);
        if (wanted.is_discarded()) return "the value is not JSON";
        const Json* whole = document();
        if (whole == nullptr) return "stdout is not JSON";
        const Json::json_pointer pointer(trimmed(rest.substr(0, equals)));
        if (!whole->contains(pointer)) return "nothing there";
        const Json& found = whole->at(pointer);
        return same(found, wanted) ? "" : "found " + found.dump();
    }

    std::string check_members(const std::string& rest, bool sum) {
        const std::size_t equals = rest.rfind(" = ");
        std::istringstream words(rest.substr(0, equals));
        std::string pointer, field, condition;
        words >> pointer;
        if (sum) words >> field;
        std::vector<std::pair<std::string, Json>> conditions;
        while (words >> condition) {
            const std::size_t at = condition.find('=');
            conditions.emplace_back(condition.substr(0, at), Json::parse(condition.substr(at + 1)));
        }
        const Json* whole = document();
        if (whole == nullptr || !whole->contains(Json::json_pointer(pointer))) return "nothing there";
        double total = 0;
        for (const Json& member : whole->at(Json::json_pointer(pointer))) {
            bool fits = true;
            for (const auto& [key, value] : conditions) fits = fits && member.contains(key) && same(member[key], value);
            if (fits) total += sum ? (member[field].is_number() ? member[field].get<double>() : 0.0) : 1.0;
        }
        return same(Json(total), Json(std::stod(rest.substr(equals + 3)))) ? "" : "found " + Json(total).dump();
    }

    static std::string check_text(const std::string& text, const std::string& rest) {
        const bool lacks = rest.rfind("lacks ", 0) == 0;
        if (!lacks && rest.rfind("has ", 0) != 0) return "has TEXT or lacks TEXT";
        const bool there = text.find(trimmed(rest.substr(lacks ? 6 : 4))) != std::string::npos;
        return there != lacks ? "" : lacks ? "it is there" : "it is not there";
    }

    std::string path_;
    const base::testing::TemporaryFolder folder_;
    const fs::path scratch_ = folder_.path();
    std::map<std::string, std::string> names_, kept_;
    std::string command_, out_, err_;
    int exit_ = -1;
    int number_ = 0;
    std::unique_ptr<Json> document_;
};

}  // namespace

std::string run_file(const std::string& path, bool& skipped) { return Story(path).tell(skipped); }

}  // namespace scenario
