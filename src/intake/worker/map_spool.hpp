// What is to be written, as a file of frames (frames.hpp) from the parent to `panhuo-worker write DATE SPOOL`,
// and what the worker answers on stdout.
//
// In the spool, per layer: one Target, then Rows; at last an End.
//     Target  strings table, title, EPSG code ("EPSG:4525", may be empty); number of fields; of each: strings name,
//             alias; number kind (0 text, 1 real, 2 date)
//     Row     number counted from 1; number of cells; that many strings, the last of them the shape as WKT
// The answer: Hello; File frames; End or Error as the last.
//     File    string name ("plots.dbf"); string bytes; frames of one name follow one another
// Both sides are built from this header.
#pragma once

#include "intake/worker/frames.hpp"

namespace intake::worker {

inline constexpr auto kTargetFrame = static_cast<FrameType>('O');
inline constexpr auto kFileFrame = static_cast<FrameType>('F');
/// Bytes of a file in one frame.
inline constexpr std::size_t kFilePiece = 1U << 20U;

}  // namespace intake::worker
