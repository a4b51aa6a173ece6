// Owns: carrying out one step's effect: attempts, deadlines, back-off, and what to do where it is
// unknown whether the effect happened.
// Strand: the engine's. Must stay true: every attempt of a step carries the same idempotency key;
// an effect that ignores its cancellation cannot hold a flow up.
//
//   attempt -> value, or a definite error of the first --------------------------> the answer
//           -> definite error behind an attempt that ended unknown --------> outcome unknown
//           -> Timeout, Unavailable, Corrupt: Read or AskAgain -> back-off -> attempt again
//                                             LookUp -> look up: found -> the answer
//                                                                NotFound -> back-off -> attempt
//                                             ShowPerson ------> outcome unknown
//   recovered after a crash: begins as if an attempt had just ended unknown
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string>

#include "async/awaitable.hpp"
#include "flow/flow.hpp"

namespace errand::flow {

struct Call;  // one attempt under way

// One step being carried out. Kept alive by what runs.
struct Attempts {
    boost::asio::any_io_executor executor;
    std::string step;
    std::string key;
    StepOptions options;
    Effect effect;
    bool recovered = false;
    bool interrupted = false;
    std::shared_ptr<Call> call;  // the one under way
};

// Never throws, except where the event loop is destroyed under it.
async::Awaitable<Result<json::value>> carry_out(std::shared_ptr<Attempts> attempts);

// Cuts it short: what is under way is cancelled, nothing more is begun.
void interrupt(Attempts& attempts);

}  // namespace errand::flow
