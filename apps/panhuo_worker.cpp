// panhuo-worker: reads one foreign file and says on stdout what is in it (src/intake/worker/frames.hpp).
#include "intake/worker/worker.hpp"

#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    try {
        return intake::worker::run(std::vector<std::string>(argv + 1, argv + argc));
    } catch (const std::exception&) {
        return 3;
    }
}
