#include "service/backup_manifest.hpp"

#include "base/files.hpp"
#include "base/further_code.hpp"
#include "base/json.hpp"
#include "service/proof.hpp"

#include <algorithm>
#include <filesystem>

namespace service {
namespace {

constexpr char kFormat[] = "panhuo-backup";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kHexBytes = 64;

bool is_hex(std::string_view text) {
    return text.size() == kHexBytes && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool may_be_in_backup(std::string_view name) {
    constexpr std::string_view kFolder = "files/";
    if (name == "panhuo.db") return true;
    return name.starts_with(kFolder) && is_kept_name(name.substr(kFolder.size()));
}

std::optional<base::Hash> hash_of(const std::string& hex) {
    const auto bytes = is_hex(hex) ? base::from_hex(hex) : std::nullopt;
    base::Hash hash{};
    if (!bytes) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

/// Everything but the digest, which is of exactly this text.
std::string text_before_digest(const BackupManifest& manifest) {
    std::string text = "{\"format\":\"" + std::string(kFormat) + "\",\"version\":" + std::to_string(kVersion);
    const auto member = [&](const char* name, const std::string& value) {
        text += ",\n \"" + std::string(name) + "\":";
        base::JsonWriter(text).string(value);
    };
    member("program", manifest.program);
    member("store", manifest.store);
    member("division", manifest.division);
    member("taken_at", manifest.taken_at.iso());
    member("verified_at", manifest.verified_at.iso());
    text += ",\n \"heads\":[";
    const char* separator = "\n  ";
    for (const journal::Head& head : manifest.heads) {
        text += separator +
                base::Json{{"chain", head.chain}, {"entries", head.entries}, {"head", base::hex(head.hash)}}.dump();
        separator = ",\n  ";
    }
    text += "],\n \"files\":[";
    separator = "\n  ";
    for (const BackupFile& file : manifest.files) {
        text += separator + base::Json{{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}}.dump();
        separator = ",\n  ";
    }
    return text + "]";
}

/// What the members say; throws what the library throws where one is missing or of another kind.
BackupManifest members_of(const base::Json& json) {
    BackupManifest manifest;
    manifest.program = json.at("program").get<std::string>();
    manifest.store = json.at("store").get<std::string>();
    manifest.division = json.at("division").get<std::string>();
    const auto instant = [&](const char* name) {
        const auto read = base::parse_instant(json.at(name).get<std::string>());
        return read.ok() ? *read : base::Instant();
    };
    manifest.taken_at = instant("taken_at");
    manifest.verified_at = instant("verified_at");
    for (const base::Json& head : json.at("heads")) {
        const auto hash = hash_of(head.at("head").get<std::string>());
        manifest.heads.push_back({head.at("chain").get<std::string>(), head.at("entries").get<std::uint64_t>(),
                                  hash.value_or(base::Hash{})});
    }
    for (const base::Json& file : json.at("files")) {
        manifest.files.push_back({file.at("name").get<std::string>(), file.at("bytes").get<std::uint64_t>(),
                                  file.at("sha256").get<std::string>()});
    }
    return manifest;
}

bool names_stand(const BackupManifest& manifest) {
    const auto fine = [](const BackupFile& file) { return may_be_in_backup(file.name) && is_hex(file.sha256); };
    const auto before = [](const BackupFile& a, const BackupFile& b) { return a.name < b.name; };
    const auto unordered = [&](const BackupFile& a, const BackupFile& b) { return !before(a, b); };
    return std::all_of(manifest.files.begin(), manifest.files.end(), fine) && is_hex(manifest.store) &&
           std::adjacent_find(manifest.files.begin(), manifest.files.end(), unordered) == manifest.files.end() &&
           std::any_of(manifest.files.begin(), manifest.files.end(),
                       [](const BackupFile& file) { return file.name == "panhuo.db"; });
}

}  // namespace

bool is_kept_name(std::string_view name) {
    constexpr std::string_view kNote = ".name";
    if (name.ends_with(kNote)) name.remove_suffix(kNote.size());
    return is_hex(name);
}

std::uint64_t BackupManifest::bytes() const {
    std::uint64_t sum = 0;
    for (const BackupFile& file : files) sum += file.bytes;
    return sum;
}

std::uint64_t BackupManifest::entries() const {
    std::uint64_t sum = 0;
    for (const journal::Head& head : heads) sum += head.entries;
    return sum;
}

std::string manifest_text(const BackupManifest& manifest) {
    const std::string text = text_before_digest(manifest);
    return text + ",\n \"digest\":\"" + base::hex(base::hash(base::HashAlgorithm::Sha256, text)) + "\"}\n";
}

base::Result<BackupManifest> read_manifest(const std::string& folder) {
    const auto refuse = [&](std::string_view zh, std::string_view en) {
        return base::Error{base::Further::BackupRefused, {folder, kManifestName, base::both(zh, en)}};
    };
    const std::string path = folder + "/" + kManifestName;
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, unknown)))
        return refuse("没有这个文件，不是一份备份", "there is none; this is no backup");
    PANHUO_TRY(const std::string text, base::read_file(path));
    const base::Result<base::Json> json = base::parse_json(text, kManifestName);
    if (!json.ok() || !json->is_object()) return refuse("不是合格的 JSON，已损坏", "it is no JSON, hence damaged");
    try {
        if (json->at("format") != kFormat) return refuse("不是备份清单", "it is no manifest of a backup");
        if (json->at("version").get<std::int64_t>() > kVersion)
            return refuse("由更新版本的程序所做，请用那个版本恢复",
                          "a newer program made it; restore it with that program");
        BackupManifest manifest = members_of(*json);
        if (names_stand(manifest) && manifest_text(manifest) == text) return manifest;
    } catch (const base::Json::exception&) {
        return refuse("缺少应有的内容，已损坏", "what it has to say is missing, hence damaged");
    }
    return refuse("内容与自己的摘要不符，已损坏或被改动", "it does not agree with its own digest: damaged or changed");
}

base::Json manifest_json(const BackupManifest& manifest) {
    return {{"taken_at", manifest.taken_at.iso()}, {"verified_at", manifest.verified_at.iso()},
            {"program", manifest.program},         {"division", manifest.division},
            {"files", manifest.files.size()},      {"bytes", manifest.bytes()},
            {"chains", heads_json(manifest.heads)}};
}

}  // namespace service
