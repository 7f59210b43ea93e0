#include "geo/tile.hpp"

#include <protozero/pbf_builder.hpp>

#include <map>

namespace geo {
namespace {

// The messages of vector_tile.proto, by their field numbers.
enum class TileTag : protozero::pbf_tag_type { Layers = 3 };
enum class LayerTag : protozero::pbf_tag_type {
    Name = 1,
    Features = 2,
    Keys = 3,
    Values = 4,
    Extent = 5,
    Version = 15
};
enum class FeatureTag : protozero::pbf_tag_type { Id = 1, Tags = 2, Type = 3, Geometry = 4 };
enum class ValueTag : protozero::pbf_tag_type { String = 1, Double = 3, Signed = 6, Bool = 7 };
constexpr std::int32_t kPolygonType = 3;

// Drawing commands: the lower three bits say which, the rest how often.
constexpr std::uint32_t kMoveTo = 1, kLineTo = 2, kClosePath = 7;
std::uint32_t command(std::uint32_t which, std::size_t times) {
    return which | (static_cast<std::uint32_t>(times) << 3U);
}

class Pen {
  public:
    explicit Pen(int step) : step_(step) {}
    std::vector<std::uint32_t> commands;

    void ring(const Ring& ring) {
        commands.push_back(command(kMoveTo, 1));
        go(ring.front());
        commands.push_back(command(kLineTo, ring.size() - 1));
        for (std::size_t i = 1; i < ring.size(); ++i) go(ring[i]);
        commands.push_back(command(kClosePath, 1));
    }

  private:
    void go(Point to) {
        const Point units{to.x * step_, to.y * step_};
        commands.push_back(protozero::encode_zigzag32(static_cast<std::int32_t>(units.x - at_.x)));
        commands.push_back(protozero::encode_zigzag32(static_cast<std::int32_t>(units.y - at_.y)));
        at_ = units;
    }
    int step_;
    Point at_;
};

std::string value_bytes(const TileValue& value) {
    std::string bytes;
    protozero::pbf_builder<ValueTag> out(bytes);
    if (const auto* text = std::get_if<std::string>(&value)) out.add_string(ValueTag::String, *text);
    if (const auto* number = std::get_if<double>(&value)) out.add_double(ValueTag::Double, *number);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) out.add_sint64(ValueTag::Signed, *whole);
    if (const auto* truth = std::get_if<bool>(&value)) out.add_bool(ValueTag::Bool, *truth);
    return bytes;
}

/// Texts of a layer, each once, numbered as they come.
class Pool {
  public:
    std::uint32_t number_of(const std::string& text) {
        const auto [at, fresh] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
        if (fresh) texts_.push_back(text);
        return at->second;
    }
    const std::vector<std::string>& texts() const { return texts_; }

  private:
    std::map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> texts_;
};

std::string feature_bytes(const TileFeature& feature, const MultiPolygon& shape, int step, Pool& keys, Pool& values) {
    std::vector<std::uint32_t> tags;
    for (const auto& [name, value] : feature.fields) {
        tags.push_back(keys.number_of(name));
        tags.push_back(values.number_of(value_bytes(value)));
    }
    Pen pen(step);
    for (const Polygon& polygon : shape) {
        pen.ring(polygon.shell);
        for (const Ring& hole : polygon.holes) pen.ring(hole);
    }
    std::string bytes;
    protozero::pbf_builder<FeatureTag> out(bytes);
    if (feature.id != 0) out.add_uint64(FeatureTag::Id, feature.id);
    out.add_packed_uint32(FeatureTag::Tags, tags.begin(), tags.end());
    out.add_enum(FeatureTag::Type, kPolygonType);
    out.add_packed_uint32(FeatureTag::Geometry, pen.commands.begin(), pen.commands.end());
    return bytes;
}

/// Empty where no feature is left.
std::string layer_bytes(const TileLayer& layer, const TileForm& form) {
    std::vector<MultiPolygon> placed;
    placed.reserve(layer.features.size());
    for (const TileFeature& feature : layer.features) placed.push_back(feature.shape);
    const std::vector<MultiPolygon> shapes = settle(placed);
    Pool keys, values;
    std::vector<std::string> features;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (shapes[i].empty()) continue;
        features.push_back(feature_bytes(layer.features[i], shapes[i], form.step, keys, values));
    }
    std::string bytes;
    if (features.empty()) return bytes;
    protozero::pbf_builder<LayerTag> out(bytes);
    out.add_uint32(LayerTag::Version, 2);
    out.add_string(LayerTag::Name, layer.name);
    for (const std::string& feature : features) out.add_message(LayerTag::Features, feature);
    for (const std::string& key : keys.texts()) out.add_string(LayerTag::Keys, key);
    for (const std::string& value : values.texts()) out.add_message(LayerTag::Values, value);
    out.add_uint32(LayerTag::Extent, static_cast<std::uint32_t>(form.extent));
    return bytes;
}

}  // namespace

std::string write_tile(const std::vector<TileLayer>& layers, const TileForm& form) {
    std::string bytes;
    protozero::pbf_builder<TileTag> out(bytes);
    for (const TileLayer& layer : layers) {
        const std::string part = layer_bytes(layer, form);
        if (!part.empty()) out.add_message(TileTag::Layers, part);
    }
    return bytes;
}

}  // namespace geo
