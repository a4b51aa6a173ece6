// Owns: the command line: which commands there are and what each takes.
#pragma once

namespace errand::app {

// The exit status (exit_code.hpp).
int run(int count, char** arguments);

}  // namespace errand::app
