// Owns: whether an endpoint is to be asked, by what came of asking it. Pure but for the time it is
// given; one thread.
//
//   Closed ──kFailuresToOpen in a row──► Open ──its pause is over──► (asked once) Probing
//     ▲ │ denied, missing ──────────────► Open                          │
//     └─┴──────────── an answer ◄──────────────────────────────────────┤
//                                          Open ◄──────── a failure ────┘   pause doubles
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "brain/model/server_error.hpp"

namespace errand::brain::model {

class Health {
  public:
    // The moment from which it may be asked: not after `now` where it may be asked now; nothing
    // while a probe is under way.
    std::optional<Time> ready_at(Time now) const;
    // It is asked now; each begin is followed by one of the three below.
    void begin(Time now);
    void succeeded();
    void failed(const Failure& failure, Time now);
    // Nothing was learned: the turn was stopped.
    void dropped();

    bool closed() const { return !open_until_; }
    int failures() const { return failures_; }  // in a row

  private:
    void open(Millis pause, Time now);

    int failures_ = 0;
    int opened_ = 0;  // in a row
    bool probing_ = false;
    std::optional<Time> open_until_;
    std::optional<Time> wait_until_;  // it was too much at once
};

// True of what says that the endpoint itself cannot serve.
bool is_ill(FailureKind kind);

}  // namespace errand::brain::model
