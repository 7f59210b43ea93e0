// For tests: a vector tile read back, by protozero's reader and the format's rules.
#pragma once

#include "geo/tile.hpp"

#include <gtest/gtest.h>
#include <protozero/pbf_reader.hpp>

#include <map>
#include <string>
#include <vector>

namespace geo::testing {

struct ReadFeature {
    std::uint64_t id = 0;
    std::map<std::string, TileValue> fields;
    MultiPolygon shape;  ///< in units of the extent
};
struct ReadLayer {
    std::uint32_t version = 0, extent = 0;
    std::vector<ReadFeature> features;
};
using ReadTile = std::map<std::string, ReadLayer>;

/// Rings to polygons: positive area begins one, negative is a hole of the last (specification, 4.3.4.4).
inline MultiPolygon read_geometry(const std::vector<std::uint32_t>& commands) {
    MultiPolygon out;
    Ring ring;
    Point at;
    std::size_t i = 0;
    while (i < commands.size()) {
        const std::uint32_t which = commands[i] & 7U, times = commands[i] >> 3U;
        ++i;
        if (which == 7) {
            EXPECT_EQ(times, 1u);
            EXPECT_GE(ring.size(), 3u);
            EXPECT_NE(twice_signed_area(ring), 0);
            if (twice_signed_area(ring) > 0) {
                out.push_back({ring, {}});
            } else if (out.empty()) {
                ADD_FAILURE() << "a hole before its shell";
            } else {
                out.back().holes.push_back(ring);
            }
            ring.clear();
            continue;
        }
        EXPECT_TRUE(which == 1 ? times == 1 && ring.empty() : which == 2);
        for (std::uint32_t n = 0; n < times; ++n, i += 2) {
            at.x += protozero::decode_zigzag32(commands.at(i));
            at.y += protozero::decode_zigzag32(commands.at(i + 1));
            ring.push_back(at);
        }
    }
    EXPECT_TRUE(ring.empty());
    return out;
}

inline TileValue read_value(protozero::pbf_reader value) {
    TileValue out;
    while (value.next()) {
        switch (value.tag()) {
            case 1:
                out = value.get_string();
                break;
            case 3:
                out = value.get_double();
                break;
            case 6:
                out = value.get_sint64();
                break;
            case 7:
                out = value.get_bool();
                break;
            default:
                ADD_FAILURE() << "value of kind " << value.tag();
                value.skip();
        }
    }
    return out;
}

inline ReadTile read_tile(const std::string& bytes) {
    ReadTile tile;
    protozero::pbf_reader in(bytes);
    while (in.next(3)) {
        protozero::pbf_reader layer = in.get_message();
        ReadLayer read;
        std::string name;
        std::vector<std::string> keys;
        std::vector<TileValue> values;
        std::vector<std::vector<std::uint32_t>> tags;
        while (layer.next()) {
            switch (layer.tag()) {
                case 1:
                    name = layer.get_string();
                    break;
                case 3:
                    keys.push_back(layer.get_string());
                    break;
                case 4:
                    values.push_back(read_value(layer.get_message()));
                    break;
                case 5:
                    read.extent = layer.get_uint32();
                    break;
                case 15:
                    read.version = layer.get_uint32();
                    break;
                case 2: {
                    protozero::pbf_reader feature = layer.get_message();
                    ReadFeature out;
                    tags.emplace_back();
                    while (feature.next()) {
                        if (feature.tag() == 1) {
                            out.id = feature.get_uint64();
                        } else if (feature.tag() == 2) {
                            for (const auto tag : feature.get_packed_uint32()) tags.back().push_back(tag);
                        } else if (feature.tag() == 3) {
                            EXPECT_EQ(feature.get_enum(), 3);
                        } else {
                            const auto range = feature.get_packed_uint32();
                            out.shape = read_geometry({range.begin(), range.end()});
                        }
                    }
                    read.features.push_back(std::move(out));
                    break;
                }
                default:
                    layer.skip();
            }
        }
        for (std::size_t f = 0; f < tags.size(); ++f) {
            for (std::size_t t = 0; t + 1 < tags[f].size(); t += 2)
                read.features[f].fields[keys.at(tags[f][t])] = values.at(tags[f][t + 1]);
        }
        EXPECT_TRUE(tile.emplace(name, std::move(read)).second) << "two layers called " << name;
    }
    return tile;
}

}  // namespace geo::testing
