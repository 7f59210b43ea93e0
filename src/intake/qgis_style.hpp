// The style of a layer as QGIS keeps it (QML): polygons coloured by the layer's style field, fields by their aliases.
//
// Source: the QML that QGIS 3.22 writes into layer_styles; symbols carry their properties in the form of 3.22 (Option)
// and of before (prop). Pure.
#pragma once

#include "intake/map_layer.hpp"

#include <string>

namespace intake {

std::string qgis_style(const MapLayer& layer);

}  // namespace intake
