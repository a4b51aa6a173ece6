// Owns: a wait by the clock of the day, which may be set. Pure but for the time it is given; one
// thread. Must stay true: however the clock is set, no more than the wait's own length is left.
#pragma once

#include <optional>

#include "base/clock.hpp"

namespace errand::brain::model {

class Pause {
  public:
    // From `now` on; one that ends later already stays.
    void extend(Time now, Millis length);
    // What is left of it. A clock that was set back begins it anew.
    Millis left(Time now);
    void end() { until_.reset(); }

  private:
    std::optional<Time> until_;
    Millis length_{0};
};

}  // namespace errand::brain::model
