// errand-documents: reads what strangers wrote, for the program errand, which starts it with a
// socket as its standard input. It alone links libraries under the GPL.
#include <unistd.h>

#include "worker/serve.hpp"
#include "worker/sight.hpp"

int main() {
    errand::worker::Eyes eyes;
    return errand::worker::serve(STDIN_FILENO, eyes);
}
