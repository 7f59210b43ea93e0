#include "intake/worker/reference.hpp"

#include <cpl_conv.h>
#include <ogr_spatialref.h>

#include <cstring>

namespace intake::worker {

namespace {

constexpr int kSame = 90;  ///< of 100, PROJ's own measure: all but the name agrees

/// The authority's code of the whole system, not of a part of it.
std::string own_code(const OGRSpatialReference& system) {
    const char* const authority = system.GetAuthorityName(nullptr);
    const char* const code = system.GetAuthorityCode(nullptr);
    if (authority == nullptr || code == nullptr || std::strcmp(authority, "EPSG") != 0) return {};
    return std::string("EPSG:") + code;
}

std::string code_by_match(const OGRSpatialReference& system) {
    int count = 0;
    int* confidence = nullptr;
    OGRSpatialReferenceH* const matches = system.FindMatches(nullptr, &count, &confidence);
    std::string code;
    for (int i = 0; i < count && code.empty(); ++i) {
        if (confidence[i] >= kSame) code = own_code(*OGRSpatialReference::FromHandle(matches[i]));
    }
    OSRFreeSRSArray(matches);
    CPLFree(confidence);
    return code;
}

}  // namespace

Reference reference_of(const OGRSpatialReference* system) {
    Reference reference;
    if (system == nullptr || system->IsEmpty()) return reference;
    const char* const name = system->GetName();
    reference.name = name == nullptr ? "" : name;
    reference.degrees = system->IsGeographic() != 0;
    // "Local" and "undefined" systems say that nothing is known.
    if (system->IsLocal() != 0 && own_code(*system).empty()) return reference;
    reference.code = own_code(*system);
    if (reference.code.empty()) reference.code = code_by_match(*system);
    return reference;
}

Reference reference_of_text(const std::string& wkt) {
    OGRSpatialReference system;
    // A definition is some hundred bytes long.
    if (wkt.empty() || wkt.size() > 64 * 1024 || system.importFromWkt(wkt.c_str()) != OGRERR_NONE) return {};
    return reference_of(&system);
}

}  // namespace intake::worker
