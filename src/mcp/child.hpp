// Owns: a program that was started with pipes to its input, output and error output, in a process
// group of its own. Private to src/mcp. Strand: the event loop's thread. Must stay true: it never
// outlives this object.
#pragma once

#include <sys/types.h>

#include <memory>

#include "mcp/client.hpp"

namespace errand::mcp {

class Child {
  public:
    // NotFound where the program or its directory is not there. The environment is the command's,
    // and PATH, HOME, LANG, LC_ALL, TZ, TMPDIR, USER of ours; nothing else of ours, which may be
    // secret.
    static Result<std::unique_ptr<Child>> start(const Command& command);
    // Kills the whole group.
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // The pipes' ends; each may be taken once, and is the taker's from then on.
    int take_input();
    int take_output();
    int take_error();

    // Waits for it to leave by itself, then asks it to (SIGTERM); kills what is left of the group.
    async::Awaitable<> finish();
    // SIGKILL to the whole group, now.
    void kill();

  private:
    explicit Child(pid_t process) : process_(process) {}
    async::Awaitable<bool> left_within(std::chrono::milliseconds patience);
    bool reap();

    pid_t process_;
    bool reaped_ = false;
    int input_ = -1;
    int output_ = -1;
    int error_ = -1;
};

}  // namespace errand::mcp
