#include "intake/qgis_style.hpp"

#include <utility>

namespace intake {
namespace {

constexpr unsigned kPlain = 0xb0b0b0;  // layers without a style field, values without a style
constexpr unsigned kFillOpacity = 150;

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string rgba(unsigned colour, unsigned opacity) {
    return std::to_string(colour >> 16U & 0xFFU) + "," + std::to_string(colour >> 8U & 0xFFU) + "," +
           std::to_string(colour & 0xFFU) + "," + std::to_string(opacity);
}

std::string symbol(std::size_t number, unsigned colour) {
    const std::pair<const char*, std::string> properties[] = {{"color", rgba(colour, kFillOpacity)},
                                                              {"outline_color", rgba(colour / 2 & 0x7f7f7fU, 255)},
                                                              {"outline_style", "solid"},
                                                              {"outline_width", "0.26"},
                                                              {"outline_width_unit", "MM"},
                                                              {"style", "solid"}};
    std::string options, props;
    for (const auto& [key, value] : properties) {
        options += "<Option type=\"QString\" name=\"" + std::string(key) + "\" value=\"" + value + "\"/>";
        props += "<prop k=\"" + std::string(key) + "\" v=\"" + value + "\"/>";
    }
    return "<symbol type=\"fill\" name=\"" + std::to_string(number) +
           "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" "
           "pass=\"0\"><Option type=\"Map\">" +
           options + "</Option>" + props + "</layer></symbol>\n";
}

}  // namespace

std::string qgis_style(const MapLayer& layer) {
    std::string categories, symbols;
    for (std::size_t i = 0; i < layer.styles.size(); ++i) {
        const MapStyle& style = layer.styles[i];
        categories += "<category value=\"" + escaped(style.value) + "\" symbol=\"" + std::to_string(i) + "\" label=\"" +
                      escaped(style.label) + "\" render=\"true\"/>\n";
        symbols += symbol(i, style.colour);
    }
    std::string out =
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis version=\"3.22\" styleCategories=\"Symbology|Fields\">\n";
    if (layer.style_field.empty()) {
        out +=
            "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\"><symbols>\n" +
            symbol(0, kPlain) + "</symbols></renderer-v2>\n";
    } else {
        // The last category, without a value, takes what has no style of its own.
        const std::string rest = std::to_string(layer.styles.size());
        out += "<renderer-v2 type=\"categorizedSymbol\" attr=\"" + escaped(layer.style_field) +
               "\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\n<categories>\n" + categories +
               "<category value=\"\" symbol=\"" + rest +
               "\" label=\"其他\" render=\"true\"/>\n</categories>\n<symbols>\n" + symbols +
               symbol(layer.styles.size(), kPlain) + "</symbols></renderer-v2>\n";
    }
    out += "<aliases>\n";
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        out += "<alias field=\"" + escaped(layer.fields[i].name) + "\" index=\"" + std::to_string(i + 1) +
               "\" name=\"" + escaped(layer.fields[i].alias) + "\"/>\n";  // index 0 is the row's number
    return out + "</aliases>\n</qgis>\n";
}

}  // namespace intake
