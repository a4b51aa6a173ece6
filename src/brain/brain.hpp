// Owns: the seam behind which sentences are understood, whatever does it: the embedded reader, a
// trained model, a large one at the other end of a wire. A brain only reads: it starts nothing and
// changes nothing. Strand: the caller's executor.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "async/awaitable.hpp"
#include "brain/understanding.hpp"

namespace errand::brain {

class Brain {
  public:
    virtual ~Brain() = default;
    // Always at least one act. Fails only where the brain itself cannot be reached.
    virtual async::Awaitable<Result<Understanding>> understand(std::string text,
                                                               Context context) = 0;
};

// The embedded brain: no network, no model, the same answer every time, well under a millisecond.
// What it does without a coroutine around it: embedded/embedded.hpp.
std::unique_ptr<Brain> make_embedded();
// The same with a model of `errand train` in place of the program's own. NotFound, or Corrupt where
// the file is no model of this version.
Result<std::unique_ptr<Brain>> make_embedded(const std::filesystem::path& model);

}  // namespace errand::brain
