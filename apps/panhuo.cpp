#include "cli/session.hpp"

int main(int argc, char** argv) { return cli::main(argc, argv); }
