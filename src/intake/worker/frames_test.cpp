#include "intake/worker/frames.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace intake::worker {
namespace {

RC_GTEST_PROP(Frames, SurviveAnyCutting, (std::vector<std::string> bodies, std::vector<unsigned char> cuts)) {
    std::string stream;
    for (const std::string& body : bodies) stream += FrameWriter(FrameType::Text).string(body).take();
    std::vector<std::string> got;
    FrameDecoder decoder([&](FrameType type, std::string_view body) {
        RC_ASSERT(type == FrameType::Text);
        BodyReader in(body);
        got.emplace_back(in.string());
        RC_ASSERT(in.good() && in.at_end());
        return true;
    });
    std::size_t at = 0;
    for (const unsigned char cut : cuts) {
        const std::size_t size = std::min<std::size_t>(cut % 13, stream.size() - at);
        RC_ASSERT(decoder.feed(std::string_view(stream).substr(at, size)));
        at += size;
    }
    RC_ASSERT(decoder.feed(std::string_view(stream).substr(at)));
    RC_ASSERT(got == bodies);
    RC_ASSERT(decoder.empty());
}

TEST(Frames, ALengthBeyondSenseBreaksTheStream) {
    FrameDecoder decoder([](FrameType, std::string_view) { return true; });
    EXPECT_FALSE(decoder.feed(std::string("R\xFF\xFF\xFF\xFF", 5)));
    EXPECT_TRUE(decoder.broken());
}

TEST(Frames, ReadingBeyondABodyIsBadAndGivesNothing) {
    BodyReader short_number("ab");
    EXPECT_EQ(short_number.number(), 0U);
    EXPECT_FALSE(short_number.good());
    BodyReader short_string(std::string_view("\x05\x00\x00\x00xy", 6));
    EXPECT_EQ(short_string.string(), "");
    EXPECT_FALSE(short_string.good());
}

}  // namespace
}  // namespace intake::worker
