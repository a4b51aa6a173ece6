// Owns: the work of errand-documents: for each file asked about over the socket
// (document/channel.hpp) a process of its own, confined, that reads it, answers and ends; killed at
// its deadline. This process itself looks at no stranger's byte. One thread.
#pragma once

#include "document/sight.hpp"

namespace errand::worker {

// Until the other side is gone. The exit status. `sight` is inherited by every process, ready to
// see.
int serve(int socket, document::Sight& sight);

}  // namespace errand::worker
