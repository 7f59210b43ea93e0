#include "service/evidence.hpp"

#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "service/command.hpp"
#include "service/kept_files.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

namespace service {
namespace {

using base::Code;
using base::Error;

/// How a format begins and ends; the end stands within the last kilobyte.
struct Form {
    std::string_view media, begin, end;
};
constexpr std::array kForms = {
    Form{"image/jpeg", std::string_view("\xFF\xD8\xFF", 3), std::string_view("\xFF\xD9", 2)},
    Form{"image/png", std::string_view("\x89PNG\r\n\x1A\n", 8), std::string_view("IEND", 4)},
    Form{"image/tiff", std::string_view("II*\0", 4), {}},
    Form{"image/tiff", std::string_view("MM\0*", 4), {}},
    Form{"application/pdf", std::string_view("%PDF-", 5), std::string_view("%%EOF", 5)},
};
constexpr std::streamoff kTail = 1024;

Error not_taken(const std::string& path, const std::string& zh, const std::string& en) {
    const std::string name = base::file_name(path);
    return {Code::RecordInvalid, {kEvidenceKind, base::both(name + "：" + zh, name + ": " + en)}};
}

std::string key_of(const std::string& subject, const std::string& sha256) { return subject + "|" + sha256; }

std::string payload_of(const Evidence& evidence) {
    base::Json json{{"subject", evidence.subject},
                    {"sha256", evidence.sha256},
                    {"name", evidence.name},
                    {"media", evidence.media},
                    {"bytes", evidence.bytes}};
    if (evidence.taken_on) json["taken_on"] = evidence.taken_on->iso();
    if (!evidence.note.empty()) json["note"] = evidence.note;
    return json.dump();
}

base::Result<Evidence> evidence_of_entry(const journal::Entry& entry) {
    PANHUO_TRY(const base::Json json, base::parse_json(entry.payload, kEvidenceKind));
    Evidence out;
    out.subject = json.value("subject", "");
    out.sha256 = json.value("sha256", "");
    out.name = json.value("name", "");
    out.media = json.value("media", "");
    out.bytes = json.value("bytes", std::uint64_t{0});
    out.taken_on = base::parse_iso_date(json.value("taken_on", ""));
    out.note = json.value("note", "");
    out.entry = journal::entry_id(entry.chain, entry.sequence);
    out.said_by = entry.actor.id;
    out.said_at = entry.recorded_at;
    return out;
}

struct Piece {
    Evidence evidence;
    base::Hash hash{};
};

base::Result<Piece> look_at(const EvidenceOrder& order, const EvidenceOrder::File& file) {
    if (file.name.empty()) return Error{Code::Usage, {"name"}};
    Piece piece;
    Evidence& evidence = piece.evidence;
    PANHUO_TRY(evidence.media, media_of(file.path));
    PANHUO_TRY(const base::FileFacts facts, base::file_facts(file.path));
    if (facts.bytes > kMostEvidenceBytes) return not_taken(file.path, "超过 50 MB", "larger than 50 MB");
    piece.hash = facts.sha256;
    evidence.subject = order.subject;
    evidence.sha256 = base::hex(facts.sha256);
    evidence.bytes = facts.bytes;
    evidence.name = file.name;
    evidence.taken_on = order.taken_on;
    evidence.note = order.note;
    return piece;
}

base::Status say(Command& command, Piece& piece) {
    Evidence& evidence = piece.evidence;
    const std::string key = key_of(evidence.subject, evidence.sha256);
    PANHUO_TRY(const std::vector<store::VersionRow> before, command.transaction().versions(kEvidenceKind, key));
    Saying saying;
    if (!before.empty()) saying.change = journal::Change::Correct;
    saying.source.file = piece.hash;
    PANHUO_TRY(evidence.entry, command.say_plain(kEvidenceKind, key, payload_of(evidence), saying));
    evidence.said_at = command.recorded_at();
    return base::Done{};
}

}  // namespace

base::Result<std::string> media_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::array<char, 16> head{};
    file.read(head.data(), head.size());
    if (!file.is_open()) return Error{Code::FileUnreadable, {path, "evidence"}};
    const std::string_view begin(head.data(), static_cast<std::size_t>(file.gcount()));
    file.clear();
    file.seekg(0, std::ios::end);
    const std::streamoff size = file.tellg();
    file.seekg(std::max<std::streamoff>(0, size - kTail));
    std::string tail(static_cast<std::size_t>(std::min(size, kTail)), '\0');
    file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    for (const Form& form : kForms) {
        if (!base::starts_with(begin, form.begin)) continue;
        if (form.end.empty() || base::contains(tail, form.end)) return std::string(form.media);
        return not_taken(path, "文件不完整（" + std::string(form.media) + "，缺结尾），请重新传",
                         "the file is cut off (" + std::string(form.media) + " without its end); send it again");
    }
    return not_taken(path, "只收照片和扫描件：JPEG、PNG、TIFF、PDF；看文件内容，不看扩展名",
                     "photographs and scans only: JPEG, PNG, TIFF, PDF, by their content and not by their names");
}

