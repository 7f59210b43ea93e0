// Evidence: photographs and scans that show something about a parcel, kept under their hash.
//
// A piece is an entry of kind "evidence" on the office's chain, key SUBJECT|SHA256; its source names the file, so the
// proof of the journal reads the file as well (proof.hpp). It moves no area and settles nothing: who may record or
// propose for the land may attach it, and what it shows is for people. What was attached by mistake is taken back with
// a reason by whoever may correct there or propose it; the entry and the file stay.
#pragma once

#include "base/json_fwd.hpp"
#include "service/office.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace service {

inline constexpr char kEvidenceKind[] = "evidence";
inline constexpr std::uint64_t kMostEvidenceBytes = std::uint64_t{50} * 1024 * 1024;  ///< of one file

struct Evidence {
    std::string subject;  ///< id of a parcel, as the list of parcels has it
    std::string sha256;   ///< hex
    std::string name;     ///< as the file was called
    std::string media;    ///< image/jpeg | image/png | image/tiff | application/pdf
    std::uint64_t bytes = 0;
    std::optional<base::Date> taken_on;  ///< the day that the file shows, where somebody said it
    std::string note;
    std::string entry, said_by;
    base::Instant said_at;
};

/// What the first and last bytes of a file say it is. Errors: RecordInvalid, naming what is taken, for anything else
/// and for a file that is cut off; FileUnreadable.
base::Result<std::string> media_of(const std::string& path);

struct EvidenceOrder {
    struct File {
        std::string path, name;
    };
    std::string subject, note;
    std::optional<base::Date> taken_on;
    std::vector<File> files;
};
/// Keeps the files and says so of all of them or of none. The same file again of the same subject corrects what was
/// said of it. Errors: those of media_of; RecordInvalid for a file that is too large; Usage where the subject or a name
/// is empty or there is no file; FileUnwritable.
base::Result<std::vector<Evidence>> attach_evidence(Office& office, const EvidenceOrder& order, const Act& act);
/// Errors: RecordNotFound. The act's reason is the entry's; the caller sees to it that there is one.
base::Status take_back_evidence(Office& office, const std::string& subject, const std::string& sha256, const Act& act);

/// Of one subject, known at the instant, in the order in which they were last said; without those taken back.
base::Result<std::vector<Evidence>> evidence_of(store::Snapshot& snapshot, const std::string& subject,
                                                base::Instant known_at);
/// The path of a kept file. FileNotFound where the store has none.
base::Result<std::string> evidence_path(const store::Store& store, const std::string& sha256);

base::Json evidence_json(const Evidence& evidence);

}  // namespace service
