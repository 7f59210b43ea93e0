// The layers of an export: their fields, their names for people, and how they are drawn.
#pragma once

#include "geo/remnant.hpp"
#include "geo/wkt.hpp"
#include "intake/map_layer.hpp"

#include <string>

namespace service {

/// An empty layer of kExportLayers with its fields and styles.
intake::MapLayer export_layer(const std::string& name);
/// The pieces of `panhuo residual`: piece plots class class_zh area_m2 measured width_m elongation beside reason.
intake::MapLayer piece_layer();

/// 状态名称 of an account's code or "closed".
std::string status_zh(const std::string& status);

}  // namespace service