base::Result<std::vector<Evidence>> attach_evidence(Office& office, const EvidenceOrder& order, const Act& act) {
    if (order.subject.empty() || base::contains(order.subject, "|")) return Error{Code::Usage, {"id"}};
    if (order.files.empty()) return Error{Code::Usage, {"file"}};
    std::vector<Piece> pieces;
    for (const EvidenceOrder::File& file : order.files) {
        PANHUO_TRY(Piece piece, look_at(order, file));
        piece.evidence.said_by = act.actor.id;
        pieces.push_back(std::move(piece));
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) PANHUO_DO(keep_file(office, order.files[i].path, pieces[i].hash));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    for (Piece& piece : pieces) PANHUO_DO(say(*command, piece));
    PANHUO_DO(command->commit());
    std::vector<Evidence> all;
    for (Piece& piece : pieces) all.push_back(std::move(piece.evidence));
    return all;
}

base::Status take_back_evidence(Office& office, const std::string& subject, const std::string& sha256, const Act& act) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    const std::string key = key_of(subject, sha256);
    PANHUO_TRY(const std::vector<store::VersionRow> rows, command->transaction().versions(kEvidenceKind, key));
    if (rows.empty() || rows.back().head.change == journal::Change::Retract) return Error{Code::RecordNotFound, {key}};
    Saying saying;
    saying.change = journal::Change::Retract;
    PANHUO_TRY(const std::string id, command->say_plain(kEvidenceKind, key, "", saying));
    return command->commit();
}

base::Result<std::vector<Evidence>> evidence_of(store::Snapshot& snapshot, const std::string& subject,
                                                base::Instant known_at) {
    PANHUO_TRY(std::vector<store::VersionRow> rows, last_words(snapshot, kEvidenceKind, key_of(subject, ""), known_at));
    // Of one chain, and files that were attached together share their instant.
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.head.sequence < b.head.sequence; });
    std::vector<Evidence> all;
    for (const store::VersionRow& row : rows) {
        PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
        PANHUO_TRY(Evidence evidence, evidence_of_entry(entry));
        all.push_back(std::move(evidence));
    }
    return all;
}

base::Result<std::string> evidence_path(const store::Store& store, const std::string& sha256) {
    const std::string path = store.folder() + "/files/" + sha256;
    if (store.folder().empty() || !base::file_exists(path)) return Error{Code::FileNotFound, {sha256}};
    return path;
}

base::Json evidence_json(const Evidence& evidence) {
    return {{"sha256", evidence.sha256},
            {"name", evidence.name},
            {"media", evidence.media},
            {"bytes", evidence.bytes},
            {"taken_on", base::day_json(evidence.taken_on)},
            {"note", evidence.note},
            {"entry", evidence.entry},
            {"said_by", evidence.said_by},
            {"said_at", evidence.said_at.iso()}};
}

}  // namespace service
